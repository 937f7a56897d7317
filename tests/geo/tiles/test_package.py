"""Packages of map tiles: what is in them is found whatever they claim, and no file can hurt, hang or fool the program."""

from __future__ import annotations

import gzip
import sqlite3
import struct
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pmtiles.tile import Entry as TheirEntry
from pmtiles.tile import TileType, serialize_directory, tileid_to_zxy, zxy_to_tileid

from camifield.errors import Problem
from camifield.geo.mercator import to_unit
from camifield.geo.tiles.claims import plain
from camifield.geo.tiles.directories import Directory, Entry, number_of, unpacked
from camifield.geo.tiles.package import Facts, open_package
from tests.map_packages import (
    FULL,
    VALLEY,
    bounds_text,
    flat,
    mbtiles,
    pmtiles,
    tile_at,
    tiles_of,
)

RED, BLUE = flat((200, 30, 30)), flat((30, 30, 200))
HERE = tile_at(12, 75.43, 41.92)
BOX = (*to_unit(VALLEY[0], VALLEY[3]), *to_unit(VALLEY[2], VALLEY[1]))


def facts_of(path: Path) -> Facts:
    """What a package says of itself."""
    package = open_package(path)
    package.close()
    return package.facts


def refusal(path: Path) -> str:
    """The code of the Problem that opening a file is."""
    with pytest.raises(Problem) as raised:
        open_package(path)
    assert raised.value.parameters["file"] == path.name
    return raised.value.code


def squares(levels: tuple[int, ...] = (10, 12)) -> dict[tuple[int, int, int], bytes]:
    """Red tiles of the valley, one of them blue."""
    made = {tile: RED for level in levels for tile in tiles_of(level)}
    return {**made, HERE: BLUE}


