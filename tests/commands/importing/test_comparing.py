"""Our own workbook comes back: what somebody changed in it is a correction, everything else is unchanged."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from camifield.commands.bringing_in import (
    Imported,
    import_table,
    look_at,
    preview,
    propose_mapping,
    undo_import,
)
from camifield.commands.deleting import delete
from camifield.commands.handing_over import Wish, export_csv, export_workbook
from camifield.commands.saving import save
from camifield.fields.validation import entries_of
from camifield.fields.values import lines_of
from camifield.formats.mapping.outcomes import Fate
from camifield.formats.mapping.preview import PreviewRow
from camifield.i18n.words import Words
from camifield.kinds.catalogue import kind
from camifield.progress import Progress
from camifield.project.project import Project
from camifield.store.query import CardQuery
from tests.making import ENGLISH, conflict, make_project, sighting

SIGHTINGS, ATTACKS, LINES = 1, 2, 3
COLUMNS = ("decimal_latitude", "decimal_longitude", "uncertainty_m")


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """A project with a sighting whose texts begin with signs, and an attack with three lines of losses."""
    found = make_project(tmp_path)
    entries = sighting(
        found, locality="=Upper valley", remarks="-tracks at the river", event_time="9:20", count="~12"
    )
    save(found, "sighting", entries, ENGLISH)
    losses = [
        {"animal": "sheep_ewe", "killed": "3"},
        {"animal": "sheep_lamb", "killed": "2"},
        {"animal": "goat", "missing": "1"},
    ]
    save(
        found,
        "conflict",
        conflict(found, losses=losses, owner_name="Nurlan", attack_place="pasture"),
        ENGLISH,
    )
    yield found
    found.close()


def exported(project: Project, folder: Path, language: str = "ru", *, is_exact: bool = True) -> Path:
    """The workbook of everything."""
    path = folder / f"out-{language}.xlsx"
    wish = Wish(path, is_exact=is_exact, receiver="Institute", purpose="a study")
    export_workbook(project, wish, Words(language), Progress())
    return path


def changed(path: Path, sheet: int, row: int = 3, **cells: object) -> Path:
    """The workbook with some cells changed, as a person would in a spreadsheet."""
    book = openpyxl.load_workbook(path)
    found = book.worksheets[sheet]
    keys = [cell.value for cell in found[1]]
    for key, value in cells.items():
        found.cell(row, keys.index(key.replace("__", ".")) + 1).value = value  # pyright: ignore[reportAttributeAccessIssue]
    target = path.with_name("back.xlsx")
    book.save(target)
    return target


def bring(project: Project, path: Path, sheet: int) -> Imported:
    """Import one sheet as it is proposed."""
    table = look_at(project, path).table
    mapping = propose_mapping(project, table, table.sheet(sheet), ENGLISH).mapping
    return import_table(project, path, mapping, ENGLISH)


def rows(project: Project, path: Path, sheet: int) -> list[PreviewRow]:
    """The preview of one sheet."""
    table = look_at(project, path).table
    found = table.sheet(sheet)
    seen = preview(project, table, found, propose_mapping(project, table, found, ENGLISH).mapping, ENGLISH)
    seen.read()
    return seen.rows


def counted(imported: Imported) -> tuple[int, int, int, int, dict[str, int]]:
    """Records, drafts, corrections, unchanged, and what is no record."""
    return (
        imported.records,
        imported.drafts,
        imported.corrections,
        imported.unchanged,
        dict(imported.left_over),
    )


def first(project: Project, kind_name: str) -> bytes:
    """The only record of a kind."""
    return project.store.records_of_kind(kind_name)[0].id


@pytest.mark.parametrize("language", ["en", "ru", "mn"])
@pytest.mark.parametrize("is_exact", [True, False])
def test_an_unchanged_workbook_changes_nothing(
    project: Project, tmp_path: Path, language: str, is_exact: bool
) -> None:
    """Protects every record from its own export: in any language, exact or blurred, nothing comes back as a change."""
    path = exported(project, tmp_path, language, is_exact=is_exact)
    before = project.store.last_commit()
    for sheet, lines in ((SIGHTINGS, 1), (ATTACKS, 1), (LINES, 3)):
        imported = bring(project, path, sheet)
        assert counted(imported)[:4] == (0, 0, 0, lines)
        assert set(imported.left_over) == {"heading"}
    assert project.store.last_commit() == before


@pytest.mark.parametrize("separator", [",", ";"])
def test_an_unchanged_csv_changes_nothing(project: Project, tmp_path: Path, separator: str) -> None:
    """Protects the plain file too, its decimal commas and the apostrophes before its signs."""
    wish = Wish(tmp_path / "out.csv", separator=separator)
    files = export_csv(project, wish, Words("ru"), Progress()).files
    registers = [path for path in files if path.stem.endswith(("sighting", "conflict"))]
    assert len(registers) == 2
    for path in registers:
        assert counted(bring(project, path, 0)) == (0, 0, 0, 1, {"heading": 1})


def test_changed_cells_are_corrections(project: Project, tmp_path: Path) -> None:
    """Protects the officer's work in the workbook: what was changed is changed here, an emptied cell is emptied."""
    path = changed(exported(project, tmp_path), SIGHTINGS, count="13", locality="Bridge", event_time=None)
    assert counted(bring(project, path, SIGHTINGS)) == (0, 0, 1, 0, {"heading": 1})
    values = project.stored(first(project, "sighting")).values
    assert (values["count"], values["locality"]) == ("13", "Bridge")
    assert "event_time" not in values
    assert values["remarks"] == "-tracks at the river"


