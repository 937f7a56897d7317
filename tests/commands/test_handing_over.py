"""The workbook that the agency gets: every record, every cell as it was kept, and nothing half-written ever."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from camifield.commands.deleting import delete
from camifield.commands.handing_over import Wish, export_csv, export_gpx, export_workbook
from camifield.errors import Problem
from camifield.fields.field import Asking, Derived
from camifield.fields.values import Cell
from camifield.formats.features.gpx import read_gpx
from camifield.formats.register_columns import type_of
from camifield.formats.workbook.plan import Type
from camifield.geo.earth import METRES_PER_DEGREE, distance_m
from camifield.geo.position import read_position
from camifield.i18n.words import LANGUAGES, Words
from camifield.kinds.catalogue import kind as kind_of
from camifield.kinds.names import EVENT_KINDS
from camifield.progress import Progress, Stopped
from camifield.project.project import Project
from camifield.store.query import CardQuery
from tests.commands.varied_records import LONG, PEOPLE, varied_project
from tests.commands.workbooks import Cells, about, everything_in, pages
from tests.formats.small_disks import no_file_over, small_disk
from tests.formats.workbook.office import converted
from tests.formats.workbook.package import unescaped
from tests.making import ENGLISH

CONTROL = re.compile("_x(00[01][0-9A-Fa-f])_")
RECORDS = {"sighting": 8, "grazing": 2, "conflict": 2, "patrol": 1, "track": 1}


@pytest.fixture(scope="module", name="project")
def a_project(tmp_path_factory: pytest.TempPathFactory) -> Generator[Project, None, None]:
    """Records of every kind; the tests here only read them."""
    with varied_project(tmp_path_factory.mktemp("varied")) as project:
        yield project


def export(project: Project, path: Path, language: str = "en", **changes: Any) -> Path:
    """Write the workbook and answer its path."""
    export_workbook(project, replace(Wish(path), **changes), Words(language), Progress())
    return path


@pytest.fixture(scope="module", name="book")
def a_book(project: Project, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The exact workbook in English."""
    return export(project, tmp_path_factory.mktemp("book") / "CAMI 2026 Книга.xlsx")


def test_every_record_has_one_row(project: Project, book: Path) -> None:
    """Counts of the sheets, of About and of the store are the same."""
    found = pages(book)
    assert {name: len(found[name].rows) for name in RECORDS} == RECORDS
    told = about(book)
    assert [told[f"Records: {Words('en').say(f'kind.{kind}')}"] for kind in EVENT_KINDS] == [8, 2, 2, 1, 1]
    for kind in RECORDS:
        ids = {row["id"].replace("-", "") for row in found[kind].rows}
        assert ids == {stored.id.hex() for stored in project.store.records_of_kind(kind)}


def wanted(project: Project, kind: str, language: str) -> Iterator[Cells]:
    """What the register must show of each record, worked out from what was kept and from the declaration."""
    declared = kind_of(kind)
    asking = project.coded_asking(Words(language))
    for stored in project.store.records_of_kind(kind):
        cells: Cells = {"id": str(stored.id.hex())}
        for name, column in declared.columns.items():
            field = column.field
            if field.restricted or name in ("photos", "confirmed_findings", "as_written", "record_number"):
                continue
            if isinstance(field, Derived):
                cell = typed(field.compute(stored.values), type_of(field))
                cells[name] = asking.words.say(f"{field.said}.{cell}") if cell and field.codes else cell
            elif (value := stored.values.get(name)) is not None:
                is_told = type_of(field) is Type.TEXT or (
                    type_of(field) is Type.DATE and str(value)[5:] == "21"
                )
                cells[name] = (
                    field.text(value, asking) if is_told else typed(field.column(value), type_of(field))
                )
        yield {name: cell for name, cell in cells.items() if cell is not None}


def typed(cell: Cell, type_: Type) -> object:
    """A cell of a typed table as a reader of the sheet finds it."""
    if type_ is Type.DATE and isinstance(cell, str) and len(cell) == 10:
        return date.fromisoformat(cell)
    if type_ is Type.TIME and isinstance(cell, str):
        return time.fromisoformat(cell)
    return cell


