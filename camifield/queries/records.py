"""One record for the page that shows it: its answers in words, its photos, what is asked about it and what contests it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from camifield.fields.declaration import Declared
from camifield.fields.field import Asking
from camifield.fields.findings import Finding
from camifield.fields.labels import label, label_key
from camifield.fields.validation import CONFIRMED, entries_of, validate
from camifield.fields.values import Values, lines_of, text_of
from camifield.i18n.words import Words
from camifield.kinds.catalogue import kind as kind_of
from camifield.project.project import Project
from camifield.queries.contested import NOT_TOLD, Contested, contested
from camifield.queries.history import Happening, history
from camifield.queries.positions import to_copy, written
from camifield.queries.seen_from import animal_of
from camifield.queries.telling import BETWEEN, full_label, line_text, pair, value_text
from camifield.queries.times import Times
from camifield.queries.titles import latin_name, title
from camifield.queries.values import Card, StoredRecord

# Told elsewhere on the page: in its title, its tag, its pictures.
IN_TITLE = frozenset(("species", "count", "record_number", "photos", "record_state"))
WHEN = ("event_date", "event_time", "time_is_about", "part_of_day")
WAY = "footprint_wkt"
START, END = ("start_date", "start_time"), ("end_date", "end_time")
WHERE = ("place", "locality", "village")
POSITION = (
    "decimal_latitude",
    "decimal_longitude",
    "verbatim_coordinates",
    "coordinate_uncertainty_in_meters",
)
WHO = ("recorded_by", "leader")
HOW = ("how_known", "certainty")
CLASSES = (
    ("classes", ("adult_males", "adult_females", "young", "unclassified")),
    ("younger_classes", ("subadults", "yearlings")),
    ("horn_classes", ("horn_class_1", "horn_class_2", "horn_class_3", "horn_class_4")),
    ("dead_classes", ("dead_males", "dead_females", "dead_young", "dead_unclassified")),
)
UNCERTAINTY = "uncertainty_m"


@dataclass(frozen=True, slots=True)
class DetailLine:
    """One answer, or a few that belong together. `is_ltr`: never turned round (coordinates)."""

    name: str
    label: str
    text: str
    is_restricted: bool = False
    is_ltr: bool = False
    has_two_values: bool = False


@dataclass(frozen=True, slots=True)
class Detail:
    """A record in words. `facts` are what the program filled in; `asked` are open questions about it.

    `position` is its position to be copied into another program; empty where none was understood. `way` is the line of a
    track as well-known text.
    """

    card: Card
    title: str
    latin: str
    lines: tuple[DetailLine, ...]
    facts: tuple[DetailLine, ...]
    photos: tuple[bytes, ...]
    asked: tuple[Finding, ...]
    contested: tuple[Contested, ...]
    is_deleted: bool
    was_edited_after_delete: bool
    history: tuple[Happening, ...]
    position: str = ""
    way: str = ""


def card_of(project: Project, record: bytes) -> Card | None:
    """The record's line of the list; None when it has none here."""
    return project.store.cards_of([record]).get(record)


def detail(project: Project, record: bytes, words: Words) -> Detail | None:
    """The record in words; None when it is not here, or is of a kind that only a newer version knows."""
    project.learn()
    card = card_of(project, record)
    stored = project.store.record(record)
    declared = project.store.kinds.get(stored.kind) if stored is not None else None
    if card is None or stored is None or declared is None:
        return None
    asking = project.asking(words)
    telling = _Telling(declared, stored, asking)
    typed = _typed_line(project, stored, card, words)
    return Detail(
        card=card,
        title=title(card, words, project.names),
        latin=latin_name(card),
        lines=(*telling.lines(), typed),
        facts=tuple(telling.facts()),
        photos=_photos(stored.values),
        asked=validate(declared, entries_of(declared, stored.values), asking).findings,
        contested=tuple(contested(project, declared, stored, asking)),
        is_deleted=stored.deleted,
        was_edited_after_delete=stored.edited_after_delete,
        history=tuple(history(project, record, words)),
        position=to_copy(declared.placed(stored.values), asking),
        way=_way(declared, stored.values),
    )


