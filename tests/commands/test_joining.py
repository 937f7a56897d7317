"""Coming into a team: with all that was recorded alone, under the ids and signatures it has, and nothing made anew."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import replace
from pathlib import Path

import pytest

from camifield.commands import people
from camifield.commands.erasing import Scope, erase
from camifield.commands.inviting import admit, invite, name_team, withdraw
from camifield.commands.joining import ask, ask_for_person, join
from camifield.commands.team import change_role
from camifield.errors import Problem
from camifield.progress import Progress
from camifield.project.admitting import Proof, read_incoming
from camifield.project.asking import asked, read_reply
from camifield.store.query import EVERYTHING
from camifield.sync.invitations import read_invitation
from camifield.sync.letters import read_letter
from tests.commands.laptops import Camp, camp, corrected, count_of, meet, problem_of, sighted
from tests.making import ENGLISH, person


@pytest.fixture(name="here")
def a_camp(tmp_path: Path) -> Generator[Camp, None, None]:
    """Where the laptops meet."""
    with camp(tmp_path) as made:
        yield made


def test_a_laptop_that_worked_alone_brings_all_of_it(here: Camp) -> None:
    """Protects weeks of work: the team sees every record under its own id and writer, and so does the newcomer."""
    team, newcomer = here.laptop("K1", "Aibek U."), here.laptop("M7", "Гулнара С.", "Бат Э.")
    old, own = newcomer.store.project, sighted(newcomer, "Гулнара С.")
    theirs = sighted(team, "Aibek U.")
    before = newcomer.store.history(own)
    name_team(team, "Tost")
    admitted, joined = here.invite_in(team, newcomer)
    assert (joined.team, joined.role) == ("Tost", "ranger")
    assert admitted.records == 1
    assert newcomer.store.project == team.store.project != old
    assert meet(newcomer, team) == {}
    assert meet(team, newcomer) == {}
    for project in (team, newcomer):
        assert project.store.count(EVERYTHING) == 5
        assert [one.commit for one in project.store.history(own)] == [one.commit for one in before]
        assert count_of(project, own) == "3"
        assert count_of(project, theirs) == "3"
    assert team.names.people[newcomer.identity.founder].code == "ГС"


def test_later_work_goes_into_new_feeds_of_the_team(here: Camp) -> None:
    """Protects the boundary: what is written after coming in is the team's from its first commit."""
    team, newcomer = here.laptop("K1", "Aibek U."), here.laptop("M7", "Гулнара С.")
    first = sighted(newcomer, "Гулнара С.")
    feeds = newcomer.store.giving_vector()
    here.invite_in(team, newcomer)
    second = sighted(newcomer, "Гулнара С.", "8")
    assert meet(newcomer, team) == {}
    assert {count_of(team, first), count_of(team, second)} == {"3", "8"}
    after = newcomer.store.giving_vector()
    assert {feed: after[feed] for feed in feeds} == feeds
    assert newcomer.identity.signer(newcomer.identity.founder).project == team.store.project


def test_what_was_written_while_waiting_comes_along(here: Camp) -> None:
    """Protects the days between the request and the answer, also when nothing at all was recorded before."""
    team, newcomer = here.laptop("K1", "Aibek U."), here.laptop("M7")
    files = [here.table / name for name in ("i.cfb", "r.cfb", "a.cfb")]
    invite(team, "monitor", files[0])
    assert ask(newcomer, files[1], invitation=files[0]).records == 0
    admit(team, read_incoming(team, files[1]), files[2])
    people.add_person(newcomer, "Гулнара С.", ENGLISH)
    waiting = sighted(newcomer, "Гулнара С.")
    newcomer.identity.continue_anew()  # and the laptop was put back from a backup meanwhile
    again = sighted(newcomer, "Гулнара С.", "9")
    assert join(newcomer, read_reply(newcomer, files[2])).role == "monitor"
    assert meet(newcomer, team) == {}
    assert count_of(team, waiting) == "3"
    assert count_of(team, again) == "9"


