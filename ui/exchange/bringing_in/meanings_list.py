"""What texts mean: one line a text, answered once for all its rows, and never guessed silently."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from camifield.formats.mapping.mappings import MAKE_PLACE
from camifield.i18n import words
from ui.exchange.bringing_in import meanings
from ui.exchange.bringing_in.meanings import MOST_SHOWN, SAID_SO, Meaning
from ui.exchange.bringing_in.presenter import BringingIn
from ui.widgets.button import Button
from ui.widgets.flow import FlowLayout
from ui.widgets.layouts import Column, Row
from ui.widgets.mark import IconMark
from ui.widgets.option import Option
from ui.widgets.text import Text
from ui.widgets.type_ahead import TypeAhead


class MeaningRow(QWidget):
    """A text, how often it stands in which column, and what it means. `answered` with a code; empty takes it back."""

    answered = Signal(str)

    def __init__(self, meaning: Meaning, presenter: BringingIn, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self.meaning = meaning
        self.began_open = not meaning.code
        column = Column(self, gap=4)
        head = Row(gap=8)
        self._sign = IconMark("question", "warning", line="row_title")
        head.addWidget(self._sign)
        head.addWidget(Text(words.say("import.text_written", text=meaning.text), "row_title"), 1)
        self._count = Text("", "help", tone="ink2", is_wrapped=False)
        head.addWidget(self._count)
        column.addLayout(head)
        name = words.say("import.meaning_of", text=meaning.text, column=meaning.heading)
        self.box = TypeAhead(self._find, name=name, placeholder=words.say("import.means"), means=self._means)
        self.box.chosen.connect(self._on_chosen)
        column.addWidget(self.box)
        self._offers = QWidget()
        flow = FlowLayout(self._offers, gap=4, line_gap=0)
        offered = [(code, words.say("import.perhaps", answer=word)) for code, word in meaning.suggestions[:3]]
        if presenter.answers().can_make(self._target):
            offered.append((MAKE_PLACE, words.say("import.make_place")))
        buttons = [self._offer(*one) for one in (*offered, (SAID_SO, words.say("import.not_a_record")))]
        for button in buttons:
            flow.addWidget(button)
        self.stops: list[QWidget] = [self.box, *buttons]
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._offers.setSizePolicy(policy)
        column.addWidget(self._offers)
        self.show_meaning(meaning)

    def _offer(self, code: str, shown: str) -> Button:
        button = Button(shown, "link")
        button.clicked.connect(lambda: self.answered.emit(code))
        return button

    @property
    def _target(self) -> str:
        columns = self._presenter.mapping.columns
        return next((one.target for one in columns if one.index == self.meaning.column), "")

    def _find(self, typed: str) -> list[Option]:
        return meanings.find(self._presenter.answers(), self._target, typed, words.present())

    def _means(self, typed: str, option: Option) -> bool:
        return self._presenter.answers().means(self._target, typed, option)

    def _on_chosen(self, option: Option | None) -> None:
        if option is not None and option.key:
            self.answered.emit(option.key)
        elif option is None and self.meaning.code and not self.box.text():
            self.answered.emit("")

    def show_meaning(self, meaning: Meaning) -> None:
        """As it stands now: still open, or answered."""
        self.meaning = meaning
        is_answered = bool(meaning.code)
        self._sign.show_icon("tick" if is_answered else "question", "ok" if is_answered else "warning")
        if meaning.count:
            self._count.setText(words.say("import.in_rows", count=meaning.count))
        if is_answered:
            found = meanings.option(self._presenter.answers(), self._target, meaning.code, words.present())
            self.box.set_option(found)
        self._offers.setVisible(not is_answered)


class MeaningsList(QWidget):
    """`answered` with a column, a text and its code."""

    answered = Signal(int, str, str)

    def __init__(self, presenter: BringingIn, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self.rows: dict[tuple[int, str], MeaningRow] = {}
        column = Column(self, gap=12, sides=(0, 0, 10, 8))
        column.addWidget(Text(words.say("import.meanings_line"), "help", tone="ink2"))
        self._none = Text(words.say("import.all_understood"), "body")
        column.addWidget(self._none)
        self._column = Column(gap=16)
        column.addLayout(self._column)
        self._more = Text("", "help", tone="ink2")
        column.addWidget(self._more)
        column.addStretch(1)

    def refresh(self) -> None:
        """Show what is open and what was answered; a line that somebody works in stays where it is."""
        presenter = self._presenter
        found = meanings.meanings(presenter.mapping, presenter.preview)
        kept = {one.key: one for one in found}
        for key in [key for key in self.rows if key not in kept]:
            row = self.rows.pop(key)
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        for one in found:
            row = self.rows.get(one.key)
            if row is not None:
                row.show_meaning(one)
            elif len(self.rows) < MOST_SHOWN:
                self._add(one)
        hidden = len(found) - len(self.rows)
        self._more.setText(words.say("import.more_texts", count=hidden) if hidden > 0 else "")
        self._more.setVisible(hidden > 0)
        self._none.setVisible(not found)

    def _add(self, meaning: Meaning) -> None:
        row = MeaningRow(meaning, self._presenter)
        row.answered.connect(partial(self._on_answered, row))
        # What is open stands above what was answered before it was first shown.
        place = sum(1 for one in self.rows.values() if one.began_open)
        self.rows[meaning.key] = row
        self._column.insertWidget(place if row.began_open else len(self.rows) - 1, row)

    def _on_answered(self, row: MeaningRow, code: str) -> None:
        self.answered.emit(row.meaning.column, row.meaning.text, code)

    def stops(self) -> list[QWidget]:
        """Where Tab may stop, in reading order."""
        places = [self._column.itemAt(at).widget() for at in range(self._column.count())]
        return [stop for row in places if isinstance(row, MeaningRow) for stop in row.stops]

    def begin(self) -> None:
        """The keyboard goes to the first text that is still open."""
        rows = sorted(self.rows.values(), key=lambda row: bool(row.meaning.code))
        if rows:
            rows[0].box.setFocus()
