"""How the table was read, and what of it can be decided otherwise; every change is seen in the rows at once."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from camifield.i18n import words
from ui.exchange.bringing_in.presenter import BringingIn
from ui.exchange.bringing_in.reading_words import NOTHINGS, Choosing, choosable
from ui.widgets.layouts import Column
from ui.widgets.picker import Picker
from ui.widgets.seam import SectionTitle
from ui.widgets.text import Text


class ReadingPanel(QWidget):
    """`changed` with what was decided (a key of `reading_words.choosable`) and the answer."""

    changed = Signal(str, str)

    def __init__(self, presenter: BringingIn, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self.pickers: dict[str, Picker] = {}
        self._column = Column(self, gap=12, sides=(0, 0, 10, 8))
        self._made: list[QWidget] = []

    def refresh(self) -> None:
        """Show how it was read."""
        opened = self._presenter.opened
        if opened is None:
            return
        found = choosable(opened, self._presenter.mapping, words.present())
        if [one.key for one in found] != list(self.pickers):
            self._make(found)
        for one in found:
            self._show(self.pickers[one.key], one)

    def _make(self, found: list[Choosing]) -> None:
        for widget in self._made:
            self._column.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._made, self.pickers = [], {}
        for one in found:
            if one.key == NOTHINGS[0]:
                title = SectionTitle(words.say("import.how.nothing"))
                self._put(title)
                self._put(Text(words.say("import.how.nothing_line"), "help", tone="ink2"))
            holder = QWidget()
            column = Column(holder, gap=4)
            column.addWidget(Text(one.label, "table", tone="ink2"))
            picker = Picker(name=one.label)
            picker.activated.connect(partial(self._on_activated, one.key))
            column.addWidget(picker)
            self.pickers[one.key] = picker
            self._put(holder)
        self._column.addStretch(1)

    def _put(self, widget: QWidget) -> None:
        self._column.addWidget(widget)
        self._made.append(widget)

    def _show(self, picker: Picker, one: Choosing) -> None:
        codes = [picker.itemData(row) for row in range(picker.count())]
        if codes != [code for code, _ in one.answers]:
            picker.clear()
            for code, shown in one.answers:
                picker.addItem(shown, code)
        picker.setCurrentIndex(picker.findData(one.present))

    def _on_activated(self, key: str, row: int) -> None:
        self.changed.emit(key, str(self.pickers[key].itemData(row)))

    def stops(self) -> list[QWidget]:
        """Where Tab may stop, in reading order."""
        return [*self.pickers.values()]

    def begin(self) -> None:
        """The keyboard goes to the first choice."""
        for picker in self.pickers.values():
            picker.setFocus()
            return
