"""`camifield import` and `undo`: every row is counted once, nothing is dropped, and all of it can be taken back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.terminal import WHO, Answer, Terminal

ROWS = [
    "Дата;Наблюдатель;Вид;Количество;Широта;Долгота;Место",
    "14.03.2024;Айбек У.;снежный барс;1;42,31860;76,90412;Кызыл-Суу",
    "15.03.2024;Айбек У.;архар;~12;42,32000;76,91000;Кызыл-Суу",
    "16.03.2024;Айбек У.;волк;-1;42,32000;76,91000;Кызыл-Суу",
    "17.03.2024;Айбек У.;снежный барс;2;95,00000;76,91000;Кызыл-Суу",
    ";;;;;;",
]
SET = ("--set", "how=saw", "--set", "sure=possible")


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A table as somebody in the field types it: Russian headings, semicolons, decimal commas, two impossible rows."""
    path = tmp_path / "наблюдения.csv"
    path.write_text("\n".join(ROWS) + "\n", "cp1251")
    return path


def bring_in(terminal: Terminal, table: Path, *more: str) -> Answer:
    """Import the table, with what it does not say itself."""
    return terminal("import", str(table), *SET, *more, "--json")


def counted(document: Any) -> int:
    """The rows that are accounted for."""
    names = ("records", "drafts", "left_over", "corrections", "unchanged")
    return sum(document[name] for name in names)


def test_every_row_is_counted_once(terminal: Terminal, table: Path) -> None:
    """Two records, two drafts, and the blank row by name: the sums are those of the file, for each sheet and in all."""
    answer = bring_in(terminal, table)
    assert answer.code == 3
    found = answer.json
    assert (found["rows"], found["records"], found["drafts"], found["left_over"]) == (5, 2, 2, 1)
    assert counted(found) == found["rows"]
    sheet = found["sheets"][0]
    assert sheet["left_over_by_reason"] == {"blank": 1}
    assert counted(sheet) == sheet["rows"]
    assert terminal.json("list")["count"] == 2
    assert terminal.json("list", "--drafts")["count"] == 2


def test_problems_name_their_rows(terminal: Terminal, table: Path) -> None:
    """Each row that became a draft is told with its number in the file and a sentence a mistake."""
    problems = bring_in(terminal, table).json["sheets"][0]["row_problems"]
    assert [(one["row"], one["codes"]) for one in problems] == [
        (4, ["count-negative"]),
        (5, ["latitude-out-of-range", "other-coordinate-needed"]),
    ]
    assert "cannot be below zero" in problems[0]["sentences"][0]


def test_told_to_a_person(terminal: Terminal, table: Path) -> None:
    """A person reads the counts, the rows that need a look, and how to take it back."""
    told = terminal("import", str(table), *SET)
    assert told.code == 3
    assert "Rows: 5. Records: 2. Drafts: 2. Left over: 1." in told.out
    assert "row 4" in told.out
    assert "camifield undo " in told.out


def test_preview_writes_nothing(terminal: Terminal, table: Path) -> None:
    """--preview tells what every column means and what would become of the rows, and not a byte is written."""
    before = {path: path.stat().st_mtime_ns for path in terminal.project.rglob("*") if path.is_file()}
    answer = bring_in(terminal, table, "--preview")
    assert answer.code == 3
    sheet = answer.json["sheets"][0]
    assert (sheet["records"], sheet["drafts"], sheet["left_over"]) == (2, 2, 1)
    assert sheet["batch"] is None
    assert sheet["new_people"] == 1
    fields = {one["heading"]: one["field"] for one in sheet["columns"]}
    assert fields["Дата"] == "event_date"
    assert fields["Вид"] == "species"
    after = {path: path.stat().st_mtime_ns for path in terminal.project.rglob("*") if path.is_file()}
    assert after == before


def test_preview_needs_no_project(empty: Terminal, table: Path) -> None:
    """A table can be looked at before there is a project, and none is made by looking."""
    assert bring_in(empty, table, "--preview").json["rows"] == 5
    assert not empty.project.exists()


def test_not_twice(terminal: Terminal, table: Path) -> None:
    """The same table is noticed when it comes again, unless --again is said; --rest takes only what is not here."""
    bring_in(terminal, table)
    twice = bring_in(terminal, table)
    assert (twice.code, twice.problem["problem"]) == (1, "brought-in-before")
    assert twice.out == ""
    rest = bring_in(terminal, table, "--rest").json
    assert (rest["records"], rest["drafts"], rest["left_over"]) == (0, 0, 5)
    assert bring_in(terminal, table, "--again").json["records"] == 2


def test_undo_and_back(terminal: Terminal, table: Path) -> None:
    """An import goes as one and comes back as one, records and drafts; the same words do both."""
    batch = bring_in(terminal, table).json["batch"]
    listed = terminal.json("undo", "--list")["batches"]
    assert (batch, table.name, False) in [(one["batch"], one["file"], one["undone"]) for one in listed]
    undone = terminal.json("undo", batch)
    assert (undone["records"], undone["drafts"], undone["brought_back"]) == (2, 2, False)
    assert terminal.json("list")["count"] == 0
    assert terminal.json("list", "--deleted")["count"] == 2
    assert terminal.json("list", "--drafts")["count"] == 0
    back = terminal.json("undo", batch)
    assert (back["records"], back["drafts"], back["brought_back"]) == (2, 2, True)
    assert terminal.json("list")["count"] == 2
    assert terminal.json("list", "--drafts")["count"] == 2


