"""What the page knows, without a window: every decision changes what the rows become, and nothing is decided silently."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from camifield.commands.handing_over import Wish as Handing
from camifield.commands.handing_over import export_workbook
from camifield.formats.mapping.targets import GRID, LEAVE
from camifield.progress import Progress
from camifield.project.project import Project
from tests.making import ENGLISH, save_sighting
from tests.ui.exchange.making import HEADINGS, ROWS, look_through, looked, sightings, workbook, write
from ui.exchange.bringing_in import meanings
from ui.exchange.bringing_in.meanings import SAID_SO
from ui.exchange.bringing_in.presenter import BringingIn
from ui.exchange.bringing_in.reading_words import choosable, questions
from ui.exchange.bringing_in.targets_shown import heads, target_options


def index_of(presenter: BringingIn, heading: str) -> int:
    """The column with that heading."""
    return next(one.index for one in presenter.mapping.columns if one.heading == heading)


def target_of(presenter: BringingIn, heading: str) -> str:
    """Where the column with that heading goes."""
    return next(one.target for one in presenter.mapping.columns if one.heading == heading)


def test_counts_add_up_and_name_what_is_no_record(project: Project, tmp_path: Path) -> None:
    """Every row of the file is counted once, in words that say what becomes of it."""
    presenter = looked(project, sightings(tmp_path))
    assert {count.state: count.shown for count in presenter.counts()} == {
        "ready": "<b>2</b> ready",
        "question": "<b>1</b> with a question",
        "draft": "<b>2</b> become drafts",
        "left_over": "<b>1</b> not a record: total",
    }
    assert presenter.do_words() == "Bring in 5"


def test_another_target_for_a_column_changes_what_rows_become(project: Project, tmp_path: Path) -> None:
    """A column that is left out says nothing any more: without its days no row is complete."""
    presenter = looked(project, sightings(tmp_path))
    presenter.send(index_of(presenter, "Date"), LEAVE)
    look_through(presenter)
    assert presenter.states()["draft"] == 5
    assert presenter.for_all_line() == (True, "For all rows, still to say: Date")


def test_metres_without_a_zone_are_asked_for_once(project: Project, tmp_path: Path) -> None:
    """The line above the table says what is lacking and where; one answer there serves every row."""
    path = write(tmp_path / "stations.csv", "ID,X,Y", "S1,745288,4832200", "S2,741565,4836709")
    presenter = looked(project, path)
    lacks, line = presenter.for_all_line()
    assert lacks
    assert "zone" in line
    presenter.answer_for_all(GRID, "UTM 47N")
    look_through(presenter)
    assert not presenter.for_all_line()[0]
    assert presenter.states()["ready"] == 2


def test_only_one_column_can_be_the_date(project: Project, tmp_path: Path) -> None:
    """The column that stood there gives way, is marked as doubtful, and the person is told."""
    presenter = looked(project, sightings(tmp_path))
    told = presenter.send(index_of(presenter, "Mood"), "event_date")
    assert "Date" in told
    assert target_of(presenter, "Date") == LEAVE
    shown = {one.heading: one for one in heads(presenter.mapping, ENGLISH)}
    assert (shown["Date"].sureness, shown["Mood"].sureness) == ("doubt", "sure")


def test_two_columns_of_remarks_stand_beside_each_other(project: Project, tmp_path: Path) -> None:
    """Long text takes several columns: nothing gives way, nothing is lost."""
    presenter = looked(project, sightings(tmp_path))
    assert presenter.send(index_of(presenter, "Mood"), "remarks") == ""
    assert target_of(presenter, "Remarks") == "remarks"


def test_targets_are_found_by_typing_and_say_their_group(project: Project, tmp_path: Path) -> None:
    """Typing the beginning of a field finds it; the present place stands first when nothing is typed."""
    presenter = looked(project, sightings(tmp_path))
    column = index_of(presenter, "Remarks")
    assert target_options(presenter.mapping, column, "", ENGLISH)[0].key == "remarks"
    found = target_options(presenter.mapping, column, "latit", ENGLISH)
    assert [(one.key, one.second) for one in found] == [("decimal_latitude", "when, who, where")]


def test_an_answer_for_all_rows_fills_what_the_table_lacks(project: Project, tmp_path: Path) -> None:
    """Said once, it makes records of rows that would be drafts; a proposal says where it comes from."""
    lines = ("Date;Species;Latitude;Longitude", "12.03.2024;argali;42,3186;76,9041")
    presenter = looked(project, write(tmp_path / "no_observer.csv", *lines))
    assert presenter.for_all_line()[0]
    assert presenter.states()["draft"] == 1
    shown = {one.name: one for one in presenter.for_all()}
    assert shown["recorded_by"].is_wanted
    assert shown["country_code"].because == "From the settings"
    presenter.answer_for_all("recorded_by", "Aibek U.")
    look_through(presenter)
    assert presenter.states()["ready"] == 1
    assert not presenter.for_all_line()[0]


def test_a_wrong_answer_for_all_rows_is_told_at_its_field(project: Project, tmp_path: Path) -> None:
    """A day that does not exist is not quietly put into every row."""
    presenter = looked(project, sightings(tmp_path))
    trouble = presenter.answers().trouble("event_date", "31.02.2024")
    assert trouble is not None
    assert trouble[0]
    assert presenter.answers().trouble("event_date", "28.02.2024") is None
    assert presenter.answers().trouble("recorded_by", "Somebody New") is None


@pytest.mark.parametrize("typed", ["ibex", "козерог", "янгир", "capra sib"])
def test_a_text_is_meant_by_a_name_of_any_language(project: Project, tmp_path: Path, typed: str) -> None:
    """What Tab takes on a form, Tab takes here: the Russian, Mongolian and Latin names are as good as the English."""
    answers = looked(project, sightings(tmp_path)).answers()
    first = answers.find("species", typed)[0]
    assert first.key == "SIB"
    assert answers.means("species", typed, first)
    assert not answers.means("species", "ibx?", first)
    known = answers.find("recorded_by", "aib")
    assert [one.text for one in known] == ["Aibek U."]
    assert answers.means("recorded_by", "aib", known[0])


def test_new_people_are_named_before_the_import(project: Project, tmp_path: Path) -> None:
    """Whom the team list does not have is made by the import: so it is said before."""
    lines = (HEADINGS, "12.03.2024;Nurlan K.;argali;12;42,3186;76,9041;;")
    presenter = looked(project, write(tmp_path / "new.csv", *lines))
    assert "Nurlan K." in presenter.people_line()


def test_a_meaning_holds_for_every_row_with_the_text(project: Project, tmp_path: Path) -> None:
    """A misspelt animal is asked once, answered once, and taken back again."""
    presenter = looked(project, sightings(tmp_path))
    asked = meanings.unclear(presenter.mapping, presenter.preview)
    assert [(one.text, one.count) for one in asked] == [("ibx", 1)]
    column = asked[0].column
    presenter.mean(column, "ibx", "SIB")
    look_through(presenter)
    assert presenter.states()["ready"] == 3
    assert not meanings.unclear(presenter.mapping, presenter.preview)
    presenter.mean(column, "ibx", "")
    look_through(presenter)
    assert presenter.states()["question"] == 1


def test_a_text_can_mean_that_its_rows_are_no_records(project: Project, tmp_path: Path) -> None:
    """ "You said so" is a reason like any other, and counted."""
    presenter = looked(project, sightings(tmp_path))
    presenter.mean(index_of(presenter, "Species"), "ibx", SAID_SO)
    look_through(presenter)
    assert presenter.preview is not None
    assert presenter.preview.counts.left_over["said_so"] == 1


def test_findings_follow_each_other_in_reading_order(project: Project, tmp_path: Path) -> None:
    """Next finding walks cell by cell through the whole table and begins again at the top."""
    presenter = looked(project, sightings(tmp_path))
    walked: list[tuple[int, str]] = []
    at = (-1, -1)
    for _ in range(4):
        found = presenter.next_cell(*at)
        assert found is not None
        at = found
        walked.append((at[0], presenter.mapping.columns[at[1]].heading))
    assert walked == [(2, "Species"), (3, "Date"), (4, "Longitude"), (2, "Species")]


def test_a_finding_names_row_column_and_what_becomes_of_it(project: Project, tmp_path: Path) -> None:
    """A longitude of -199 is refused with its row as the person's own table counts it."""
    presenter = looked(project, sightings(tmp_path))
    said = presenter.say(4, index_of(presenter, "Longitude"))
    assert said.weight == "error"
    assert said.sentence.startswith("Row 6, Longitude: “-199,3”. Longitude lies between")
    assert said.sentence.endswith("The row becomes a draft; the text as written is kept.")