@pytest.mark.parametrize("is_xyz", [False, True])
def test_an_mbtiles_is_read_whichever_way_its_rows_count(tmp_path: Path, is_xyz: bool) -> None:
    """Many programs write rows from the north and do not say so: its bounds tell, and no valley stands on its head."""
    path = mbtiles(tmp_path / "a.mbtiles", squares(), {**FULL, "bounds": bounds_text()}, is_xyz=is_xyz)
    package = open_package(path)
    assert package.tile(*HERE) == BLUE
    assert package.tile(HERE[0], HERE[1] + 1, HERE[2]) == RED
    assert package.tile(11, HERE[1] // 2, HERE[2] // 2) is None
    assert package.facts.levels == (10, 12)
    assert package.facts.box == pytest.approx(BOX)
    package.close()


def test_rows_that_are_said_to_count_from_the_north_do(tmp_path: Path) -> None:
    """A file without bounds that says how it counts is believed."""
    path = mbtiles(tmp_path / "a.mbtiles", squares(), {**FULL, "scheme": "xyz"}, is_xyz=True)
    package = open_package(path)
    assert package.tile(*HERE) == BLUE
    package.close()


@pytest.mark.parametrize("claim", ["", "0,0,0,0", "a,b,c,d", "nan,0,1,1", "-10,-10,-5,-5", "200,90,-200,-90"])
def test_bounds_that_cannot_be_are_found_from_the_tiles(tmp_path: Path, claim: str) -> None:
    """Where to look for a map is where its tiles are, whatever the file says."""
    facts = facts_of(mbtiles(tmp_path / "a.mbtiles", squares(), {"bounds": claim}))
    west, north, east, south = facts.box
    assert west <= BOX[0] < BOX[2] <= east
    assert north <= BOX[1] < BOX[3] <= south
    assert east - west < 0.002


def test_a_pmtiles_written_by_its_makers_is_read_the_same(tmp_path: Path) -> None:
    """The other common format: every tile that was put in comes out, and none that was not."""
    tiles = squares((9, 10, 12))
    package = open_package(pmtiles(tmp_path / "a.pmtiles", tiles))
    assert {tile: package.tile(*tile) for tile in tiles} == tiles
    assert package.tile(12, 0, 0) is None
    facts = package.facts
    assert (facts.name, facts.credit) == ("Kyzyl-Suu valley", "Surveyed by the reserve & friends")
    assert facts.levels == (9, 10, 11, 12)
    assert facts.box == pytest.approx(BOX)
    package.close()


def test_a_pmtiles_with_directories_in_directories_is_read(tmp_path: Path) -> None:
    """Large maps keep their directory in leaves: twenty thousand tiles of their own, each found."""
    tiles = {tileid_to_zxy(number): RED + str(number).encode() for number in range(5000, 25000)}
    package = open_package(pmtiles(tmp_path / "a.pmtiles", tiles))
    for number in range(5000, 25000, 371):
        assert package.tile(*tileid_to_zxy(number)) == RED + str(number).encode()
    assert package.tile(*tileid_to_zxy(4999)) is None
    package.close()


@given(st.integers(0, 24).flatmap(lambda z: st.tuples(st.just(z), *[st.integers(0, 2**z - 1)] * 2)))
def test_tiles_are_numbered_as_the_makers_of_the_format_number_them(tile: tuple[int, int, int]) -> None:
    """One wrong turn of the curve and a valley would be another one."""
    assert number_of(*tile) == zxy_to_tileid(*tile)


@given(
    st.lists(
        st.tuples(st.integers(1, 2**40), st.integers(0, 9), st.integers(1, 2**30), st.integers(0, 2**40)),
        min_size=1,
        max_size=60,
    )
)
def test_a_directory_says_what_was_written_into_it(parts: list[tuple[int, int, int, int]]) -> None:
    """Every number of any length comes back, those left out for brevity as well."""
    number, entries = 0, list[TheirEntry]()
    for step, run, length, offset in parts:
        number += step
        after = entries[-1].offset + entries[-1].length if entries and offset % 2 else offset
        entries.append(TheirEntry(number, after, length, run))
    directory = Directory(unpacked(serialize_directory(entries)))
    for one in entries:
        assert directory.find(one.tile_id) == Entry(one.offset, one.length, one.run_length == 0)
    assert directory.find(entries[0].tile_id - 1) is None


@given(st.binary(max_size=200))
def test_a_directory_of_anything_is_refused_or_read(data: bytes) -> None:
    """Bytes that mean nothing raise one kind of error and no other."""
    try:
        Directory(data).find(7)
    except ValueError:
        return


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Valley\u202e gnp.exe", "Valley gnp.exe"),
        ("a\x00b\r\n\tc", "a b c"),
        ("<script>alert(1)</script>Hills", "alert(1) Hills"),
        ("&lt;b&gt;Hills", "Hills"),
        ("ж" * 200, "ж" * 79 + "…"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("<" * 100_000, "<" * 79 + "…"),
    ],
)
def test_words_of_a_file_are_made_plain(text: str, shown: str) -> None:
    """Names are shown as they are: nothing in them turns a line round, is obeyed, or fills the window."""
    assert plain(text, 80) == shown


def test_vector_tiles_are_refused_for_what_they_are(tmp_path: Path) -> None:
    """Said or not said: what must be drawn first is told apart from what is broken."""
    packed = b"\x1f\x8b\x08\x00" + bytes(40)
    said = mbtiles(tmp_path / "said.mbtiles", {HERE: packed}, sort="pbf")
    hidden = mbtiles(tmp_path / "hidden.mbtiles", {HERE: packed}, sort="png")
    assert refusal(said) == refusal(hidden) == "map-is-vector"
    assert refusal(pmtiles(tmp_path / "a.pmtiles", {HERE: packed}, sort=TileType.MVT)) == "map-is-vector"
    assert refusal(pmtiles(tmp_path / "b.pmtiles", {HERE: packed})) == "map-is-vector"


