"""What the form knows: the entries so far, which questions apply, what was noticed, and the draft behind it all. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from camifield.commands import drafting, saving
from camifield.commands.saving import Incomplete, Saved
from camifield.fields.as_typed import as_typed, entries_as_typed
from camifield.fields.declaration import Declared
from camifield.fields.field import Asking
from camifield.fields.filling import filled_by_program
from camifield.fields.findings import Finding, Suggestion
from camifield.fields.validation import CONFIRMED, Checked, validate
from camifield.fields.values import Entries, Entry, text_of
from camifield.i18n.words import Words
from camifield.ids import new_id
from camifield.kinds.catalogue import kind as kind_of
from camifield.project.names import KnownPatrol
from camifield.project.project import Project
from camifield.queries.values import Draft
from ui.forms.layouts.catalogue import LAYOUTS
from ui.forms.layouts.layout import Layout, Section

MISSING = frozenset(("answer-needed", "line-needed", "place-needed", "loss-needed", "effort-needed"))
PATROL = "patrol"


class State(Enum):
    """How a section stands, for the list beside the form."""

    OPEN = "open"
    DONE = "done"
    ASKS = "asks"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a form is opened on: a new record, a draft, or a saved record to put right; `told` is said at its head."""

    kind: str
    draft: Draft | None = None
    record: bytes | None = None
    entries: Entries | None = None
    told: str = ""


