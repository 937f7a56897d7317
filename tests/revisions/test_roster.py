"""The roster: who may do what follows from signatures alone, in any order of commits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camifield.revisions.encoding import Group, Value
from camifield.revisions.enrolment import new_device_keys
from camifield.revisions.headers import Stream
from camifield.revisions.membership import DEVICE, PERSON, TEAM, Incarnation, LastAccepted
from camifield.revisions.parts import Part, line_group
from camifield.revisions.roster import Roster
from camifield.revisions.roster_parts import (
    device_part,
    incarnation_part,
    person_part,
    revocation_part,
    team_part,
)
from camifield.security.hashing import short_hash
from tests.revisions.making import AUTHOR, a_header
from tests.revisions.teams import AT, RANGER, STRANGER, Team


def test_an_admin_enrols_a_person_and_a_device() -> None:
    """Protects growth: a project of one becomes a team with nothing made anew."""
    team = Team()
    before = team.roster
    team.enrol(team.admin)
    roster = team.roster
    assert roster.role_of(RANGER) == "ranger"
    assert roster.key_of(team.first.feed(Stream.OPEN)) == team.ranger.signing.verify_key
    assert roster.feeds[team.first.feed(Stream.RESTRICTED)].stream == Stream.RESTRICTED
    assert {feed: roster.feeds[feed] for feed in before.feeds} == before.feeds


def test_a_stranger_and_an_ordinary_device_enrol_nobody() -> None:
    """Protects the team: what neither root nor admin signed is passed over."""
    team = Team()
    team.enrol(STRANGER)
    team.enrol(team.founding.keyring.devices[0].signing)
    assert team.roster.role_of(RANGER) is None
    assert team.roster.key_of(team.first.feed(Stream.OPEN)) is None


def test_only_the_root_names_admins() -> None:
    """Protects the project from an admin who would keep it: an admin's word about admins does not count."""
    team = Team()
    grab = team_part(team.project, team.root.verify_key, [STRANGER.verify_key], team.bases(team.project))
    team.say(team.admin, [grab])
    team.say(STRANGER, [grab])
    assert team.roster.admins == (team.admin.verify_key,)
    team.say(team.root, [grab])
    assert set(team.roster.admins) == {team.admin.verify_key, STRANGER.verify_key}


def test_an_admin_is_taken_back_up_to_a_commit() -> None:
    """Protects what an admin did rightly, and nothing of what came after."""
    team = Team()
    kept = team.enrol(team.admin)
    feed: list[Value] = [kept.header.feed, 1, kept.id]
    name = line_group("admin", short_hash(team.admin.public))
    back: dict[str, Group] = {name: {"public": team.admin.public, "through": [feed]}}
    team.say(team.root, [Part(TEAM, team.project, back, team.bases(team.project))])
    team.say(team.admin, [person_part(b"L" * 16, "ranger")])
    team.say(team.admin, [person_part(b"M" * 16, "ranger")], nonce=b"m" * 16)
    roster = team.roster
    assert roster.admins == ()
    assert roster.role_of(RANGER) == "ranger"
    assert roster.role_of(b"L" * 16) is None
    assert roster.role_of(b"M" * 16) is None


def test_a_device_adds_an_incarnation_and_nothing_else() -> None:
    """Protects restored laptops far from any admin, and the roster from a stolen one."""
    team = Team()
    team.enrol(team.admin)
    device = team.ranger.device
    greedy = incarnation_part(device, b"2" * 16, 2, team.bases(device))._replace(
        groups={
            line_group("incarnation", b"2" * 16): {"order": 2},
            line_group("incarnation", b"1" * 16): None,
            "keys": {"person": AUTHOR, "signing": STRANGER.public, "encryption": b"e" * 32},
        },
        deleted=True,
    )
    team.say(team.ranger.signing, [greedy, person_part(RANGER, "coordinator", team.bases(RANGER))])
    roster = team.roster
    second = Incarnation(device, team.ranger.signing.verify_key, b"2" * 16)
    assert roster.key_of(second.feed(Stream.OPEN)) == team.ranger.signing.verify_key
    assert roster.key_of(team.first.feed(Stream.OPEN)) == team.ranger.signing.verify_key
    assert roster.role_of(RANGER) == "ranger"
    assert roster.devices[device].person == RANGER
    assert roster.heads[device] == (team.commits[-1].id,)


def test_no_device_claims_the_feed_of_another() -> None:
    """Protects feeds: a nonce said by another key gives other feeds."""
    team = Team()
    team.enrol(team.admin)
    own = team.founding.keyring.devices[0]
    team.say(own.signing, [incarnation_part(own.device, b"1" * 16, 2, team.bases(own.device))])
    team.say(own.signing, [incarnation_part(team.ranger.device, b"3" * 16, 2, ())])
    roster = team.roster
    assert roster.key_of(team.first.feed(Stream.OPEN)) == team.ranger.signing.verify_key
    assert len(roster.devices[team.ranger.device].incarnations) == 1
    assert len(roster.devices[own.device].incarnations) == 2


