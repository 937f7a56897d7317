"""The proofs that commits from anywhere owe before they are let in: signature, hash, roster, and words that must be gone."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from camifield.errors import Problem
from camifield.revisions.commits import LARGEST_PAYLOAD, Commit, erase_parts, open_commit
from camifield.revisions.enrolment import open_roster, signer_of
from camifield.revisions.erasure import Target
from camifield.revisions.headers import Header, Stream, read_header
from camifield.revisions.roster import Roster
from camifield.security.hashing import commit_id
from camifield.security.signing import VerifyKey
from camifield.store.ahead import NONE_OPENED, Opened, found_opened
from camifield.store.erasing import erasures_in, known_targets, late_erasures
from camifield.store.feeds import INCOMPLETE, ids_held
from camifield.store.missing_words import missing

if TYPE_CHECKING:
    from camifield.store.quarantine import Quarantine

_ASKS_THE_AUTHOR = ("author-wrong", "author-unknown")
Fresh = Mapping[bytes, "Carried"]
NONE_WAITING: Fresh = {}
NOTHING_ERASED: frozenset[Target] = frozenset()


class Carried(NamedTuple):
    """A commit as it travels: the three byte strings that were signed and sent."""

    header: bytes
    signature: bytes
    payload: bytes

    @classmethod
    def of(cls, commit: Commit) -> Carried:
        """A commit that is here, on its way."""
        return cls(commit.header_bytes, commit.signature, commit.payload)


class Refused(NamedTuple):
    """A commit that the roster does not let in, and why, as a stable word."""

    header: Header
    id: bytes
    carried: Carried
    reason: str


class Checked(NamedTuple):
    """Commits of one piece after every proof: those let in, those refused, and what the former erase.

    `unfit` are ids of those that waited until their proofs could be looked at, and turned out to be no honest ones.
    """

    accepted: list[Commit]
    refused: list[Refused]
    erasing: frozenset[Target]
    unfit: list[bytes]


class CheckedRoster(NamedTuple):
    """Roster commits after every proof, and the roster that those let in make with the ones held before."""

    accepted: list[Commit]
    refused: list[Refused]
    roster: Roster
    unfit: list[bytes]


class Proven(NamedTuple):
    """What a piece brings after every proof, with what waited in quarantine and is explained by it.

    `of_roster` and `accepted` (the other streams) are let in. `refused` wait, `unfit` wait no longer. `erasing` is
    all that is to be erased, `roster` the one that holds from now on.
    """

    of_roster: list[Commit]
    accepted: list[Commit]
    refused: list[Refused]
    unfit: list[bytes]
    erasing: frozenset[Target]
    roster: Roster


def prove(
    connection: sqlite3.Connection,
    fresh: Fresh,
    *,
    project: bytes,
    roster: Roster,
    held_roster: Iterable[Commit],
    quarantine: Callable[[], Quarantine],
    erased: frozenset[Target] = NOTHING_ERASED,
    opened: Opened = NONE_OPENED,
) -> Proven:
    """Every proof that the new commits of a piece owe, the roster's first; nothing is written. Raises Problem.

    `roster` and `held_roster` are those of before the piece, `erased` and `opened` as in `check`. What is in
    quarantine is looked at again where people, roles or laptops that it speaks of changed, or when something is erased.
    """
    of_roster, others = by_stream(fresh)
    about = CheckedRoster([], [], roster, [])
    waiting: Fresh = NONE_WAITING
    if of_roster:
        waits = quarantine()
        about = check_roster(of_roster, held_roster, project, waits.of_roster())
        waiting = waits.concerned(roster, about.roster)
    late = late_erasures(connection, roster, about.roster)
    checked = check(connection, others, about.roster, waiting, erased | late, opened)
    if checked.erasing and not of_roster:  # an erasure explains what came without words before it
        waiting = quarantine().concerned(roster, roster)
        checked = check(connection, others, roster, waiting, erased | late, opened)
    return Proven(
        about.accepted,
        checked.accepted,
        [*about.refused, *checked.refused],
        [*about.unfit, *checked.unfit],
        checked.erasing | late,
        about.roster,
    )


def not_held(connection: sqlite3.Connection, carried: Sequence[Carried]) -> tuple[dict[bytes, Carried], int]:
    """Those that are new here, by id, and how many are not. Raises Problem ``commit-too-large``."""
    for one in carried:
        if len(one.payload) > LARGEST_PAYLOAD:
            raise Problem("commit-too-large", parameters={"bytes": len(one.payload)})
    by_id = {commit_id(one.header): one for one in carried}
    known = ids_held(connection, list(by_id))
    return {name: one for name, one in by_id.items() if name not in known}, len(known)


def by_stream(fresh: Fresh) -> tuple[dict[bytes, Carried], dict[bytes, Carried]]:
    """The roster's commits, and those of the open and restricted streams."""
    of_roster = {name: one for name, one in fresh.items() if read_header(one.header).stream == Stream.ROSTER}
    return of_roster, {name: one for name, one in fresh.items() if name not in of_roster}