@pytest.mark.parametrize("language", [one.code for one in LANGUAGES])
def test_every_cell_says_what_was_kept(project: Project, tmp_path: Path, language: str) -> None:
    """Numbers, days and times are real, choices are in the reader's words, texts of any script are as they were typed."""
    found = pages(export(project, tmp_path / "book.xlsx", language))
    for kind in EVENT_KINDS:
        there = {row["id"].replace("-", ""): row for row in found[kind].rows}
        for cells in wanted(project, kind, language):
            row = there[cells["id"]]
            for name, cell in cells.items():
                if name != "id":
                    assert row[name] == cell, (kind, name)
            extra = set(row) - set(cells) - {"version", "record_number"}
            assert {name for name in extra if "." not in name} == set(), kind


def test_dates_are_real_where_they_are_days_and_text_where_they_are_not(book: Path) -> None:
    """A month, a night or a season is no day; the first and last day beside it are, so the column can be sorted by."""
    rows = pages(book)["sighting"].rows
    dates = {row["event_date"] for row in rows}
    assert dates == {
        date(2026, 3, 12), date(2026, 3, 7), "2026-02", "2026-01-31/2026-02-01", "spring 2025", "2024",
    }  # fmt: skip
    assert all(isinstance(row["start_day"], date) and isinstance(row["end_day"], date) for row in rows)
    spans = {
        row["event_date"]: (row["start_day"], row["end_day"])
        for row in rows
        if isinstance(row["event_date"], str)
    }
    assert spans["2026-02"] == (date(2026, 2, 1), date(2026, 2, 28))
    assert spans["spring 2025"] == (date(2025, 3, 1), date(2025, 5, 31))


def test_counts_keep_what_was_meant_and_give_a_number_beside_it(book: Path) -> None:
    """About twelve is "~12" and 12; ten to fifteen is no number but has its bounds; unknown, blank and zero differ."""
    rows = pages(book)["sighting"].rows
    by_count = {row.get("count"): row for row in rows}
    assert by_count["~12"]["individual_count"] == 12.0
    assert by_count["~12"]["adult_males"] == 0.0
    assert (by_count["10–15"]["count_least"], by_count["10–15"]["count_most"]) == (10.0, 15.0)
    assert "individual_count" not in by_count["10–15"]
    assert "individual_count" not in by_count["?"]
    assert "adult_males" not in by_count["2"]


def test_sums_of_lines_stand_beside_the_date(book: Path) -> None:
    """Ewes and lambs are sheep in the register; what has no line is blank, and zero heads are zero."""
    found = pages(book)
    attack = next(row for row in found["conflict"].rows if "losses.sheep.killed" in row)
    assert (attack["losses.sheep.killed"], attack["losses.goat.missing"]) == (5.0, 1.0)
    assert "losses.goat.killed" not in attack
    camp = next(row for row in found["grazing"].rows if "livestock.goat.number" in row)
    assert (camp["livestock.sheep.number"], camp["livestock.goat.number"]) == (140.0, 0.0)
    labels = dict(zip(found["conflict"].keys, found["conflict"].labels, strict=True))
    assert labels["losses.sheep.killed"] == "Sheep: Killed, carcass found"


def test_lines_stand_on_sheets_of_their_own(book: Path) -> None:
    """Each line has its record's id and its own permanent one."""
    found = pages(book)
    assert set(found) == {
        *RECORDS, "sighting_segments", "grazing_livestock", "grazing_vaccinations", "conflict_losses", "dictionary",
    }  # fmt: skip
    losses = found["conflict_losses"].rows
    assert [(row["animal"], row.get("killed"), row.get("missing")) for row in losses] == [
        ("Ewe", 3.0, None), ("Lamb", 2.0, None), ("Goat", None, 1.0),
    ]  # fmt: skip
    assert {row["record"] for row in losses} <= {row["id"] for row in found["conflict"].rows}
    assert len({row["line"] for row in losses}) == 3
    assert [row["segment"] for row in found["sighting_segments"].rows] == ["Eagle segment", "=2"]


def test_no_cell_is_a_formula_in_any_reader(book: Path) -> None:
    """Remarks and localities that begin with a sign are texts to openpyxl too, and their columns say so."""
    for page in openpyxl.load_workbook(book).worksheets:
        for row in page.iter_rows():
            assert not [cell.coordinate for cell in row if cell.data_type == "f"], page.title
    rows = pages(book)["sighting"].rows
    assert {"=1+1", "@den\nDen behind the red rock", LONG.strip()} <= {row.get("remarks") for row in rows}


