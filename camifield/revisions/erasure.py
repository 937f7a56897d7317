"""Erasing what was said of a person: an ordinary signed part that names other parts, whose words then go everywhere."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from camifield.revisions.parts import Part
from camifield.security.hashing import ID_BYTES

KIND: Final = "team.erasure"
GROUP: Final = "targets"
MAY_ERASE: Final = "coordinator"
MOST_TARGETS: Final = 10_000


class Target(NamedTuple):
    """One part: the id of its commit (16 bytes) and its position there."""

    commit: bytes
    position: int


def erasure_part(record: bytes, targets: Iterable[Target], why: str | None) -> Part:
    """The part that erases these. Raises ValueError for none, or for more than 10,000."""
    listed = sorted(set(targets))
    if not 0 < len(listed) <= MOST_TARGETS:
        raise ValueError("an erasure names between 1 and 10,000 parts")
    return Part(
        KIND, record, {GROUP: {"parts": [[commit, position] for commit, position in listed]}}, why=why
    )


def targets_of(part: Part) -> frozenset[Target]:
    """What such a part erases; what cannot be understood of it is passed over."""
    if part.kind != KIND:
        return frozenset()
    listed = (part.groups.get(GROUP) or {}).get("parts")
    found: set[Target] = set()
    for item in listed if isinstance(listed, list) else []:
        match item:
            case [bytes(commit), int(position)] if len(commit) == ID_BYTES and position >= 0:
                found.add(Target(commit, position))
            case _:
                continue
    return frozenset(found)
