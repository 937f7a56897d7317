"""Hand over: the agency's workbook or plain CSV, of the records a filter chooses, with an account of what they are."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from camifield.changes import Changes
from camifield.clock import milliseconds
from camifield.commands.account import account, photo_lines
from camifield.commands.handed_files import about_file, counts_of, names_people, people_file, register_file
from camifield.commands.photos_along import NO_PHOTOS, PhotosAlong, lay_photos, photo_rows, photos_folder
from camifield.commands.waypoints import tracks_of, waypoints_of
from camifield.fields.values import Cell
from camifield.fields.vocabulary import Vocabulary
from camifield.formats.blurring import Blurring
from camifield.formats.csv_out import write_csv
from camifield.formats.dictionary import dictionary_sheet
from camifield.formats.gpx_out import write_gpx
from camifield.formats.named_people import NamedPeople
from camifield.formats.register import RegisterOf
from camifield.formats.tallying import Tally
from camifield.formats.whole_files import WholeFiles, whole_files
from camifield.formats.whole_folder import free_name, whole_folder
from camifield.formats.workbook.plan import Column, Notes, Plan, Sheet, Written
from camifield.formats.workbook.writing import write_into
from camifield.i18n.words import Words
from camifield.kinds.catalogue import kind as kind_of
from camifield.kinds.names import EVENT_KINDS
from camifield.progress import Progress
from camifield.project.project import Project
from camifield.store.query import CardQuery
from camifield.store.search import Expand, expand_nothing
from camifield.version import VERSION

TRACK = "track"


def _kind_of_class(code: str) -> str:
    """The livestock kind of a class: ewes and rams are sheep in the register."""
    term = Vocabulary("livestock_class").term(code)
    return term.columns.get("kind", code) if term is not None else code


TALLIES = {
    "sighting": (),
    "grazing": (Tally("livestock", "animal", ("number",), _kind_of_class),),
    "conflict": (Tally("losses", "animal", ("killed", "injured", "missing"), _kind_of_class),),
    "patrol": (),
    "track": (),
}


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be handed over. `query` chooses the records; `is_exact` is for the agency that owns the data.

    Anyone else gets generalised places; `receiver` and `purpose` are then asked and told in the file.
    `with_people` writes the names of people as a file apart, beside the workbook; `with_photos` lays the photos into a
    folder beside it: originals for the agency, copies without the camera's notes for anyone else. `coordinates` is a way
    of writing positions (`settings.WRITINGS`) in which they stand in a column more.
    """

    path: Path
    kinds: tuple[str, ...] = EVENT_KINDS
    query: CardQuery = field(default_factory=CardQuery)
    expand: Expand = expand_nothing
    filter_words: str = ""
    is_exact: bool = True
    receiver: str = ""
    purpose: str = ""
    with_people: bool = False
    with_photos: bool = False
    separator: str = ","
    coordinates: str = ""


@dataclass(frozen=True, slots=True)
class HandedOver:
    """What was written: files, records a kind, generalised and hidden places, texts cut to what a cell can hold."""

    files: tuple[Path, ...]
    records: dict[str, int]
    generalised: int
    hidden: int
    cut_texts: int
    changes: Changes
    photos: PhotosAlong = NO_PHOTOS


def export_workbook(project: Project, wish: Wish, words: Words, progress: Progress) -> HandedOver:
    """Write the workbook (.xlsx). Raises Stopped, or a Problem when the disk refuses; nothing half-written is left."""
    project.learn()
    at_start = project.store.last_commit()
    blurring = _blurring(project, wish)
    sheets, kinds = _sheets(project, wish, words, blurring)

    def about(written: Written) -> Sequence[tuple[str, str | int | float | None]]:
        lines = account(project, wish, words, written.rows, blurring, written.cut_texts)
        return [*lines, *photo_lines(wish, words, photos)]

    plan = Plan(sheets, Notes(words.say("about.title"), about), f"CAMI Field {VERSION}", project.clock.now())
    with _photos_beside(project, wish, words, blurring, progress) as photos, whole_files() as files:
        written = write_into(files.part(wish.path), plan, progress)
        people = _people_file(project, wish, words, files, progress)
    counts = {kind: written.rows[kind] for kind in kinds if written.rows[kind]}
    changes = _remember(project, wish, at_start, counts)
    paths = (wish.path, *people)
    cut = written.cut_texts
    return HandedOver(paths, counts, blurring.generalised, blurring.hidden, cut, changes, photos)


