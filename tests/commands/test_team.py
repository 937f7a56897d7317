"""Looking after a team: roles from here on, lost laptops shut out and found again, and what follows from it everywhere."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest

from camifield.commands import meeting
from camifield.commands.correcting import Correction, correct_many
from camifield.commands.inviting import admit, invite
from camifield.commands.joining import ask, join
from camifield.commands.team import change_role, make_admin, pardon, rescue, revoke, take_back_admin
from camifield.progress import Progress
from camifield.project.admitting import read_incoming
from camifield.project.asking import read_reply
from camifield.project.project import Project
from camifield.queries.team import team as look
from camifield.store.checking import Surroundings
from camifield.store.query import EVERYTHING
from camifield.store.receipts import StoredReceipt
from tests.commands.laptops import Camp, camp, count_of, meet, problem_of, sighted
from tests.making import ENGLISH


@pytest.fixture(name="here")
def a_camp(tmp_path: Path) -> Generator[Camp, None, None]:
    """Where the laptops meet."""
    with camp(tmp_path) as made:
        yield made


@pytest.fixture(name="pair")
def a_pair(here: Camp) -> tuple[Project, Project]:
    """A coordinator's laptop and a ranger's, of one team, that have met."""
    team, ranger = here.laptop("K1", "Aibek U."), here.laptop("M7", "Gulnara S.")
    sighted(ranger, "Gulnara S.")
    here.invite_in(team, ranger)
    meet(ranger, team)
    meet(team, ranger)
    return team, ranger


def device_of(project: Project) -> bytes:
    """The first person's device on this laptop."""
    return project.identity.own_devices()[0].id


def is_clean(project: Project) -> bool:
    """Whether the check of its store finds nothing."""
    around = Surroundings(project.identity.roster.project, project.identity.own_feeds())
    return project.store.check(around, Progress()).is_clean


def correct(project: Project, record: bytes, field: str, answer: str) -> None:
    """Give one record another answer, in the name of who types."""
    correct_many(project, [record], Correction(field, answer), ENGLISH)


def test_the_team_is_seen_with_roles_laptops_and_who_is_here(pair: tuple[Project, Project]) -> None:
    """Protects the Team page: everybody is there once, with the laptop's code and what may be changed here."""
    team, ranger = pair
    seen = look(team)
    assert [(one.shown, one.role, one.is_here) for one in seen.members] == [
        ("Aibek U.", "coordinator", True),
        ("Gulnara S.", "ranger", False),
    ]
    assert [one.code for member in seen.members for one in member.laptops] == ["", "M7"]
    assert [one.looks_after for member in seen.members for one in member.laptops] == [True, False]
    assert [one.state for one in seen.invitations] == ["used"]
    assert (seen.may_change, seen.has_root, seen.is_alone, seen.asked) == (True, True, False, 0)
    theirs = look(ranger)
    assert (theirs.may_change, theirs.has_root, theirs.is_alone) == (False, False, False)
    assert [one.role for one in theirs.members] == ["coordinator", "ranger"]


def test_a_role_changes_from_here_on_everywhere(pair: tuple[Project, Project]) -> None:
    """Protects past work: what a ranger changed in another's record stands after the ranger became a monitor."""
    team, ranger = pair
    theirs = sighted(team, "Aibek U.", "2")
    meet(team, ranger)
    correct(ranger, theirs, "count", "7")
    meet(ranger, team)
    assert count_of(team, theirs) == "7"
    change_role(team, ranger.identity.founder, "monitor")
    assert count_of(team, theirs) == "7"
    correct(ranger, theirs, "count", "9")  # not knowing of it yet
    meet(ranger, team)
    assert count_of(team, theirs) == "7"
    meet(team, ranger)
    assert count_of(ranger, theirs) == "7"
    change_role(team, ranger.identity.founder, "ranger")
    meet(team, ranger)
    assert count_of(ranger, theirs) == "7"
    correct(ranger, theirs, "count", "4")
    meet(ranger, team)
    assert count_of(team, theirs) == count_of(ranger, theirs) == "4"


