"""One person on two laptops: the second one comes in as theirs, with what they began there alone, and can be lost alone."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest

from camifield.commands import people
from camifield.commands.erasing import Scope, erase
from camifield.commands.inviting import admit, invite
from camifield.commands.joining import ask, ask_for_person, join
from camifield.commands.team import change_role, pardon, revoke
from camifield.errors import Problem
from camifield.progress import Progress
from camifield.project.admitting import Proof, read_incoming
from camifield.project.asking import read_reply
from camifield.queries.finding import expand
from camifield.queries.team import team as team_view
from camifield.store.query import EVERYTHING, CardQuery
from tests.commands.laptops import Camp, camp, corrected, count_of, meet, problem_of, sighted
from tests.making import ENGLISH, person

NAME = "Гулнара С."


@pytest.fixture(name="here")
def a_camp(tmp_path: Path) -> Generator[Camp, None, None]:
    """Where the laptops meet."""
    with camp(tmp_path) as made:
        yield made


class Pair:
    """A team, somebody's laptop in it, and a second laptop on which they worked alone."""

    def __init__(self, here: Camp, role: str = "monitor") -> None:
        self.here = here
        self.team = here.laptop("K1", "Aibek U.")
        self.first = here.laptop("M7", NAME)
        here.invite_in(self.team, self.first, role)
        self.second = here.laptop("N7", NAME)
        self.own = sighted(self.second, NAME)
        self.alone = self.second.identity.founder
        self.files = [here.table / f"second-{what}.cfb" for what in ("i", "r", "a")]
        self.meet()

    @property
    def member(self) -> bytes:
        """Who they are in the team."""
        return self.first.identity.founder

    def come_in(self) -> None:
        """The second laptop asks, is let in as this member's, and turns."""
        invite(self.team, "ranger", self.files[0])
        ask(self.second, self.files[1], invitation=self.files[0], is_member=True)
        incoming = read_incoming(self.team, self.files[1])
        admit(self.team, incoming, self.files[2], same={self.alone: self.member}, is_compared=True)
        join(self.second, read_reply(self.second, self.files[2]))

    def meet(self) -> None:
        """Everybody who is in the team gets everything."""
        within = [
            one
            for one in (self.team, self.first, self.second)
            if one.store.project == self.team.store.project
        ]
        for _ in range(2):
            for giver in within:
                for taker in within:
                    if giver is not taker:
                        meet(giver, taker)


def test_the_second_laptop_is_one_more_of_the_same_person(here: Camp) -> None:
    """Protects a ranger with two laptops from being two people: one role, one name, and every record of both."""
    pair = Pair(here)
    pair.come_in()
    later = sighted(pair.second, NAME, "5")
    pair.meet()
    for project in (pair.team, pair.first, pair.second):
        roster = project.identity.roster
        assert set(roster.roles) == {pair.team.identity.founder, pair.member}
        assert roster.role_of(pair.alone) == roster.role_of(pair.member) == "monitor"
        assert [one.person for one in roster.devices.values()].count(pair.member) == 2
        assert sorted(one.shown for one in project.names.team()) == ["Aibek U.", NAME]
        assert {count_of(project, pair.own), count_of(project, later)} == {"3", "5"}
        assert project.names.name("person", project.store.history(pair.own)[0].author) == NAME
    assert pair.second.typist == pair.second.identity.founder == pair.member
    rows = {one.person: len(one.laptops) for one in team_view(pair.team).members}
    assert rows[pair.member] == 2
    everyone = {project.store.count(EVERYTHING) for project in (pair.team, pair.first, pair.second)}
    assert everyone == {5}  # two sightings and three people's records: also the one of the second laptop


def test_what_was_begun_on_the_other_laptop_is_ones_own(here: Camp) -> None:
    """Protects a monitor's right to put his own records right, on whichever of his laptops he sits."""
    pair = Pair(here)
    on_first = sighted(pair.first, NAME, "2")
    of_chief = sighted(pair.team, "Aibek U.", "7")
    pair.come_in()
    pair.meet()
    corrected(pair.first, pair.own, "4")
    corrected(pair.second, on_first, "6")
    for project in (pair.first, pair.second):
        assert problem_of(corrected, project, of_chief, "1") == "role-may-not-edit"
    pair.meet()
    for project in (pair.team, pair.first, pair.second):
        assert (count_of(project, pair.own), count_of(project, on_first)) == ("4", "6")
        assert project.store.record(pair.own) is not None


