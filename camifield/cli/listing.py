"""`camifield list`: the records that filters choose, newest first, or the drafts."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from camifield.cli.call import Call
from camifield.cli.columns import columns
from camifield.cli.exits import Exit
from camifield.cli.filters import Chosen, chosen
from camifield.cli.projects import for_reading
from camifield.cli.telling import Document, card_document, card_line, moment_iso
from camifield.fields.labels import kind_name
from camifield.ids import id_text
from camifield.project.project import Project
from camifield.queries.times import Times
from camifield.queries.titles import label_of
from camifield.queries.values import Card, Draft, Page

USUAL_LIMIT = 50
_AT_ONCE = 1_000
_WIDEST = (0, 0, 44, 8, 32, 24)


def run(call: Call) -> int:
    """Print the list; an empty one is an answer too."""
    with for_reading(call) as project:
        if call.says("drafts"):
            return _drafts(call, project)
        found = chosen(call, project)
        total = project.store.count(found.query, found.expand)
        limit = call.number("limit", USUAL_LIMIT) or total
        cards = islice(_cards(project, found), limit)
        if call.outlet.is_json:
            head: Document = {"count": total, "filter": found.told}
            times = Times(project, call.words)
            documents = (
                card_document(card, call.words, project.names, changed)
                for page in iter(lambda: list(islice(cards, _AT_ONCE)), [])
                for changed in (times.changed(page),)
                for card in page
            )
            call.outlet.give_long(head, "records", documents)
            return Exit.DONE
        shown = 0
        while page := list(islice(cards, _AT_ONCE)):
            shown += len(page)
            call.outlet.say(*columns([card_line(card, call.words, project.names) for card in page], _WIDEST))
        call.outlet.say(call.words.say("cli.list.count", count=total))
        if shown < total:
            call.outlet.say(call.words.say("cli.list.shown", shown=shown))
        return Exit.DONE


def _cards(project: Project, found: Chosen) -> Iterator[Card]:
    """The cards one page after the other: a million of them take no more memory than one page."""
    after: int | None = None
    while page := project.store.cards(found.query, Page(after, _AT_ONCE), found.expand):
        yield from page
        after = page[-1].card


def _drafts(call: Call, project: Project) -> int:
    total = project.drafts.count()
    found = project.drafts.page(limit=call.number("limit", USUAL_LIMIT) or total)
    call.outlet.give({"count": total, "drafts": [_draft_document(call, project, draft) for draft in found]})
    rows = [_draft_line(call, project, draft) for draft in found]
    call.outlet.say(*columns(rows, (0, 18, 30, 30, 20, 40)))
    call.outlet.say(call.words.say("cli.list.drafts", count=total))
    return Exit.DONE


def _draft_line(call: Call, project: Project, draft: Draft) -> tuple[str, ...]:
    title = draft.title
    species = label_of("species", title.species, call.words, project.names) if title.species else ""
    missing = call.words.say("cli.list.missing", count=len(draft.findings))
    return id_text(draft.id), kind_name(draft.kind, call.words), species, title.locality, title.date, missing


def _draft_document(call: Call, project: Project, draft: Draft) -> Document:
    origin = draft.origin
    species = (
        label_of("species", draft.title.species, call.words, project.names) if draft.title.species else ""
    )
    return {
        "id": id_text(draft.id),
        "kind": draft.kind,
        "species": species,
        "place": draft.title.locality,
        "date": draft.title.date,
        "missing": [{"code": code, "field": field} for code, field in draft.findings],
        "touched": moment_iso(draft.touched_ms),
        "from": origin.how,
        "file": origin.file,
        "row": origin.row,
        "batch": origin.batch.hex() if origin.batch else None,
        "edits": id_text(draft.record) if draft.record else None,
    }
