"""What is asked of the drafts, and the imports among the answers."""

from __future__ import annotations

from typing import NamedTuple


class DraftQuery(NamedTuple):
    """Which drafts: of a kind, of one import, imported or not (None: both), thrown away or living."""

    kind: str | None = None
    batch: bytes | None = None
    is_imported: bool | None = None
    is_discarded: bool = False

    def condition(self) -> tuple[str, list[object]]:
        """The SQL after WHERE and its parameters. Each answer without a kind comes from an index alone."""
        terms = [f"discarded_ms IS {'NOT ' if self.is_discarded else ''}NULL"]
        values: list[object] = []
        if self.is_imported is not None:
            terms.append(f"batch IS {'NOT ' if self.is_imported else ''}NULL")
        for column, wanted in (("kind", self.kind), ("batch", self.batch)):
            if wanted is not None:
                terms.append(f"{column} = ?")
                values.append(wanted)
        return " AND ".join(terms), values


LIVING = DraftQuery()


class DraftBatch(NamedTuple):
    """One import that left drafts: its file as text, when it began, how many of its drafts live and are thrown away."""

    batch: bytes
    file: str
    started_ms: int
    living: int
    discarded: int
