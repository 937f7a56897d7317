"""The account of a meeting afterwards, from what the store remembers: whom we met, what came, what went, what was left."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from camifield.errors import Problem, Where
from camifield.i18n import writing
from camifield.i18n.words import Words
from camifield.project.project import Project
from camifield.queries.foretold import Listed, kinds_text, reasons_of, told_of
from camifield.queries.laptops import laptop_name, problem_text
from camifield.queries.previews import size_text
from camifield.queries.telling import moment_text
from camifield.queries.titles import title
from camifield.store.meetings import Meeting, MeetingState

SORTS = ("new", "changed", "deleted", "withdrawn", "contested")
FILE = "bundle"


@dataclass(frozen=True, slots=True)
class Account:
    """One meeting in words. `state` is done, aside or halfway; `short` is its one line in a list.

    `when` names the year only where it is another, `on_paper` always. `came`, `went` and `left` are lines; `notes` is
    what else is to be known. `can_undo` and `can_return` say which of the two ways is open.
    """

    id: bytes
    title: str
    when: str
    on_paper: str
    where: str
    state: str
    short: str
    came: tuple[str, ...]
    went: tuple[str, ...]
    left: tuple[str, ...]
    notes: tuple[str, ...]
    can_undo: bool
    can_return: bool


def account(project: Project, meeting: Meeting, words: Words) -> Account:
    """Tell of one meeting."""
    facts = meeting.facts
    state = {MeetingState.DONE: "done", MeetingState.ASIDE: "aside"}.get(meeting.state, "halfway")
    came, went = tuple(_came(facts, words)), tuple(_went(facts, words))
    key = "meet.over_file" if meeting.road == FILE else "meet.over_folder"
    return Account(
        meeting.id,
        _title(project, meeting, words),
        moment_text(meeting.at_ms, project, words),
        moment_text(meeting.at_ms, project, words, with_year=True),
        words.say(key, name=_files(facts, words) or meeting.place),
        state,
        words.say("meet.short_aside") if state == "aside" else _short(facts, words, has_given=bool(went)),
        came,
        went,
        tuple(_left(project, facts, words)),
        (*_notes(project, facts, words), *_areas(meeting, words)),
        meeting.state is MeetingState.DONE and meeting.commits > 0,
        meeting.state is MeetingState.ASIDE,
    )


def _short(facts: Mapping[str, Any], words: Words, *, has_given: bool) -> str:
    came, went = _number(facts, "records"), sum(_counts(facts, "given").values()) if has_given else 0
    if not came and not went:
        return words.say("meet.short_nothing" if facts.get("is_whole", True) else "meet.short_failed")
    shown = [writing.whole_text(number, words.language) for number in (came, went)]
    return words.say("meet.short", came=shown[0], went=shown[1])


def accounts(project: Project, meetings: Sequence[Meeting], words: Words) -> tuple[Account, ...]:
    """Tell of several meetings, in their order."""
    return tuple(account(project, one, words) for one in meetings)


def account_of(project: Project, meeting: bytes, words: Words) -> Account | None:
    """Tell of the meeting with that id as it stands now; None for none."""
    found = next((one for one in project.store.meetings() if one.id == meeting), None)
    return account(project, found, words) if found else None


def _title(project: Project, meeting: Meeting, words: Words) -> str:
    facts = meeting.facts
    own = {device.id.hex() for device in project.identity.own_devices()}
    others = [bytes.fromhex(device) for device in facts.get("devices", ()) if device not in own]
    if not (others or facts.get("is_whole", True) or _number(facts, "bytes")):
        return words.say("meet.account_failed")
    if not others:
        if not facts.get("gave", True):
            return words.say("meet.account_nobody")
        return words.say("meet.account_file" if meeting.road == FILE else "meet.account_laid")
    names = words.say("title.list_mark").join(laptop_name(project, device, words) for device in others)
    return words.say("meet.account_of", names=names)


def _came(facts: Mapping[str, Any], words: Words) -> Iterable[str]:
    if not _number(facts, "taken"):
        if facts.get("took", True):
            yield words.say("meet.nothing_came")
    elif not facts.get("is_whole", True):
        yield words.say("meet.came_in_part", count=_number(facts, "records"))
    else:
        for sort in SORTS:
            counts = _counts(facts, sort)
            if counts:
                total = sum(counts.values())
                number = writing.whole_text(total, words.language)
                name = words.say(f"meet.{sort}", count=total)
                yield words.say("meet.counted", number=number, name=name, told=kinds_text(counts, words))
        if newcomers := len(facts.get("newcomers", ())):
            number = writing.whole_text(newcomers, words.language)
            yield words.say("meet.numbered", number=number, told=words.say("meet.newcomers", count=newcomers))
        if not any(_counts(facts, sort) for sort in SORTS) and not newcomers:
            yield words.say("meet.small_changes")
    if photos := _number(facts, "photos_in"):
        yield words.say("meet.photos", count=photos)


def _went(facts: Mapping[str, Any], words: Words) -> Iterable[str]:
    if not facts.get("gave", True):
        return
    if _number(facts, "handed_over") or _number(facts, "bytes"):
        told = kinds_text(_counts(facts, "given"), words) or words.say("meet.small_changes")
        yield words.say("meet.went", told=told, size=size_text(_number(facts, "bytes"), words))
    if len(files := facts.get("files", ())) > 1:
        yield words.say("meet.send_all", count=len(files))
    if photos := _number(facts, "photos_out"):
        yield words.say("meet.photos", count=photos)


def _files(facts: Mapping[str, Any], words: Words) -> str:
    """The parts of a file that was made, the first and the last; empty where there is but one."""
    files = facts.get("files", ())
    return words.say("meet.first_to_last", first=files[0], last=files[-1]) if len(files) > 1 else ""


def _left(project: Project, facts: Mapping[str, Any], words: Words) -> Iterable[str]:
    """What was passed over, and why."""
    if facts.get("took", True):
        for one in reasons_of(facts.get("refused") or {}, words):
            yield words.say("meet.left_why", count=one.count, why=one.what)
    for kept in facts.get("problems", ()):
        yield problem_text(project, _problem(kept), words)


def _problem(kept: Mapping[str, Any]) -> Problem:
    return Problem(kept["code"], where=Where(file=kept["file"]), parameters=kept["parameters"])


def _notes(project: Project, facts: Mapping[str, Any], words: Words) -> Iterable[str]:
    if facts.get("ended_by"):
        yield problem_text(project, _problem(facts["ended_by"]), words)
    if facts.get("has_begun_anew"):
        yield words.say("meet.begun_anew")
    if not facts.get("is_whole", True) and (_number(facts, "taken") or _number(facts, "bytes")):
        yield words.say("meet.goes_on_next_time")
    if facts.get("has_more"):
        yield words.say("meet.more_came")


def _areas(meeting: Meeting, words: Words) -> Iterable[str]:
    """Where the records that lie in areas which came are offered; the counts alone tell what was foretold, taken or not."""
    facts = meeting.facts
    stands = meeting.state is MeetingState.DONE and _number(facts, "taken") and facts.get("is_whole", True)
    if stands and any("area" in _counts(facts, sort) for sort in ("new", "changed")):
        yield words.say("meet.areas_came")


def _counts(facts: Mapping[str, Any], name: str) -> dict[str, int]:
    kept: Mapping[str, Any] = facts.get(name) or {}
    return told_of({kind: int(count) for kind, count in kept.items() if count})


def _number(facts: Mapping[str, Any], name: str) -> int:
    return int(facts.get(name) or 0)


def built_on(project: Project, meeting: bytes, words: Words) -> tuple[Listed, ...]:
    """The records that were changed here after a meeting on top of what it brought: named before it is undone."""
    project.learn()
    found = project.store.cards_of(project.store.built_on(meeting))
    names = project.names
    return tuple(
        Listed(
            card.id,
            card.kind,
            title(card, words, names),
            "",
            card.place_text or (names.name("place", card.place) if card.place else ""),
            names.name("person", card.person) if card.person else "",
            number=card.number,
        )
        for card in found.values()
    )
