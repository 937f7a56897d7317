"""MBTiles (a database of tiles, rows counted from the south): read only, as a stranger's file, with a limit on every question.

The tables may be views, and views are programs: nothing but plain reading is allowed in them, no recursion and no function
that is not known to be harmless, and a question that takes too many steps is ended. Virtual tables are refused. The file is
opened as one that nobody writes, so that nothing appears beside it on the stick. Specification: MBTiles 1.3.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from camifield.geo.tiles.claims import MOST_CREDIT, MOST_NAME, box_of_degrees, common, plain
from camifield.geo.tiles.package import (
    LARGEST_TILE,
    MOST_LEVEL,
    WORLD,
    Box,
    Facts,
    first_picture,
    wrong,
)

STEPS, MOST_STEPS = 1000, 300
"""SQLite counts the steps of a question: after each thousand it asks whether to go on, 300,000 are 30 to 100 ms."""
ALLOWED: Final = (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ)
HARMLESS: Final = frozenset(("substr", "length", "lower", "coalesce", "ifnull", "abs"))
CLAIMS: Final = ("name", "format", "bounds", "attribution", "scheme")
VECTORS: Final = frozenset(("pbf", "mvt", "mlt", "application/vnd.mapbox-vector-tile"))
SAMPLES = 8
REFUSED: Final = (sqlite3.Error, OverflowError, ValueError)
"""ValueError: names in a damaged schema that are no UTF-8."""


class Mbtiles:
    """An open MBTiles; see `package.open_package` for what it raises."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._steps = 0
        try:
            self._connection = self._connect()
        except REFUSED as error:
            raise wrong("map-not-readable", path) from error
        try:
            self._is_from_north = False
            self.facts = self._look()
        except BaseException:
            self.close()
            raise

    def _connect(self) -> sqlite3.Connection:
        uri = self._path.absolute().as_uri()
        if not uri.startswith("file:///"):  # a share of Windows: SQLite wants the machine in the path
            uri = uri.replace("file://", "file:////", 1)
        connection = sqlite3.connect(f"{uri}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        connection.text_factory = bytes  # what is called text may be anything
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA query_only = ON")
        connection.execute("PRAGMA mmap_size = 0")  # a stick that is pulled out would kill the program
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LARGEST_TILE)
        connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
        connection.setlimit(sqlite3.SQLITE_LIMIT_EXPR_DEPTH, 100)
        connection.set_authorizer(_may)
        connection.set_progress_handler(self._goes_on_too_long, STEPS)
        return connection

    def close(self) -> None:
        """Let the file go."""
        self._connection.close()

    def tile(self, level: int, column: int, row: int) -> bytes | None:
        """The bytes of a tile, its row counted from the north; None where there is none."""
        there = row if self._is_from_north else (1 << level) - 1 - row
        found = self._ask(
            "SELECT tile_data FROM tiles WHERE zoom_level = ? AND tile_column = ? AND tile_row = ? LIMIT 1",
            (level, column, there),
        )
        return found[0][0] if found and isinstance(found[0][0], bytes) and found[0][0] else None

    def _goes_on_too_long(self) -> bool:
        self._steps += 1
        return self._steps > MOST_STEPS

    def _ask(self, question: str, values: Sequence[int | str] = ()) -> list[tuple[object, ...]]:
        """The rows of a question. Raises Problem ``map-is-slow`` past the limit and ``map-is-damaged`` otherwise."""
        self._steps = 0
        try:
            return self._connection.execute(question, values).fetchall()
        except REFUSED as error:
            slow = getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_INTERRUPT
            raise wrong("map-is-slow" if slow else "map-is-damaged", self._path) from error

    def _look(self) -> Facts:
        tables = {row[0] for row in self._ask("SELECT lower(name) FROM sqlite_schema LIMIT 1000")}
        if b"tiles" not in tables or self._has_programs():
            raise wrong("map-not-a-package", self._path)
        claims = self._claims() if b"metadata" in tables else {}
        if claims.get("format", "").strip().lower() in VECTORS:
            raise wrong("map-is-vector", self._path)
        levels = self._levels()
        sample = "SELECT tile_data FROM tiles WHERE zoom_level = ? LIMIT ?"
        samples = [row[0] for row in self._ask(sample, (levels[-1], SAMPLES))]
        self.sample = first_picture([one for one in samples if isinstance(one, bytes)], self._path)
        said = _bounds(claims.get("bounds", ""))
        box = self._settle_rows(levels, said, is_xyz=claims.get("scheme", "").strip().lower() == "xyz")
        name, credit = claims.get("name", ""), claims.get("attribution", "")
        return Facts(plain(name, MOST_NAME), plain(credit, MOST_CREDIT), box, levels)

    def _has_programs(self) -> bool:
        """Whether any table is virtual, read by a module of SQLite from whatever the file says: no map needs one."""
        question = "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND rootpage = 0 LIMIT 1"
        return bool(self._ask(question))

    def _claims(self) -> dict[str, str]:
        """What the file says of itself, by name; text that is no UTF-8 as well as it can be read."""
        marks = ", ".join("?" * len(CLAIMS))
        rows = self._ask(
            f"SELECT name, substr(value, 1, 20000) FROM metadata WHERE name IN ({marks}) LIMIT 20",  # noqa: S608 (only marks)
            CLAIMS,
        )
        return {_text(name): _text(value) for name, value in rows}

    def _levels(self) -> tuple[int, ...]:
        """The levels that have tiles, found by steps: what the file claims of them is often wrong."""
        levels: list[int] = []
        while len(levels) <= MOST_LEVEL:
            after = levels[-1] if levels else -1
            rows = self._ask(
                "SELECT zoom_level FROM tiles WHERE zoom_level > ? ORDER BY zoom_level LIMIT 1", (after,)
            )
            if not rows:
                break
            level = rows[0][0]
            if not isinstance(level, int) or not after < level:
                raise wrong("map-is-damaged", self._path)
            if level > MOST_LEVEL:
                break
            levels.append(level)
        if not levels:
            raise wrong("map-is-empty", self._path)
        return tuple(levels)

    def _settle_rows(self, levels: Sequence[int], said: Box | None, *, is_xyz: bool) -> Box:
        """Find out whether rows count from the north, and where the tiles are: what is said of it is believed where it can be."""
        there = self._extent(levels)
        if there is None:
            self._is_from_north = is_xyz
            return said or WORLD
        west, low, east, high = there
        from_south, from_north = (west, 1 - high, east, 1 - low), there
        one, other = (from_north, from_south) if is_xyz else (from_south, from_north)
        if said is None:
            self._is_from_north = is_xyz
            return one
        self._is_from_north = is_xyz
        box = common(said, one)
        if box is None and common(said, other) is not None:
            # Many programs write rows from the north and do not say so; then the tiles lie elsewhere than the bounds.
            self._is_from_north = not is_xyz
            box = common(said, other)
        return box or one

    def _extent(self, levels: Sequence[int]) -> Box | None:
        """Where the tiles are, as if rows counted from the north: of the finest level that can be looked over quickly."""
        from camifield.errors import Problem

        for level in reversed(levels):
            found: list[int] = []
            try:
                for column in ("tile_column", "tile_row"):
                    for way in ("ASC", "DESC"):
                        question = (
                            f"SELECT {column} FROM tiles WHERE zoom_level = ? ORDER BY {column} {way} LIMIT 1"  # noqa: S608 (our own words)
                        )
                        found += [row[0] for row in self._ask(question, (level,)) if isinstance(row[0], int)]
            except Problem as problem:
                if problem.code != "map-is-slow":
                    raise
                continue
            side = 1 << level
            if len(found) == 4 and all(0 <= one < side for one in found):
                west, east, north, south = found
                return west / side, north / side, (east + 1) / side, (south + 1) / side
        return None


def _may(action: int, one: str | None, other: str | None, _database: str | None, _inside: str | None) -> int:
    """Whether SQLite may do something for a question, or for a view that it reads."""
    is_harmless = action == sqlite3.SQLITE_FUNCTION and (other or "").lower() in HARMLESS
    del one
    return sqlite3.SQLITE_OK if action in ALLOWED or is_harmless else sqlite3.SQLITE_DENY


def _text(value: object) -> str:
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return str(value) if isinstance(value, int | float) else ""


def _bounds(text: str) -> Box | None:
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError:
        return None
    return box_of_degrees(west, south, east, north)
