"""What a record comes to by writes that are not in the log yet: who wrote them, which count, and what that leads to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from camifield.revisions.authority import DECIDED_KINDS, Author, judge_both
from camifield.revisions.commits import Commit
from camifield.revisions.headers import Header, Stream
from camifield.revisions.membership import DEVICE
from camifield.revisions.merge import Folded, Write, fold
from camifield.revisions.parts import Part
from camifield.revisions.roster import Roster
from camifield.store.states import NO_ROLE


def author_of(header: Header, roster: Roster) -> Author:
    """Who signed, and the role that counts at that place."""
    role = roster.role_at(header.author, header.feed, header.seq) or NO_ROLE
    return Author(roster.person_of(header.author), role)


def judged(
    kind: str, writes: Mapping[int, Sequence[Write]], authors: Mapping[bytes, Author]
) -> tuple[Folded, Folded]:
    """What both streams hold by the writes that count in a record of this kind."""
    opened, restricted = judge_both(
        writes.get(Stream.OPEN, []),
        writes.get(Stream.RESTRICTED, []),
        authors,
        is_decision=kind in DECIDED_KINDS,
    )
    return fold(opened.allowed), fold(restricted.allowed)


def home_of(after: tuple[Folded, Folded]) -> Folded:
    """The stream that says whether the record is deleted."""
    return after[0] if after[0].heads else after[1]


def groups_of(after: tuple[Folded, Folded]) -> dict[str, object]:
    """The values of both streams."""
    return {**after[0].groups, **after[1].groups}


def contests(before: Folded, after: Folded) -> bool:
    """Whether something is in question afterwards that was not before."""
    return bool(after.conflicts.keys() - before.conflicts.keys()) or (
        after.edited_after_delete and not before.edited_after_delete
    )


def photos_of(part: Part) -> set[bytes]:
    """The photos (SHA-256) that a part speaks of."""
    value = (part.groups.get("photos") or {}).get("photos")
    return {one for one in value if isinstance(one, bytes)} if isinstance(value, list) else set()


def shut_out_by(commit: Commit) -> bytes | None:
    """Who signed, where this roster commit shuts a laptop out; None where it does not."""
    shuts_out = any(part.kind == DEVICE and part.groups.get("revoked") for part in commit.parts)
    return commit.header.author if shuts_out else None
