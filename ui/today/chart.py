"""The season at a glance: records a week by kind, drawn when the window is idle; it counts records, not animals."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pyqtgraph
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from camifield.i18n.words import Words
from camifield.project.project import Project
from camifield.queries.today import season
from ui.short_dates import short_date
from ui.theme.theme import look
from ui.widgets.layouts import Column, Row
from ui.widgets.text import ElidedLabel, Text

KINDS = (("sighting", "today.seen"), ("grazing", "today.herds"), ("conflict", "today.attacks"))
BAR = 0.62
GAP = 0.06


def months_named(weeks: Sequence[date]) -> list[tuple[int, date]]:
    """Below which bars a month is named: the first of each; not below the very first where the next month follows at once."""
    found = [
        (place, week)
        for place, week in enumerate(weeks)
        if place == 0 or week.month != weeks[place - 1].month
    ]
    return found[1:] if len(found) > 1 and found[1][0] == 1 else found


class SeasonChart(QWidget):
    """Stacked bars, one a week; the legend has words, and a sentence beneath says what is counted."""

    def __init__(self, project: Project, words: Words) -> None:
        super().__init__()
        self._season = season(project)
        self._words = words
        column = Column(self, gap=4)
        column.addWidget(ElidedLabel(self._title(project), "card_title"))
        head = Row(gap=12)
        self._swatches: list[tuple[QWidget, str]] = []
        for kind, key in KINDS:
            swatch = QWidget()
            swatch.setFixedSize(look().px(10), look().px(10))
            self._swatches.append((swatch, kind))
            head.addWidget(swatch, 0, Qt.AlignmentFlag.AlignVCenter)
            head.addWidget(Text(words.say(key), "help", tone="ink2", is_wrapped=False))
        head.addStretch(1)
        column.addLayout(head)
        self._plot: Any = pyqtgraph.PlotWidget()
        # pyqtgraph keeps every view in a list, to link axes by name, and at the end of the program disconnects them
        # all: a chart that a refresh had deleted by then draws a RuntimeWarning. This one is linked to nothing.
        self._plot.getViewBox().unregister()
        self._plot.setMenuEnabled(False)
        self._plot.setMouseEnabled(x=False, y=False)
        self._plot.hideButtons()
        self._plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._plot.setAccessibleName(self._sentence())
        self._plot.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self._plot.setMinimumHeight(look().px(120))
        column.addWidget(self._plot, 1)
        column.addWidget(Text(self._sentence(), "help", tone="ink2"))
        look().changed.connect(self.draw)
        self.draw()

    def _title(self, project: Project) -> str:
        last = self._season.weeks[-1]
        if (project.today() - last).days < 7:
            return self._words.say("today.season")
        return self._words.say("today.season_upto", date=short_date(last, self._words, project.today()))

    def _sentence(self) -> str:
        if self._season.is_empty:
            return self._words.say("today.season_empty")
        return self._words.say("today.season_line", count=self._season.weeks_with_patrol)

    def draw(self) -> None:
        """Draw in the colours of the present theme."""
        theme = look()
        for swatch, kind in self._swatches:
            colour = getattr(theme.colours, kind)
            swatch.setStyleSheet(f"background: {colour}; border-radius: 2px")
        self._plot.setBackground(theme.colours.sheet)
        self._plot.clear()
        base = [0.0] * len(self._season.weeks)
        for kind, _ in KINDS:
            heights = self._season.counts[kind]
            self._add_bars(kind, base, heights)
            base = [low + high for low, high in zip(base, heights, strict=True)]
        self._dress(max(base, default=0.0))

    def _add_bars(self, kind: str, base: Sequence[float], heights: Sequence[int]) -> None:
        colour = getattr(look().colours, kind)
        shown = [place for place, height in enumerate(heights) if height]
        bars: Any = pyqtgraph.BarGraphItem(
            x=shown,
            y0=[base[place] + (GAP if base[place] else 0) for place in shown],
            y1=[base[place] + heights[place] for place in shown],
            width=BAR,
            brush=colour,
            pen=None,
        )
        self._plot.addItem(bars)

    def _dress(self, highest: float) -> None:
        theme = look()
        ink = theme.tone("ink2")
        weeks = self._season.weeks
        bottom: Any = self._plot.getAxis("bottom")
        bottom.setTicks([[(place, self._month(week)) for place, week in months_named(weeks)]])
        left: Any = self._plot.getAxis("left")
        top = max(4, int(highest) + 1)
        left.setTicks([[(value, str(value)) for value in (0, top // 2, top)]])
        for axis in (bottom, left):
            axis.setTextPen(ink)
            axis.setPen(theme.tone("ink3"))
            axis.setStyle(tickLength=0, tickFont=theme.font("small"))
        left.setPen(None)
        self._plot.setXRange(-0.6, len(weeks) - 0.4, padding=0)
        self._plot.setYRange(0, top * 1.05, padding=0)

    def _month(self, week: date) -> str:
        return self._words.say(f"month_short.{week.month}")
