"""`camifield tracks`: keep the tracks of GPX files, and give records that have a time the places where somebody was."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from camifield.cli.call import Call
from camifield.cli.columns import columns
from camifield.cli.exits import Exit
from camifield.cli.parsing import WrongUse
from camifield.cli.projects import for_writing
from camifield.cli.telling import Document
from camifield.cli.watching import watched
from camifield.commands.tracks import Chosen, Walk, WalksLooked, keep, look_at, put_on_track
from camifield.errors import Problem
from camifield.fields.reading.dates import read_date, start_of
from camifield.i18n import writing
from camifield.ids import id_text
from camifield.project.project import Project
from camifield.queries.record_names import record_called
from camifield.queries.tracked import without_place


def run(call: Call) -> int:
    """Tell the walks of each file; without --preview keep those that are not here; with --place put records on them."""
    documents: list[Document] = []
    left = False
    with for_writing(call) as project, watched(call) as progress:
        project.learn()
        day = _day(call, project)
        for name in call.texts("files"):
            looked = look_at(project, Path(name).expanduser(), progress)
            chosen = [] if call.says("preview") else _chosen(call, project, looked, day)
            _say(call, looked)
            document = _document(looked, [one.walk for one in chosen])
            if chosen:
                done = keep(project, looked.file, chosen, call.words, progress)
                call.outlet.say(call.words.say("cli.tracks.kept", count=done.count, batch=done.batch.hex()))
                document["batch"] = done.batch.hex()
            if call.says("place") and not call.says("preview"):
                document["placed"] = _place(call, project, looked, day)
            left = left or any(one.day is None and day is None for one in looked.walks)
            documents.append(document)
    call.outlet.give({"files": documents})
    return Exit.LEFT if left else Exit.DONE


def _day(call: Call, project: Project) -> date | None:
    """The day that was said for walks without times. Raises WrongUse for a text that is no day."""
    said = call.text("date")
    if not said:
        return None
    found = read_date(said, today=project.today(), language=call.words.language)
    if found.value is None:
        raise WrongUse(call.words.say("finding.date-not-understood", text=said), "tracks")
    return start_of(found.value)


def _chosen(call: Call, project: Project, looked: WalksLooked, day: date | None) -> list[Chosen]:
    """What is kept: every walk that is not here and has a day."""
    person, patrol = _person(call, project), _patrol(call, project)
    return [
        Chosen(walk, person, patrol or walk.patrol, walk.day or day)
        for walk in looked.walks
        if not walk.is_here and (walk.day or day)
    ]


def _person(call: Call, project: Project) -> bytes:
    said = call.text("who")
    if said:
        found = project.names.find("person", said)
        if len(found) == 1:
            return found[0]
        if found:
            raise WrongUse(call.words.say("finding.several-of-that-name", text=said), "tracks")
        raise Problem("no-such-person", parameters={"text": said})
    here = project.settings.people_of(project.today())
    typist = here[0] if here else project.settings.typed_by
    team = project.names.team()
    if typist or len(team) == 1:
        return bytes.fromhex(typist) if typist else team[0].id
    raise Problem("say-who-carried-it")


def _patrol(call: Call, project: Project) -> bytes | None:
    said = call.text("patrol")
    if not said:
        return None
    found = record_called(project, said)
    if found is None or found not in project.names.patrols:
        raise Problem("no-such-record", parameters={"number": said})
    return found


def _place(call: Call, project: Project, looked: WalksLooked, day: date | None) -> list[str]:
    """Put the records of those days that have a time and no place on the tracks; their ids."""
    days = sorted({known for one in looked.walks if (known := one.day or day) is not None})
    found = {one.record: one.there for one in without_place(project, days)}
    done = put_on_track(project, found, call.words, looked.file)
    call.outlet.say(call.words.say("cli.tracks.placed", count=done.count))
    return [id_text(record) for record in found if record in done.changes.records]


def _say(call: Call, looked: WalksLooked) -> None:
    words = call.words
    call.outlet.say(words.say("cli.tracks.file", file=looked.file, count=len(looked.walks)))
    call.outlet.say(*columns([_row(call, one) for one in looked.walks], (24, 40)))
    if looked.waypoints:
        call.outlet.say(words.say("cli.tracks.waypoints", count=looked.waypoints, file=looked.file))
    for notice in looked.notices:
        call.outlet.say(words.say(f"reading.notice.{notice.code}", **notice.parameters))


def _row(call: Call, walk: Walk) -> Sequence[str]:
    words = call.words
    day = writing.date_text(walk.day.isoformat(), words.language) if walk.day else words.say("tracks.no_day")
    kilometres = writing.number_text(f"{walk.length_m / 1000:.1f}", words.language)
    return (
        day,
        walk.name or words.say("kind.track"),
        f"{walk.begins}–{walk.ends}" if walk.begins else "",
        words.say("title.kilometres", number=kilometres),
        words.say("track.points_told", count=len(walk.points)),
        words.say("tracks.is_here") if walk.is_here else "",
    )


def _document(looked: WalksLooked, kept: Sequence[Walk]) -> Document:
    return {
        "file": looked.file,
        "waypoints": looked.waypoints,
        "notices": [{"code": one.code, **one.parameters} for one in looked.notices],
        "walks": [
            {
                "name": one.name,
                "day": one.day.isoformat() if one.day else "",
                "begins": one.begins,
                "ends": one.ends,
                "utc_offset": one.offset,
                "length_m": round(one.length_m),
                "points": len(one.points),
                "is_here": one.is_here,
                "is_kept": any(one is other for other in kept),
            }
            for one in looked.walks
        ],
    }
