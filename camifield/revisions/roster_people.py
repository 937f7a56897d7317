"""Reading which records of a roster's people are one person: by an administrator's word, the same in any order.

Somebody who began alone on a second laptop is the member whose laptop it is. Two members who are one person, let in
twice, are one by a word that names both as members; nothing else makes a member anybody else. Each record keeps its own
history of roles, by which what was signed as it is judged. From then on the lesser of their roles holds for both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from camifield.revisions.membership import ROLES, Member
from camifield.revisions.merge import Folded
from camifield.revisions.parts import line_of
from camifield.revisions.roster_records import versions_of
from camifield.security.hashing import ID_BYTES

APART: Final = "apart"


@dataclass(frozen=True, slots=True)
class People:
    """`members` are the people with a role, each once. `same` is record -> the member who that is. `histories` are the
    members by whose roles what was signed as such a record is judged, where it is not the one that they are now.
    `apart` are pairs of which somebody said that they are two people, the lesser id first.
    """

    members: Mapping[bytes, Member]
    same: Mapping[bytes, bytes]
    histories: Mapping[bytes, Member]
    apart: frozenset[tuple[bytes, bytes]]


def read_same_people(folded: Mapping[bytes, Folded], members: Mapping[bytes, Member]) -> People:
    """Who is who, from what is known of each record of a person, and everybody who has a role."""
    ways = {record: way for record, one in folded.items() if (way := _way(record, one, members))}
    paths = {record: tuple(_path(record, ways, members)) for record in folded}
    same = {record: path[-1] for record, path in paths.items() if path and path[-1] != record}
    roles: dict[bytes, str] = {}
    for record, member in members.items():
        person = same.get(record, record)
        roles[person] = min(roles.get(person, member.role), member.role, key=ROLES.index)
    held = {
        record: replace(member, role=roles[same.get(record, record)]) for record, member in members.items()
    }
    histories = {
        record: held[first]
        for record in same
        if (first := next(one for one in paths[record] if one in members)) != same[record]
    }
    return People(
        {person: member for person, member in held.items() if person not in same},
        same,
        histories,
        frozenset(_apart(folded)),
    )


def _way(record: bytes, folded: Folded, members: Mapping[bytes, Member]) -> bytes | None:
    """The member who this record is said to be; of two that were named, the one that may less."""
    named = (
        value.get("person")
        for value in versions_of(folded, "same")
        if value and (record not in members or value.get("member") is True)
    )
    known = [members[one] for one in named if type(one) is bytes and one in members and one != record]
    return _careful(known).person if known else None


def _path(record: bytes, ways: Mapping[bytes, bytes], members: Mapping[bytes, Member]) -> Iterator[bytes]:
    """From a record to whoever it is in the end. Where two were each said to be the other, one of them is both."""
    passed: list[bytes] = []
    while record in ways and record not in passed:
        yield record
        passed.append(record)
        record = ways[record]
    if record not in passed:
        yield record
    else:
        yield _careful(members[one] for one in passed[passed.index(record) :]).person


def _careful(members: Iterable[Member]) -> Member:
    return min(members, key=lambda one: (ROLES.index(one.role), one.person))


def _apart(folded: Mapping[bytes, Folded]) -> Iterator[tuple[bytes, bytes]]:
    for record, one in folded.items():
        for name, value in one.groups.items():
            line = line_of(name)
            if value and line and line[0] == APART and len(line[1]) == ID_BYTES:
                least, most = sorted((record, line[1]))
                yield least, most
