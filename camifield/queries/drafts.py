"""The drafts for a list: what each is called, what it still lacks, who types it and where it came from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from camifield.fields.labels import label, label_key
from camifield.fields.reading.dates import read_date
from camifield.i18n import writing
from camifield.i18n.words import Words
from camifield.kinds.catalogue import kinds
from camifield.project.project import Project
from camifield.queries.telling import BETWEEN, moment_text
from camifield.queries.titles import label_of
from camifield.queries.values import Draft
from camifield.store.draft_query import DraftQuery

MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class DraftRow:
    """One draft in words. `missing` is empty when nothing stands in the way of saving; `edits` a saved record."""

    id: bytes
    kind: str
    title: str
    where: str
    missing: str
    who: str
    when: str
    edits: bool


def page_of_drafts(
    project: Project, after: Draft | None = None, limit: int = 100, *, is_discarded: bool = False
) -> list[Draft]:
    """Drafts, the one touched last first; `after` is the last one of the page before."""
    return project.drafts.page(DraftQuery(is_discarded=is_discarded), after, limit)


def count_drafts(project: Project, *, is_discarded: bool = False) -> int:
    """How many drafts there are, living or thrown away."""
    return project.drafts.count(DraftQuery(is_discarded=is_discarded))


def draft_row(project: Project, draft: Draft, words: Words) -> DraftRow:
    """A draft's line of the list."""
    return DraftRow(
        id=draft.id,
        kind=draft.kind,
        title=_title(project, draft, words),
        where=BETWEEN.join(filter(None, (draft.title.locality, _day(project, draft, words)))),
        missing=missing_text(draft, words),
        who=_who(project, draft, words),
        when=moment_text(draft.touched_ms, project, words) if draft.touched_ms else "",
        edits=draft.record is not None,
    )


def _title(project: Project, draft: Draft, words: Words) -> str:
    kind = words.say(f"kind.{draft.kind}")
    species = draft.title.species
    animal = label_of("species", species, words, project.names) if species else ""
    return words.say("today.draft_of", kind=kind, animal=animal) if animal else kind


def _day(project: Project, draft: Draft, words: Words) -> str:
    """The typed date in words where it can be read already, else as typed."""
    typed = draft.title.date
    if not typed:
        return ""
    reading = read_date(typed, order=project.settings.date_order, today=project.today())
    return writing.date_text(reading.value, words.language) if reading.value else typed


def _who(project: Project, draft: Draft, words: Words) -> str:
    """Who types; of an imported draft, the file and the row it came from."""
    origin = draft.origin
    if origin.file and origin.row is not None:
        return words.say("records.draft_from", file=origin.file, row=origin.row)
    person = project.names.person(draft.author)
    return person.shown if person else ""


def missing_text(draft: Draft, words: Words) -> str:
    """The first few answers that are missing or wrong, by their labels."""
    declared = kinds().get(draft.kind)
    names = dict.fromkeys(one.field.partition(".")[0] for one in draft.findings)
    if declared is None or not names:
        return ""
    known: Sequence[str] = [
        label(declared, name, words) for name in names if words.has(label_key(declared, name))
    ]
    shown = words.say("title.list_mark").join(known[:MOST_NAMED])
    if len(known) > MOST_NAMED:
        return words.say("records.missing_more", fields=shown, more=len(known) - MOST_NAMED)
    return words.say("records.missing", fields=shown)