def test_a_correction_is_taken_back_with_its_import(project: Project, tmp_path: Path) -> None:
    """Protects from the wrong workbook: one action puts every cell back."""
    imported = bring(project, changed(exported(project, tmp_path), SIGHTINGS, count="13"), SIGHTINGS)
    assert undo_import(project, imported.batch).records == 1
    assert project.stored(first(project, "sighting")).values["count"] == "~12"


def test_an_impossible_change_is_a_draft_of_that_record(project: Project, tmp_path: Path) -> None:
    """Protects the record from a slip in the sheet: the change waits as a draft, the record stays."""
    path = changed(exported(project, tmp_path), SIGHTINGS, event_date="2024-02-31")
    assert counted(bring(project, path, SIGHTINGS)) == (0, 1, 0, 0, {"heading": 1})
    draft = project.drafts.of_record(first(project, "sighting"))
    assert draft is not None
    assert draft.bases == tuple(head.hex() for head in project.stored(first(project, "sighting")).heads)
    assert project.stored(first(project, "sighting")).values["event_date"] == "2026-03-12"


def test_a_blurred_cell_is_never_a_change(project: Project, tmp_path: Path) -> None:
    """Protects exact places: whatever stands in the place cells of a blurred row, the place here stays."""
    path = changed(
        exported(project, tmp_path, is_exact=False),
        ATTACKS,
        decimal_latitude=41.0,
        village="Elsewhere",
        species="Рысь",
    )
    bring(project, path, ATTACKS)
    values = project.stored(first(project, "conflict")).values
    assert values["village"] == "Сары-Булак"
    assert values["species"] == "LYN"


def test_a_changed_line_is_a_correction_of_its_line(project: Project, tmp_path: Path) -> None:
    """Protects lines: the number of one line is put right, the others stay as they are, with their ids."""
    before = [line["id"] for line in lines_of(project.stored(first(project, "conflict")).values, "losses")]
    imported = bring(project, changed(exported(project, tmp_path), LINES, row=4, killed=7), LINES)
    assert (imported.corrections, imported.unchanged) == (1, 2)
    lines = lines_of(project.stored(first(project, "conflict")).values, "losses")
    assert [(line["animal"], line.get("killed")) for line in lines] == [
        ("sheep_ewe", 3),
        ("sheep_lamb", 7),
        ("goat", None),
    ]
    assert [line["id"] for line in lines] == before


def test_two_changed_lines_of_one_record_both_hold(project: Project, tmp_path: Path) -> None:
    """Protects from a later row that would put an earlier one back: each row changes its own line only."""
    path = changed(exported(project, tmp_path), LINES, row=4, killed=7)
    imported = bring(project, changed(path, LINES, row=3, killed=9), LINES)
    assert imported.corrections == 2
    lines = lines_of(project.stored(first(project, "conflict")).values, "losses")
    assert [line.get("killed") for line in lines] == [9, 7, None]


