"""A kind's part of the workbook, made from its declaration: columns, types, words, and rows as they are read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

import pytest

from camifield.fields.field import Asking
from camifield.fields.values import Cell
from camifield.formats.blurring import Blurring
from camifield.formats.register import LEFT_OUT, RegisterOf
from camifield.formats.register_columns import HEADER, type_of
from camifield.formats.tallying import Tally
from camifield.formats.workbook.plan import Sheet, Type
from camifield.i18n.words import LANGUAGES, Words
from camifield.kinds.catalogue import kind as kind_of
from camifield.kinds.catalogue import kinds

ID = bytes(range(16))
TODAY = date(2026, 3, 14)
Rows = dict[str, list[dict[str, Cell]]]


def register(kind: str, rows: Rows, language: str = "en", *, is_exact: bool = True) -> RegisterOf:
    """A register over these rows, by kind or by kind/repeat; a column that a row has not got is blank."""

    def read(name: str, columns: Sequence[str]) -> Iterator[Sequence[Cell]]:
        return iter([tuple(row.get(column) for column in columns) for row in rows.get(name, [])])

    asking = Asking(TODAY, Words(language), name=lambda kind, one: f"{kind}-{one.hex()[:4]}")
    return RegisterOf(kind_of(kind), asking, Blurring(is_exact), read, len(rows.get(kind, [])))


def cells(sheet: Sheet) -> list[dict[str, object]]:
    """The rows of a sheet by the keys of their columns, blank cells left out."""
    keys = [column.key for column in sheet.columns]
    return [
        {key: cell for key, cell in zip(keys, row, strict=True) if cell is not None} for row in sheet.rows()
    ]


@pytest.mark.parametrize("kind", tuple(kinds()))
def test_every_field_that_may_go_out_has_a_column(kind: str) -> None:
    """Nothing that was recorded is missing from the sheet, and nothing restricted is on it."""
    declared = kinds()[kind]
    sheet = register(kind, {}).register()
    keys = [column.key for column in sheet.columns]
    open_ones = {name for name, column in declared.columns.items() if not column.field.restricted}
    assert set(keys) == (open_ones - LEFT_OUT) | {*HEADER, "data_generalizations", "information_withheld"}
    assert len(keys) == len(set(keys))
    assert keys[:3] == list(HEADER)
    with_names = [
        column.key for column in replace(register(kind, {}), with_restricted=True).register().columns
    ]
    assert {name for name, column in declared.columns.items() if column.field.restricted} - LEFT_OUT <= set(
        with_names
    )


@pytest.mark.parametrize("kind", tuple(kinds()))
@pytest.mark.parametrize("language", [one.code for one in LANGUAGES])
def test_every_column_has_a_label_in_the_readers_language(kind: str, language: str) -> None:
    """A key in place of a word would be read as a fault of the file."""
    of_kind = register(kind, {}, language)
    sheets = [of_kind.register(), *(of_kind.line_sheet(repeat, 1) for repeat in of_kind.declared.repeats)]
    for sheet in sheets:
        assert not [
            column.label for column in sheet.columns if not column.label or "." in column.label.rstrip(".")
        ]
        assert "." not in sheet.title


def test_types_are_real() -> None:
    """Days, times, whole numbers, decimals and degrees are what they are, derived columns too."""
    found = {column.key: column.type for column in register("sighting", {}).register().columns}
    assert {key: found[key] for key in ("id", "event_date", "event_time", "start_day", "end_day")} == {
        "id": Type.ID, "event_date": Type.DATE, "event_time": Type.TIME, "start_day": Type.DATE, "end_day": Type.DATE,
    }  # fmt: skip
    whole = ("individual_count", "count_least", "count_most", "uncertainty_m", "elevation", "adult_males")
    assert {found[key] for key in whole} == {Type.WHOLE}
    assert (found["decimal_latitude"], found["effort_km"], found["count"]) == (
        Type.DEGREES,
        Type.DECIMAL,
        Type.TEXT,
    )


def test_every_derived_column_says_what_it_gives() -> None:
    """A derived number without its type would stand in the sheet as text, and no sum could be made of it."""
    for declared in kinds().values():
        for name, field in declared.derived.items():
            column = declared.table.columns[name]
            is_number = column.type.python_type is int
            assert (type_of(field) is Type.WHOLE) == is_number, (declared.name, name)


def test_codes_become_words_and_ids_become_text() -> None:
    """The reader sees "Snow leopard", the record's id as it is written everywhere, people by what stands for them."""
    rows: Rows = {
        "sighting": [
            {
                "id": ID,
                "version": "0123456789abcdef0123",
                "species": "SNL",
                "weather": "clear wind",
                "recorded_by": b"\xab\xcd" * 8,
                "count": "10-15",
                "event_date": "2025-21",
                "habitat": "of_a_newer_version",
            }
        ]
    }
    (found,) = cells(register("sighting", rows).register())
    assert found == {
        "id": "00010203-0405-0607-0809-0a0b0c0d0e0f",
        "version": "0123456789ab",
        "species": "Snow leopard",
        "weather": "Clear; Wind",
        "recorded_by": "person-abcd",
        "count": "10–15",
        "event_date": "spring 2025",
        "habitat": "of_a_newer_version",
    }
    (russian,) = cells(register("sighting", rows, "ru").register())
    assert (russian["species"], russian["event_date"]) == ("Снежный барс (ирбис)", "весна 2025 г.")


