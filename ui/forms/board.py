"""The paper with the questions: sections and rows by the layout, each with its label, its editors and its findings."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from camifield.fields.findings import Finding, Suggestion, Weight
from camifield.fields.labels import label
from camifield.fields.values import Entry
from camifield.i18n import words
from ui.forms.choices import making_of
from ui.forms.editors.chips import ChipsEditor
from ui.forms.editors.editor import Editor
from ui.forms.editors.lines import LinesEditor
from ui.forms.editors.making import SOMEONE_ELSE, make_editor
from ui.forms.findings import FindingsBox
from ui.forms.layouts.layout import Row as RowOf
from ui.forms.layouts.layout import Section
from ui.forms.newcomer import NewcomerLine
from ui.forms.presenter import FormPresenter
from ui.theme.theme import look
from ui.widgets.card import Card
from ui.widgets.fold import FoldRow
from ui.widgets.layouts import Column, Row
from ui.widgets.seam import SectionTitle
from ui.widgets.text import Text

LABEL_WIDTH = 144
LABELS_ABOVE_FROM = 1.5


class _RowWidget(QWidget):
    """One labelled row of editors with its findings beneath."""

    def __init__(self, title: str, editors: list[tuple[str, str, Editor]]) -> None:
        super().__init__()
        self.names = [name for name, _, _ in editors]
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._label = Text(title, "table", tone="ink2")
        self._body = QWidget()
        column = Column(self._body, gap=4)
        line = Row(gap=8)
        for _, caption, editor in editors:
            line.addWidget(
                self._captioned(editor, caption) if caption else editor, 0 if len(editors) > 1 else 1
            )
        if len(editors) > 1:
            line.addStretch(1)
        column.addLayout(line)
        self.findings = FindingsBox()
        column.addWidget(self.findings)
        look().changed.connect(self.on_look_changed)
        self.on_look_changed()

    def _captioned(self, editor: Editor, caption: str) -> QWidget:
        """A small word over one of several boxes in a row."""
        holder = QWidget()
        column = Column(holder, gap=2)
        column.addWidget(Text(caption, "help", tone="ink2", is_wrapped=False))
        column.addWidget(editor)
        return holder

    def on_look_changed(self) -> None:
        """Labels stand before the field, and above it when the text is large."""
        theme = look()
        is_above = theme.scale >= LABELS_ABOVE_FROM
        self._grid.removeWidget(self._label)
        self._grid.removeWidget(self._body)
        self._grid.setHorizontalSpacing(theme.px(16))
        self._grid.setVerticalSpacing(theme.px(4))
        if is_above:
            self._label.setMinimumWidth(0)
            self._label.setMaximumWidth(16_777_215)
            self._label.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignBottom)
            self._grid.addWidget(self._label, 0, 0)
            self._grid.addWidget(self._body, 1, 0)
        else:
            self._label.setFixedWidth(theme.px(LABEL_WIDTH))
            self._label.setMinimumHeight(theme.sizes.control)
            self._label.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
            self._grid.addWidget(self._label, 0, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(self._body, 0, 1)


class Board(QWidget):
    """All the questions of one form. `changed` and `left` with the name of the field."""

    changed = Signal(str)
    left = Signal(str)

    def __init__(self, presenter: FormPresenter) -> None:
        super().__init__()
        self._presenter = presenter
        self._making = making_of(presenter)
        self._editors: dict[str, Editor] = {}
        self._rows: list[_RowWidget] = []
        self._sections: dict[str, tuple[Section, QWidget, FoldRow | None]] = {}
        column = Column(self, gap=0)
        card = Card(gap=12, sides=(24, 16, 24, 24))
        column.addWidget(card)
        column.addStretch(1)
        for place, section in enumerate(presenter.layout.sections):
            widget = self._make_section(section, has_title=True, has_seam=place > 0)
            self._sections[section.title] = (section, widget, None)
            card.body.addWidget(widget)
        for section in presenter.layout.folded:
            content = self._make_section(section, has_title=False, has_seam=False)
            fold = FoldRow(words.say(f"form.section.{section.title}"), content)
            self._sections[section.title] = (section, fold, fold)
            card.body.addWidget(fold)
        if presenter.layout.facts:
            facts = Section("facts", *presenter.layout.facts)
            fold = FoldRow("", self._make_section(facts, has_title=False, has_seam=False))
            self._sections["facts"] = (facts, fold, fold)
            card.body.addWidget(fold)
        self._unplaced = FindingsBox()
        self._unplaced.acted.connect(self._on_acted)
        card.body.addWidget(self._unplaced)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._show_entries()

    def _make_section(self, section: Section, *, has_title: bool, has_seam: bool) -> QWidget:
        widget = QWidget()
        column = Column(widget, gap=8)
        if has_title:
            column.addWidget(SectionTitle(words.say(f"form.section.{section.title}"), has_seam=has_seam))
        for row in section.rows:
            column.addWidget(self._make_row(row))
        return widget

    def _make_row(self, row: RowOf) -> QWidget:
        presenter = self._presenter
        editors: list[tuple[str, str, Editor]] = []
        for name in row.fields:
            editor = make_editor(self._making, name)
            self._editors[name] = editor
            editor.changed.connect(lambda name=name: self._on_changed(name))
            editor.left.connect(lambda name=name: self.left.emit(name))
            editor.act.connect(partial(self._on_act, name))
            caption = label(presenter.declared, name, presenter.words) if row.label else ""
            editors.append((name, caption, editor))
        title = (
            words.say(f"form.row.{row.label}")
            if row.label
            else label(presenter.declared, row.fields[0], presenter.words)
        )
        widget = _RowWidget(title, editors)
        widget.findings.acted.connect(self._on_acted)
        self._rows.append(widget)
        return widget

    def _on_changed(self, name: str) -> None:
        self.changed.emit(name)

    def _on_acted(self, finding: Finding, suggestion: Suggestion | None) -> None:
        if suggestion is None:
            self._presenter.confirm(finding)
        else:
            self._presenter.accept(suggestion)
        self._show_entries()
        self.changed.emit(finding.field.partition(".")[0])

    def _on_act(self, name: str, code: str) -> None:
        editor = self._editors[name]
        if code == SOMEONE_ELSE and isinstance(editor, ChipsEditor):
            line = NewcomerLine(self._making.add_person, editor)
            line.added.connect(partial(self._on_newcomer, name))
            line.open()

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

    def entry(self, name: str) -> Entry:
        """What is in the editor of a field."""
        return self._editors[name].entry() if name in self._editors else self._presenter.entries.get(name)

    def _show_entries(self) -> None:
        for name, editor in self._editors.items():
            editor.set_entry(self._presenter.entries.get(name))

    def refresh(self) -> None:
        """Show what applies now, and what was noticed."""
        presenter = self._presenter
        for row in self._rows:
            row.setVisible(any(map(presenter.applies, row.names)))
            findings = [one for name in row.names for one in presenter.findings_at(name)]
            row.findings.show_findings(findings, presenter.words)
            for name in row.names:
                self._mark(name)
        for section, widget, fold in self._sections.values():
            shown = any(map(presenter.applies, section.fields()))
            widget.setVisible(shown)
            if fold is not None and section.title == "facts":
                fold.set_sentence(presenter.facts_line())
            if fold is not None and shown and any(presenter.findings_at(name) for name in section.fields()):
                fold.set_open(True)
        self._unplaced.show_findings(
            presenter.unplaced_findings() if presenter.has_tried else [], presenter.words
        )

    def _mark(self, name: str) -> None:
        findings = self._presenter.findings_at(name)
        worst = "error" if any(one.is_error for one in findings) else "warning" if findings else None
        editor = self._editors[name]
        editor.show_severity(worst)
        if isinstance(editor, LinesEditor):
            for one in findings:
                if one.line is not None:
                    weight = "error" if one.weight is Weight.ERROR else "warning"
                    editor.show_line_severity(int(one.line), one.field.partition(".")[2], weight)

    def show_section(self, title: str) -> None:
        """Bring a section into view with the keyboard in its first question."""
        section, _, fold = self._sections[title]
        if fold is not None:
            fold.set_open(True)
        name = next((name for name in section.fields() if self._presenter.applies(name)), "")
        if name:
            self.show_field(name)

    def show_field(self, field: str) -> None:
        """Bring a field into view, unfolding what hides it."""
        name = field.partition(".")[0]
        for section, _, fold in self._sections.values():
            if fold is not None and name in section.fields():
                fold.set_open(True)
        if name in self._editors:
            self._editors[name].setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_start(self) -> None:
        """Put the keyboard into the first open question."""
        names = [name for section in self._presenter.layout.sections for name in section.fields()]
        empty = (
            name for name in names if self._presenter.applies(name) and not self._presenter.entries.get(name)
        )
        first = self._presenter.layout.starts_at
        self.show_field(first if not self._presenter.entries.get(first) else next(empty, first))
