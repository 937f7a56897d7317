"""Text tables: every row and letter of the file comes out, whatever the encoding, the quotes and the damage."""

from __future__ import annotations

import csv
import io
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from camifield.errors import Problem
from camifield.formats.reading.sheets import ReadingChoice
from camifield.formats.reading.tables import open_table
from tests.formats.reading.making import csv_text, sheet_of, texts_of, written
from tests.formats.reading.test_encodings import TABLES, UNICODE, WORDS, table

PLACES = ["Өмнөговь", "Нарынкол", "қар барысы", "پلنگ برفی", "北山羊", "हिउँ चितुवा", "གངས་གཟིག"]


@pytest.mark.parametrize("encoding", UNICODE)
@pytest.mark.parametrize("language", sorted(WORDS))
def test_every_unicode_file_comes_back(tmp_path: Path, encoding: str, language: str) -> None:
    """Protects text in every script: UTF-8 and UTF-16, with a mark and without, are read without asking."""
    text = table(language, 7, 12)
    if encoding == "utf-32":
        text = "\ufeff" + text  # without its mark nobody knows it
    found = open_table(written(tmp_path / "a.csv", text.encode(encoding)))
    assert found.text is not None
    assert found.text.is_encoding_certain
    assert [list(row) for row in texts_of(found.sheet())] == list(
        csv.reader(io.StringIO(text), delimiter=";")
    )[1:]


@pytest.mark.parametrize(("language", "encoding"), TABLES)
def test_every_old_table_comes_back(tmp_path: Path, language: str, encoding: str) -> None:
    """Protects files of old programs: what was written with a table of letters is read with that table."""
    text = table(language, 11, 30).encode(encoding, "replace").decode(encoding)
    sheet = sheet_of(written(tmp_path / "a.csv", text, encoding))
    assert [list(row) for row in texts_of(sheet)] == list(csv.reader(io.StringIO(text), delimiter=";"))[1:]


def test_letters_far_down_are_seen(tmp_path: Path) -> None:
    """Protects long files: the first letter beyond ASCII may stand in the last row."""
    text = "id;place;n\n" + "1;camp;2\n" * 200_000 + "2;Снежный барс у ручья;3\n"
    for encoding in ("utf-8", "cp1251"):
        sheet = sheet_of(written(tmp_path / "a.csv", text, encoding))
        assert list(sheet.rows())[-1].cells == ("2", "Снежный барс у ручья", "3")


def test_a_guess_is_told_and_may_be_changed(tmp_path: Path) -> None:
    """Protects the way out of a wrong guess: it is told as one, others are offered, and a choice is obeyed."""
    path = written(tmp_path / "a.csv", "id;w\n1;дом\n", "koi8-r")
    found = open_table(path)
    assert found.text is not None
    assert not found.text.is_encoding_certain
    assert found.text.other_encodings
    assert "encoding-guessed" in [notice.code for notice in found.sheet().notices]
    chosen = sheet_of(path, encoding="koi8-r")
    assert texts_of(chosen) == [("1", "дом")]
    assert chosen.notices == []
    with pytest.raises(Problem, match="encoding-not-known"):
        open_table(path, choice=ReadingChoice(encoding="klingon"))


def test_one_damaged_place_spoils_nothing_else(tmp_path: Path) -> None:
    """Protects a long file with a bad byte: it is UTF-8, one letter is marked as lost, and the count is told."""
    data = ("вид;n\n" + "волк;1\n" * 500).encode() + b"\xd0;2\n" + "архар;3\n".encode()
    sheet = sheet_of(written(tmp_path / "a.csv", data))
    assert texts_of(sheet)[-2:] == [("\ufffd", "2"), ("архар", "3")]
    assert [(notice.code, notice.parameters["count"]) for notice in sheet.notices] == [("bytes-damaged", 1)]


@pytest.mark.parametrize("lone", [b"\xed\xa0\xbd", b"\xed\xb8\x80"])
def test_half_characters_do_not_come_through(tmp_path: Path, lone: bytes) -> None:
    """Protects the store and every export: a lone surrogate is marked as lost, in UTF-8 and in UTF-16."""
    whole = "вид;n\nволк;1\n".encode()
    for data in (
        whole + lone + b";2\n",
        "вид;n\nволк;1\n".encode("utf-16-le") + b"\x3d\xd8" + ";2\n".encode("utf-16-le"),
    ):
        sheet = sheet_of(written(tmp_path / "a.csv", data))
        cells = [cell for row in texts_of(sheet) for cell in row]
        assert "\ufffd" in "".join(cells)
        "".join(cells).encode()


def test_nul_bytes_are_left_out_and_told(tmp_path: Path) -> None:
    """Protects tables after a crash of the disk: blocks of NUL are no text, and the rows around them stay."""
    data = b"id;n\n1;a\0b\n" + b"\0" * 4096 + b"\n2;c\n"
    sheet = sheet_of(written(tmp_path / "a.csv", data))
    assert [row.cells for row in sheet.rows()] == [("1", "ab"), ("", ""), ("2", "c")]
    assert [notice.code for notice in sheet.notices] == ["nul-removed"]