class _Telling:
    """The answers of one record, gathered into lines."""

    def __init__(self, declared: Declared, stored: StoredRecord, asking: Asking) -> None:
        self._declared = declared
        self._values: Values = stored.values
        self._asking = asking
        self._words = asking.words
        self._contested = {group.partition("/")[0] for group in stored.conflicts}
        self._told: set[str] = set(IN_TITLE)

    def lines(self) -> Iterator[DetailLine]:
        """What people answered: when, where and who first, then the kind's own questions, then the rest."""
        yield from self._together("records.when", WHEN, ", ")
        yield from self._together(label_key(self._declared, START[0]), START, ", ")
        yield from self._together(label_key(self._declared, END[0]), END, ", ")
        yield from self._together("records.where", WHERE, BETWEEN)
        yield from self._position()
        for name in WHO:
            yield from self._alone(name)
        if HOW[0] in self._declared.fields:
            yield from self._together("records.how", HOW, BETWEEN)
        for title_key, names in CLASSES:
            yield from self._classes(f"form.row.{title_key}", names)
        own, inherited = _own_first(self._declared)
        for name in own:
            yield from self._alone(name)
        for repeat in self._declared.repeats:
            yield from self._repeat(repeat)
        for name in inherited:
            yield from self._alone(name)

    def facts(self) -> Iterator[DetailLine]:
        """What the program filled in by itself."""
        for name, field in self._declared.fields.items():
            if field.is_filled_by_program and name not in self._told and name not in NOT_TOLD:
                yield from self._alone(name, with_facts=True)
        settled = self._values.get(CONFIRMED)
        if isinstance(settled, Sequence) and not isinstance(settled, str | bytes):
            sentences = [settled_sentence(str(mark), self._words) for mark in settled]
            text = "\n".join(sentences)
            yield DetailLine(CONFIRMED, label(self._declared, CONFIRMED, self._words), text)

    def _text(self, name: str) -> str:
        return value_text(self._declared.fields.get(name), self._values[name], self._asking)

    def _line(self, name: str, caption: str, text: str, *, is_ltr: bool = False) -> DetailLine:
        field = self._declared.fields.get(name)
        is_contested = self._declared.group_of(name) in self._contested
        is_restricted = field is not None and field.restricted
        return DetailLine(name, caption, text, is_restricted, is_ltr, is_contested)

    def _alone(self, name: str, *, with_facts: bool = False) -> Iterator[DetailLine]:
        field = self._declared.fields.get(name)
        if field is None or name in self._told or name in NOT_TOLD or name not in self._values:
            return
        if field.is_filled_by_program and not with_facts:
            return
        self._told.add(name)
        yield self._line(name, label(self._declared, name, self._words), self._text(name))

    def _together(self, key: str, names: Sequence[str], between: str) -> Iterator[DetailLine]:
        """Answers that make one line: a date with its time, a place with its village."""
        here = [name for name in names if name in self._values and name not in self._told]
        texts = [
            self._words.say("records.about") if name == "time_is_about" else self._text(name) for name in here
        ]
        if "time_is_about" in here and text_of(self._values, "time_is_about") != "yes":
            texts.pop(here.index("time_is_about"))
        self._told.update(names)
        if texts:
            shown = between.join(dict.fromkeys(filter(None, texts)))
            yield self._line(here[0], self._words.say(key), shown)

    def _position(self) -> Iterator[DetailLine]:
        told = self._declared.placed(self._values)
        self._told.update(POSITION)
        text = written(told, self._asking)
        if not text:
            return
        derived = self._declared.derived.get(UNCERTAINTY)
        metres = derived.compute(self._values) if derived is not None else None
        if metres is not None:
            text = self._words.say("records.position", position=text, metres=metres)
        animal = animal_of(self._values, self._asking)
        if animal is not None:  # what was moved says from where, and how
            text = f"{text}\n{animal.seen_at}: {animal.how}"
        yield self._line(POSITION[0], self._words.say("records.coordinates"), text, is_ltr=True)

    def _classes(self, key: str, names: Sequence[str]) -> Iterator[DetailLine]:
        here = [name for name in names if name in self._values and name in self._declared.fields]
        self._told.update(names)
        if here:
            parts = [
                pair(label(self._declared, name, self._words), self._text(name), self._words) for name in here
            ]
            yield self._line(here[0], self._words.say(key), BETWEEN.join(parts))

    def _repeat(self, repeat: str) -> Iterator[DetailLine]:
        lines = lines_of(self._values, repeat)
        if not lines:
            return
        line = self._declared.lines[repeat]
        text = "\n".join(line_text(line, one, self._asking) for one in lines)
        yield DetailLine(
            repeat,
            label(self._declared, repeat, self._words),
            text,
            self._declared.repeats[repeat].restricted,
            has_two_values=repeat in self._contested,
        )


def _own_first(declared: Declared) -> tuple[list[str], list[str]]:
    """The fields that the kind itself declares, and those it has in common with others."""
    own = vars(declared.model).get("__annotations__", {})
    names = list(declared.fields)
    return [name for name in names if name in own], [name for name in names if name not in own]


def settled_sentence(mark: str, words: Words) -> str:
    """The question that somebody answered with "it is so", from what the record remembers of it."""
    code, _, rest = mark.partition("@")
    numbers = rest.partition(":")[2]
    pairs = (one.partition("=") for one in numbers.split("|") if "=" in one)
    return words.say(f"finding.{code}", **{name: value for name, _, value in pairs})


def _way(declared: Declared, values: Values) -> str:
    derived = declared.derived.get(WAY)
    return str((derived.compute(values) if derived is not None else None) or "")


def _photos(values: Values) -> tuple[bytes, ...]:
    found = values.get("photos", ())
    return tuple(one for one in found if isinstance(one, bytes)) if isinstance(found, Sequence) else ()


def _typed_line(project: Project, stored: StoredRecord, card: Card, words: Words) -> DetailLine:
    who = project.names.name("person", stored.author)
    when = Times(project, words).of_beginning(stored)
    laptop, dash, _ = card.number.partition("-")
    key = "records.typed_on" if dash else "records.typed"
    text = words.say(key, who=who, when=when, laptop=laptop)
    return DetailLine("typed_by", words.say("records.typed_by"), text)


def asked_text(kind: str, finding: Finding, words: Words) -> str:
    """An open question about a record where it stands alone: an answer that is lacking says which one it is."""
    told = finding.sentence(words)
    if finding.code != "answer-needed":
        return told
    return pair(full_label(kind_of(kind), finding.field, words), told, words)
