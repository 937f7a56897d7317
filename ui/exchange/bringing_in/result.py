"""What came of an import: how many records and drafts, what stayed out, what to do next, and the way back as one."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from camifield.commands.importing.running import Imported
from camifield.i18n import words
from camifield.i18n.writing import whole_text
from camifield.kinds.names import EVENT_KINDS
from ui import keys
from ui.desk import Desk
from ui.exchange.bringing_in.presenter import BringingIn
from ui.exchange.bringing_in.row_words import reasons_line
from ui.exchange.taking_back import TakingBack
from ui.theme.tokens import Tone
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.flow import FlowLayout
from ui.widgets.header import ActionBar, PageHeader
from ui.widgets.layouts import Column, Row
from ui.widgets.mark import IconMark
from ui.widgets.notice import Notice
from ui.widgets.page import Page
from ui.widgets.progress_row import ProgressRow
from ui.widgets.text import TagLabel, Text


class ResultPage(Page):
    """`closed` to go back; `wants_records` with the batch, `wants_drafts`; `wants_sheet` with the next sheet's name.

    `wants_rest` goes on with an import that was stopped.
    """

    closed = Signal()
    wants_records = Signal(bytes)
    wants_drafts = Signal()
    wants_sheet = Signal(str)
    wants_rest = Signal()

    def __init__(self, desk: Desk, presenter: BringingIn, imported: Imported) -> None:
        super().__init__()
        self._imported = imported
        self._presenter = presenter
        header = PageHeader(words.say("import.title"), presenter.path.name, has_back=True)
        header.add(TagLabel(words.say("import.step.done")))
        header.back.connect(self.closed)
        self.body.addWidget(header)
        self.notice, self.progress = Notice(), ProgressRow()
        self.taking_back = TakingBack(desk, self, self.notice, self.progress)
        self.taking_back.changed.connect(self._on_taken_back)
        self.body.addWidget(self._make_card())
        self.body.addWidget(self.progress)
        self.body.addWidget(self.notice)
        self.body.addStretch(1)
        bar = ActionBar()
        back = Button(words.say("import.to_exchange"))
        back.clicked.connect(self.closed)
        bar.add_far(back)
        self.set_bar(bar)

    def _make_card(self) -> QWidget:
        imported = self._imported
        card = Card(gap=16, sides=(28, 24, 28, 24))
        row = Row(gap=20)
        sign = ("stop", "warning") if imported.is_stopped else ("checked", "ok")
        tone: Tone = "warning" if imported.is_stopped else "ok"
        row.addWidget(IconMark(sign[0], tone, px=44), 0, Qt.AlignmentFlag.AlignTop)
        lines = Column(gap=6)
        lines.addWidget(Text(self._title(), "card_title"))
        for icon, line_tone, sentence in self._lines():
            line = Row(gap=10)
            line.addWidget(IconMark(icon, line_tone, line="body"), 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(Text(sentence, "body"), 1)
            lines.addLayout(line)
        row.addLayout(lines, 1)
        card.body.addLayout(row)
        card.body.addWidget(self._make_buttons())
        return card

    def _title(self) -> str:
        done = self._imported
        brought = done.records + done.corrections
        if done.is_stopped and not done.last_row:
            return words.say("import.stopped_before")
        if done.is_stopped:
            return words.say("import.stopped_at", row=done.last_row)
        if not brought and not done.drafts:
            return words.say("import.nothing_new")
        if done.corrections and not done.records:
            return words.say(
                "import.done_corrections", count=done.corrections, number=_number(done.corrections)
            )
        return words.say("import.done", count=brought, number=_number(brought))

    def _lines(self) -> list[tuple[str, Tone, str]]:
        done = self._imported
        found: list[tuple[str, Tone, str]] = []
        numbers: list[tuple[str, Tone, str, int]] = [
            (
                "checked",
                "ok",
                "import.line.records",
                done.records if done.is_stopped or done.corrections else 0,
            ),
            ("edit", "accent", "import.line.corrections", done.corrections if done.records else 0),
            ("draft", "error", "import.line.drafts", done.drafts),
            ("tick", "ink2", "import.line.unchanged", done.unchanged),
            ("person_new", "ink2", "import.line.people", done.people),
            ("place", "ink2", "import.placed", done.placed),
        ]
        for icon, tone, key, number in numbers:
            if number:
                found.append((icon, tone, words.say(key, count=number, number=_number(number))))
        left = sum(done.left_over.values())
        if left:
            reasons = reasons_line(done.left_over, words.present())
            sentence = words.say("import.line.left_over", count=left, number=_number(left), reasons=reasons)
            found.append(("remove", "ink2", sentence))
        if done.backup:
            found.append(("backup", "ink2", words.say("import.line.backup", file=done.backup)))
        return found

    def _make_buttons(self) -> QWidget:
        done = self._imported
        holder = QWidget()
        flow = FlowLayout(holder, gap=12, line_gap=8)
        self.buttons: dict[str, Button] = {}
        if done.is_stopped:
            self._add(flow, "go_on", Button(words.say("import.go_on"), "accent", icon="take_in"))
        if (done.records or done.corrections) and self._presenter.mapping.kind in EVENT_KINDS:
            style = "outlined" if done.is_stopped else "accent"
            self._add(flow, "records", Button(words.say("import.look_at_them"), style, icon="records"))
        if done.drafts:
            self._add(flow, "drafts", Button(words.say("import.open_drafts"), icon="draft"))
        following = self._next_sheet()
        if following:
            button = Button(words.say("import.next_sheet", sheet=following), icon="workbook")
            self._add(flow, "sheet", button)
        if done.records or done.corrections or done.drafts:
            self._add(
                flow, "undo", Button(words.say("import.undo"), "quiet", icon="undo", keys=keys.UNDO.first)
            )
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        holder.setSizePolicy(policy)
        return holder

    def _add(self, flow: FlowLayout, key: str, button: Button) -> None:
        flow.addWidget(button)
        self.buttons[key] = button
        button.clicked.connect(lambda: self._on_pressed(key))

    def _next_sheet(self) -> str:
        """The sheet after this one, where the file has one."""
        sheets, present = self._presenter.sheets, self._presenter.wish.sheet
        at = sheets.index(present) + 1 if present in sheets else len(sheets)
        return sheets[at] if at < len(sheets) else ""

    def _on_pressed(self, key: str) -> None:
        if key == "records":
            # What was corrected was made by other imports, or typed: no filter finds it.
            self.wants_records.emit(self._imported.batch if self._imported.records else b"")
        elif key == "drafts":
            self.wants_drafts.emit()
        elif key == "sheet":
            self.wants_sheet.emit(self._next_sheet())
        elif key == "go_on":
            self.wants_rest.emit()
        else:
            self.taking_back.undo(self._imported.batch)

    def _on_taken_back(self, is_back: bool, /) -> None:  # noqa: FBT001
        for key in ("records", "drafts", "undo", "go_on"):
            if key in self.buttons:
                self.buttons[key].setEnabled(is_back)
        if "undo" in self.buttons:
            self.buttons["undo"].set_keys("")  # from now on the notice offers the way back

    def begin(self) -> None:
        """The keyboard goes to what helps most."""
        for button in self.buttons.values():
            button.setFocus()
            return


def _number(number: int) -> str:
    return whole_text(number, words.language())
