"""Whom only administrators let in who were believed no further: known on every laptop, and believed on none."""

from __future__ import annotations

from itertools import permutations

import pytest

from camifield.entropy import SeededEntropy
from camifield.revisions.enrolment import found
from camifield.revisions.headers import Stream
from camifield.revisions.membership import AdoptedFeed, Incarnation, LastAccepted
from camifield.revisions.roster import Roster
from camifield.revisions.roster_parts import (
    admin_part,
    admin_taken_back_part,
    adoption_part,
    device_part,
    enrolled_device_part,
    person_part,
)
from camifield.security.signing import SigningKey
from tests.revisions.making import a_header
from tests.revisions.teams import AT, RANGER, Team

SECOND = SigningKey.make(SeededEntropy(60))
NEWCOMER = b"W" * 16
ALONE = found(NEWCOMER, SeededEntropy(77), at_ms=AT)
OLD_FEED = ALONE.incarnation.feed(Stream.OPEN)
KEYS = ALONE.keyring.devices[0]
NEW_FEED = Incarnation(KEYS.device, KEYS.signing.verify_key, b"w" * 16).feed(Stream.OPEN)


def adopted() -> AdoptedFeed:
    """The newcomer's feed, up to a commit."""
    last = LastAccepted(OLD_FEED, 5, b"l" * 16)
    key = KEYS.signing.verify_key
    return AdoptedFeed(OLD_FEED, ALONE.keyring.project, Stream.OPEN, NEWCOMER, key, "coordinator", last)


def a_team() -> Team:
    """A team with a second admin, who is believed no further than before letting the newcomer in."""
    team = Team()
    team.enrol(team.admin)
    team.say(team.root, [admin_part(team.project, SECOND.verify_key, b"d" * 16, team.bases(team.project))])
    assert ALONE.keyring.root is not None
    team.say(
        SECOND,
        [
            person_part(NEWCOMER, "coordinator"),
            device_part(KEYS, b"w" * 16),
            adoption_part(ALONE.keyring.project, ALONE.keyring.root.verify_key, [adopted()]),
        ],
    )
    return team


def shut_out(team: Team) -> None:
    """Nothing that the second admin said is believed any more."""
    part = admin_taken_back_part(team.project, SECOND.verify_key, [], team.bases(team.project))
    team.say(team.root, [part])


def test_whose_their_feeds_are_is_known_and_nothing_of_them_is_believed() -> None:
    """Protects every log: the same commits wait for the same reason, whenever each laptop heard of the newcomer."""
    team = a_team()
    written = a_header(project=team.project, feed=NEW_FEED, author=NEWCOMER)
    of_old = a_header(project=ALONE.keyring.project, feed=OLD_FEED, author=NEWCOMER)
    assert team.roster.refusal(written) is team.roster.refusal(of_old) is None
    shut_out(team)
    roster = team.roster
    assert roster.refusal(written) == "author-unknown"
    assert roster.refusal(of_old) == "adopted-up-to-here"
    assert roster.key_of(NEW_FEED) == roster.key_of(OLD_FEED) == KEYS.signing.verify_key
    assert roster.last_of(NEW_FEED) == LastAccepted(NEW_FEED, 0, b"")
    assert roster.last_of(OLD_FEED) == LastAccepted(OLD_FEED, 0, b"")
    assert roster.devices[KEYS.device].revoked == {}
    assert not roster.lets_in(KEYS.device)
    assert roster.lets_in(team.ranger.device)
    assert KEYS.signing.verify_key in roster.signers
    assert roster.role_of(NEWCOMER) is None
    assert KEYS.device not in {device.id for device in roster.recipients(Stream.OPEN)}


def test_it_is_the_same_in_any_order_and_over_when_the_admin_is_believed_again() -> None:
    """Protects agreement: a roster is a function of what was said, and a mistake can be taken back."""
    team = a_team()
    shut_out(team)
    for order in permutations(team.commits):
        assert Roster.from_commits(team.project, order) == team.roster
    team.say(team.root, [admin_part(team.project, SECOND.verify_key, b"d" * 16, team.bases(team.project))])
    roster = team.roster
    assert roster.lets_in(KEYS.device)
    assert roster.role_of(NEWCOMER) == "coordinator"
    assert roster.adopted[OLD_FEED].last.seq == 5


def test_whom_somebody_believed_let_in_as_well_is_let_in() -> None:
    """Protects a newcomer who asked two administrators, one of whom is shut out: the other's word stands."""
    team = a_team()
    team.say(team.admin, [person_part(NEWCOMER, "monitor"), device_part(KEYS, b"x" * 16)])
    shut_out(team)
    roster = team.roster
    assert roster.lets_in(KEYS.device)
    assert roster.role_of(NEWCOMER) == "monitor"
    assert roster.devices[KEYS.device].revoked is None


@pytest.mark.parametrize("nonce", [b"1" * 16, b"2" * 16])
def test_a_thief_takes_no_keys_and_no_feeds_from_those_who_are_believed(nonce: bytes) -> None:
    """Protects members: whoever stole an administrator's key cannot have another's keys counted as a shut out laptop's."""
    team = a_team()
    keys = team.ranger
    before = team.roster.feeds[team.first.feed(Stream.OPEN)]
    taken = enrolled_device_part(b"t" * 16, NEWCOMER, keys.signing.public, keys.encryption.public, nonce)
    old = adopted()
    claimed = AdoptedFeed(
        before.id, old.project, Stream.OPEN, NEWCOMER, keys.signing.verify_key, "coordinator", old.last
    )
    assert ALONE.keyring.root is not None
    adoption = adoption_part(old.project, ALONE.keyring.root.verify_key, [claimed])
    team.say(SECOND, [taken, adoption], nonce=b"2" * 16)
    shut_out(team)
    roster = team.roster
    assert b"t" * 16 not in roster.devices
    assert roster.feeds[before.id] == before
    assert before.id not in roster.adopted
    assert roster.refusal(a_header(project=team.project, feed=before.id, author=RANGER)) is None
