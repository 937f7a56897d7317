"""A part: one change to one record, written so that its words can be erased while its place in the log stands.

A part is two byte strings. Its *shape* is canonical CBOR [kind, record, bases, names of groups, deleted]; its
*body* is 16 bytes of salt and canonical CBOR [values of the groups, why]. Its hash covers the shape and the
body's hash. Erasing drops the body and keeps that hash: what the part built on, and which groups it set, stay
known, so the merge of everything around it is unchanged, and the salt that went with the body keeps an erased
phone number from being guessed back.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final, NamedTuple, cast

from camifield.revisions.bodies import MOST_GROUPS, check_groups, write_groups, write_names, write_text
from camifield.revisions.encoding import (
    MAX_DEPTH,
    EncodingError,
    Group,
    ordered_names,
    read_trusted,
    write_checked,
)
from camifield.security.hashing import ID_BYTES, sha256

SALT_BYTES: Final = 16
LONGEST_KIND: Final = 64
_ID_HEAD: Final = bytes((0x40 + ID_BYTES,))
_NAME: Final = frozenset((str,))
_VALUE: Final = frozenset((dict, type(None)))
_DELETED: Final = {None: b"\xf6", False: b"\xf4", True: b"\xf5"}


class Part(NamedTuple):
    """What one save did to one record in one stream.

    `groups` holds the whole of every field group that was touched: a dict field -> value with blank fields left
    out. A repeat line is a group of its own (see `line_group`); None says that the line was deleted.
    `deleted` is True for a deletion, False for a restoration, None where neither was meant. `bases` names the
    commits that were the record's heads when the person began. `salt` is given by `seal`. An erased part has
    None for every group and no `why`.
    """

    kind: str
    record: bytes
    groups: Mapping[str, Group | None]
    bases: tuple[bytes, ...] = ()
    deleted: bool | None = None
    why: str | None = None
    salt: bytes = b""
    erased: bool = False


class WrittenPart(NamedTuple):
    """The bytes of a part. `body` is None, and only its hash known, where the part was erased."""

    shape: bytes
    body: bytes | None
    body_hash: bytes

    @property
    def hash(self) -> bytes:
        """What the payload hash is made of: 32 bytes over the shape and the body's hash."""
        return sha256(self.shape + self.body_hash)


def line_group(repeat: str, line: bytes) -> str:
    """The name of the group that carries one line of a repeat; its value includes "order"."""
    return f"{repeat}/{line.hex()}"


def line_of(group: str) -> tuple[str, bytes] | None:
    """The repeat and the line id of a line's group; None for the name of any other group."""
    repeat, slash, line = group.partition("/")
    if not slash:
        return None
    try:
        return repeat, bytes.fromhex(line)
    except ValueError:
        return None


def write_part(part: Part) -> WrittenPart:
    """The bytes of a part that has its salt. Raises EncodingError for what the log cannot hold."""
    _check(part)
    shape = _write_shape(part)
    body = _write_body(part)
    return WrittenPart(shape, body, sha256(body))


def _write_shape(part: Part) -> bytes:
    """Canonical CBOR of the list of five, put together by hand: cbor2 takes three times as long over so small a list."""
    return b"".join(
        (
            b"\x85",
            write_text(part.kind),
            _ID_HEAD,
            part.record,
            b"\x80" if not part.bases else write_checked(ordered_bases(part.bases)),
            _write_names(tuple(part.groups)),
            _DELETED[part.deleted],
        )
    )


def _write_names(names: tuple[str, ...]) -> bytes:
    return write_names(names) if len(names) <= MOST_GROUPS else write_checked(ordered_names(names))


def _write_body(part: Part) -> bytes:
    why = b"\xf6" if part.why is None else write_text(part.why)
    return b"".join((part.salt, b"\x82", write_groups(part.groups), why))


def ordered_bases(bases: tuple[bytes, ...]) -> tuple[bytes, ...]:
    """Each base once, in the order of their bytes."""
    return bases if len(bases) < 2 else tuple(sorted(set(bases)))


def _check(part: Part) -> None:
    if part.erased or len(part.salt) != SALT_BYTES:
        raise EncodingError("type")
    _check_shape(part.kind, part.record, part.bases, part.deleted)
    if part.why is not None and type(part.why) is not str:
        raise EncodingError("type")


def _check_shape(kind: object, record: object, bases: Iterable[object], deleted: object) -> None:
    if type(kind) is not str or not 0 < len(kind) <= LONGEST_KIND or "\0" in kind:
        raise EncodingError("type")
    if type(record) is not bytes or len(record) != ID_BYTES:
        raise EncodingError("type")
    for base in bases:
        if type(base) is not bytes or len(base) != ID_BYTES:
            raise EncodingError("type")
    if deleted is not None and type(deleted) is not bool:
        raise EncodingError("type")


def read_part(written: WrittenPart) -> Part:
    """The part of bytes from anywhere. Raises EncodingError unless they are the only way to write it.

    Of the body, that every value is allowed and every name in its place; a number written longer than need be is
    let pass (its author signed it so, and nobody else can), because proving the contrary would double the time.
    """
    part = read_stored_part(written)
    if _write_shape(part) != written.shape:
        raise EncodingError("not-canonical")
    check_groups(part.groups)
    if part.why is not None:
        write_text(part.why)
    return part


def read_stored_part(written: WrittenPart) -> Part:
    """As `read_part` for what this laptop checked before: its form is looked at, not that it is the only one."""
    kind, record, bases, names, deleted = _items(read_trusted(written.shape, depth=2), count=5)
    if type(bases) is not list or type(names) is not list:
        raise EncodingError("malformed")
    bases, names = cast("list[Any]", bases), cast("list[Any]", names)
    _check_shape(kind, record, bases, deleted)
    if written.body is None:
        return Part(kind, record, _named(names, [None] * len(names)), tuple(bases), deleted, erased=True)
    values, why = _items(read_trusted(written.body[SALT_BYTES:], depth=MAX_DEPTH + 2), count=2)
    if type(values) is not list or not (why is None or type(why) is str):
        raise EncodingError("malformed")
    groups = _named(names, cast("list[Any]", values))
    return Part(kind, record, groups, tuple(bases), deleted, why, written.body[:SALT_BYTES])


def _items(value: Any, count: int) -> list[Any]:
    if type(value) is not list or len(cast("list[Any]", value)) != count:
        raise EncodingError("malformed")
    return cast("list[Any]", value)


def _named(names: list[Any], values: list[Any]) -> dict[str, Any]:
    """The groups, when every name is a text and has one value, and none comes twice."""
    if not (_NAME.issuperset(map(type, names)) and _VALUE.issuperset(map(type, values))):
        raise EncodingError("malformed")
    groups = dict(zip(names, values, strict=False))
    if not len(names) == len(values) == len(groups):
        raise EncodingError("malformed")
    return groups
