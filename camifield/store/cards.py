"""The Records page's reading: pages, counts and positions of cards, each by walking an index and never by skipping."""

# ruff: noqa: S608 - statements are put together from the program's own names; values are always bound.

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import chain
from typing import NamedTuple

from camifield.store.layout import MINUTES_A_DAY, SERIAL_BITS, SERIAL_MASK
from camifield.store.query import Bin, Box, CardQuery, Page
from camifield.store.same_people import with_all_their_records
from camifield.store.search import Expand, Vocabulary, expand_nothing, match_expression

# A box that holds no more cards than this is answered from the R*Tree, a larger one while walking by date.
FEW_CARDS = 5_000
POINTS_AT_ONCE = 5_000
CARD_KEY = "card.card"


class Card(NamedTuple):
    """One line of the Records page. `card` orders by date and names the place in the list; `id` is the record's."""

    card: int
    id: bytes
    kind: str
    species: str | None
    count_text: str
    detail: str
    person: bytes | None
    place_text: str
    place: bytes | None
    latitude: float | None
    longitude: float | None
    state: str
    number: str
    changed_ms: int
    deleted: int
    conflicts: int

    @property
    def start_minute(self) -> int:
        """Minutes since 0001-01-01 of the event's local start; 0 when it has no date."""
        return self.card >> SERIAL_BITS

    @property
    def start_day(self) -> int:
        """The day of the start as `date.toordinal` counts; 0 when it has no date."""
        return self.start_minute // MINUTES_A_DAY


class Points(NamedTuple):
    """Where the records of an answer are, newest first: WGS 84 degrees, and by `looks` what stands there.

    looks: for each point its place in `kinds_and_species`. placeless: records of the answer without a position.
    """

    cards: array[int]
    latitudes: array[float]
    longitudes: array[float]
    looks: array[int]
    kinds_and_species: list[tuple[str, str]]
    placeless: int


class _Search(NamedTuple):
    """The query as SQL: where the walk goes (`found` or `card`), what it filters, and the values for both."""

    table: str
    key: str
    conditions: tuple[str, ...]
    values: tuple[object, ...]

    def sql(self, columns: str, *more: str) -> str:
        where = " AND ".join((*self.conditions, *more)) or "1"
        return f"SELECT {columns} FROM {self.table} WHERE {where}"


def cards(
    connection: sqlite3.Connection, query: CardQuery, page: Page, expand: Expand = expand_nothing
) -> list[Card]:
    """A page of cards in the order of dates."""
    search = _search(connection, query, expand)
    if search is None:
        return []
    walk, values = walk_of(search, page)
    names = ", ".join(f"c.{name}" for name in Card._fields)
    order = "DESC" if page.newest_first else "ASC"
    sql = f"SELECT {names} FROM ({walk}) w CROSS JOIN card c ON c.card = w.card ORDER BY w.card {order}"
    return [Card(*row) for row in connection.execute(sql, values).fetchall()]


def positions(
    connection: sqlite3.Connection,
    query: CardQuery,
    page: Page | None = None,
    expand: Expand = expand_nothing,
) -> array[int]:
    """The `card` numbers of the answer, in order: all of them, or one page. Eight bytes each."""
    search = _search(connection, query, expand)
    if search is None:
        return array("q")
    walk, values = walk_of(search, page or Page(limit=-1))
    # Read to its end at once all the same, without a million tuples standing in memory between.
    return array("q", chain.from_iterable(connection.execute(walk, values)))


def points(
    connection: sqlite3.Connection, query: CardQuery, expand: Expand, on_piece: Callable[[int], None]
) -> Points:
    """The positions of the whole answer in one walk, 26 bytes each; `on_piece` hears how many were read, and may raise."""
    found = Points(array("q"), array("d"), array("d"), array("H"), [], 0)
    search = _search(connection, query, expand)
    if search is None:
        return found
    walk, values = walk_of(search, Page(limit=-1))
    asked = "c.card, c.latitude, c.longitude, c.kind, c.species"
    rows = connection.execute(f"SELECT {asked} FROM ({walk}) w CROSS JOIN card c ON c.card = w.card", values)
    known: dict[tuple[str, str], int] = {}
    read = 0
    try:
        while piece := rows.fetchmany(POINTS_AT_ONCE):
            read += len(piece)
            placed = [row for row in piece if _is_on_earth(row[1], row[2])]
            found.cards.extend([row[0] for row in placed])
            found.latitudes.extend([row[1] for row in placed])
            found.longitudes.extend([row[2] for row in placed])
            found.looks.extend([known.setdefault((row[3], row[4] or ""), len(known)) for row in placed])
            on_piece(read)
    finally:
        rows.close()  # a walk that was stopped half-way would hold the store's older state
    return found._replace(kinds_and_species=list(known), placeless=read - len(found.cards))


def _is_on_earth(latitude: float | None, longitude: float | None) -> bool:
    return latitude is not None and longitude is not None and abs(latitude) <= 90 and abs(longitude) <= 180


def cards_at(connection: sqlite3.Connection, numbers: Sequence[int]) -> list[Card]:
    """The cards of these numbers, in their order; those that are gone since are left out."""
    names = ", ".join(f"c.{name}" for name in Card._fields)
    sql = f"SELECT {names} FROM json_each(?) j CROSS JOIN card c ON c.card = j.value ORDER BY j.key"
    return [Card(*row) for row in connection.execute(sql, (json.dumps(list(numbers)),)).fetchall()]


