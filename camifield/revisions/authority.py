"""Who may change a record: asked of the writes themselves, so that every laptop gives the same answer in any order.

A monitor adds records and changes those he began. A ranger changes anybody's. Answers on which two people differ
are decided by a reviewer or a coordinator, or by whoever wrote all of them. Some kinds are decisions from their first
write on, such as what is said against a laptop's clock, or where a reserve ends, which every record in it then tells:
there nobody else has a say. A write beyond its author's role keeps its place in the log and sets nothing; it is listed, until somebody who may decide has built on it: by saving its
values in his own name, or by saving none of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Final, NamedTuple

from camifield.revisions.ancestry import past_of
from camifield.revisions.merge import Write, fold, ordered_writes

EDITORS: Final = frozenset(("ranger", "reviewer", "coordinator"))
DECIDERS: Final = frozenset(("reviewer", "coordinator"))
MAY_NOT_DECIDE: Final[Mapping[str, str]] = MappingProxyType(
    {"clock_correction": "role-may-not-correct-clocks", "area": "role-may-not-change-areas"}
)
"""Kinds of record that only those who may decide can begin, change, delete or bring back; the Problem for anybody else."""
DECIDED_KINDS: Final = frozenset(MAY_NOT_DECIDE)


class Author(NamedTuple):
    """Who signed a write: the record of the person (16 bytes), and the role that held at that place of the feed."""

    person: bytes
    role: str


Authors = Mapping[bytes, Author]
ANYBODY: Final = frozenset[bytes]()


class Judged(NamedTuple):
    """The writes that count, and the commits of those that do not and wait for somebody who may decide.

    `allowed` have the bases of what they were built on, past the writes that do not count.
    """

    allowed: list[Write]
    waiting: tuple[bytes, ...]


def judge_both(
    opened: Iterable[Write], restricted: Iterable[Write], authors: Authors, *, is_decision: bool = False
) -> tuple[Judged, Judged]:
    """Which of the writes of one record count, in the open stream and in the restricted one.

    Whoever began the record in the open has begun it. `authors` is commit -> author for every write. `is_decision`:
    the record is of one of `DECIDED_KINDS`.
    """
    if is_decision:
        return _judge_decision(opened, authors), _judge_decision(restricted, authors)
    in_open = judge(opened, authors)
    began = frozenset(authors[write.commit].person for write in in_open.allowed if not write.bases)
    return in_open, judge(restricted, authors, began)


def judge(writes: Iterable[Write], authors: Authors, began: frozenset[bytes] = ANYBODY) -> Judged:
    """Which of the writes of one record and stream count.

    `authors` is commit -> author for every write. `began`, for the restricted stream, are the people who began the
    record in the open one. Linear for records that nobody contests.
    """
    held = ordered_writes(writes)
    if all(authors[write.commit].role in DECIDERS for write in held) or _is_plain(held, authors, began):
        return Judged(held, ())
    refused = _refused(held, authors, began)
    if not refused:
        return Judged(held, ())
    return Judged(prune(held, refused), _waiting(held, refused))


def _judge_decision(writes: Iterable[Write], authors: Authors) -> Judged:
    """Of a record that is a decision itself: whatever those wrote who may decide."""
    held = ordered_writes(writes)
    refused = frozenset(one.commit for one in held if authors[one.commit].role not in DECIDERS)
    return Judged(prune(held, refused), _waiting(held, refused)) if refused else Judged(held, ())


def _is_plain(ordered: Sequence[Write], authors: Authors, began: frozenset[bytes]) -> bool:
    """The commonest history: each write built on the one before alone, by its first author or by editors."""
    if not ordered:
        return True
    first = authors[ordered[0].commit].person
    if began and first not in began and authors[ordered[0].commit].role not in EDITORS:
        return False
    last: bytes | None = None
    for write in ordered:
        if last is not None and write.bases != (last,):
            return False
        if last is None and write.bases:
            return False
        author = authors[write.commit]
        if author.person != first and author.role not in EDITORS:
            return False
        last = write.commit
    return True


def _refused(ordered: Sequence[Write], authors: Authors, began: frozenset[bytes]) -> frozenset[bytes]:
    known = {write.commit: write for write in ordered}
    roots = [write for write in ordered if not write.bases]
    refused: set[bytes] = set()
    for write in _in_causal_order(ordered, known):
        author = authors[write.commit]
        if author.role in DECIDERS:
            continue
        past = [known[commit] for commit in past_of(known, write.bases)]
        may_edit = author.role in EDITORS or (
            (not began or author.person in began) and _is_own(write, author, past, roots, authors)
        )
        if not may_edit or _decides_for_others(write, author, prune(past, refused), authors):
            refused.add(write.commit)
    return frozenset(refused)


def _is_own(
    write: Write, author: Author, past: Sequence[Write], roots: Sequence[Write], authors: Authors
) -> bool:
    """Whether a monitor began what he changes.

    A second beginning of one record is nobody's honest work: beside an editor's earlier one it does not count,
    beside another monitor's both stand and contradict each other, for people to see.
    """
    if write.bases:
        began = [authors[one.commit].person for one in past if not one.bases]
        return bool(began) and all(person == author.person for person in began)
    return not any(
        authors[root.commit].role in EDITORS and authors[root.commit].person != author.person
        for root in roots
        if _by_clock(root) < _by_clock(write)
    )


def _decides_for_others(write: Write, author: Author, past: Sequence[Write], authors: Authors) -> bool:
    """Whether the write sets an answer on which what it was built on differs, some of it said by others."""
    if len(write.bases) < 2 or not write.groups:
        return False
    contested = fold(past).conflicts
    return any(
        authors[commit].person != author.person
        for group in write.groups
        for version in contested.get(group, ())
        for commit in version.commits
    )


def _by_clock(write: Write) -> tuple[int, bytes]:
    return write.lamport, write.commit


def _in_causal_order(ordered: Sequence[Write], known: Mapping[bytes, Write]) -> list[Write]:
    """Every write after all that it was built on. A lamport number is a claim; bases are hashes, and cannot lie."""
    done: set[bytes] = set()
    found: list[Write] = []
    for start in ordered:
        ahead = [start]
        while ahead:
            write = ahead[-1]
            missing = [known[base] for base in write.bases if base in known and base not in done]
            if missing:
                ahead.extend(missing)
                continue
            ahead.pop()
            if write.commit not in done:
                done.add(write.commit)
                found.append(write)
    return found


def prune(writes: Iterable[Write], refused: Iterable[bytes]) -> list[Write]:
    """The writes without the refused ones; what was built on those is built on what they were built on."""
    out = frozenset(refused)
    held = list(writes)
    if not out:
        return held
    known = {write.commit: write for write in held}
    return [
        write._replace(bases=_through(write.bases, known, out)) if out.intersection(write.bases) else write
        for write in held
        if write.commit not in out
    ]


def _through(
    bases: Iterable[bytes], known: Mapping[bytes, Write], out: frozenset[bytes]
) -> tuple[bytes, ...]:
    found: set[bytes] = set()
    seen: set[bytes] = set()
    ahead = list(bases)
    while ahead:
        base = ahead.pop()
        if base in seen:
            continue
        seen.add(base)
        if base in out and base in known:
            ahead.extend(known[base].bases)
        else:
            found.add(base)
    return tuple(sorted(found))


def _waiting(ordered: Sequence[Write], refused: frozenset[bytes]) -> tuple[bytes, ...]:
    """The refused writes on which nothing that counts was built."""
    known = {write.commit: write for write in ordered}
    answered: set[bytes] = set()
    for write in ordered:
        if write.commit not in refused:
            answered.update(past_of(known, write.bases))
    return tuple(write.commit for write in ordered if write.commit in refused - answered)
