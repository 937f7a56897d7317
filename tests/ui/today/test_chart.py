"""The season's chart names its months and leaves nothing behind at the end of the program."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

from ui.today.chart import months_named

PROGRAM = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from camifield.i18n import words
from tests.making import make_project
from ui.theme.theme import look, prepare

prepare()
app = QApplication([])
look().apply(app, "light", 1.0)
words.use("en")
from ui.today.chart import SeasonChart

project = make_project(Path(sys.argv[1]))
chart = SeasonChart(project, words.present())
chart.show()
inner = chart.findChild(type(chart._plot)).getViewBox()  # somebody still holds what Qt has deleted
QTimer.singleShot(50, chart.deleteLater)
QTimer.singleShot(200, app.quit)
app.exec()
project.close()
print("ended")
"""


def test_a_chart_that_a_refresh_deleted_is_silent_at_the_end(tmp_path: Path) -> None:
    """A person who starts the program from a terminal reads no warnings of a library when it ends."""
    ended = subprocess.run(
        [sys.executable, "-W", "always::RuntimeWarning", "-c", PROGRAM, str(tmp_path)],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        cwd=Path(__file__).parents[3],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert ended.stdout == "ended\n"
    assert "Warning: Failed" not in ended.stderr
    assert "RuntimeWarning" not in ended.stderr
    assert ended.returncode == 0


def test_two_months_are_never_written_over_each_other() -> None:
    """A season that begins in the last week of May names June, July and August."""
    weeks = [date(2026, 5, 25) + timedelta(weeks=number) for number in range(14)]
    assert [week.month for _, week in months_named(weeks)] == [6, 7, 8]
    assert [week.month for _, week in months_named(weeks[1:])] == [6, 7, 8]
    assert [place for place, _ in months_named([date(2026, 5, 18), *weeks])] == [0, 2, 7, 11]
