"""One person whom the team let in twice: noticed, made one by an administrator's word, and two again."""

from __future__ import annotations

from collections.abc import Generator
from itertools import permutations
from pathlib import Path

import pytest

from camifield.commands import people
from camifield.commands.inviting import admit
from camifield.commands.joining import ask, join
from camifield.commands.same_people import say_one_person, say_two_people
from camifield.commands.team import change_role
from camifield.project.admitting import read_incoming
from camifield.project.asking import read_reply
from camifield.project.project import Project
from camifield.queries.doubles import BY_KEY, BY_NAME, doubles
from camifield.queries.finding import expand
from camifield.queries.team import member_called
from camifield.queries.team import team as team_view
from camifield.store.query import CardQuery
from tests.commands.laptops import Camp, camp, corrected, count_of, meet, problem_of, sighted
from tests.making import person

NAME = "Гулнара С."


@pytest.fixture(name="here")
def a_camp(tmp_path: Path) -> Generator[Camp, None, None]:
    """Where the laptops meet."""
    with camp(tmp_path) as made:
        yield made


class Twice:
    """A coordinator, and somebody who came in with a laptop as a ranger and with another one as a reviewer."""

    def __init__(self, here: Camp) -> None:
        self.team = here.laptop("K1", "Aibek U.")
        self.first = here.laptop("M7", NAME)
        here.invite_in(self.team, self.first)
        self.second = here.laptop("N7", NAME)
        here.invite_in(self.team, self.second, "reviewer")
        self.on_first = sighted(self.first, NAME, "2")
        self.on_second = sighted(self.second, NAME, "3")
        self.meet()

    @property
    def all(self) -> tuple[Project, Project, Project]:
        return self.team, self.first, self.second

    @property
    def one(self) -> bytes:
        return self.first.identity.founder

    @property
    def other(self) -> bytes:
        return self.second.identity.founder

    def meet(self) -> None:
        """Everybody gets everything."""
        for _ in range(2):
            for giver in self.all:
                for taker in self.all:
                    if giver is not taker:
                        meet(giver, taker)


def noticed(project: Project) -> list[tuple[bytes, bytes, str]]:
    """Who seems to be one person: the record, whose it would be, and why."""
    return [(one.record.person, one.person.person, one.why) for one in doubles(project, team_view(project))]


def test_one_name_twice_is_noticed_and_made_one_everywhere(here: Camp) -> None:
    """Protects lists and filters: one name, one person, all records of both, found by either's laptop."""
    pair = Twice(here)
    [(record, kept, why)] = noticed(pair.team)
    assert ({record, kept}, why) == ({pair.one, pair.other}, BY_NAME)
    say_one_person(pair.team, pair.other, pair.one)
    pair.meet()
    later = sighted(pair.second, NAME, "9")
    pair.meet()
    for project in pair.all:
        assert noticed(project) == []
        roster = project.identity.roster
        assert roster.roles == {pair.team.identity.founder: "coordinator", pair.one: "ranger"}
        assert sorted(one.shown for one in project.names.team()) == ["Aibek U.", NAME]
        [member] = [one for one in team_view(project).members if one.person == pair.one]
        assert (len(member.laptops), member.also) == (2, (pair.other,))
        for asked in (
            CardQuery(kinds=("sighting",), people=(pair.one,)),
            CardQuery(kinds=("sighting",), words="Гулнара"),
        ):
            found = {one.id for one in project.store.cards(asked, expand=expand(project))}
            assert found == {pair.on_first, pair.on_second, later}
        assert not project.store.quarantined()
        assert person(project, NAME) == pair.one.hex()
    assert pair.second.typist == pair.one
    assert pair.team.store.history(later)[0].author == pair.other  # signed by the key that is there


def test_who_has_two_records_puts_right_on_either_laptop_what_was_begun_on_the_other(here: Camp) -> None:
    """Protects a monitor's own records: they are theirs on whichever laptop they sit, and nobody else's become so."""
    pair = Twice(here)
    say_one_person(pair.team, pair.other, pair.one, "monitor")
    pair.meet()
    corrected(pair.first, pair.on_second, "5")
    corrected(pair.second, pair.on_first, "6")
    of_chief = sighted(pair.team, "Aibek U.", "7")
    pair.meet()
    for project in (pair.first, pair.second):
        assert problem_of(corrected, project, of_chief, "1") == "role-may-not-edit"
    for project in pair.all:
        assert (count_of(project, pair.on_second), count_of(project, pair.on_first)) == ("5", "6")


