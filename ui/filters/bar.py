"""The search box and the filters above the table: what is asked for, told at every change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from camifield.i18n import words
from ui.filters.period_panel import open_periods
from ui.filters.periods import Period
from ui.filters.question import AREA, FAMILIES, FILE, OWN_AREA, PLACE, TIME, Chosen, Question
from ui.theme.theme import look
from ui.widgets.button import Button
from ui.widgets.filter_chip import FilterChip
from ui.widgets.flow import FlowLayout
from ui.widgets.icon_edit import IconEdit
from ui.widgets.option import Option
from ui.widgets.popover import Popover
from ui.widgets.search_box import SearchBox
from ui.widgets.tick_list import TickList

TYPE_FROM = 9
"""From so many options on, a line to type in stands above them."""
MOST_SHOWN = 9


class FilterBar(QWidget):
    """`changed` when something else is asked for; `presenter.chosen` then says what. `left` on Down from the box."""

    changed = Signal()
    left = Signal()

    def __init__(self, presenter: Question, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._flow = FlowLayout(self)
        self.box = SearchBox(
            name=words.say("records.search"), placeholder=words.say("records.search_hint"), parent=self
        )
        self.box.searched.connect(self._on_searched)
        self.box.installEventFilter(self)
        self._flow.addWidget(self.box)
        self.chips: dict[str, FilterChip] = {}
        for family in (*FAMILIES, AREA):
            chip = FilterChip(presenter.word(family), self)
            chip.clicked.connect(lambda _=False, family=family: self.choose(family))
            chip.cleared.connect(lambda family=family: self.set_codes(family, ()))
            self._flow.addWidget(chip)
            self.chips[family] = chip
        self.clear_button = Button(words.say("records.clear"), "quiet", parent=self)
        self.clear_button.clicked.connect(self.clear)
        self._flow.addWidget(self.clear_button)
        self.open: Popover | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.show_chosen()

    def show_chosen(self) -> None:
        """Show what is asked for now."""
        presenter = self._presenter
        if self.box.text().strip() != presenter.chosen.words:
            self.box.setText(presenter.chosen.words)
            self.box.on_pause()
        for family, chip in self.chips.items():
            chip.hold(presenter.held(family))
        self.chips[PLACE].setVisible(bool(presenter.project.names.places))
        self.chips[OWN_AREA].setVisible(bool(presenter.areas() or presenter.chosen.of(OWN_AREA)))
        self.chips[FILE].setVisible(bool(presenter.files()))
        self.chips[AREA].setVisible(presenter.chosen.area is not None)
        self.clear_button.setVisible(not presenter.chosen.is_empty)
        self._flow.invalidate()
        self.updateGeometry()

    def _on_searched(self, typed: str) -> None:
        if typed != self._presenter.chosen.words:
            self._tell(replace(self._presenter.chosen, words=typed))

    def set_codes(self, family: str, codes: Sequence[str]) -> None:
        """Filter by other codes, or by none."""
        if family == TIME:
            self.set_period(None)
            return
        if family == AREA:
            self._tell(replace(self._presenter.chosen, area=None))
            return
        self._tell(self._presenter.chosen.choosing(family, codes))

    def set_period(self, period: Period | None) -> None:
        """Filter by another stretch of time, or by none."""
        self._tell(replace(self._presenter.chosen, period=period))

    def clear(self) -> None:
        """Ask for everything again."""
        self.show_question(Chosen())

    def show_question(self, chosen: Chosen) -> None:
        """Ask another question."""
        self._tell(chosen)

    def _tell(self, chosen: Chosen) -> None:
        if chosen == self._presenter.chosen:
            return
        self._presenter.chosen = chosen
        self.show_chosen()
        self.changed.emit()

    # Choosing

    def choose(self, family: str) -> None:
        """Open what a filter offers; its chip pressed again closes it."""
        if self.open is not None and self.open.property("family") == family:
            self.open.close_up(gives_back=True)
            return
        if family == AREA:
            self.set_codes(AREA, ())
            return
        chip = self.chips[family]
        if family == TIME:
            panel = open_periods(chip, self._presenter, self.set_period)
        else:
            panel = self._open_ticks(chip, family)
        panel.setProperty("family", family)
        panel.closed.connect(self._on_closed)
        self.open = panel

    def _on_closed(self) -> None:
        self.open = None

    def _open_ticks(self, chip: FilterChip, family: str) -> Popover:
        options = self._presenter.options(family)
        panel = Popover(chip, name=self._presenter.word(family))
        ticks = TickList(options, self._presenter.chosen.of(family), name=self._presenter.word(family))
        ticks.changed.connect(lambda: self.set_codes(family, ticks.ticked()))
        box = _TypeLine(ticks) if len(options) >= TYPE_FROM else None
        if box is not None:
            panel.body.addWidget(box)
        panel.body.addWidget(ticks, 1)
        panel.open_at(_high(options, has_box=box is not None))
        (box or ticks).setFocus(Qt.FocusReason.PopupFocusReason)
        return panel

    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        if (
            watched is not self.box
            or event.type() != QEvent.Type.KeyPress
            or not isinstance(event, QKeyEvent)
        ):
            return False
        if event.key() == Qt.Key.Key_Down:
            self.box.on_pause()
            self.left.emit()
            return True
        return False


class _TypeLine(IconEdit):
    """The line above a long list: what is typed narrows it, the keys that walk and tick go on to it."""

    def __init__(self, ticks: TickList) -> None:
        super().__init__(
            name=words.say("records.narrow"), icon="search", placeholder=words.say("records.narrow")
        )
        self._ticks = ticks
        self.textChanged.connect(ticks.narrow)

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        row = self._ticks.currentIndex().row()
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 7, Qt.Key.Key_PageUp: -7}
        if event.key() in steps:
            self._ticks.highlight(row + steps[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._ticks.toggle_current()
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)


def _high(options: Sequence[Option], *, has_box: bool) -> int:
    """The height in px of the design that shows the options, or the first of many."""
    control = round(look().sizes.control / look().scale)
    return min(len(options), MOST_SHOWN) * control + (control + 8 if has_box else 0) + 20
