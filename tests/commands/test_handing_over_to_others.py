"""What others than the owner of the data get: the whole picture, and nowhere a place, a name or a day to be guarded."""

from __future__ import annotations

import re
from collections.abc import Callable, Generator
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from camifield.commands.bringing_in import import_table, look_at, propose_mapping
from camifield.commands.handing_over import HandedOver, Wish, export_csv, export_workbook
from camifield.commands.saving import save
from camifield.fields.place_words import position_text
from camifield.fields.vocabulary import Vocabulary
from camifield.i18n.words import LANGUAGES, Words
from camifield.ids import id_text
from camifield.kinds.names import EVENT_KINDS
from camifield.kinds.sensitivity import POLICY
from camifield.progress import Progress
from camifield.project.project import Project
from camifield.project.references import record_of
from camifield.settings import WRITINGS
from camifield.store.query import Box, CardQuery
from tests.commands.varied_records import PEOPLE, PLACES, varied_project
from tests.commands.workbooks import Cells, Page, about, everything_in, pages
from tests.formats.reading.making import sheet_of
from tests.making import ENGLISH, person, save_sighting

Write = Callable[[Project, Wish, Words, Progress], HandedOver]
OTHERS = Wish(
    Path(), is_exact=False, receiver="=Institute of Zoology", purpose="@range map", with_people=True
)


@pytest.fixture(scope="module", name="project")
def a_project(tmp_path_factory: pytest.TempPathFactory) -> Generator[Project, None, None]:
    """Records of every kind, with places and names that must not get out; the tests here only read them."""
    with varied_project(tmp_path_factory.mktemp("varied")) as project:
        yield project


@pytest.fixture(scope="module", name="done")
def a_hand_over(project: Project, tmp_path_factory: pytest.TempPathFactory) -> HandedOver:
    """The workbook for others, in English."""
    wish = replace(OTHERS, path=tmp_path_factory.mktemp("others") / "others.xlsx")
    return export_workbook(project, wish, ENGLISH, Progress())


@pytest.fixture(scope="module", name="book")
def a_book(done: HandedOver) -> dict[str, Page]:
    """Its sheets."""
    return pages(done.files[0])


def row(book: dict[str, Page], kind: str, **cells: object) -> Cells:
    """The only row that has these cells."""
    (found,) = [one for one in book[kind].rows if all(one.get(key) == cell for key, cell in cells.items())]
    return found


@pytest.mark.parametrize("language", [one.code for one in LANGUAGES])
@pytest.mark.parametrize("write", [export_workbook, export_csv])
def test_nothing_guarded_is_anywhere_in_the_bytes(
    project: Project, tmp_path: Path, language: str, write: Write
) -> None:
    """Every part of every file is searched: coordinates, words that give them back, names, phones, ear tags."""
    wish = replace(OTHERS, path=tmp_path / "others.xlsx")
    done = write(project, wish, Words(language), Progress())
    for path in done.files:
        held = everything_in(path)
        assert not [text for text in (*PLACES, *PEOPLE) if text in held], path.name
        assert not [text for text in (*PLACES, *PEOPLE) if text.replace(".", ",") in held], path.name


@pytest.mark.parametrize("write", [export_workbook, export_csv])
def test_no_id_or_number_tells_the_day_of_a_record(project: Project, tmp_path: Path, write: Write) -> None:
    """An id begins with the time at which it was made, and numbers count on from day to day: neither goes out."""
    done = write(project, replace(OTHERS, path=tmp_path / "others.xlsx"), ENGLISH, Progress())
    held = "".join(everything_in(path) for path in done.files)
    stored = [one for kind in EVENT_KINDS for one in project.store.records_of_kind(kind)]
    told = {id_text(one.id)[:8] for one in stored} | {
        str(one.values["record_number"]) for one in stored if "record_number" in one.values
    }
    assert not [text for text in told if text in held]