class FormPresenter:
    """One form. Every answer goes through `answer`; `keep` writes the draft, `save` makes the record."""

    def __init__(self, project: Project, beginning: Beginning, words: Words) -> None:
        self.project = project
        self.words = words
        self.kind = beginning.kind
        self.declared: Declared = kind_of(self.kind)
        self.layout: Layout = LAYOUTS[self.kind]
        self.record = beginning.record
        self.told = beginning.told
        self.draft_id = beginning.draft.id if beginning.draft else new_id(project.clock, project.entropy)
        self.bases: tuple[str, ...] = ()
        self.entries: dict[str, Entry] = {}
        self.left: set[str] = set()
        self.has_tried = False
        self.asked: set[str] = set()
        self.is_kept = True
        self.asking: Asking = project.asking(words)
        self._begin(beginning)
        self._started = dict(self.entries)
        self.checked: Checked
        self.patrols_of_date: Sequence[KnownPatrol]
        self._check()

    def _begin(self, beginning: Beginning) -> None:
        if beginning.draft is not None:
            self.record = beginning.draft.record
            self.entries = dict(beginning.draft.entries)
            self.left = {name for name, entry in self.entries.items() if entry}
            self.bases = beginning.draft.bases
        elif beginning.record is not None:
            found = self.project.stored(beginning.record)
            self.bases = tuple(head.hex() for head in found.heads)
            self.entries = entries_as_typed(self.declared, found.values, self.asking)
            self.left = set(self.entries)
        else:
            self.entries = drafting.starting_entries(self.project, self.kind)
            self.entries.update(beginning.entries or {})

    @property
    def is_new(self) -> bool:
        return self.record is None

    @property
    def is_changed(self) -> bool:
        """Whether anything was typed that is worth a draft."""
        return self.entries != self._started

    def answer(self, name: str, entry: Entry) -> None:
        """Take one answer as typed so far; blank forgets it. What the program filled in from it is filled in anew."""
        follows = filled_by_program(self.declared.fillings, self.checked.values, self.asking, name)
        if entry in (None, "", [], ()):
            if name not in self.entries:
                return
            del self.entries[name]
        elif self.entries.get(name) == entry:
            return
        else:
            self.entries[name] = entry
        if (field := self.declared.fields.get(name)) is not None:
            follows.update(field.answers_too())
        for stale in follows - {name}:
            self.entries.pop(stale, None)
        self.is_kept = False
        self._check()

    def leave(self, name: str) -> None:
        """The keyboard left the field: from now on its findings are shown."""
        self.left.add(name)

    def accept(self, suggestion: Suggestion) -> None:
        """Take the entries of a suggestion in place of the present ones."""
        for name, entry in suggestion.entries.items():
            self.left.add(name)
            field = self.declared.fields.get(name)
            self.answer(name, as_typed(field, entry, self.asking) if field is not None else entry)

    def confirm(self, finding: Finding) -> None:
        """The person said "it is so": the question is settled, and that is kept with the record."""
        marks = self.entries.get(CONFIRMED, ())
        known = [str(mark) for mark in marks] if marks and not isinstance(marks, str) else []
        self.answer(CONFIRMED, [*known, finding.mark])

    def _check(self) -> None:
        self.checked = validate(self.declared, self.entries, self.asking)
        date = text_of(self.checked.values, "event_date")
        self.patrols_of_date = self.project.names.patrols_on(date) if date else ()

    def refresh(self, words: Words) -> None:
        """Names or the language changed: read everything again."""
        self.words = words
        self.asking = self.project.asking(words)
        self._check()

    def applies(self, name: str) -> bool:
        """Whether the question is asked, given the answers so far."""
        values = self.checked.values
        if name in self.declared.repeats:
            when = self.declared.repeats[name].when
        else:
            when = self.declared.fields[name].when
        if when is not None and not when.holds(values):
            return False
        asked = (self.layout.asked or {}).get(name)
        if asked is None or self.entries.get(name):
            return True
        if name == PATROL:
            return bool(self.patrols_of_date) or (asked.holds(values) and bool(self.project.names.patrols))
        return asked.holds(values)

    def answer_beside(self, name: str) -> str:
        """Give the answer that stands among another question's chips, and say where the keyboard goes on.

        That is the first question of the same section that is now asked and has no answer; without one it stays.
        """
        other, code = (self.layout.beside or {})[name]
        self.answer(other, code)
        self.leave(other)
        section = self.layout.section_of(other)
        names = [one for one in section.fields() if self.applies(one)] if section else []
        has_effort = any(self.entries.get(one) for one in names if one != other)
        return name if has_effort else next((one for one in names if not self.entries.get(one)), name)

    def findings_at(self, name: str) -> list[Finding]:
        """What to show at a field now: nothing about a field that is still being typed in."""
        found = [
            one for one in self.checked.findings if one.field == name or one.field.startswith(f"{name}.")
        ]
        if self.has_tried:
            return found
        return [
            one for one in found if one.code not in MISSING and (name in self.left or one.field in self.left)
        ]

    def unplaced_findings(self) -> list[Finding]:
        """Findings at fields that the page does not show, so that none is ever silent."""
        placed = set(self.layout.fields())
        return [one for one in self.checked.findings if one.field.partition(".")[0] not in placed]

    def state(self, section: Section) -> State:
        """How a section stands."""
        findings = [one for name in section.fields() for one in self.findings_at(name)]
        if any(one.is_error for one in findings):
            return State.WRONG
        if findings:
            return State.ASKS
        if any(one.is_error and self._is_in(section, one) for one in self.checked.findings):
            return State.OPEN  # something is still missing, though nobody is told so before a try to save
        asked = [name for name in section.fields() if self.applies(name)]
        needed = [name for name in asked if self._is_required(name)]
        if needed:
            return State.DONE if all(self.entries.get(name) for name in needed) else State.OPEN
        return State.DONE if any(self.entries.get(name) for name in asked) else State.OPEN

    @staticmethod
    def _is_in(section: Section, finding: Finding) -> bool:
        return finding.field.partition(".")[0] in section.fields()

    def _is_required(self, name: str) -> bool:
        if name in self.declared.repeats:
            return self.declared.repeats[name].required
        return self.declared.fields[name].is_needed(self.checked.values)

    def progress(self) -> tuple[int, int]:
        """Rows answered, and rows asked, in the open sections."""
        rows = [
            row
            for section in self.layout.sections
            for row in section.rows
            if any(map(self.applies, row.fields))
        ]
        done = sum(1 for row in rows if any(self.entries.get(name) for name in row.fields))
        return done, len(rows)

    def facts_line(self) -> str:
        """What the program filled in by itself, in one line: country, offset, uncertainty, protocol."""
        values, fields = self.checked.values, self.declared.fields
        shown = [fields[name].text(values[name], self.asking) for name in self.layout.facts if name in values]
        line = " · ".join(shown)
        return self.words.say("form.facts", facts=line) if line else self.words.say("form.facts_none")

    def errors(self) -> list[Finding]:
        return [one for one in self.checked.findings if one.is_error]

    def new_questions(self) -> list[Finding]:
        """Questions that no save has shown yet and that do not stand on the page already: they are asked once."""
        return [
            one
            for one in self.checked.findings
            if not one.is_error and one.mark not in self.asked and one not in self.findings_at(one.field)
        ]

    def ask(self, questions: list[Finding]) -> None:
        """Show these questions from now on; a second save goes ahead with them open."""
        self.asked.update(one.mark for one in questions)
        self.left.update(one.field.partition(".")[0] for one in questions)

    def keep(self) -> bool:
        """Write the draft when something was typed since the last time. True when it is on the disk now."""
        if self.is_kept or not self.is_changed:
            return False
        drafting.keep(self.project, self.draft())
        self.is_kept = True
        return True

    def draft(self) -> Draft:
        """The draft as it stands."""
        return drafting.draft_of(
            self.project,
            self.kind,
            self.draft_id,
            self.entries,
            self.checked.findings,
            record=self.record,
            bases=self.bases,
        )

    def save(self, why: str | None = None) -> Saved | None:
        """Save the record. None when an error stands in the way: from now on every finding is shown."""
        self.keep()
        try:
            return saving.save(
                self.project,
                self.kind,
                self.entries,
                self.words,
                record=self.record,
                draft=self.draft_id,
                bases=tuple(bytes.fromhex(head) for head in self.bases) if self.bases else None,
                why=why,
            )
        except Incomplete:
            self.has_tried = True
            return None

    def next_entries(self) -> dict[str, Entry]:
        """What "save and next" keeps: date, observer, patrol, locality; never coordinates, time, species, counts."""
        return drafting.kept_entries(self.declared, self.entries)

    def discard(self) -> None:
        """Throw the draft away; it can be taken back from Today."""
        if self.is_changed:
            self.is_kept = False
            self.keep()
            drafting.discard(self.project, self.draft_id)
