"""From a field's declaration to its editor: chips when the answers are few, type-ahead when they are many."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from camifield.fields.choice import Choice as ChoiceField
from camifield.fields.declaration import Declared
from camifield.fields.field import Asking, Field
from camifield.fields.labels import hint, label
from camifield.fields.reference import Reference
from camifield.fields.term import Term
from ui.forms.editors.chips import ChipsEditor
from ui.forms.editors.editor import Editor
from ui.forms.editors.gps_place import GpsKeeping, GpsPlaceEditor
from ui.forms.editors.line import LineEditor, LongTextEditor
from ui.forms.editors.lines import LineColumn, LinesEditor
from ui.forms.editors.listed import ListedEditor, ListedManyEditor
from ui.forms.editors.locality import LocalityEditor
from ui.forms.editors.photos import PhotoKeeping, PhotosEditor
from ui.forms.editors.place import PlaceEditor
from ui.forms.layouts.layout import Layout
from ui.forms.place_answers import PlaceAnswers
from ui.forms.place_keeping import PlaceKeeping
from ui.widgets.chip import UNKNOWN, Choice
from ui.widgets.fitting import fitting, means_one_of
from ui.widgets.option import Option
from ui.widgets.type_ahead import Means

FEW = 9
FEW_OF_MANY = 14
MOST_PEOPLE_AS_CHIPS = 7
OFFERED = 12
SOMEONE_ELSE = "someone_else"
# Lists that are the world's or the program's, not the team's: a word of one's own would break what reads them.
FIXED_LISTS = frozenset(
    (
        "country",
        "currency",
        "livestock_class",
        "sampling_protocol",
        "coordinate_system",
        "offset_source",
        "record_state",
    )
)
FIRST_COLUMNS = {"losses": 4, "livestock": 3, "dog_lines": 3, "segments": 2, "victims": 3}


@dataclass(frozen=True)
class Making:
    """What editors are made from: the declaration, the answers' words, and what only the page can do."""

    declared: Declared
    layout: Layout
    asking: Callable[[], Asking]
    people: Callable[[], list[Choice]]
    offer: Callable[[str], list[Option]]
    add_person: Callable[[str], Option | None]
    add_place: Callable[[str], Option | None]
    add_answer: Callable[[str, str], Option | None]
    photos: PhotoKeeping
    gps: GpsKeeping
    places: PlaceAnswers
    place: PlaceKeeping


def make_editor(making: Making, name: str) -> Editor:
    """The editor of a field or a repeat of the kind."""
    if name in making.declared.repeats:
        return _lines(making, name)
    return _editor(making, making.declared, name)


def make_cell_editor(making: Making, repeat: str, name: str) -> Editor:
    """The editor of one answer in a line of a repeat, where the line stands alone."""
    return _editor(making, making.declared.lines[repeat], name)


def _editor(making: Making, declared: Declared, name: str) -> Editor:
    field = declared.fields[name]
    words = making.asking().words
    shown, help_text = label(declared, name, words), hint(declared, name, words)
    shape = field.editor
    if shape == "place":
        if name in GpsPlaceEditor.FIELDS and declared is making.declared:
            return GpsPlaceEditor(shown, making.asking, help_text, making.place, making.gps)
        return PlaceEditor(shown, making.asking, help_text)
    if shape == "photos":
        return PhotosEditor(shown, making.photos)
    if shape == "species" and isinstance(field, ChoiceField):
        return _listed(making, field, shown, has_second=True)
    if shape in ("choice", "choices") and isinstance(field, ChoiceField):
        return _choice(making, name, field, shown, is_compact=declared is not making.declared)
    if shape in ("reference", "references") and isinstance(field, Reference):
        return _reference(making, field, shown, is_many=shape == "references")
    if getattr(field, "is_long", False):
        return LongTextEditor(shown, help_text)
    is_compact = declared is not making.declared
    if name in LocalityEditor.FIELDS and "place" in declared.fields:
        return LocalityEditor(shown, help_text, making.places)
    return LineEditor(shown, shape, "" if is_compact else help_text, fills=is_compact)


