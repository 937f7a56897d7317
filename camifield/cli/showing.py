"""`camifield show`: one record or draft in full, by the number people say over the radio or by its id."""

from __future__ import annotations

from collections.abc import Iterator

from camifield.cli.call import Call
from camifield.cli.columns import columns
from camifield.cli.exits import Exit
from camifield.cli.projects import for_reading
from camifield.cli.telling import (
    Document,
    card_document,
    finding_documents,
    finding_lines,
    moment_iso,
    values_document,
)
from camifield.errors import Problem
from camifield.fields.declaration import Declared
from camifield.fields.field import Asking
from camifield.fields.labels import kind_name, label
from camifield.fields.validation import entries_of, validate
from camifield.fields.values import Entry, Values, lines_of
from camifield.ids import id_text
from camifield.kinds.catalogue import kinds
from camifield.project.project import Project
from camifield.queries.history import Happening
from camifield.queries.record_names import record_called
from camifield.queries.records import Detail, detail
from camifield.queries.telling import line_text, value_text
from camifield.queries.times import Times
from camifield.queries.values import Draft


def run(call: Call) -> int:
    """Print the record. Raises Problem ``no-such-record``, or ``several-of-that-number`` with their ids."""
    asked = call.text("record")
    with for_reading(call) as project:
        project.learn()
        identifier = record_called(project, asked)
        draft = project.drafts.get(identifier) if identifier else None
        shown = detail(project, identifier, call.words) if identifier else None
        if shown is not None:
            _show(call, project, shown)
        elif draft is not None:
            _show_draft(call, project, draft)
        else:
            raise Problem("no-such-record", parameters={"number": asked})
    return Exit.DONE


def _show(call: Call, project: Project, shown: Detail) -> None:
    words = call.words
    card = shown.card
    head = " · ".join(filter(None, (card.number, shown.title, shown.latin, id_text(card.id))))
    call.outlet.say(head)
    if shown.is_deleted:
        call.outlet.say(words.say("records.is_deleted"))
    told = (*shown.lines, *shown.facts)
    call.outlet.say(*_aligned([(line.label, part) for line in told for part in line.text.split("\n")]))
    for one in shown.contested:
        call.outlet.say(words.say("records.two_values_of", field=one.label))
        said = [
            (said.text, words.say("records.who_when", who=said.who, when=said.when)) for said in one.versions
        ]
        call.outlet.say(*(f"  {line}" for line in columns(said)))
    declared = project.store.kinds[card.kind]
    call.outlet.say(*finding_lines(declared, shown.asked, words))
    if call.says("history"):
        call.outlet.say("", words.say("records.what_changed"), *_history(call, shown.history))
    call.outlet.give(_document(call, project, shown))


def _aligned(rows: list[tuple[str, str]]) -> Iterator[str]:
    """Labels and answers; the label of an answer of several lines stands once."""
    told = [
        ("" if place and rows[place - 1][0] == name else name, text)
        for place, (name, text) in enumerate(rows)
    ]
    yield from (f"  {line}" for line in columns(told))


def _history(call: Call, happenings: tuple[Happening, ...]) -> Iterator[str]:
    """Each save as a line, with what it changed beneath."""
    words = call.words
    for one in happenings:
        key = "records.who_when_why" if one.why else "records.who_when"
        told = words.say(key, who=one.who, when=one.when, why=one.why)
        yield words.say("records.pair", name=words.say(f"records.happened.{one.what}"), value=told)
        if one.clock:
            yield f"  {one.clock}"
        elif one.is_sure:
            yield f"  {words.say('clock.is_sure')}"
        for change in one.changes:
            after = change.after or words.say("records.blank")
            key = "records.changed_from" if change.before else "records.changed_to"
            yield f"  {words.say(key, field=change.label, before=change.before, after=after)}"


def _document(call: Call, project: Project, shown: Detail) -> Document:
    card = shown.card
    stored = project.stored(card.id)
    declared = project.store.kinds[card.kind]
    return {
        **card_document(card, call.words, project.names, Times(project, call.words).changed([card])),
        "latin": shown.latin,
        "told": [
            {"field": line.name, "label": line.label, "text": line.text}
            for line in (*shown.lines, *shown.facts)
        ],
        "values": values_document(declared.placed(stored.values)),
        "entries": _entries_document(entries_of(declared, stored.values)),
        "findings": finding_documents(declared, shown.asked, call.words),
        "contested_answers": [
            {"label": one.label, "versions": [{"text": said.text, "who": said.who} for said in one.versions]}
            for one in shown.contested
        ],
        "created": moment_iso(Times(project, call.words).begun_ms(stored)),
        **({"history": [_happening_document(one) for one in shown.history]} if call.says("history") else {}),
    }


def _entries_document(entries: dict[str, Entry]) -> Document:
    """What `record --from` takes; the photos of this project are known nowhere else."""
    return {name: entry for name, entry in entries.items() if entry is not None}


def _happening_document(one: Happening) -> Document:
    return {
        "what": one.what,
        "who": one.who,
        "when": moment_iso(one.at_ms),
        "clock_sure": one.is_sure,
        "clock_said": moment_iso(one.claimed_ms) if one.clock else None,
        "why": one.why,
        "changes": [
            {"label": change.label, "before": change.before, "after": change.after} for change in one.changes
        ],
        "commits": [commit.hex() for commit in one.commits],
    }


def _show_draft(call: Call, project: Project, draft: Draft) -> None:
    words = call.words
    declared = kinds().get(draft.kind)
    if declared is None:
        raise Problem("no-such-record", parameters={"number": id_text(draft.id)})
    asking = project.asking(words)
    checked = validate(declared, draft.entries, asking)
    call.outlet.say(words.say("cli.show.draft", kind=kind_name(draft.kind, words), id=id_text(draft.id)))
    call.outlet.say(*_aligned(list(_draft_rows(declared, draft, checked.values, asking))))
    call.outlet.say(*finding_lines(declared, checked.findings, words))
    call.outlet.give(
        {
            "id": id_text(draft.id),
            "kind": draft.kind,
            "is_draft": True,
            "entries": dict(draft.entries),
            "findings": finding_documents(declared, checked.findings, words),
            "batch": draft.origin.batch.hex() if draft.origin.batch else None,
            "file": draft.origin.file,
            "row": draft.origin.row,
            "touched": moment_iso(draft.touched_ms),
        }
    )


def _draft_rows(
    declared: Declared, draft: Draft, values: Values, asking: Asking
) -> Iterator[tuple[str, str]]:
    """What was typed, in words where it is understood already, else as it was typed."""
    for name, entry in draft.entries.items():
        if entry in (None, "", [], ()):
            continue
        caption = label(declared, name, asking.words)
        if name in declared.lines and name in values:
            yield from (
                (caption, line_text(declared.lines[name], line, asking)) for line in lines_of(values, name)
            )
        elif name in values:
            yield caption, value_text(declared.fields.get(name), values[name], asking)
        else:
            yield caption, str(entry)
