"""A decision about a laptop's clock: what it said over a stretch of a feed, and by how much that is put right.

The commits keep what the clock claimed, since they are signed; whoever shows a time asks these records.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar

from camifield.fields.card import CardFacts
from camifield.fields.choice import Choice
from camifield.fields.clock_offset import ClockOffset
from camifield.fields.field import Asking
from camifield.fields.findings import Finding, error
from camifield.fields.number import Number
from camifield.fields.rules import needs
from camifield.fields.text import Text
from camifield.fields.values import Value, whole_of
from camifield.kinds.record import Record

LARGEST_SEQ = 2**48  # of `revisions.headers`


@needs("from_seq", "to_seq")
def ends_after_it_begins(values: Mapping[str, Value], asking: Asking) -> list[Finding]:
    """The last save of a stretch is not before its first."""
    del asking
    first, last = whole_of(values, "from_seq"), whole_of(values, "to_seq")
    return [error("end-before-start", "to_seq")] if first and last and last < first else []


class ClockCorrection(Record, table=True):
    """The saves of one feed from one place to another, and the milliseconds to add to what its clock said.

    0 milliseconds: somebody looked, and the clock was right. What is said of the stretch is one merge group: two who
    put it right differently contradict each other whole.
    """

    __tablename__ = "clock_correction"  # pyright: ignore[reportAssignmentType]  (SQLModel takes a plain name)

    feed: Annotated[str | None, Text(group="clock", required=True, most=32)] = None
    from_seq: Annotated[
        int | None, Number(group="clock", required=True, unit="", least=1, most=LARGEST_SEQ)
    ] = None
    to_seq: Annotated[
        int | None, Number(group="clock", required=True, unit="", least=1, most=LARGEST_SEQ)
    ] = None
    offset_ms: Annotated[int | None, ClockOffset(group="clock", required=True)] = None
    reason: Annotated[str | None, Text(group="clock", most=500)] = None
    dates_stay: Annotated[str | None, Choice(of="yes_no_unknown")] = None

    RULES: ClassVar = (ends_after_it_begins,)

    @classmethod
    def card(cls, values: Mapping[str, Value]) -> CardFacts:
        """No words of the record's own: its list tells whose clock it is."""
        del values
        return CardFacts()