def test_who_erased_while_waiting_asks_once_more(here: Camp) -> None:
    """Protects what was erased alone: the answer to the old request would leave it standing in the team as a riddle."""
    team, newcomer = here.laptop("K1", "Aibek U."), here.laptop("M7", "Гулнара С.")
    record = sighted(newcomer, "Гулнара С.")
    files = [here.table / name for name in ("i.cfb", "r.cfb", "a.cfb")]
    invite(team, "monitor", files[0])
    ask(newcomer, files[1], invitation=files[0])
    admit(team, read_incoming(team, files[1]), files[2])
    erase(newcomer, [record], Scope.EVERYTHING, "asked to", Progress())
    assert problem_of(read_reply, newcomer, files[2]) == "erased-since-asking"
    ask(newcomer, files[1], invitation=files[0])
    admit(team, read_incoming(team, files[1]), files[2], is_compared=True)
    assert join(newcomer, read_reply(newcomer, files[2]), is_compared=True).role == "monitor"
    assert meet(newcomer, team) == {}
    assert "count" not in team.stored(record).values


def test_the_request_says_who_asks_and_hides_it_from_the_road(here: Camp) -> None:
    """Protects names: only the team's coordinators read them in the file, and nobody where no team is known yet."""
    team, newcomer = here.laptop("K1", "Aibek U."), here.laptop("M7", "Gulnara S.", "Bat E.")
    files = [here.table / name for name in ("i.cfb", "r.cfb", "open.cfb")]
    invite(team, "ranger", files[0])
    code = ask(newcomer, files[1], invitation=files[0]).code
    incoming = read_incoming(team, files[1])
    assert [one.name for one in incoming.request.people] == ["Gulnara S."]
    assert (incoming.proof, incoming.role, incoming.code) == (Proof.INVITED, "ranger", code)
    assert (incoming.request.laptop, incoming.request.records) == ("M7", 0)
    assert b"Gulnara" not in files[1].read_bytes()
    ask(newcomer, files[2])
    unknown = read_incoming(team, files[2])
    assert [(one.code, one.name) for one in unknown.request.people] == [("GS", "")]
    assert b"Gulnara" not in files[2].read_bytes()
    assert problem_of(read_incoming, here.laptop("X1", "Xenia"), files[1]) == "bundle-not-for-us"


def test_without_an_invitation_both_codes_are_compared(here: Camp) -> None:
    """Protects both sides from a file that was changed on the way: nobody comes in, and nobody turns, unread."""
    team, newcomer = here.laptop("K1", "Aibek U."), here.laptop("M7", "Гулнара С.")
    files = [here.table / name for name in ("r.cfb", "a.cfb")]
    code = ask(newcomer, files[0]).code
    incoming = read_incoming(team, files[0])
    assert (incoming.proof, incoming.needs_comparing, incoming.code) == (Proof.NONE, True, code)
    assert problem_of(admit, team, incoming, files[1]) == "compare-the-code"
    admitted = admit(team, incoming, files[1], role="reviewer", is_compared=True)
    reply = read_reply(newcomer, files[1])
    assert reply.code == admitted.code != code
    assert problem_of(join, newcomer, reply) == "compare-the-code"
    assert join(newcomer, reply, is_compared=True).role == "reviewer"


