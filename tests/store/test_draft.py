"""A draft is read again exactly as it was typed, in any script, and what no file can hold is mended at the door."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camifield.store.draft import (
    COLUMNS,
    IMPORTED,
    Draft,
    Missing,
    Origin,
    Title,
    as_kept,
    draft_of,
    row_of,
    whole_text,
)

NAMES = st.from_regex("[a-z_]{1,12}", fullmatch=True)
TEXTS = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]))
LINES = st.lists(
    st.dictionaries(NAMES, TEXTS | st.integers(-9, 9) | st.lists(TEXTS, max_size=2), max_size=4), max_size=3
)
ENTRIES = st.dictionaries(NAMES, TEXTS | st.lists(TEXTS, max_size=3) | LINES | st.none(), max_size=6)


def full_draft() -> Draft:
    """A draft with every part filled."""
    return Draft(
        id=b"d" * 16,
        kind="conflict",
        entries={
            "locality": "Цагаан нуур",
            "losses": [{"id": "a1", "kind": "sheep", "killed": "3"}],
            "evidence": ["bite"],
        },
        record=b"r" * 16,
        bases=("aa" * 16, "bb" * 16),
        origin=Origin(
            IMPORTED,
            b"b" * 16,
            "таблица.xlsx",
            "Лист1",
            7,
            (("Вид", "барс"), ("Вид", "")),
            {"note": "WP 047"},
        ),
        findings=(Missing("required", "date"), Missing("not-a-count", "losses")),
        title=Title("snl", "Цагаан нуур", "12.03"),
        author=b"p" * 16,
        started_ms=1,
        touched_ms=2,
        discarded_ms=3,
        turn=4,
    )


def test_every_part_is_read_again() -> None:
    """Nothing of a draft is lost on its way through the file, two headings of one name included."""
    row = row_of(full_draft())
    assert len(row) == len(COLUMNS)
    assert draft_of(row) == full_draft()


@given(entries=ENTRIES)
def test_entries_are_kept_as_typed(entries: dict[str, object]) -> None:
    """Whatever script was typed, blanks and line breaks included, comes back unchanged."""
    draft = Draft(b"1" * 16, "sighting", entries)  # pyright: ignore[reportArgumentType] (made by hypothesis)
    assert as_kept(draft) is draft
    assert draft_of(row_of(draft)).entries == entries


@given(text=st.text())
def test_any_text_can_be_kept(text: str) -> None:
    """A paste that was cut inside an emoji must not stop the keeping of everything else."""
    draft = Draft(
        b"1" * 16,
        "sighting",
        {"remarks": text, "lines": [{text[:4]: text}], "codes": [text]},
        title=Title(locality=text),
    )
    kept = draft_of(row_of(draft))
    assert kept == as_kept(kept)
    assert kept.entries == as_kept(draft).entries
    json.dumps(kept.entries, ensure_ascii=False).encode()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("ирбис\0", "ирбис"),
        ("cut \ud83d", "cut \ufffd"),
        ("\ud83d\udc06", "\U0001f406"),
        ("\\u0000 typed", "\\u0000 typed"),
    ],
)
def test_broken_letters_are_mended(typed: str, kept: str) -> None:
    """NUL goes, halves of one letter are joined, a lone half is marked, and a typed backslash stays."""
    assert whole_text(typed) == kept
    assert as_kept(Draft(b"1" * 16, "sighting", {"remarks": typed})).entries == {"remarks": kept}


def test_a_damaged_cell_hides_no_other_draft() -> None:
    """A list of drafts must open even when the disk spoilt the text of one of them."""
    row = list(row_of(full_draft()))
    for name in ("entries", "origin", "findings"):
        row[COLUMNS.index(name)] = "{half"
    kept = draft_of(tuple(row))
    assert (kept.entries, kept.findings, kept.title) == ({}, (), full_draft().title)


def test_numbers_that_are_no_entries_are_refused() -> None:
    """A float in a draft is a fault of the program: decimals are kept as they were typed."""
    with pytest.raises(ValueError, match="not JSON compliant"):
        row_of(Draft(b"1" * 16, "sighting", {"lines": [{"x": float("nan")}]}))  # pyright: ignore[reportArgumentType]
    with pytest.raises(TypeError):
        row_of(Draft(b"1" * 16, "sighting", {"lines": [{"x": b"bytes"}]}))  # pyright: ignore[reportArgumentType]
