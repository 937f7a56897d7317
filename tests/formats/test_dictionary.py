"""The sheet that explains the others: every field once, its answers as codes and words, restricted ones marked."""

from __future__ import annotations

from datetime import date

import pytest

from camifield.fields.choice import Choice
from camifield.fields.field import Asking
from camifield.fields.term import Term
from camifield.formats.dictionary import dictionary_rows, dictionary_sheet
from camifield.formats.workbook.plan import Column, Sheet, Type
from camifield.i18n.words import LANGUAGES, Words
from camifield.kinds.catalogue import kinds


def asking(language: str = "en", **own: list[Term]) -> Asking:
    """What the words of the dictionary depend on."""
    return Asking(date(2026, 3, 14), Words(language), own_terms=own)


@pytest.mark.parametrize("kind", tuple(kinds()))
@pytest.mark.parametrize("language", [one.code for one in LANGUAGES])
def test_every_field_has_one_line_in_words(kind: str, language: str) -> None:
    """Label, type and, for a list, every answer with its code: in the reader's language."""
    declared = kinds()[kind]
    lines = {str(line[1]): line for line in dictionary_rows(declared, asking(language))}
    wanted = {f"{kind}.{name}" for name in declared.columns}
    wanted |= {f"{kind}.{repeat}.{name}" for repeat, line in declared.lines.items() for name in line.columns}
    assert set(lines) == wanted
    for name, column in declared.columns.items():
        line = lines[f"{kind}.{name}"]
        assert line[2]
        assert "." not in str(line[3])
        assert bool(line[7]) == column.field.restricted, name
        if isinstance(column.field, Choice):
            terms = asking(language).vocabulary(column.field.of).terms
            assert str(line[5]).count(" = ") >= len(terms)


def test_the_teams_own_words_are_answers_too() -> None:
    """A code such as own:ab... in a sheet that comes back can be looked up."""
    own = Term("own:ab", {"en": "Alpine stones"})
    lines = {str(line[1]): line for line in dictionary_rows(kinds()["sighting"], asking(habitat=[own]))}
    assert "own:ab = Alpine stones" in str(lines["sighting.habitat"][5])


def test_columns_that_are_no_field_are_explained_too() -> None:
    """The sums of losses, the ids and what was generalised stand above columns like any other key."""
    columns = [Column("id", "Record id", Type.ID), Column("losses.sheep.killed", "Sheep: killed", Type.WHOLE)]
    sheets = [Sheet("Attacks", columns, lambda: iter(()), 0, "conflict")]
    sheet = dictionary_sheet([kinds()["conflict"]], asking(), sheets)
    rows = list(sheet.rows())
    assert sheet.count == len(rows)
    assert rows[:2] == [
        ["Attack or damage", "conflict.id", "Record id", "id", None, None, None, None, None],
        ["Attack or damage", "conflict.losses.sheep.killed", "Sheep: killed", "whole number", *[None] * 5],
    ]
