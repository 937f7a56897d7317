"""Adoption: what a laptop wrote alone counts in the team up to a named commit, and only there."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camifield.entropy import SeededEntropy
from camifield.revisions.encoding import Group, Value
from camifield.revisions.enrolment import found
from camifield.revisions.headers import Stream
from camifield.revisions.membership import AdoptedFeed, Incarnation, LastAccepted, Link
from camifield.revisions.roster_parts import (
    adoption_part,
    device_part,
    enrolled_device_part,
    person_part,
    revocation_part,
    same_person_part,
)
from camifield.revisions.roster_records import strays
from camifield.security.hashing import project_id
from camifield.security.signing import VerifyKey
from tests.revisions.making import AUTHOR, a_header
from tests.revisions.teams import AT, RANGER, STRANGER, Team

NEWCOMER = b"W" * 16
ALONE = found(NEWCOMER, SeededEntropy(77), at_ms=AT)
OLD = ALONE.keyring.project
OPEN, RESTRICTED = ALONE.incarnation.feed(Stream.OPEN), ALONE.incarnation.feed(Stream.RESTRICTED)
LAST = b"l" * 16


def adopted(feed: bytes = OPEN, stream: int = Stream.OPEN, seq: int = 5, commit: bytes = LAST) -> AdoptedFeed:
    """The newcomer's feed, up to a commit."""
    key = ALONE.keyring.devices[0].signing.verify_key
    return AdoptedFeed(feed, OLD, stream, NEWCOMER, key, "coordinator", LastAccepted(feed, seq, commit))


def old_root() -> VerifyKey:
    """The root key of the project that the newcomer began alone."""
    assert ALONE.keyring.root is not None
    return ALONE.keyring.root.verify_key


def adopting() -> Team:
    """A team that took the newcomer's open feed in, and made them a ranger."""
    team = Team()
    team.say(team.admin, [person_part(NEWCOMER, "ranger"), adoption_part(OLD, old_root(), [adopted()])])
    return team


@pytest.mark.parametrize(
    ("changed", "commit", "reason"),
    [
        ({"seq": 1, "previous": b""}, b"", None),
        ({"seq": 5}, LAST, None),
        ({"seq": 5}, b"", None),
        ({"seq": 5}, b"x" * 16, "adopted-up-to-here"),
        ({"seq": 6}, b"", "adopted-up-to-here"),
        ({"stream": Stream.RESTRICTED}, b"", "stream-wrong"),
        ({"author": b"V" * 16}, b"", "author-wrong"),
        ({"feed": RESTRICTED, "stream": Stream.RESTRICTED}, b"", "feed-unknown"),
        ({"project": b"x" * 16}, b"", "project-unknown"),
        ({"feed": b"x" * 16}, b"", "feed-unknown"),
    ],
)
def test_adopted_commits_are_accepted_up_to_the_named_one(
    changed: dict[str, object], commit: bytes, reason: str | None
) -> None:
    """Protects both sides: weeks of work alone count, and an old key opens no second way into the team."""
    usual: dict[str, object] = {
        "project": OLD,
        "feed": OPEN,
        "author": NEWCOMER,
        "seq": 3,
        "previous": b"q" * 16,
    }
    assert adopting().roster.refusal(a_header(**(usual | changed)), commit) == reason


def test_an_adopted_feed_says_nothing_under_the_teams_own_project() -> None:
    """Protects the boundary: later commits need feeds of the team's own, on the newcomer's enrolled device."""
    team = adopting()
    header = a_header(project=team.project, feed=OPEN, author=NEWCOMER)
    assert team.roster.refusal(header) == "feed-unknown"


def test_adopted_work_is_judged_by_the_role_it_was_done_in() -> None:
    """Protects past work: who was alone could do everything, and a ranger's role begins where the adoption ends."""
    roster = adopting().roster
    assert roster.role_at(NEWCOMER, OPEN, 5) == "coordinator"
    assert roster.role_at(NEWCOMER, OPEN, 6) == "ranger"
    assert roster.role_at(NEWCOMER, b"another feed 123", 1) == "ranger"
    assert roster.role_at(b"V" * 16, OPEN, 5) is None
    assert roster.key_of(OPEN) == ALONE.keyring.devices[0].signing.verify_key
    assert roster.is_of_team(a_header(project=OLD))
    assert not roster.is_of_team(a_header(project=b"x" * 16))


