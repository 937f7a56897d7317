"""The script that builds the basemap: what it cuts, joins, names and tells of a world small enough to check by hand."""

from __future__ import annotations

import zipfile
from pathlib import Path

import numpy as np
import pytest

import basemap
import basemap_borders as borders
import basemap_places as places
import basemap_shapes as shapes
from basemap_ground import ground_tables, seats
from basemap_ingredients import Claim, Province, Ring
from camifield.geo.ground import SEA, Ground


def square(west: float, south: float, east: float, north: float, *, is_hole: bool = False) -> Ring:
    """A ring around a box, in the direction that the sources happen to use: either."""
    corners = [(west, south), (west, north), (east, north), (east, south), (west, south)]
    return Ring(np.array(corners, np.float64), is_hole)


# West and east share a border at 75 E; an enclave of the east lies in the west; the sea is all around.
WEST = Province(
    "KG", "West", "", "KGZ", (square(70, 40, 75, 45), square(71.1, 41.1, 72.3, 42.3, is_hole=True))
)
EAST = Province("CN", "East", "", "CHN", (square(75, 40, 80, 45), square(71.1, 41.1, 72.3, 42.3)))
SOUTH = Province("-1", "Kashmir", "", "KAS", (square(70, 35, 75, 40),))
WORLD = [WEST, EAST, SOUTH]


def test_borders_are_what_two_provinces_share() -> None:
    """A piece of line with two provinces is a border, one with one a shore; both sides are told rightly."""
    sides = borders.sides_of(WORLD)
    shared = {key: both for key, both in sides.items() if None not in both}
    assert shared[(75.0, 40.0), (75.0, 45.0)] == borders.Sides(left=0, right=1)
    assert shared[(70.0, 40.0), (75.0, 40.0)] == borders.Sides(left=0, right=2)
    assert shared[(71.1, 41.1), (71.1, 42.3)] == borders.Sides(left=0, right=1)
    assert len(shared) == 6
    assert sides[(80.0, 40.0), (80.0, 45.0)] == borders.Sides(left=1, right=None)
    assert len(borders.international(WORLD, sides)) == 6


def test_lines_are_joined_where_two_meet() -> None:
    """Three pieces in a row are one line, a fork begins new ones, and a ring comes back to its start."""
    row = [((0.0, 0.0), (1.0, 0.0)), ((2.0, 0.0), (3.0, 0.0)), ((1.0, 0.0), (2.0, 0.0))]
    assert [len(line) for line in borders.chains(row)] == [4]
    assert sorted(len(line) for line in borders.chains([*row, ((1.0, 0.0), (1.0, 1.0))])) == [2, 2, 3]
    ring = [((0.0, 0.0), (1.0, 0.0)), ((0.0, 0.0), (0.0, 1.0)), ((0.0, 1.0), (1.0, 0.0))]
    (line,) = borders.chains(ring)
    assert len(line) == 4
    assert (line[0] == line[-1]).all()


def test_a_claim_is_closed_along_the_border() -> None:
    """The ground between a claim and the border that it is made across is told with both states, the holder first."""
    sides = borders.sides_of(WORLD)
    claim = Claim("Indian claim", "CHN", (np.array([(75.01, 44.9), (77.0, 43.0), (75.01, 40.1)]),))
    found = borders.claimed([claim], borders.international(WORLD, sides))
    kurils, ground = found
    assert kurils.claimants == "RU JP"
    assert ground.claimants == "CN IN"
    assert (ground.ring[0] == ground.ring[-1]).all()
    assert (75.0, 40.0) in {tuple(point) for point in ground.ring.tolist()}
    disputed = borders.disputed_edges(WORLD, sides, found)
    assert ((75.0, 40.0), (75.0, 45.0)) in disputed
    assert ((70.0, 40.0), (75.0, 40.0)) in disputed  # around a province that is claimed whole
    assert ((71.1, 41.1), (71.1, 42.3)) not in disputed


def test_a_claim_far_from_any_border_is_only_a_line() -> None:
    """A line in the middle of nowhere encloses no ground."""
    sides = borders.sides_of(WORLD)
    claim = Claim("Indian claim", "CHN", (np.array([(77.0, 42.0), (78.0, 43.0)]),))
    assert len(borders.claimed([claim], borders.international(WORLD, sides))) == 1


