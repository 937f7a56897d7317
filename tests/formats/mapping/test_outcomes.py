"""What each row becomes: a record, a draft with its errors at their cells, or no record and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest

from camifield.fields.validation import validate
from camifield.fields.values import Entry, lines_of
from camifield.formats.mapping.mappings import TableMapping
from camifield.formats.mapping.outcomes import Fate, Judge, Outcome
from camifield.formats.mapping.remembering import Remembering
from camifield.kinds.catalogue import kind
from tests.formats.mapping.making import LOSSES, asking, judged, proposed, sheet
from tests.formats.mapping.test_proposing import CAPTURES, HERDS, SEGMENTS, SIGHTINGS


def losses(folder: Path, *, encoding: str = "utf-8") -> list[Outcome]:
    """The drawn register, read with what a person says for all rows."""
    found = sheet(folder, LOSSES, encoding=encoding)
    return judged(found, proposed(found).mapping.with_constant("recorded_by", "Б. Бекова"))


@pytest.mark.parametrize("encoding", ["utf-8", "cp1251", "utf-16"])
def test_the_drawn_register_comes_out_as_drawn(tmp_path: Path, encoding: str) -> None:
    """Protects the page's promise, in old encodings too: ready, with a question, a draft, and one total that is no record."""
    rows = [tuple(text.replace("–", "-") for text in row) for row in LOSSES]
    found = sheet(tmp_path, rows, encoding=encoding)
    outcomes = judged(found, proposed(found).mapping.with_constant("recorded_by", "Б. Бекова"))
    assert [one.fate for one in outcomes] == [
        *(
            Fate.RECORD,
            Fate.RECORD,
            Fate.DRAFT,
            Fate.RECORD,
            Fate.RECORD,
            Fate.DRAFT,
            Fate.RECORD,
            Fate.LEFT_OVER,
        )
    ]
    assert outcomes[-1].reason == "total"


def test_an_error_stands_at_its_cell(tmp_path: Path) -> None:
    """Protects "next finding": a date that is no day is in the date's column, a longitude of -199.3 in its own."""
    outcomes = losses(tmp_path)
    third = {(one.finding.code, one.column) for one in outcomes[2].findings}
    assert {("no-such-date", 1), ("uncertain-choice", 3)} <= third
    sixth = {(one.finding.code, one.column) for one in outcomes[5].findings}
    assert ("longitude-out-of-range", 7) in sixth


def test_what_a_record_holds(tmp_path: Path) -> None:
    """Protects the values of an imported record: the same as if it had been typed."""
    values = losses(tmp_path)[1].values
    assert values["event_date"] == "2023-01-11"
    assert values["species"] == "WOL"
    assert values["decimal_longitude"] == "77.2388"
    lines = [(line["animal"], line["killed"]) for line in lines_of(values, "losses")]
    assert lines == [("sheep", 1), ("goat", 2)]


def test_an_animal_that_nobody_knows_is_kept_as_said(tmp_path: Path) -> None:
    """Protects the word of the herder: "не знают" is not known, a name on no list is kept and asked about."""
    rows = [
        ("Дата", "Вид", "Местность"),
        ("12.03.2024", "кара кийик", "Ак-Суу"),
        ("12.03.2024", "не знают", "Ак-Суу"),
    ]
    found = sheet(tmp_path, rows)
    first, second = judged(
        found, proposed(found, "sighting").mapping.with_constant("recorded_by", "А. Асанов")
    )
    assert (first.values["species"], first.values["vernacular_name"]) == ("not_on_list", "кара кийик")
    assert [one.finding.code for one in first.findings] == ["species-not-on-list"]
    assert second.values["species"] == "UNK"


def test_a_row_without_anything_is_no_record(tmp_path: Path) -> None:
    """Protects the drafts from blank rows, and from rows that hold nothing but what is left out."""
    rows = [("Вид", "Число", "Страница"), ("волк", "2", "1"), ("", "", ""), ("-", "", "2")]
    found = sheet(tmp_path, rows)
    outcomes = judged(found, proposed(found, "sighting").mapping.with_constant("recorded_by", "А. Асанов"))
    assert [one.reason for one in outcomes] == ["", "blank", "blank"]


def test_a_sheet_that_is_no_table_and_a_mapping_to_nowhere(tmp_path: Path) -> None:
    """Protects the account: such rows are named, not dropped."""
    found = sheet(tmp_path, SIGHTINGS)
    nowhere = proposed(found).mapping
    for column in nowhere.columns:
        nowhere = nowhere.with_target(column.index, "@leave")
    assert {one.reason for one in judged(found, nowhere)} == {"nothing_mapped"}
    assert {one.reason for one in judged(found, TableMapping("", "table", nowhere.columns))} == {"no_kind"}


@pytest.mark.parametrize(
    "rows",
    [SIGHTINGS, LOSSES, SEGMENTS, CAPTURES, HERDS],
    ids=["sightings", "losses", "segments", "captures", "herds"],
)
def test_one_road(tmp_path: Path, rows: tuple[tuple[str, ...], ...]) -> None:
    """Protects the one road: the declaration that remembers and leaves out gives what the form's own declaration gives."""
    found = sheet(tmp_path, rows)
    mapping = proposed(found).mapping.with_constant("recorded_by", "А. Асанов")
    judge = Judge(mapping, asking(), ("table.csv", ""))
    for row in found.rows():
        outcome = judge.judge(row, found.row_role(row))
        if outcome.fate is Fate.LEFT_OVER:
            continue
        entries = judge.reader.read(row).entries
        whole = validate(kind(mapping.kind), _with_decimal_points(entries, mapping), judge.asking)
        assert outcome.values == whole.values
        told = Counter((one.finding.code, one.finding.field) for one in outcome.findings)
        assert told == Counter((one.code, one.field) for one in whole.findings)


def _with_decimal_points(entries: Mapping[str, Entry], mapping: TableMapping) -> dict[str, Entry]:
    """The entries as a person would type them, who knows that this table writes decimal commas."""
    commas = {one.target for one in mapping.columns if one.decimal == ","}
    return {
        name: str(entry).replace(",", ".") if name in commas else entry for name, entry in entries.items()
    }


def test_each_text_is_read_once(tmp_path: Path) -> None:
    """Protects the speed of large imports: twelve species in a hundred thousand rows are twelve readings."""
    rows = [SIGHTINGS[0], *(SIGHTINGS[1] for _ in range(50))]
    found = sheet(tmp_path, rows)
    judge = Judge(proposed(found).mapping, asking(), ("table.csv", ""))
    for row in found.rows():
        judge.judge(row, found.row_role(row))
    species = judge.narrowed.fields["species"]
    assert isinstance(species, Remembering)
    assert list(species.ready) == ["архар"]


def test_the_country_of_the_table_is_its_own(tmp_path: Path) -> None:
    """Protects a foreign table from a warning at every row: without a country of its own nothing is said of borders."""
    rows = [SIGHTINGS[0], *((*row[:5], "36.29", "136.36", *row[7:]) for row in SIGHTINGS[1:])]
    found = sheet(tmp_path, rows)
    outcomes = judged(found, proposed(found).mapping)
    assert not [one for row in outcomes for one in row.findings if one.finding.code.startswith("place-")]
    stated = proposed(found).mapping.with_constant("country_code", "Кыргызстан")
    assert [
        one
        for row in judged(found, stated)
        for one in row.findings
        if one.finding.code == "place-in-other-country"
    ]