def test_one_is_found_by_name_in_everything_that_speaks_of_either(here: Camp) -> None:
    """Protects lists and searches: the records of the time alone are found under the person, and once."""
    pair = Pair(here)
    on_first = sighted(pair.first, NAME, "2")
    pair.come_in()
    pair.meet()
    for project in (pair.team, pair.second):
        for asked in (
            CardQuery(kinds=("sighting",), people=(pair.member,)),
            CardQuery(kinds=("sighting",), words="Гулнара"),
        ):
            found = {one.id for one in project.store.cards(asked, expand=expand(project))}
            assert found == {pair.own, on_first}
        assert person(project, NAME) == pair.member.hex()


def test_the_code_is_compared_whatever_invited_them(here: Camp) -> None:
    """Protects coordinators: whoever found an invitation cannot come in as one of them by saying so."""
    pair = Pair(here)
    invite(pair.team, "monitor", pair.files[0])
    code = ask(pair.second, pair.files[1], invitation=pair.files[0], is_member=True).code
    incoming = read_incoming(pair.team, pair.files[1])
    assert (incoming.proof, incoming.request.is_member) == (Proof.INVITED, True)
    same = {pair.alone: pair.team.identity.founder}
    with pytest.raises(Problem) as caught:
        admit(pair.team, incoming, pair.files[2], same=same)
    assert (caught.value.code, caught.value.parameters["code"]) == ("compare-the-code", code)
    assert pair.team.identity.roster.role_of(pair.alone) is None
    admit(pair.team, incoming, pair.files[2], same=same, is_compared=True)
    again = read_incoming(pair.team, pair.files[1])
    assert again.is_known
    length = len(pair.team.store.roster_commits())
    admit(pair.team, again, pair.files[2])
    assert len(pair.team.store.roster_commits()) == length
    assert problem_of(admit, pair.team, again, pair.files[2], same={pair.alone: pair.member}) == (
        "person-came-in-before"
    )


def test_only_members_can_be_named_and_each_once(here: Camp) -> None:
    """Protects the roster from a person who is nobody, and from two people who are one on the same laptop."""
    pair = Pair(here)
    other = people.add_person(pair.second, "Бат Э.", ENGLISH)
    people.set_typist(pair.second, other)
    sighted(pair.second, "Бат Э.")
    ask(pair.second, pair.files[1])
    incoming = read_incoming(pair.team, pair.files[1])
    for same, code in (
        ({pair.alone: b"?" * 16}, "person-not-in-team"),
        ({b"?" * 16: pair.member}, "person-not-in-team"),
        ({pair.alone: pair.member, other: pair.member}, "person-is-named-twice"),
    ):
        assert problem_of(admit, pair.team, incoming, pair.files[2], same=same, is_compared=True) == code
    admit(
        pair.team, incoming, pair.files[2], role="reviewer", same={pair.alone: pair.member}, is_compared=True
    )
    roster = pair.team.identity.roster
    assert (roster.role_of(pair.alone), roster.role_of(other)) == ("monitor", "ranger")


def test_work_of_the_days_of_waiting_is_the_members_too(here: Camp) -> None:
    """Protects what was written between asking and the answer, and judges it by the member's role when that changes."""
    pair = Pair(here, "ranger")
    of_chief = sighted(pair.team, "Aibek U.", "7")
    ask(pair.second, pair.files[1], is_member=True)
    incoming = read_incoming(pair.team, pair.files[1])
    assert incoming.request.is_member
    same = {pair.alone: pair.member}
    admit(pair.team, incoming, pair.files[2], same=same, is_compared=True)
    waiting = sighted(pair.second, NAME, "8")
    join(pair.second, read_reply(pair.second, pair.files[2]), is_compared=True)
    pair.meet()
    corrected(pair.second, of_chief, "1")
    pair.meet()
    change_role(pair.team, pair.member, "monitor")
    pair.meet()
    for project in (pair.team, pair.first, pair.second):
        assert (count_of(project, waiting), count_of(project, of_chief)) == ("8", "1")
    corrected(pair.first, waiting, "9")
    assert problem_of(corrected, pair.second, of_chief, "2") == "role-may-not-edit"