@pytest.mark.slow
def test_libreoffice_reads_the_same(book: Path, tmp_path: Path) -> None:
    """Converted by LibreOffice and read with another library, every sheet has the same cells and no formula."""
    (found,) = converted(book, "xlsx", tmp_path / "out")
    ours, theirs = openpyxl.load_workbook(book), openpyxl.load_workbook(found)
    assert ours.sheetnames == theirs.sheetnames
    for title in ours.sheetnames:
        there = {
            cell.coordinate: cell
            for row in theirs[title].iter_rows()
            for cell in row
            if cell.value is not None
        }
        here = {
            cell.coordinate: cell for row in ours[title].iter_rows() for cell in row if cell.value is not None
        }
        assert set(there) == set(here), title
        for coordinate, cell in here.items():
            assert there[coordinate].data_type == cell.data_type, (title, coordinate)
            assert plain(there[coordinate].value, controls_only=True) == plain(cell.value), (
                title,
                coordinate,
            )


def plain(value: object, *, controls_only: bool = False) -> object:
    """A value without what two writers may differ in: escapes, the last digit of a fraction, a moment's microseconds.

    LibreOffice escapes control characters only, and leaves a text that looks like an escape as it is.
    """
    if isinstance(value, str):
        return CONTROL.sub(lambda found: chr(int(found[1], 16)), value) if controls_only else unescaped(value)
    if isinstance(value, float):
        return round(value, 9)
    return value.replace(microsecond=0) if isinstance(value, datetime | time) else value


def test_a_pivot_table_can_be_laid_over_the_register(book: Path) -> None:
    """One heading row inside the table, all headings different, keys above and outside, the number of heads numeric."""
    page = openpyxl.load_workbook(book)["Attack or damage"]
    (table,) = page.tables.values()
    assert (table.name, table.headerRowCount, table.ref.split(":")[0]) == ("conflict", 1, "A2")
    heads = [cell.value for cell in page[2]]
    assert len(set(heads)) == len(heads)
    assert page.freeze_panes == "D3"
    column = heads.index("Sheep: Killed, carcass found") + 1
    assert [
        cell.data_type for cell in page.iter_rows(3, 4, column, column) for cell in cell if cell.value
    ] == ["n"]


def test_names_of_people_are_nowhere_in_the_workbook(book: Path) -> None:
    """Codes stand for the team, also where a patrol is named by its leader; owners and claimants are in no cell."""
    held = everything_in(book)
    (maker,) = (row for row in about(book).items() if row[0] == "Made by")
    told = held.replace(str(maker[1]), "", 1)
    for name in ("Бакыт Асанов", "+996 555 123456", "Nurlan", "Informer Jumaev"):
        assert name not in told, name
    for page in pages(book).values():
        for row in page.rows:
            assert "Aibek" not in str([cell for key, cell in row.items() if key != "remarks"])
    leopard = next(row for row in pages(book)["sighting"].rows if row.get("waypoint_number"))
    assert " AU " in leopard["patrol"]


def test_names_are_a_file_apart_when_they_are_asked_for(project: Project, tmp_path: Path) -> None:
    """The team with its codes, and who lost livestock or told of a thing, tied to the workbook by the record's id."""
    wish = Wish(tmp_path / "book.xlsx", with_people=True)
    done = export_workbook(project, wish, ENGLISH, Progress())
    assert [path.name for path in done.files] == ["book.xlsx", "book-people.xlsx"]
    found = pages(done.files[1])
    assert {row["code"]: row["name"] for row in found["person"].rows} == {
        "AU": "Aibek U.",
        "ГС": "Гулнара С.",
    }
    (attack,) = found["conflict"].rows
    assert (attack["owner_name"], attack["owner_phone"], attack["claimant_name"]) == (
        "Бакыт Асанов", "+996 555 123456", "Nurlan",
    )  # fmt: skip
    assert attack["id"] in pages(done.files[0])["conflict"].by("id")
    (informer,) = found["sighting"].rows
    assert (informer["informant_name"], informer["consent_given"]) == ("Informer Jumaev", "Yes")
    assert len(found["conflict_victims"].rows) == 1
    assert "Names of people" in str(list(about(done.files[1]).items()))


