"""Two members who are one person: by an administrator's word, in any order, and two again by another."""

from __future__ import annotations

from itertools import permutations

from camifield.entropy import SeededEntropy
from camifield.revisions.enrolment import new_device_keys
from camifield.revisions.headers import Stream
from camifield.revisions.membership import Earlier, Incarnation
from camifield.revisions.roster import Roster
from camifield.revisions.roster_parts import (
    device_part,
    one_person_part,
    person_part,
    same_person_part,
    two_people_part,
)
from tests.revisions.making import AUTHOR, a_header
from tests.revisions.teams import AT, RANGER, STRANGER, Team

AGAIN = b"A" * 16
FEED = b"f" * 16
KEYS = new_device_keys(AGAIN, SeededEntropy(77), at_ms=AT)


def twice() -> Team:
    """A team of the founder, a ranger, and the same person let in again as a reviewer on another laptop."""
    team = Team()
    team.enrol(team.admin)
    team.say(team.admin, [person_part(AGAIN, "reviewer"), device_part(KEYS, b"2" * 16)])
    return team


def test_two_members_are_one_with_all_laptops_and_the_lesser_role() -> None:
    """Protects lists from two of one person, and the restricted records from the role that may more."""
    team = twice()
    team.say(team.admin, [one_person_part(AGAIN, RANGER, team.bases(AGAIN))])
    roster = team.roster
    assert roster.same == {AGAIN: RANGER}
    assert dict(roster.roles) == {AUTHOR: "coordinator", RANGER: "ranger"}
    assert {one.person for one in roster.devices.values()} == {AUTHOR, RANGER}
    assert KEYS.device not in {one.id for one in roster.recipients(Stream.RESTRICTED)}
    assert KEYS.device in {one.id for one in roster.recipients(Stream.OPEN)}
    feed = Incarnation(KEYS.device, KEYS.signing.verify_key, b"2" * 16).feed(Stream.OPEN)
    assert roster.refusal(a_header(project=team.project, feed=feed, author=AGAIN)) is None


def test_what_each_signed_is_judged_by_what_they_were() -> None:
    """Protects decisions of the days before: becoming one person takes nothing from what either did."""
    team = twice()
    part = one_person_part(AGAIN, RANGER, team.bases(AGAIN))
    role = person_part(AGAIN, "ranger", (), [Earlier("reviewer", {FEED: 3})])
    team.say(team.admin, [part._replace(groups={**part.groups, **role.groups})])
    told = [team.roster.role_at(AGAIN, FEED, seq) for seq in (3, 4)]
    assert told == ["reviewer", "ranger"]
    assert team.roster.role_at(RANGER, FEED, 3) == "ranger"


def test_only_a_word_that_names_them_as_members_makes_a_member_somebody_else() -> None:
    """Protects members from the word that is said of newcomers, and from whoever has no say in the team."""
    team = twice()
    team.say(team.admin, [same_person_part(AGAIN, RANGER, team.bases(AGAIN))])
    team.say(STRANGER, [one_person_part(AGAIN, RANGER, team.bases(AGAIN))])
    team.say(KEYS.signing, [one_person_part(AGAIN, AUTHOR, team.bases(AGAIN))])
    assert team.roster.same == {}
    assert team.roster.roles[AGAIN] == "reviewer"


def test_two_people_again_by_another_word() -> None:
    """Protects against a mistake: each has a role and laptops as before, and nobody is asked about the two again."""
    team = twice()
    team.say(team.admin, [one_person_part(AGAIN, RANGER, team.bases(AGAIN))])
    team.say(team.admin, [two_people_part(AGAIN, RANGER, team.bases(AGAIN))])
    roster = team.roster
    assert roster.same == {}
    assert (roster.roles[AGAIN], roster.devices[KEYS.device].person) == ("reviewer", AGAIN)
    assert roster.apart == {(AGAIN, RANGER)}
    team.say(team.admin, [one_person_part(AGAIN, RANGER, team.bases(AGAIN))])
    assert team.roster.same == {AGAIN: RANGER}


def test_two_admins_who_say_it_the_other_way_round_are_right_both() -> None:
    """Protects a person from being nobody where each of two records was said to be the other."""
    team = twice()
    first, second = team.bases(AGAIN), team.bases(RANGER)
    team.say(team.admin, [one_person_part(AGAIN, RANGER, first)], nonce=b"1" * 16)
    team.say(team.root, [one_person_part(RANGER, AGAIN, second)], nonce=b"2" * 16)
    assert team.roster.same == {AGAIN: RANGER}  # the one who may less
    assert team.roster.roles == {AUTHOR: "coordinator", RANGER: "ranger"}


def test_a_chain_of_records_ends_at_one_member() -> None:
    """Protects whoever came alone, then twice: all their records are the last member's, each judged by its own past."""
    team, alone = twice(), b"0" * 16
    team.say(team.admin, [same_person_part(alone, AGAIN)])
    part = one_person_part(AGAIN, RANGER, team.bases(AGAIN))
    role = person_part(AGAIN, "ranger", (), [Earlier("reviewer", {FEED: 3})])
    team.say(team.admin, [part._replace(groups={**part.groups, **role.groups})])
    roster = team.roster
    assert roster.same == {alone: RANGER, AGAIN: RANGER}
    assert roster.role_at(alone, FEED, 3) == "reviewer"
    assert roster.signing_as([RANGER]) == {alone, AGAIN, RANGER}


def test_the_same_whatever_the_order_and_what_is_said_meanwhile() -> None:
    """Protects the promise that all laptops agree: joined here, lowered there, joined otherwise by a third word."""
    team = twice()
    bases = {one: team.bases(one) for one in (AGAIN, RANGER)}
    words = (
        (team.admin, one_person_part(AGAIN, RANGER, bases[AGAIN])),
        (team.root, person_part(AGAIN, "monitor", bases[AGAIN])),
        (team.root, one_person_part(RANGER, AGAIN, bases[RANGER])),
        (team.admin, person_part(RANGER, "coordinator", bases[RANGER])),
    )
    for number, (key, part) in enumerate(words):
        team.say(key, [part], nonce=bytes([number]) * 16)
    known, said = team.commits[: -len(words)], team.commits[-len(words) :]
    rosters = [Roster.from_commits(team.project, [*order, *known]) for order in permutations(said)]
    told = {
        (tuple(sorted(one.roles.items())), tuple(sorted(one.same.items())), one.contested) for one in rosters
    }
    [(roles, same, _)] = told
    assert dict(roles) == {AUTHOR: "coordinator", AGAIN: "monitor"}
    assert dict(same) == {RANGER: AGAIN}
