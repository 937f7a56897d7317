"""Hand over: the agency's workbook or plain CSV, of the records a filter chooses, with an account of what they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from camifield.changes import Changes
from camifield.clock import milliseconds
from camifield.fields.labels import kind_name
from camifield.fields.term import Species
from camifield.fields.values import Cell
from camifield.formats.blurring import Blurring
from camifield.formats.csv_out import write_csv
from camifield.formats.dictionary import dictionary_sheet
from camifield.formats.register import RegisterOf, Tally
from camifield.formats.workbook.plan import Notes, Plan, Sheet
from camifield.formats.workbook.writing import write_workbook
from camifield.i18n.words import Words
from camifield.kinds.catalogue import kind as kind_of
from camifield.kinds.sensitivity import POLICY
from camifield.progress import Progress
from camifield.project.project import Project
from camifield.store.query import CardQuery
from camifield.store.search import Expand, expand_nothing
from camifield.version import VERSION

EXPORTED_KINDS = ("sighting", "grazing", "conflict", "patrol")


def _kind_of_class(code: str) -> str:
    """The livestock kind of a class: ewes and rams are sheep in the register."""
    from camifield.fields.vocabulary import Vocabulary

    term = Vocabulary("livestock_class").term(code)
    return term.columns.get("kind", code) if term is not None else code


TALLIES = {
    "sighting": (),
    "grazing": (Tally("livestock", "animal", ("number",), _kind_of_class),),
    "conflict": (Tally("losses", "animal", ("killed", "injured", "missing"), _kind_of_class),),
    "patrol": (),
}


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be handed over. `query` chooses the records; `is_exact` is for the agency that owns the data.

    Anyone else gets generalised places; `receiver` and `purpose` are then asked and told in the file.
    `with_people` writes the names of people as a file apart, beside the workbook.
    """

    path: Path
    kinds: tuple[str, ...] = EXPORTED_KINDS
    query: CardQuery = field(default_factory=CardQuery)
    expand: Expand = expand_nothing
    filter_words: str = ""
    is_exact: bool = True
    receiver: str = ""
    purpose: str = ""
    with_people: bool = False
    separator: str = ","


@dataclass(frozen=True, slots=True)
class HandedOver:
    """What was written: files, records a kind, generalised places, texts cut to what a cell can hold."""

    files: tuple[Path, ...]
    records: dict[str, int]
    generalised: int
    hidden: int
    cut_texts: int
    changes: Changes


def export_workbook(project: Project, wish: Wish, words: Words, progress: Progress) -> HandedOver:
    """Write the workbook (.xlsx). Raises Stopped, or a Problem when the disk refuses; nothing half-written is left."""
    project.learn()
    at_start = project.store.last_commit()
    blurring = _blurring(project, wish)
    registers = list(_registers(project, wish, words, blurring))
    sheets: list[Sheet] = []
    for register in registers:
        repeats = register.declared.repeats
        counts = {name: _count_lines(project, wish, register.declared.name, name) for name in repeats}
        sheets += register.sheets(TALLIES[register.declared.name], counts)
    counts = {register.declared.name: register.count for register in registers}
    sheets.append(dictionary_sheet([register.declared for register in registers], words))
    # About is written before the rows are, so what will be generalised is counted first.
    _count_blurred(project, wish, registers, blurring)
    told = blurring.generalised, blurring.hidden
    plan = Plan(sheets, _about(project, wish, words, counts, told), creator=f"CAMI Field {VERSION}")
    written = write_workbook(wish.path, plan, progress)
    files = (wish.path, *_people_file(project, wish, words, progress))
    changes = _remember(project, wish, at_start, counts)
    return HandedOver(files, counts, told[0], told[1], written.cut_texts, changes)


def export_csv(project: Project, wish: Wish, words: Words, progress: Progress) -> HandedOver:
    """Write each kind's register as CSV that Excel opens rightly, named after the kind beside `wish.path`."""
    project.learn()
    at_start = project.store.last_commit()
    blurring = _blurring(project, wish)
    counts: dict[str, int] = {}
    files: list[Path] = []
    for register in _registers(project, wish, words, blurring):
        name = register.declared.name
        path = wish.path.with_name(f"{wish.path.stem}-{name}.csv")
        sheet = next(register.sheets(TALLIES[name]))
        counts[name] = write_csv(path, sheet, progress, separator=wish.separator)
        files.append(path)
    files += _people_file(project, wish, words, progress)
    changes = _remember(project, wish, at_start, counts)
    return HandedOver(tuple(files), counts, blurring.generalised, blurring.hidden, 0, changes)


def _blurring(project: Project, wish: Wish) -> Blurring:
    own = {
        term.code: term.sensitivity
        for term in project.names.own_terms.get("species", ())
        if isinstance(term, Species)
    }
    return Blurring(wish.is_exact, own)


