"""A draft as a value: what was typed so far, where it came from and what is missing, and its writing as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple, cast

from camifield.fields.values import Entry

TYPED, IMPORTED, WAYPOINT = "typed", "import", "waypoint"


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a draft came from. `how` is one of typed, import, waypoint, or a later word.

    An import gives its `batch` (16 bytes), the file and sheet as text, the row as the person counts it, and the
    cells as they were written, each with its heading. `facts` holds the rest, such as the name of a waypoint.
    """

    how: str = TYPED
    batch: bytes | None = None
    file: str = ""
    sheet: str = ""
    row: int | None = None
    cells: tuple[tuple[str, str], ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict[str, str])


class Missing(NamedTuple):
    """What a list says is still wanting: the code of a finding and the field it stands at."""

    code: str
    field: str


class Title(NamedTuple):
    """What a list calls a draft by: the code of the species, the locality and the date, each as typed or blank."""

    species: str = ""
    locality: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """One unfinished record. `id` (16 bytes) becomes the id of the record that is saved from it.

    `record` names the saved record that it edits, and `bases` the heads (hexadecimal) the edit began from.
    `author` is who types. Times are milliseconds since 1970; `discarded_ms` tells when it was thrown away.
    `turn` orders drafts by when they were last touched, whatever the clock said; `Drafts.keep` sets it.
    """

    id: bytes
    kind: str
    entries: Mapping[str, Entry]
    record: bytes | None = None
    bases: tuple[str, ...] = ()
    origin: Origin = field(default_factory=Origin)
    findings: tuple[Missing, ...] = ()
    title: Title = field(default_factory=Title)
    author: bytes = b""
    started_ms: int = 0
    touched_ms: int = 0
    discarded_ms: int | None = None
    turn: int = 0

    @property
    def saves_as(self) -> bytes:
        """The id of the record that a save of this draft writes to."""
        return self.record or self.id


COLUMNS = (
    *("id", "kind", "record", "bases", "entries", "origin", "findings", "species", "locality", "date_text"),
    *("author", "started_ms", "touched_ms", "discarded_ms", "turn", "batch"),
)
Row = tuple[Any, ...]


def row_of(draft: Draft) -> Row:
    """The cells of a draft in the order of `COLUMNS`, with every text made fit to be kept."""
    title = draft.title
    return (
        draft.id,
        whole_text(draft.kind),
        draft.record,
        " ".join(draft.bases),
        written(draft.entries),
        written(_origin_facts(draft.origin)),
        written([list(missing) for missing in draft.findings]),
        whole_text(title.species),
        whole_text(title.locality),
        whole_text(title.date),
        draft.author,
        draft.started_ms,
        draft.touched_ms,
        draft.discarded_ms,
        draft.turn,
        draft.origin.batch,
    )


def draft_of(row: Row) -> Draft:
    """The draft of a row in the order of `COLUMNS`. What a newer version added inside is passed over.

    A cell whose JSON was damaged on the disk reads as empty, so that one bad draft never hides the others.
    """
    origin: dict[str, Any] = _read(row[5], {})
    return Draft(
        id=row[0],
        kind=row[1],
        record=row[2],
        bases=tuple(row[3].split()),
        entries=_read(row[4], {}),
        origin=Origin(
            how=origin.get("how", TYPED),
            batch=row[15],
            file=origin.get("file", ""),
            sheet=origin.get("sheet", ""),
            row=origin.get("row"),
            cells=tuple((heading, text) for heading, text in origin.get("cells", ())),
            facts=origin.get("facts", {}),
        ),
        findings=tuple(Missing(*found[:2]) for found in _read(row[6], [])),
        title=Title(row[7], row[8], row[9]),
        author=row[10],
        started_ms=row[11],
        touched_ms=row[12],
        discarded_ms=row[13],
        turn=row[14],
    )


def as_kept(draft: Draft) -> Draft:
    """The draft as it will be read again: the same object unless a text in its entries cannot be kept."""
    if _is_keepable(_dumped(draft.entries)):
        return draft
    entries = _whole(draft.entries)
    return draft if entries == draft.entries else replace(draft, entries=entries)


def written(value: object) -> str:
    """JSON with every text made fit to be kept."""
    text = _dumped(value)
    return text if _is_keepable(text) else _dumped(_whole(value))


def whole_text(text: str) -> str:
    """The text without NUL; halves of a broken letter become the replacement sign, two that belong together are joined.

    A lone half comes from a paste that was cut in the middle of an emoji. Refusing it would lose what was typed.
    """
    if "\0" in text:
        text = text.replace("\0", "")
    try:
        text.encode()
    except UnicodeEncodeError:
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def _read(text: str, empty: Any) -> Any:
    try:
        found = json.loads(text)
    except ValueError:
        return empty
    return found if isinstance(found, type(empty)) else empty


def _origin_facts(origin: Origin) -> dict[str, object]:
    facts: dict[str, object] = {
        "how": origin.how,
        "file": origin.file,
        "sheet": origin.sheet,
        "row": origin.row,
        "cells": origin.cells,
        "facts": origin.facts,
    }
    return {name: value for name, value in facts.items() if value or value == 0}


def _dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"), default=_plain)


def _plain(value: object) -> object:
    if isinstance(value, Mapping):
        return dict(cast("Mapping[str, object]", value))
    if isinstance(value, Sequence) and not isinstance(value, bytes | bytearray):
        return list(cast("Sequence[object]", value))
    raise TypeError(f"no entry: {type(value).__name__}")


def _is_keepable(text: str) -> bool:
    if "\\u0000" in text:
        return False
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _whole(value: Any) -> Any:
    if isinstance(value, str):
        return whole_text(value)
    if isinstance(value, Mapping):
        pairs = cast("Mapping[str, object]", value).items()
        return {whole_text(name): _whole(one) for name, one in pairs}
    if isinstance(value, Sequence) and not isinstance(value, bytes | bytearray):
        return [_whole(one) for one in cast("Sequence[object]", value)]
    return value
