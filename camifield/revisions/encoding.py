"""Canonical CBOR: one way only to write each value, so that the same record has the same bytes on every laptop.

RFC 8949 section 4.2.3 (length-first key order, as RFC 7049 had it), narrowed to what a record may hold: None,
bool, int of 64 bits, str, bytes, list, and dict with str keys. No floats, no tags, no sharing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from operator import is_
from typing import Any, Final, Never

from cbor2 import dumps, loads

Value = None | bool | int | str | bytes | list["Value"] | dict[str, "Value"]
Group = Mapping[str, Value]

MAX_DEPTH: Final = 8
LARGEST_INT: Final = 2**63 - 1
SMALLEST_INT: Final = -(2**63)
LONGEST_NAME: Final = 200
MOST_REMEMBERED: Final = 64


class EncodingError(ValueError):
    """A value that the log cannot hold, or bytes that are not the one way to write a value.

    `reason` is a stable word: float, nul, surrogate, number-too-large, too-deep, name, type, not-canonical, malformed.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def _refuse_tag(_content: object, _immutable: bool) -> Never:  # noqa: FBT001 - the library's own signature
    raise EncodingError("malformed")


# Every tag that the library would act on. Sharing and string references (25, 28, 29, 256) would let a small
# text unfold into gigabytes; the others build objects no record holds. Unknown tags fail as a type.
_REFUSED_TAGS: Final[dict[int, Callable[[object, bool], Never]]] = dict.fromkeys(
    (0, 1, 2, 3, 4, 5, 25, 28, 29, 30, 35, 36, 37, 52, 54, 100, 256, 258, 260, 261, 1004, 43000, 55799),
    _refuse_tag,
)


def ordered_names(names: tuple[str, ...]) -> tuple[str, ...]:
    """Names in canonical order: the shorter in UTF-8 first, then byte by byte. Raises EncodingError for what is none."""
    return _remembered_order(names) if len(names) <= MOST_REMEMBERED else _order(names)


def _order(names: tuple[str, ...]) -> tuple[str, ...]:
    for name in names:
        if type(name) is not str or "\0" in name or len(name) > LONGEST_NAME:
            raise EncodingError("name")
    try:
        keyed = sorted((len(raw), raw, name) for raw, name in ((name.encode(), name) for name in names))
    except UnicodeEncodeError as error:
        raise EncodingError("surrogate") from error
    return tuple(name for _, _, name in keyed)


# The records of one import have the same names. Bounded in number and in length: bytes from strangers pass here too.
_remembered_order = lru_cache(maxsize=1024)(_order)


def canonical(value: Value, depth: int = MAX_DEPTH) -> Value:
    """The same value with every dict in canonical order (itself when it is so already). Raises EncodingError."""
    if type(value) is dict:
        return _canonical_dict(value, depth)
    if type(value) is list:
        return _canonical_list(value, depth)
    _check_leaf(value)
    return value


def _check_leaf(value: object) -> None:
    if type(value) is str:
        if "\0" in value:
            raise EncodingError("nul")
    elif type(value) is int:
        if not SMALLEST_INT <= value <= LARGEST_INT:
            raise EncodingError("number-too-large")
    elif value is not None and type(value) is not bool and type(value) is not bytes:
        raise EncodingError("float" if type(value) is float else "type")


def _canonical_dict(value: dict[str, Value], depth: int) -> dict[str, Value]:
    if depth == 0:
        raise EncodingError("too-deep")
    names = tuple(value)
    order = ordered_names(names)
    result = value if order == names else {name: value[name] for name in order}
    for name, item in result.items():
        if (
            type(item) is str
        ):  # the commonest leaf, seen to here for speed: a hundred thousand records pass at once
            if "\0" in item:
                raise EncodingError("nul")
        elif type(item) is dict or type(item) is list:
            put_right = canonical(item, depth - 1)
            if put_right is not item:
                if result is value:
                    result = dict(value)
                result[name] = put_right
        else:
            _check_leaf(item)
    return result


def _canonical_list(value: list[Value], depth: int) -> list[Value]:
    if depth == 0:
        raise EncodingError("too-deep")
    result = [canonical(item, depth - 1) for item in value]
    return value if all(map(is_, result, value)) else result


def encode(value: Value, depth: int = MAX_DEPTH) -> bytes:
    """The one way to write `value`. Raises EncodingError for what the log cannot hold."""
    return write_checked(canonical(value, depth))


def write_checked(value: object) -> bytes:
    """The bytes of what went through `canonical` already, or is made of parts that did."""
    try:
        return dumps(value)
    except UnicodeEncodeError as error:
        raise EncodingError("surrogate") from error


def decode(data: bytes, depth: int = MAX_DEPTH) -> Value:
    """The value of bytes that `encode` wrote, and of no others. Raises EncodingError."""
    value: Value = read_trusted(data, depth)
    if encode(value, depth) != data:
        raise EncodingError("not-canonical")
    return value


def read_trusted(data: bytes, depth: int = MAX_DEPTH) -> Any:
    """As `decode`, without the proof that these are the only bytes: for what this laptop checked and stored."""
    try:
        return loads(
            data,
            max_depth=depth,
            allow_indefinite=False,
            allow_duplicate_keys=False,
            strict_hashable_types=True,
            semantic_decoders=_REFUSED_TAGS,
        )
    except (
        Exception
    ) as error:  # the library raises by the shape of hostile bytes: its own errors, EOF, overflow
        raise EncodingError("malformed") from error
