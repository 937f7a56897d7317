"""The ordinary editors of one merge group, or of one line of a repeat, without the rest of the form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from camifield.fields.declaration import Declared
from camifield.fields.findings import Finding, Suggestion
from camifield.fields.labels import label
from camifield.fields.values import LINE_ID, Entries, Entry
from camifield.i18n.words import Words
from camifield.project.project import Project
from ui.forms.choices import making_of
from ui.forms.editors.editor import Editor
from ui.forms.editors.making import FIRST_COLUMNS, make_cell_editor, make_editor
from ui.forms.presenter import Beginning, FormPresenter
from ui.forms.row import RowWidget
from ui.widgets.layouts import Column
from ui.worker import Run


class GroupForm(QWidget):
    """`changed` at every keystroke; `entries()` is what is in the editors. It begins with what the record shows."""

    changed = Signal()

    def __init__(
        self, project: Project, kind: str, record: bytes, group: str, words: Words, run: Run
    ) -> None:
        super().__init__()
        self._words = words
        self._presenter = FormPresenter(project, Beginning(kind, record=record), words)
        self._making = making_of(self._presenter, run)
        repeat, slash, line = group.partition("/")
        self._repeat = repeat if slash else ""
        declared = self._presenter.declared
        fields = declared.lines[repeat] if slash else declared
        shown = self._line(repeat, line) if slash else self._presenter.entries
        self._editors: dict[str, Editor] = {}
        self._rows: dict[str, RowWidget] = {}
        column = Column(self, gap=8)
        for name in self._names(fields, group, shown):
            editor = (
                make_cell_editor(self._making, repeat, name) if slash else make_editor(self._making, name)
            )
            editor.set_entry(shown.get(name))
            editor.changed.connect(self.changed)
            row = RowWidget(label(fields, name, words), [(name, "", editor)])
            row.findings.acted.connect(self._on_acted)
            self._editors[name], self._rows[name] = editor, row
            column.addWidget(row)

    def _names(self, fields: Declared, group: str, shown: Mapping[str, Entry]) -> list[str]:
        """What people are asked: of a line what stands in its first row and what was answered, of a group what applies."""
        if self._repeat:
            order = (self._presenter.layout.lines or {}).get(self._repeat, ()) or tuple(fields.fields)
            first = FIRST_COLUMNS.get(self._repeat, len(order))
            return [name for place, name in enumerate(order) if place < first or shown.get(name)]
        return [
            name
            for name in fields.groups.get(group, ())
            if fields.fields[name].editor
            and not fields.fields[name].is_filled_by_program
            and self._presenter.applies(name)
        ]

    def _line(self, repeat: str, line: str) -> Mapping[str, Entry]:
        lines = self._presenter.entries.get(repeat)
        found: Sequence[object] = lines if lines and not isinstance(lines, str) else ()
        for one in found:
            if isinstance(one, Mapping) and one.get(LINE_ID) == line:
                line_entries = cast("Mapping[str, object]", one)
                return {name: _entry_of(value) for name, value in line_entries.items()}
        return {}

    def entries(self) -> Entries:
        """What was answered; a blank answer is left out."""
        return {name: entry for name, editor in self._editors.items() if (entry := editor.entry())}

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """What was noticed, each at its answer; what has no place here at the last one."""
        last = next(reversed(self._rows), "")
        by_row: dict[str, list[Finding]] = {name: [] for name in self._rows}
        for one in findings:
            inner = one.field.partition(".")[2] if self._repeat else one.field
            by_row[inner if inner in by_row else last].append(one)
        for name, noticed in by_row.items():
            self._rows[name].findings.show_findings(noticed, self._words)
            worst = "error" if any(one.is_error for one in noticed) else "warning" if noticed else None
            self._editors[name].show_severity(worst)

    def _on_acted(self, _finding: Finding, suggestion: Suggestion | None) -> None:
        for name, entry in suggestion.entries.items() if suggestion is not None else ():
            inner = name.partition(".")[2] if self._repeat else name
            if inner in self._editors:
                self._editors[inner].set_entry(entry)
        self.show_findings(())
        self.changed.emit()

    def focus_field(self, name: str) -> None:
        """Put the keyboard into one answer, or into the first where that is not asked here."""
        first = next(iter(self._editors.values()), None)
        editor = self._editors.get(name, first)
        if editor is not None:
            editor.setFocus(Qt.FocusReason.TabFocusReason)


def _entry_of(value: object) -> Entry:
    if isinstance(value, str):
        return value
    return (
        [str(part) for part in cast("Sequence[object]", value)] if isinstance(value, Sequence) else str(value)
    )
