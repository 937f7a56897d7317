"""What parts the cells is seen from the whole beginning of a file, not from its first line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camifield.formats.reading.delimiters import NO_DELIMITER, find_delimiter
from tests.formats.reading.making import csv_text


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("a,b,c\n1,2,3\n", ","),
        ("a;b;c\n1,5;2,5;3,5\n43,2;76,9;1,1\n", ";"),
        ("a\tb\n1\t2\n", "\t"),
        ("a|b|c\n1|2|3\n", "|"),
        ("a,b\n1,x;y;z\n2,x;y;z\n3,x;y;z\n", ","),
        ("id,tags,n\n1,a:x | b:y,2\n2,a:x | b:y,3\n", ","),
        ('"start";"end";"what?"\n"1";"2,3";"4, 5"\n', ";"),
        ("Отчёт за 2023 год\n\nдата;вид;число\n1;2;3\n4;5;6\n", ";"),
        ("remarks\nSaw a wolf, two cubs\nNothing\nTracks, scat, hair\n", NO_DELIMITER),
        ("species\nwolf\nibex\n", NO_DELIMITER),
        ("a;b;c;d\n1;2\n1;2;3\n1\n1;2;3;4\n", ";"),
        ("a,b\r1,2\r3,4\r", ","),
        ("a,b,c,d,e,f,g;h\n1,2,3,4,5,6,7;8\n1,2,3,4,5,6,7;8\n", ","),
        ("a;b;c", ";"),
        ("", NO_DELIMITER),
    ],
)
def test_the_delimiter_is_found(text: str, sign: str) -> None:
    """Protects decimal commas beside semicolons, lists inside cells, titles above, and tables of one column."""
    assert find_delimiter(text).sign == sign


@pytest.mark.parametrize("line", ["sep=;", "SEP=;", '"sep=;"', "\ufeffsep=;"])
def test_a_first_line_may_say_it(line: str) -> None:
    """Protects the line that Excel writes: it is obeyed, and is no row of the table."""
    found = find_delimiter(f"{line}\r\na,b;c\r\n1,5;2\r\n")
    assert (found.sign, found.is_said) == (";", True)


@given(
    rows=st.lists(
        st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0\x1f"), max_size=12), min_size=4, max_size=4), min_size=3, max_size=20
    ),
    sign=st.sampled_from(";\t|,"),
)  # fmt: skip
def test_quoted_cells_do_not_mislead(rows: list[list[str]], sign: str) -> None:
    """Protects cells that hold delimiters, quotes and line ends: what csv wrote with a sign is parted by that sign."""
    numbered = [["id", "a", "b", "c"], *([str(at), f"word {at}", "x", "y"] for at in range(20)), *rows]
    assert find_delimiter(csv_text(numbered, sign)).sign == sign
