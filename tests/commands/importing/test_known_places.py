"""Protects known places as the key of a table: a name takes its place's position, in any script, and no name is guessed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from camifield.commands.bringing_in import (
    import_table,
    look_at,
    preview,
    propose_mapping,
    restore_import,
    undo_import,
)
from camifield.commands.saving import save
from camifield.fields.values import Values
from camifield.formats.mapping.mappings import MAKE_PLACE, TableMapping
from camifield.formats.mapping.preview import Preview
from camifield.project.project import Project
from camifield.store.cards import Page
from camifield.store.query import CardQuery
from tests.formats.features.making import UTM_43N, gpx, kml, shapes, written, zipped
from tests.making import ENGLISH, make_project

HEAD = "Date;Observer;Species;Camera station\r\n"
ROWS = ("cam 07", "CAM-07", "САМ 07", "Ақ-сай", "Загон", "Загон", "Nobody's well", "Nobody's well")


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """A project with a camera station, a camp with a second name, and two corrals of one name."""
    found = make_project(tmp_path)
    for name, others, kind, text in (
        ("CAM-07", "", "camera_station", "41.8440 78.1180"),
        ("Upper camp", "Ак-Сай; Ak-Sai", "camp", "41.8412 78.1120"),
        ("Загон", "", "corral", "42.1 77.1"),
        ("Загон", "", "corral", "42.2 77.2"),
    ):
        entries = {"name": name, "other_names": others, "place_kind": kind, "verbatim_coordinates": text}
        save(found, "place", {key: one for key, one in entries.items() if one}, ENGLISH)
    yield found
    found.close()


def table(folder: Path, names: Sequence[str] = ROWS, head: str = HEAD) -> Path:
    """Photos of cameras, by the name of the station alone."""
    lines = (f"{day:02}.03.2025;Aibek U.;snow leopard;{name}\r\n" for day, name in enumerate(names, 1))
    return written(folder / "photos.csv", head + "".join(lines))


def looked(project: Project, path: Path, kind: str | None = None) -> tuple[TableMapping, Preview]:
    """The mapping to begin with, and the rows looked through."""
    opened = look_at(project, path).table
    sheet = opened.sheet()
    mapping = propose_mapping(project, opened, sheet, ENGLISH, kind=kind).mapping
    return mapping, again(project, path, mapping)


def again(project: Project, path: Path, mapping: TableMapping) -> Preview:
    """The rows looked through with a mapping that a person changed."""
    opened = look_at(project, path).table
    seen = preview(project, opened, opened.sheet(), mapping, ENGLISH)
    seen.read()
    return seen


def stored_of(project: Project, batch: bytes) -> list[Values]:
    """What the records of an import hold."""
    cards = project.store.cards(CardQuery(kinds=("sighting",), batches=(batch,)), Page(limit=100))
    return [project.stored(one.id).values for one in cards]


def test_a_name_takes_the_position_of_its_place(project: Project, tmp_path: Path) -> None:
    """By any of its names and in any writing; the preview counts them, and the records say where they have it from."""
    path = table(tmp_path)
    mapping, seen = looked(project, path)
    assert mapping.targets["locality"][0].heading == "Camera station"
    assert seen.counts.placed == 4
    done = import_table(project, path, mapping, ENGLISH)
    assert (done.records, done.placed) == (8, 4)
    stored = stored_of(project, done.batch)
    placed = [one for one in stored if one.get("georeference_source") == "known_place"]
    assert {one["decimal_latitude"] for one in placed} == {"41.844", "41.8412"}
    assert {one["coordinate_uncertainty_in_meters"] for one in placed} == {30, 300}
    assert {one["locality"] for one in placed} == set(ROWS[:4])  # as written
    assert all(one["country_code"] == "KG" for one in placed)


def test_two_of_one_name_are_asked(project: Project, tmp_path: Path) -> None:
    """Which is meant is said once for all rows, and what was written stays."""
    path = table(tmp_path)
    mapping, seen = looked(project, path)
    [asked] = [one for one in seen.not_understood if one.text == "Загон"]
    assert asked.count == 2
    offered = {word: code for code, word in asked.suggestions}
    assert offered.keys() == {"Загон (42.1, 77.1)", "Загон (42.2, 77.2)"}
    chosen = mapping.with_meaning(asked.column, "Загон", offered["Загон (42.2, 77.2)"])
    seen = again(project, path, chosen)
    assert seen.counts.placed == 6
    assert not [one for one in seen.not_understood if one.text == "Загон"]
    done = import_table(project, path, chosen, ENGLISH)
    stored = stored_of(project, done.batch)
    assert [one["decimal_latitude"] for one in stored if one["locality"] == "Загон"] == ["42.2", "42.2"]


def test_a_name_that_nobody_knows_is_named_and_can_be_made(project: Project, tmp_path: Path) -> None:
    """Its rows come in without a position; made with the import, it goes and comes back with it."""
    path = table(tmp_path)
    mapping, seen = looked(project, path)
    [unknown] = seen.not_placed
    assert (unknown.text, unknown.count) == ("Nobody's well", 2)
    made = mapping.with_meaning(unknown.column, unknown.text, MAKE_PLACE)
    assert again(project, path, made).not_placed == []
    done = import_table(project, path, made, ENGLISH)
    [place] = project.names.find("place", "Nobody's well")
    stored = stored_of(project, done.batch)
    named = [one for one in stored if one["locality"] == "Nobody's well"]
    assert [one["place"] for one in named] == [place, place]
    undo_import(project, done.batch)
    assert project.names.find("place", "Nobody's well") == ()
    restore_import(project, done.batch)
    assert project.names.find("place", "Nobody's well") == [place]


def test_a_likely_name_is_offered(project: Project, tmp_path: Path) -> None:
    """A slip of the pen is mended with a press."""
    _, seen = looked(project, table(tmp_path, ("CAM-07", "Uper camp")))
    [unknown] = seen.not_placed
    assert [word for _, word in unknown.suggestions] == ["Upper camp"]


def test_names_are_not_asked_about_where_none_is_known(project: Project, tmp_path: Path) -> None:
    """A table of localities stays what it was: nobody must explain every gorge. Cameras are always places."""
    path = table(tmp_path, ("gorge", "ridge"), HEAD.replace("Camera station", "Locality"))
    assert looked(project, path)[1].not_placed == []
    assert [one.text for one in looked(project, table(tmp_path, ("x1", "x2")))[1].not_placed] == ["x1", "x2"]
    stations = table(tmp_path, ("x1", "x2"), HEAD.replace("Camera station", "Station"))
    assert [one.text for one in looked(project, stations)[1].not_placed] == ["x1", "x2"]


def test_a_row_s_own_position_stands(project: Project, tmp_path: Path) -> None:
    """The name of a place is no reason to move a record; far from it, that is asked."""
    head = "Date;Observer;Species;Locality;Latitude;Longitude\r\n"
    path = table(tmp_path, ("CAM-07;41.85;78.12", "CAM-07;42.2;78.12", "CAM-07;;"), head)
    _, seen = looked(project, path)
    assert seen.counts.placed == 1
    assert [len(row.findings) for row in seen.rows] == [0, 0, 0]  # a name beside a position links nothing


@pytest.mark.parametrize("is_timed", [True, False])
def test_waypoints_become_places_unless_they_have_times(
    project: Project,
    tmp_path: Path,
    is_timed: bool,
) -> None:
    """What a receiver marked without a time is a spring or a camp; somebody may still make sightings of them."""
    points = "".join(
        f'<wpt lat="42.{at}" lon="75.{at}">'
        f"{f'<time>2025-03-14T05:1{at}:00Z</time>' if is_timed else ''}<name>{name}</name></wpt>"
        for at, name in enumerate(("Spring", "Old camp", "Pass", "Hut"), 1)
    )
    path = written(tmp_path / "a.gpx", gpx(points))
    mapping, seen = looked(project, path)
    assert mapping.kind == ("sighting" if is_timed else "place")
    if not is_timed:
        assert seen.counts.ready == 4
        done = import_table(project, path, mapping, ENGLISH)
        assert done.records == 4
        assert project.asking(ENGLISH).spot(project.names.find("place", "old camp")[0]) is not None
    other, _ = looked(project, path, "sighting")
    assert "decimal_latitude" in other.targets


def test_stations_of_a_map_program_become_places(project: Project, tmp_path: Path) -> None:
    """From KML and from a shapefile in metres, which keeps its system and what the change of it costs."""
    marks = "".join(
        f"<Placemark><name>Well {at}</name><Point><coordinates>75.{at},42.{at}</coordinates></Point></Placemark>"
        for at in range(1, 5)
    )
    mapping, seen = looked(project, written(tmp_path / "a.kml", kml(marks)))
    assert (mapping.kind, seen.counts.ready) == ("place", 4)
    rows = [((500_000.0 + at, 4_600_000.0), f"C{at}") for at in range(4)]
    files = {f"cams{end}": data for end, data in shapes(1, rows, system=UTM_43N).items()}
    path = zipped(tmp_path / "a.zip", files)
    mapping, seen = looked(project, path)
    assert (mapping.kind, seen.counts.ready) == ("place", 4)
    import_table(project, path, mapping, ENGLISH)
    stored = project.stored(project.names.find("place", "C3")[0]).values
    assert stored["verbatim_srs"] == "EPSG:32643"
    assert stored["verbatim_coordinates"] == "EPSG:32643: E 500003.000 N 4600000.000"
    assert str(stored["decimal_longitude"]).startswith("75.00003")
