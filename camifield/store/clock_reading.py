"""Questions to an open store about when saves were made, and what was decided about the clocks that said so."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from camifield.store import clocks
from camifield.store.reading import Reading

if TYPE_CHECKING:
    from camifield.revisions.clocks import Corrections


class ClockReading(Reading):
    """As `Reading`, and asked from any thread."""

    def corrections(self) -> Corrections:
        """Every decision on a laptop's clock that stands."""
        with self._reading() as connection:
            return clocks.corrections(connection)

    def stamps(self) -> list[clocks.Stamp]:
        """The time of every save as its clock said it: the whole log, some 300 ms for 100,000 saves."""
        with self._reading() as connection:
            return clocks.stamps(connection)

    def roster_lamports(self) -> list[int]:
        """The lamport numbers of the roster's commits."""
        with self._reading() as connection:
            return clocks.roster_lamports(connection)

    def begun_in(self, feed: bytes, first: int, last: int) -> list[clocks.Begun]:
        """The living records that saves of one stretch of a feed began."""
        with self._reading() as connection:
            return clocks.begun_in(connection, feed, first, last)

    def first_and_last_saves(
        self, records: Collection[bytes]
    ) -> Mapping[bytes, tuple[clocks.Save, clocks.Save]]:
        """Record -> its first save and its last."""
        with self._reading() as connection:
            return clocks.first_and_last_saves(connection, records)
