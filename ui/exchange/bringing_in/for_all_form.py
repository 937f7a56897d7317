"""The small form of what holds for all rows: each answer with where it comes from, and what is still to say."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from camifield.fields.values import Entry
from camifield.i18n import words
from ui.exchange.bringing_in.for_all_rows import Answers, ForAll
from ui.exchange.bringing_in.presenter import BringingIn
from ui.widgets.chip import Choice
from ui.widgets.chip_row import ChipRow
from ui.widgets.finding import FindingLine, mark
from ui.widgets.layouts import Column
from ui.widgets.option import Option
from ui.widgets.severity import Severity
from ui.widgets.text import Text
from ui.widgets.type_ahead import TypeAhead

WAIT_MS = 400
"""So long nobody types: then the rows are looked at with the new answer."""


class AnswerField(QWidget):
    """One field: its label, its editor, and a line that says where the answer comes from or what is wrong with it."""

    changed = Signal()

    def __init__(self, shown: ForAll, answers: Callable[[], Answers], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = shown.name
        self._shape = shown.shape
        self._answers = answers
        column = Column(self, gap=4)
        self._label = Text(shown.label, "table", tone="ink2")
        column.addWidget(self._label)
        self.editor = self._make_editor(shown)
        if self.editor is not None:
            column.addWidget(self.editor)
        self.note = FindingLine("told", "")
        column.addWidget(self.note)
        self._set(shown.entry)
        self.show_state(shown)

    def _make_editor(self, shown: ForAll) -> QWidget | None:
        if shown.shape == "told":
            return None
        if shown.shape in ("chips", "many"):
            choices = [Choice(code, word) for code, word in shown.options]
            chips = ChipRow(choices, name=shown.label, is_many=shown.shape == "many")
            chips.changed.connect(self.changed)
            return chips
        if shown.shape == "line":
            line = QLineEdit()
            line.setAccessibleName(shown.label)
            line.setPlaceholderText(shown.hint)
            line.textEdited.connect(self.changed)
            return line
        add = self._add if self._answers().can_add(shown.name) else None
        box = TypeAhead(
            lambda typed: self._answers().find(self.name, typed),
            name=shown.label,
            add=add,
            means=lambda typed, option: self._answers().means(self.name, typed, option),
        )
        box.chosen.connect(self.changed)
        box.editingFinished.connect(self._on_typed)
        return box

    def _on_typed(self) -> None:
        """Text that no option was taken for is an answer too: a new name, or one that is told to be on no list."""
        if isinstance(self.editor, TypeAhead) and self.editor.option is None and self.editor.text().strip():
            self.changed.emit()

    def _add(self, typed: str) -> Option:
        """Somebody whom the team list does not have: the import makes the person."""
        return Option(typed, typed, icon="person_new")

    @property
    def stops(self) -> list[QWidget]:
        """Where Tab may stop; of chips it stops at one, whichever that is at the time."""
        if isinstance(self.editor, ChipRow):
            return [*self.editor.chips]
        return [self.editor] if self.editor is not None else []

    def entry(self) -> Entry:
        """What is in the editor now."""
        editor = self.editor
        if isinstance(editor, ChipRow):
            codes = editor.chosen()
            return codes if self._shape == "many" else next(iter(codes), None)
        if isinstance(editor, TypeAhead):
            return editor.option.key if editor.option is not None else editor.text().strip()
        return editor.text().strip() if isinstance(editor, QLineEdit) else None

    def _set(self, entry: Entry) -> None:
        editor = self.editor
        if isinstance(editor, ChipRow):
            editor.set_chosen([entry] if isinstance(entry, str) else [str(one) for one in entry or ()])
        elif isinstance(editor, TypeAhead) and entry:
            found = self._answers().option(self.name, str(entry))
            if found is None:
                editor.set_typed(str(entry))
            else:
                editor.set_option(found)
        elif isinstance(editor, QLineEdit) and isinstance(entry, str):
            editor.setText(entry)

    def show_state(self, shown: ForAll) -> None:
        """Where the answer comes from, what is wrong with it, or that it is still to say."""
        severity, sentence = self._note(shown)
        self.note.show_finding(severity or "told", sentence)
        self.note.setVisible(bool(sentence))
        if self.editor is not None:
            shown_as = severity if severity in ("error", "warning") and shown.entry else None
            mark(self.editor, shown_as)

    def _note(self, shown: ForAll) -> tuple[Severity | None, str]:
        if shown.shape == "told":
            return "warning", words.say("import.no_column_for", field=shown.label)
        if shown.is_wanted:
            return "question", words.say("import.still_to_say")
        trouble = self._answers().trouble(shown.name, shown.entry)
        if trouble is not None:
            return ("error" if trouble[0] else "warning"), trouble[1]
        if shown.because:
            return "told", shown.because
        if shown.entry and self._answers().can_add(shown.name):
            known = self._answers().option(shown.name, str(shown.entry))
            return ("told", words.say("import.will_be_added")) if known is None else (None, "")
        return None, ""


class ForAllForm(QWidget):
    """`changed` with a field and its entry when a person has answered; at rest while somebody types."""

    changed = Signal(str, object)

    def __init__(self, presenter: BringingIn, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self.fields: dict[str, AnswerField] = {}
        self._kind = ""
        self._waiting: AnswerField | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(WAIT_MS)
        self._timer.timeout.connect(self.settle)
        column = Column(self, gap=14, sides=(0, 0, 10, 8))
        column.addWidget(Text(words.say("import.for_all_line"), "help", tone="ink2"))
        self._column = Column(gap=14)
        column.addLayout(self._column)
        self.other = TypeAhead(
            presenter.other_fields,
            name=words.say("import.other_field"),
            placeholder=words.say("import.other_field"),
        )
        self.other.chosen.connect(self._on_other)
        column.addWidget(self.other)
        self._people = FindingLine("told", "")
        column.addWidget(self._people)
        column.addStretch(1)

    def refresh(self) -> None:
        """Show the fields as they stand; an editor that somebody works in stays."""
        presenter = self._presenter
        if self._kind != presenter.mapping.kind:
            self._kind = presenter.mapping.kind
            self._clear()
        shown = presenter.for_all()
        names = [one.name for one in shown]
        for name in [name for name in self.fields if name not in names]:
            self._drop(name)
        for one in shown:
            field = self.fields.get(one.name)
            if field is None:
                field = AnswerField(one, presenter.answers)
                field.changed.connect(lambda field=field: self._on_changed(field))
                self.fields[one.name] = field
                self._column.addWidget(field)
            else:
                field.show_state(one)
        self.other.setVisible(bool(presenter.mapping.kind))
        people = presenter.people_line()
        self._people.show_finding("told", people)
        self._people.setVisible(bool(people))

    def _clear(self) -> None:
        for name in list(self.fields):
            self._drop(name)

    def _drop(self, name: str) -> None:
        field = self.fields.pop(name)
        if field is self._waiting:
            self._waiting = None
        self._column.removeWidget(field)
        field.hide()
        field.deleteLater()

    def _on_changed(self, field: AnswerField) -> None:
        if self._waiting is not None and self._waiting is not field:
            self.settle()
        self._waiting = field
        if isinstance(field.editor, QLineEdit) and not isinstance(field.editor, TypeAhead):
            self._timer.start()
        else:
            self.settle()

    def settle(self) -> None:
        """Take what was typed last."""
        self._timer.stop()
        field, self._waiting = self._waiting, None
        if field is not None:
            self.changed.emit(field.name, field.entry())

    def _on_other(self, option: Option | None) -> None:
        if option is None or not option.key:
            return
        self.other.set_option(None)
        self._presenter.ask_too(option.key)
        self.refresh()
        editor = self.fields[option.key].editor
        if editor is not None:
            editor.setFocus()

    def stops(self) -> list[QWidget]:
        """Where Tab may stop, in reading order."""
        return [*(stop for field in self.fields.values() for stop in field.stops), self.other]

    def begin(self) -> None:
        """The keyboard goes to what is still to say, else to the first field."""
        wanted = [one.name for one in self._presenter.for_all() if one.is_wanted]
        for name in (*wanted, *self.fields):
            editor = self.fields[name].editor if name in self.fields else None
            if editor is not None:
                editor.setFocus()
                return