def test_an_order_of_dates_that_nothing_decides_is_asked(project: Project, tmp_path: Path) -> None:
    """Day or month first is asked once a file with three of its cells, and the answer is used."""
    lines = ("Date;Observer;Species;Latitude;Longitude",)
    lines += tuple(f"0{n}/0{n + 1}/2024;Aibek U.;argali;42,31{n};76,90{n}" for n in range(1, 5))
    presenter = looked(project, write(tmp_path / "dates.csv", *lines))
    assert presenter.opened is not None
    asked = questions(presenter.opened, ENGLISH)
    assert [one.asked for one in asked] == ["date_order"]
    assert "01/02/2024" in asked[0].sentence
    wish = presenter.wish_answered("date_order", "mdy")
    presenter.take(presenter.look(wish, Progress()))
    assert presenter.opened is not None
    assert not questions(presenter.opened, ENGLISH)
    assert "dates month/day/year" in presenter.facts_line()


def test_what_a_person_decided_survives_another_reading(project: Project, tmp_path: Path) -> None:
    """Another decimal sign re-reads the file; columns that were sent somewhere stay there."""
    presenter = looked(project, sightings(tmp_path))
    presenter.send(index_of(presenter, "Mood"), "remarks")
    presenter.take(presenter.look(presenter.wish_answered("decimal", ","), Progress()))
    assert target_of(presenter, "Mood") == "remarks"


