"""`camifield export`: the agency's workbook or plain CSV, with the choice between exact and generalised places said aloud."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from camifield.changes import Changes
from camifield.cli.call import Call
from camifield.cli.exits import Exit
from camifield.cli.filters import chosen
from camifield.cli.parsing import WrongUse
from camifield.cli.projects import for_reading, for_writing
from camifield.cli.telling import Document
from camifield.cli.watching import watched
from camifield.commands.handed_files import in_the_way
from camifield.commands.handing_over import HandedOver, Wish, export_csv, export_gpx, export_workbook
from camifield.commands.photos_along import photos_sentence
from camifield.errors import Problem, Where
from camifield.fields.labels import kind_name
from camifield.kinds.names import EVENT_KINDS
from camifield.project.project import Project

WORKBOOK, CSV, GPX = ".xlsx", ".csv", ".gpx"
WRITERS = {WORKBOOK: export_workbook, CSV: export_csv, GPX: export_gpx}
NOTHING = HandedOver((), {}, 0, 0, 0, Changes())


def run(call: Call) -> int:
    """Write the file. Only an exact one is a handing over of the data, noted as such, and so needs the project alone."""
    path = call.path("file") or Path()
    is_exact = _insist_on_use(call, path)
    with (for_writing if is_exact else for_reading)(call) as project:
        wish = _wish(call, project, path, is_exact=is_exact)
        _insist_on_place(call, project, wish)
        if not project.store.count(replace(wish.query, kinds=wish.kinds), wish.expand):
            call.outlet.say(call.words.say("handover.nothing_chosen"))
            call.outlet.give(_document(NOTHING, is_exact=is_exact))
            return Exit.DONE
        with watched(call) as progress:
            done = WRITERS[path.suffix.casefold()](project, wish, call.words, progress)
    _tell(call, done, is_exact=is_exact)
    return Exit.DONE


def _insist_on_use(call: Call, path: Path) -> bool:
    """Whether exact places were asked for. Raises WrongUse where the command leaves open what must be said."""
    words = call.words
    is_exact, is_generalised = call.says("exact"), call.says("generalised")
    receiver, purpose = call.text("receiver").strip(), call.text("purpose").strip()
    if path.suffix.casefold() not in WRITERS:
        raise WrongUse(words.say("cli.use.export_ending", file=path.name), "export")
    if is_exact == is_generalised:
        raise WrongUse(words.say("cli.use.exact_or_generalised"), "export")
    if is_generalised and not (receiver and purpose):
        raise WrongUse(words.say("cli.use.for_and_purpose"), "export")
    if is_exact and (receiver or purpose):
        raise WrongUse(words.say("cli.use.exact_is_for_owner"), "export")
    if is_generalised and call.says("people"):
        raise WrongUse(words.say("cli.use.people_with_exact"), "export")
    if path.suffix.casefold() == GPX and (
        call.says("people") or call.says("photos") or call.text("coordinates")
    ):
        raise WrongUse(words.say("cli.use.gpx_alone"), "export")
    return is_exact


def _wish(call: Call, project: Project, path: Path, *, is_exact: bool) -> Wish:
    found = chosen(call, project)
    return Wish(
        path,
        kinds=tuple(kind for kind in EVENT_KINDS if kind in found.query.kinds),
        query=found.query,
        expand=found.expand,
        filter_words=found.told,
        is_exact=is_exact,
        receiver=call.text("receiver").strip(),
        purpose=call.text("purpose").strip(),
        with_people=call.says("people"),
        with_photos=call.says("photos"),
        coordinates=call.text("coordinates").upper(),
        separator=call.text("separator") or (";" if call.words.language == "ru" else ","),
    )


def _insist_on_place(call: Call, project: Project, wish: Wish) -> None:
    """Raises Problem ``no-such-folder``, and ``file-is-there`` for a file that would be overwritten unasked."""
    path = wish.path
    if not path.absolute().parent.is_dir():
        raise Problem("no-such-folder", parameters={"folder": str(path.absolute().parent)})
    if call.says("overwrite"):
        return
    for one in in_the_way(project, wish, call.words, as_csv=path.suffix.casefold() == CSV):
        raise Problem("file-is-there", where=Where(file=str(one)))


def _document(done: HandedOver, *, is_exact: bool) -> Document:
    return {
        "files": [str(path) for path in done.files],
        "records": done.records,
        "count": sum(done.records.values()),
        "places": "exact" if is_exact else "generalised",
        "generalised": done.generalised,
        "hidden": done.hidden,
        "cut_texts": done.cut_texts,
        "photos": {
            "folder": str(done.photos.folder) if done.photos.folder else None,
            "given": done.photos.given,
            "elsewhere": done.photos.elsewhere,
            "left_out": done.photos.left_out,
        },
    }


def _tell(call: Call, done: HandedOver, *, is_exact: bool) -> None:
    words = call.words
    call.outlet.give(_document(done, is_exact=is_exact))
    for kind, count in done.records.items():
        call.outlet.say(words.say("handover.kind_count", kind=kind_name(kind, words), number=count))
    if not is_exact:
        call.outlet.say(words.say("cli.export.blurred", generalised=done.generalised, hidden=done.hidden))
    if done.cut_texts:
        call.outlet.say(words.say("cli.export.cut", count=done.cut_texts))
    if call.says("photos"):
        call.outlet.say(photos_sentence(done.photos, words))
    call.outlet.say(*(str(path) for path in done.files))
