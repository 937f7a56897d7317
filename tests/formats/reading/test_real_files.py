"""Files that nobody here made are understood whole; they lie beside the project and are never copied into it."""

from __future__ import annotations

from pathlib import Path

import pytest

from camifield.errors import Problem
from camifield.formats.reading.sheets import Sheet
from camifield.formats.reading.tables import open_table

SHARED = Path(__file__).resolve().parents[3].parent / "shared" / "data"
pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="../shared is absent")

# The file, its sheet, its columns, its rows of data; the encoding and delimiter of text.
TABLES = [
    ("camtrap_dp_example/deployments.csv", 0, 24, 4, "utf-8", ","),
    ("camtrap_dp_example/media.csv", 0, 11, 423, "utf-8", ","),
    ("camtrap_dp_example/observations.csv", 0, 28, 549, "utf-8", ","),
    ("coordinates.csv", 0, 6, 65, "utf-8", ","),
    ("gc_scripts_smart_kobo/kobotoolbox_submissions.csv", 0, 49, 3, "utf-8", ";"),
    ("gc_scripts_smart_kobo/odk_submissions.csv", 0, 34, 2, "utf-8", ","),
    ("ishikawa_bear_incidents/bear_incidents_attractants_r1-r6.csv", 0, 17, 273, "utf-8-sig", ","),
    ("ishikawa_bear_incidents/bear_sightings_r7.csv", 0, 11, 103, "utf-8-sig", ","),
    ("makuyuni_livestock_wildlife/livestock.csv", 0, 12, 80, "utf-8-sig", ","),
    ("makuyuni_livestock_wildlife/wildlife.csv", 0, 12, 74, "utf-8", ","),
    ("mongolia_occupancy/Country_Occ.csv", 0, 11, 1977, "utf-8", ","),
    ("mongolia_occupancy/Occu_SL_2019_R.csv", 0, 41, 1017, "utf-8", ","),
    ("mongolia_occupancy/Seg_Walk_R.csv", 0, 41, 1017, "utf-8", ","),
    ("przewalski_hortobagy/1997_2008.xlsx", 0, 4, 612, None, None),
    ("przewalski_hortobagy/2018-01-07.xlsx", 0, 3, 275, None, None),
    ("snowleopard_scr_borchers/mongolia/Nemegt2013_Cams.csv", 0, 10, 38, "utf-8", ","),
    ("snowleopard_scr_borchers/mongolia/Nemegt2013_Capture.csv", 0, 5, 54, "utf-8", ","),
    ("snowleopard_scr_borchers/mongolia/Nemegt_cams.csv", 0, 9, 39, "utf-8", ","),
    ("snowleopard_scr_borchers/mongolia/Nemegt_capthist.csv", 0, 5, 50, "utf-8", ","),
    ("snowleopard_scr_borchers/mongolia/Noyon_cams.csv", 0, 9, 30, "utf-8", ","),
    ("snowleopard_scr_borchers/mongolia/Noyon_capthist.csv", 0, 5, 85, "utf-8", ","),
    ("snowleopard_scr_borchers/mongolia/Tost_cams.csv", 0, 9, 41, "utf-8", ","),
    ("snowleopard_scr_borchers/mongolia/Tost_capthist.csv", 0, 5, 99, "utf-8", ","),
    ("taibif_camera_trap_zh/HC20B_test.csv", 0, 13, 255, "utf-8", ","),
]


def sheet(name: str, which: int = 0) -> Sheet:
    """A sheet of one of these files."""
    return open_table(SHARED / name).sheet(which)


@pytest.mark.parametrize(("name", "which", "columns", "rows", "encoding", "delimiter"), TABLES)
def test_every_table_is_understood(
    name: str, which: int, columns: int, rows: int, encoding: str | None, delimiter: str | None
) -> None:
    """Protects every row of the real tables: headings in row 1, all others records, nothing to ask, nothing amiss."""
    found = open_table(SHARED / name)
    opened = found.sheet(which)
    assert (found.text.encoding if found.text else None) == encoding
    assert (found.text.delimiter if found.text else None) == delimiter
    assert opened.heading_row == 1
    assert opened.is_heading_certain
    assert len(opened.headings) == columns
    roles = [opened.row_role(row) for row in opened.rows()]
    assert {role.role for role in roles} == {"data"}
    assert len(roles) == rows
    assert len(opened.facts()) == columns
    assert not opened.needs_date_order
    assert not opened.needs_decimal
    assert opened.notices == []