def test_the_team_finds_a_record_by_its_reference(
    project: Project, book: dict[str, Page], tmp_path: Path
) -> None:
    """Somebody asks about a row: the team knows the record, today and from the file of another day."""
    attack = row(book, "conflict", **{"losses.sheep.killed": 5.0})
    found = record_of(project, str(attack["id"]).lower().replace("-", " "))
    assert found in {one.id for one in project.store.records_of_kind("conflict")}
    assert project.store.records([found or b""])[found or b""].values["claim_amount"] == "12500.50"
    assert {line["record"] for line in book["conflict_losses"].rows} <= {
        one["id"] for one in book["conflict"].rows
    }
    again = export_workbook(project, replace(OTHERS, path=tmp_path / "again.xlsx"), Words("ru"), Progress())
    assert attack["id"] in {one["id"] for one in pages(again.files[0])["conflict"].rows}


def test_the_order_of_rows_tells_no_day_either(tmp_path: Path) -> None:
    """What is told to the month stands behind the rest in the order of its references, without its version."""
    with varied_project(tmp_path) as project:
        save(project, "own_species", {"name": "Ирвес", "sensitivity": "extreme"}, ENGLISH)
        (own,) = [one.code for one in project.names.own_terms["species"] if one.label("en") == "Ирвес"]
        for day in range(1, 8):
            save_sighting(project, species=own, event_date=f"2025-12-0{day}")
        wish = replace(OTHERS, path=tmp_path / "others.xlsx", query=CardQuery(species=(own,)))
        export_workbook(project, wish, ENGLISH, Progress())
        rows = pages(wish.path)["sighting"].rows
        references = [str(one["id"]) for one in rows]
        assert references == sorted(references)
        assert {one.get("version") for one in rows} == {None}
        assert all(record_of(project, one) for one in references)


def test_the_exact_file_does_hold_them(project: Project, tmp_path: Path) -> None:
    """The search above finds what is there: the same texts stand in the owner's files."""
    done = export_workbook(project, Wish(tmp_path / "own.xlsx", with_people=True), ENGLISH, Progress())
    held = "".join(everything_in(path) for path in done.files)
    assert [text for text in (*PLACES, *PEOPLE) if text not in held] == []


def test_no_file_of_names_is_made_for_others(done: HandedOver) -> None:
    """Asked for or not: names are for the owner of the data."""
    assert [path.name for path in done.files] == ["others.xlsx"]


def test_every_record_and_every_sum_is_there(done: HandedOver, book: dict[str, Page]) -> None:
    """Aggregates are what others are given the file for: counts, kilometres and sums of losses are untouched."""
    assert done.records == {"sighting": 8, "grazing": 2, "conflict": 2, "patrol": 1}
    attack = row(book, "conflict", **{"losses.sheep.killed": 5.0})
    assert (attack["losses.goat.missing"], attack["claim_amount"]) == (1.0, 12500.5)
    assert book["patrol"].rows[0]["distance_km"] == 23.5
    assert {line.get("killed") for line in book["conflict_losses"].rows} == {3.0, 2.0, None}
    assert row(book, "sighting", species="Argali", count="~12")["individual_count"] == 12.0


def test_places_are_in_the_middle_of_their_cells(book: dict[str, Page]) -> None:
    """Snow leopard a tenth, argali, herd and attack a hundredth of a degree, each with what was done to it."""
    leopard = row(book, "sighting", species="Snow leopard")
    assert (leopard["decimal_latitude"], leopard["decimal_longitude"]) == (42.45, 76.55)
    assert leopard["data_generalizations"] == "Coordinates generalised to a grid of 0.1 degrees"
    assert leopard["uncertainty_m"] > 6_000
    argali = row(book, "sighting", species="Argali", count="~12")
    assert (argali["decimal_latitude"], argali["decimal_longitude"]) == (42.315, 76.905)
    attack = row(book, "conflict", **{"losses.sheep.killed": 5.0})
    assert (attack["decimal_latitude"], attack["decimal_longitude"]) == (41.775, 75.885)
    camp = row(book, "grazing", **{"livestock.sheep.number": 140.0})
    assert (camp["decimal_latitude"], camp["decimal_longitude"]) == (42.45, 76.55)