def test_what_is_no_package_is_refused(tmp_path: Path) -> None:
    """A photo, a folder, an empty file, a database of something else, a file that is gone."""
    photo, empty, other = tmp_path / "a.mbtiles", tmp_path / "b.mbtiles", tmp_path / "c.mbtiles"
    photo.write_bytes(RED)
    empty.write_bytes(b"")
    connection = sqlite3.connect(other)
    connection.execute("CREATE TABLE notes (words TEXT)")
    connection.commit()
    connection.close()
    for path in (photo, empty, other, tmp_path):
        assert refusal(path) == "map-not-a-package"
    assert refusal(tmp_path / "gone.pmtiles") == "map-is-gone"
    assert refusal(mbtiles(tmp_path / "none.mbtiles", {})) == "map-is-empty"
    assert refusal(mbtiles(tmp_path / "odd.mbtiles", {HERE: b"AVIF?"})) == "map-has-other-pictures"
    older = tmp_path / "older.pmtiles"
    older.write_bytes(b"PMTiles\x02" + bytes(200))
    assert refusal(older) == "map-is-older"


def test_a_file_cut_short_is_damaged_and_never_crashes(tmp_path: Path) -> None:
    """Half a copy is the commonest fault of a stick: told when it is opened, or tile by tile."""
    whole = mbtiles(tmp_path / "a.mbtiles", {tile: RED + bytes(3000) for tile in tiles_of(14)})
    other = pmtiles(tmp_path / "a.pmtiles", {tile: RED + bytes(tile[1] % 90) for tile in tiles_of(14)})
    for path in (whole, other):
        data = path.read_bytes()
        for share in (0.001, 0.05, 0.4, 0.9):
            cut = tmp_path / f"cut{path.suffix}"
            cut.write_bytes(data[: int(len(data) * share)])
            try:
                package = open_package(cut)
            except Problem as problem:
                assert problem.code in ("map-is-damaged", "map-not-a-package", "map-is-empty")  # noqa: PT017
                continue
            codes: set[str] = set()
            for tile in tiles_of(14):
                try:
                    package.tile(*tile)
                except Problem as problem:
                    codes.add(problem.code)
            package.close()
            assert codes == {"map-is-damaged"}


@pytest.mark.parametrize(
    "view",
    [
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i, i, i, x'00' FROM n",
        "SELECT a.z + b.z + c.z + d.z + e.z, 1, 1, x'00' FROM many a, many b, many c, many d, many e WHERE a.z + b.z + c.z + d.z + e.z < 0",
        "SELECT 9, 1, 1, zeroblob(2000000000) FROM many",
        "SELECT 9, 1, 1, randomblob(900000000) FROM many",
        "SELECT 9, 1, 1, load_extension('x') FROM many",
    ],
)
def test_a_view_that_means_harm_is_ended(tmp_path: Path, view: str) -> None:
    """Tables may be programs: without end, without measure, or reaching further than the file. None of them runs on."""
    path = tmp_path / "a.mbtiles"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE many (z INTEGER)")
    connection.executemany("INSERT INTO many VALUES (?)", [(1,)] * 300)
    columns = "zoom_level, tile_column, tile_row, tile_data"
    connection.execute(f"CREATE VIEW tiles({columns}) AS {view}")
    connection.commit()
    connection.close()
    assert refusal(path) in ("map-is-slow", "map-is-damaged")


@pytest.mark.parametrize("name", ["tiles", "beside"])
def test_a_virtual_table_is_no_map(tmp_path: Path, name: str) -> None:
    """What such a table gives is read by a whole module of SQLite from the file's own words: it is not even begun."""
    path = mbtiles(tmp_path / "a.mbtiles", squares())
    connection = sqlite3.connect(path)
    if name == "tiles":
        connection.execute("DROP TABLE tiles")
    connection.execute(
        f"CREATE VIRTUAL TABLE {name} USING fts5(zoom_level, tile_column, tile_row, tile_data)"
    )
    connection.commit()
    connection.close()
    assert refusal(path) == "map-not-a-package"