@pytest.mark.parametrize("is_first_as_member", [True, False])
def test_a_laptop_that_two_admins_let_in_as_two_people_can_come_in(
    here: Camp, *, is_first_as_member: bool
) -> None:
    """Protects a newcomer from admins who had not met: either answer, of before they met or after, lets them in."""
    pair = Pair(here, "ranger")
    other = here.laptop("C2", "Tuya")
    files = [here.table / f"admin-{what}.cfb" for what in ("i", "r", "a")]
    invite(pair.team, "coordinator", files[0])
    ask(other, files[1], invitation=files[0])
    admit(pair.team, read_incoming(pair.team, files[1]), files[2], make_admin=True)
    join(other, read_reply(other, files[2]))
    meet(other, pair.team)
    meet(pair.team, other)
    ask(pair.second, pair.files[1], is_member=True)
    saying = [{pair.alone: pair.member}, {}] if is_first_as_member else [{}, {pair.alone: pair.member}]
    for admin, same in zip((pair.team, other), saying, strict=True):
        admit(admin, read_incoming(admin, pair.files[1]), pair.files[2], same=same, is_compared=True)
    waiting = sighted(pair.second, NAME, "8")
    meet(other, pair.team)
    again = read_incoming(pair.team, pair.files[1])
    admit(pair.team, again, pair.files[2], same=again.known_as(pair.team.identity.roster), is_compared=True)
    assert pair.team.identity.roster.contested
    join(pair.second, read_reply(pair.second, pair.files[2]), is_compared=True)
    later = sighted(pair.second, NAME, "5")
    pair.meet()
    meet(pair.team, other)
    for project in (pair.team, pair.first, other):
        assert [count_of(project, one) for one in (pair.own, waiting, later)] == ["3", "8", "5"]


def test_one_of_two_laptops_is_shut_out_alone(here: Camp) -> None:
    """Protects somebody whose second laptop was stolen: the first goes on, and what was here of the second stands."""
    pair = Pair(here)
    pair.come_in()
    pair.meet()
    lost = pair.second.identity.own_devices()[0].id
    revoke(pair.team, lost)
    after = sighted(pair.second, NAME, "9")
    assert set(meet(pair.second, pair.team).values()) == {"revoked"}
    later = sighted(pair.first, NAME, "4")
    meet(pair.team, pair.first)
    meet(pair.first, pair.team)
    assert {count_of(pair.team, pair.own), count_of(pair.team, later)} == {"3", "4"}
    assert pair.team.store.record(after) is None
    corrected(pair.first, pair.own, "1")
    readers = {one.id for one in pair.team.identity.roster.recipients(1)}
    assert lost not in readers
    assert pair.first.identity.own_devices()[0].id in readers
    pardon(pair.team, lost)
    assert count_of(pair.team, after) == "9"


def test_who_is_erased_is_erased_on_the_record_of_the_second_laptop_too(here: Camp) -> None:
    """Protects whoever asked to be forgotten: a name that no list shows any more must not stay behind."""
    pair = Pair(here)
    pair.come_in()
    pair.meet()
    erase(pair.team, [pair.member], Scope.NAMES, "asked to", Progress())
    pair.meet()
    for project in (pair.team, pair.first, pair.second):
        for one in (pair.member, pair.alone):
            assert "name" not in project.stored(one).values
        assert NAME not in {known.shown for known in project.names.team()}


def test_a_crash_while_turning_leaves_the_keys_the_members(here: Camp) -> None:
    """Protects the second laptop from typing as somebody whom the team does not know: the next start puts it right."""
    pair = Pair(here)
    before, settings = pair.second.identity.keyring(), pair.second.settings
    pair.come_in()
    pair.second.identity.keep(before)
    pair.second.change_settings(settings)
    root, settings_path = pair.second.folder.root, pair.second.settings_path
    pair.second.close()
    again = here.reopened(root, settings_path)
    assert again.identity.keyring().founder == again.typist == pair.member
    record = sighted(again, NAME, "6")
    meet(again, pair.team)
    assert count_of(pair.team, record) == "6"


def test_a_member_comes_to_type_at_a_laptop_of_the_team(here: Camp) -> None:
    """Protects a shared laptop: somebody of another laptop is let type here after comparing the code, as themselves."""
    pair = Pair(here)
    other = here.laptop("T3", "Tuya")
    here.invite_in(pair.team, other)
    meet(pair.team, other)
    files = [here.table / name for name in ("p.cfb", "pa.cfb")]
    ask_for_person(other, pair.member, files[0])
    incoming = read_incoming(pair.team, files[0])
    assert (incoming.proof, incoming.needs_comparing) == (Proof.VOUCHED, True)
    assert problem_of(admit, pair.team, incoming, files[1]) == "compare-the-code"
    admit(pair.team, incoming, files[1], is_compared=True)
    assert join(other, read_reply(other, files[1])).role in ("ranger", "monitor")
    people.set_typist(other, pair.member)
    record = sighted(other, NAME, "2")
    meet(other, pair.team)
    assert pair.team.store.history(record)[0].author == pair.member
    assert pair.team.identity.roster.role_of(pair.member) == "monitor"
