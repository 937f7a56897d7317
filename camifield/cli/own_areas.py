"""`camifield areas`: bring in the areas and lines of a file, list them, take them away, and let records say where they lie."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from camifield.cli.call import Call
from camifield.cli.columns import columns
from camifield.cli.exits import Exit
from camifield.cli.parsing import WrongUse
from camifield.cli.projects import for_reading, for_writing
from camifield.cli.telling import Document
from camifield.cli.watching import watched
from camifield.commands.areas import (
    OTHERWISE,
    SORTS,
    AreasLooked,
    Chosen,
    keep,
    look_at,
    notice_text,
    remove,
)
from camifield.commands.tagging import tag, untagged
from camifield.errors import Problem
from camifield.fields.vocabulary import Vocabulary
from camifield.folding import search_form
from camifield.i18n import writing
from camifield.ids import id_text
from camifield.progress import Progress
from camifield.project.project import Project

_WIDTHS = (40, 30)


def run_add(call: Call) -> int:
    """Tell the shapes of a file; without --preview keep those that are not here, and with --tag tell records of them.

    Raises WrongUse for a column that the file has not got, Problem ``no-such-area-kind``.
    """
    with for_writing(call) as project, watched(call) as progress:
        looked = look_at(project, Path(call.text("file")).expanduser(), progress)
        chosen = _chosen(call, looked)
        _say(call, looked, chosen)
        document = _document(looked, chosen)
        if not call.says("preview") and chosen:
            done = keep(project, looked.file, chosen, call.words, progress)
            call.outlet.say(call.words.say("cli.areas.kept", count=done.count, batch=done.batch.hex()))
            document["batch"] = done.batch.hex()
        if not call.says("preview"):
            document |= _tagging(call, project, progress, is_wanted=call.says("tag"))
        call.outlet.give(document)
    return Exit.DONE


def _chosen(call: Call, looked: AreasLooked) -> list[Chosen]:
    """What would be kept: every shape that is not here yet and not too large."""
    named, sorted_by = call.text("name_column") or looked.name_column, call.text("sort_column")
    for column in filter(None, (call.text("name_column"), sorted_by)):
        if column not in looked.columns:
            known = ", ".join(looked.columns) or "–"
            raise WrongUse(call.words.say("cli.areas.no_column", column=column, known=known), "areas add")
    sort = _sort(call)
    return [
        Chosen(one, looked.name_of(number, named, call.words), looked.sort_of(number, sorted_by, sort))
        for number, one in enumerate(looked.given)
        if not one.is_here and not one.is_too_large
    ]


def _sort(call: Call) -> str:
    said = call.text("sort")
    if not said:
        return OTHERWISE
    found = Vocabulary(SORTS).match(said)
    if not found:
        known = ", ".join(term.code for term in Vocabulary(SORTS).terms)
        raise Problem("no-such-area-kind", parameters={"text": said, "known": known})
    return found[0]


def _say(call: Call, looked: AreasLooked, chosen: Sequence[Chosen]) -> None:
    words = call.words
    call.outlet.say(words.say("cli.areas.file", file=looked.file, count=len(looked.given)))
    rows = [
        (one.name, _sort_name(call, one.sort), size_text(call, one.given.shape.corners)) for one in chosen
    ]
    call.outlet.say(*columns(rows, _WIDTHS))
    here = sum(one.is_here for one in looked.given)
    large = sum(one.is_too_large for one in looked.given)
    if here:
        call.outlet.say(words.say("areas.here_already", count=here))
    if large:
        call.outlet.say(words.say("areas.too_large", count=large))
    if looked.points:
        call.outlet.say(words.say("cli.areas.points", count=looked.points, file=looked.file))
    for notice in looked.notices:
        call.outlet.say(notice_text(notice, words))


def size_text(call: Call, corners: int) -> str:
    """How many corners a shape has."""
    return call.words.say("areas.corners", count=corners)


def _sort_name(call: Call, sort: str) -> str:
    return Vocabulary(SORTS).label(sort, call.words.language)


def _document(looked: AreasLooked, chosen: Sequence[Chosen]) -> Document:
    return {
        "file": looked.file,
        "columns": list(looked.columns),
        "name_column": looked.name_column,
        "points": looked.points,
        "notices": [{"code": one.code, **one.parameters} for one in looked.notices],
        "areas": [
            {
                "name": one.name,
                "sort": one.sort,
                "corners": one.given.shape.corners,
                "is_area": one.given.shape.is_closed,
            }
            for one in chosen
        ],
        "here": sum(one.is_here for one in looked.given),
        "too_large": sum(one.is_too_large for one in looked.given),
    }


def _tagging(call: Call, project: Project, progress: Progress, *, is_wanted: bool) -> Document:
    """Tell how many records lie in areas and do not say so; when it is wanted, let them say it."""
    waiting = untagged(project, call.words, progress)
    if not len(waiting):
        return {"untagged": 0}
    if not is_wanted:
        call.outlet.say(call.words.say("cli.areas.untagged", count=len(waiting)))
        return {"untagged": len(waiting)}
    done = tag(project, waiting.records, call.words, progress=progress)
    call.outlet.say(call.words.say("cli.areas.tagged", count=done.count, batch=done.batch.hex()))
    return {"untagged": len(waiting), "tagged": done.count, "tagged_batch": done.batch.hex()}


def run_list(call: Call) -> int:
    """List the areas and lines of the project."""
    with for_reading(call) as project:
        areas = project.areas().all
        rows = [(one.name, _sort_name(call, one.sort), one.box.text) for one in areas]
        call.outlet.say(*columns(rows, _WIDTHS))
        number = writing.whole_text(len(areas), call.words.language)
        call.outlet.say(call.words.say("cli.areas.count", count=len(areas), number=number))
        call.outlet.give(
            {
                "areas": [
                    {"id": id_text(one.id), "name": one.name, "sort": one.sort, "box": list(one.box)}
                    for one in areas
                ]
            }
        )
    return Exit.DONE


def run_remove(call: Call) -> int:
    """Put areas into the bin, by name or id. Raises Problem ``no-such-area`` for a name that none has."""
    with for_writing(call) as project:
        found: dict[bytes, None] = {}
        for text in call.texts("names"):
            known = [
                one.id
                for one in project.areas().all
                if search_form(text) in (search_form(one.name), *map(search_form, one.other_names))
                or id_text(one.id) == text
            ]
            if not known:
                raise Problem("no-such-area", parameters={"text": text})
            found.update(dict.fromkeys(known))
        done = remove(project, list(found), call.text("why"))
        call.outlet.say(call.words.say("cli.areas.removed", count=done.count, batch=done.batch.hex()))
        call.outlet.give({"count": done.count, "batch": done.batch.hex()})
    return Exit.DONE


def run_tag(call: Call) -> int:
    """Let the records that lie in areas say so; with --preview only tell how many there are."""
    with for_writing(call) as project, watched(call) as progress:
        document = _tagging(call, project, progress, is_wanted=not call.says("preview"))
        if not document["untagged"]:
            call.outlet.say(call.words.say("areas.all_tagged"))
        call.outlet.give(document)
    return Exit.DONE