def test_of_an_adopted_feed_each_role_judges_what_was_written_in_it() -> None:
    """Protects the work of somebody whose role changed where they come from: the last role judges not all of it."""
    team = Team()
    one = replace(adopted(), earlier=(("ranger", 2), ("monitor", 4)))
    team.say(team.admin, [person_part(NEWCOMER, "reviewer"), adoption_part(OLD, old_root(), [one])])
    roles = [team.roster.role_at(NEWCOMER, OPEN, seq) for seq in range(1, 7)]
    assert roles == ["ranger", "ranger", "monitor", "monitor", "coordinator", "reviewer"]


def test_a_person_who_began_alone_is_the_member_that_an_admin_names() -> None:
    """Protects the roster from people who say so themselves, and members from being made somebody else."""
    team = Team()
    team.enrol(team.admin)
    team.say(team.ranger.signing, [same_person_part(NEWCOMER, RANGER)])
    team.say(STRANGER, [same_person_part(NEWCOMER, RANGER)])
    assert team.roster.same == {}
    team.say(
        team.admin, [same_person_part(NEWCOMER, RANGER), same_person_part(AUTHOR, RANGER, team.bases(AUTHOR))]
    )
    team.say(team.admin, [same_person_part(b"V" * 16, b"?" * 16)])
    roster = team.roster
    assert roster.same == {NEWCOMER: RANGER}
    assert (roster.person_of(NEWCOMER), roster.person_of(AUTHOR)) == (RANGER, AUTHOR)
    assert roster.role_of(NEWCOMER) == "ranger"
    assert roster.signing_as([RANGER]) == {RANGER, NEWCOMER}


def test_admins_who_name_two_members_give_the_one_that_may_less_until_settled() -> None:
    """Protects against an admin's word that went too far: of two that disagree the more careful one holds."""
    team = Team()
    team.enrol(team.admin)
    team.say(team.admin, [same_person_part(NEWCOMER, AUTHOR)], nonce=b"1" * 16)
    team.say(team.admin, [same_person_part(NEWCOMER, RANGER)], nonce=b"2" * 16)
    assert team.roster.same == {NEWCOMER: RANGER}
    assert NEWCOMER in team.roster.contested
    team.say(team.admin, [same_person_part(NEWCOMER, AUTHOR, team.bases(NEWCOMER))])
    assert team.roster.same == {NEWCOMER: AUTHOR}


def test_a_second_laptop_writes_as_the_member_and_names_what_it_wrote_while_waiting() -> None:
    """Protects the days of waiting of a second laptop: its key is the member's by now, its old feed the old person's."""
    team, keys = Team(), ALONE.keyring.devices[0]
    enrolled = enrolled_device_part(
        keys.device, RANGER, keys.signing.public, keys.encryption.public, b"2" * 16
    )
    parts = [same_person_part(NEWCOMER, RANGER), enrolled, adoption_part(OLD, old_root(), [adopted()])]
    team.enrol(team.admin)
    team.say(team.admin, parts)
    grown = replace(adopted(seq=8, commit=b"m" * 16), earlier=(("coordinator", 8),))
    team.say(keys.signing, [adoption_part(OLD, old_root(), [grown], team.bases(OLD))])
    roster = team.roster
    written = a_header(project=OLD, feed=OPEN, author=NEWCOMER, seq=8, previous=b"q" * 16)
    assert roster.refusal(written, b"m" * 16) is None
    assert roster.role_at(NEWCOMER, OPEN, 5) == "coordinator"
    assert roster.role_at(NEWCOMER, OPEN, 8) == "ranger"
    feed = Incarnation(keys.device, keys.signing.verify_key, b"2" * 16).feed(Stream.OPEN)
    assert roster.refusal(a_header(project=team.project, feed=feed, author=RANGER)) is None
    assert roster.refusal(a_header(project=team.project, feed=feed, author=AUTHOR)) == "author-wrong"


