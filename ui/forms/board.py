"""The paper with the questions: sections and rows by the layout, each with its label, its editors and its findings."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from camifield.commands.photos import Source
from camifield.fields.findings import Finding, Suggestion, Weight
from camifield.fields.labels import label
from camifield.fields.values import Entry
from camifield.i18n import words
from ui.forms.choices import making_of
from ui.forms.editors.chips import ChipsEditor
from ui.forms.editors.editor import Editor
from ui.forms.editors.lines import LinesEditor
from ui.forms.editors.listed import ListedEditor
from ui.forms.editors.making import SOMEONE_ELSE, make_editor
from ui.forms.editors.photos import FILLED, PhotosEditor
from ui.forms.findings import FindingsBox
from ui.forms.layouts.layout import Row as RowOf
from ui.forms.layouts.layout import Section
from ui.forms.newcomer import NewcomerLine
from ui.forms.parts import Part, Place
from ui.forms.presenter import FormPresenter
from ui.forms.row import RowWidget
from ui.forms.tab_order import is_noticed, put_in_order
from ui.widgets.card import Card
from ui.widgets.fold import FoldRow
from ui.widgets.layouts import Column
from ui.widgets.seam import SectionTitle
from ui.widgets.showing import show_only_if
from ui.worker import Run

PHOTOS = "photos"


def _gives(suggestion: Suggestion | None, answer: tuple[str, str]) -> bool:
    """Whether a suggestion gives this answer, by its name and code."""
    return suggestion is not None and suggestion.entries.get(answer[0]) == answer[1]


class Board(QWidget):
    """All the questions of one form. `changed` and `left` with the name of the field.

    A form has ninety questions and asks fifteen of them; making them all would keep the person waiting, so a row
    is made when it first applies and its section is open.
    """

    changed = Signal(str)
    left = Signal(str)

    def __init__(self, presenter: FormPresenter, run: Run) -> None:
        super().__init__()
        self._presenter = presenter
        self._making = making_of(presenter, run)
        self._beside = presenter.layout.beside or {}
        self._editors: dict[str, Editor] = {}
        self._parts: dict[str, Part] = {}
        column = Column(self, gap=0)
        self._card = Card(gap=12, sides=(24, 16, 24, 24))
        column.addWidget(self._card)
        column.addStretch(1)
        for place, section in enumerate(presenter.layout.sections):
            self._add_open(section, has_seam=place > 0)
        for section in presenter.layout.folded:
            self._add_folded(section, words.say(f"form.section.{section.title}"))
        if presenter.layout.facts:
            self._add_folded(Section("facts", *presenter.layout.facts), "")
        self._unplaced = FindingsBox()
        self._unplaced.acted.connect(self._on_acted)
        self._card.body.addWidget(self._unplaced)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._make_due_rows()

    def _add_open(self, section: Section, *, has_seam: bool) -> None:
        widget = QWidget()
        column = Column(widget, gap=8)
        column.addWidget(SectionTitle(words.say(f"form.section.{section.title}"), has_seam=has_seam))
        self._add(Part(section, widget, column, None))

    def _add_folded(self, section: Section, sentence: str) -> None:
        content = QWidget()
        column = Column(content, gap=8)
        fold = FoldRow(sentence, content)
        fold.head.toggled.connect(self.refresh)
        self._add(Part(section, fold, column, fold))

    def _add(self, part: Part) -> None:
        part.places = [Place(row) for row in part.section.rows]
        self._parts[part.section.title] = part
        self._card.body.addWidget(part.widget)

    def _make_due_rows(self) -> None:
        """Make the rows that apply in the sections that are open, each in its place on the page and for the Tab key."""
        is_any_new = False
        for part in self._parts.values():
            at = part.column.count() - sum(1 for _ in part.rows())
            for place in part.places:
                if place.widget is None and part.is_in_sight and self._applies(place.row):
                    place.widget = self._make_row(place.row)
                    part.column.insertWidget(at, place.widget)
                    is_any_new = True
                at += place.widget is not None
        if is_any_new:
            self._order_tabs()

    def _applies(self, row: RowOf) -> bool:
        return any(map(self._presenter.applies, row.fields))

    def _order_tabs(self) -> None:
        """Tab goes in the order of reading."""
        stops: list[QWidget] = []
        for part in self._parts.values():
            if part.fold is not None:
                stops.append(part.fold.head)
            stops += part.rows()
        put_in_order(self, stops)

    def focusNextPrevChild(self, forward: bool, /) -> bool:  # noqa: FBT001
        """Tab goes from answer to answer over what was noticed about them; Shift+Tab stops at it."""
        was_noticed = is_noticed(QApplication.focusWidget())
        has_moved = super().focusNextPrevChild(forward)
        while forward and has_moved and not was_noticed and is_noticed(QApplication.focusWidget()):
            has_moved = super().focusNextPrevChild(forward)
        return has_moved

    def _make_row(self, row: RowOf) -> RowWidget:
        presenter = self._presenter
        editors: list[tuple[str, str, Editor]] = []
        for name in row.fields:
            editor = make_editor(self._making, name)
            editor.set_entry(presenter.entries.get(name))
            self._editors[name] = editor
            editor.changed.connect(lambda name=name: self._on_changed(name))
            editor.left.connect(lambda name=name: self.left.emit(name))
            editor.grown.connect(self._order_tabs)
            editor.act.connect(partial(self._on_act, name))
            caption = label(presenter.declared, name, presenter.words) if row.label else ""
            editors.append((name, caption, editor))
        title = (
            words.say(f"form.row.{row.label}")
            if row.label
            else label(presenter.declared, row.fields[0], presenter.words)
        )
        widget = RowWidget(title, editors)
        widget.findings.acted.connect(self._on_acted)
        return widget

    def _on_changed(self, name: str) -> None:
        self.changed.emit(name)

    def _on_acted(self, finding: Finding, suggestion: Suggestion | None) -> None:
        if suggestion is None:
            self._presenter.confirm(finding)
        else:
            self._presenter.accept(suggestion)
        self._show_entries()
        name = finding.field.partition(".")[0]
        self.show_field(name)  # what was pressed is about to go, and the keyboard with it
        self.changed.emit(name)
        beside = next((one for one, other in self._beside.items() if _gives(suggestion, other)), "")
        if beside:
            self._go_on_beside(beside)

    def _on_act(self, name: str, code: str) -> None:
        editor = self._editors[name]
        if code == SOMEONE_ELSE and isinstance(editor, ChipsEditor):
            line = NewcomerLine(self._making.add_person, editor)
            line.added.connect(partial(self._on_newcomer, name))
            line.open()
        elif code == FILLED:
            self._show_entries()
            self.changed.emit(name)
        elif name in self._beside and code == self._beside[name][1]:
            self._go_on_beside(name)

    def _go_on_beside(self, name: str) -> None:
        """Give the answer that stood among the chips of this question, and go on where it is now asked."""
        following = self._presenter.answer_beside(name)
        self.refresh()
        self._show_entries()
        self.changed.emit(self._beside[name][0])
        self.show_field(following)
        editor = self._editors.get(following)
        if isinstance(editor, ListedEditor):
            editor.box.open_list()

    def _on_newcomer(self, name: str, person: str) -> None:
        for other in self._editors.values():
            if (
                isinstance(other, ChipsEditor)
                and other.row.chips
                and other.row.chips[-1].choice.code == SOMEONE_ELSE
            ):
                other.set_choices(self._making.people())
        editor = self._editors[name]
        kept = editor.entry()
        several = [str(part) for part in kept] if isinstance(kept, list) else None
        editor.set_entry([*several, person] if several is not None else person)
        self._presenter.refresh(self._presenter.words)
        self.changed.emit(name)
        editor.setFocus()

    @property
    def is_busy(self) -> bool:
        """Whether an answer is still on its way."""
        return any(editor.is_busy for editor in self._editors.values())

    def finish(self) -> bool:
        """End what is on its way, before the page goes. Whether something was left behind."""
        ended = [editor.finish() for editor in self._editors.values()]
        return any(ended)

    def take_photos(self, sources: list[Source]) -> None:
        """Bring pictures in that were dropped or pasted anywhere on the page, and show where they come."""
        self.show_field(PHOTOS)
        editor = self._editors.get(PHOTOS)
        if isinstance(editor, PhotosEditor):
            editor.add(sources)

    def entry(self, name: str) -> Entry:
        """What is in the editor of a field."""
        return self._editors[name].entry() if name in self._editors else self._presenter.entries.get(name)

    def _show_entries(self) -> None:
        for name, editor in self._editors.items():
            editor.set_entry(self._presenter.entries.get(name))

    def refresh(self) -> None:
        """Show what applies now, and what was noticed."""
        presenter = self._presenter
        for part in self._parts.values():
            fields = tuple(part.section.fields())
            is_asked = any(map(presenter.applies, fields))
            show_only_if(part.widget, is_asked)
            if part.fold is None:
                continue
            if part.section.title == "facts":
                part.fold.set_sentence(presenter.facts_line())
            if is_asked and not part.fold.is_open and any(map(presenter.findings_at, fields)):
                part.fold.set_open(True)
        self._make_due_rows()
        is_any_other = False
        for row in (row for part in self._parts.values() for row in part.rows()):
            show_only_if(row, any(map(presenter.applies, row.names)))
            findings = [one for name in row.names for one in presenter.findings_at(name)]
            is_any_other |= row.findings.show_findings(findings, presenter.words)
            for name in row.names:
                self._mark(name)
        self._unplaced.show_findings(
            presenter.unplaced_findings() if presenter.has_tried else [], presenter.words
        )
        if is_any_other:
            self._order_tabs()

    def _mark(self, name: str) -> None:
        findings = self._presenter.findings_at(name)
        worst = "error" if any(one.is_error for one in findings) else "warning" if findings else None
        editor = self._editors[name]
        editor.show_severity(worst)
        editor.refresh()
        if isinstance(editor, LinesEditor):
            for one in findings:
                if one.line is not None:
                    weight = "error" if one.weight is Weight.ERROR else "warning"
                    editor.show_line_severity(int(one.line), one.field.partition(".")[2], weight)

    def show_section(self, title: str) -> None:
        """Bring a section into view with the keyboard in its first question."""
        part = self._parts[title]
        if part.fold is not None:
            part.fold.set_open(True)
        name = next((name for name in part.section.fields() if self._presenter.applies(name)), "")
        if name:
            self.show_field(name)

    def show_field(self, field: str) -> None:
        """Bring a field into view, unfolding what hides it."""
        name = field.partition(".")[0]
        for part in self._parts.values():
            if part.fold is not None and name in part.section.fields():
                part.fold.set_open(True)
        if name in self._editors:
            self._editors[name].setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_start(self) -> None:
        """Put the keyboard into the first open question; who puts a saved record right begins at the top."""
        names = [name for section in self._presenter.layout.sections for name in section.fields()]
        empty = (
            name for name in names if self._presenter.applies(name) and not self._presenter.entries.get(name)
        )
        first = self._presenter.layout.starts_at
        is_open = not self._presenter.entries.get(first) or not self._presenter.is_new
        self.show_field(first if is_open else next(empty, first))
