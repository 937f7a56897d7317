"""Every cell of what a roster lets in: whose feed, which stream, author and project, at which place, one by one."""

from __future__ import annotations

from itertools import product

import pytest

from camifield.revisions.headers import Stream
from camifield.revisions.membership import AdoptedFeed, Incarnation, LastAccepted
from camifield.revisions.roster_parts import (
    adoption_part,
    device_part,
    enrolled_device_part,
    person_part,
    revocation_part,
)
from camifield.security.hashing import project_id
from camifield.security.signing import SigningKey
from tests.revisions.making import AUTHOR, a_header
from tests.revisions.teams import RANGER, STRANGER, Team

LAST = 5
NAMED = b"l" * 16
OLD_ROOT = STRANGER
OLD = project_id(OLD_ROOT.public)
NEWCOMER = b"W" * 16
LOST = b"L" * 16
ADOPTED = b"adopted feed 123"
WHOSE = ("member", "lost", "newcomer", "unknown", "of a stranger")
CELLS = list(
    product(WHOSE, ("right", "wrong"), ("right", "wrong"), ("team", "old", "other"), ("in", "at", "beyond"))
)


def team_of_all() -> tuple[Team, dict[str, bytes], dict[str, bytes]]:
    """A team with a ranger, somebody whose laptop was lost, and a newcomer; the open feed and person of each."""
    team = Team()
    team.enrol(team.admin)
    lost_key = SigningKey.make(team.entropy)
    lost = Incarnation(b"D" * 16, lost_key.verify_key, b"7" * 16)
    team.say(
        team.admin,
        [
            person_part(LOST, "ranger"),
            enrolled_device_part(b"D" * 16, LOST, lost_key.public, b"e" * 32, b"7" * 16),
        ],
    )
    last = LastAccepted(lost.feed(Stream.OPEN), LAST, NAMED)
    team.say(team.admin, [revocation_part(b"D" * 16, [last], team.bases(b"D" * 16))])
    feed = AdoptedFeed(
        ADOPTED,
        OLD,
        Stream.OPEN,
        NEWCOMER,
        lost_key.verify_key,
        "coordinator",
        LastAccepted(ADOPTED, LAST, NAMED),
    )
    team.say(team.admin, [person_part(NEWCOMER, "monitor"), adoption_part(OLD, OLD_ROOT.verify_key, [feed])])
    stranger = team.ranger.__class__(b"S" * 16, b"Z" * 16, STRANGER, team.ranger.encryption)
    team.say(STRANGER, [person_part(b"Z" * 16, "coordinator"), device_part(stranger, b"8" * 16)])
    feeds = {
        "member": team.first.feed(Stream.OPEN),
        "lost": lost.feed(Stream.OPEN),
        "newcomer": ADOPTED,
        "unknown": b"x" * 16,
        "of a stranger": Incarnation(b"S" * 16, STRANGER.verify_key, b"8" * 16).feed(Stream.OPEN),
    }
    people = {
        "member": RANGER,
        "lost": LOST,
        "newcomer": NEWCOMER,
        "unknown": RANGER,
        "of a stranger": b"Z" * 16,
    }
    return team, feeds, people


TEAM, FEEDS, PEOPLE = team_of_all()


def expected(whose: str, stream: str, author: str, project: str, place: str) -> str | None:
    """The rule in words: the project first, then the feed, its stream, its author, and at last its place."""
    if project == "other":
        return "project-unknown"
    if whose != {"team": whose if whose in ("member", "lost") else "", "old": "newcomer"}[project]:
        return "feed-unknown"
    if stream == "wrong":
        return "stream-wrong"
    if author == "wrong":
        return "author-wrong"
    if place == "beyond" and whose != "member":
        return "revoked" if whose == "lost" else "adopted-up-to-here"
    return None


@pytest.mark.parametrize(("whose", "stream", "author", "project", "place"), CELLS)
def test_what_is_let_in(whose: str, stream: str, author: str, project: str, place: str) -> None:
    """Protects the log: of all combinations exactly those are let in that the rule names, each other for its reason."""
    seq = {"in": 2, "at": LAST, "beyond": LAST + 1}[place]
    header = a_header(
        project={"team": TEAM.project, "old": OLD, "other": b"o" * 16}[project],
        feed=FEEDS[whose],
        stream=Stream.OPEN if stream == "right" else Stream.RESTRICTED,
        author=PEOPLE[whose] if author == "right" else AUTHOR,
        seq=seq,
        previous=b"q" * 16,
    )
    told = TEAM.roster.refusal(header, NAMED if place == "at" else b"")
    assert told == expected(whose, stream, author, project, place)