@pytest.mark.parametrize("batch", ["nonsense", "0190d1f27c1a7aa09d4c3a5b0c6d7e8f"])
def test_undo_of_nothing(terminal: Terminal, batch: str) -> None:
    """An action that is not here is told, with how to see those that are."""
    answer = terminal("undo", batch)
    assert answer.code == 1
    assert "camifield undo --list" in answer.err
    assert terminal("undo").code == 2


def test_mapping_is_kept_and_used_again(terminal: Terminal, table: Path, tmp_path: Path) -> None:
    """What was decided for one table is written down and read again for the next of the same form."""
    kept = tmp_path / "mapping.json"
    first = bring_in(
        terminal, table, "--preview", "--column", "Место=@leave", "--save-mapping", str(kept)
    ).json
    assert json.loads(kept.read_text("utf-8"))["kind"] == "sighting"
    again = terminal.json("import", str(table), "--preview", "--mapping", str(kept))
    assert again["sheets"][0]["columns"] == first["sheets"][0]["columns"]
    assert again["sheets"][0]["constants"]["how_known"] == "saw"
    targets = {one["heading"]: one["field"] for one in again["sheets"][0]["columns"]}
    assert targets["Место"] == "@leave"


def test_mapping_of_another_table(terminal: Terminal, table: Path, tmp_path: Path) -> None:
    """A mapping that names no column of the table is refused: it would leave every answer out."""
    kept = tmp_path / "mapping.json"
    bring_in(terminal, table, "--preview", "--save-mapping", str(kept))
    other = tmp_path / "other.csv"
    other.write_text("date,species\n2024-03-14,SNL\n")
    answer = terminal("import", str(other), "--mapping", str(kept), "--json")
    assert (answer.code, answer.problem["problem"]) == (1, "mapping-of-another-table")
    kept.write_text("{}")
    broken = terminal("import", str(table), "--mapping", str(kept), "--json")
    assert (broken.code, broken.problem["problem"]) == (1, "mapping-not-readable")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--column", "Вес=count"], "There is no column “Вес”"),
        (["--column", "Вид=speceis"], "Did you mean “species”?"),
        (["--set", "hwo=saw"], "Did you mean"),
        (["--set", "how"], "Write it as field=answer"),
        (["--again", "--rest"], "do not go together"),
        (["--kind", "yeti"], "Choose from"),
    ],
)
def test_wrong_use(terminal: Terminal, table: Path, arguments: list[str], said: str) -> None:
    """A mistyped field or heading is told with the one that was probably meant, and nothing is brought in."""
    answer = terminal("import", str(table), *arguments)
    assert answer.code == 2
    assert said in answer.err
    assert terminal.json("undo", "--list")["batches"] == []


def test_one_bad_file_does_not_stop_the_others(terminal: Terminal, table: Path, tmp_path: Path) -> None:
    """Of several files the bad one is told and the others come in; the exit code says that one did not."""
    missing = tmp_path / "missing.csv"
    answer = terminal("import", str(missing), str(table), *SET, "--json")
    assert answer.code == 1
    assert answer.json["records"] == 2
    assert answer.problem["where"]["file"] == missing.name
    assert missing.name in terminal("import", str(missing)).err


def test_a_workbook_of_ours_comes_back(terminal: Terminal, tmp_path: Path) -> None:
    """Our own workbook, brought in unchanged, changes nothing and makes nothing double."""
    terminal.sighting("count=2")
    book = tmp_path / "ours.xlsx"
    assert terminal("export", str(book), "--exact").code == 0
    found = terminal.json("import", str(book))
    assert (found["records"], found["corrections"], found["drafts"]) == (0, 0, 0)
    assert found["unchanged"] == 1
    assert counted(found) == found["rows"]
    assert terminal.json("list")["count"] == 1


def test_people_of_a_table_are_made(terminal: Terminal, table: Path) -> None:
    """Somebody whom only the table knows becomes one person of the team, told in the account."""
    assert bring_in(terminal, table).json["sheets"][0]["new_people"] == 1
    names = [one["title"] for one in terminal.json("list", "--kind", "person")["records"]]
    assert sorted(names) == [WHO, "Айбек У."]


def test_a_backup_is_made_first_and_told(terminal: Terminal, table: Path) -> None:
    """Where something is here to lose, its backup is made before the first row and named; where not, nothing is said."""
    assert bring_in(terminal, table).json["sheets"][0]["backup"] is None
    again = bring_in(terminal, table, "--again").json["sheets"][0]
    assert again["backup"].endswith(".cfbackup")
    told = terminal("import", str(table), *SET, "--again")
    assert "A backup was made first" in told.out
    assert "A backup was made first" not in terminal("import", str(table), *SET, "--again", "--no-backup").out


def test_people_whom_an_import_made_go_with_it_and_are_told(terminal: Terminal, table: Path) -> None:
    """What the terminal says of an import that was taken back includes whom it had added to the team."""
    table.write_text("\n".join(ROWS).replace("Айбек У.", "Нурбек Т.") + "\n", "cp1251")
    done = bring_in(terminal, table).json
    assert done["sheets"][0]["new_people"] == 1
    undone = terminal("undo", done["batch"])
    assert "1 person whom it had made went too." in undone.out
    assert terminal("undo", done["batch"], "--json").json["people"] == 1