def test_what_was_written_while_waiting_counts_whichever_of_two_people_it_is_let_in_as() -> None:
    """Protects a newcomer whom two admins let in, one as themselves and one as a member: the days of waiting are theirs."""
    keys = ALONE.keyring.devices[0]
    as_member = enrolled_device_part(
        keys.device, RANGER, keys.signing.public, keys.encryption.public, b"2" * 16
    )
    as_oneself = [person_part(NEWCOMER, "ranger"), device_part(keys, b"3" * 16)]
    for first, second in (
        (as_oneself, [same_person_part(NEWCOMER, RANGER), as_member]),
        ([same_person_part(NEWCOMER, RANGER), as_member], as_oneself),
    ):
        team = Team()
        team.enrol(team.admin)
        team.say(team.admin, [*first, adoption_part(OLD, old_root(), [adopted()])], nonce=b"1" * 16)
        team.say(team.admin, second, nonce=b"2" * 16)
        grown = adopted(seq=8, commit=b"m" * 16)
        team.say(keys.signing, [adoption_part(OLD, old_root(), [grown], team.bases(OLD))])
        assert keys.device in team.roster.contested
        written = a_header(project=OLD, feed=OPEN, author=NEWCOMER, seq=8, previous=b"q" * 16)
        assert team.roster.refusal(written, b"m" * 16) is None


def test_a_stranger_adopts_nothing_and_no_project_by_a_false_root() -> None:
    """Protects the team's log: adoption is an admin's word, about a project whose id its root key proves."""
    team = Team()
    team.say(STRANGER, [adoption_part(OLD, old_root(), [adopted()])])
    team.say(team.ranger.signing, [adoption_part(OLD, old_root(), [adopted()])])
    team.say(team.admin, [adoption_part(OLD, STRANGER.verify_key, [adopted()])])
    assert team.roster.adopted == {}


def test_a_later_position_adopts_more_and_a_taken_back_line_adopts_nothing() -> None:
    """Protects rescue: what was left out at first can be taken in, and a mistake taken back."""
    team = adopting()
    further = adopted(seq=9, commit=b"9" * 16)
    team.say(team.admin, [adoption_part(OLD, old_root(), [further], team.bases(OLD))])
    assert team.roster.adopted[OPEN].last.seq == 9
    part = adoption_part(OLD, old_root(), [further], team.bases(OLD))
    team.say(team.admin, [part._replace(groups={name: None for name in part.groups if "/" in name})])
    assert team.roster.adopted == {}


def test_two_admins_who_adopt_the_same_feed_agree_on_the_further_commit() -> None:
    """Protects meetings of admins: both accepted what they saw, so all of it counts, in any order."""
    team = Team()
    one = adoption_part(OLD, old_root(), [adopted(seq=3, commit=b"3" * 16)])
    two = adoption_part(OLD, old_root(), [adopted(seq=8, commit=b"8" * 16)])
    team.say(team.admin, [two])
    team.say(team.root, [one], nonce=b"o" * 16)
    assert team.roster.adopted[OPEN].last == LastAccepted(OPEN, 8, b"8" * 16)
    assert OLD in team.roster.contested


def coming_in() -> Team:
    """The same team, with the newcomer's own laptop enrolled."""
    team = adopting()
    team.say(team.admin, [device_part(ALONE.keyring.devices[0], b"w" * 16)])
    return team


def test_what_the_newcomer_wrote_while_waiting_counts_by_the_new_role() -> None:
    """Protects the days between asking and the answer: nothing saved in them is left out."""
    team = coming_in()
    own = ALONE.keyring.devices[0].signing
    further = adopted(seq=9, commit=b"9" * 16)
    restricted = adopted(RESTRICTED, Stream.RESTRICTED, 2, b"2" * 16)
    team.say(own, [adoption_part(OLD, old_root(), [further, restricted])])
    roster = team.roster
    assert roster.adopted[OPEN].last == further.last
    assert [roster.role_at(NEWCOMER, OPEN, seq) for seq in (5, 6, 9)] == ["coordinator", "ranger", "ranger"]
    header = a_header(project=OLD, feed=RESTRICTED, stream=Stream.RESTRICTED, author=NEWCOMER)
    assert roster.refusal(header) is None
    assert roster.role_at(NEWCOMER, RESTRICTED, 1) == "ranger"