def _sheets(
    project: Project, wish: Wish, words: Words, blurring: Blurring
) -> tuple[list[Sheet], Sequence[str]]:
    """The sheets of the workbook, the dictionary last, and the kinds that have one."""
    registers = list(_registers(project, wish, words, blurring))
    sheets: list[Sheet] = []
    for register in registers:
        kind = register.declared.name
        lines = {name: _count_lines(project, wish, kind, name) for name in register.declared.repeats}
        sheets += register.sheets(TALLIES[kind], lines)
    declared = [register.declared for register in registers]
    sheets.append(dictionary_sheet(declared, project.coded_asking(words), sheets))
    return sheets, [one.name for one in declared]


def export_csv(project: Project, wish: Wish, words: Words, progress: Progress) -> HandedOver:
    """Write each kind's register as CSV that Excel opens rightly, named after the kind beside `wish.path`.

    What the workbook says in About stands in a small file beside them. Raises as `export_workbook`.
    """
    project.learn()
    at_start = project.store.last_commit()
    blurring = _blurring(project, wish)
    counts: dict[str, int] = {}
    paths: list[Path] = []
    with _photos_beside(project, wish, words, blurring, progress) as photos, whole_files() as files:
        for register in _registers(project, wish, words, blurring):
            name = register.declared.name
            paths.append(register_file(wish.path, name))
            sheet = register.register(TALLIES[name])
            count = write_csv(files.part(paths[-1]), sheet, progress, separator=wish.separator)
            counts |= {name: count} if count else {}
        paths.append(about_file(wish.path))
        lines = [*account(project, wish, words, counts, blurring), *photo_lines(wish, words, photos)]
        about = _about_sheet(words, lines)
        write_csv(files.part(paths[-1]), about, progress, separator=wish.separator)
        paths += _people_file(project, wish, words, files, progress)
    changes = _remember(project, wish, at_start, counts)
    return HandedOver(tuple(paths), counts, blurring.generalised, blurring.hidden, 0, changes, photos)


def export_gpx(project: Project, wish: Wish, words: Words, progress: Progress) -> HandedOver:
    """Write the records that have a place as waypoints, and the tracks, for a receiver or a map program (.gpx).

    Places are as exact as in the other files, and tracks go to nobody else. A file of points is no handing over of the
    data: what is in it still counts as not handed over. Raises as `export_workbook`.
    """
    project.learn()
    blurring = _blurring(project, wish)
    registers = {one.declared.name: one for one in _registers(project, wish, words, blurring)}
    counts: dict[str, int] = {}
    waypoints = (
        waypoint
        for name, register in registers.items()
        if name != TRACK
        for waypoint in waypoints_of(register.register(), counts)
    )
    tracks = tracks_of(_rows(project, wish, TRACK, ("name", "points"))) if TRACK in registers else ()
    about = words.say("about.gpx_exact" if wish.is_exact else "about.gpx_blurred")
    with whole_files() as files:
        made_ms = milliseconds(project.clock.now())
        _, lines = write_gpx(files.part(wish.path), waypoints, tracks, about, made_ms, progress)
    counts |= {TRACK: lines} if lines else {}
    return HandedOver((wish.path,), counts, blurring.generalised, blurring.hidden, 0, Changes())


