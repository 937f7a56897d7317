"""The store of one project: what the rest of the program calls. It holds the connections and the lock, and delegates."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Generator, Iterable, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from time import perf_counter
from typing import TYPE_CHECKING

from camifield.errors import Problem, Where
from camifield.folders import Folder
from camifield.progress import Progress
from camifield.store import feeds, handover
from camifield.store.connection import Connections, told_as_problems, transaction
from camifield.store.exchanging import Exchanging
from camifield.store.lock import ProjectLock
from camifield.store.mark import Mark
from camifield.store.notes import PROJECT, write_note
from camifield.store.opening import Opened, look, prepare, take_lock

# As in reading.py: what folds, signs or checks is imported where it is first needed.
if TYPE_CHECKING:
    from camifield.fields.declaration import Declared
    from camifield.media.photos import Photo
    from camifield.revisions.commits import Commit
    from camifield.revisions.erasure import Target
    from camifield.store.checking import Surroundings
    from camifield.store.faults import CheckReport
    from camifield.store.proofs import Carried
    from camifield.store.receiving import Received
    from camifield.store.saved_drafts import Stamp
    from camifield.store.sheaf import KindLayouts
    from camifield.store.signing import Occasion, Signer
    from camifield.store.writing import Save, Saved


class Store(Exchanging):
    """An open store: everything that `Reading` and `Exchanging` can, and writing, which is for one thread at a time.

    Reading cards, counts and positions needs no kinds; everything that folds does (see `learn`).
    """

    def __init__(self, folder: Folder, opened: Opened, lock: ProjectLock | None) -> None:
        is_writable = not opened.read_only_because
        super().__init__(Connections(opened.path, is_writable=is_writable), opened.read_only_because)
        self.folder = folder
        self.is_new = opened.is_new
        self._lock = lock
        self._mark = Mark(folder)
        self._layouts: KindLayouts | None = None
        self.was_restored = self._is_behind_mark()

    @classmethod
    def open(
        cls,
        folder: Folder,
        *,
        for_reading: bool = False,
        wait_s: float = 0.0,
        progress: Progress | None = None,
    ) -> Store:
        """Open a project's store, making it when the folder has none, and take the project's lock.

        With `for_reading` no lock is taken, nothing is made, and nothing can be written: for a terminal beside
        the window. `wait_s` is how long to wait for another process. A store of a newer version, or one on a
        write-protected disk, opens for reading; `is_read_only_because` then has the reason as a word.

        Raises Problem: store-is-open-elsewhere, store-is-not-ours, store-is-damaged, store-is-missing,
        store-was-interrupted, disk-is-full, disk-failed.
        """
        if for_reading:
            return cls(folder, look(folder), None)
        lock = take_lock(folder, wait_s)
        try:
            return cls(folder, prepare(folder, progress), lock)
        except BaseException:
            if lock is not None:
                lock.release()
            raise

    def close(self) -> None:
        """Close every connection and give the lock back."""
        self._connections.close()
        self._mark.close()
        if self._lock is not None:
            self._lock.release()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_reason: object) -> None:
        self.close()

    def found(self, project: bytes, roster: Commit) -> None:
        """Begin the project with the first commit of its roster, in one transaction."""
        from camifield.store.log import append

        with self._writing() as connection, transaction(connection):
            write_note(connection, PROJECT, project.hex())
            append(connection, [roster])

    def add_to_roster(self, commits: Sequence[Commit]) -> None:
        """Append roster commits that this laptop sealed: a person, a device, new feeds."""
        from camifield.store.log import append

        with self._writing() as connection:
            with transaction(connection):
                append(connection, commits)
            self._advance_mark(commits)

    def restart_mark(self) -> None:
        """After new feeds were begun for a store that was restored or copied: the old mark says nothing any more."""
        self._mark.restart({})
        self.was_restored = False
        self.forget_came_home()

    def forget_came_home(self) -> None:
        """What was to be done about commits of own feeds that came from elsewhere is done."""
        with self._writing() as connection, transaction(connection):
            connection.execute("DELETE FROM meta WHERE key = ?", (feeds.CAME_HOME,))

    def _is_behind_mark(self) -> bool:
        with self._reading() as connection:
            return any(
                feeds.head_of_feed(connection, feed).seq < seq for feed, seq in self._mark.seqs.items()
            )

    def learn(self, kinds: Mapping[str, Declared], progress: Progress | None = None) -> None:
        """Take in the kinds' declarations: make or grow their tables, and fold anew what is due. For the worker.

        Raises Stopped during a long refold; the next call goes on where it was.
        """
        from camifield.store import refold
        from camifield.store.ahead import Ahead
        from camifield.store.sheaf import KindLayouts

        layouts = KindLayouts(kinds)
        if not self.is_read_only_because:
            with self._writing() as connection:
                refold.settle_kinds(connection, layouts)
                if refold.is_due(connection):
                    refold.refold(connection, layouts, progress or Progress())
        self._kinds, self._layouts, self._ahead = kinds, layouts, Ahead()

    @property
    def _learned(self) -> KindLayouts:
        """What folding needs. Raises RuntimeError before `learn`: a fault of the program."""
        if self._layouts is None:
            raise RuntimeError("the store has not learned the kinds")
        return self._layouts

    def append(
        self,
        saves: Iterable[Save],
        signer: Signer,
        occasion: Occasion | None = None,
        progress: Progress | None = None,
        total: int = 0,
    ) -> Saved:
        """Save changes: some hundred records in one durable transaction (`Pace`), more in several one after the other.

        Returns when everything is on the disk. On a Problem (disk-is-full, value-not-allowed, ...) or Stopped, the
        chunk at hand is taken back whole and the earlier ones stand; `occasion.batch` is what undoes them as one.
        """
        from camifield.store.pace import Pace
        from camifield.store.signing import Occasion
        from camifield.store.writing import Saved, Writer, chunks_of

        saved: list[Saved] = []
        done, layouts, pace = 0, self._learned, Pace()
        for chunk in chunks_of(saves, pace):
            if progress is not None:
                progress.step(done, total, "store.saving")
            with self._writing() as connection:
                began = perf_counter()
                with transaction(connection):
                    saved.append(Writer(connection, layouts, signer, occasion or Occasion()).write(chunk))
                self._mark.advance(saved[-1].feeds)
                pace.took(len(chunk), perf_counter() - began)
            done += len(chunk)
        return Saved.of(saved)

    def append_from_drafts(
        self, saves: Sequence[Save], signer: Signer, occasion: Occasion, drafts: Mapping[bytes, Stamp]
    ) -> Saved:
        """Save changes in one durable transaction, with the note that these drafts are saved. Raises as `append`."""
        from camifield.store.saved_drafts import write_saved_drafts
        from camifield.store.writing import Writer

        with self._writing() as connection:
            with transaction(connection):
                saved = Writer(connection, self._learned, signer, occasion).write(saves)
                write_saved_drafts(connection, drafts)
            self._mark.advance(saved.feeds)
        return saved

    def erase(self, targets: Collection[Target], signer: Signer, why: str | None) -> None:
        """Erase these parts here and, by a signed commit, everywhere it comes to.

        Raises Problem ``role-may-not-erase`` unless a coordinator signs.
        """
        from camifield.store.erasing import erase_signed

        with self._writing() as connection:
            with transaction(connection):
                commits = erase_signed(connection, self._learned, signer, targets, why)
            self._advance_mark(commits)

    def _advance_mark(self, commits: Sequence[Commit]) -> None:
        self._mark.advance({commit.header.feed: commit.header.seq for commit in commits})

    def saved_drafts(self) -> dict[bytes, Stamp]:
        """The drafts whose save is held, and that may still be in the drafts' file."""
        from camifield.store.saved_drafts import read_saved_drafts

        with self._reading() as connection:
            return read_saved_drafts(connection)

    def receive(
        self,
        carried: Sequence[Carried],
        own_feeds: Collection[bytes],
        now_ms: int,
        meeting: bytes = b"",
        following: Sequence[Carried] = (),
    ) -> Received:
        """Take in commits of others in one transaction: at most some 500 at a time keep it short. Raises as `receiving`.

        `following` is what will be handed in next, if that is known: it is opened while the disk is waited for.
        """
        from camifield.store.receiving import receive_durably

        layouts, project = self._learned, self.project or b""
        with self._writing() as connection:
            return receive_durably(
                connection,
                layouts,
                carried,
                self._ahead,
                following,
                project=project,
                own_feeds=own_feeds,
                now_ms=now_ms,
                meeting=meeting,
            )

    def join(
        self, project: bytes, roster: Sequence[Carried], own_feeds: Collection[bytes], now_ms: int
    ) -> Received:
        """Turn to another project, whose roster adopts what is here; in one transaction, and nothing is made anew."""
        from camifield.store.joining import join

        with self._writing() as connection, transaction(connection):
            return join(
                connection, self._learned, roster, project=project, own_feeds=own_feeds, now_ms=now_ms
            )

    def refold(self, progress: Progress) -> None:
        """Fold the whole log anew beside the tables in use, then swap. Raises Stopped; the next call goes on."""
        from camifield.store.refold import refold

        with self._writing() as connection:
            refold(connection, self._learned, progress)

    def note_photos(self, photos: Iterable[Photo], added_ms: int) -> None:
        """Note photos whose files are in place already."""
        from camifield.store import attachments

        with self._writing() as connection, transaction(connection):
            for photo in photos:
                attachments.add(connection, photo, added_ms)

    def mark_handed_over(self, numbers: Iterable[int], up_to: int, what: str, at_ms: int) -> int:
        """Note a finished export of these cards, read when `last_commit` was `up_to`; how many there were."""
        with self._writing() as connection, transaction(connection):
            return handover.mark_handed_over(connection, numbers, up_to, what, at_ms)

    def check(self, around: Surroundings, progress: Progress) -> CheckReport:
        """Look over every page, signature, row and photo. What is wrong is reported, never raised. Raises Stopped.

        `around.mark` is filled in here. A store that cannot be written is looked over but for its full-text index.
        """
        from camifield.store.checking import check_store

        around = replace(around, mark=self._mark.seqs)
        if self.is_read_only_because:
            with self._reading() as connection:
                return check_store(connection, self._learned, around, progress)
        with self._writing() as connection:
            return check_store(connection, self._learned, around, progress)

    @contextmanager
    def _writing(self) -> Generator[sqlite3.Connection, None, None]:
        """The connection that writes, for one caller at a time; what SQLite raises is told as a Problem."""
        with self._connections.writing, told_as_problems(self.path):
            if self.is_read_only_because:
                raise Problem(self.is_read_only_because, where=Where(file=str(self.path)))
            yield self._connections.writer()