def test_the_last_coordinator_stays_one(pair: tuple[Project, Project]) -> None:
    """Protects a team from being left to nobody."""
    team, ranger = pair
    own = team.identity.founder
    assert problem_of(change_role, team, own, "ranger") == "last-coordinator"
    assert problem_of(change_role, team, b"x" * 16, "ranger") == "person-not-in-team"
    assert problem_of(change_role, team, own, "king") == "role-unknown"
    assert not change_role(team, own, "coordinator").settings
    change_role(team, ranger.identity.founder, "coordinator")
    assert change_role(team, own, "reviewer").settings
    assert problem_of(change_role, team, own, "coordinator") == "role-may-not"
    assert problem_of(revoke, ranger, device_of(team)) == "role-may-not"


def test_a_lost_laptop_is_shut_out_and_what_it_had_not_handed_over_is_named(
    pair: tuple[Project, Project],
) -> None:
    """Protects the team and its past: what is here stands, what comes later waits, and what never came is counted."""
    team, ranger = pair
    before = team.store.count(EVERYTHING)
    held = sighted(ranger, "Gulnara S.", "5")
    sighted(ranger, "Gulnara S.", "6")
    device = device_of(ranger)
    team.store.keep_receipt(StoredReceipt(device, 1, 2, ranger.store.vector(), b"signed"))
    gone = revoke(team, device)
    assert (gone.person, gone.missing, gone.met_ms) == (ranger.identity.founder, 2, 2)
    assert gone.kept > 0
    assert team.store.count(EVERYTHING) == before
    assert set(meet(ranger, team).values()) == {"revoked"}
    assert look(team).members[1].is_shut_out
    assert look(team).members[1].laptops[0].waiting > 0
    assert problem_of(team.stored, held) == "record-is-not-here"
    assert {one.id for one in team.identity.roster.recipients(1)} == {device_of(team)}
    assert problem_of(revoke, team, device) == "device-is-revoked"
    assert problem_of(revoke, team, b"x" * 16) == "device-unknown"
    assert problem_of(revoke, team, device_of(team)) == "device-is-this-laptop"


def test_what_is_set_aside_on_one_laptop_stands_when_another_is_shut_out(
    here: Camp, pair: tuple[Project, Project]
) -> None:
    """Protects honest work: undoing a meeting is this laptop's own affair, and no reason to disbelieve it everywhere."""
    team, ranger = pair
    record, stick = sighted(ranger, "Gulnara S."), here.table / "stick"
    stick.mkdir()
    for one in (ranger, team):
        way = meeting.folder_way(one, stick)
        meeting.meet(one, way, meeting.look(one, way, Progress()), Progress())
    [met] = [one for one in team.store.meetings() if one.commits]
    meeting.undo_meeting(team, met.id, Progress())
    revoke(team, device_of(ranger))
    meeting.bring_back(team, met.id, Progress())
    assert team.stored(record).values["count"] == "3"
    assert team.store.quarantined() == []


def test_what_waits_of_a_shut_out_laptop_is_rescued_or_the_laptop_pardoned(
    pair: tuple[Project, Project],
) -> None:
    """Protects honest work on a laptop that was shut out too early: one step, and it is back on every laptop."""
    team, ranger = pair
    device = device_of(ranger)
    assert problem_of(rescue, team, device) == "device-is-not-revoked"
    assert problem_of(pardon, team, device) == "device-is-not-revoked"
    first = sighted(ranger, "Gulnara S.", "5")
    revoke(team, device)
    assert problem_of(rescue, team, device) == "nothing-to-rescue"
    meet(ranger, team)
    assert rescue(team, device).records >= {first}
    assert count_of(team, first) == "5"
    second = sighted(ranger, "Gulnara S.", "6")
    assert set(meet(ranger, team).values()) == {"revoked"}
    assert problem_of(team.stored, second) == "record-is-not-here"
    assert pardon(team, device).records >= {second}
    assert count_of(team, second) == "6"
    assert not team.store.quarantined()


def test_one_admin_more_and_one_less(here: Camp) -> None:
    """Protects a team of two coordinators: the root gives and takes the right, and nobody let in meanwhile is put out."""
    team, other = here.laptop("K1", "Aibek U."), here.laptop("M7", "Gulnara S.")
    here.invite_in(team, other, "coordinator")
    admin = other.identity.keyring().admin
    assert admin is not None
    assert problem_of(make_admin, team, b"x" * 16, admin.public) == "device-unknown"
    make_admin(team, device_of(other), admin.public)
    meet(team, other)
    third = here.laptop("T3", "Tuya")
    here.invite_in(other, third)
    meet(other, team)
    assert problem_of(take_back_admin, other, device_of(team)) == "root-is-not-here"
    take_back_admin(team, device_of(other))
    meet(team, other)
    for project in (team, other):
        assert project.identity.roster.role_of(third.identity.founder) == "ranger"
        assert len(project.identity.roster.admins) == 1
    assert problem_of(invite, other, "ranger", here.table / "x.cfb") == "not-an-admin-here"
    assert problem_of(take_back_admin, team, device_of(third)) == "device-unknown"