def test_a_sheet_of_questions_has_no_headings() -> None:
    """Protects the sheet of remarks beside a herd's data: four sentences are four rows and no heading."""
    questions = sheet("przewalski_hortobagy/1997_2008.xlsx", 1)
    assert questions.heading_row is None
    assert [questions.row_role(row).role for row in questions.rows()].count("data") == 4


def test_found_walked_and_not_walked_stay_apart() -> None:
    """Protects the national survey: 1, 0 and NA of 1,017 cells by 40 segments are counted apart, none is blank."""
    facts = sheet("mongolia_occupancy/Occu_SL_2019_R.csv").facts()[1:]
    assert len(facts) == 40
    for fact in facts:
        assert fact.kind == "number" or fact.blanks["not_available"] == 1017
        assert fact.values is not None
        assert sum(fact.values.values()) == fact.filled == 1017
        assert set(fact.values) <= {"0", "1", "NA"}


@pytest.mark.parametrize(
    ("name", "heading", "kind", "order"),
    [
        ("ishikawa_bear_incidents/bear_incidents_attractants_r1-r6.csv", "出没日", "date", "era"),
        ("ishikawa_bear_incidents/bear_incidents_attractants_r1-r6.csv", "時刻", "time", None),
        ("ishikawa_bear_incidents/bear_sightings_r7.csv", "出没日", "date", "ymd"),
        ("przewalski_hortobagy/1997_2008.xlsx", "date", "date", None),
        ("taibif_camera_trap_zh/HC20B_test.csv", "date_time", "date", "ymd"),
        ("gc_scripts_smart_kobo/odk_submissions.csv", "location-Longitude", "number", None),
        ("snowleopard_scr_borchers/mongolia/Noyon_cams.csv", "X", "number", None),
    ],
)
def test_columns_are_of_their_kinds(name: str, heading: str, kind: str, order: str | None) -> None:
    """Protects era dates, times such as "about 18:30", typed dates and coordinates."""
    (fact,) = [fact for fact in sheet(name).facts() if fact.heading == heading]
    assert (fact.kind, fact.date_order) == (kind, order)


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("exif_gps_jpeg/DSCN0010.jpg", "JPEG"),
        ("camtrap_dp_example/datapackage.json", "JSON"),
        ("gc_scripts_smart_kobo/smart_patrol_sample.xml", "XML (patrol)"),
        ("snowleopard_scr_borchers/kyrgyzstan_sarychat/Cameras2015.dbf", "dBASE (DBF)"),
    ],
)
def test_what_is_no_table_is_named(name: str, what: str) -> None:
    """Protects the message for the other files of the folder: each is named for what it is."""
    with pytest.raises(Problem) as caught:
        open_table(SHARED / name)
    assert (caught.value.code, caught.value.parameters["what"]) == ("file-is-not-a-table", what)


@pytest.mark.parametrize(
    ("name", "rows", "without"),
    [
        ("gpxpy_tracks/unicode.gpx", 6, 0),
        ("gpxpy_tracks/cerknicko-without-times.gpx", 7, 0),
        ("gc_scripts_smart_kobo/mapeo_observations.geojson", 3, 0),
        ("tuters_russia_geojson/photo_views.geojson", 149, 3),
        ("tuters_russia_geojson/artificial.geojson", 302, 5),
        ("snowleopard_scr_borchers/kyrgyzstan_sarychat/Cameras2015.shp", 39, 0),
    ],
)
def test_places_of_other_programs_are_rows(name: str, rows: int, without: int) -> None:
    """Protects every feature of the real files of places; a null geometry is told, and its words stay."""
    opened = sheet(name)
    assert len(list(opened.rows())) == rows
    told = {one.code: one.parameters["count"] for one in opened.notices}
    assert told == ({"features-without-place": without} if without else {})


def test_a_shapefile_agrees_with_its_own_columns() -> None:
    """Protects the stations of a reserve: the shapes stand where the columns of the same table say."""
    opened = sheet("snowleopard_scr_borchers/kyrgyzstan_sarychat/Cameras2015.shp")
    named = [dict(zip(opened.headings, row.cells, strict=False)) for row in opened.rows()]
    for row in named:
        for ours, own in (("latitude (wgs84)", "Latitude"), ("longitude (wgs84)", "Longitude")):
            assert float(str(row[ours])) == pytest.approx(float(str(row[own])), abs=6e-5)
    assert len({row["Name"] for row in named}) == 39