@contextmanager
def _photos_beside(
    project: Project, wish: Wish, words: Words, blurring: Blurring, progress: Progress
) -> Generator[PhotosAlong, None, None]:
    """The photos in a folder of their own, which is there when the files are; nothing where nobody asked for them."""
    if not wish.with_photos:
        yield NO_PHOTOS
        return
    path = free_name(photos_folder(wish.path, words))

    def read(name: str, columns: Sequence[str]) -> Iterator[Sequence[Cell]]:
        return _rows(project, wish, name, columns)

    with whole_folder(path) as folder:
        found = lay_photos(project, photo_rows(wish.kinds, read, blurring), blurring, folder, progress)
        yield replace(found, folder=path if found.given else None)


def _about_sheet(words: Words, lines: Sequence[tuple[str, Cell]]) -> Sheet:
    title = words.say("about.title")
    rows = [(label, cell if isinstance(cell, str) else str(cell)) for label, cell in lines]
    return Sheet(title, [Column("about", title), Column("text", "")], lambda: iter(rows), len(rows))


def _blurring(project: Project, wish: Wish) -> Blurring:
    people = () if wish.is_exact else (one.name for one in project.names.people.values() if one.name)
    return Blurring(
        wish.is_exact, project.names.own_categories(), NamedPeople(people), project.store.project or b""
    )


def _registers(project: Project, wish: Wish, words: Words, blurring: Blurring) -> Iterator[RegisterOf]:
    """The registers of the kinds that have records; all of them, empty, where none has."""
    asking = project.coded_asking(words)

    def read(name: str, columns: Sequence[str]) -> Iterator[Sequence[Cell]]:
        return _rows(project, wish, name, columns)

    for name, count in counts_of(project, wish).items():
        yield RegisterOf(kind_of(name), asking, blurring, read, count, writing=wish.coordinates)


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


def _people_file(
    project: Project, wish: Wish, words: Words, files: WholeFiles, progress: Progress
) -> list[Path]:
    """The names of people, apart: only when asked for, and never for somebody else than the owner of the data.

    The team with its codes, then for each kind the people whom its records name: owners, claimants, informants who
    agreed, and the lines that only the restricted part of the log has.
    """
    if not names_people(wish):
        return []
    everybody = replace(wish, query=CardQuery())
    exact = Blurring(is_exact=True)
    team = RegisterOf(
        kind_of("person"),
        project.asking(words),
        exact,
        lambda name, columns: _rows(project, everybody, name, columns),
        project.store.count(CardQuery(kinds=("person",))),
        with_restricted=True,
    )
    sheets = [team.register()]
    for kind in wish.kinds:
        of_kind = RegisterOf(
            kind_of(kind),
            project.coded_asking(words),
            exact,
            lambda name, columns: _rows(project, wish, name, columns),
            0,
            with_restricted=True,
        )
        sheets += of_kind.restricted_sheets(
            {name: _count_lines(project, wish, kind, name) for name in of_kind.declared.repeats}
        )
    lines = [(words.say("about.people"), words.say("about.people_file_text"))]
    plan = Plan(
        sheets, Notes(words.say("about.title"), lambda _: lines), f"CAMI Field {VERSION}", project.clock.now()
    )
    path = people_file(wish.path, words)
    write_into(files.part(path), plan, progress)
    return [path]


def _remember(project: Project, wish: Wish, at_start: int, counts: Mapping[str, int]) -> Changes:
    """Note what was handed over, so that Today can say what was not; a record changed meanwhile counts as not.

    A file with generalised places, or with a part of the records' truth left out, is no handing over of the data.
    """
    if wish.is_exact:
        numbers = project.store.positions(replace(wish.query, kinds=wish.kinds), None, wish.expand)
        now = milliseconds(project.clock.now())
        project.store.mark_handed_over(numbers, at_start, wish.path.name, now)
    return Changes(kinds=frozenset(counts), everything=True)