def check_roster(
    fresh: Fresh, held: Iterable[Commit], project: bytes, waiting: Fresh = NONE_WAITING
) -> CheckedRoster:
    """Which of these commits are part of the project's roster: those whose key ever had a say in it. Raises Problem.

    The roster of a project of which the team took something in is let in as well: it says whose its feeds were. One
    that only a newer version can read is refused as ``commit-is-newer``, and kept until this one can. `waiting` are
    those kept so far: what is wrong with one of them is no Problem of the piece at hand.
    """
    opened: dict[bytes, Commit] = {}
    foreign: dict[bytes, Header] = {}
    refused: list[Refused] = []
    unfit: list[bytes] = []
    everyone = {**waiting, **fresh}
    for name, one in everyone.items():
        header = read_header(one.header)
        if header.is_newer:
            refused.append(Refused(header, name, one, "commit-is-newer"))
        elif header.project != project:
            foreign[name] = header
        elif (commit := _opened(one, None, is_waiting=name not in fresh)) is None:
            unfit.append(name)
        else:
            opened[name] = commit
    before = list(held)
    roster = Roster.from_commits(project, [*before, *opened.values()])
    adopted = {one.project for one in roster.adopted.values()}
    for name, header in foreign.items():
        one = everyone[name]
        if header.project not in adopted:
            refused.append(Refused(header, name, one, "project-unknown"))
        elif (commit := _opened(one, None, is_waiting=name not in fresh)) is None:
            unfit.append(name)
        else:
            opened[name] = commit
    everything = [*before, *opened.values()]
    signers = {of: Roster.from_commits(of, everything).signers for of in adopted} | {project: roster.signers}
    accepted: list[Commit] = []
    for name, commit in opened.items():
        if signer_of(commit) in signers[commit.header.project]:
            accepted.append(commit)
        else:
            refused.append(Refused(commit.header, name, everyone[name], "signer-unknown"))
    return CheckedRoster(accepted, refused, roster, unfit)


def refusal_of(roster: Roster, header: Header, name: bytes) -> str | None:
    """Why the roster does not let in a commit of the open or restricted stream, as a stable word; None when it does."""
    reason = roster.refusal(header, name)
    if header.is_newer and reason in _ASKS_THE_AUTHOR:
        return None  # its author cannot be read yet; its feed is a known device's, and that key signed it
    return reason


def _opened(one: Carried, key: VerifyKey | None, *, is_waiting: bool) -> Commit | None:
    """The commit, signed by `key`, or by the key that it names itself when it is the roster's.

    None for one that waited unproven and is no honest one: it goes, and the true one can be asked for.
    """
    try:
        return open_commit(*one, key) if key is not None else open_roster(*one)
    except Problem:
        if not is_waiting:
            raise
        return None


def check(
    connection: sqlite3.Connection,
    fresh: Fresh,
    roster: Roster,
    waiting: Fresh = NONE_WAITING,
    erased: frozenset[Target] = NOTHING_ERASED,
    opened: Opened = NONE_OPENED,
) -> Checked:
    """Every proof that these commits of the open and restricted streams owe; nothing is written. Raises Problem.

    Words that an erasure names are taken out of what is let in; a commit that comes without words which no
    erasure names is refused (``erased-unexplained``). `waiting` are those refused so far, whose feeds may not have
    been known: what is wrong with one of them is no Problem of the piece at hand. `erased` is what erasures name that
    the tables do not tell of yet. What stands here without its words (`missing_words`) is passed over unless it
    comes with them.
    """
    standing = missing(connection)
    carried = {**waiting, **fresh}
    accepted, refused, unfit = _proven(carried, fresh, roster, opened, standing)
    erasing = frozenset(erasures_in(accepted, roster))
    named: dict[bytes, set[int]] = {}
    for target in erasing | erased:
        named.setdefault(target.commit, set()).add(target.position)
    known = known_targets(connection, [commit.id for commit in accepted])
    let_in: list[Commit] = []
    for commit in accepted:
        positions = known.get(commit.id, frozenset()) | named.get(commit.id, set())
        if positions.issuperset(commit.erased):
            let_in.append(erase_parts(commit, positions) if positions.difference(commit.erased) else commit)
        elif commit.id not in standing:
            refused.append(Refused(commit.header, commit.id, carried[commit.id], INCOMPLETE))
    return Checked(let_in, refused, erasing, unfit)


def _proven(
    carried: Fresh, fresh: Fresh, roster: Roster, opened: Opened, standing: Collection[bytes]
) -> tuple[list[Commit], list[Refused], list[bytes]]:
    """Those that their key signed and the roster lets in, those it does not, and those that are no honest ones."""
    accepted: list[Commit] = []
    refused: list[Refused] = []
    unfit: list[bytes] = []
    for name, one in carried.items():
        header = read_header(one.header)
        key = roster.key_of(header.feed)
        reason = refusal_of(roster, header, name)
        commit = None
        if key is not None:
            commit = found_opened(opened, name, one, key)
            if commit is None:
                commit = _opened(one, key, is_waiting=name not in fresh)
            if commit is None:
                unfit.append(name)
                continue
        if reason is None and commit is not None:
            accepted.append(commit)
        elif name not in standing:
            refused.append(Refused(header, name, one, reason or "feed-unknown"))
    return accepted, refused, unfit