def test_an_invitation_counts_once_and_not_after_it_was_withdrawn(here: Camp) -> None:
    """Protects an invitation that was copied: the second laptop is let in only by comparing the code."""
    team = here.laptop("K1", "Aibek U.")
    one, two, three = (here.laptop(code, code) for code in ("A1", "B1", "C1"))
    first, second = here.table / "i.cfb", here.table / "i2.cfb"
    invite(team, "ranger", first)
    withdrawn = invite(team, "reviewer", second)
    for number, (laptop, letter) in enumerate(((one, first), (two, first), (three, second))):
        ask(laptop, here.table / f"{number}.cfb", invitation=letter)
    incoming = read_incoming(team, here.table / "0.cfb")
    admit(team, incoming, here.table / "a.cfb")
    again = read_incoming(team, here.table / "0.cfb")
    assert (again.proof, again.is_known) == (Proof.INVITED, True)
    length = len(team.store.roster_commits())
    admit(team, again, here.table / "a.cfb")
    assert len(team.store.roster_commits()) == length
    used = read_incoming(team, here.table / "1.cfb")
    assert used.proof is Proof.USED
    assert problem_of(admit, team, used, here.table / "b.cfb") == "compare-the-code"
    withdraw(team, withdrawn.id)
    assert read_incoming(team, here.table / "2.cfb").proof is Proof.WITHDRAWN
    assert problem_of(withdraw, team, b"x" * 16) == "invitation-unknown"


def test_a_laptop_of_a_team_asks_no_other(here: Camp) -> None:
    """Protects a team's data: a laptop belongs to one team, and is told which."""
    team, newcomer = here.laptop("K1", "Aibek U."), here.laptop("M7", "Гулнара С.")
    name_team(team, "Tost")
    here.invite_in(team, newcomer)
    other = here.laptop("Z1", "Zara")
    letter = here.table / "other.cfb"
    invite(other, "ranger", letter)
    for project in (team, newcomer):
        with pytest.raises(Problem) as caught:
            ask(project, here.table / "no.cfb", invitation=letter)
        assert caught.value.code == "laptop-is-in-a-team"
        assert caught.value.parameters["team"] == "Tost"
    assert problem_of(ask, other, here.table / "no.cfb", invitation=letter) == "invitation-is-own"


def test_a_request_goes_to_the_team_that_invited(here: Camp) -> None:
    """Protects against a request carried to the wrong laptop, and an answer to another request."""
    team, other = here.laptop("K1", "Aibek U."), here.laptop("Z1", "Zara")
    newcomer, third = here.laptop("M7", "Гулнара С."), here.laptop("T3", "Tuya")
    files = [here.table / name for name in ("i.cfb", "r.cfb", "open.cfb", "a.cfb")]
    invite(team, "ranger", files[0])
    ask(newcomer, files[1], invitation=files[0])
    assert problem_of(read_incoming, other, files[1]) == "bundle-not-for-us"
    ask(third, files[2])
    admit(other, read_incoming(other, files[2]), files[3], is_compared=True)
    assert problem_of(read_reply, newcomer, files[3]) == "bundle-not-for-us"
    assert join(third, read_reply(third, files[3]), is_compared=True).role == "ranger"
    assert asked(third) == []
    assert len(asked(newcomer)) == 1


def test_nobody_comes_in_under_a_members_name(here: Camp) -> None:
    """Protects coordinators: a request that names one as its person gets nobody's rights."""
    team, newcomer = here.laptop("K1", "Aibek U."), here.laptop("M7", "Гулнара С.")
    keyring = newcomer.identity.keyring()
    claimed = replace(keyring.devices[0], person=team.identity.founder)
    file = here.table / "r.cfb"
    ask(newcomer, file)
    assert read_incoming(team, file).proof is Proof.NONE
    newcomer.identity.keep(replace(keyring, devices=(claimed,)))
    ask(newcomer, file)
    assert problem_of(read_incoming, team, file) == "person-is-in-the-team"


def test_several_people_of_one_laptop_come_in_together(here: Camp) -> None:
    """Protects a shared laptop: each keeps keys and work; only the first gets more than a ranger's role."""
    team, newcomer = here.laptop("K1", "Aibek U."), here.laptop("M7", "Гулнара С.", "Бат Э.")
    other = bytes.fromhex(person(newcomer, "Бат Э."))
    people.set_typist(newcomer, other)
    record = sighted(newcomer, "Бат Э.")
    people.set_typist(newcomer, newcomer.identity.founder)
    admitted, _ = here.invite_in(team, newcomer, "reviewer")
    assert admitted.people == (newcomer.identity.founder, other)
    assert meet(newcomer, team) == {}
    roster = team.identity.roster
    assert (roster.role_of(newcomer.identity.founder), roster.role_of(other)) == ("reviewer", "ranger")
    assert team.store.history(record)[0].author == other
    people.set_typist(newcomer, other)
    later = sighted(newcomer, "Бат Э.", "5")
    assert meet(newcomer, team) == {}
    assert team.store.history(later)[0].author == other


