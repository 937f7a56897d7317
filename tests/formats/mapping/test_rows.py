"""A row becomes the entries that a person would have typed, with where it came from and everything it said."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from camifield.formats.mapping.mappings import ColumnMapping, Constant, TableMapping
from camifield.formats.mapping.row_entries import RowEntries
from camifield.formats.mapping.rows import RowReader
from camifield.geo.position import read_position
from camifield.geo.whereabouts import whereabouts
from camifield.kinds.catalogue import kind
from tests.formats.mapping.making import asking, row


def mapping(kind_name: str, *targets: str, **constants: str) -> TableMapping:
    """A mapping of columns called A, B, C ... to these targets."""
    columns = tuple(ColumnMapping(at, chr(65 + at), target) for at, target in enumerate(targets))
    return TableMapping(
        kind_name, "Sheet", columns, {name: Constant(entry) for name, entry in constants.items()}
    )


def read(found: TableMapping, *texts: str, before: str = "") -> RowEntries:
    """What a row says."""
    return RowReader(found, kind(found.kind), asking(), ("list.csv", before)).read(row(*texts))


def people(found: TableMapping, at: int, between: str) -> TableMapping:
    """The mapping with a column that names several people."""
    columns = (replace(one, between=between) if one.index == at else one for one in found.columns)
    return replace(found, columns=tuple(columns))


def test_every_row_keeps_where_it_came_from_and_what_it_said() -> None:
    """Protects the way back to the source: file, row, and every cell, also of columns that go nowhere."""
    found = read(mapping("sighting", "species", "@leave", "count"), "волк", "3 снимка", "2", before="Лист!")
    assert found.entries["source_file"] == "list.csv"
    assert found.entries["source_row"] == "Лист!2"
    assert json.loads(str(found.entries["as_written"])) == {"A": "волк", "B": "3 снимка", "C": "2"}


def test_names_and_phones_stay_out_of_what_the_team_sees() -> None:
    """Protects people: what is signed into the open log can never be taken apart again, so names are kept beside it."""
    found = read(
        mapping("conflict", "village", "owner_name", "owner_phone", "@private"),
        "Тосор",
        "Нурлан",
        "0555",
        "ID 77",
    )
    assert json.loads(str(found.entries["as_written"])) == {"A": "Тосор"}
    assert json.loads(str(found.entries["as_written_private"])) == {"B": "Нурлан", "C": "0555", "D": "ID 77"}


def test_a_constant_fills_only_what_the_row_does_not_say() -> None:
    """Protects the row's own word from what was said for all rows."""
    found = mapping("sighting", "species", "locality", locality="Гоби")
    assert read(found, "волк", "Алтай").entries["locality"] == "Алтай"
    assert read(found, "волк", "").entries["locality"] == "Гоби"


def test_a_wide_row_makes_a_line_for_each_animal_lost() -> None:
    """Protects losses: a column a kind, two columns of one kind are one line, and none lost is no line."""
    found = mapping(
        "conflict", "losses.sheep.killed", "losses.goat.killed", "losses.sheep.missing", "losses.horse.killed"
    )
    losses = read(found, "3", "0", "1", "").entries["losses"]
    assert losses == [{"animal": "sheep", "killed": "3", "missing": "1"}]


def test_a_herd_of_none_is_counted_and_a_blank_is_not() -> None:
    """Protects counts of livestock: 0 goats were counted, the horses were not."""
    found = mapping("grazing", "livestock.sheep.number", "livestock.goat.number", "livestock.horse.number")
    lines = read(found, "220", "0", "").entries["livestock"]
    assert lines == [{"animal": "sheep", "number": "220"}, {"animal": "goat", "number": "0"}]


def test_a_long_row_makes_one_line() -> None:
    """Protects registers with the animal in a column of its own, and the constant for those that name none."""
    found = mapping("conflict", "losses.+.animal", "losses.+.killed", **{"losses.+.animal": "unknown"})
    assert read(found, "овца", "2").entries["losses"] == [{"animal": "овца", "killed": "2"}]
    assert read(found, "", "2").entries["losses"] == [{"killed": "2", "animal": "unknown"}]


def test_segments_say_whether_the_animal_was_found() -> None:
    """Protects presence: one sign is "found", a walk without any "none found", no walk at all no record."""
    found = mapping("sighting", "locality", "segments.1.result", "segments.2.result", species="SNL")
    assert read(found, "AA17", "0", "1").entries["occurrence"] == "present"
    assert read(found, "AA17", "0", "NA").entries["occurrence"] == "absent"
    assert read(found, "AA17", "NA", "NA").left_over == "not_walked"


