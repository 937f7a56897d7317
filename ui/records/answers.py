"""An editor for the one answer that many records are given: chips when few can be meant, typing when many."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from camifield.fields.choice import Choice as ChoiceField
from camifield.fields.choice import Choices
from camifield.fields.declaration import Declared
from camifield.fields.field import Asking
from camifield.fields.labels import hint, label
from camifield.fields.reference import Reference, References
from camifield.fields.values import Entry
from camifield.fields.vocabulary import Vocabulary
from camifield.i18n.words import Words
from camifield.project.project import Project
from ui.widgets.chip import Choice
from ui.widgets.chip_row import ChipRow
from ui.widgets.fitting import fitting, means_one_of
from ui.widgets.layouts import Column
from ui.widgets.option import Option
from ui.widgets.type_ahead import Find, Means, TypeAhead

MOST_CHIPS = 10


class AnswerEditor(QWidget):
    """`changed` at every change; `entry()` is the answer as it goes to the correction."""

    changed = Signal()

    def __init__(self, project: Project, declared: Declared, name: str, asking: Asking) -> None:
        super().__init__()
        self._field = declared.fields[name]
        self._caption = label(declared, name, asking.words)
        self._chips: ChipRow | None = None
        self._ahead: TypeAhead | None = None
        self._line: QLineEdit | None = None
        column = Column(self, gap=0)
        found: QWidget
        if isinstance(self._field, ChoiceField):
            found = self._for_choice(asking.vocabulary(self._field.of), asking.words.language)
        elif isinstance(self._field, Reference) and not isinstance(self._field, References):
            found = self._for_reference(project, self._field.to, asking.words)
        else:
            found = self._for_text(hint(declared, name, asking.words))
        column.addWidget(found)
        self.setFocusProxy(found)

    def _for_choice(self, vocabulary: Vocabulary, language: str) -> QWidget:
        is_many = isinstance(self._field, Choices)
        if is_many or len(vocabulary.terms) <= MOST_CHIPS:
            choices = [Choice(term.code, term.label(language)) for term in vocabulary.terms]
            self._chips = ChipRow(choices, name=self._caption, is_many=is_many)
            self._chips.changed.connect(self.changed)
            return self._chips

        def find(typed: str) -> Sequence[Option]:
            found = vocabulary.find(typed, language)
            return [Option(one.code, one.label(language), next(iter(one.latin_names()), "")) for one in found]

        return self._type_ahead(find, lambda typed, option: vocabulary.begins(typed, option.key))

    def _for_reference(self, project: Project, kind: str, words: Words) -> QWidget:
        names = project.names
        if kind == "person":
            known = [Option(one.id.hex(), one.shown, icon="person") for one in names.people.values()]
        elif kind == "place":
            known = [
                Option(one.id.hex(), one.name, icon="place", also=one.others) for one in names.places.values()
            ]
        else:
            known = [Option(one.id.hex(), one.shown(words), icon="patrol") for one in names.patrols.values()]

        def find(typed: str) -> Sequence[Option]:
            return fitting(known, typed)[:12]

        return self._type_ahead(find, means_one_of(lambda: known))

    def _type_ahead(self, find: Find, means: Means | None = None) -> QWidget:
        self._ahead = TypeAhead(find, name=self._caption, means=means)
        self._ahead.chosen.connect(self.changed)
        self._ahead.textEdited.connect(self.changed)
        return self._ahead

    def _for_text(self, placeholder: str) -> QWidget:
        self._line = QLineEdit()
        self._line.setAccessibleName(self._caption)
        self._line.setPlaceholderText(placeholder)
        self._line.textEdited.connect(self.changed)
        return self._line

    def entry(self) -> Entry:
        """The answer as typed or chosen; blank when there is none yet."""
        if self._chips is not None:
            chosen = self._chips.chosen()
            return chosen if isinstance(self._field, Choices) else "".join(chosen[:1])
        if self._ahead is not None:
            option = self._ahead.option
            return option.key if option is not None else self._ahead.text()
        return self._line.text() if self._line is not None else ""