def test_the_filter_chooses_the_records_of_every_sheet(project: Project, tmp_path: Path) -> None:
    """What was not chosen is on no sheet, lines and names included, and About says which were."""
    query = CardQuery(species=("WOL",))
    wish = Wish(tmp_path / "wolves.xlsx", query=query, filter_words="Wolf", with_people=True)
    done = export_workbook(project, wish, ENGLISH, Progress())
    assert done.records == {"sighting": 3, "conflict": 1}
    found = pages(done.files[0])
    assert set(found) == {"sighting", "conflict", "conflict_losses", "dictionary"}
    told = about(done.files[0])
    assert (told["Which records"], told["Records: Herd or camp"]) == ("Wolf", 0)
    assert "conflict_victims" not in pages(done.files[1])


@pytest.mark.parametrize("language", ["en", "ru", "mn"])
def test_positions_stand_in_a_column_more(project: Project, tmp_path: Path, language: str) -> None:
    """The agency's degrees stay numbers in their columns; beside them is the writing that was asked for, read as the same place."""
    book = export(project, tmp_path / "book.xlsx", language, coordinates="UTM")
    page = pages(book)["sighting"]
    assert page.labels[page.keys.index("position_written")] == Words(language).say(
        "export.position", writing="UTM"
    )
    placed = [row for row in page.rows if "decimal_latitude" in row]
    assert placed
    for row in placed:
        assert isinstance(row["decimal_latitude"], float)
        position = read_position(row["position_written"]).position
        assert position is not None
        here = row["decimal_latitude"], row["decimal_longitude"]
        step_m = float(row.get("coordinate_precision", 0)) * METRES_PER_DEGREE
        assert distance_m(*here, position.latitude, position.longitude) <= max(2, step_m) * 0.75
    assert any(re.fullmatch(r"\d\d[A-Z] \d{6} \d{7}", row["position_written"]) for row in placed)
    plain = pages(export(project, tmp_path / "plain.xlsx", language))
    assert not [name for name, one in plain.items() if "position_written" in one.keys]


def test_one_kind_alone(project: Project, tmp_path: Path) -> None:
    """An agency for livestock asks for attacks only."""
    found = pages(export(project, tmp_path / "book.xlsx", kinds=("conflict",)))
    assert set(found) == {"conflict", "conflict_losses", "dictionary"}
    assert {row["kind"].split(" – ")[0].split(":")[0] for row in found["dictionary"].rows} == {
        "Attack or damage"
    }


def test_no_record_at_all_still_makes_a_file_that_opens(project: Project, tmp_path: Path) -> None:
    """ "None this month" is an answer that an agency asks for: the sheets are there, empty."""
    path = tmp_path / "none.xlsx"
    done = export_workbook(
        project, Wish(path, query=CardQuery(words="nothingofthekind")), ENGLISH, Progress()
    )
    assert done.records == {}
    found = pages(path)
    assert {name: page.rows for name, page in found.items() if name != "dictionary"} == {
        kind: [] for kind in RECORDS
    }


def test_a_deleted_record_is_not_handed_over(tmp_path: Path) -> None:
    """What lies in the bin is no record of the agency's."""
    with varied_project(tmp_path) as project:
        (patrol,) = project.store.records_of_kind("patrol")
        delete(project, [patrol.id])
        done = export_workbook(project, Wish(tmp_path / "book.xlsx"), ENGLISH, Progress())
        assert done.records == {kind: count for kind, count in RECORDS.items() if kind != "patrol"}


@pytest.mark.parametrize("language", [one.code for one in LANGUAGES])
def test_the_dictionary_explains_every_column(project: Project, tmp_path: Path, language: str) -> None:
    """Each key of each sheet has a line with its label, its type and its answers in the words of the sheet."""
    found = pages(export(project, tmp_path / "book.xlsx", language, coordinates="UTM"))
    lines = found["dictionary"].by("key")
    for name, page in found.items():
        if name == "dictionary":
            continue
        prefix = name.replace("_", ".", 1)
        for key, heading in zip(page.keys, page.labels, strict=True):
            line = lines[f"{prefix}.{key}"]
            assert heading.startswith(str(line["label"])), (name, key)
            assert line["type"]
    answers = str(lines["sighting.species"]["answers"])
    assert (
        f"SNL = {Words(language).say('x') and project.coded_asking(Words(language)).vocabulary('species').label('SNL', language)}"
        in answers
    )


