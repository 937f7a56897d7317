"""Folding the whole log anew, beside the tables in use, a piece at a time, then putting the new tables in their place."""

# ruff: noqa: S608 - statements are put together from the program's own names; values are always bound.

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

from camifield.progress import Progress
from camifield.store import log
from camifield.store.connection import transaction
from camifield.store.feeds import held, last_number
from camifield.store.folds import REFOLD, add_revisions, fold_serials, number_records
from camifield.store.layout import FOLDED_TABLES, FOLDING, VOCABULARY, folded_tables
from camifield.store.notes import read_note, write_note
from camifield.store.sheaf import KindLayouts, Sheaf
from camifield.store.states import StateReader
from camifield.store.typed_tables import all_tables, columns_in, grow

if TYPE_CHECKING:
    from camifield.fields.declaration import Declared

PREFIX = "fresh_"
PIECE = 500
FOLDING_KEY, KINDS_KEY = "folding", "kinds"


@dataclass(frozen=True, slots=True)
class Where:
    """How far an interrupted refold had come: the last commit when it began, the last one indexed, the last record folded."""

    kinds: str
    began_at: int
    indexed: int = 0
    folded: int = 0


def shape_of(kinds: Mapping[str, Declared]) -> str:
    """The tables and columns of these kinds as JSON: what a store remembers to see that a kind has changed."""
    return json.dumps({table.name: list(table.columns) for table in all_tables(kinds)}, sort_keys=True)


def is_due(connection: sqlite3.Connection) -> bool:
    """True when the same log would fold to other rows, or a refold was interrupted."""
    return read_note(connection, REFOLD) is not None or read_note(connection, FOLDING_KEY) != str(FOLDING)


def settle_kinds(connection: sqlite3.Connection, layouts: KindLayouts) -> int:
    """Make the tables and columns that the file has not got, and fold the records whose fields thereby come to life.

    How many records that were. Nothing is done, and nothing read but one row, when the kinds are as they were.
    A new derived column concerns every record of its kind: then a refold is due. So it is when an older version of
    the program was at the store, or is now.
    """
    shape = shape_of(layouts.kinds)
    noted = read_note(connection, KINDS_KEY)
    if noted == shape:
        return 0
    went_back = noted is not None and _went_back(connection, layouts.kinds, json.loads(noted))
    derived = {table.name: table.declared.derived for table in all_tables(layouts.kinds)}
    with transaction(connection):
        growth = grow(connection, layouts.kinds)
        serials: set[int] = set()
        for kind in growth.kinds:
            serials.update(_column(connection.execute("SELECT serial FROM record WHERE kind = ?", (kind,))))
        for table, columns in growth.columns.items():
            serials.update(_holding(connection, table, columns))
            if any(column in derived.get(table, ()) for column in columns):
                write_note(connection, FOLDING_KEY, 0)
        if growth.columns:  # an answer that is contested, and not shown, stands in no row's `extra`
            serials.update(_column(connection.execute("SELECT DISTINCT serial FROM unsettled")))
        fold_serials(connection, layouts, sorted(serials), mark_unsent=False)
        if went_back:
            write_note(connection, FOLDING_KEY, 0)
        write_note(connection, KINDS_KEY, shape)
    return len(serials)


def _went_back(
    connection: sqlite3.Connection, kinds: Mapping[str, Declared], noted: Mapping[str, Sequence[str]]
) -> bool:
    """Whether this version knows less than the last one here, or more than the last but not than one before it.

    In the second case the file has the columns already, and what the older version wrote meanwhile is not in them.
    """
    declared = {table.name: frozenset(table.columns) for table in all_tables(kinds)}
    knows_less = any(not declared.get(name, frozenset()).issuperset(found) for name, found in noted.items())
    return knows_less or any(
        (columns - frozenset(noted.get(name, ()))).intersection(columns_in(connection, name))
        for name, columns in declared.items()
    )


def _holding(connection: sqlite3.Connection, table: str, columns: Sequence[str]) -> list[int]:
    """The records of a table whose `extra` names one of the fields."""
    tests = " OR ".join("json_type(extra, '$.' || json_quote(?)) IS NOT NULL" for _ in columns)
    sql = f'SELECT DISTINCT serial FROM "{table}" WHERE extra IS NOT NULL AND ({tests})'
    return _column(connection.execute(sql, columns))


def _column(cursor: sqlite3.Cursor) -> list[int]:
    return [row[0] for row in cursor.fetchall()]