def test_the_program_reads_the_ground_that_was_built(tmp_path: Path) -> None:
    """Provinces, an enclave, the sea, claimed ground and what is near: written by the script, read by the program."""
    sides = borders.sides_of(WORLD)
    claim = Claim("Indian claim", "CHN", (np.array([(75.0, 45.0), (76.0, 43.0), (75.0, 40.0)]),))
    grounds = borders.claimed([claim], borders.international(WORLD, sides))
    basemap.write(tmp_path / "ground.zip", ground_tables(WORLD, sides, grounds))
    table = Ground(tmp_path / "ground.zip")

    def name(latitude: float, longitude: float) -> str:
        number = table.tract_at(latitude, longitude)
        assert number is not None
        return table.tracts[number].name

    assert name(44, 72) == "West"
    assert name(44, 78) == "East"
    assert name(42, 71.5) == "East"
    assert name(42, 71.05) == name(42, 72.35) == "West"
    assert table.tract_at(46, 72) == table.tract_at(42, 69.9) == table.tract_at(42, 80.1) == SEA
    number = table.tract_at(37, 72)
    assert number is not None
    assert table.tracts[number].states == ("IN", "PK")
    assert table.claim_at(43, 75.5) == ("CN", "IN")
    assert table.claim_at(43, 77) == ()
    assert [round(one.distance_m, -2) for one in table.near(44, 75.01)] == [800]
    assert table.near(44, 77.5) == []


def test_rings_are_cut_to_the_region() -> None:
    """What lies outside is gone, what crosses an edge ends at it, what lies inside is untouched."""
    inside = square(50, 40, 60, 50).points
    assert shapes.cut_ring(inside) is inside
    assert len(shapes.cut_ring(square(160, 40, 170, 50).points)) == 0
    cut = shapes.cut_ring(square(0, 40, 60, 50).points)
    assert cut[:, 0].min() == shapes.WEST
    assert cut[:, 0].max() == 60


def test_thinning_keeps_what_is_far_from_the_line() -> None:
    """A point off the line stays, one on it goes; ends stay, and a ring does not collapse."""
    line = np.array([(0, 0), (1, 0.0001), (2, 0), (3, 1), (4, 0)], np.float64)
    assert shapes.thinned(line, 0.01).tolist() == [[0, 0], [2, 0], [3, 1], [4, 0]]
    ring = square(0, 0, 1, 1).points
    assert len(shapes.thinned(ring, 0.01)) == 5
    assert shapes.thinned(line, 0) is line


@pytest.mark.parametrize(
    ("main", "others", "iso2", "wanted"),
    [
        ("Osh", ["Ош", "Өш", "Osch", "奥什"], "KG", {"ru": "Ош", "ky": "Өш"}),
        ("Darhan", ["Дархан", "Darkhan"], "MN", {"ru": "Дархан", "mn": "Дархан"}),
        ("Kyiv", ["Київ", "Киев"], "UA", {"ru": "Киев"}),
        ("Sofia", ["София"], "BG", {}),
        ("Baotou", ["包头", "包", "Paotow"], "CN", {"zh": "包头", "ru": "Баотоу"}),
        ("Yazd", ["یزد", "يزد"], "IR", {"fa": "یزد"}),
        ("Naryn", ["naryn", "Narin"], "KG", {}),
        ("Shenyang", ["Шеньянг", "Шэньян"], "CN", {"ru": "Шэньян"}),
        ("Nanchang", ["Нанчанг", "Наньчан"], "CN", {"ru": "Наньчан"}),
        ("Jinan", ["Дзинан", "Цзинан"], "CN", {}),
        ("Simferopol", ["Симферопол", "Симферополь"], "UA", {"ru": "Симферополь"}),
    ],
)
def test_names_only_where_letters_and_country_make_them_sure(
    main: str, others: list[str], iso2: str, wanted: dict[str, str]
) -> None:
    """GeoNames does not say which language a name is in: a wrong one would be read by people who live there."""
    assert places.names_of(main, others, iso2) == {"en": main, **wanted}


def test_seats_are_those_of_provinces_that_were_cut_up() -> None:
    """Only the countries and levels that the table asks about; Tabas under the province it went to."""
    cities = [
        {"geonameid": 1, "latitude": 45.0, "longitude": 78.0, "countrycode": "KZ", "admin1code": "01"},
        {"geonameid": 2, "latitude": 45.0, "longitude": 78.0, "countrycode": "KZ", "admin1code": "17"},
        {"geonameid": 113659, "latitude": 33.6, "longitude": 56.9, "countrycode": "IR", "admin1code": "40"},
    ]
    told = seats(cities, {"KZ": {"01"}, "IR": {"40", "41"}})
    assert told == b'[[45.0,78.0,"KZ","01"],[33.6,56.9,"IR","41"]]'


def test_the_same_members_are_the_same_bytes(tmp_path: Path) -> None:
    """Neither the day nor the order of building is in the file."""
    one, other = tmp_path / "one.zip", tmp_path / "other.zip"
    basemap.write(one, {"a": b"1" * 1000, "index.json": b"{}"})
    basemap.write(other, {"index.json": b"{}", "a": b"1" * 1000})
    assert one.read_bytes() == other.read_bytes()
    with zipfile.ZipFile(one) as bundle:
        assert bundle.namelist() == ["index.json", "a"]
