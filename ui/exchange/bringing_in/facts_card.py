"""How the table was read, in one line, and what each of its rows becomes; notes that a person should have seen."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QWidget

from camifield.i18n import words
from ui.exchange.bringing_in import reading_words
from ui.exchange.bringing_in.places_words import places_lines
from ui.exchange.bringing_in.presenter import BringingIn
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.columns import Columns
from ui.widgets.finding import FindingLine
from ui.widgets.layouts import Row
from ui.widgets.mark import IconMark
from ui.widgets.picker import Picker
from ui.widgets.severity import Severity
from ui.widgets.text import Text

MOST_NOTES = 3


class _Note(NamedTuple):
    """A line below the facts: what it says, and what its action asks for."""

    sentence: str
    severity: Severity = "told"
    action: str = ""
    way: SignalInstance | None = None


class FactsCard(Card):
    """`sheet_chosen`, `kind_chosen`; `how_wanted` to see how it was read, `anew_wanted` to let the remembered columns go,
    `areas_wanted` to bring the lines and areas of the file in as what they are.
    """

    sheet_chosen = Signal(str)
    kind_chosen = Signal(str)
    how_wanted = Signal()
    anew_wanted = Signal()
    areas_wanted = Signal()

    def __init__(self, presenter: BringingIn, parent: QWidget | None = None) -> None:
        super().__init__("inset", gap=4, sides=(16, 7, 12, 7), parent=parent)
        self._presenter = presenter
        holder = QWidget()
        columns = Columns(holder, gap=12)
        columns.place(self._make_facts(), least=400)
        self._sheet_holder, self.sheet = self._make_choice("import.sheet")
        self.sheet.activated.connect(self._on_sheet)
        kind_holder, self.kind = self._make_choice("import.becomes")
        self.kind.activated.connect(self._on_kind)
        columns.place(self._sheet_holder, share=0, least=200)
        columns.place(kind_holder, share=0, least=380)
        self.body.addWidget(holder)
        self._notes = [FindingLine("told", "") for _ in range(MOST_NOTES + 5)]
        self._ways: list[SignalInstance | None] = [None] * len(self._notes)
        for at, note in enumerate(self._notes):
            note.hide()
            note.acted.connect(partial(self._on_note, at))
            self.body.addWidget(note)

    def _make_facts(self) -> QWidget:
        holder = QWidget()
        row = Row(holder, gap=12)
        row.addWidget(IconMark("workbook", "ink2", px=20), 0, Qt.AlignmentFlag.AlignVCenter)
        self._facts = Text("", "table", tone="ink2")
        row.addWidget(self._facts, 1)
        self.how = Button(words.say("import.how"), "link", icon="edit")
        self.how.clicked.connect(self.how_wanted)
        row.addWidget(self.how, 0, Qt.AlignmentFlag.AlignVCenter)
        return holder

    def _make_choice(self, key: str) -> tuple[QWidget, Picker]:
        """A picker with its word before it."""
        holder = QWidget()
        row = Row(holder, gap=10)
        picker = Picker(name=words.say(key))
        row.addWidget(Text(words.say(key), "help", tone="ink2", is_wrapped=False), 0)
        row.addWidget(picker, 1)
        return holder, picker

    def refresh(self) -> None:
        """Show it as it stands."""
        presenter = self._presenter
        self._facts.setText(presenter.facts_line())
        sheets = presenter.sheets
        self._fill(self.sheet, [(name, name) for name in sheets], presenter.wish.sheet or "")
        self._sheet_holder.setVisible(len(sheets) > 1)
        self._fill(self.kind, presenter.kinds(), presenter.mapping.kind)
        self.kind.setEnabled(not presenter.mapping.is_own)
        self._show_notes()

    def _fill(self, picker: Picker, answers: list[tuple[str, str]], present: str) -> None:
        if [picker.itemData(row) for row in range(picker.count())] != [code for code, _ in answers]:
            picker.clear()
            for code, shown in answers:
                picker.addItem(shown, code)
            picker.updateGeometry()
        picker.setCurrentIndex(picker.findData(present))

    def _show_notes(self) -> None:
        presenter = self._presenter
        found: list[_Note] = []
        earlier = presenter.earlier_line()
        if earlier:
            found.append(_Note(earlier, "question"))
        if presenter.mapping.is_own:
            found.append(_Note(words.say("import.own_workbook")))
        opened = presenter.opened
        if opened is not None and opened.is_remembered:
            anew = words.say("import.propose_anew")
            found.append(_Note(words.say("import.remembered"), action=anew, way=self.anew_wanted))
        if opened is not None and reading_words.has_shapes(opened):
            areas = words.say("exchange.areas")
            found.append(_Note(words.say("import.has_areas"), "question", areas, self.areas_wanted))
        found += [_Note(sentence) for sentence in places_lines(presenter.preview, words.present())]
        if opened is not None:
            told = reading_words.notices(opened, words.present())
            found += [_Note(sentence) for sentence in told[:MOST_NOTES]]
        for at, note in enumerate(self._notes):
            note.setVisible(at < len(found))
            if at < len(found):
                shown = found[at]
                self._ways[at] = shown.way
                note.show_finding(shown.severity, shown.sentence, shown.action)

    def _on_note(self, at: int) -> None:
        way = self._ways[at]
        if way is not None:
            way.emit()

    def _on_sheet(self, row: int) -> None:
        self.sheet_chosen.emit(str(self.sheet.itemData(row)))

    def _on_kind(self, row: int) -> None:
        kind = str(self.kind.itemData(row))
        if kind:
            self.kind_chosen.emit(kind)