def _choice(making: Making, field_name: str, field: ChoiceField, name: str, *, is_compact: bool) -> Editor:
    asking = making.asking()
    is_many = field.editor == "choices"
    usual = (making.layout.usual or {}).get(field_name, ())
    vocabulary = asking.vocabulary(field.of)
    terms = list(vocabulary.terms)
    most = FEW_OF_MANY if is_many else FEW
    if (usual or len(terms) <= most) and not is_compact:
        language = asking.words.language
        choices = [Choice(term.code, vocabulary.label(term.code, language)) for term in terms]
        shown = [one for one in choices if not usual or one.code in (*usual, UNKNOWN)]
        rest = [one for one in choices if one not in shown]
        beside = _beside(making, field_name)
        editor = ChipsEditor(name, shown, is_many=is_many, actions=beside, rest=rest)
        if field_name == "time_is_about":  # the keyboard writes "~9:20" or "about 9" instead
            editor.skip_by_keyboard()
        return editor
    if is_many:
        return ListedManyEditor(name, *_finders(making, field), means=_means(making, field))
    return _listed(making, field, name, has_second=False)


def _beside(making: Making, name: str) -> list[Choice]:
    """The answer of another question that stands among this one's chips."""
    if name not in (making.layout.beside or {}):
        return []
    other, code = (making.layout.beside or {})[name]
    asking, field = making.asking(), making.declared.fields[other]
    assert isinstance(field, ChoiceField)
    return [Choice(code, asking.vocabulary(field.of).label(code, asking.words.language), icon="search")]


def _listed(making: Making, field: ChoiceField, name: str, *, has_second: bool) -> Editor:
    find, option_of = _finders(making, field)
    may_add = field.of not in FIXED_LISTS

    def add(text: str) -> Option | None:
        return making.add_answer(field.of, text)

    means = _means(making, field)
    return ListedEditor(
        name, find, option_of, has_second=has_second, add=add if may_add else None, means=means
    )


def _means(making: Making, field: ChoiceField) -> Means:
    """A text means an answer that is called so, or begins so, in any language."""

    def means(text: str, option: Option) -> bool:
        return making.asking().vocabulary(field.of).begins(text, option.key)

    return means


def _finders(
    making: Making, field: ChoiceField
) -> tuple[Callable[[str], list[Option]], Callable[[str], Option | None]]:
    def option(term: Term) -> Option:
        asking = making.asking()
        shown = asking.vocabulary(field.of).label(term.code, asking.words.language)
        return Option(term.code, shown, getattr(term, "current_name", ""))

    def find(text: str) -> list[Option]:
        asking = making.asking()
        return [
            option(term) for term in asking.vocabulary(field.of).find(text, asking.words.language, OFFERED)
        ]

    def option_of(code: str) -> Option | None:
        term = making.asking().vocabulary(field.of).term(code)
        return option(term) if term is not None else None

    return find, option_of


def _reference(making: Making, field: Reference, name: str, *, is_many: bool) -> Editor:
    if field.to == "person" and len(making.people()) <= MOST_PEOPLE_AS_CHIPS:
        words = making.asking().words
        other = "form.someone_else" if making.people() else "form.first_person"
        action = Choice(SOMEONE_ELSE, words.say(other), icon="person_new")
        must = field.required and not is_many
        return ChipsEditor(name, making.people(), is_many=is_many, actions=(action,), is_required=must)

    def find(text: str) -> list[Option]:
        return fitting(making.offer(field.to), text)[:OFFERED]

    def option_of(code: str) -> Option | None:
        return next((one for one in making.offer(field.to) if one.key == code), None)

    means = means_one_of(lambda: making.offer(field.to))
    if is_many:
        return ListedManyEditor(name, find, option_of, means=means)
    adders = {"person": making.add_person, "place": making.add_place}
    return ListedEditor(name, find, option_of, add=adders.get(field.to), means=means)


def _lines(making: Making, name: str) -> Editor:
    declared = making.declared.lines[name]
    words = making.asking().words
    order = (making.layout.lines or {}).get(name, tuple(declared.fields))
    first = FIRST_COLUMNS.get(name, 3)
    columns = [
        LineColumn(each, label(declared, each, words), _is_narrow(declared.fields[each]), place < first)
        for place, each in enumerate(order)
    ]
    add = words.say("form.add_line")
    return LinesEditor(
        label(making.declared, name, words), columns, lambda each: _editor(making, declared, each), add
    )


def _is_narrow(field: Field) -> bool:
    return field.is_number