def test_nobody_names_commits_of_another_key_or_of_a_project_that_nobody_took_in() -> None:
    """Protects the team: a device speaks for its own old feeds alone."""
    team = coming_in()
    team.enrol(team.admin)
    further = adopted(seq=9, commit=b"9" * 16)
    team.say(team.ranger.signing, [adoption_part(OLD, old_root(), [further])])
    own = ALONE.keyring.devices[0].signing
    foreign = AdoptedFeed(
        b"x" * 16, OLD, 1, NEWCOMER, STRANGER.verify_key, "ranger", LastAccepted(b"x" * 16, 1, LAST)
    )
    team.say(own, [adoption_part(OLD, old_root(), [foreign])])
    other = found(NEWCOMER, SeededEntropy(78), at_ms=AT).keyring
    assert other.root is not None
    team.say(own, [adoption_part(other.project, other.root.verify_key, [further])], nonce=b"o" * 16)
    assert {feed: one.last.seq for feed, one in team.roster.adopted.items()} == {OPEN: 5}


def test_a_revoked_device_names_nothing_beyond_its_revocation() -> None:
    """Protects against a stolen newcomer's laptop: its old feeds grow no further than the others."""
    team = coming_in()
    keys = ALONE.keyring.devices[0]
    team.say(keys.signing, [adoption_part(OLD, old_root(), [adopted(seq=9, commit=b"9" * 16)])])
    last = LastAccepted(OPEN, 9, b"9" * 16)
    team.say(team.admin, [revocation_part(keys.device, [last], team.bases(keys.device))])
    team.say(keys.signing, [adoption_part(OLD, old_root(), [adopted(seq=12, commit=b"c" * 16)])])
    assert team.roster.adopted[OPEN].last == last
    team.say(team.admin, [revocation_part(keys.device, [], team.bases(keys.device))])
    assert team.roster.adopted[OPEN].last.seq == 5


@pytest.mark.parametrize(
    "wrong",
    [{"seq": -1}, {"seq": "5"}, {"role": "king"}, {"signing": b"short"}, {"person": None}, {"commit": 4}],
)
def test_an_adoption_that_is_not_understood_adopts_nothing(wrong: dict[str, Value]) -> None:
    """Protects older programs: a line that cannot be read lets nothing in."""
    team = Team()
    part = adoption_part(OLD, old_root(), [adopted()])
    groups: dict[str, Group | None] = {
        name: {**(value or {}), **wrong} if "/" in name else value for name, value in part.groups.items()
    }
    team.say(team.admin, [part._replace(groups=groups)])
    assert team.roster.adopted == {}


def test_the_project_that_was_begun_alone_proves_its_own_root() -> None:
    """Protects the tests above: the old project is a real one, with its own name."""
    assert project_id(old_root().public) == OLD != Team().project


def chain(length: int, fork_at: int, fork_length: int) -> tuple[list[Link], list[Link]]:
    """A feed of this length, and a second past that a copied laptop wrote beside it."""
    own = [Link(_name(0, seq), seq, _name(0, seq - 1) if seq > 1 else b"") for seq in range(1, length + 1)]
    other = [
        Link(_name(1, seq), seq, _name(int(seq > fork_at), seq - 1) if seq > 1 else b"")
        for seq in range(fork_at, fork_at + fork_length)
    ]
    return own, other


def _name(branch: int, seq: int) -> bytes:
    return bytes((branch,)) * 8 + seq.to_bytes(8, "big")


@given(st.integers(1, 20), st.integers(1, 20), st.integers(0, 20), st.integers(1, 20), st.randoms())
def test_of_a_copied_feed_only_the_named_past_counts(
    length: int, fork_at: int, fork_length: int, boundary: int, random: object
) -> None:
    """Protects the boundary against a copied laptop: whatever the order, the other past is left out wholly."""
    boundary = min(boundary, length)
    own, other = chain(length, min(fork_at, length), fork_length)
    links = [*own, *other]
    random.shuffle(links)  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType] - a Random
    found = strays(LastAccepted(OPEN, boundary, _name(0, boundary)), links)
    assert found == {link.commit for link in other} | {link.commit for link in own if link.seq > boundary}


@given(st.integers(2, 12), st.data())
def test_below_a_gap_nothing_is_called_a_stray(length: int, data: st.DataObject) -> None:
    """Protects work whose in-between has not arrived: only what the chain tells is left out."""
    own, _ = chain(length, 1, 0)
    missing = data.draw(st.integers(2, length))
    links = [link for link in own if link.seq != missing]
    assert strays(LastAccepted(OPEN, length, _name(0, length)), links) == frozenset()