def test_another_row_of_headings_is_another_table(project: Project, tmp_path: Path) -> None:
    """A title above the headings was taken for them: the person says where they are, and columns are found anew."""
    presenter = looked(project, sightings(tmp_path))
    presenter.take(presenter.look(presenter.wish_answered("heading_row", "2"), Progress()))
    assert presenter.opened is not None
    assert presenter.opened.sheet.heading_row == 2
    assert "headings in row 2" in presenter.facts_line()


def test_everything_about_the_reading_can_be_chosen(project: Project, tmp_path: Path) -> None:
    """Headings, dates, numbers, letters and delimiter of a text file, and what says nothing."""
    presenter = looked(project, sightings(tmp_path))
    assert presenter.opened is not None
    found = {one.key: one.present for one in choosable(presenter.opened, presenter.mapping, ENGLISH)}
    assert found["heading_row"] == "1"
    assert found["date_order"] == "dmy"
    assert found["decimal"] == ","
    assert found["delimiter"] == ";"
    assert found["none"] == "zero"
    presenter.read_nothing("none", "unknown")
    assert presenter.mapping.nothing["none"] == "unknown"


def test_columns_are_remembered_for_the_same_headings(project: Project, tmp_path: Path) -> None:
    """What was decided for one table is proposed for the next of the same form, is said so, and can be let go."""
    presenter = looked(project, sightings(tmp_path))
    presenter.send(index_of(presenter, "Mood"), "remarks")
    presenter.bring_in(Progress())
    second = looked(
        project, write(tmp_path / "second.csv", HEADINGS, "1.4.2024;Aibek U.;ibex;1;42,3;76,9;;fine")
    )
    assert second.opened is not None
    assert second.opened.is_remembered
    assert target_of(second, "Mood") == "remarks"
    second.take(second.look(second.wish_for(is_anew=True), Progress()))
    assert target_of(second, "Mood") == LEAVE


def test_the_same_sheet_is_noticed_when_it_comes_again(project: Project, tmp_path: Path) -> None:
    """Before anything is asked, the page says when this sheet came in and what came of it."""
    path = sightings(tmp_path)
    looked(project, path).bring_in(Progress())
    again = looked(project, path)
    assert "3 records, 2 drafts" in again.earlier_line()
    imported = again.bring_in(Progress(), only_the_rest=True)
    assert (imported.records, imported.drafts) == (0, 0)


def test_a_sheet_that_is_no_table_of_records_asks_for_a_kind(project: Project, tmp_path: Path) -> None:
    """Nothing is brought in until a person says what each row is."""
    presenter = looked(project, write(tmp_path / "odd.csv", "colour,shape", "red,round", "blue,square"))
    assert presenter.mapping.kind == ""
    assert not presenter.can_bring_in
    assert presenter.kinds()[0] == ("", "Choose …")
    presenter.take(presenter.look(presenter.wish_for(kind="place"), Progress()))
    assert presenter.mapping.kind == "place"


def test_the_first_sheet_with_records_is_opened(project: Project, tmp_path: Path) -> None:
    """A cover sheet is passed by; every sheet can be chosen."""
    row = ROWS[0].replace("42,3186", "42.3186").replace("76,9041", "76.9041")
    rows: list[list[object]] = [[*line.split(";")] for line in (HEADINGS, row)]
    path = workbook(tmp_path / "two.xlsx", Cover=[["Report of the reserve"]], Data=rows)
    presenter = looked(project, path)
    assert presenter.wish.sheet == "Data"
    assert presenter.sheets == ["Cover", "Data"]


def test_rows_of_our_own_workbook_show_what_was_changed(project: Project, tmp_path: Path) -> None:
    """A workbook that comes back: changed cells are known one by one, the other rows are unchanged."""
    save_sighting(project)
    save_sighting(project, locality="Tosor")
    path = tmp_path / "handed.xlsx"
    export_workbook(project, Handing(path), ENGLISH, Progress())
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[1]
    keys = [str(cell.value) for cell in sheet[1]]
    sheet.cell(3, keys.index("locality") + 1, "Lower Kyzyl-Suu")
    book.save(path)
    presenter = looked(project, path)
    assert presenter.mapping.is_own
    assert (presenter.states()["correction"], presenter.states()["unchanged"]) == (1, 1)
    place = presenter.next_cell(-1, -1)
    assert place is not None
    assert presenter.mapping.columns[place[1]].target == "locality"
    assert "“Lower Kyzyl-Suu” is new" in presenter.say(*place).sentence
    assert presenter.bring_in(Progress()).corrections == 1