def test_a_changed_sum_is_told_and_not_taken(project: Project, tmp_path: Path) -> None:
    """Protects lines from a number that nobody could divide among them: "sheep killed" is told to be a sum."""
    path = changed(exported(project, tmp_path), ATTACKS, losses__sheep__killed=50)
    row = rows(project, path, ATTACKS)[1]
    assert row.fate is Fate.UNCHANGED
    assert [(one.finding.code, one.finding.parameters["total"]) for one in row.findings] == [
        ("sum-is-not-changed", 5)
    ]


def test_an_older_workbook_does_not_win_silently(project: Project, tmp_path: Path) -> None:
    """Protects what was saved since the export: both values of the same field stand until somebody settles them."""
    path = changed(exported(project, tmp_path), SIGHTINGS, count="13")
    record = first(project, "sighting")
    entries = entries_of(kind("sighting"), project.stored(record).values)
    save(project, "sighting", {**entries, "count": "20"}, ENGLISH, record=record)
    bring(project, path, SIGHTINGS)
    assert "count" in project.stored(record).conflicts


def test_a_record_in_the_bin_stays_there(project: Project, tmp_path: Path) -> None:
    """Protects a deletion from an old workbook: the row is named, the record is not brought back."""
    path = changed(exported(project, tmp_path), SIGHTINGS, count="13")
    delete(project, [first(project, "sighting")])
    assert counted(bring(project, path, SIGHTINGS)) == (0, 0, 0, 0, {"heading": 1, "deleted_here": 1})


def test_rows_of_another_project_come_in_as_new(project: Project, tmp_path: Path) -> None:
    """Protects an agency that gets a neighbour's workbook: what is not here comes in as records of its own."""
    path = exported(project, tmp_path)
    other = make_project(tmp_path / "other", seed=9)
    assert counted(bring(other, path, SIGHTINGS)) == (1, 0, 0, 0, {"heading": 1})
    assert counted(bring(other, path, LINES)) == (0, 0, 0, 0, {"heading": 1, "line_not_here": 3})
    other.close()


AFAR = {"position_of": "observer", "distance_m": "800", "bearing_deg": "135", "bearing_north": "magnetic"}


@pytest.fixture
def afar(tmp_path: Path) -> Iterator[Project]:
    """A project with one animal that was seen 800 m from the observer."""
    found = make_project(tmp_path)
    save(found, "sighting", sighting(found, **AFAR), ENGLISH)
    yield found
    found.close()


@pytest.mark.parametrize("is_exact", [True, False])
def test_an_animal_seen_from_afar_comes_back_unchanged(afar: Project, tmp_path: Path, is_exact: bool) -> None:
    """The sheet tells the animal's position and the record keeps the observer's: that is no change."""
    path = exported(afar, tmp_path, is_exact=is_exact)
    assert counted(bring(afar, path, SIGHTINGS))[:4] == (0, 0, 0, 1)


def test_a_place_put_right_in_the_sheet_is_the_animals(afar: Project, tmp_path: Path) -> None:
    """Who writes another latitude there says where the animal was: it stands as written, and is not led on again."""
    path = changed(exported(afar, tmp_path), SIGHTINGS, decimal_latitude=42.5)
    assert counted(bring(afar, path, SIGHTINGS))[:4] == (0, 0, 1, 0)
    values = afar.stored(first(afar, "sighting")).values
    assert (values["decimal_latitude"], values["position_of"]) == ("42.5", "animal")
    assert values["decimal_longitude"] == "76.9103755"
    assert "verbatim_coordinates" not in values


def test_another_team_reads_the_same_place(afar: Project, tmp_path: Path) -> None:
    """A register brought into a project that has none of its records gives the same position, moved once."""
    path = exported(afar, tmp_path)
    other = make_project(tmp_path / "other", seed=2)
    assert counted(bring(other, path, SIGHTINGS))[0] == 1
    told = [project.store.records_of_kind("sighting")[0].values for project in (afar, other)]
    assert told[0]["verbatim_coordinates"] == told[1]["verbatim_coordinates"]
    rows = [next(iter(one.store.rows("sighting", CardQuery(), COLUMNS)))[0] for one in (afar, other)]
    assert rows[0] == rows[1]
    other.close()