def test_several_people_are_the_observer_and_companions() -> None:
    """Protects the team: the first one named saw it, the others were there."""
    found = people(mapping("sighting", "recorded_by", "species"), 0, ";")
    entries = read(found, "А. Асанов; Б. Бекова ;В. Ветров", "волк").entries
    assert entries["recorded_by"] == "А. Асанов"
    assert entries["companions"] == ["Б. Бекова", "В. Ветров"]


def test_remarks_of_several_columns_are_told_apart() -> None:
    """Protects the meaning of a second remark: it stands under its heading."""
    assert (
        read(mapping("sighting", "remarks", "remarks"), "на рассвете", "два следа").entries["remarks"]
        == "на рассвете\nB: два следа"
    )


def test_the_word_for_an_animal_is_kept_beside_its_meaning() -> None:
    """Protects what people call an animal when somebody says which one it is."""
    found = mapping("sighting", "species")
    columns = (replace(found.columns[0], meanings={"тэх": "SIB"}),)
    assert read(replace(found, columns=columns), "тэх").entries["vernacular_name"] == "тэх"


def test_metres_are_told_and_the_transect_names_the_place() -> None:
    """Protects rows of distance sampling: nothing is lost for a position that is not read yet."""
    found = read(mapping("sighting", "transect", "@grid", "@grid"), "20", "166724", "9595508")
    assert found.entries["locality"] == "20"
    assert "decimal_latitude" not in found.entries
    assert [(one.code, one.is_error, one.parameters["text"]) for one in found.findings] == [
        ("grid-not-read", False, "B 166724, C 9595508")
    ]


def test_metres_with_their_zone_said_once_are_places() -> None:
    """Protects tables without a zone: one answer for all rows, and every row has its place, in either order of columns."""
    told = mapping("sighting", "@grid", "@grid").with_constant("@grid", "UTM 47N")
    for cells in (("612345", "4732109.5"), ("4732109.5", "612345")):
        found = read(told, *cells)
        assert found.findings == []
        assert found.entries["verbatim_coordinates"] == f"UTM 47N: {' '.join(cells)}"
    assert "@grid" not in found.entries
    own = read(mapping("sighting", "@grid", "@grid"), "4732109", "13612345")
    assert own.entries["verbatim_coordinates"] == "4732109 13612345"


def test_the_unzoned_table_of_the_clients_lands_in_mongolia() -> None:
    """All camera stations of a real table lie in Mongolia after one answer, and none does without it."""
    path = (
        Path(__file__).resolve().parents[4]
        / "shared/data/snowleopard_scr_borchers/mongolia/Nemegt2013_Cams.csv"
    )
    if not path.exists():
        pytest.skip("../shared is absent")
    with path.open(encoding="utf-8-sig", newline="") as table:
        rows = [(row["X"], row["Y"]) for row in csv.DictReader(table)]
    asked = mapping("sighting", "@grid", "@grid")
    told = asked.with_constant("@grid", "UTM 47N")
    assert len(rows) == 38
    for cells in rows:
        assert "verbatim_coordinates" not in read(asked, *cells).entries
        position = read_position(str(read(told, *cells).entries["verbatim_coordinates"])).position
        assert position is not None
        assert whereabouts(float(position.latitude), float(position.longitude)).country == "MN"


def test_a_date_in_columns_of_its_own() -> None:
    """Protects old lists with year, month and day apart, as far as they go."""
    found = mapping("sighting", "@year", "@month", "@day")
    cases: Sequence[tuple[tuple[str, str, str], str]] = [
        (("2023", "5", "12"), "2023-05-12"),
        (("2023", "май", "12"), "12 май 2023"),
        (("2023", "5", ""), "2023-05"),
    ]
    for texts, date in cases:
        assert read(found, *texts).entries["event_date"] == date


def test_a_short_row_is_read_as_far_as_it_goes() -> None:
    """Protects ragged tables: cells that are not there are blank."""
    assert read(mapping("sighting", "species", "count", "remarks"), "волк").entries["species"] == "волк"


def test_a_blurred_row_of_somebody_else_comes_in_as_blurred() -> None:
    """Protects the truth of another agency's workbook: its grid cell is no exact place."""
    found = mapping("sighting", "decimal_latitude", "decimal_longitude", "@uncertainty", "@generalised")
    entries = read(replace(found, is_own=True), "42.3", "76.9", "7000", "grid 0.1").entries
    assert entries["coordinate_uncertainty_in_meters"] == "7000"
    assert entries["remarks"] == "grid 0.1"


def test_a_photo_of_nobody_is_no_record_and_an_unknown_animal_is() -> None:
    """Protects camera tables that say in a column of its own what a photo shows."""
    found = mapping("sighting", "species", "@shown")
    assert read(found, "", "blank").left_over == "blank_photo"
    assert read(found, "", "vehicle").left_over == "person_or_car"
    assert read(found, "", "unclassified").entries["species"] == "UNK"
    assert read(found, "Vulpes vulpes", "animal").entries["species"] == "Vulpes vulpes"