def test_what_is_left_out_is_named(book: dict[str, Page]) -> None:
    """A blank cell says why it is blank: in the words of the labels above the columns."""
    leopard = row(book, "sighting", species="Snow leopard")
    labels = dict(zip(book["sighting"].keys, book["sighting"].labels, strict=True))
    named = leopard["information_withheld"].split("; ")
    assert ["Written as", "Precision, degrees"][0] in named
    for key in ("verbatim_coordinates", "locality", "patrol", "waypoint_number", "remarks"):
        assert key not in leopard
        assert labels[key] in leopard["information_withheld"], key
    wolf = row(book, "sighting", species="Wolf", count="10–15")
    assert wolf["information_withheld"] == labels["remarks"]
    assert wolf["form_number"] == "007"


def test_the_most_endangered_have_no_place_and_no_day(project: Project, book: dict[str, Page]) -> None:
    """An Asiatic cheetah: the country and the month, last on the sheet, so that its neighbours do not tell the day."""
    cheetah = row(book, "sighting", species="Asiatic cheetah")
    assert (cheetah["event_date"], cheetah["start_day"], cheetah["end_day"]) == (
        "2026-03", date(2026, 3, 1), date(2026, 3, 31),
    )  # fmt: skip
    gone = {
        "decimal_latitude",
        "decimal_longitude",
        "uncertainty_m",
        "event_time",
        "locality",
        "verbatim_coordinates",
    }
    assert not gone & set(cheetah)
    assert "month" in cheetah["data_generalizations"]
    assert book["sighting"].rows[-1] == cheetah
    asked = project.store.records_of_kind("sighting")
    assert (
        next(one for one in asked if one.values.get("species") == "CHE").values["event_date"] == "2026-03-07"
    )


def test_an_uncertain_animal_is_guarded_as_the_worst_it_may_be(book: dict[str, Page]) -> None:
    """ "Cat, unsure" in Kyrgyzstan may be a snow leopard: the same cell of the grid as the leopard's own record."""
    name = Vocabulary("species").label("cat_unsure", "en")
    unsure, leopard = (row(book, "sighting", species=one) for one in (name, "Snow leopard"))
    for key in ("decimal_latitude", "decimal_longitude"):
        assert unsure[key] == leopard[key]


def test_the_same_record_gives_the_same_cell_each_time(
    project: Project, done: HandedOver, tmp_path: Path
) -> None:
    """Nothing is random: two files laid over each other give no more than one of them (Chapman 2020, rule 3)."""
    again = export_workbook(project, replace(OTHERS, path=tmp_path / "again.xlsx"), ENGLISH, Progress())
    assert again.generalised == done.generalised
    for kind in ("sighting", "grazing", "conflict"):
        assert pages(again.files[0])[kind].rows == pages(done.files[0])[kind].rows


def test_about_says_what_was_done_and_counts_rightly(
    project: Project, done: HandedOver, book: dict[str, Page]
) -> None:
    """Policy, receiver, purpose and counts that can be counted again in the sheets; the maker by code."""
    told = about(done.files[0])
    rows = [one for kind in done.records for one in book[kind].rows]
    on_grid = [one for one in rows if "grid" in one.get("data_generalizations", "")]
    assert told["Places generalised"] == done.generalised == len(on_grid)
    assert told["Records with something left out"] == len(
        [one for one in rows if "information_withheld" in one]
    )
    assert told["Places left out"] == done.hidden
    assert (told["Policy"], told["For whom"], told["What for"]) == (
        POLICY,
        "=Institute of Zoology",
        "@range map",
    )
    assert (told["Made by"], told["Language of the words"]) == ("AU", "English")
    assert re.fullmatch(r"2026-03-14 09:0\d UTC\+06:00", told["Made at"])