def test_one_person_more_on_a_laptop_that_may_not_enrol(here: Camp) -> None:
    """Protects a shared laptop far from the coordinator: its own keys vouch for the request, and no code is needed."""
    team, newcomer = here.laptop("K1", "Aibek U."), here.laptop("M7", "Гулнара С.", "Бат Э.")
    here.invite_in(team, newcomer)
    other = bytes.fromhex(person(newcomer, "Бат Э."))
    people.set_typist(newcomer, other)
    assert problem_of(sighted, newcomer, "Бат Э.") == "person-has-no-keys"
    files = [here.table / name for name in ("p.cfb", "pa.cfb")]
    ask_for_person(newcomer, other, files[0])
    meet(newcomer, team)
    incoming = read_incoming(team, files[0])
    assert (incoming.proof, incoming.request.people[0].name) == (Proof.VOUCHED, "Бат Э.")
    admit(team, incoming, files[1])
    assert join(newcomer, read_reply(newcomer, files[1])).role == "ranger"
    record = sighted(newcomer, "Бат Э.")
    assert meet(newcomer, team) == {}
    assert team.store.history(record)[0].author == other
    assert problem_of(ask_for_person, newcomer, other, files[0]) == "person-has-keys"


def test_a_role_that_changes_later_judges_nothing_that_was_written_before(here: Camp) -> None:
    """Protects the past of whoever came in: what they wrote alone, and what they wrote while waiting, both stand."""
    team, newcomer = here.laptop("K1", "Aibek U."), here.laptop("M7", "Гулнара С.", "Бат Э.")
    other = bytes.fromhex(person(newcomer, "Бат Э."))
    people.set_typist(newcomer, other)
    first, second = sighted(newcomer, "Бат Э."), sighted(newcomer, "Бат Э.")
    people.set_typist(newcomer, newcomer.identity.founder)
    corrected(newcomer, first, "5")
    files = [here.table / name for name in ("i.cfb", "r.cfb", "a.cfb")]
    invite(team, "ranger", files[0])
    ask(newcomer, files[1], invitation=files[0])
    admit(team, read_incoming(team, files[1]), files[2])
    corrected(newcomer, second, "8")
    join(newcomer, read_reply(newcomer, files[2]))
    meet(newcomer, team)
    change_role(team, newcomer.identity.founder, "monitor")
    meet(team, newcomer)
    for project in (team, newcomer):
        assert (count_of(project, first), count_of(project, second)) == ("5", "8")
    assert problem_of(corrected, newcomer, second, "9") == "role-may-not-edit"


def test_what_somebody_was_where_they_come_from_judges_their_work_there(here: Camp) -> None:
    """Protects work done in an earlier role of the old project: the last role there judges not all of it."""
    team, newcomer = here.laptop("K1", "Aibek U."), here.laptop("M7", "Гулнара С.", "Бат Э.")
    other = bytes.fromhex(person(newcomer, "Бат Э."))
    record = sighted(newcomer, "Гулнара С.")
    people.set_typist(newcomer, other)
    corrected(newcomer, record, "7")
    people.set_typist(newcomer, newcomer.identity.founder)
    change_role(newcomer, other, "monitor")
    people.set_typist(newcomer, other)
    own = sighted(newcomer, "Бат Э.")
    people.set_typist(newcomer, newcomer.identity.founder)
    here.invite_in(team, newcomer)
    assert meet(newcomer, team) == {}
    for project in (newcomer, team):
        assert (count_of(project, record), count_of(project, own)) == ("7", "3")


