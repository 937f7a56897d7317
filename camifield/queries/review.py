"""What waits for a decision: the records whose laptops differ, in the order of their dates, each with its questions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from camifield.i18n import writing
from camifield.i18n.words import Words
from camifield.project.deciding import deciders
from camifield.project.project import Project
from camifield.queries.history import history
from camifield.queries.matters import Matter
from camifield.queries.questions import QuestionMaker, change_lines
from camifield.queries.speakers import Speakers
from camifield.queries.telling import BETWEEN
from camifield.queries.titles import title
from camifield.queries.values import Card, CardQuery, Page
from camifield.store.disputes import Disputed

WAITING = CardQuery(only_in_conflict=True)
AT_ONCE = 50


def waiting(project: Project) -> int:
    """How many records wait for somebody's decision."""
    return project.store.unsettled().records


def matters(
    project: Project, words: Words, *, after: int | None = None, limit: int = AT_ONCE
) -> list[Matter]:
    """A page of what waits, newest first. `after` is the `card` number of the last one of the page before."""
    project.learn()
    cards = project.store.cards(WAITING, Page(after, limit))
    return _told(project, cards, words)


def matter(project: Project, record: bytes, words: Words) -> Matter | None:
    """One record with its questions; None when it is not here, or nothing in it waits."""
    project.learn()
    card = project.store.cards_of([record]).get(record)
    return next(iter(_told(project, [card], words)), None) if card is not None else None


def who_decides(project: Project) -> list[str]:
    """The names of those whose decision it is, where it is not that of the person at the keyboard."""
    names = (project.names.name("person", person) for person in deciders(project))
    return sorted(names, key=str.casefold)


def _told(project: Project, cards: Sequence[Card], words: Words) -> list[Matter]:
    found = project.store.disputed([card.id for card in cards])
    speakers = Speakers(project, words)
    told = [
        _matter(project, card, found[card.id], speakers, words)
        for card in cards
        if card.id in found and found[card.id].disputes and found[card.id].record.kind in project.store.kinds
    ]
    return [one for one in told if one.questions]


def _matter(project: Project, card: Card, disputed: Disputed, speakers: Speakers, words: Words) -> Matter:
    keys = [
        speakers.key(saying)
        for dispute in disputed.disputes
        for stand in dispute.stands
        for saying in stand.sayings
    ]
    letters = speakers.letters(keys)
    is_of_record = any(not one.group or one.is_of_refused for one in disputed.disputes)
    asking = project.asking(words)
    maker = QuestionMaker(
        project,
        project.store.kinds[card.kind],
        asking,
        speakers,
        letters,
        _edits(project, card.id, words) if is_of_record else {},
    )
    sides = tuple(speakers.side(letter, key) for key, letter in letters.items())
    found = [maker.question(dispute) for dispute in disputed.disputes]
    # The place is decided last: it is easier to see where it was once it is clear what it was.
    questions = tuple(sorted(found, key=lambda one: one.distance_m is not None))
    return Matter(
        card,
        title(card, words, project.names),
        BETWEEN.join(filter(None, (card.number, card.place_text))),
        _facts(project, card, words),
        questions,
        sides,
    )


def _facts(project: Project, card: Card, words: Words) -> str:
    """Number, day, place and who saw it."""
    day = date.fromordinal(card.start_day).isoformat() if card.start_day else ""
    shown = writing.date_text(day, words.language) if day else ""
    who = project.names.name("person", card.person) if card.person else ""
    seen_by = words.say("review.seen_by", who=who) if who else ""
    return BETWEEN.join(filter(None, (card.number, shown, card.place_text, seen_by)))


def _edits(project: Project, record: bytes, words: Words) -> dict[bytes, list[str]]:
    """What each save of a record changed, as lines."""
    asking = project.asking(words)
    return {
        commit: change_lines([(one.label, one.before, one.after) for one in happening.changes], asking)
        for happening in history(project, record, words)
        for commit in happening.commits
    }
