"""Roles, revocations and what admins say against each other: by position in the log, and the same on every laptop."""

from __future__ import annotations

from collections.abc import Callable
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camifield.entropy import SeededEntropy
from camifield.errors import Problem
from camifield.revisions.commits import erase_parts
from camifield.revisions.encoding import Value
from camifield.revisions.enrolment import open_roster
from camifield.revisions.headers import Stream
from camifield.revisions.membership import Earlier, LastAccepted
from camifield.revisions.parts import Part
from camifield.revisions.roster import Roster
from camifield.revisions.roster_parts import (
    admin_part,
    admin_taken_back_part,
    invitation_part,
    name_part,
    pardon_part,
    person_part,
    recovery_part,
    revocation_part,
    use_part,
    withdrawal_part,
)
from camifield.security.signing import SigningKey
from tests.revisions.making import AUTHOR, a_header
from tests.revisions.teams import RANGER, STRANGER, Team

OTHER_FEED = b"another feed 123"


def enrolled() -> Team:
    """A team of the founder and a ranger."""
    team = Team()
    team.enrol(team.admin)
    return team


def test_a_role_counts_from_its_place_in_the_log() -> None:
    """Protects past work: what a coordinator did stays a coordinator's, and nothing after the change is."""
    team, feed = enrolled(), b"f" * 16
    earlier = [Earlier("monitor", {feed: 3}), Earlier("coordinator", {feed: 10, OTHER_FEED: 2})]
    team.say(team.admin, [person_part(RANGER, "ranger", team.bases(RANGER), earlier)])
    roster = team.roster
    told = [roster.role_at(RANGER, feed, seq) for seq in (1, 3, 4, 10, 11)]
    assert told == ["monitor", "monitor", "coordinator", "coordinator", "ranger"]
    assert roster.role_at(RANGER, OTHER_FEED, 2) == "coordinator"
    assert roster.role_at(RANGER, OTHER_FEED, 3) == "ranger"
    assert roster.role_at(RANGER, b"new incarnation!", 1) == "ranger"
    assert roster.role_of(RANGER) == "ranger"


@pytest.mark.parametrize(
    "earlier", [5, ["coordinator"], [["king", [[b"f" * 16, 9]]]], [["coordinator", [[1, 2]]]]]
)
def test_an_earlier_role_that_is_not_understood_gives_nothing(earlier: Value) -> None:
    """Protects against a role that only a later program could explain."""
    team = enrolled()
    part = Part(
        "roster.person", RANGER, {"role": {"role": "monitor", "earlier": earlier}}, team.bases(RANGER)
    )
    team.say(team.admin, [part])
    assert team.roster.role_at(RANGER, b"f" * 16, 1) == "monitor"


def test_admins_who_disagree_about_a_role_give_the_one_that_may_less_until_settled() -> None:
    """Protects the team from whichever admin has the later clock: nobody gains by a disagreement."""
    team = enrolled()
    bases = team.bases(RANGER)
    team.say(team.root, [person_part(RANGER, "monitor", bases)], nonce=b"r" * 16)
    team.say(team.admin, [person_part(RANGER, "reviewer", bases)])
    assert team.roster.role_of(RANGER) == "monitor"
    assert RANGER in team.roster.contested
    team.say(team.admin, [person_part(RANGER, "reviewer", team.bases(RANGER))])
    assert team.roster.role_of(RANGER) == "reviewer"
    assert RANGER not in team.roster.contested


def test_admins_who_disagree_about_a_laptop_leave_it_revoked_at_the_lower_place() -> None:
    """Protects against a lost laptop: one admin who says that it was found does not undo another's warning unread."""
    team = enrolled()
    device, feed = team.ranger.device, team.first.feed(Stream.OPEN)
    team.say(team.admin, [revocation_part(device, [LastAccepted(feed, 9, b"9" * 16)], team.bases(device))])
    bases = team.bases(device)
    team.say(team.admin, [pardon_part(device, bases)])
    team.say(team.root, [revocation_part(device, [LastAccepted(feed, 4, b"4" * 16)], bases)], nonce=b"r" * 16)
    assert team.roster.feeds[feed].last == LastAccepted(feed, 4, b"4" * 16)
    team.say(team.admin, [pardon_part(device, team.bases(device))])
    assert team.roster.feeds[feed].last is None


