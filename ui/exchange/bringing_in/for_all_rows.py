"""What is said once for all rows: which answers are proposed or lacking, how each is asked, and whether it can be right. No Qt."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from camifield.fields.choice import Choice as ChoiceField
from camifield.fields.choice import Choices
from camifield.fields.declaration import Declared
from camifield.fields.field import Asking, Field
from camifield.fields.labels import hint, label
from camifield.fields.reference import Reference, References
from camifield.fields.term import Term
from camifield.fields.values import Entry
from camifield.formats.mapping.mappings import BY_PERSON, TableMapping
from camifield.formats.mapping.outcomes import for_mapping
from camifield.formats.mapping.preview import PreviewRow
from camifield.formats.mapping.proposing import wanting
from camifield.formats.mapping.rows import GRID_NOT_READ
from camifield.formats.mapping.targets import GRID, NEVER, YEAR, field_of
from camifield.formats.mapping.words_for import target_words
from camifield.i18n.words import Words
from camifield.kinds.catalogue import kind as kind_of
from camifield.project.names import Names
from ui.widgets.fitting import fitting, is_meant
from ui.widgets.option import Option

Shape = Literal["chips", "many", "listed", "line", "told"]
# What tables of each kind lack most often, in the order of the form.
USUAL = {
    "sighting": ("event_date", "recorded_by", "how_known", "species", "certainty", "country_code"),
    "conflict": ("event_date", "recorded_by", "conflict_type", "species", "country_code"),
    "grazing": ("event_date", "recorded_by", "grazing_type", "country_code"),
    "patrol": ("leader",),
}
FEW, OFFERED = 5, 12


@dataclass(frozen=True, slots=True)
class ForAll:
    """One answer for all rows: its field, what it is called, how it is asked, what it is, and where that comes from.

    shape "told" is a repeat that no column fills: nothing can be said once for all rows. because is empty for what a
    person said, and for what is not said.
    """

    name: str
    label: str
    shape: Shape
    entry: Entry
    because: str = ""
    hint: str = ""
    is_wanted: bool = False
    options: tuple[tuple[str, str], ...] = ()


def for_all_rows(mapping: TableMapping, asking: Asking, kept: Sequence[str] = ()) -> list[ForAll]:
    """What is proposed, what is lacking, and what is usually said; `kept` are fields to show whatever they hold."""
    if not mapping.kind:
        return []
    declared = kind_of(mapping.kind)
    lacking = wanting(mapping)
    mapped = {*mapping.targets, *(("event_date",) if YEAR in mapping.targets else ())}
    usual = [one for one in USUAL.get(mapping.kind, ()) if one in declared.fields and one not in mapped]
    grid = (GRID,) if GRID in mapping.targets else ()
    names = dict.fromkeys((*lacking, *grid, *usual, *mapping.constants, *kept))
    return [_for_all(name, mapping, declared, asking, is_wanted=name in lacking) for name in names]


def zone_lacking(mapping: TableMapping, rows: Iterable[PreviewRow]) -> str:
    """The field of the zone when metres stand in these rows and nothing says their zone; empty when nothing is lacking."""
    found = (one.finding.code for row in rows for one in row.findings)
    return GRID if GRID not in mapping.constants and GRID_NOT_READ in found else ""


def _for_all(
    name: str, mapping: TableMapping, declared: Declared, asking: Asking, *, is_wanted: bool
) -> ForAll:
    words = asking.words
    if name in declared.repeats:
        return ForAll(name, label(declared, name, words), "told", None, is_wanted=is_wanted)
    field = field_of(declared, name)
    constant = mapping.constants.get(name)
    because = ""
    if constant is not None and constant.because != BY_PERSON:
        because = words.say(f"import.because.{constant.because}")
    return ForAll(
        name,
        target_words(declared, name, words),
        shape_of(field, asking),
        constant.entry if constant is not None else None,
        because,
        hint(declared, name, words) if name in declared.fields else "",
        is_wanted,
        _chips(field, asking),
    )


def shape_of(field: Field | None, asking: Asking) -> Shape:
    """How an answer is asked: chips where the answers are few, a list to type into where they are many, else a line."""
    if isinstance(field, Choices):
        return "many"
    if isinstance(field, ChoiceField):
        return "chips" if len(asking.vocabulary(field.of).terms) <= FEW else "listed"
    return "listed" if isinstance(field, Reference) and not isinstance(field, References) else "line"


def _chips(field: Field | None, asking: Asking) -> tuple[tuple[str, str], ...]:
    if not isinstance(field, ChoiceField) or shape_of(field, asking) == "listed":
        return ()
    vocabulary, language = asking.vocabulary(field.of), asking.words.language
    return tuple((term.code, vocabulary.label(term.code, language)) for term in vocabulary.terms)


def others(mapping: TableMapping, shown: Sequence[str], words: Words) -> list[Option]:
    """The other fields of the kind about which something can be said for all rows."""
    if not mapping.kind:
        return []
    declared = kind_of(mapping.kind)
    known = {*mapping.targets, *shown}
    return [
        Option(name, label(declared, name, words))
        for name, field in declared.fields.items()
        if name not in known and name not in NEVER and (field.editor or field.is_number)
    ]


class Answers:
    """The answers that a field of this table's kind can have, found by typing."""

    def __init__(self, mapping: TableMapping, asking: Asking, names: Names) -> None:
        self._declared = kind_of(mapping.kind)
        self._asking = for_mapping(asking, mapping)
        self._names = names

    def field(self, target: str) -> Field | None:
        """The field that a column or a constant answers."""
        return field_of(self._declared, target)

    def find(self, target: str, typed: str) -> list[Option]:
        """What fits a text, the best first."""
        field = self.field(target)
        if isinstance(field, ChoiceField):
            found = self._asking.vocabulary(field.of).find(typed, self._asking.words.language, OFFERED)
            return [self._option(field, term) for term in found]
        if (reference := self._reference(field)) is not None:
            return fitting(self._known(reference), typed)[:OFFERED]
        return []

    def means(self, target: str, typed: str, option: Option) -> bool:
        """Whether a text means an answer: by its name in any language, of people and places when it is the only one."""
        field = self.field(target)
        if isinstance(field, ChoiceField):
            return self._asking.vocabulary(field.of).begins(typed, option.key)
        reference = self._reference(field)
        return reference is not None and is_meant(self._known(reference), typed, option)

    def option(self, target: str, code: str) -> Option | None:
        """The answer of a code; None for a text that is no code."""
        field = self.field(target)
        if isinstance(field, ChoiceField):
            term = self._asking.vocabulary(field.of).term(code)
            return self._option(field, term) if term is not None else None
        if (reference := self._reference(field)) is not None:
            return next((one for one in self._known(reference) if one.key == code), None)
        return None

    def _reference(self, field: Field | None) -> Reference | None:
        """The field that points to a record: this one, or the one whose records this one's text may name."""
        named = getattr(field, "names", "")
        found = self._declared.fields.get(named) if named else field
        return found if isinstance(found, Reference) else None

    def can_make(self, target: str) -> bool:
        """Whether a name in this column can become a known place."""
        return bool(getattr(self.field(target), "names", ""))

    def _option(self, field: ChoiceField, term: Term) -> Option:
        shown = self._asking.vocabulary(field.of).label(term.code, self._asking.words.language)
        return Option(term.code, shown, next(iter(term.latin_names()), ""))

    def _known(self, field: Reference) -> list[Option]:
        if field.to == "person":
            return [Option(one.id.hex(), one.shown, icon="person") for one in self._names.team()]
        if field.to == "place":
            places = sorted(self._names.places.values(), key=lambda one: one.name.casefold())
            return [Option(one.id.hex(), one.name, icon="place", also=one.others) for one in places]
        patrols = sorted(self._names.patrols.values(), key=lambda one: one.start, reverse=True)
        return [Option(one.id.hex(), one.shown(self._asking.words), icon="patrol") for one in patrols]

    def text(self, target: str, entry: Entry) -> str:
        """An answer in words, for one line."""
        if isinstance(entry, str):
            found = self.option(target, entry)
            return found.text if found is not None else entry
        parts = [self.text(target, str(one)) for one in entry or ()]
        return self._asking.words.say("title.list_mark").join(parts)

    def can_add(self, target: str) -> bool:
        """Whether a name that nobody has makes a new person."""
        return getattr(self.field(target), "to", "") == "person"

    def trouble(self, target: str, entry: Entry) -> tuple[bool, str] | None:
        """Whether it is an error, and the sentence about an answer that cannot be right; None for a good one."""
        field = self.field(target)
        if field is None or not entry:
            return None
        findings = field.read(entry, target, self._asking).findings
        for one in sorted(findings, key=lambda one: not one.is_error):
            if one.code == "no-such-person" and self.can_add(target):
                continue
            return one.is_error, one.sentence(self._asking.words)
        return None
