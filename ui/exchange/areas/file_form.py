"""The questions about a file of areas: which column holds the names, what the shapes are, and whether a column says so."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from camifield.i18n import words
from ui.exchange.areas.presenter import AreasPresenter
from ui.widgets.layouts import Column
from ui.widgets.picker import Picker
from ui.widgets.text import Text


class FileForm(QWidget):
    """`changed` when another answer was given; it is in the presenter then."""

    changed = Signal()

    def __init__(self, presenter: AreasPresenter) -> None:
        super().__init__()
        self._presenter = presenter
        columns = [(one, one) for one in presenter.looked.columns] if presenter.looked else []
        nothing = ("", words.say("areas.no_column"))
        self._column = Column(self, gap=10)
        self.names = self._ask("areas.names_in", [nothing, *columns], presenter.name_column)
        self.sorts = self._ask("areas.what_all", presenter.sorts(), presenter.sort)
        self.sorts_in = self._ask("areas.sorts_in", [nothing, *columns], presenter.sort_column)
        for picker in (self.names, self.sorts, self.sorts_in):
            picker.currentIndexChanged.connect(self._on_changed)

    def _ask(self, key: str, answers: Sequence[tuple[str, str]], chosen: str) -> Picker:
        picker = Picker(name=words.say(key))
        for code, said in answers:
            picker.addItem(said, code)
        picker.setCurrentIndex(max(0, picker.findData(chosen)))
        self._column.addWidget(Text(words.say(key), "help", tone="ink2"))
        self._column.addWidget(picker)
        return picker

    def _on_changed(self) -> None:
        self._presenter.name_column = str(self.names.currentData())
        self._presenter.sort = str(self.sorts.currentData())
        self._presenter.sort_column = str(self.sorts_in.currentData())
        self.changed.emit()