def test_handing_over_is_remembered_for_the_owner_only(tmp_path: Path) -> None:
    """Today tells what the agency has not got; a blurred file for somebody else does not count, and neither does a stopped one."""
    with varied_project(tmp_path) as project:
        before = project.store.unsent_counts()
        assert before["sighting"] == 8
        wish = Wish(tmp_path / "others.xlsx", is_exact=False, receiver="a", purpose="b")
        export_workbook(project, wish, ENGLISH, Progress())
        stopped = Progress()
        stopped.stop()
        with pytest.raises(Stopped):
            export_workbook(project, Wish(tmp_path / "book.xlsx"), ENGLISH, stopped)
        assert project.store.unsent_counts() == before
        done = export_workbook(
            project, Wish(tmp_path / "book.xlsx", kinds=("sighting",)), ENGLISH, Progress()
        )
        assert done.changes.everything
        assert {kind: count for kind, count in project.store.unsent_counts().items() if kind in RECORDS} == {
            kind: count for kind, count in before.items() if kind in RECORDS and kind != "sighting"
        }


class TestTroubleWithTheDisk:
    """Whole or not at all, and said in words a person can act on."""

    @pytest.mark.parametrize("write", [export_workbook, export_csv])
    def test_a_full_disk_leaves_the_old_files(self, project: Project, tmp_path: Path, write: Any) -> None:
        """Neither a half workbook nor half of the CSV files; last month's are still there."""
        disk = tmp_path / "disk"
        with small_disk(disk, 16_384):
            old = [disk / name for name in ("book.xlsx", "book-sighting.csv", "book-people.xlsx")]
            for path in old:
                path.write_bytes(b"old")
            with pytest.raises(Problem) as caught:
                write(project, Wish(disk / "book.xlsx", with_people=True), ENGLISH, Progress())
            assert caught.value.code == "disk-is-full"
            assert sorted(disk.iterdir()) == sorted(old)
            assert {path.read_bytes() for path in old} == {b"old"}

    @pytest.mark.parametrize("size", [0, 1, 3_000, 9_000, 20_000])
    def test_wherever_the_disk_ends_nothing_is_left(
        self, project: Project, tmp_path: Path, size: int
    ) -> None:
        """In the first sheet, in the last, at the end of the zip: always the same problem and a clean folder."""
        target = tmp_path / "out"
        target.mkdir()
        with no_file_over(size), pytest.raises(Problem, match="disk-is-full"):
            export_workbook(project, Wish(target / "book.xlsx"), ENGLISH, Progress())
        assert not list(target.iterdir())

    @pytest.mark.parametrize("write", [export_workbook, export_csv])
    def test_a_folder_that_is_gone_is_told(self, project: Project, tmp_path: Path, write: Any) -> None:
        """The stick was pulled out."""
        with pytest.raises(Problem) as caught:
            write(project, Wish(tmp_path / "gone" / "book.xlsx"), ENGLISH, Progress())
        assert caught.value.code == "file-not-written"
        assert str(caught.value.where.file).startswith(str(tmp_path / "gone"))

    @pytest.mark.parametrize("write", [export_workbook, export_csv])
    def test_stop_leaves_the_old_files(self, project: Project, tmp_path: Path, write: Any) -> None:
        """Stopped in the middle, the folder is as it was."""

        class StopsLate(Progress):
            """Stops at the last sheet: everything before is written."""

            def step(self, done: int, total: int = 0, doing: str = "") -> None:
                if total and done == total:
                    self.stop()
                super().step(done, total, doing)

        old = tmp_path / "book.xlsx"
        old.write_bytes(b"old")
        with pytest.raises(Stopped):
            write(project, Wish(old), ENGLISH, StopsLate())
        assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("book.xlsx", b"old")]


