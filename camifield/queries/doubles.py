"""Members of the team who may be one person let in twice: by the same keys, or by the same name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from camifield.folding import search_form
from camifield.project.project import Project
from camifield.queries.team import MemberRow, TeamView
from camifield.revisions.membership import ROLES

BY_KEY, BY_NAME = "key", "name"


@dataclass(frozen=True, slots=True)
class Double:
    """Two members who may be one. `person` came first, and would be the name of both; `why` is ``key`` or ``name``."""

    record: MemberRow
    person: MemberRow
    why: str

    @property
    def roles(self) -> tuple[str, ...]:
        """What they are, the role that may less first; one where both are the same."""
        return tuple(sorted({self.record.role, self.person.role}, key=ROLES.index))


def doubles(project: Project, view: TeamView) -> list[Double]:
    """The pairs of whom nobody said yet whether they are one person, by name."""
    roster = project.identity.roster
    members = {one.person: one for one in view.members}
    found: dict[tuple[bytes, bytes], str] = {}
    for pair in _by_name(view):
        found[pair] = BY_NAME
    for device in roster.devices.values():
        people = sorted({roster.person_of(one) for one in device.people} & members.keys())
        for first, second in combinations(people, 2):
            found[first, second] = BY_KEY
    return [
        Double(members[second], members[first], why)
        for (first, second), why in sorted(found.items(), key=lambda one: (members[one[0][0]].shown, one[0]))
        if (first, second) not in roster.apart
    ]


def _by_name(view: TeamView) -> Iterator[tuple[bytes, bytes]]:
    called: dict[str, list[bytes]] = {}
    for one in view.members:
        if one.shown and not one.is_shut_out:
            called.setdefault(search_form(one.shown), []).append(one.person)
    for people in called.values():
        yield from combinations(sorted(people), 2)
