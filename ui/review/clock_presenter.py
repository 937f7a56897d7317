"""What the Review page knows of clocks: what waits, in words, and what a choice does. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from camifield.commands.clock_dates import move_dates
from camifield.commands.clocks import Decided, drop, leave_dates, put_right
from camifield.commands.correcting import Corrected
from camifield.commands.undoing import Undone, undo
from camifield.fields.clock_offset import offset_words
from camifield.fields.date import PartialDate
from camifield.i18n import writing
from camifield.i18n.words import Words
from camifield.project.project import Project
from camifield.queries.clock_dates import MovedDate, dates_to_move
from camifield.queries.clock_spans import ClockMatters, ClockSpan, DecidedClock, WrongClock
from camifield.queries.clock_words import bounds_text, is_within, read_moment, said_text, typed_moment
from camifield.queries.clocks import clock_matters
from camifield.queries.review import who_decides
from camifield.queries.telling import moment_text

NOTHING = ClockMatters((), (), is_mine=False)


@dataclass(frozen=True, slots=True)
class WaitingDates:
    """Dates that came from a clock which was put right since."""

    decided: DecidedClock
    dates: tuple[MovedDate, ...]


@dataclass(frozen=True, slots=True)
class Contested:
    """Decisions on one clock that contradict each other, the one that holds first."""

    decisions: tuple[DecidedClock, ...]


Waiting = WrongClock | Contested | WaitingDates


@dataclass(frozen=True, slots=True)
class Found:
    """One look: everything about clocks, and what of it waits for somebody."""

    matters: ClockMatters
    waiting: tuple[Waiting, ...]


class ClockPresenter:
    """`look` is slow and runs beside the window; `take` keeps what it found."""

    def __init__(self, project: Project, words: Words) -> None:
        self.project = project
        self.words = words
        self.found = Found(NOTHING, ())

    def look(self) -> Found:
        """Everything about clocks, as it is now."""
        matters = clock_matters(self.project, self.words)
        waiting: list[Waiting] = [*matters.wrong]
        told: set[bytes] = set()
        for one in matters.contested:
            if one.holds and one.commit not in told:
                beaten = [other for other in matters.contested if other.commit in one.against]
                told.update(other.commit for other in beaten)
                waiting.append(Contested((one, *beaten)))
        for one in matters.decided if matters.is_mine else ():
            if dates := dates_to_move(self.project, one, self.words):
                waiting.append(WaitingDates(one, tuple(dates)))
        return Found(matters, tuple(waiting))

    def take(self, found: Found) -> None:
        """Keep what a look found."""
        self.found = found

    @property
    def first(self) -> Waiting | None:
        """What is asked about now."""
        return next(iter(self.found.waiting), None)

    @property
    def is_mine(self) -> bool:
        return self.found.matters.is_mine

    def line(self) -> str:
        """What waits first, who decides where it is not this person, and how much more there is."""
        first, say = self.first, self.words.say
        if first is None:
            return ""
        if isinstance(first, WrongClock):
            said = said_text(first.span, self.project, self.words)
            told = say("review.clock_wrong", laptop=first.span.laptop, said=said, count=first.span.records)
        elif isinstance(first, Contested):
            told = say("review.clock_contested", laptop=first.decisions[0].span.laptop)
        else:
            told = say("review.clock_dates_wait", laptop=first.decided.span.laptop, count=len(first.dates))
        parts = [told]
        if not self.is_mine:
            names = say("title.list_mark").join(who_decides(self.project))
            parts.append(say("review.clock_not_yours", names=names))
        if more := len(self.found.waiting) - 1:
            parts.append(f"({say('review.clock_more', count=more)})")
        return " ".join(parts)

    # A clock that was wrong

    def said(self, span: ClockSpan) -> str:
        """What the clock said."""
        return self.words.say("review.clock_said", said=said_text(span, self.project, self.words))

    def why(self, wrong: WrongClock) -> str:
        """Why that cannot have been, and what bounds the true time."""
        return self.words.say(f"clock.why.{wrong.why}")

    def bounds(self, wrong: WrongClock) -> str:
        return bounds_text(wrong, self.project, self.words)

    def first_guess(self, wrong: WrongClock) -> str:
        """When the first save was truly made, as it is typed; empty where nothing shows it."""
        return (
            "" if wrong.best_ms is None else typed_moment(wrong.span.first_ms + wrong.best_ms, self.project)
        )

    def example_moment(self) -> str:
        """How a time is typed here."""
        return typed_moment(1_773_459_900_000, self.project)

    def offset(self, wrong: WrongClock, typed: str) -> int | None:
        """The correction that a typed true time means; None for what is no time."""
        if typed.strip() == self.first_guess(wrong):
            return wrong.best_ms  # to the millisecond, where minutes are shown
        if typed.strip() == typed_moment(wrong.span.first_ms, self.project):
            return 0
        at_ms = read_moment(typed, self.project, self.words)
        return None if at_ms is None else at_ms - wrong.span.first_ms

    def change(self, wrong: WrongClock, offset_ms: int) -> list[str]:
        """What a correction would do: in words, a warning where other saves do not allow it, then examples."""
        say = self.words.say
        told = [say("review.clock_change", change=offset_words(offset_ms, self.words))]
        if not is_within(wrong, offset_ms):
            told.append(say("clock.outside_bounds"))
        cards = self.project.store.cards_of([one.record for one in wrong.span.examples])
        for one in wrong.span.examples:
            card = cards.get(one.record)
            told.append(
                say(
                    "review.clock_example",
                    number=card.number if card and card.number else f"…{one.record.hex()[-6:]}",
                    before=moment_text(one.at_ms, self.project, self.words, with_year=True),
                    after=moment_text(one.at_ms + offset_ms, self.project, self.words, with_year=True),
                )
            )
        return told

    def put_right(self, wrong: WrongClock, offset_ms: int, reason: str) -> tuple[Decided, str]:
        """Save the decision; what was done, in a sentence. 0: the clock was right."""
        done = put_right(self.project, wrong.span.stretches, offset_ms, reason)
        if not offset_ms:
            return done, self.words.say("review.clock_right_done", laptop=wrong.span.laptop)
        change = offset_words(offset_ms, self.words)
        return done, self.words.say("review.clock_done", laptop=wrong.span.laptop, change=change)

    # Two decisions

    def decision(self, decided: DecidedClock) -> str:
        """Who said what, and why."""
        told = self.words.say(
            "review.clock_decision", who=decided.who, change=offset_words(decided.offset_ms, self.words)
        )
        return f"{told}. {decided.reason}" if decided.reason else told

    def choose(self, held: DecidedClock) -> tuple[Decided, str]:
        """Let one decision hold."""
        done = drop(self.project, held.beaten(self.found.matters.decided))
        return done, self.words.say("review.clock_chosen", change=offset_words(held.offset_ms, self.words))

    def take_back(self, decided: DecidedClock) -> tuple[Decided, str]:
        """Let a decision hold no more."""
        done = drop(self.project, decided.records)
        change = offset_words(decided.offset_ms, self.words)
        return done, self.words.say("review.clock_taken_back", change=change)

    # Dates

    def date_line(self, one: MovedDate) -> str:
        """One date from what to what."""
        name = one.number or one.title
        if one.written:
            name = self.words.say("review.clock_date_written", name=name, written=one.written)
        before, after = (
            writing.date_text(value, self.words.language, PartialDate.STYLE)
            for value in (one.value, one.new_value)
        )
        return self.words.say("review.clock_date_line", name=name, before=before, after=after)

    def move(self, dates: Sequence[MovedDate]) -> tuple[Corrected, str]:
        """Move these dates."""
        done = move_dates(self.project, dates, self.words)
        return done, self.words.say("review.clock_dates_moved", count=done.count)

    def leave(self, waiting: WaitingDates) -> tuple[Decided, str]:
        """Say that the dates are right."""
        return leave_dates(self.project, waiting.decided.records), self.words.say("review.clock_dates_stayed")

    def undo(self, batch: bytes) -> Undone:
        """Take a decision back."""
        return undo(self.project, batch)
