"""Answers out of a long list, found by typing any of their names: animals, causes, places, people, patrols."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt

from camifield.fields.values import Entry
from ui.forms.editors.editor import Editor, codes_of_entry, text_of_entry
from ui.widgets.chip import Choice
from ui.widgets.chip_row import ChipRow
from ui.widgets.finding import mark
from ui.widgets.layouts import Column, Row
from ui.widgets.option import Option
from ui.widgets.severity import Severity
from ui.widgets.text import Text
from ui.widgets.type_ahead import Add, Find, Means, TypeAhead

OptionOf = Callable[[str], Option | None]


class ListedEditor(Editor):
    """One of many. A text that fits nothing stays as typed, and is the entry.

    `find` offers options for a text, `option_of` gives the option of a kept code, `means` says whether a text
    may be taken for an option that nobody looked at.
    """

    def __init__(
        self,
        name: str,
        find: Find,
        option_of: OptionOf,
        *,
        hint: str = "",
        add: Add | None = None,
        means: Means | None = None,
        has_second: bool = False,
    ) -> None:
        super().__init__()
        self._option_of = option_of
        row = Row(self, gap=12)
        self.box = TypeAhead(find, name=name, placeholder=hint, add=add, means=means)
        self.second = Text("", "latin", tone="ink2", is_wrapped=False)
        row.addWidget(self.box, 1)
        row.addWidget(self.second, 0, Qt.AlignmentFlag.AlignVCenter)
        self.second.setVisible(False)
        self._has_second = has_second
        self.box.chosen.connect(self._on_chosen)
        self.box.textEdited.connect(self._on_edited)
        self.watch(self.box)
        self.setFocusProxy(self.box)

    def _on_chosen(self, option: Option | None) -> None:
        self._show_second(option)
        self.changed.emit()

    def _show_second(self, option: Option | None) -> None:
        shown = option.second if option is not None and self._has_second else ""
        self.second.setText(shown)
        self.second.setVisible(bool(shown))

    def _on_edited(self, _text: str) -> None:
        self.changed.emit()

    def entry(self) -> Entry:
        option = self.box.option
        return option.key if option is not None else self.box.text()

    def set_entry(self, entry: Entry) -> None:
        if self.entry() == (entry or ""):
            return
        text = text_of_entry(entry)
        option = self._option_of(text) if text else None
        if option is not None or not text:
            self.box.set_option(option)
        else:
            self.box.set_typed(text)
        self._show_second(option)

    def show_severity(self, severity: Severity | None) -> None:
        mark(self.box, severity)


class ListedManyEditor(Editor):
    """Several of many: each one taken becomes a chip above the line, and a chip pressed again goes away.

    A text that fits nothing stays in the line and is the last of the entry, so that it is read and found wanting.
    """

    def __init__(
        self, name: str, find: Find, option_of: OptionOf, *, hint: str = "", means: Means | None = None
    ) -> None:
        super().__init__()
        self._option_of = option_of
        self._codes: list[str] = []
        column = Column(self, gap=8)
        self.row = ChipRow((), name=name, is_many=True)
        self.box = TypeAhead(find, name=name, placeholder=hint, means=means)
        column.addWidget(self.row)
        column.addWidget(self.box)
        self.box.chosen.connect(self._on_chosen)
        self.box.textEdited.connect(self._on_edited)
        self.row.changed.connect(self._on_chips)
        self.watch(self.box)
        self.setFocusProxy(self.box)
        self._show()

    def _on_chosen(self, option: Option | None) -> None:
        if option is None or not option.key:
            return
        if option.key not in self._codes:
            self._codes.append(option.key)
        self.box.set_option(None)
        self._show()
        self.changed.emit()

    def _on_edited(self, _text: str) -> None:
        self.changed.emit()

    def _on_chips(self) -> None:
        self._codes = self.row.chosen()
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        found: list[Choice] = []
        for code in self._codes:
            option = self._option_of(code)
            found.append(Choice(code, option.text if option else code))
        self.row.set_choices(found)
        self.row.set_chosen(self._codes)
        self.row.setVisible(bool(self._codes))

    def entry(self) -> Entry:
        loose = self.box.text().strip()
        return [*self._codes, loose] if loose else list(self._codes)

    def set_entry(self, entry: Entry) -> None:
        codes = codes_of_entry(entry)
        if codes == self.entry():
            return
        loose = codes.pop() if codes and self._option_of(codes[-1]) is None else ""
        self.box.set_typed(loose)
        self._codes = codes
        self._show()

    def show_severity(self, severity: Severity | None) -> None:
        mark(self.box, severity)
