"""The values of a part, written and looked over by a template: the records of an import answer the same questions.

What comes out, and what is refused, is the same as `encoding.encode` of the list of the groups' values gives; only
the names, their order and the heads of the dicts are worked out once for all records that have the same ones.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from operator import itemgetter, methodcaller
from typing import Any, Final, NamedTuple, cast

from camifield.revisions.encoding import (
    EncodingError,
    Group,
    Value,
    canonical,
    encode,
    ordered_names,
    write_checked,
)

MOST_GROUPS: Final = 64
MOST_NAMES: Final = 256
# Heads of texts up to 255 bytes long, by length (RFC 8949, major type 3).
_TEXT_HEADS: Final = tuple(bytes((0x60 + size,)) if size < 24 else bytes((0x78, size)) for size in range(256))
_BYTES_HEADS: Final = tuple(bytes((0x40 + size,)) for size in range(24))
_values_of = methodcaller("values")
_SIMPLE: Final = frozenset((str, bytes, bool, type(None)))

Names = tuple[tuple[str, ...], ...]


class _Template(NamedTuple):
    """The bytes before each leaf in canonical order, and what brings leaves as they stand into that order."""

    before: tuple[bytes, ...]
    in_order: Callable[[tuple[Any, ...]], tuple[Any, ...]]
    after: bytes
    is_in_order: bool


def write_groups(groups: Mapping[str, Group | None]) -> bytes:
    """Canonical CBOR of the list of the groups' values, in canonical order of the groups' names.

    Raises EncodingError for what the log cannot hold.
    """
    template = _template_of(groups)
    if template is None:
        names = ordered_names(tuple(groups))
        return write_checked([_checked(groups[name]) for name in names])
    written: list[bytes] = []
    leaves = template.in_order(_leaves_of(groups))
    try:
        for before, leaf in zip(template.before, leaves, strict=True):
            if type(leaf) is str and len(raw := leaf.encode()) < len(_TEXT_HEADS):
                written += (before, _TEXT_HEADS[len(raw)], raw)
            else:
                written += (before, _write_leaf(leaf))
    except UnicodeEncodeError as error:
        raise EncodingError("surrogate") from error
    written.append(template.after)
    whole = b"".join(written)
    if b"\0" in whole:  # mostly of a number or an id; only then is each text looked at
        _refuse_nul(leaves)
    return whole


def check_groups(groups: Mapping[str, Group | None]) -> None:
    """Raise EncodingError unless `write_groups` would take these values as they stand, every dict in its order.

    For what was read from bytes, where the groups' own order is that of the names beside them.
    """
    template = _template_of(groups)
    if template is None:
        for value in groups.values():
            if _checked(value) is not value:
                raise EncodingError("not-canonical")
        return
    if not template.is_in_order:
        raise EncodingError("not-canonical")
    leaves = _leaves_of(groups)
    if not _SIMPLE.issuperset(map(type, leaves)):
        for leaf in leaves:
            if type(leaf) not in _SIMPLE and canonical(leaf, depth=7) is not leaf:
                raise EncodingError("not-canonical")
    _refuse_nul(leaves)


def _leaves_of(groups: Mapping[str, Group | None]) -> tuple[Any, ...]:
    return tuple(chain.from_iterable(map(_values_of, groups.values())))


def _refuse_nul(leaves: Iterable[object]) -> None:
    for leaf in leaves:
        if type(leaf) is str and "\0" in leaf:
            raise EncodingError("nul")


def _write_leaf(leaf: Any) -> bytes:
    if type(leaf) is bytes and len(leaf) < len(_BYTES_HEADS):
        return _BYTES_HEADS[len(leaf)] + leaf
    return encode(leaf, depth=7)


def write_text(text: str) -> bytes:
    """Canonical CBOR of a text. Raises EncodingError for one with NUL or half a letter."""
    if "\0" in text:
        raise EncodingError("nul")
    try:
        raw = text.encode()
    except UnicodeEncodeError as error:
        raise EncodingError("surrogate") from error
    return _TEXT_HEADS[len(raw)] + raw if len(raw) < 256 else write_checked(text)


@lru_cache(maxsize=1024)
def write_names(names: tuple[str, ...]) -> bytes:
    """Canonical CBOR of the list of these names in canonical order. Raises EncodingError for what is no name."""
    return write_checked(ordered_names(names))


def _checked(value: Any) -> Value:
    if value is None:
        return None
    if type(value) is not dict:
        raise EncodingError("type")
    return canonical(cast("Value", value))


def _template_of(groups: Mapping[str, Group | None]) -> _Template | None:
    """The template of records with these names; None where a line's own id, or sheer number, makes that no use."""
    values = groups.values()
    if not values or not {dict}.issuperset(map(type, values)) or len(groups) > MOST_GROUPS:
        return None
    fields: Names = tuple(map(tuple, cast("Any", values)))
    names = tuple(groups)
    if "/" in "".join(names) or sum(map(len, fields)) > MOST_NAMES:
        return None
    return _template(names, fields)


@lru_cache(maxsize=256)
def _template(names: tuple[str, ...], fields: Names) -> _Template:
    of_group = dict(zip(names, fields, strict=True))
    before: list[bytes] = []
    leaves = [(group, name) for group in names for name in of_group[group]]
    place_of = {leaf: place for place, leaf in enumerate(leaves)}
    order: list[int] = []
    pending = _head(0x80, len(names))
    for group in ordered_names(names):
        ordered = ordered_names(of_group[group])
        pending += _head(0xA0, len(ordered))
        for name in ordered:
            before.append(pending + write_text(name))
            order.append(place_of[group, name])
            pending = b""
    is_in_order = all(ordered_names(some) == some for some in fields)
    return _Template(tuple(before), _chooser(order), pending, is_in_order)


def _chooser(order: Sequence[int]) -> Callable[[tuple[Any, ...]], tuple[Any, ...]]:
    """What takes the items at these places; an itemgetter of fewer than two gives no tuple."""
    if list(order) == list(range(len(order))):
        return tuple
    return itemgetter(*order)


def _head(major: int, count: int) -> bytes:
    """The head of a list (0x80) or a dict (0xA0) of at most 256 items."""
    if count < 24:
        return bytes((major + count,))
    return bytes((major + 24, count)) if count < 256 else bytes((major + 25, 1, 0))
