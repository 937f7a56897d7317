"""`camifield sync folder`, `sync import` and `sync export`: meet other laptops over a stick, a shared folder or a file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from camifield.cli.call import Call
from camifield.cli.exits import Exit
from camifield.cli.parsing import WrongUse
from camifield.cli.projects import for_writing
from camifield.cli.telling import Document
from camifield.cli.watching import watched
from camifield.commands.meeting import Choice, Met, Way, file_way, folder_way, look, meet, photos_fitting
from camifield.errors import Problem, Where
from camifield.fields.labels import kind_name
from camifield.kinds.names import EVENT_KINDS
from camifield.progress import Stopped
from camifield.project.project import Project
from camifield.queries.foretold import reasons_of
from camifield.queries.laptops import problem_text
from camifield.queries.meetings import colleagues_of
from camifield.sync.outlook import Outlook

MEGABYTE = 1_000_000
SORTS = ("new", "changed", "deleted", "withdrawn", "contested")


def run_folder(call: Call) -> int:
    """Meet over a stick or a shared folder: take in, then hand over; only one of them where that was asked."""
    folder = call.path("folder") or Path()
    if not folder.is_dir():
        raise Problem("road-is-gone", where=Where(file=str(folder)))
    only = [name for name in ("take", "give") if call.says(name)]
    if len(only) == 2:
        raise WrongUse(call.words.say("cli.use.one_of_two", first="--take", second="--give"), "sync folder")
    with for_writing(call) as project:
        take, give = "give" not in only, "take" not in only
        return _meet(call, project, folder_way(project, folder), take=take, give=give)


def run_import(call: Call) -> int:
    """Take in what somebody sent as a file; all its parts are looked for beside it."""
    file = call.path("file") or Path()
    if not file.is_file():
        raise Problem("bundle-cannot-be-opened", parameters={"file": file.name})
    with for_writing(call) as project:
        return _meet(call, project, file_way(project, file), take=True, give=False)


def run_export(call: Call) -> int:
    """Write a file for one colleague, for several, or for everybody; in parts where a messenger has a limit."""
    file = call.path("file") or Path()
    most = call.number("most", 0) * MEGABYTE
    with for_writing(call) as project:
        readers = _readers(call, project)
        if file.exists() and not call.says("overwrite"):
            raise Problem("file-exists", parameters={"file": file.name})
        way = file_way(project, file, readers=readers, part_bytes=most or None)
        return _meet(call, project, way, take=False, give=True)


def _readers(call: Call, project: Project) -> list[bytes]:
    """The laptops of the colleagues that were named by code or name. Raises Problem ``no-such-colleague``."""
    found: list[bytes] = []
    colleagues = colleagues_of(project, call.words)
    for asked in call.texts("receivers"):
        wanted = asked.casefold()
        laptops = [one.device for one in colleagues if wanted in (one.code.casefold(), one.person.casefold())]
        if not laptops:
            raise Problem("no-such-colleague", parameters={"name": asked})
        found.extend(laptops)
    return found


def _meet(call: Call, project: Project, way: Way, *, take: bool, give: bool) -> int:
    project.learn()
    try:
        with watched(call) as progress:
            seen = look(project, way, progress)
            _tell_outlook(call, project, seen, take=take, give=give)
            if call.says("preview"):
                call.outlet.give({"preview": _foretold(seen)})
                return Exit.DONE
            photos_in, photos_out = _photos(call, seen, take=take, give=give)
            met = meet(project, way, seen, progress, Choice(take, give, photos_in, photos_out))
    finally:
        way.close()
    if met.is_stopped:
        raise Stopped
    _tell_met(call, met)
    call.outlet.give({"preview": _foretold(seen), **_done(met)})
    if met.problem is not None:
        raise met.problem
    left = seen.coming is not None and (seen.coming.contested.total or seen.coming.refused.total())
    is_left = met.taken is not None and (bool(met.taken.problems) or met.taken.has_more)
    return Exit.LEFT if left or is_left else Exit.DONE


def _photos(
    call: Call, seen: Outlook, *, take: bool, give: bool
) -> tuple[tuple[bytes, ...], tuple[bytes, ...]]:
    if not call.says("photos"):
        return (), ()
    return (tuple(sorted(seen.photos)) if take else (), tuple(photos_fitting(seen)) if give else ())


def _tell_outlook(call: Call, project: Project, seen: Outlook, *, take: bool, give: bool) -> None:
    words = call.words
    coming = seen.coming
    if take and (coming is None or not (coming.commits or coming.refused)):
        call.outlet.say(words.say("cli.meeting.nothing_comes"))
    elif take and coming is not None:
        for name in SORTS:
            counts = _events(getattr(coming, name).counts)
            if total := sum(counts.values()):
                call.outlet.say(words.say(f"cli.meeting.{name}", count=total, kinds=_kinds(call, counts)))
        if coming.newcomers:
            call.outlet.say(words.say("cli.meeting.newcomers", count=len(coming.newcomers)))
        for one in reasons_of(coming.refused, words):
            call.outlet.say(words.say("cli.meeting.refused", count=one.count, why=one.what))
        if coming.clocks:
            call.outlet.say(words.say("cli.meeting.clock"))
    if give:
        counts = _events(seen.going.kinds)
        key = "cli.meeting.goes" if counts else "cli.meeting.nothing_goes"
        call.outlet.say(words.say(key, count=sum(counts.values()), kinds=_kinds(call, counts)))
    for problem in seen.problems:
        call.outlet.note(problem_text(project, problem, words))


def _events(counts: Mapping[str, int]) -> dict[str, int]:
    """What people call records: not the people, places and words that come along."""
    return {kind: count for kind, count in counts.items() if kind in EVENT_KINDS}


def _kinds(call: Call, counts: Mapping[str, int]) -> str:
    between = call.words.say("cli.list_between")
    return between.join(_kind_counts(call, counts))


def _kind_counts(call: Call, counts: Mapping[str, int]) -> Iterator[str]:
    for kind, count in sorted(counts.items()):
        yield call.words.say("cli.meeting.kind", kind=kind_name(kind, call.words), number=count)


def _tell_met(call: Call, met: Met) -> None:
    words = call.words
    if met.taken is not None and met.taken.commits:
        call.outlet.say(words.say("cli.meeting.taken", count=len(met.taken.records)))
    given = met.handed.given if met.handed is not None else None
    if given is not None and given.commits:
        call.outlet.say(words.say("cli.meeting.given", count=given.commits, files=len(given.names)))
    if met.has_begun_anew:
        call.outlet.say(words.say("meeting.begun_anew"))
    if met.taken is not None and met.taken.has_more:
        call.outlet.say(words.say("meet.more_came"))
    if met.taken is not None and met.taken.commits:
        call.outlet.say(words.say("cli.meeting.undo", meeting=met.meeting.id.hex()))


def _foretold(seen: Outlook) -> Document:
    coming = seen.coming
    told: Document = {
        name: dict(getattr(coming, name).counts) if coming is not None else {} for name in SORTS
    }
    refused: Counter[str] = coming.refused if coming is not None else Counter()
    return told | {
        "refused": dict(refused),
        "newcomers": len(coming.newcomers) if coming is not None else 0,
        "goes": dict(seen.going.kinds),
        "problems": [problem.code for problem in seen.problems],
        "photos_there": len(seen.photos),
    }


def _done(met: Met) -> Document:
    taken, given = met.taken, met.handed.given if met.handed is not None else None
    return {
        "meeting": met.meeting.id.hex(),
        "taken": len(taken.records) if taken is not None else 0,
        "quarantined": dict(Counter(taken.quarantined.values())) if taken is not None else {},
        "given": given.commits if given is not None else 0,
        "files": list(given.names) if given is not None else [],
        "photos_in": len(met.photos_in),
        "photos_out": len(met.photos_out.given) if met.photos_out is not None else 0,
        "has_begun_anew": met.has_begun_anew,
        "has_more": taken is not None and taken.has_more,
    }