def test_quoted_cells_keep_everything(tmp_path: Path) -> None:
    """Protects remarks of several lines, with quotes and delimiters in them; rows are counted as a spreadsheet does."""
    sheet = sheet_of(
        written(tmp_path / "a.csv", 'id;remarks;n\n1;"two\r\nlines; and ""quotes""";3\n2;"x";4\n')
    )
    assert [(row.number, row.cells) for row in sheet.rows()] == [
        (2, ("1", 'two\r\nlines; and "quotes"', "3")),
        (3, ("2", "x", "4")),
    ]


def test_ragged_rows_are_kept_whole(tmp_path: Path) -> None:
    """Protects rows longer than the headings: their cells are columns too, named by letters, and the first is told."""
    sheet = sheet_of(written(tmp_path / "a.csv", "a,b\n1,2\n3\n4,5,6,\n7,8,,9\n"))
    assert [row.cells for row in sheet.rows()] == [
        ("1", "2"),
        ("3", ""),
        ("4", "5", "6", ""),
        ("7", "8", "", "9"),
    ]
    assert [(facts.heading, facts.filled) for facts in sheet.facts()] == [
        ("a", 4),
        ("b", 3),
        ("C", 1),
        ("D", 1),
    ]
    assert [(notice.code, notice.row, notice.parameters["count"]) for notice in sheet.notices] == [
        ("rows-longer-than-headings", 4, 2)
    ]
    assert (sheet.heading(1), sheet.heading(3)) == ("b", "D")


def test_empty_cells_at_the_ends_of_rows_make_no_columns(tmp_path: Path) -> None:
    """Protects the mapping from columns that only a row of semicolons made."""
    sheet = sheet_of(written(tmp_path / "a.csv", "a;b\n1;2;;;\n3;4;;;\n"))
    assert [facts.heading for facts in sheet.facts()] == ["a", "b"]
    assert sheet.notices == []


def test_a_line_that_says_the_delimiter_is_no_row(tmp_path: Path) -> None:
    """Protects Excel's own CSV: sep=; is obeyed and read as a blank row, so that the others keep their numbers."""
    path = written(tmp_path / "a.csv", "sep=;\r\nлат;n\r\n43,25;1\r\n", "utf-8-sig")
    sheet = sheet_of(path)
    assert (sheet.heading_row, sheet.headings) == (2, ["лат", "n"])
    assert texts_of(sheet) == [("43,25", "1")]
    assert sheet_of(path, delimiter=";").heading_row == 2


def test_a_delimiter_may_be_chosen(tmp_path: Path) -> None:
    """Protects odd files: a person may say what parts the cells."""
    sheet = sheet_of(
        written(tmp_path / "a.txt", "id x y\nS1 745288 4832200\nS2 741565 4836709\n"), delimiter=" "
    )
    assert texts_of(sheet) == [("S1", "745288", "4832200"), ("S2", "741565", "4836709")]


def test_a_table_of_one_column(tmp_path: Path) -> None:
    """Protects lists of remarks: commas in them do not part them."""
    found = open_table(written(tmp_path / "a.csv", "remarks\nSaw a wolf, two cubs\nNothing\n"))
    assert found.text is not None
    assert found.text.delimiter is None
    assert texts_of(found.sheet()) == [("Saw a wolf, two cubs",), ("Nothing",)]


@pytest.mark.parametrize("broken", ['100;"broken;3', '100;"bro"ken;3', '100;"broken"x"";3', '"100;broken;3'])
@pytest.mark.parametrize("count", [1, 2])
def test_a_stray_quote_swallows_nothing(tmp_path: Path, broken: str, count: int) -> None:
    """Protects every row after a stray quotation mark: its record is one line, the next begins the next, and it is told."""
    lines = [
        f'{number};"two\nlines";3' if number % 9 == 0 else f'{number};"in order";3' for number in range(400)
    ]
    lines[100 : 100 + count] = [broken] * count
    sheet = sheet_of(written(tmp_path / "a.csv", "id;remarks;n\n" + "\n".join(lines) + "\n"))
    for rows in (list(sheet.rows()), list(sheet.rows())):
        assert len(rows) == 400
        assert "100" in rows[100].texts[0]
        assert rows[103].cells == ("103", "in order", "3")
        assert rows[99].cells == ("99", "two\nlines", "3")
        assert rows[396].cells == ("396", "two\nlines", "3")
    assert [(notice.code, notice.row) for notice in sheet.notices] == [("quote-not-closed", 102)]