@pytest.mark.parametrize(
    "query",
    [
        CardQuery(words="Secret gorge"),
        CardQuery(people=(b"p" * 16,)),
        CardQuery(places=(b"p" * 16,)),
        CardQuery(batches=(b"p" * 16,)),
        CardQuery(box=Box(70, 80, 40, 43)),
        CardQuery(tokens=(("e_secret_20_gorge",),)),
        CardQuery(first_day=739_000, last_day=739_006),
    ],
)
def test_a_filter_that_names_a_place_a_person_a_week_or_a_file_is_not_told(
    project: Project, tmp_path: Path, query: CardQuery
) -> None:
    """ "Records with: Secret gorge" would say where every leopard of the file was."""
    wish = replace(OTHERS, path=tmp_path / "others.xlsx", query=query, filter_words="Secret gorge, Aibek")
    export_workbook(project, wish, ENGLISH, Progress())
    assert "Secret gorge" not in everything_in(wish.path)
    assert about(wish.path)["Which records"] == ENGLISH.say("about.filter_withheld")


def test_a_filter_without_a_place_is_told(project: Project, tmp_path: Path) -> None:
    """Which animals and which years is what the receiver must know to use the file."""
    query = CardQuery(species=("SNL",), first_day=738_000, last_day=739_999)
    wish = replace(OTHERS, path=tmp_path / "others.xlsx", query=query, filter_words="Snow leopard")
    export_workbook(project, wish, ENGLISH, Progress())
    assert about(wish.path)["Which records"] == "Snow leopard"


@pytest.mark.parametrize("writing", WRITINGS)
def test_no_writing_of_a_position_tells_more_than_its_row(
    project: Project, tmp_path: Path, writing: str
) -> None:
    """The column more is worked out from what the receiver sees: the coarse cell, its radius, or nothing at all."""
    wish = replace(OTHERS, path=tmp_path / "others.xlsx", coordinates=writing)
    found = pages(export_workbook(project, wish, ENGLISH, Progress()).files[0])
    rows = [one for kind in EVENT_KINDS if kind in found for one in found[kind].rows]
    exact = {
        position_text(
            str(one.values["decimal_latitude"]), str(one.values["decimal_longitude"]), ENGLISH, writing
        )
        for kind in EVENT_KINDS
        for one in project.store.records_of_kind(kind)
        if "decimal_latitude" in one.values
    }
    coarse = [one for one in rows if "degrees" in str(one.get("data_generalizations", ""))]
    assert coarse
    for one in coarse:
        here = one["decimal_latitude"], one["decimal_longitude"]
        assert one["position_written"] == position_text(*here, ENGLISH, writing, one["uncertainty_m"])
        assert one["position_written"] not in exact
    for one in rows:
        assert ("position_written" in one) == ("decimal_latitude" in one)


def bring(project: Project, path: Path, sheet: int) -> tuple[int, int, int, int]:
    """Bring one sheet in as it is proposed: records, drafts, corrections, unchanged."""
    table = look_at(project, path).table
    mapping = propose_mapping(project, table, table.sheet(sheet), ENGLISH).mapping
    done = import_table(project, path, mapping, ENGLISH)
    return done.records, done.drafts, done.corrections, done.unchanged


@pytest.mark.parametrize("is_exact", [True, False])
@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_file_that_comes_back_changes_nothing(tmp_path: Path, language: str, is_exact: bool) -> None:
    """Neither a blurred cell nor one left out is a correction: every row of every sheet of every kind is as it was."""
    with varied_project(tmp_path) as project:
        path = tmp_path / "back.xlsx"
        wish = replace(OTHERS, path=path, is_exact=is_exact, with_people=False, coordinates="UTM")
        export_workbook(project, wish, Words(language), Progress())
        before = project.store.last_commit()
        for at, name in enumerate(pages(path), 1):
            if name != "dictionary":
                assert bring(project, path, at) == (0, 0, 0, len(pages(path)[name].rows)), name
        assert project.store.last_commit() == before