def cards_of(connection: sqlite3.Connection, ids: Sequence[bytes]) -> dict[bytes, Card]:
    """The cards of those of these records that have one."""
    marks = ",".join("?" * len(ids))
    sql = f"SELECT card FROM record WHERE id IN ({marks}) AND card IS NOT NULL"
    numbers = [row[0] for row in connection.execute(sql, ids).fetchall()]
    return {card.id: card for card in cards_at(connection, numbers)}


def count(connection: sqlite3.Connection, query: CardQuery, expand: Expand = expand_nothing) -> int:
    """How many records answer the query."""
    if query.is_of_days_and_kinds:
        return _tallied(connection, query)
    search = _search(connection, query, expand)
    if search is None:
        return 0
    return int(connection.execute(search.sql("count(*)"), search.values).fetchone()[0])


def counts_by_day(connection: sqlite3.Connection, query: CardQuery) -> list[tuple[str, int, int]]:
    """(kind, day as `date.toordinal`, records) of the days and kinds of a query; its other conditions are not asked."""
    conditions, values = _of_tally(query)
    sql = (
        f"SELECT kind, day, sum(records) FROM tally WHERE {conditions} GROUP BY kind, day HAVING sum(records) > 0"
        " ORDER BY day, kind"
    )
    return connection.execute(sql, values).fetchall()


def _tallied(connection: sqlite3.Connection, query: CardQuery) -> int:
    conditions, values = _of_tally(query)
    sql = f"SELECT coalesce(sum(records), 0) FROM tally WHERE {conditions}"
    return int(connection.execute(sql, values).fetchone()[0])


def _of_tally(query: CardQuery) -> tuple[str, list[object]]:
    conditions, values = ["1"], list[object]()
    if query.kinds:
        conditions.append(f"kind IN ({','.join('?' * len(query.kinds))})")
        values.extend(query.kinds)
    if query.bin is not Bin.INCLUDED:
        conditions.append("deleted = ?")
        values.append(int(query.bin is Bin.ONLY))
    first, last = query.minutes
    if first is not None:
        conditions.append("day >= ?")
        values.append(first // MINUTES_A_DAY)
    if last is not None:
        conditions.append("day <= ?")
        values.append(last // MINUTES_A_DAY)
    return " AND ".join(conditions), values


def walk_of(search: _Search, page: Page) -> tuple[str, list[object]]:
    """The SELECT of a page's card numbers, in order, and its values."""
    order, beyond = ("DESC", "<") if page.newest_first else ("ASC", ">")
    values = list(search.values)
    more: tuple[str, ...] = ()
    if page.after is not None:
        more = (f"{search.key} {beyond} ?",)
        values.append(page.after)
    sql = f"{search.sql(f'{search.key} AS card', *more)} ORDER BY {search.key} {order} LIMIT ?"
    return sql, [*values, page.limit]


def _search(connection: sqlite3.Connection, query: CardQuery, expand: Expand) -> _Search | None:
    """None when nothing can match."""
    if query.people:
        query = replace(query, people=with_all_their_records(connection, query.people))
    expression = match_expression(query, expand, Vocabulary(connection))
    if expression == "":
        return None
    key = CARD_KEY if expression is None else "found.rowid"
    conditions, values = list[str](), list[object]()
    if expression is not None:
        conditions.append("found MATCH ?")
        values.append(expression)
    elif query.bin is Bin.LEFT_OUT:
        conditions.append("card.deleted = 0")
    first, last = query.minutes
    if first is not None:
        conditions.append(f"{key} >= ?")
        values.append(first << SERIAL_BITS)
    if last is not None:
        conditions.append(f"{key} < ?")
        values.append((last + 1) << SERIAL_BITS)
    if query.box:
        _add_box(connection, query.box, key, conditions, values)
    if query.only_unsent:
        _add_unsent(connection, key, conditions)
    return _Search("card" if expression is None else "found", key, tuple(conditions), tuple(values))


def _add_unsent(connection: sqlite3.Connection, key: str, conditions: list[str]) -> None:
    few = connection.execute(
        "SELECT count(*) FROM (SELECT 1 FROM unsent LIMIT ?)", (FEW_CARDS + 1,)
    ).fetchone()[0]
    if few <= FEW_CARDS:
        conditions.append(
            f"{_plain(key)} IN (SELECT r.card FROM unsent u JOIN record r ON r.serial = u.serial)"
        )
    else:
        conditions.append(f"EXISTS (SELECT 1 FROM unsent u WHERE u.serial = {key} & {SERIAL_MASK})")


def _plain(key: str) -> str:
    """The plus keeps FTS5 from being asked once for every number of a list; `card` itself is best asked so."""
    return key if key == CARD_KEY else f"+{key}"


def _add_box(
    connection: sqlite3.Connection, box: Box, key: str, conditions: list[str], values: list[object]
) -> None:
    """Conditions of a box. The R*Tree holds 32-bit numbers, rounded outwards, so the card has the last word."""
    is_across = box.west > box.east
    either = "OR" if is_across else "AND"
    exact = f"latitude >= ? AND latitude <= ? AND (longitude >= ? {either} longitude <= ?)"
    rough = (
        f"SELECT b.card FROM box b WHERE b.north >= ? AND b.south <= ? AND (b.east >= ? {either} b.west <= ?)"
    )
    corners = (box.south, box.north, box.west, box.east)
    few = connection.execute(f"SELECT count(*) FROM ({rough} LIMIT ?)", (*corners, FEW_CARDS + 1)).fetchone()[
        0
    ]
    if few <= FEW_CARDS:
        conditions.append(f"{_plain(key)} IN ({rough})")
        values.extend(corners)
    conditions.append(f"EXISTS (SELECT 1 FROM card p WHERE p.card = {key} AND {exact})")
    values.extend(corners)
