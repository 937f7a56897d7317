"""What a command touched, so that pages refresh from facts and not from guesses."""

from __future__ import annotations

from typing import NamedTuple


class Changes(NamedTuple):
    """Identifiers of records (16 bytes), the kinds among them, and what else a command changed."""

    records: frozenset[bytes] = frozenset()
    kinds: frozenset[str] = frozenset()
    drafts: bool = False
    settings: bool = False
    everything: bool = False

    def __or__(self, other: Changes) -> Changes:
        return Changes(
            self.records | other.records,
            self.kinds | other.kinds,
            self.drafts or other.drafts,
            self.settings or other.settings,
            self.everything or other.everything,
        )