@pytest.mark.parametrize("is_exact", [True, False])
@pytest.mark.parametrize("separator", [",", ";"])
def test_csv_that_comes_back_changes_nothing(tmp_path: Path, separator: str, is_exact: bool) -> None:
    """Apostrophes, decimal commas and months that were kept from Excel are all read back as what they are."""
    with varied_project(tmp_path) as project:
        wish = replace(
            OTHERS,
            path=tmp_path / "back.csv",
            is_exact=is_exact,
            separator=separator,
            with_people=False,
            coordinates="SK42",
        )
        done = export_csv(project, wish, Words("ru"), Progress())
        for path, kind in zip(done.files, done.records, strict=False):
            assert bring(project, path, 0) == (0, 0, 0, done.records[kind]), kind


def test_a_correction_beside_a_blurred_place_does_come_back(tmp_path: Path) -> None:
    """Somebody who knows better about the animal is heard, and the exact place stays as it was kept."""
    with varied_project(tmp_path) as project:
        wish = replace(OTHERS, path=tmp_path / "back.xlsx", kinds=("sighting",))
        export_workbook(project, wish, ENGLISH, Progress())
        book = openpyxl.load_workbook(wish.path)
        page = book["Animal or sign"]
        keys = [cell.value for cell in page[1]]
        at = next(
            one for one in range(3, 11) if page.cell(one, keys.index("species") + 1).value == "Snow leopard"
        )
        page.cell(at, keys.index("count") + 1, "3")
        page.cell(at, keys.index("decimal_latitude") + 1, 42.46)
        book.save(wish.path)
        assert bring(project, wish.path, 1) == (0, 0, 1, 7)
        leopard = next(
            one for one in project.store.records_of_kind("sighting") if one.values.get("species") == "SNL"
        )
        assert (leopard.values["count"], leopard.values["decimal_latitude"]) == ("3", "42.4718")


def test_a_name_of_the_team_in_a_remark_takes_the_remark_out(tmp_path: Path) -> None:
    """A wolf's place is no secret, but who stood there is nobody's business."""
    with varied_project(tmp_path) as project:
        save_sighting(project, species="WOL", remarks="Seen by Aibek's brother", event_date="2025-11-05")
        save_sighting(project, species="WOL", remarks="Two pups", event_date="2025-11-06")
        wish = replace(OTHERS, path=tmp_path / "others.xlsx", query=CardQuery(species=("WOL",)))
        export_workbook(project, wish, ENGLISH, Progress())
        rows = pages(wish.path)["sighting"].rows
        assert [one.get("remarks") for one in rows if one["event_date"] in (date(2025, 11, 5), date(2025, 11, 6))] == [
            "Two pups", None,
        ]  # fmt: skip


def test_an_own_animal_is_guarded_as_the_team_said(tmp_path: Path) -> None:
    """The team added an animal and called it extreme: no place of it goes out; one of no category is read as high."""
    with varied_project(tmp_path) as project:
        for name, guarded in (("Ирвес", "extreme"), ("Мышь", "none"), ("Тень", "")):
            save(project, "own_species", {"name": name, "sensitivity": guarded}, ENGLISH)
        for name in ("Ирвес", "Мышь", "Тень"):
            code = next(term.code for term in project.names.own_terms["species"] if term.label("en") == name)
            save_sighting(project, species=code, event_date="2025-12-01")
        wish = replace(OTHERS, path=tmp_path / "others.xlsx", kinds=("sighting",))
        export_workbook(project, wish, ENGLISH, Progress())
        told = {one["species"]: one.get("decimal_latitude") for one in pages(wish.path)["sighting"].rows}
        assert (told["Ирвес"], told["Мышь"], told["Тень"]) == (None, 42.3186, 42.35)


def test_the_sheet_of_csv_is_marked_too(project: Project, tmp_path: Path) -> None:
    """A CSV file has no About of its own: each row says what was done to it, and a file beside it says the rest."""
    done = export_csv(project, replace(OTHERS, path=tmp_path / "others.csv"), ENGLISH, Progress())
    sheet = sheet_of(done.files[0])
    marks = [one.texts[-2:] for one in sheet.rows() if "-" in one.texts[0]]
    assert any("0.1 degrees" in mark[0] for mark in marks)
    told = done.files[-1].read_text("utf-8-sig")
    assert "'=Institute of Zoology" in told
    assert person(project) not in told
