"""What is known of any laptop's clock while somebody says that it was wrong: its saves, in words. No Qt."""

from __future__ import annotations

from camifield.errors import Problem
from camifield.i18n import problems
from camifield.queries.clock_spans import ClockSpan, WrongClock
from camifield.queries.clock_words import said_text, typed_moment
from camifield.queries.clocks import ClockLook
from camifield.queries.record_names import record_called
from ui.review.clock_presenter import ClockPresenter


class AnyClock:
    """Made from a look at the log, which is slow and runs beside the window; what is asked afterwards is quick."""

    def __init__(self, clocks: ClockPresenter, looked: ClockLook) -> None:
        self.clocks = clocks
        self.laptops = looked.laptops()
        self._looked = looked

    def span(self, place: int, first: str, last: str) -> tuple[WrongClock | None, str, str]:
        """The saves of a laptop from one record to another (blank: from its first, to its last); what there is to say
        of them, and what its clock said of the first, as it is typed.
        """
        say, project = self.clocks.words.say, self.clocks.project
        if not 0 <= place < len(self.laptops):
            return None, say("review.clock_any_nothing"), ""
        ends: list[bytes | None] = []
        for asked in (first.strip(), last.strip()):
            try:
                found = record_called(project, asked) if asked else None
            except Problem as problem:
                return None, problems.sentence(problem, self.clocks.words), ""
            if asked and found is None:
                return None, say("review.clock_any_unknown", number=asked), ""
            ends.append(found)
        span = self._looked.of_laptop(self.laptops[place], *ends)
        if span is None:
            return None, say("review.clock_any_nothing"), ""
        said = say(
            "review.clock_any_said", said=said_text(span, project, self.clocks.words), count=span.records
        )
        return _unproven(span), said, typed_moment(span.first_ms, project)


def _unproven(span: ClockSpan) -> WrongClock:
    """A clock of which only a person says that it was wrong: nothing bounds it."""
    return WrongClock(span, "", None, None, None)
