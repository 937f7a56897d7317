"""What Today says, in words, from what the project knows. No Qt."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from camifield.i18n.words import Words
from camifield.project.project import Project
from camifield.queries.titles import label_of, title
from camifield.queries.today import TodayFacts, Unsent, today_facts
from ui.short_dates import oldest_line, short_date

if TYPE_CHECKING:
    from camifield.queries.values import Draft

KINDS = ("sighting", "grazing", "conflict")
COUNTING = "…"


class DraftLine(NamedTuple):
    """One unfinished record: its title, where and when, what is missing, and who types it."""

    id: bytes
    kind: str
    title: str
    second: str
    missing: str
    person: str


class SavedLine(NamedTuple):
    """One record saved today."""

    id: bytes
    kind: str
    title: str
    second: str
    number: str


class UnsentView(NamedTuple):
    """How many records wait for an export: the number as it is shown, and two lines about it."""

    number: str
    line: str
    second: str


class TodayView(NamedTuple):
    """The page in words."""

    facts: TodayFacts
    second_line: str
    people: list[tuple[str, str, bool]]
    drafts: list[DraftLine]
    drafts_line: str
    saved: list[SavedLine]
    saved_line: str
    unsent: UnsentView


def view(project: Project, words: Words, at_most: int | None = None) -> TodayView:
    """Read the project and say it; what waits for an export is counted only up to `at_most` rows."""
    facts = today_facts(project, at_most)
    place = words.say("today.sample_place") if facts.is_sample else ""
    laptop = words.say("today.laptop", laptop=facts.laptop)
    second = words.say("today.place_and_laptop", place=place, laptop=laptop) if place else laptop
    saved = [
        SavedLine(
            card.id,
            card.kind,
            title(card, words, project.names),
            _second(card.place_text, _name(project, card.person)),
            card.number,
        )
        for card in facts.saved
    ]
    return TodayView(
        facts=facts,
        second_line=second,
        people=[(person.id.hex(), person.shown, person.id in facts.here) for person in facts.team],
        drafts=[_draft_line(project, draft, words) for draft in facts.drafts],
        drafts_line=words.say("today.drafts_kept", count=facts.draft_count),
        saved=saved,
        saved_line=_numbers(saved, facts.laptop, words),
        unsent=unsent_view(facts.unsent, words, facts.day),
    )


def unsent_view(found: Unsent, words: Words, today: date) -> UnsentView:
    """What waits for an export, in words; as long as it is being counted the lines say so."""
    if found.records is None:
        return UnsentView(COUNTING, words.say("today.counting"), "")
    line = words.say("today.not_exported", count=found.records)
    return UnsentView(str(found.records), line, oldest_line(found.oldest, words, today))


def _name(project: Project, person: bytes | None) -> str:
    return project.names.name("person", person) if person else ""


def _second(*parts: str) -> str:
    return " · ".join(filter(None, parts))


def _numbers(saved: list[SavedLine], laptop: str, words: Words) -> str:
    """From which number to which, of this laptop's own: what colleagues' laptops counted is in no row with them."""
    numbers = sorted(line.number for line in saved if line.number.startswith(f"{laptop}-"))
    if len(numbers) < 2:
        return "".join(numbers)
    return words.say("today.numbers", first=numbers[0], last=numbers[-1])


def _draft_line(project: Project, draft: Draft, words: Words) -> DraftLine:
    kind = words.say(f"kind.{draft.kind}")
    species = draft.title.species
    animal = label_of("species", species, words, project.names) if species else ""
    shown = words.say("today.draft_of", kind=kind, animal=animal) if animal else kind
    day = ""
    if draft.title.date:
        from camifield.fields.reading.dates import read_date

        reading = read_date(
            draft.title.date, order=project.settings.date_order or "dmy", today=project.today()
        )
        value = reading.value or ""
        day = (
            short_date(date.fromisoformat(value), words, project.today())
            if len(value) == 10 and "/" not in value
            else draft.title.date
        )
    missing = draft.findings[0] if draft.findings else None
    wanted = (
        words.say(
            "today.missing", count=len(draft.findings), field=_field_word(draft.kind, missing.field, words)
        )
        if missing
        else words.say("today.ready")
    )
    person = project.names.person(draft.author)
    return DraftLine(
        draft.id,
        draft.kind,
        shown,
        _second(draft.title.locality, day),
        wanted,
        person.shown if person else "",
    )


def _field_word(kind: str, field: str, words: Words) -> str:
    """The label of a field without reading the kind: Today is shown before the kinds are."""
    name = field.partition(".")[0]
    for key in (f"{kind}.{name}", f"event.{name}", f"record.{name}"):
        if words.has(key):
            return words.say(key)
    return name
