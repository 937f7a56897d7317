"""The rows as they would come in, before anything is written: counts, findings one after another, words nobody understood."""

from __future__ import annotations

from pathlib import Path

import pytest

from camifield.formats.mapping.outcomes import Fate, Judge
from camifield.formats.mapping.preview import MOST_NOTICED, Preview
from camifield.progress import Progress, Stopped
from tests.formats.mapping.making import LOSSES, asking, proposed, sheet
from tests.formats.mapping.test_proposing import SIGHTINGS


def preview(
    folder: Path, rows: tuple[tuple[str, ...], ...] = LOSSES, most: int = 5000, shown: int = 5000
) -> Preview:
    """A preview of a table with an observer said for all rows."""
    found = sheet(folder, rows)
    mapping = proposed(found).mapping.with_constant("recorded_by", "Б. Бекова")
    return Preview(found, Judge(mapping, asking(), ("table.csv", "")), most, shown=shown)


def test_the_counts_at_the_foot_add_up(tmp_path: Path) -> None:
    """Protects the numbers that a person decides by: every row is in one of them."""
    found = preview(tmp_path)
    counts = found.read()
    assert (counts.rows, counts.records, counts.drafts, dict(counts.left_over)) == (8, 5, 2, {"total": 1})
    assert counts.ready + counts.with_questions == counts.records
    assert found.is_whole


def test_findings_are_walked_in_a_circle(tmp_path: Path) -> None:
    """Protects "next finding": each row with one is met, and after the last the first again."""
    found = preview(tmp_path)
    found.read()
    first = found.next_finding()
    assert first is not None
    seen = [first]
    while (place := found.next_finding(seen[-1])) not in (None, first):
        assert place is not None
        seen.append(place)
    assert {2, 5} <= set(seen)
    assert found.rows[found.next_finding(errors_first=True) or 0].fate is Fate.DRAFT


def test_no_finding_is_said_as_none(tmp_path: Path) -> None:
    """Protects a clean table from an endless search."""
    rows = (
        SIGHTINGS[0],
        ("12.03.2024", "9:20", "А. Асанов", "рысь", "1", "42.31860", "76.90412", "Кызыл-Суу", ""),
    )
    found = preview(tmp_path, rows)
    found.read()
    assert found.next_finding() is None


def test_only_the_first_rows_are_kept_and_it_is_said(tmp_path: Path) -> None:
    """Protects memory from two million rows: the page shows the first ones and knows how many there are about."""
    found = preview(tmp_path, (SIGHTINGS[0], *(SIGHTINGS[1],) * 500), most=100)
    found.read()
    assert (len(found.rows), found.is_whole) == (100, False)
    assert found.total is not None
    assert found.total >= 500


def test_later_rows_are_counted_and_kept_only_where_something_was_noticed(tmp_path: Path) -> None:
    """Protects from a surprise after the import: every row is judged, and a wrong one far below can be looked at."""
    wrong = ("31.02.2024", *SIGHTINGS[1][1:])
    found = preview(tmp_path, (SIGHTINGS[0], *(SIGHTINGS[1],) * 300, wrong, *(SIGHTINGS[1],) * 99), shown=50)
    found.read()
    assert (found.counts.rows, found.counts.records, found.counts.drafts) == (400, 399, 1)
    assert [row.number for row in found.rows] == [*range(2, 52), 302]
    assert found.is_whole


def test_questions_do_not_crowd_out_mistakes(tmp_path: Path) -> None:
    """Protects the one wrong row behind thousands of harmless questions: it is among those that can be looked at."""
    asked, wrong = (*SIGHTINGS[1][:3], "волк ?", *SIGHTINGS[1][4:]), ("31.02.2024", *SIGHTINGS[1][1:])
    rows = (SIGHTINGS[0], SIGHTINGS[1], *(asked,) * (MOST_NOTICED + 50), wrong)
    found = preview(tmp_path, rows, shown=1)
    found.read()
    assert found.counts.with_questions == MOST_NOTICED + 50
    assert [row.fate for row in found.rows].count(Fate.RECORD) <= MOST_NOTICED + 1
    assert found.rows[-1].fate is Fate.DRAFT


def test_what_may_be_shown_is_known_before_all_is_counted(tmp_path: Path) -> None:
    """Protects a person from waiting: with the first rows looked at, a table can come in while counting goes on."""
    found = preview(tmp_path, (SIGHTINGS[0], *(SIGHTINGS[1],) * 900), shown=300)
    seen: list[tuple[int, bool]] = []

    class Watched(Progress):
        def step(self, done: int, total: int = 0, doing: str = "") -> None:
            seen.append((done, found.has_shown))

    found.read(Watched())
    assert seen == [(200, False), (400, True), (600, True), (800, True)]


def test_a_word_that_nobody_understands_is_asked_once(tmp_path: Path) -> None:
    """Protects a person's patience: one question a word, with how often it stands there and what it may mean."""
    rows = (
        ("Дата", "Вид", "Достоверность"),
        *(("12.03.2024", "волк", "почти точно"),) * 3,
        ("12.03.2024", "волк", "точно"),
    )
    found = preview(tmp_path, rows)
    found.read()
    unclear = [one for one in found.not_understood if one.column == 2]
    assert [(one.text, one.count) for one in unclear] == [("почти точно", 3)]


def test_stop_keeps_what_was_seen(tmp_path: Path) -> None:
    """Protects a person who has seen enough: Stop ends the look, and the rows so far stay on the page."""
    progress = Progress()
    progress.stop()
    found = preview(tmp_path, (SIGHTINGS[0], *(SIGHTINGS[1],) * 500))
    with pytest.raises(Stopped):
        found.read(progress)
    assert found.counts.rows == len(found.rows) > 0


def test_examples_stand_beside_a_question(tmp_path: Path) -> None:
    """Protects the question of day or month first: three different texts of the column are shown with it."""
    found = preview(tmp_path)
    found.read()
    assert found.examples(1) == ["03.01.2023", "11.01.2023", "29.02.2023"]