def test_a_lost_coordinators_laptop_loses_the_right_to_look_after_the_team(here: Camp) -> None:
    """Protects against a thief with an administrator's key: shutting the laptop out takes the key back as well."""
    team, other = here.laptop("K1", "Aibek U."), here.laptop("M7", "Gulnara S.")
    files = [here.table / name for name in ("i.cfb", "r.cfb", "a.cfb")]
    invite(team, "coordinator", files[0])
    ask(other, files[1], invitation=files[0])
    admit(team, read_incoming(team, files[1]), files[2], make_admin=True)
    join(other, read_reply(other, files[2]))
    revoke(team, device_of(other))
    invite(other, "coordinator", files[0])  # the thief does not know
    meet(other, team)
    assert len(team.identity.roster.admins) == 1
    assert len(team.identity.roster.invitations) == 1


def test_whom_a_shut_out_admin_let_in_waits_on_every_laptop_until_the_admin_is_believed_again(
    here: Camp,
) -> None:
    """Protects one list of records for all: whoever heard first of a newcomer holds no more of them than the others."""
    team, other, ranger = here.laptop("K1", "Aibek U."), here.laptop("M7", "Gulnara S."), here.laptop("B2")
    here.invite_in(team, other, "coordinator")
    here.invite_in(team, ranger)
    admin = other.identity.keyring().admin
    assert admin is not None
    make_admin(team, device_of(other), admin.public)
    meet(team, other)
    third = here.laptop("T3", "Tuya")
    alone = sighted(third, "Tuya", "4")
    here.invite_in(other, third)
    later = sighted(third, "Tuya", "5")
    meet(third, ranger)
    meet(other, ranger)
    assert (count_of(ranger, alone), count_of(ranger, later)) == ("4", "5")
    revoke(team, device_of(other))
    for giver, taker in ((third, team), (other, team), (ranger, team), (team, ranger), (team, third)):
        meet(giver, taker)
    for project in (team, ranger):
        assert problem_of(project.stored, alone) == problem_of(project.stored, later) == "record-is-not-here"
        assert {one.feed for one in project.store.quarantined()} <= set(third.identity.own_feeds())
        assert project.identity.roster.role_of(third.identity.founder) is None
        assert is_clean(project)
    assert team.store.giving_vector() == ranger.store.giving_vector()
    assert (count_of(third, alone), count_of(third, later)) == ("4", "5")
    assert is_clean(third)
    mine = sighted(third, "Tuya", "6")
    assert problem_of(pardon, team, device_of(third)) == "device-was-never-let-in"
    assert problem_of(rescue, team, device_of(third)) == "device-was-never-let-in"
    pardon(team, device_of(other))
    make_admin(team, device_of(other), admin.public)
    meet(third, team)
    meet(team, ranger)
    for project in (team, ranger):
        assert [count_of(project, one) for one in (alone, later, mine)] == ["4", "5", "6"]
        assert not project.store.quarantined()


def test_two_admins_apart_agree_when_they_meet(here: Camp) -> None:
    """Protects meetings of coordinators: opposite words are settled the same way on both laptops, and then by one word."""
    team, other = here.laptop("K1", "Aibek U."), here.laptop("M7", "Gulnara S.")
    files = [here.table / name for name in ("i.cfb", "r.cfb", "a.cfb")]
    invite(team, "coordinator", files[0])
    ask(other, files[1], invitation=files[0])
    admit(team, read_incoming(team, files[1]), files[2], make_admin=True)
    join(other, read_reply(other, files[2]))
    third = here.laptop("T3", "Tuya")
    here.invite_in(team, third)
    meet(team, other)
    person = third.identity.founder
    change_role(team, person, "reviewer")
    change_role(other, person, "monitor")
    meet(team, other)
    meet(other, team)
    for project in (team, other):
        assert project.identity.roster.role_of(person) == "monitor"
        assert next(one for one in look(project).members if one.person == person).is_contested
    change_role(other, person, "reviewer")
    meet(other, team)
    assert team.identity.roster.role_of(person) == "reviewer"
    assert not team.identity.roster.contested