def _registers(project: Project, wish: Wish, words: Words, blurring: Blurring) -> Iterator[RegisterOf]:
    asking = project.coded_asking(words)

    def read(name: str, columns: Sequence[str]) -> Iterator[Sequence[Cell]]:
        return _rows(project, wish, name, columns)

    for name in wish.kinds:
        count = project.store.count(replace(wish.query, kinds=(name,)), wish.expand)
        if count:
            yield RegisterOf(kind_of(name), asking, blurring, read, count)


def _rows(project: Project, wish: Wish, name: str, columns: Sequence[str]) -> Iterator[Sequence[Cell]]:
    """Rows of a kind ("conflict") or of one of its repeats ("conflict/losses")."""
    kind, _, repeat = name.partition("/")
    if repeat:
        pieces = project.store.line_rows(kind, repeat, wish.query, columns, wish.expand)
    else:
        pieces = project.store.rows(kind, wish.query, columns, wish.expand)
    return (row for piece in pieces for row in piece)


def _count_lines(project: Project, wish: Wish, kind: str, repeat: str) -> int:
    return sum(
        len(piece) for piece in project.store.line_rows(kind, repeat, wish.query, ["line"], wish.expand)
    )


def _count_blurred(project: Project, wish: Wish, registers: Sequence[RegisterOf], blurring: Blurring) -> None:
    if wish.is_exact:
        return
    names = ("species", "country_code", "decimal_latitude", "decimal_longitude", "locality")
    for register in registers:
        known = [name for name in names if name in register.declared.columns]
        for row in _rows(project, wish, register.declared.name, known):
            blurring.blur(register.declared.name, dict(zip(known, row, strict=True)))


def _about(
    project: Project, wish: Wish, words: Words, counts: dict[str, int], told: tuple[int, int]
) -> Notes:
    names = project.names
    now = (project.clock.now() + project.clock.local_offset()).strftime("%Y-%m-%d %H:%M")
    lines: list[tuple[str, str | int | float | None]] = [
        (words.say("about.what"), words.say("about.what_text")),
        (words.say("about.made_by"), names.name("person", project.typist)),
        (words.say("about.made_at"), f"{now} {_offset_text(project)}"),
        (words.say("about.laptop"), project.settings.laptop),
        (words.say("about.program"), f"CAMI Field {VERSION}"),
        (words.say("about.filter"), wish.filter_words or words.say("about.no_filter")),
    ]
    lines += [
        (words.say("about.count", kind=kind_name(name, words)), count) for name, count in counts.items()
    ]
    if wish.is_exact:
        lines.append((words.say("about.places"), words.say("about.places_exact")))
    else:
        lines += [
            (words.say("about.places"), words.say("about.places_blurred")),
            (words.say("about.policy"), POLICY),
            (words.say("about.generalised"), told[0]),
            (words.say("about.hidden"), told[1]),
            (words.say("about.receiver"), wish.receiver),
            (words.say("about.purpose"), wish.purpose),
        ]
    lines += [
        (words.say("about.people"), words.say("about.people_text")),
        (words.say("about.blank"), words.say("about.blank_text")),
        (words.say("about.keys"), words.say("about.keys_text")),
    ]
    if project.is_sample:
        lines.insert(0, (words.say("about.sample"), words.say("about.sample_text")))
    return Notes(words.say("about.title"), lines)


def _offset_text(project: Project) -> str:
    minutes = int(project.clock.local_offset().total_seconds() // 60)
    return f"UTC{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


def _people_file(project: Project, wish: Wish, words: Words, progress: Progress) -> list[Path]:
    """The names of people, apart: only when asked for, and never for somebody else than the owner of the data."""
    if not wish.with_people or not wish.is_exact:
        return []
    path = wish.path.with_name(f"{wish.path.stem}-{words.say('about.people_file')}.xlsx")
    everybody = replace(wish, query=CardQuery())

    def read(name: str, columns: Sequence[str]) -> Iterator[Sequence[Cell]]:
        return _rows(project, everybody, name, columns)

    count = project.store.count(CardQuery(kinds=("person",)))
    register = RegisterOf(
        kind_of("person"), project.asking(words), Blurring(is_exact=True), read, count, with_restricted=True
    )
    notes = Notes(
        words.say("about.title"), [(words.say("about.people"), words.say("about.people_file_text"))]
    )
    write_workbook(path, Plan(list(register.sheets()), notes), progress)
    return [path]


def _remember(project: Project, wish: Wish, at_start: int, counts: dict[str, int]) -> Changes:
    """Note what was handed over, so that Today can say what was not; a record changed meanwhile counts as not.

    A file with generalised places, or with a part of the records' truth left out, is no handing over of the data.
    """
    if wish.is_exact:
        numbers = project.store.positions(replace(wish.query, kinds=wish.kinds), None, wish.expand)
        now = milliseconds(project.clock.now())
        project.store.mark_handed_over(numbers, at_start, wish.path.name, now)
    return Changes(kinds=frozenset(counts), everything=True)