def test_a_later_position_rescues_and_a_pardon_believes_all() -> None:
    """Protects work on a laptop that was found: it counts again, step by step or wholly."""
    team = enrolled()
    device, feed = team.ranger.device, team.first.feed(Stream.OPEN)
    right = {"project": team.project, "feed": feed, "author": RANGER, "previous": b"q" * 16}
    for seq, commit in ((4, b"4" * 16), (8, b"8" * 16)):
        team.say(team.admin, [revocation_part(device, [LastAccepted(feed, seq, commit)], team.bases(device))])
        assert team.roster.refusal(a_header(**right, seq=seq), commit) is None
        assert team.roster.refusal(a_header(**right, seq=seq), b"x" * 16) == "revoked"
        assert team.roster.refusal(a_header(**right, seq=seq + 1)) == "revoked"
    team.say(team.admin, [pardon_part(device, team.bases(device))])
    assert team.roster.refusal(a_header(**right, seq=99)) is None


def test_who_may_read_what() -> None:
    """Protects names and phones: the restricted stream is for reviewers and coordinators on living laptops."""
    team = enrolled()
    own = team.founding.keyring.devices[0].device

    def readers(stream: int) -> set[bytes]:
        return {device.id for device in team.roster.recipients(stream)}

    assert readers(Stream.OPEN) == readers(Stream.ROSTER) == {own, team.ranger.device}
    assert readers(Stream.RESTRICTED) == {own}
    team.say(team.admin, [person_part(RANGER, "reviewer", team.bases(RANGER))])
    assert readers(Stream.RESTRICTED) == {own, team.ranger.device}
    team.say(team.admin, [revocation_part(team.ranger.device, [], team.bases(team.ranger.device))])
    assert readers(Stream.OPEN) == readers(Stream.RESTRICTED) == {own}


def test_no_more_than_three_admins_hold() -> None:
    """Protects the meaning of an admin: a fourth key counts only when one of the three was taken back."""
    team = Team()
    more = [SigningKey.make(SeededEntropy(seed)) for seed in range(3)]
    for key in more:
        team.say(team.root, [admin_part(team.project, key.verify_key, b"d" * 16, team.bases(team.project))])
    assert len(team.roster.admins) == 3
    gone = team.roster.admins[0]
    team.say(team.root, [admin_taken_back_part(team.project, gone, [], team.bases(team.project))])
    assert set(team.roster.admins) == {team.admin.verify_key, *(key.verify_key for key in more)} - {gone}


def test_an_admin_feed_that_was_copied_counts_only_along_the_named_past() -> None:
    """Protects against a copied admin laptop: the second past of its roster feed enrols nobody."""
    team = Team()
    kept = team.enrol(team.admin)
    forked = Team()
    forked.commits = list(team.commits[:1])
    forked.entropy = SeededEntropy(99)
    stray = forked.say(team.admin, [person_part(b"S" * 16, "coordinator")])
    assert (stray.header.feed, stray.header.seq) == (kept.header.feed, kept.header.seq)
    last = LastAccepted(kept.header.feed, 1, kept.id)
    team.say(
        team.root,
        [admin_taken_back_part(team.project, team.admin.verify_key, [last], team.bases(team.project))],
    )
    for order in permutations([*team.commits, stray]):
        roster = Roster.from_commits(team.project, order)
        assert roster.roles == {AUTHOR: "coordinator", RANGER: "ranger"}


def test_the_name_is_the_admins_and_the_recovery_key_the_roots() -> None:
    """Protects the recovery key: an admin who could change it could read every bundle."""
    team = Team()
    team.say(team.admin, [name_part(team.project, "Tost", team.bases(team.project))])
    team.say(team.admin, [recovery_part(team.project, b"e" * 32, team.bases(team.project))])
    assert (team.roster.name, team.roster.recovery) == ("Tost", None)
    team.say(team.root, [recovery_part(team.project, b"E" * 32, team.bases(team.project))], nonce=b"r" * 16)
    team.say(team.root, [name_part(team.project, "Tost 2", team.bases(team.project))], nonce=b"r" * 16)
    team.say(team.ranger.signing, [name_part(team.project, "Mine", team.bases(team.project))])
    assert (team.roster.name, team.roster.recovery) == ("Tost 2", b"E" * 32)
    with pytest.raises(ValueError, match="name"):
        name_part(team.project, " ")


