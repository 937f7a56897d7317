"""What the Records page knows: which records are asked for, and every record's line in words. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from camifield.fields.values import text_of
from camifield.i18n import writing
from camifield.queries.titles import count_text, title
from camifield.queries.values import Card, StoredRecord
from ui.date_figures import date_in_figures, day_in_figures
from ui.filters.question import SIGNS, Question

SPAN = ("start_date", "end_date")
DATES = {"patrol": SPAN, "track": SPAN}


class Row(NamedTuple):
    """One line of the table in words. `sign` is the state's icon among those that the cells know."""

    kind: str
    kind_word: str
    title: str
    count_text: str
    place: str
    who: str
    sign: str
    state: str
    date: str


def _written(stored: StoredRecord) -> str:
    """The date of a record as it is kept (EDTF), first and last day where they are asked apart."""
    names = DATES.get(stored.kind, ("event_date",))
    return "/".join(dict.fromkeys(filter(None, (text_of(stored.values, name) for name in names))))


class RecordsPresenter(Question):
    """The page's question and the words of its answer."""

    def count_line(self, found: int | None, total: int, marked: int) -> str:
        """What stands beside the page's title; `found` is None while it is being counted."""
        language = self.words.language
        if not total and self.chosen.is_empty:
            return ""
        of = writing.whole_text(total, language)
        if found is None:
            return self.words.say("records.total", number=of, count=total)
        shown = writing.whole_text(found, language)
        if marked > 1:
            return self.words.say("records.marked", number=writing.whole_text(marked, language), found=shown)
        if self.chosen.is_empty:
            return self.words.say("records.total", number=of, count=total)
        return self.words.say("records.found", number=shown, total=of)

    # The lines of the table

    def rows(self, cards: Sequence[Card]) -> list[Row]:
        """The lines of these records. A card knows only where its date begins; the rest is read, so that nobody is
        shown one day of a span, or a day of a month that was all that somebody knew.
        """
        dated = [card.id for card in cards if card.start_day]
        found = self.project.store.records(dated) if dated else {}
        return [self.row(card, _written(found[card.id]) if card.id in found else "") for card in cards]

    def row(self, card: Card, written: str = "") -> Row:
        """A record's line; `written` is its date (EDTF), blank where only the card is known."""
        names = self.project.names
        sign, state = self._state(card)
        place = names.name("place", card.place) if card.place else ""
        return Row(
            kind=card.kind,
            kind_word=self.words.say(f"kind.{card.kind}"),
            title=title(card, self.words, names),
            count_text=count_text(card, self.words),
            place=card.place_text or place,
            who=names.name("person", card.person) if card.person else "",
            sign=sign,
            state=state,
            date=self.date_text(card, written),
        )

    def _state(self, card: Card) -> tuple[str, str]:
        if card.deleted:
            return "deleted", self.words.say("records.deleted")
        if card.conflicts:
            return "two_values", self.words.say("records.two_values")
        return SIGNS.get(card.state, card.state), self.state_word(card.state)

    def date_text(self, card: Card, written: str) -> str:
        """The date in figures, in the order that this laptop's people write them."""
        order = self.project.settings.date_order or "dmy"
        try:
            return (
                date_in_figures(written or "", order, self.words)
                if written
                else day_in_figures(card.start_day, order)
            )
        except ValueError:  # a date of a newer version
            return day_in_figures(card.start_day, order)