class TestCsv:
    """The registers as plain files."""

    def test_each_kind_is_a_file_and_about_stands_beside_them(self, project: Project, tmp_path: Path) -> None:
        """Counts are those of the workbook; what the workbook says in About is not lost."""
        wish = Wish(tmp_path / "cami.csv", separator=";", filter_words="=all")
        done = export_csv(project, wish, Words("ru"), Progress())
        assert done.records == RECORDS
        assert [path.name for path in done.files] == [
            "cami-sighting.csv", "cami-grazing.csv", "cami-conflict.csv", "cami-patrol.csv", "cami-track.csv",
            "cami-about.csv",
        ]  # fmt: skip
        told = done.files[-1].read_text("utf-8-sig")
        assert "'=all" in told
        assert "Русский" in told

    def test_the_cells_are_those_of_the_workbook(self, project: Project, book: Path, tmp_path: Path) -> None:
        """The same rows in the same order, read by the reader that brings tables in."""
        from camifield.formats.csv_guard import unguarded
        from tests.formats.reading.making import sheet_of

        done = export_csv(project, Wish(tmp_path / "cami.csv"), ENGLISH, Progress())
        for path, kind in zip(done.files, RECORDS, strict=False):
            page = pages(book)[kind]
            sheet = sheet_of(path)
            rows = [row for row in sheet.rows() if "-" in row.texts[0]]
            assert len(rows) == len(page.rows)
            for row, cells in zip(rows, page.rows, strict=True):
                for key, text in zip(page.keys, row.texts, strict=False):
                    assert same(unguarded(text), cells.get(key, "")), (kind, key)


def same(text: str, cell: object) -> bool:
    """Whether a text of a CSV file and a cell of the workbook say one thing."""
    if isinstance(cell, float):
        return float(text) == cell
    if isinstance(cell, time):
        return text == f"{cell:%H:%M}"
    return text.strip() == str(cell).strip()


def test_the_reader_of_all_is_calamine_too(book: Path) -> None:
    """Sheets are named in the reader's words, none longer than Excel allows."""
    titles = CalamineWorkbook.from_path(str(book)).sheet_names  # pyright: ignore[reportUnknownMemberType]
    assert titles[0] == "About"
    assert titles[-1] == "Dictionary"
    assert "Attack or damage – Losses" in titles


def test_asking_is_the_projects_own(project: Project) -> None:
    """Words of what leaves the laptop are made with people as codes."""
    asking: Asking = project.coded_asking(ENGLISH)
    people = [asking.name("person", one) for one in project.names.people]
    patrols = [asking.name("patrol", one) for one in project.names.patrols]
    assert sorted(people) == ["AU", "ГС"]
    assert not [name for name in PEOPLE if name in str(patrols)]


class TestGpx:
    """Protects points for a receiver: exact for the team, as blurred as every other file for anybody else."""

    def test_records_with_a_place_are_waypoints_and_tracks_are_tracks(
        self, project: Project, tmp_path: Path
    ) -> None:
        """Each under its number, at its own place and time; the file counts as no handing over."""
        path = tmp_path / "out.gpx"
        waiting = project.store.unsent_count(EVENT_KINDS, 1_000)
        done = export_gpx(project, Wish(path), ENGLISH, Progress())
        found = read_gpx(path)
        named = {one.words["name"]: one for one in found.waypoints.features}
        leopard = next(one for one in named.values() if "Snow leopard" in one.words["cmt"])
        assert (leopard.latitude, leopard.longitude) == ("42.4718000", "76.5566000")
        assert len(found.tracks) == done.records["track"] == 1
        assert sum(done.records.values()) == len(found.waypoints.features) + 1
        assert project.store.unsent_count(EVENT_KINDS, 1_000) == waiting

    def test_others_get_no_track_and_no_exact_place(self, project: Project, tmp_path: Path) -> None:
        """Neither the leopard's gorge nor the way of the rangers, nor a word that gives them back."""
        path = tmp_path / "out.gpx"
        wish = Wish(path, is_exact=False, receiver="A", purpose="B")
        done = export_gpx(project, wish, ENGLISH, Progress())
        text = path.read_text("utf-8")
        assert "trkpt" not in text
        assert "track" not in done.records
        for secret in ("42.4718", "76.5566", "Secret gorge", "WP 047"):
            assert secret not in text