def test_sums_stand_in_the_order_of_the_list() -> None:
    """The columns of next month's file stand where this month's did, whichever animal was lost first."""
    rows: Rows = {
        "conflict": [{"id": ID}],
        "conflict/losses": [
            {"record": ID, "animal": "yak", "killed": 1},
            {"record": ID, "animal": "sheep", "killed": 2},
            {"record": ID, "animal": "of_a_newer_version", "killed": 3},
        ],
    }
    tally = Tally("losses", "animal", ("killed",))
    sheet = register("conflict", rows).register([tally])
    keys = [column.key for column in sheet.columns if column.key.startswith("losses.")]
    assert keys == ["losses.sheep.killed", "losses.yak.killed", "losses.of_a_newer_version.killed"]
    (found,) = cells(sheet)
    assert [found[key] for key in keys] == [2, 1, 3]


def test_a_line_sheet_keeps_the_lines_own_ids() -> None:
    """An edited line comes back to its own line."""
    rows: Rows = {"conflict/losses": [{"record": ID, "line": "0123456789ab", "animal": "goat", "killed": 0}]}
    (found,) = cells(register("conflict", rows).line_sheet("losses", 1))
    assert found == {
        "record": "00010203-0405-0607-0809-0a0b0c0d0e0f", "line": "0123456789ab", "animal": "Goat", "killed": 0,
    }  # fmt: skip


def test_free_text_of_lines_stays_with_the_team() -> None:
    """An ear tag, a vaccinator's name and the name of a segment have no column in a file for others."""
    for kind, repeat, name in (
        ("conflict", "losses", "ear_tag"),
        ("grazing", "vaccinations", "given_by"),
        ("sighting", "segments", "segment"),
    ):
        exact, others = (
            [column.key for column in register(kind, {}, is_exact=is_exact).line_sheet(repeat, 1).columns]
            for is_exact in (True, False)
        )
        assert name in exact
        assert name not in others


def test_restricted_lines_are_on_no_sheet_of_the_workbook() -> None:
    """People who were hurt are in the restricted part of the log, and only in the file of names."""
    rows: Rows = {"conflict/victims": [{"record": ID, "line": "0123456789ab", "injury": "minor"}]}
    of_kind = register("conflict", rows)
    assert [sheet.name for sheet in of_kind.sheets((), {"victims": 1, "losses": 0})] == ["conflict"]
    assert [sheet.name for sheet in of_kind.restricted_sheets({"victims": 1})] == []
    apart = replace(of_kind, with_restricted=True)
    assert [sheet.name for sheet in apart.restricted_sheets({"victims": 1})] == ["conflict_victims"]


def test_the_sheet_of_names_has_only_records_that_name_somebody() -> None:
    """One row for each owner, claimant or informant; a record without one is not listed."""
    rows: Rows = {"conflict": [{"id": ID, "owner_name": "Бакыт"}, {"id": ID[::-1]}]}
    (sheet,) = replace(register("conflict", rows), with_restricted=True).restricted_sheets({})
    assert cells(sheet) == [{"id": "00010203-0405-0607-0809-0a0b0c0d0e0f", "owner_name": "Бакыт"}]
    assert sheet.count == 1


def test_rows_to_the_month_come_last() -> None:
    """Between its neighbours of the 13th and the 11th, a record of "March" would be of the 12th."""
    rows: Rows = {
        "sighting": [
            {"id": ID, "species": "WOL", "event_date": "2026-03-13"},
            {"id": ID, "species": "CHE", "event_date": "2026-03-12", "start_day": "2026-03-12"},
            {"id": ID, "species": "WOL", "event_date": "2026-03-11"},
        ]
    }
    found = cells(register("sighting", rows, is_exact=False).register())
    assert [row["event_date"] for row in found] == ["2026-03-13", "2026-03-11", "2026-03"]
    assert found[-1]["start_day"] == "2026-03-01"


def test_names_of_the_record_are_looked_for_in_its_words_and_never_shown() -> None:
    """The owner's name is read to take out the remark that speaks it; it is in no cell."""
    rows: Rows = {
        "conflict": [{"id": ID, "species": "WOL", "owner_name": "Бакыт", "vernacular_name": "волк у Бакыта"}]
    }
    (found,) = cells(register("conflict", rows, is_exact=False).register())
    assert "vernacular_name" not in found
    assert "Name as said" in str(found["information_withheld"])
    assert "Бакыт" not in str(found)
