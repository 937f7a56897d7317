"""Long work is shown late, told in words, and can be stopped."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from camifield.i18n import words
from camifield.progress import Progress, Stopped
from ui.widgets.progress_row import ProgressRow, time_left


def late(row: ProgressRow, seconds: float) -> None:
    """Let the work have lasted a while."""
    row._began -= seconds  # pyright: ignore[reportPrivateUsage]  (time passes faster than a test may wait)
    row.on_look()


def test_short_work_never_shows(qtbot: QtBot) -> None:
    """What is over in a blink does not make the page jump."""
    row, progress = ProgressRow(), Progress()
    qtbot.addWidget(row)
    row.watch(progress)
    progress.step(1, 10)
    row.on_look()
    assert not row.isVisible()
    row.finish()


def test_it_shows_itself_after_a_while(qtbot: QtBot) -> None:
    """The timer alone brings it up."""
    row, progress = ProgressRow(), Progress()
    qtbot.addWidget(row)
    progress.step(3, 10, "records.reading")
    row.watch(progress)
    qtbot.waitUntil(row.isVisible, timeout=3000)
    assert row.bar.value() == 3
    assert row.bar.maximum() == 10
    assert row.far.text() == words.say("kit.done_of", done=3, total=10)
    row.finish()
    assert not row.isVisible()


def test_stop_reaches_the_work(qtbot: QtBot) -> None:
    """The next step of the work raises Stopped; Stop cannot be pressed twice."""
    row, progress = ProgressRow(), Progress()
    qtbot.addWidget(row)
    progress.step(3, 10)
    row.watch(progress)
    late(row, 1)
    with qtbot.waitSignal(row.stopped):
        row.stop.click()
    assert not row.stop.isEnabled()
    assert row.doing.text() == words.say("kit.stopping")
    with pytest.raises(Stopped):
        progress.step(4, 10)
    row.finish()


def test_unknown_length_is_told_by_count_alone(qtbot: QtBot) -> None:
    """No share and no time left are invented."""
    row, progress = ProgressRow(), Progress()
    qtbot.addWidget(row)
    progress.step(412)
    row.watch(progress)
    late(row, 5)
    assert row.far.text() == words.say("kit.done", done=412)
    assert row.left.text() == ""
    first = row.bar.grab().toImage()
    progress.step(414)
    row.on_look()
    assert row.bar.grab().toImage() != first
    row.finish()


@pytest.mark.parametrize(
    ("lasted", "done", "total", "key", "count"),
    [
        (10.0, 90, 100, "kit.left_moments", None),
        (10.0, 20, 100, "kit.left_seconds", 40),
        (60.0, 10, 100, "kit.left_minutes", 9),
    ],
)
def test_the_time_left_is_told_in_round_words(
    lasted: float, done: int, total: int, key: str, count: int | None
) -> None:
    """A person plans by minutes, not by ticking seconds."""
    assert time_left(lasted, done, total) == (
        words.say(key) if count is None else words.say(key, count=count)
    )


@pytest.mark.parametrize(
    ("lasted", "done", "total"), [(1.0, 5, 10), (9.0, 0, 10), (9.0, 5, 0), (9.0, 10, 10)]
)
def test_nothing_is_guessed_too_early(lasted: float, done: int, total: int) -> None:
    """No pace yet, no end known, or nothing left: no time is told."""
    assert time_left(lasted, done, total) == ""