def refold(connection: sqlite3.Connection, layouts: KindLayouts, progress: Progress) -> None:
    """Fold everything anew. Stopped or killed, it goes on where it was at the next call; saves may come between.

    Raises Stopped. The tables in use stay whole and readable until the last moment.
    """
    where = _begin(connection, layouts)
    total = where.began_at
    while where.indexed < where.began_at:
        progress.step(where.indexed, 2 * total, "store.refolding")
        where = _index_some(connection, where)
    while highest := _highest_waiting(connection, where):
        progress.step(total * (highest + where.folded), 2 * total * highest, "store.refolding")
        with transaction(connection):
            where = _fold_some(connection, layouts, where)
    _swap(connection, layouts, where)


def _begin(connection: sqlite3.Connection, layouts: KindLayouts) -> Where:
    shape = shape_of(layouts.kinds)
    kept = read_note(connection, REFOLD)
    where = Where(**json.loads(kept)) if kept else None
    if where is not None and where.kinds == shape:
        return where
    settle_kinds(connection, layouts)
    with transaction(connection):
        _drop(connection, PREFIX)
        for statement in folded_tables(PREFIX):
            connection.execute(statement)
        for table in all_tables(layouts.kinds):
            connection.execute(table.statement(PREFIX))
        where = Where(shape, last_number(connection))
        _remember(connection, where)
    return where


def _remember(connection: sqlite3.Connection, where: Where) -> None:
    write_note(connection, REFOLD, json.dumps(asdict(where)))


def _index_some(connection: sqlite3.Connection, where: Where) -> Where:
    """Find the parts of commits that could not be read when they came, being of a newer version then."""
    commits = log.commits_after(connection, where.indexed, 20)
    found = [
        (part.record, n, position)
        for n, commit in commits
        if not log.is_roster(commit)
        for position, part in enumerate(commit.parts)
    ]
    with transaction(connection):
        for n, commit in commits:
            if held(connection, n).parts != len(commit.parts):
                log.describe_again(connection, n, commit)
        serials = StateReader(connection).serials([record for record, _, _ in found])
        fresh = [record for record in dict.fromkeys(one[0] for one in found) if record not in serials]
        serials.update(number_records(connection, fresh))
        add_revisions(connection, found, serials)
        where = replace(where, indexed=commits[-1][0] if commits else where.began_at)
        _remember(connection, where)
    return where


def _highest_waiting(connection: sqlite3.Connection, where: Where) -> int:
    """The serial of the last record when there are any still to be folded, otherwise 0."""
    highest = int(connection.execute("SELECT coalesce(max(serial), 0) FROM record").fetchone()[0])
    return highest if highest > where.folded else 0


def _fold_some(connection: sqlite3.Connection, layouts: KindLayouts, where: Where) -> Where:
    sql = "SELECT serial FROM record WHERE serial > ? ORDER BY serial LIMIT ?"
    serials = _column(connection.execute(sql, (where.folded, PIECE)))
    sheaf = Sheaf(layouts, PREFIX)
    for state in StateReader(connection).states(serials).values():
        sheaf.add(state)
    sheaf.write(connection, mark_unsent=False)
    where = replace(where, folded=serials[-1])
    _remember(connection, where)
    return where


def _swap(connection: sqlite3.Connection, layouts: KindLayouts, where: Where) -> None:
    """Put the new tables in the place of the old ones, and fold once more what was saved while they were made."""
    with transaction(connection):
        while _highest_waiting(connection, where):
            where = _fold_some(connection, layouts, where)
        connection.execute("DROP TABLE IF EXISTS found_words")
        _drop(connection, "")
        for name in (*FOLDED_TABLES, *(table.name for table in all_tables(layouts.kinds))):
            connection.execute(f'ALTER TABLE "{PREFIX}{name}" RENAME TO "{name}"')
        connection.execute(VOCABULARY)
        since = connection.execute("SELECT DISTINCT serial FROM revision WHERE n > ?", (where.began_at,))
        fold_serials(connection, layouts, _column(since), mark_unsent=False)
        write_note(connection, FOLDING_KEY, FOLDING)
        connection.execute("DELETE FROM meta WHERE key = ?", (REFOLD,))


def _drop(connection: sqlite3.Connection, prefix: str) -> None:
    """Drop the folded tables of this prefix: those across kinds, and the kinds' own."""
    kept = read_note(connection, KINDS_KEY)
    typed: dict[str, list[str]] = json.loads(kept) if kept else {}
    for name in (*FOLDED_TABLES, *typed):
        if columns_in(connection, prefix + name):
            connection.execute(f'DROP TABLE "{prefix}{name}"')
