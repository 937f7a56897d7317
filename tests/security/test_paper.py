"""A secret on paper: what was printed can be typed in again, and a slip is seen in its row."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camifield.errors import Problem
from camifield.security.paper import ROWS, Secret, read_rows, write_rows

SECRET = bytes(range(32))
secrets = st.binary(min_size=32, max_size=32)
uses = st.sampled_from(list(Secret))


@given(secrets, uses)
def test_what_is_printed_is_read(secret: bytes, use: Secret) -> None:
    """Protects the paper: whatever the secret, its nine rows give it back."""
    rows = write_rows(secret, use)
    assert len(rows) == ROWS == 9
    assert all(len(row) == 14 for row in rows)
    assert read_rows("\n".join(rows), use) == secret


def test_the_rows_are_the_same_for_ever() -> None:
    """Protects papers that lie in a safe: later versions read what this one prints."""
    rows = write_rows(SECRET, Secret.RECOVERY)
    assert rows == APPROVED
    assert read_rows(" ".join(APPROVED), Secret.RECOVERY) == SECRET


def test_typing_is_forgiving_about_all_but_digits() -> None:
    """Protects who types it in: other spaces, labels of rows and Eastern digits make no difference."""
    rows = write_rows(SECRET, Secret.ROOT)
    eastern = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
    typed = "\n".join(
        f"{label}: {row.replace(' ', '-')}" for label, row in zip("ABCDEFGHI", rows, strict=True)
    )
    assert read_rows(typed.translate(eastern), Secret.ROOT) == SECRET


@given(secrets, st.integers(0, ROWS - 1), st.integers(0, 11), st.integers(1, 9))
def test_one_wrong_digit_is_seen_in_its_row(secret: bytes, row: int, place: int, more: int) -> None:
    """Protects against the commonest slip: the row is named, so that only it is looked at again."""
    rows = [one.replace(" ", "") for one in write_rows(secret, Secret.ROOT)]
    digit = (int(rows[row][place]) + more) % 10
    rows[row] = f"{rows[row][:place]}{digit}{rows[row][place + 1 :]}"
    with pytest.raises(Problem) as caught:
        read_rows("".join(rows), Secret.ROOT)
    assert (caught.value.code, caught.value.parameters["row"]) == ("paper-row-wrong", row + 1)


@given(secrets, st.integers(0, ROWS - 1), st.integers(0, 10))
def test_two_swapped_digits_are_seen(secret: bytes, row: int, place: int) -> None:
    """Protects against the second commonest slip."""
    rows = [one.replace(" ", "") for one in write_rows(secret, Secret.ROOT)]
    old = rows[row]
    rows[row] = old[:place] + old[place + 1] + old[place] + old[place + 2 :]
    if rows[row] != old:
        with pytest.raises(Problem, match="paper-row-wrong"):
            read_rows("".join(rows), Secret.ROOT)


def test_rows_of_another_place_another_secret_and_another_use_are_refused() -> None:
    """Protects against mixing papers: nothing but the right nine rows in their order opens anything."""
    rows, others = list(write_rows(SECRET, Secret.ROOT)), write_rows(SECRET[::-1], Secret.ROOT)
    wrong: list[tuple[list[str], str]] = [
        ([rows[1], rows[0], *rows[2:]], "paper-row-wrong"),
        ([*others[:4], *rows[4:]], "paper-wrong"),
        (list(write_rows(SECRET, Secret.RECOVERY)), "paper-row-wrong"),
        (rows[:-1], "paper-incomplete"),
        ([*rows, "1"], "paper-incomplete"),
        ([], "paper-incomplete"),
    ]
    for typed, code in wrong:
        with pytest.raises(Problem) as caught:
            read_rows(" ".join(typed), Secret.ROOT)
        assert caught.value.code == code


def test_only_32_bytes_go_on_paper() -> None:
    """Protects the form of the paper."""
    with pytest.raises(ValueError, match="32"):
        write_rows(b"short", Secret.ROOT)


APPROVED = (
    "0000 0660 5159",
    "0067 4380 8739",
    "0134 8101 2319",
    "0202 1821 5996",
    "0269 5541 9576",
    "0336 9262 3156",
    "0404 2982 6736",
    "0471 6703 0316",
    "4254 4588 9652",
)
