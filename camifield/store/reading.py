"""What an open store answers, from any thread: cards, records, their history, rows for exports, and counts."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from camifield.errors import Problem, Where
from camifield.store import cards, feeds, handover, own_numbers
from camifield.store.cards import Card, Points
from camifield.store.connection import Connections, told_as_problems
from camifield.store.notes import PROJECT, read_note
from camifield.store.query import EVERYTHING, CardQuery, Page
from camifield.store.same_people import read_same_people
from camifield.store.search import Expand, expand_nothing

# The window paints from cards and counts before anything that folds or signs is loaded: what opens the log is
# imported where it is asked for.
if TYPE_CHECKING:
    from camifield.fields.declaration import Declared
    from camifield.revisions.commits import Commit
    from camifield.revisions.history import Change
    from camifield.revisions.roster import Roster
    from camifield.store.attachments import Attachment
    from camifield.store.disputes import Disputed, Unsettled
    from camifield.store.records import StoredRecord
    from camifield.store.rows import Row
    from camifield.store.undoing import Undoing

FIRST_PAGE = Page()


class Reading:
    """Every question to a store. Each thread reads on its own connection, and reads to the end at once."""

    def __init__(self, connections: Connections, read_only_because: str) -> None:
        self.path: Path = connections.path
        self.is_read_only_because = read_only_because
        self._connections = connections
        self._kinds: Mapping[str, Declared] = {}

    @property
    def kinds(self) -> Mapping[str, Declared]:
        """The kinds the store has learned; none before."""
        return self._kinds

    # Who, and how far the log has come

    @property
    def project(self) -> bytes | None:
        """The project's id (16 bytes); None before it is founded."""
        with self._reading() as connection:
            found = read_note(connection, PROJECT)
        return bytes.fromhex(found) if found else None

    def same_people(self) -> dict[bytes, bytes]:
        """Person -> the member of the team who they are: people who began alone on a member's second laptop."""
        with self._reading() as connection:
            return read_same_people(connection)

    def roster(self) -> Roster:
        """The roster as the log has it now."""
        from camifield.store.rosters import roster_of

        with self._reading() as connection:
            return roster_of(connection)

    def roster_commits(self) -> list[Commit]:
        """Every commit of the roster, in the order in which they came: what a second laptop is given first."""
        from camifield.store.rosters import commits_of

        with self._reading() as connection:
            return list(commits_of(connection))

    def head_of_feed(self, feed: bytes) -> feeds.Head:
        """The last commit of a feed here."""
        with self._reading() as connection:
            return feeds.head_of_feed(connection, feed)

    def furthest_of_feed(self, feed: bytes) -> feeds.Head:
        """The last commit of a feed that was let in here, set aside or not."""
        with self._reading() as connection:
            return feeds.furthest_of_feed(connection, feed)

    def came_home(self) -> frozenset[bytes]:
        """The own feeds of which commits came that were not here, and for which nothing was done yet."""
        with self._reading() as connection:
            return feeds.came_home(connection)

    def highest_lamport(self) -> int:
        """The highest lamport number of any commit here."""
        with self._reading() as connection:
            return feeds.highest_lamport(connection)

    def last_commit(self) -> int:
        """The number of the last commit here: what is read from now on holds at least that much."""
        with self._reading() as connection:
            return feeds.last_number(connection)

    # The Records page

    def cards(
        self, query: CardQuery = EVERYTHING, page: Page = FIRST_PAGE, expand: Expand = expand_nothing
    ) -> list[Card]:
        """A page of cards in the order of dates."""
        with self._reading() as connection:
            return cards.cards(connection, query, page, expand)

    def cards_at(self, numbers: Sequence[int]) -> list[Card]:
        """The cards of these numbers, in their order; those that are gone since are left out."""
        with self._reading() as connection:
            return cards.cards_at(connection, numbers)

    def cards_of(self, ids: Sequence[bytes]) -> dict[bytes, Card]:
        """The cards of these records."""
        with self._reading() as connection:
            return cards.cards_of(connection, ids)

    def positions(
        self, query: CardQuery = EVERYTHING, page: Page | None = None, expand: Expand = expand_nothing
    ) -> array[int]:
        """The card numbers of the whole answer in order, newest first: what a table over a million rows scrolls on."""
        with self._reading() as connection:
            return cards.positions(connection, query, page, expand)

    def points(self, query: CardQuery, expand: Expand, on_piece: Callable[[int], None]) -> Points:
        """Where the records of an answer are, in one walk; `on_piece` hears how many were read, and may raise to stop."""
        with self._reading() as connection:
            return cards.points(connection, query, expand, on_piece)

    def count(self, query: CardQuery = EVERYTHING, expand: Expand = expand_nothing) -> int:
        """How many records answer the query."""
        with self._reading() as connection:
            return cards.count(connection, query, expand)

    def counts_by_day(self, query: CardQuery = EVERYTHING) -> list[tuple[str, int, int]]:
        """(kind, day as `date.toordinal`, records) for a chart; only kinds, days and the bin of the query are asked."""
        with self._reading() as connection:
            return cards.counts_by_day(connection, query)

    def highest_number(self, prefix: str) -> int:
        """The highest record number in use with this prefix, such as "M7-"; 0 when there is none."""
        with self._reading() as connection:
            return own_numbers.highest_number(connection, prefix)

    def saved_since(self, since_ms: int, kinds: Sequence[str], limit: int) -> list[Card]:
        """The cards of the records that were first saved since then, the latest first."""
        with self._reading() as connection:
            ids = own_numbers.saved_since(connection, since_ms, kinds, limit)
            found = cards.cards_of(connection, ids)
        return [found[one] for one in ids if one in found]

    # Records

    def record(self, record: bytes) -> StoredRecord | None:
        """One record whole; None when it is not here."""
        return self.records([record]).get(record)

    def records(self, ids: Sequence[bytes]) -> dict[bytes, StoredRecord]:
        """Those of these records that are here, whole."""
        from camifield.store import records

        with self._reading() as connection:
            return records.read_records(connection, self.kinds, ids)

    def ids(self) -> Iterator[bytes]:
        """The ids of all records, deleted ones too, in the order in which they came; read some thousand at once."""
        from camifield.store import records

        last = 0
        while True:
            with self._reading() as connection:
                piece = records.ids_after(connection, last)
            if not piece:
                return
            yield from (one for _, one in piece)
            last = piece[-1][0]

    def records_of_kind(self, kind: str, *, deleted: bool = False) -> list[StoredRecord]:
        """All records of a kind in the order they came: for short lists, such as people and places."""
        from camifield.store import records

        with self._reading() as connection:
            ids = records.ids_of_kind(connection, kind, deleted=deleted)
            return list(records.read_records(connection, self.kinds, ids).values())

    def history(self, record: bytes) -> list[Change]:
        """Every change of every field of a record, oldest first."""
        from camifield.store import records

        with self._reading() as connection:
            return records.read_history(connection, record)

    # What people must decide: the records that are asked for with `CardQuery(only_in_conflict=True)`

    def unsettled(self) -> Unsettled:
        """How many living records wait for a decision, and how many answers in them."""
        from camifield.store import disputes

        with self._reading() as connection:
            return disputes.unsettled(connection)

    def disputed(self, ids: Sequence[bytes]) -> dict[bytes, Disputed]:
        """Those of these records that are here, each with what contests it."""
        from camifield.store import disputes

        with self._reading() as connection:
            return disputes.read_disputed(connection, self.kinds, ids)

    def number_of_feed(self, feed: bytes) -> str:
        """The number of the last record begun in a feed, whose letters are its laptop's code; empty when none is."""
        from camifield.store import disputes

        with self._reading() as connection:
            return disputes.number_of_feed(connection, feed)

    def undoing(self, commits: Sequence[bytes]) -> Iterator[Undoing]:
        """How to undo these commits (ids), record by record: the saves to append, and what must be left alone."""
        from camifield.store import undoing

        with self._reading() as connection:
            numbers = feeds.numbers_of(connection, commits)
        with told_as_problems(self.path):
            yield from undoing.undoing(self._connections.reader, numbers, frozenset(commits))

    def attachments(self, digests: Sequence[bytes]) -> dict[bytes, Attachment]:
        """What is known of these photos."""
        from camifield.store import attachments

        with self._reading() as connection:
            return attachments.find(connection, digests)

    # Handing over

    def rows(
        self, kind: str, query: CardQuery, columns: Sequence[str], expand: Expand = expand_nothing
    ) -> Iterator[list[Row]]:
        """Typed rows of a kind, newest first, in lists of at most 2,000."""
        from camifield.store import rows

        with told_as_problems(self.path):
            yield from rows.rows(self._connections.reader, kind, query, columns, expand=expand)

    def line_rows(
        self,
        kind: str,
        repeat: str,
        query: CardQuery,
        columns: Sequence[str],
        expand: Expand = expand_nothing,
    ) -> Iterator[list[Row]]:
        """Typed lines of one repeat of a kind, in the order of their records. Raises KeyError for no such repeat."""
        from camifield.store import rows

        with told_as_problems(self.path):
            yield from rows.line_rows(
                self._connections.reader, self.kinds[kind], repeat, query, columns, expand=expand
            )

    def unsent_counts(self) -> dict[str, int]:
        """Kind -> how many living records of it were not handed over since they were last changed."""
        with self._reading() as connection:
            return handover.unsent_counts(connection)

    def unsent_count(self, kinds: Sequence[str], at_most: int | None = None) -> int | None:
        """How many of these kinds were not handed over; None where that is not quickly said (see `handover`)."""
        with self._reading() as connection:
            return handover.unsent_count(connection, kinds, at_most)

    def last_handover(self) -> handover.Handover | None:
        """The latest export that was finished."""
        with self._reading() as connection:
            return handover.last_handover(connection)

    def batches(self) -> list[handover.Batch]:
        """Every import and action on many records, the latest first."""
        with self._reading() as connection:
            return handover.batches(connection)

    def commits_of_batch(self, batch: bytes) -> list[bytes]:
        """The ids of the commits of one import: what `undoing` takes."""
        with self._reading() as connection:
            return handover.ids_of_batch(connection, batch)

    @contextmanager
    def _reading(self) -> Generator[sqlite3.Connection, None, None]:
        """This thread's connection; what SQLite raises is told as a Problem, also when a newer layout baffles us."""
        try:
            with told_as_problems(self.path):
                yield self._connections.reader()
        except sqlite3.OperationalError as error:
            if self.is_read_only_because == "store-is-newer":
                raise Problem("store-is-newer", where=Where(file=str(self.path))) from error
            raise
