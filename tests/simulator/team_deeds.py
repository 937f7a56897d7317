"""What happens to a team in the simulator: people come in, roles change, laptops are lost, shut out and found."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from camifield.commands.inviting import admit, invite
from camifield.commands.joining import ask, join
from camifield.commands.people import set_typist
from camifield.commands.same_people import say_one_person, say_two_people
from camifield.commands.team import change_role, pardon, rescue, revoke
from camifield.project.admitting import Incoming, read_incoming
from camifield.project.asking import read_reply
from camifield.revisions.membership import ROLES
from tests.simulator.laptop import Laptop
from tests.simulator.script import Step


@dataclass
class Letters:
    """The letters between one who works alone and the team, as far as they were written."""

    folder: Path
    name: str

    def path(self, what: str) -> Path:
        """Where that letter is."""
        return self.folder / f"{self.name}-{what}.cfb"


def ask_in(team: Laptop, loner: Laptop, letters: Letters, how: int) -> str:
    """Somebody who worked alone asks to come in, with an invitation or without."""
    invitation = None
    if how % 3:
        invitation = letters.path("invitation")
        invite(team.project, ROLES[how % 4], invitation)
    ask(loner.project, letters.path("request"), invitation=invitation)
    return f"{loner.name} asks to come in{' with an invitation' if invitation else ''}"


def let_in(team: Laptop, letters: Letters, how: int) -> str:
    """An administrator lets them in."""
    if not letters.path("request").exists():
        return ""
    incoming = read_incoming(team.project, letters.path("request"))
    role = ROLES[how % 4]
    is_admin = how % 11 == 0
    role = "coordinator" if is_admin else role
    same = _member_they_are(team, incoming, how)
    if same:
        is_admin = False
    admit(
        team.project,
        incoming,
        letters.path("answer"),
        role=role,
        same=same,
        is_compared=True,
        make_admin=is_admin,
    )
    what = "the laptop of somebody of the team" if same else role
    return f"lets {letters.name} in as {what}{' and administrator' if is_admin else ''}"


def _member_they_are(team: Laptop, incoming: Incoming, how: int) -> dict[bytes, bytes]:
    """Now and then it is a second laptop of somebody who is in the team already."""
    members = sorted(team.project.identity.roster.roles)
    if how % 3 or incoming.is_known:
        return {}
    return {incoming.request.people[0].person: members[how // 3 % len(members)]}


def come_in(loner: Laptop, letters: Letters) -> str:
    """The laptop turns to the team."""
    if not letters.path("answer").exists():
        return ""
    joined = join(loner.project, read_reply(loner.project, letters.path("answer")), is_compared=True)
    loner.is_member = True
    loner.note()
    return f"{loner.name} comes in as {joined.role}"


def give_role(laptop: Laptop, step: Step) -> str:
    """Somebody gets another role; now and then two are said to be one person, or two again."""
    people = sorted(laptop.project.identity.roster.roles)
    if step.how >= 900:
        return _say_who(laptop, people, step)
    person, role = people[step.what % len(people)], ROLES[step.how % 4]
    change_role(laptop.project, person, role)
    laptop.note()
    return f"makes {person.hex()[-6:]} a {role}"


def _say_who(laptop: Laptop, people: list[bytes], step: Step) -> str:
    roster = laptop.project.identity.roster
    person, other = people[step.what % len(people)], people[step.how % len(people)]
    also = sorted(one.person for one in roster.histories.values() if roster.person_of(one.person) == person)
    if also and step.how % 2:
        say_two_people(laptop.project, also[0], person)
    elif person != other:
        say_one_person(laptop.project, person, other)
    else:
        return ""
    laptop.note()
    return f"says of {person.hex()[-6:]} who that is"


def shut_out(laptop: Laptop, step: Step) -> str:
    """A laptop is revoked."""
    own = {one.id for one in laptop.project.identity.own_devices()}
    devices = sorted(
        name
        for name, one in laptop.project.identity.roster.devices.items()
        if name not in own and one.revoked is None
    )
    if not devices:
        return ""
    device = devices[step.what % len(devices)]
    done = revoke(laptop.project, device)
    laptop.note()
    return f"shuts {device.hex()[-6:]} out, of which {done.kept} saves stand"


def let_back(laptop: Laptop, step: Step, *, whole: bool) -> str:
    """A laptop was found again, or what waits of it is believed after all."""
    devices = sorted(
        name for name, one in laptop.project.identity.roster.devices.items() if one.revoked is not None
    )
    if not devices:
        return ""
    device = devices[step.what % len(devices)]
    if whole:
        pardon(laptop.project, device)
    else:
        rescue(laptop.project, device)
    laptop.note()
    return f"{'pardons' if whole else 'rescues what waits of'} {device.hex()[-6:]}"


def switch_typist(laptop: Laptop, step: Step) -> str:
    """Somebody else of the team sits down at the keyboard, or the first one again."""
    people = sorted({laptop.person, *laptop.project.names.people})
    person = people[step.what % len(people)] if step.how % 2 else laptop.person
    set_typist(laptop.project, person)
    return f"{person.hex()[-6:]} types"