def test_two_stray_quotes_far_apart_swallow_nothing(tmp_path: Path) -> None:
    """Protects the rows between two stray marks, which look like one cell of a thousand lines."""
    lines = [f"{number};in order;3" for number in range(3000)]
    lines[1000], lines[2000] = '1000;"broken;3', '2000;broken";3'
    sheet = sheet_of(written(tmp_path / "a.csv", "id;remarks;n\n" + "\n".join(lines) + "\n"))
    assert [row.cells[0] for row in sheet.rows()] == [str(number) for number in range(3000)]
    assert [(notice.code, notice.row) for notice in sheet.notices] == [("quote-not-closed", 1002)]


def test_seconds_of_arc_are_no_quotes(tmp_path: Path) -> None:
    """Protects coordinates such as 43°15'23.5": an odd number of quotation marks is no damage."""
    sheet = sheet_of(written(tmp_path / "a.csv", "id;place\n1;43°15'23.5\" N\n2;43°16'\n"))
    assert texts_of(sheet) == [("1", "43°15'23.5\" N"), ("2", "43°16'")]
    assert sheet.notices == []


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_end_of_line(tmp_path: Path, end: str) -> None:
    """Protects files of old Macs and of Windows; a last line without an end is a row too."""
    sheet = sheet_of(written(tmp_path / "a.csv", end.join(["a,b", "1,2", "3,4"])))
    assert texts_of(sheet) == [("1", "2"), ("3", "4")]
    assert sheet.info.rows in (3, 2)


def test_a_very_long_cell(tmp_path: Path) -> None:
    """Protects outlines of reserves in a cell: the csv module by itself stops at 131,072 letters."""
    shape = "POLYGON ((" + ", ".join(["76.123456 43.123456"] * 20_000) + "))"
    sheet = sheet_of(written(tmp_path / "a.csv", csv_text([["id", "wkt"], ["1", shape]])))
    assert texts_of(sheet) == [("1", shape)]


def test_a_row_of_a_million_cells_is_refused(tmp_path: Path) -> None:
    """Protects memory: a damaged row must not become a million columns; it is named."""
    path = written(tmp_path / "a.csv", "a,b\n" + "1,2\n" * 500 + "," * 1_000_000 + "\n")
    with pytest.raises(Problem) as caught:
        sheet_of(path).facts()
    assert (caught.value.code, caught.value.where.row) == ("row-cannot-be-read", 502)


def test_a_file_that_changed_meanwhile_is_refused(tmp_path: Path) -> None:
    """Protects an import: what was shown to the person and what is read are one file."""
    path = written(tmp_path / "a.csv", "a,b\n1,2\n")
    sheet = sheet_of(path)
    written(path, "a,b\n1,2\n3,4\n")
    with pytest.raises(Problem, match="file-changed-while-reading"):
        list(sheet.rows())
    path.unlink()
    with pytest.raises(Problem, match="file-not-found"):
        list(sheet.rows())


@given(
    rows=st.lists(
        st.lists(
            st.text(st.characters(codec="utf-8", exclude_characters="\0\x1a"), max_size=20),
            min_size=3,
            max_size=3,
        ),
        min_size=1,
        max_size=20,
    ),
    delimiter=st.sampled_from(",;\t|"),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_what_csv_wrote_is_read(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]], delimiter: str, encoding: str
) -> None:
    """Protects every cell of every well-made file: what the csv module wrote comes back letter by letter."""
    assume(all(any(row) for row in rows))
    path = tmp_path_factory.mktemp("csv") / "a.csv"
    path.write_bytes(csv_text(rows, delimiter).encode(encoding))
    try:
        sheet = sheet_of(path, delimiter=delimiter, heading_row=0)
    except Problem as problem:
        assume(
            problem.code
            not in ("file-is-not-a-table", "workbook-of-another-kind", "file-is-empty", "file-is-not-text")
        )
        raise
    assert [list(row) for row in texts_of(sheet)] == rows


def long_file(path: Path, rows: int) -> Path:
    """A file of that many rows."""
    with path.open("w", encoding="utf-8") as out:
        out.write("id,дата,вид,n\n")
        for start in range(0, rows, 1000):
            out.write("".join(f"M7-{start + n},2023-05-{n % 28 + 1:02},волк,{n}\n" for n in range(1000)))
    return path


def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    """Protects old laptops: three times the rows take the same memory to understand and to read."""
    peaks: list[int] = []
    for rows in (20_000, 60_000):
        path = long_file(tmp_path / f"{rows}.csv", rows)
        tracemalloc.start()
        sheet = sheet_of(path)
        sheet.facts()
        assert sum(1 for _ in sheet.rows()) == rows
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 1.2 * peaks[0] + 500_000


@pytest.mark.slow
def test_two_million_rows(tmp_path: Path) -> None:
    """Protects the largest files: two million rows are all understood and all read."""
    sheet = sheet_of(long_file(tmp_path / "a.csv", 2_000_000))
    facts = sheet.facts()
    assert sum(1 for _ in sheet.rows()) == 2_000_000
    assert [fact.filled for fact in facts] == [2_000_000] * 4
    assert [fact.kind for fact in facts] == ["text", "date", "text", "number"]
