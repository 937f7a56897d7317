"""`camifield review`: what laptops answered differently, every answer with who gave it, and the decision between them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import cast

from camifield.cli.answers import Answers
from camifield.cli.call import Call
from camifield.cli.columns import columns
from camifield.cli.exits import Exit
from camifield.cli.parsing import WrongUse
from camifield.cli.projects import for_reading, for_writing
from camifield.cli.telling import Document, card_document, finding_documents, finding_lines, moment_iso
from camifield.commands.saving import Incomplete
from camifield.commands.settling import Decision, Settled, settle, settle_otherwise
from camifield.errors import Problem
from camifield.fields.validation import entries_of
from camifield.fields.values import LINE_ID, Entry
from camifield.ids import id_text
from camifield.project.project import Project
from camifield.queries.clocks import clock_matters
from camifield.queries.matters import Matter, Question, Version
from camifield.queries.record_names import record_called
from camifield.queries.review import AT_ONCE, matter, matters, waiting, who_decides

_WIDEST = (0, 60, 40)


def run(call: Call) -> int:
    """List what waits, show one record, or settle it. Raises Problem ``no-such-record`` and ``nothing-to-decide``."""
    wants = bool(call.text("keep")), bool(call.texts("answers"))
    if any(wants) and not call.text("record"):
        raise WrongUse(call.words.say("cli.use.review_record"), "review")
    if all(wants):
        raise WrongUse(call.words.say("cli.use.one_of_two", first="--keep", second="--answer"), "review")
    if not any(wants):
        with for_reading(call) as project:
            return _show(call, project) if call.text("record") else _list(call, project)
    with for_writing(call) as project:
        project.learn()
        found = _matter(call, project)
        return _settle(call, project, found) if wants[0] else _answer(call, project, found)


def _matter(call: Call, project: Project) -> Matter:
    asked = call.text("record")
    record = record_called(project, asked)
    if record is None or not project.store.cards_of([record]):
        raise Problem("no-such-record", parameters={"number": asked})
    found = matter(project, record, call.words)
    if found is None:
        raise Problem("nothing-to-decide")
    return found


# What waits


def _list(call: Call, project: Project) -> int:
    total = waiting(project)
    limit = call.number("limit", AT_ONCE) or total
    found: list[Matter] = []
    after: int | None = None
    while len(found) < limit and (page := matters(project, call.words, after=after)):
        found += page
        after = page[-1].card.card
    found = found[:limit]
    rows = [
        (one.card.number or id_text(one.card.id), question.title, one.card.place_text)
        for one in found
        for question in one.questions
    ]
    call.outlet.say(*columns(rows, _WIDEST))
    call.outlet.say(call.words.say("cli.review.count", count=total))
    clocks = clock_matters(project, call.words).waiting
    if clocks:
        told = call.words.say("cli.clock.count", count=clocks)
        call.outlet.say(call.words.say("records.pair", name=told, value="camifield review clocks"))
    call.outlet.give(
        {"count": total, "clocks": clocks, "records": [_document(call, project, one) for one in found]}
    )
    return Exit.DONE


def _show(call: Call, project: Project) -> int:
    project.learn()
    found = _matter(call, project)
    call.outlet.say(" · ".join(filter(None, (found.title, found.facts))))
    for number, question in enumerate(found.questions, 1):
        call.outlet.say(*_lines(call, number, question))
    if not all(one.is_mine for one in found.questions):
        names = call.words.say("title.list_mark").join(who_decides(project))
        call.outlet.say(call.words.say("review.who_decides", names=names))
    call.outlet.give(_document(call, project, found))
    return Exit.DONE


def _lines(call: Call, number: int, question: Question) -> Iterator[str]:
    say = call.words.say
    yield ""
    yield say("cli.record.entry", place=number, told=question.title)
    if question.before:
        yield "   " + say("review.before", answer=question.before)
    for version in question.versions:
        told = [one.text for one in version.told if not one.label]
        answer = " · ".join(dict.fromkeys((version.short, *told)))
        yield "   " + say("cli.review.version", letter=version.letter or "-", answer=answer)
        for speaker in version.speakers:
            said = (speaker.who, speaker.when, speaker.laptop, speaker.why, speaker.clock)
            yield "      " + " · ".join(filter(None, said))


def _document(call: Call, project: Project, found: Matter) -> Document:
    return {
        **card_document(found.card, call.words, project.names),
        "questions": [
            {
                "question": number,
                "group": one.group,
                "name": one.name,
                "title": one.title,
                "before": one.before or None,
                "metres_apart": one.distance_m,
                "restricted": one.is_restricted,
                "mine": one.is_mine,
                "versions": [_version(version) for version in one.versions],
            }
            for number, one in enumerate(found.questions, 1)
        ],
    }


def _version(version: Version) -> Document:
    return {
        "letter": version.letter,
        "answer": version.short,
        "gone": version.is_gone,
        "said": [
            {
                "who": one.who,
                "at": moment_iso(one.at_ms),
                "laptop": one.laptop,
                "here": one.is_here,
                "why": one.why,
                "clock": one.clock,
            }
            for one in version.speakers
        ],
    }


# Deciding


def _question(call: Call, found: Matter) -> Question:
    """The question of --question; the only one where there is one."""
    number = call.number("question", 1 if len(found.questions) == 1 else 0)
    if not 1 <= number <= len(found.questions):
        raise WrongUse(call.words.say("cli.use.review_question", count=len(found.questions)), "review")
    return found.questions[number - 1]


def _settle(call: Call, project: Project, found: Matter) -> int:
    letter = call.text("keep").upper()
    has_chosen = call.number("question", 0) > 0
    asked: Sequence[Question] = [_question(call, found)] if has_chosen else found.questions
    chosen = [
        Decision(found.record, one.group, one.stream, version.commit)
        for one in asked
        if (version := _said_by(one, letter)) is not None
    ]
    if not chosen:
        letters = sorted({version.letter for one in asked for version in one.versions})
        raise WrongUse(call.words.say("cli.use.review_letter", letters=", ".join(letters)), "review")
    return _told(call, settle(project, chosen, call.text("why")))


def _said_by(question: Question, letter: str) -> Version | None:
    shown = next((one for one in question.versions if one.letter == letter), None)
    return shown or question.version_of(letter)


def _answer(call: Call, project: Project, found: Matter) -> int:
    question = _question(call, found)
    declared = project.store.kinds[found.card.kind]
    repeat, slash, line = question.group.partition("/")
    fields = declared.lines[repeat] if slash else declared
    typed = Answers(fields, project.names, call.words).typed(call.texts("answers"))
    shown = entries_of(declared, project.stored(found.record).values)
    names = list(fields.fields) if slash else list(declared.groups.get(question.group, ()))
    entries = _line_of(shown.get(repeat), line) if slash else {n: shown[n] for n in names if n in shown}
    strange = next((name for name in typed if name not in names), "")
    if strange:
        raise WrongUse(call.words.say("cli.use.review_field", name=strange, names=", ".join(names)), "review")
    for name in typed:
        for stale in fields.fields[name].answers_too():
            entries.pop(stale, None)
    try:
        done = settle_otherwise(
            project, found.record, question.group, {**entries, **typed}, call.words, call.text("why")
        )
    except Incomplete as problem:
        call.outlet.tell(problem, {"findings": finding_documents(declared, problem.findings, call.words)})
        call.outlet.note(*finding_lines(declared, problem.findings, call.words))
        return Exit.PROBLEM
    return _told(call, done)


def _line_of(kept: Entry, line: str) -> dict[str, Entry]:
    lines = kept if kept and not isinstance(kept, str) else ()
    for one in lines:
        if isinstance(one, Mapping) and one.get(LINE_ID) == line:
            return cast("dict[str, Entry]", {name: entry for name, entry in one.items() if name != LINE_ID})
    return {}


def _told(call: Call, done: Settled) -> int:
    say = call.words.say
    key = "review.settled_some" if done.passed_over else "review.settled_many"
    call.outlet.say(say(key, answers=done.answers, count=done.records, left=done.passed_over))
    call.outlet.say(say("cli.undo.again", batch=done.batch.hex()))
    call.outlet.give(
        {
            "batch": done.batch.hex(),
            "answers": done.answers,
            "records": done.records,
            "left": done.passed_over,
        }
    )
    return Exit.LEFT if done.passed_over else Exit.DONE
