"""What laptops that meet ask of an open store, and what it remembers of the meeting."""

from __future__ import annotations

import sqlite3
from abc import abstractmethod
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, NamedTuple

from camifield.errors import Problem
from camifield.progress import Progress
from camifield.store import feeds
from camifield.store.clock_reading import ClockReading
from camifield.store.connection import told_as_problems, transaction

# As in reading.py: what opens the log is imported where it is first needed.
if TYPE_CHECKING:
    from camifield.revisions.erasure import Target
    from camifield.revisions.headers import Stream
    from camifield.revisions.vectors import Mark, Vector
    from camifield.store.erasing import Erased
    from camifield.store.feeds import Held
    from camifield.store.foreseeing import Foreseen
    from camifield.store.meetings import Meeting, MeetingState
    from camifield.store.proofs import Carried
    from camifield.store.receipts import OnlyHere, StoredReceipt
    from camifield.store.removal import Gone
    from camifield.store.sheaf import KindLayouts


class Quarantined(NamedTuple):
    """A commit that was not let in, and why, as a stable word: whose feed, where in it, and when it came."""

    id: bytes
    feed: bytes
    seq: int
    reason: str
    received_ms: int


class Exchanging(ClockReading):
    """Questions from any thread, and what is written about a meeting beside its commits."""

    def vector(self) -> dict[bytes, Mark]:
        """What is held of each feed, set aside and refused commits too: what need not be sent here again."""
        from camifield.store import vectors

        with self._reading() as connection:
            return vectors.vector(connection)

    def giving_vector(self) -> dict[bytes, Mark]:
        """What can be given to others: the log alone."""
        from camifield.store import vectors

        with self._reading() as connection:
            return vectors.giving_vector(connection)

    def mark_through(self, feed: bytes, seq: int, *, giving: bool = False) -> Mark:
        """What is held of one feed up to a seq; with `giving`, of the log alone."""
        from camifield.store import vectors

        with self._reading() as connection:
            return vectors.mark_through(connection, feed, seq, giving=giving)

    def streams(self) -> dict[bytes, Stream]:
        """The stream of every feed in the log."""
        from camifield.store import carrying

        with self._reading() as connection:
            return carrying.streams_of_feeds(connection)

    def carried(self, feed: bytes, after: int, through: int) -> Iterator[list[Carried]]:
        """The log's commits of a feed above `after`, up to `through`, in order: at most 500 and 2 MiB a piece."""
        from camifield.store import carrying

        with told_as_problems(self.path):
            yield from carrying.carried(self._connections.reader, feed, after, through)

    def count_records(self, stretches: Sequence[tuple[bytes, int, int]]) -> dict[str, int]:
        """How many records of each kind the log's commits of these stretches touch: (feed, after, through), by seq."""
        from camifield.store import carrying

        with self._reading() as connection:
            return carrying.count_records(connection, stretches)

    def foresee(
        self,
        pieces: Iterable[Sequence[Carried]],
        now_ms: int,
        progress: Progress,
        tell: Callable[[Problem], None] | None = None,
        own_feeds: Collection[bytes] = (),
    ) -> Foreseen:
        """What taking these in would change; nothing is written. Raises as `receive`, and Stopped.

        With `tell`, commits that are no honest ones are told to it one by one, as long as they are few, and passed
        over.
        """
        from camifield.store.foreseer import Foreseer
        from camifield.store.sifting import MOST_DAMAGED, sift

        damaged = 0
        with self._reading() as connection:
            foreseer = Foreseer(connection, self._learned, self.project or b"", now_ms, own_feeds)
            for done, piece in enumerate(pieces):
                progress.step(done, 0, "meeting.looking")
                if tell is None:
                    foreseer.look(piece)
                    continue
                for problem in sift(piece, foreseer.look):
                    damaged += 1
                    tell(problem)
                    if damaged > MOST_DAMAGED:
                        return foreseer.outcome(progress)
            return foreseer.outcome(progress)

    def meetings(self) -> list[Meeting]:
        """Every meeting, the latest first."""
        from camifield.store import meetings

        with self._reading() as connection:
            return meetings.read(connection)

    def is_half_done(self) -> bool:
        """Whether a crash broke off a meeting's undoing, or words were erased here and not yet beside the store."""
        with self._reading() as connection:
            sql = (
                "SELECT EXISTS (SELECT 1 FROM meeting WHERE state IN ('leaving', 'returning'))"
                " OR EXISTS (SELECT 1 FROM meta WHERE key = 'clean-up')"
            )
            return bool(connection.execute(sql).fetchone()[0])

    def built_on(self, meeting: bytes) -> list[bytes]:
        """The records that somebody changed here on top of what a meeting brought."""
        from camifield.store import meetings

        with self._reading() as connection:
            return meetings.built_on(connection, meeting)

    def receipts(self) -> list[StoredReceipt]:
        """The latest receipt of every device, the one we saw last first."""
        from camifield.store import receipts

        with self._reading() as connection:
            return receipts.read(connection)

    def only_here(self, own_devices: Collection[bytes]) -> OnlyHere:
        """The records that would be lost with this laptop, by the signed receipts of all others."""
        from camifield.store import receipts

        with self._reading() as connection:
            return receipts.only_here(connection, own_devices)

    def not_covered_by(self, device: bytes) -> OnlyHere:
        """What a device does not hold yet of what is here, by its latest receipt."""
        from camifield.store import receipts

        with self._reading() as connection:
            return receipts.not_covered_by(connection, device)

    def covered(self, vector: Vector) -> dict[bytes, int]:
        """Feed -> the seq up to which a laptop of this vector surely holds everything that is here."""
        from camifield.store import receipts, vectors

        with self._reading() as connection:
            return receipts.covered(connection, vector, vectors.vector(connection))

    def quarantined(self) -> list[Quarantined]:
        """Everything that was not let in, the latest first."""
        with self._reading() as connection:
            sql = "SELECT id, feed, seq, reason, received_ms FROM quarantine ORDER BY received_ms DESC, feed, seq"
            return [Quarantined(*row) for row in connection.execute(sql).fetchall()]

    def note_meeting(self, meeting: Meeting) -> None:
        """Remember a meeting, or what became of it."""
        from camifield.store import meetings

        with self._writing() as connection, transaction(connection):
            meetings.put(connection, meeting)

    def keep_receipt(self, receipt: StoredReceipt) -> bool:
        """Keep a device's signed word on what it holds, unless a later one is here; whether it was kept."""
        from camifield.store import receipts

        with self._writing() as connection, transaction(connection):
            return receipts.keep(connection, receipt)

    # Erasing

    def parts_of(self, record: bytes, stream: Stream) -> list[Target]:
        """Every part of a record in one stream whose words are still here."""
        from camifield.store import erasing

        with self._reading() as connection:
            return erasing.parts_of(connection, record, stream)

    def erasures(self) -> list[Held]:
        """The commits that erased something, the latest first: who, when, and where in which feed."""
        from camifield.revisions.headers import Action

        with self._reading() as connection:
            sql = "SELECT n FROM commits WHERE action = ? ORDER BY n DESC"
            return [
                feeds.held(connection, row[0])
                for row in connection.execute(sql, (int(Action.ERASE),)).fetchall()
            ]

    def to_clean_up(self) -> Erased | None:
        """What was erased in the store and is still to be erased beside it; None when nothing is."""
        from camifield.store import erasing

        with self._reading() as connection:
            return erasing.to_clean_up(connection)

    def clean_up_done(self) -> None:
        """Drafts, photos and backups followed; then the file is written anew, so that no freed page keeps a word."""
        from camifield.store import erasing

        with self._writing() as connection:
            connection.execute("PRAGMA secure_delete=ON").fetchone()
            connection.execute("VACUUM")
            with transaction(connection):
                erasing.clean_up_done(connection)

    def photos_spoken_of(self, photos: Collection[bytes]) -> set[bytes]:
        """Those of these photos (SHA-256) that a record still speaks of."""
        from camifield.store import erasing

        kinds = [name for name, declared in self.kinds.items() if "photos" in declared.fields]
        with self._reading() as connection:
            return erasing.photos_spoken_of(connection, kinds, photos)

    def forget_photos(self, photos: Collection[bytes]) -> None:
        """Forget what was known of photos that were erased."""
        with self._writing() as connection, transaction(connection):
            connection.executemany("DELETE FROM attachment WHERE sha256 = ?", [(one,) for one in photos])

    # Setting aside

    def set_aside(self, meeting: bytes, own_feeds: Collection[bytes], progress: Progress) -> Gone:
        """Take out everything that a meeting brought and keep it aside; the records that changed by it.

        Raises Stopped between two pieces; the next call goes on, as it does after a crash.
        """
        from camifield.store.meetings import MeetingState, set_aside_some

        def some(connection: sqlite3.Connection) -> Gone | None:
            return set_aside_some(connection, self._learned, meeting, own_feeds)

        return self._move(meeting, (MeetingState.LEAVING, MeetingState.ASIDE), some, progress)

    def take_back_in(self, meeting: bytes, progress: Progress) -> Gone:
        """Take everything that was set aside of a meeting back in. Raises Stopped, as `set_aside`."""
        from camifield.store.meetings import MeetingState, take_back_some

        def some(connection: sqlite3.Connection) -> Gone | None:
            return take_back_some(connection, self._learned, meeting)

        return self._move(meeting, (MeetingState.RETURNING, MeetingState.DONE), some, progress)

    def _move(
        self,
        meeting: bytes,
        states: tuple[MeetingState, MeetingState],
        some: Callable[[sqlite3.Connection], Gone | None],
        progress: Progress,
    ) -> Gone:
        from camifield.store.meetings import set_state
        from camifield.store.removal import Gone

        moved: list[Gone] = []
        with self._writing() as connection:
            with transaction(connection):
                set_state(connection, meeting, states[0])
            while True:
                progress.step(len(moved), 0, "meeting.moving")
                with transaction(connection):
                    gone = some(connection)
                    if gone is None:
                        set_state(connection, meeting, states[1])
                        return Gone.of(moved)
                moved.append(gone)

    @property
    @abstractmethod
    def _learned(self) -> KindLayouts:
        """What folding needs."""

    @abstractmethod
    def _writing(self) -> AbstractContextManager[sqlite3.Connection]:
        """The connection that writes, for one caller at a time."""
