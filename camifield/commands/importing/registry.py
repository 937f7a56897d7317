"""What was brought into this project: one small file an import, so that the same table is noticed when it comes again."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from typing import Any

from camifield.folders import Folder

FOLDER = "imports"
_VERSION = 1


class State(StrEnum):
    """How an import stands. BEGUN that is not running any more was cut off by a crash."""

    BEGUN = "begun"
    DONE = "done"
    STOPPED = "stopped"
    FAILED = "failed"
    UNDONE = "undone"


@dataclass(frozen=True, slots=True)
class BroughtIn:
    """One import: the table it came from, how it went, and how many rows became what.

    batch: 32 hexadecimal digits. last_row: the last row of the file that is surely in. undone_by: the action that took
    it back, which can itself be undone. since: every action that took it back or brought it back, with spaces between, so
    that it can be taken back once more. people_batch, people_undone_by, people_since: the same of the people whom it
    made. mapping: the JSON of `formats.mapping.mappings`.
    """

    batch: str
    file: str
    sha256: str
    sheet: str
    kind: str
    started_ms: int
    state: State = State.BEGUN
    ended_ms: int = 0
    rows: int = 0
    records: int = 0
    drafts: int = 0
    corrections: int = 0
    unchanged: int = 0
    left_over: Mapping[str, int] = field(default_factory=dict[str, int])
    last_row: int = 0
    people: int = 0
    people_batch: str = ""
    undone_by: str = ""
    people_undone_by: str = ""
    since: str = ""
    people_since: str = ""
    mapping: str = ""

    @property
    def id(self) -> bytes:
        """The batch id, 16 bytes."""
        return bytes.fromhex(self.batch)

    @property
    def actions(self) -> tuple[bytes, ...]:
        """The import, and what took it back and brought it back since: together they made what is here of it."""
        return _ids(self.batch, self.since)

    @property
    def people_actions(self) -> tuple[bytes, ...]:
        """As `actions`, of the people whom it made."""
        return _ids(self.people_batch, self.people_since)

    @property
    def left_something(self) -> bool:
        """Whether rows of it may be here: it was not taken back, and it was cut off or brought something in."""
        if self.state is State.UNDONE:
            return False
        return self.state is State.BEGUN or bool(self.records or self.drafts or self.corrections)


def _ids(first: str, since: str) -> tuple[bytes, ...]:
    return tuple(map(bytes.fromhex, f"{first} {since}".split()))


class Registry:
    """The imports of one project, newest first."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder

    def write(self, one: BroughtIn) -> None:
        """Keep it, in place of what was known of the same import."""
        whole: dict[str, Any] = {"version": _VERSION, **asdict(one), "left_over": dict(one.left_over)}
        text = json.dumps(whole, ensure_ascii=False, indent=1)
        self._folder.write(text.encode("utf-8", "replace"), FOLDER, f"{one.batch}.json")

    def get(self, batch: bytes) -> BroughtIn | None:
        """The import with that id."""
        name = f"{batch.hex()}.json"
        return self._read(name) if self._folder.exists(FOLDER, name) else None

    def all(self) -> list[BroughtIn]:
        """Every import that is known here, the newest first."""
        return sorted(self._known(), key=lambda one: (-one.started_ms, one.batch))

    def of_table(self, sha256: str, sheet: str | None = None) -> list[BroughtIn]:
        """The imports of the same bytes (and the same sheet, when one is named) that left something, newest first."""
        return [
            one
            for one in self.all()
            if one.sha256 == sha256 and sheet in (None, one.sheet) and one.left_something
        ]

    def change(self, batch: bytes, **changes: Any) -> None:
        """Keep something new about an import."""
        found = self.get(batch)
        if found is not None:
            self.write(replace(found, **changes))

    def _known(self) -> Iterator[BroughtIn]:
        for name in self._folder.names(FOLDER):
            found = self._read(name) if name.endswith(".json") else None
            if found is not None:
                yield found

    def _read(self, name: str) -> BroughtIn | None:
        """One file; None when it was damaged: an import is then not noticed when it comes again, and nothing else."""
        try:
            whole: dict[str, Any] = json.loads(self._folder.read(FOLDER, name))
            if whole.pop("version") != _VERSION:
                return None
            whole["state"] = State(whole["state"])
            return BroughtIn(**whole)
        except (OSError, ValueError, KeyError, TypeError):
            return None