def test_a_newcomers_laptop_becomes_an_administrators(here: Camp) -> None:
    """Protects a team whose coordinator travels: another laptop enrols too, when the root says so."""
    team, newcomer = here.laptop("K1", "Aibek U."), here.laptop("M7", "Гулнара С.")
    files = [here.table / name for name in ("i.cfb", "r.cfb", "a.cfb")]
    invite(team, "coordinator", files[0])
    ask(newcomer, files[1], invitation=files[0])
    incoming = read_incoming(team, files[1])
    assert (
        problem_of(admit, team, incoming, files[2], role="ranger", make_admin=True) == "admin-is-coordinator"
    )
    admit(team, incoming, files[2], make_admin=True)
    join(newcomer, read_reply(newcomer, files[2]))
    assert newcomer.identity.admin_key() is not None
    assert newcomer.identity.root_key() is None
    third = here.laptop("T3", "Tuya")
    here.invite_in(newcomer, third)
    meet(newcomer, team)
    assert team.identity.roster.role_of(third.identity.founder) == "ranger"


def test_who_is_no_coordinator_invites_nobody(here: Camp) -> None:
    """Protects the team at the laptop: a ranger is told so before anything is written."""
    team, newcomer = here.laptop("K1", "Aibek U."), here.laptop("M7", "Гулнара С.")
    here.invite_in(team, newcomer)
    assert problem_of(invite, newcomer, "ranger", here.table / "x.cfb") == "role-may-not"
    assert not (here.table / "x.cfb").exists()
    assert problem_of(invite, team, "king", here.table / "x.cfb") == "role-unknown"
    third = here.laptop("T3", "Tuya")
    here.invite_in(team, third, "coordinator")
    assert problem_of(invite, third, "ranger", here.table / "x.cfb") == "not-an-admin-here"


def test_a_crash_while_turning_is_settled_at_the_next_start(here: Camp) -> None:
    """Protects the keys: the store turned and the keys did not; the next look puts that right."""
    team, newcomer = here.laptop("K1", "Aibek U."), here.laptop("M7", "Гулнара С.")
    before = newcomer.identity.keyring()
    here.invite_in(team, newcomer)
    newcomer.identity.keep(before)
    root, settings_path = newcomer.folder.root, newcomer.settings_path
    newcomer.close()
    again = here.reopened(root, settings_path)
    assert again.identity.keyring().project == team.store.project
    assert sighted(again, "Гулнара С.")
    assert meet(again, team) == {}


@pytest.mark.parametrize("name", ["i.cfb", "r.cfb", "a.cfb"])
def test_a_damaged_letter_changes_nothing(here: Camp, name: str) -> None:
    """Protects the roster: whatever byte of a letter was changed, it is told, and nobody comes in by it."""
    team, newcomer = here.laptop("K1", "Aibek U."), here.laptop("M7", "Гулнара С.")
    files = {one: here.table / one for one in ("i.cfb", "r.cfb", "a.cfb")}
    invite(team, "ranger", files["i.cfb"])
    ask(newcomer, files["r.cfb"], invitation=files["i.cfb"])
    admit(team, read_incoming(team, files["r.cfb"]), files["a.cfb"])
    whole = files[name].read_bytes()

    def read() -> object:
        if name == "i.cfb":
            return read_invitation(read_letter(files[name])).key
        return (
            read_incoming(team, files[name]).request if name == "r.cfb" else read_reply(newcomer, files[name])
        )

    right, codes = read(), set[str]()
    for place in range(0, len(whole), max(1, len(whole) // 60)):
        files[name].write_bytes(whole[:place] + bytes((whole[place] ^ 4,)) + whole[place + 1 :])
        try:
            found = read()
        except Problem as problem:
            codes.add(problem.code.split("-")[0])
        else:
            assert found == right  # the time on the cover says nothing that anybody relies on
    assert codes <= {"bundle", "letter", "commit", "answer"}