def test_the_root_is_not_superseded_by_what_admins_say_of_the_name() -> None:
    """Protects admins being taken back and named again: a name said in between loosens no chain."""
    team = Team()
    key = team.admin.verify_key
    team.say(team.root, [admin_taken_back_part(team.project, key, [], team.bases(team.project))])
    team.say(team.root, [admin_part(team.project, STRANGER.verify_key, b"d" * 16, team.bases(team.project))])
    team.say(STRANGER, [name_part(team.project, "Tost", team.bases(team.project))])
    team.say(team.root, [admin_part(team.project, key, b"d" * 16, team.bases(team.project))])
    assert set(team.roster.admins) == {key, STRANGER.verify_key}
    assert team.roster.contested == frozenset()


def test_an_invitation_is_used_and_withdrawn() -> None:
    """Protects invitations: every admin sees which one was used, by which request, and which counts no longer."""
    team = Team()
    team.say(team.admin, [invitation_part(b"i" * 16, STRANGER.verify_key, "ranger")])
    team.say(team.ranger.signing, [invitation_part(b"j" * 16, STRANGER.verify_key, "coordinator")])
    (invitation,) = team.roster.invitations.values()
    assert (invitation.key, invitation.role, invitation.used_by) == (STRANGER.verify_key, "ranger", ())
    team.say(team.admin, [use_part(b"i" * 16, b"q" * 16, 1, team.bases(b"i" * 16))])
    assert team.roster.invitations[b"i" * 16].used_by == (b"q" * 16,)
    assert not team.roster.invitations[b"i" * 16].is_withdrawn
    team.say(team.admin, [withdrawal_part(b"i" * 16, team.bases(b"i" * 16))])
    assert team.roster.invitations[b"i" * 16].is_withdrawn


def test_a_roster_commit_with_a_part_left_out_is_refused() -> None:
    """Protects revocations: whoever carries one cannot erase it, though its signature would still hold."""
    team = enrolled()
    revoking = team.say(team.admin, [revocation_part(team.ranger.device, [], team.bases(team.ranger.device))])
    hollow = erase_parts(revoking, [1])
    with pytest.raises(Problem) as caught:
        open_roster(hollow.header_bytes, hollow.signature, hollow.payload)
    assert (caught.value.code, caught.value.parameters["reason"]) == ("commit-damaged", "erased")


Step = Callable[[Team, tuple[bytes, ...], tuple[bytes, ...]], Part]

STEPS: list[Step] = [
    lambda team, person, _: person_part(RANGER, "monitor", person, [Earlier("ranger", {OTHER_FEED: 4})]),
    lambda team, person, _: person_part(RANGER, "reviewer", person),
    lambda team, _, device: revocation_part(
        team.ranger.device, [LastAccepted(team.first.feed(Stream.OPEN), 3, b"3" * 16)], device
    ),
    lambda team, _, device: revocation_part(team.ranger.device, [], device),
    lambda team, _, device: pardon_part(team.ranger.device, device),
]


@given(st.lists(st.tuples(st.sampled_from(STEPS), st.booleans(), st.booleans()), max_size=8), st.randoms())
def test_admins_apart_say_anything_and_every_laptop_believes_the_same(
    steps: list[tuple[Step, bool, bool]], random: object
) -> None:
    """Protects the team's unity: any mixture of words, said knowing or not knowing the others, read in any order."""
    team = enrolled()
    old = team.bases(RANGER), team.bases(team.ranger.device)
    for step, is_by_root, knows in steps:
        person, device = (team.bases(RANGER), team.bases(team.ranger.device)) if knows else old
        key, nonce = (team.root, b"r" * 16) if is_by_root else (team.admin, b"n" * 16)
        team.say(key, [step(team, person, device)], nonce)
    shuffled = [*team.commits, *team.commits[:2]]
    random.shuffle(shuffled)  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType] - a Random
    assert Roster.from_commits(team.project, shuffled) == team.roster
