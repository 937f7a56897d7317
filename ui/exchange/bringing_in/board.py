"""Everything between the page's header and its foot: the facts, the questions, the rows and what opens beside them."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from camifield.fields.values import Entry
from camifield.formats.mapping.preview import PreviewRow
from camifield.i18n import words
from ui import keys
from ui.exchange.bringing_in import meanings, reading_words
from ui.exchange.bringing_in.facts_card import FactsCard
from ui.exchange.bringing_in.for_all_form import ForAllForm
from ui.exchange.bringing_in.looking import Wish
from ui.exchange.bringing_in.meanings_list import MeaningsList
from ui.exchange.bringing_in.presenter import BringingIn
from ui.exchange.bringing_in.question_bar import QuestionBar
from ui.exchange.bringing_in.reading_panel import ReadingPanel
from ui.exchange.bringing_in.reading_words import NOTHINGS, Question
from ui.exchange.bringing_in.rows_table import ImportTable
from ui.exchange.bringing_in.side import PANEL_WIDE, PanelSwitch, SidePanel
from ui.exchange.bringing_in.targets_shown import heads, target_options
from ui.theme.theme import look
from ui.widgets.banner import Banner
from ui.widgets.card import Card
from ui.widgets.columns import Columns
from ui.widgets.layouts import Column
from ui.widgets.option import Option

Content = ForAllForm | MeaningsList | ReadingPanel


class Board(QWidget):
    """`changed` when the rows must be looked at anew, `wished` with a Wish when the file must be read in another way."""

    changed = Signal()
    wished = Signal(object)

    def __init__(self, presenter: BringingIn, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._seen: tuple[list[PreviewRow], int] = [], 0
        self._opener: QWidget | None = None
        column = Column(self, gap=12)
        self.facts = FactsCard(presenter)
        column.addWidget(self.facts)
        self._asked = Column(gap=8)
        column.addLayout(self._asked)
        self.bars: list[QuestionBar] = []
        column.addWidget(self._make_switches())
        self.table = ImportTable(self._find_targets)
        sheet = Card(gap=0, sides=(1, 1, 1, 6))
        sheet.body.addWidget(self.table)
        self.panel = SidePanel()
        self.form, self.texts = ForAllForm(presenter), MeaningsList(presenter)
        self.how = ReadingPanel(presenter)
        self.panel.add(self.form, words.say("import.for_all"))
        self.panel.add(self.texts, words.say("import.meanings"))
        self.panel.add(self.how, words.say("import.how_read"))
        holder = QWidget()
        beside = Columns(holder, gap=16)
        beside.place(sheet, least=520)
        beside.place(self.panel, share=0, least=PANEL_WIDE)
        column.addWidget(holder, 1)
        self.banner = Banner("told", "", words.say("import.next_finding"))
        self.banner.action.set_icon("forward")
        column.addWidget(self.banner)
        self._wire()
        look().changed.connect(self.on_look_changed)
        self.on_look_changed()

    def on_look_changed(self) -> None:
        """Room for two lines: the rows must not move when one sentence is longer than another."""
        self.banner.setMinimumHeight(look().metrics("body").height() * 2 + look().px(20))

    def _make_switches(self) -> QWidget:
        holder = QWidget()
        row = Columns(holder, gap=12)
        self.for_all_switch, self.texts_switch = PanelSwitch(), PanelSwitch()
        row.place(self.for_all_switch, least=380)
        row.place(self.texts_switch, least=380)
        return holder

    def _wire(self) -> None:
        QWidget.setTabOrder(self.texts_switch, self.table.head)
        QWidget.setTabOrder(self.table.head, self.table)
        self.for_all_switch.clicked.connect(lambda: self.toggle(self.form, self.for_all_switch))
        self.texts_switch.clicked.connect(lambda: self.toggle(self.texts, self.texts_switch))
        self.facts.how_wanted.connect(lambda: self.toggle(self.how, self.facts.how))
        self.facts.sheet_chosen.connect(self._on_sheet)
        self.facts.kind_chosen.connect(self._on_kind)
        self.facts.anew_wanted.connect(self._on_anew)
        self.panel.closed.connect(self.close_panel)
        self.table.sent.connect(self._on_sent)
        self.table.moved.connect(self.say)
        self.table.opened.connect(self._on_cell_opened)
        self.form.changed.connect(self._on_answer_for_all)
        self.texts.answered.connect(self._on_meaning)
        self.how.changed.connect(self._on_how)
        self.banner.acted.connect(self.next_finding)
        self.banner.action.set_keys(keys.NEXT_FINDING.first)

    # What is shown

    def show_table(self, *, is_first: bool) -> None:
        """A table was opened, or is read in another way."""
        self.table.rows_model.clear()
        self.show_mapping()
        if is_first and self._presenter.for_all_line()[0] and not self.questions:
            self._open(self.form, self.for_all_switch)

    def show_mapping(self) -> None:
        """Where the columns go, and everything that rests on it."""
        presenter = self._presenter
        self.facts.refresh()
        self._show_questions()
        if presenter.opened is not None:
            found = heads(presenter.mapping, words.present())
            numeric = presenter.numeric_columns()
            is_locked = presenter.mapping.is_own or not presenter.mapping.kind
            self.table.show_columns(found, numeric, is_locked=is_locked)
        self._show_panels()

    def show_rows(self, *, is_all: bool) -> None:
        """The rows looked through so far."""
        rows = self._presenter.rows
        before, seen = self._seen
        if is_all or rows is not before or len(rows) != seen:  # later rows are mostly counted only
            self._seen = rows, len(rows)
            self.table.show_rows(rows, is_all=is_all or self._presenter.has_shown)
        if is_all:
            self.facts.refresh()
            self._show_panels()
        self.say()

    def _show_panels(self) -> None:
        presenter = self._presenter
        lacks, line = presenter.for_all_line()
        self.for_all_switch.say(line, "question" if lacks else "checked", "warning" if lacks else "ok")
        self.for_all_switch.setVisible(bool(presenter.mapping.kind) and not presenter.mapping.is_own)
        found = meanings.unclear(presenter.mapping, presenter.preview)
        line = meanings.unclear_line(found, words.present())
        self.texts_switch.say(line, "question" if found else "checked", "warning" if found else "ok")
        has_meanings = any(one.meanings for one in presenter.mapping.columns)
        self.texts_switch.setVisible(bool(found) or has_meanings)
        for content in (self.form, self.texts, self.how):
            if self.panel.shows(content):
                content.refresh()
                self.panel.order(content.stops())

    @property
    def questions(self) -> list[Question]:
        """What the table itself does not decide."""
        opened = self._presenter.opened
        if opened is None or self._presenter.mapping.is_own:
            return []
        return reading_words.questions(opened, words.present())

    def _show_questions(self) -> None:
        found = self.questions
        if found == [bar.question for bar in self.bars]:
            return
        for bar in self.bars:
            self._asked.removeWidget(bar)
            bar.hide()
            bar.deleteLater()
        self.bars = [QuestionBar(one) for one in found]
        for bar in self.bars:
            bar.answered.connect(self._on_how)
            self._asked.addWidget(bar)

    def say(self) -> None:
        """Say what is known of the cell that was gone to."""
        presenter = self._presenter
        row, column = self.table.cell
        next_word = words.say("import.next_finding")
        if not presenter.mapping.kind and presenter.opened is not None:
            self.banner.show_banner("question", words.say("import.no_kind"))
            return
        if not 0 <= row < len(presenter.rows):
            self.banner.show_banner("told", words.say("import.looking"))
            return
        said = presenter.say(row, column)
        has_next = presenter.next_cell(row, column) is not None
        self.banner.show_banner(said.weight, said.sentence, next_word if has_next else "")

    def next_finding(self) -> None:
        """Go to the next cell in which something was noticed."""
        found = self._presenter.next_cell(*self.table.cell)
        if found is not None:
            self.table.go_to(*found)

    def begin(self) -> None:
        """The keyboard goes to what waits first: a question, what is still to say, the columns."""
        if not self._presenter.mapping.kind:
            self.facts.kind.setFocus()
        elif self.bars:
            next(iter(self.bars[0].buttons.values())).setFocus()
        elif not self.panel.isHidden():
            self.form.begin()
        else:
            self.table.head.setFocus()

    # The panels

    def toggle(self, content: Content, opener: QWidget) -> None:
        """Open a panel, or close it when it is open."""
        if self.panel.shows(content):
            self.close_panel()
            return
        self._open(content, opener)
        content.begin()

    def _open(self, content: Content, opener: QWidget) -> None:
        self._opener = opener
        content.refresh()
        self.panel.open(content)
        self.panel.order(content.stops())
        self._show_switches()

    def close_panel(self) -> None:
        """Close what is open; the keyboard returns to where it was opened."""
        self.settle()
        self.panel.hide()
        self._show_switches()
        if self._opener is not None:
            self._opener.setFocus()

    def _show_switches(self) -> None:
        self.for_all_switch.setChecked(self.panel.shows(self.form))
        self.texts_switch.setChecked(self.panel.shows(self.texts))

    def settle(self) -> None:
        """Take what was typed last."""
        self.form.settle()

    # What a person changes

    def _find_targets(self, column: int, typed: str) -> list[Option]:
        mapping = self._presenter.mapping
        return target_options(mapping, mapping.columns[column].index, typed, words.present())

    def _on_sent(self, column: int, target: str) -> None:
        gave_way = self._presenter.send(column, target)
        self._on_mapping_changed()
        if gave_way:
            self.banner.show_banner("question", gave_way)

    def _on_answer_for_all(self, name: str, entry: Entry) -> None:
        self._presenter.answer_for_all(name, entry)
        self._on_mapping_changed()

    def _on_meaning(self, column: int, text: str, code: str) -> None:
        self._presenter.mean(column, text, code)
        self._on_mapping_changed()

    def _on_mapping_changed(self) -> None:
        self.show_mapping()
        self.changed.emit()

    def _on_how(self, asked: str, answer: str) -> None:
        if asked in NOTHINGS:
            self._presenter.read_nothing(asked, answer)
            self._on_mapping_changed()
            return
        self.wished.emit(self._presenter.wish_answered(asked, answer))

    def _on_sheet(self, name: str) -> None:
        self.wished.emit(self._presenter.wish_for(sheet=name))

    def _on_kind(self, kind: str) -> None:
        self.wished.emit(self._presenter.wish_for(kind=kind))

    def _on_anew(self) -> None:
        self.wished.emit(Wish(self._presenter.wish.sheet, None, self._presenter.wish.choice, is_anew=True))

    def _on_cell_opened(self) -> None:
        """Enter on a cell: what its text means, or else the next finding."""
        row, column = self.table.cell
        texts = self._presenter.rows[row].texts if 0 <= row < len(self._presenter.rows) else ()
        text = texts[column].strip() if 0 <= column < len(texts) else ""
        self.texts.refresh()
        found = self.texts.rows.get((column, text))
        if found is None:
            self.next_finding()
            return
        self._open(self.texts, self.table)
        found.box.setFocus()