def test_a_view_as_good_programs_write_it_is_read(tmp_path: Path) -> None:
    """Tiles that are the same are often kept once, behind a view: that is an ordinary map."""
    path = tmp_path / "a.mbtiles"
    connection = sqlite3.connect(path)
    level, column, row = HERE
    connection.executescript(
        """
        CREATE TABLE map (zoom_level INTEGER, tile_column INTEGER, tile_row INTEGER, tile_id TEXT);
        CREATE UNIQUE INDEX map_index ON map (zoom_level, tile_column, tile_row);
        CREATE TABLE images (tile_data BLOB, tile_id TEXT PRIMARY KEY);
        CREATE VIEW tiles AS SELECT map.zoom_level AS zoom_level, map.tile_column AS tile_column,
          map.tile_row AS tile_row, images.tile_data AS tile_data FROM map JOIN images ON images.tile_id = map.tile_id;
        """
    )
    connection.execute("INSERT INTO map VALUES (?, ?, ?, 'one')", (level, column, (1 << level) - 1 - row))
    connection.execute("INSERT INTO images VALUES (?, 'one')", (RED,))
    connection.commit()
    connection.close()
    package = open_package(path)
    assert package.tile(*HERE) == RED
    package.close()


def test_a_large_map_without_its_index_is_refused_rather_than_slow(tmp_path: Path) -> None:
    """Each tile would be looked for in the whole file: the window would wait for the stick for ever."""
    many = {(13, column, row): b"" for column in range(250) for row in range(250)}
    path = mbtiles(tmp_path / "a.mbtiles", {**many, (13, 300, 1): RED}, is_indexed=False)
    assert refusal(path) == "map-is-slow"
    few = {(13, column, 7): RED for column in range(40)}
    assert facts_of(mbtiles(tmp_path / "b.mbtiles", few, is_indexed=False)).levels == (13,)


def test_nothing_is_written_and_nothing_appears_beside_a_map(tmp_path: Path) -> None:
    """A stick may be write-protected, and is somebody else's."""
    path = mbtiles(tmp_path / "a.mbtiles", squares())
    before = path.read_bytes()
    package = open_package(path)
    package.tile(*HERE)
    assert [one.name for one in tmp_path.iterdir()] == ["a.mbtiles"]
    package.close()
    assert path.read_bytes() == before


def test_a_header_that_lies_of_its_places_is_damaged(tmp_path: Path) -> None:
    """Places beyond the file, or a directory that unpacks without end, are found before anything is made of them."""
    path = pmtiles(tmp_path / "a.pmtiles", squares())
    data = bytearray(path.read_bytes())
    for place in range(8, 72, 16):
        lying = data.copy()
        struct.pack_into("<Q", lying, place, 2**63 - 1)
        path.write_bytes(lying)
        assert refusal(path) == "map-is-damaged"
    bomb = gzip.compress(bytes(20_000_000))
    with pytest.raises(ValueError, match="larger"):
        unpacked(bomb)


@pytest.mark.parametrize("ending", [".mbtiles", ".pmtiles"])
def test_a_damaged_file_is_read_or_refused_and_nothing_else(tmp_path: Path, ending: str) -> None:
    """Bytes turned anywhere (a worn stick, or on purpose) end in a picture, in none, or in a Problem."""
    make = mbtiles if ending == ".mbtiles" else pmtiles
    whole = make(tmp_path / f"whole{ending}", squares()).read_bytes()
    chance = Random(7)
    path = tmp_path / f"damaged{ending}"
    for _ in range(120):
        data = bytearray(whole)
        for _ in range(chance.choice((1, 5, 100))):
            data[chance.randrange(min(len(data), chance.choice((2000, len(data)))))] = chance.randrange(256)
        path.write_bytes(data)
        try:
            package = open_package(path)
        except Problem:
            continue
        for tile in squares():
            try:
                package.tile(*tile)
            except Problem as problem:
                assert problem.code in ("map-is-damaged", "map-is-slow")  # noqa: PT017
        package.close()
