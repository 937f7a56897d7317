"""Proving what comes next while the disk is waited for: a commit to the disk takes as long as opening some hundred records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from threading import Thread
from typing import TYPE_CHECKING, Final

from camifield.errors import Problem
from camifield.revisions.commits import Commit, open_commit
from camifield.revisions.headers import Stream, read_header
from camifield.revisions.roster import Roster
from camifield.security.signing import VerifyKey
from camifield.store.connection import uncollected

if TYPE_CHECKING:
    from camifield.store.proofs import Carried

Opened = Mapping[bytes, tuple[Commit, VerifyKey]]
NONE_OPENED: Final[Opened] = {}


class Ahead:
    """Opens the commits of one piece in a thread of its own.

    Begin when nothing is left to do for the piece at hand but to wait for the disk, and wait before anything else is
    done: two threads that both run Python take turns of milliseconds, and every row that is written would wait for one.
    """

    def __init__(self) -> None:
        self._thread: Thread | None = None
        self._opened: dict[bytes, tuple[Commit, VerifyKey]] = {}

    def begin(self, carried: Sequence[Carried], roster: Roster) -> None:
        """Open these, each with the key that this roster names for its feed."""
        self.end()
        if carried:
            self._thread = Thread(target=self._open, args=(carried, roster), name="opening ahead")
            self._thread.start()

    def wait(self) -> None:
        """Until all of them were looked at."""
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def end(self) -> Opened:
        """What was opened, by id, with the key that proved it; what is no honest commit is left for its own turn."""
        self.wait()
        opened, self._opened = self._opened, {}
        return opened

    def _open(self, carried: Sequence[Carried], roster: Roster) -> None:
        with uncollected():
            for one in carried:
                try:
                    header = read_header(one.header)
                    key = roster.key_of(header.feed)
                    if key is not None and header.stream != Stream.ROSTER:
                        commit = open_commit(*one, key)
                        self._opened[commit.id] = commit, key
                except Problem:
                    continue


def found_opened(opened: Opened, name: bytes, one: Carried, key: VerifyKey) -> Commit | None:
    """The commit of this id, if these very bytes were opened with this very key."""
    commit, proven_by = opened.get(name, (None, None))
    if commit is None or proven_by != key:
        return None
    is_same = (commit.header_bytes, commit.signature, commit.payload) == tuple(one)
    return commit if is_same else None