def test_two_again_by_another_word_and_not_asked_about_again(here: Camp) -> None:
    """Protects two rangers of one name: what either signed meanwhile stays theirs, and stays believed by all."""
    pair = Twice(here)
    say_one_person(pair.team, pair.other, pair.one)
    pair.meet()
    people.set_typist(pair.second, pair.one)
    meanwhile = sighted(pair.second, NAME, "4")
    say_two_people(pair.team, pair.other, pair.one)
    pair.meet()
    for project in pair.all:
        assert noticed(project) == []
        assert project.identity.roster.same == {}
        assert project.identity.roster.roles[pair.other] == "ranger"
        assert project.store.history(meanwhile)[0].author == pair.other
        assert not project.store.quarantined()
    late = here.laptop("Z9", "Late L.")
    here.invite_in(pair.team, late)
    meet(pair.team, late)
    assert count_of(late, meanwhile) == "4"
    assert not late.store.quarantined()


def test_a_role_given_afterwards_is_of_the_whole_person(here: Camp) -> None:
    """Protects the way out of the lesser role: one word gives both records another, and only from here on."""
    pair = Twice(here)
    say_one_person(pair.team, pair.other, pair.one)
    change_role(pair.team, pair.one, "reviewer")
    pair.meet()
    for project in pair.all:
        roster = project.identity.roster
        assert roster.role_of(pair.one) == roster.role_of(pair.other) == "reviewer"
        feed = project.store.history(pair.on_first)[0].feed
        assert roster.role_at(pair.one, feed, 1) == "ranger"


def test_the_last_coordinator_is_not_lowered_by_it(here: Camp) -> None:
    """Protects a team from having nobody who may change it; said otherwise, both coordinate."""
    pair = Twice(here)
    chief = pair.team.identity.founder
    assert problem_of(say_one_person, pair.team, pair.other, chief) == "last-coordinator"
    assert problem_of(say_one_person, pair.team, chief, chief) == "person-is-named-twice"
    assert problem_of(say_one_person, pair.team, b"?" * 16, chief) == "person-not-in-team"
    assert problem_of(say_one_person, pair.first, pair.other, pair.one) == "role-may-not"
    say_one_person(pair.team, pair.other, chief, "coordinator")
    assert pair.team.identity.roster.role_of(pair.other) == "coordinator"


def test_one_request_let_in_as_two_people_is_noticed_by_its_keys(here: Camp) -> None:
    """Protects a team with two administrators who had not met: it is said, and one word mends it."""
    team, helper = here.laptop("K1", "Aibek U."), here.laptop("K2", "Nurlan B.")
    newcomer = here.laptop("M7", NAME)
    request, first, second = (here.table / f"two-{what}.cfb" for what in ("r", "a", "b"))
    ask_files = [here.table / f"help-{what}.cfb" for what in ("r", "a")]
    ask(helper, ask_files[0])
    admit(
        team,
        read_incoming(team, ask_files[0]),
        ask_files[1],
        role="coordinator",
        is_compared=True,
        make_admin=True,
    )
    join(helper, read_reply(helper, ask_files[1]), is_compared=True)
    meet(helper, team)
    ask(newcomer, request)
    admit(team, read_incoming(team, request), first, role="ranger", is_compared=True)
    member = helper.identity.founder
    same = {newcomer.identity.founder: member}
    admit(helper, read_incoming(helper, request), second, same=same, is_compared=True)
    meet(team, helper)
    meet(helper, team)
    for project in (team, helper):
        [(record, kept, why)] = noticed(project)
        assert ({record, kept}, why) == ({member, newcomer.identity.founder}, BY_KEY)
    say_two_people(team, newcomer.identity.founder, member)
    meet(team, helper)
    assert noticed(team) == noticed(helper) == []


def test_in_any_order_of_meeting_all_say_the_same(here: Camp) -> None:
    """Protects the promise: joined, parted and given roles, however the laptops meet afterwards, they agree."""
    pair = Twice(here)
    say_one_person(pair.team, pair.other, pair.one)
    on_second = sighted(pair.second, NAME, "8")
    change_role(pair.team, pair.one, "monitor")
    for giver, taker in permutations(pair.all, 2):
        meet(giver, taker)
        say_two_people(pair.team, pair.other, pair.one)
        meet(taker, giver)
        say_one_person(pair.team, pair.one, pair.other)
    pair.meet()
    rosters = [project.identity.roster for project in pair.all]
    assert len({str((sorted(one.roles.items()), sorted(one.same.items()))) for one in rosters}) == 1
    assert rosters[0].same == {pair.one: pair.other}
    for project in pair.all:
        assert {count_of(project, one) for one in (pair.on_first, pair.on_second, on_second)} == {
            "2",
            "3",
            "8",
        }
        assert member_called(project, "N7").person == member_called(project, "M7").person == pair.other
