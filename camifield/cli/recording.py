"""`camifield record`: write records down, through the same checks and into the same log as the form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from camifield.cli.answers import Answers, NotAnAnswer
from camifield.cli.call import Call
from camifield.cli.entry_files import read_entries
from camifield.cli.exits import Exit
from camifield.cli.field_list import field_documents, field_lines
from camifield.cli.parsing import WrongUse
from camifield.cli.projects import for_writing
from camifield.cli.telling import Document, finding_documents, finding_lines
from camifield.cli.watching import watched
from camifield.clock import SystemClock
from camifield.commands.drafting import draft_of, keep, starting_entries
from camifield.commands.people import next_code
from camifield.commands.photo_facts import when_entries, where_entries
from camifield.commands.photos import attach
from camifield.commands.saving import Incomplete, Saved, save
from camifield.errors import Problem
from camifield.fields.declaration import Declared
from camifield.fields.field import Asking
from camifield.fields.findings import Finding
from camifield.fields.validation import CONFIRMED, validate
from camifield.fields.values import Entry
from camifield.ids import id_text, new_id
from camifield.kinds.catalogue import kind as kind_of
from camifield.progress import Stopped
from camifield.project.names import Names
from camifield.project.project import Project
from camifield.project.shots import shots_of
from camifield.queries.records import card_of
from camifield.queries.titles import title

Entries = dict[str, Entry]
PERSON = "person"


@dataclass(frozen=True, slots=True)
class _Result:
    """What became of one record. `number` is empty where a kind has none, and for a draft."""

    id: bytes
    findings: tuple[Finding, ...]
    number: str = ""
    title: str = ""
    is_draft: bool = False


class _Incomplete(Problem):
    """With --strict: nothing was saved, because of these findings."""

    def __init__(self, findings: Sequence[Finding], number: int, count: int) -> None:
        super().__init__("record-refused", parameters={"number": number, "count": count})
        self.findings = findings


def run(call: Call) -> int:
    """Save what was said; what is not complete stays as a draft, unless --strict."""
    if call.says("fields"):
        return _list_fields(call)
    answers, file = call.texts("answers"), call.text("entries")
    if bool(answers) == bool(file):
        raise WrongUse(call.words.say("cli.use.record_what"), "record")
    if file and call.texts("photo"):
        raise WrongUse(call.words.say("cli.use.photo_alone"), "record")
    found = read_entries(file) if file else []
    declared = kind_of(call.text("kind"))
    with for_writing(call, may_begin=True) as project:
        project.learn()
        try:
            given = _given(call, project, declared, found) if file else [_typed(call, project, declared)]
        except NotAnAnswer as mistake:
            if file:
                raise
            raise WrongUse(mistake.detail, "record") from mistake
        if call.says("strict"):
            try:
                _insist_on_complete(call, project, declared, given)
            except _Incomplete as problem:
                return _refuse(call, declared, problem)
        return _write(call, project, declared, given)


def _list_fields(call: Call) -> int:
    declared = kind_of(call.text("kind"))
    asking = Asking(SystemClock().now().date(), call.words)
    answers = Answers(declared, Names(), call.words)
    try:
        only = [answers.field_called(name) for name in call.texts("answers")]
    except NotAnAnswer as mistake:
        raise WrongUse(mistake.detail, "record") from mistake
    call.outlet.say(*field_lines(declared, only, asking))
    call.outlet.give(field_documents(declared, only, asking))
    return Exit.DONE


def _typed(call: Call, project: Project, declared: Declared) -> Entries:
    """Typed answers begin as a new form does: who is here today, the country, what is nearly always so."""
    typed = Answers(declared, project.names, call.words).typed(call.texts("answers"))
    photos: Entries = {}
    if call.texts("photo"):
        attached = [attach(project, Path(one).expanduser()) for one in call.texts("photo")]
        photos["photos"] = [photo.hex() for photo in attached]
        if call.says("from_photo"):
            photos |= _told_by_photos(project, declared, attached, typed, project.asking(call.words))
    return {**starting_entries(project, declared.name), **photos, **typed}


def _told_by_photos(
    project: Project,
    declared: Declared,
    photos: Sequence[bytes],
    typed: Mapping[str, Entry],
    asking: Asking,
) -> Entries:
    """The time and the place of the first photos that tell them, where the person said nothing of either.

    A photo whose two clocks disagree tells no time: somebody has to say which is right. Raises Problem
    ``photo-has-two-clocks``.
    """
    shots = shots_of(project, photos)
    timed = next((shot for shot in shots if shot.taken() is not None), None)
    placed = next((shot for shot in shots if shot.has_place), None)
    found: Entries = {}
    if timed is not None and not typed.keys() & {"event_date", "event_time"}:
        if timed.behind:
            raise Problem("photo-has-two-clocks", parameters={"file": timed.name})
        found |= when_entries(timed)
    if placed is not None and not typed.keys() & {"verbatim_coordinates", "decimal_latitude", "place"}:
        how = typed.get("how_known")
        found |= where_entries(declared, placed, asking, how if isinstance(how, str) else "")
    return {name: entry for name, entry in found.items() if name in declared.fields}


def _given(
    call: Call, project: Project, declared: Declared, found: Sequence[Mapping[str, object]]
) -> list[Entries]:
    """The records of a file, which are what the file says and no more; all understood before any is written."""
    reader = Answers(declared, project.names, call.words)
    entries: list[Entries] = []
    for number, one in enumerate(found, 1):
        try:
            entries.append(reader.given(one))
        except NotAnAnswer as mistake:
            raise NotAnAnswer("in-entry", call.words, number=str(number), detail=mistake.detail) from mistake
    return entries


def _prepared(call: Call, project: Project, declared: Declared, entries: Entries) -> Entries:
    """With a code for a new person who was given none, and with "it is so" to every open question where that was said."""
    name = entries.get("name")
    if declared.name == PERSON and not entries.get("code") and isinstance(name, str) and name.strip():
        entries = {**entries, "code": next_code(project, name)}
    if call.says("confirm"):
        asked = validate(declared, entries, project.asking(call.words)).findings
        entries = {**entries, CONFIRMED: [one.mark for one in asked if not one.is_error]}
    return entries


def _insist_on_complete(call: Call, project: Project, declared: Declared, given: Sequence[Entries]) -> None:
    """Raises _Incomplete at the first record that could not be saved."""
    for number, entries in enumerate(given, 1):
        prepared = _prepared(call, project, declared, entries)
        checked = validate(declared, prepared, project.asking(call.words))
        if not checked.is_complete:
            raise _Incomplete(checked.findings, number, sum(one.is_error for one in checked.findings))


def _refuse(call: Call, declared: Declared, problem: _Incomplete) -> int:
    call.outlet.tell(problem, {"findings": finding_documents(declared, problem.findings, call.words)})
    call.outlet.note(*finding_lines(declared, problem.findings, call.words))
    return Exit.PROBLEM


def _write(call: Call, project: Project, declared: Declared, given: Sequence[Entries]) -> int:
    """Write one after the other, each durable before the next is begun; Ctrl+C stops between two."""
    results: list[_Result] = []
    is_stopped = False
    with watched(call) as progress:
        try:
            for entries in given:
                progress.step(len(results), len(given), "cli.recording")
                results.append(_one(call, project, declared, entries))
                _say(call, declared, results[-1], len(results) if len(given) > 1 else 0)
        except Stopped:
            is_stopped = True
    call.outlet.give(_document(call, declared, results, len(given)))
    if is_stopped:
        call.outlet.note(call.words.say("cli.record.stopped", done=len(results), total=len(given)))
        return Exit.STOPPED
    return Exit.LEFT if any(one.is_draft or one.findings for one in results) else Exit.DONE


def _one(call: Call, project: Project, declared: Declared, entries: Entries) -> _Result:
    """Save one record, or keep it as a draft when an answer is missing or impossible."""
    entries = _prepared(call, project, declared, entries)
    try:
        saved = _save(call, project, declared, entries)
    except Incomplete as incomplete:
        identifier = new_id(project.clock, project.entropy)
        keep(project, draft_of(project, declared.name, identifier, entries, incomplete.findings))
        return _Result(identifier, incomplete.findings, is_draft=True)
    card = card_of(project, saved.record)
    shown = title(card, call.words, project.names) if card is not None else ""
    return _Result(saved.record, saved.findings, saved.number, shown)


def _save(call: Call, project: Project, declared: Declared, entries: Entries) -> Saved:
    founder = project.identity.founder
    if declared.name == PERSON and project.names.person(founder) is None:
        # The one who began the project has keys already: the first person is that one (as in commands.people).
        return save(project, PERSON, entries, call.words, draft=founder, author=founder)
    return save(project, declared.name, entries, call.words)


def _say(call: Call, declared: Declared, result: _Result, place: int) -> None:
    saved = "cli.record.saved" if result.number else "cli.record.saved_plain"
    key = "cli.record.draft" if result.is_draft else saved
    shown = call.words.say(key, number=result.number, id=id_text(result.id), title=result.title)
    call.outlet.say(call.words.say("cli.record.entry", place=place, told=shown) if place else shown)
    call.outlet.say(*finding_lines(declared, result.findings, call.words))


def _document(call: Call, declared: Declared, results: Sequence[_Result], count: int) -> Document:
    return {
        "records": [one for one in _documents(call, declared, results) if not one.pop("is_draft")],
        "drafts": [one for one in _documents(call, declared, results) if one.pop("is_draft")],
        "given": count,
    }


def _documents(call: Call, declared: Declared, results: Sequence[_Result]) -> Iterator[Document]:
    for place, one in enumerate(results, 1):
        document: Document = {
            "is_draft": one.is_draft,
            "entry": place,
            "id": id_text(one.id),
            "kind": declared.name,
        }
        if not one.is_draft:
            document |= {"number": one.number, "title": one.title}
        yield {**document, "findings": finding_documents(declared, one.findings, call.words)}