def test_a_revoked_device_is_believed_up_to_a_commit_and_in_no_new_feed() -> None:
    """Protects against a lost laptop: its past stands, its future and its new incarnations do not."""
    team = Team()
    team.enrol(team.admin)
    feed = team.first.feed(Stream.OPEN)
    last = LastAccepted(feed, 5, b"c" * 16)
    team.say(team.admin, [revocation_part(team.ranger.device, [last], team.bases(team.ranger.device))])
    stolen = incarnation_part(team.ranger.device, b"2" * 16, 2, team.bases(team.ranger.device))
    team.say(team.ranger.signing, [stolen])
    roster = team.roster
    second = Incarnation(team.ranger.device, team.ranger.signing.verify_key, b"2" * 16)
    assert roster.feeds[feed].last == last
    assert not roster.is_revoked(feed, 5)
    assert roster.is_revoked(feed, 6)
    assert roster.is_revoked(team.first.feed(Stream.RESTRICTED), 1)
    assert roster.is_revoked(second.feed(Stream.OPEN), 1)
    assert not roster.is_revoked(b"unknown feed 123", 1)


def test_a_commit_is_refused_for_a_reason() -> None:
    """Protects quarantine: each refusal says why, in a word that screens can explain."""
    team = Team()
    team.enrol(team.admin)
    last = LastAccepted(team.first.feed(Stream.OPEN), 5, b"c" * 16)
    team.say(team.admin, [revocation_part(team.ranger.device, [last], team.bases(team.ranger.device))])
    bare = new_device_keys(b"N" * 16, team.entropy, at_ms=AT)
    team.say(team.admin, [device_part(bare, b"9" * 16)])
    nameless = Incarnation(bare.device, bare.signing.verify_key, b"9" * 16).feed(Stream.OPEN)
    right = {"project": team.project, "feed": team.first.feed(Stream.OPEN), "author": RANGER}
    late: dict[str, object] = {"seq": 6, "previous": b"c" * 16}
    reasons: list[tuple[dict[str, object], str | None]] = [
        ({}, None),
        ({"project": b"x" * 16}, "project-unknown"),
        ({"feed": b"x" * 16}, "feed-unknown"),
        ({"stream": Stream.RESTRICTED}, "stream-wrong"),
        ({"author": AUTHOR}, "author-wrong"),
        ({"feed": nameless, "author": b"N" * 16}, "author-unknown"),
        (late, "revoked"),
    ]
    for wrong, reason in reasons:
        assert team.roster.refusal(a_header(**right | wrong)) == reason


def test_a_project_without_its_root_is_unknown() -> None:
    """Protects against a roster that lacks its beginning: nobody is believed."""
    team = Team()
    team.enrol(team.admin)
    lost = Roster.from_commits(team.project, team.commits[1:])
    assert (lost.root, lost.feeds, lost.roles) == (None, {}, {})


@pytest.mark.parametrize(
    ("record", "kind", "groups"),
    [
        (RANGER, PERSON, {"role": {"role": "king"}}),
        (RANGER, PERSON, {"role": {"role": 5}}),
        (RANGER, PERSON, {"role": None}),
        (RANGER, "roster.from_the_future", {"role": {"role": "ranger"}}),
        (b"D" * 16, DEVICE, {"keys": {"person": RANGER}}),
        (b"D" * 16, DEVICE, {"keys": {"person": RANGER, "signing": b"short", "encryption": b"e"}}),
        (b"D" * 16, DEVICE, {"incarnation/0a": {"order": 1}}),
    ],
)
def test_what_is_not_understood_is_passed_over(record: bytes, kind: str, groups: dict[str, Value]) -> None:
    """Protects older programs: a well-signed entry that they cannot read gives nobody anything."""
    team = Team()
    before = team.roster
    team.say(team.admin, [Part(kind, record, groups)])  # pyright: ignore[reportArgumentType] - hostile shapes
    assert team.roster.role_of(RANGER) is None
    assert team.roster.devices == before.devices


def test_a_revocation_that_is_not_understood_revokes_all() -> None:
    """Protects against believing a lost laptop because its revocation came from a later program."""
    team = Team()
    team.enrol(team.admin)
    odd = Part(
        DEVICE, team.ranger.device, {"revoked": {"through": [["odd"]]}}, team.bases(team.ranger.device)
    )
    team.say(team.admin, [odd])
    assert team.roster.is_revoked(team.first.feed(Stream.OPEN), 1)


@given(st.randoms(use_true_random=False), st.integers(0, 3))
def test_the_order_and_number_of_commits_make_no_difference(random: object, again: int) -> None:
    """Protects meetings: every laptop that holds the same roster commits believes the same people."""
    shuffled = [*TEAM_OF_MANY.commits, *TEAM_OF_MANY.commits[:again]]
    random.shuffle(shuffled)  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType] - a Random
    assert Roster.from_commits(TEAM_OF_MANY.project, shuffled) == TEAM_OF_MANY.roster


def _team_of_many() -> Team:
    team = Team()
    team.enrol(team.admin)
    device = team.ranger.device
    team.say(team.ranger.signing, [incarnation_part(device, b"2" * 16, 2, team.bases(device))])
    team.say(STRANGER, [person_part(b"S" * 16, "coordinator")])
    team.say(team.admin, [person_part(RANGER, "reviewer", team.bases(RANGER))])
    team.say(team.root, [person_part(RANGER, "monitor")], nonce=b"r" * 16)
    team.say(team.admin, [revocation_part(device, [], team.bases(device))])
    return team


TEAM_OF_MANY = _team_of_many()
