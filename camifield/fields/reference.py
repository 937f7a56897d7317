"""A pointer to another record: a person, a known place, a patrol; one or several."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from camifield.fields.field import BLANK, Answer, Asking, Field, cleaned
from camifield.fields.findings import Finding, Suggestion, error
from camifield.fields.values import Cell, Entry, Value

_HEX = re.compile(r"[0-9a-f]{32}")
_BETWEEN = re.compile(r"\s*[;,\n]\s*")


@dataclass(frozen=True, kw_only=True)
class Reference(Field):
    """The id (16 bytes) of a record of the kind `to`. Entries are its hexadecimal id, or a name that is looked up."""

    to: str

    editor: ClassVar[str] = "reference"

    def read(self, entry: Entry, at: str, asking: Asking) -> Answer:
        text = cleaned(entry)
        if not text:
            return BLANK
        found, answer = self._one(text, at, asking)
        return Answer(found) if found else answer

    def _one(self, text: str, at: str, asking: Asking) -> tuple[bytes | None, Answer]:
        if _HEX.fullmatch(text):
            return bytes.fromhex(text), BLANK
        found = asking.find(self.to, text)
        if len(found) == 1:
            return found[0], BLANK
        perhaps = found or asking.near(self.to, text)
        offers = tuple(Suggestion({at: one.hex()}, asking.name(self.to, one)) for one in perhaps[:3])
        code = "several-of-that-name" if found else f"no-such-{self.to}"
        return None, Answer(None, (error(code, at, *offers, text=text),))

    def entry(self, value: Value) -> Entry:
        return value.hex() if isinstance(value, bytes) else str(value)

    def text(self, value: Value, asking: Asking) -> str:
        return asking.name(self.to, value) if isinstance(value, bytes) else str(value)

    def value(self, cell: Cell) -> Value | None:
        return cell if isinstance(cell, bytes) else None


@dataclass(frozen=True, kw_only=True)
class References(Reference):
    """Several records of one kind, each once, in the order given."""

    editor: ClassVar[str] = "references"

    def read(self, entry: Entry, at: str, asking: Asking) -> Answer:
        parts: Sequence[str] = (
            _BETWEEN.split(cleaned(entry)) if isinstance(entry, str) else [str(part) for part in entry or ()]
        )
        kept: dict[bytes, None] = {}
        findings: list[Finding] = []
        for part in filter(None, (cleaned(part) for part in parts)):
            found, answer = self._one(part, at, asking)
            if found:
                kept[found] = None
            findings.extend(answer.findings)
        return Answer(list(kept) or None, tuple(findings))

    def entry(self, value: Value) -> Entry:
        return [one.hex() for one in _ids(value)]

    def text(self, value: Value, asking: Asking) -> str:
        return "; ".join(asking.name(self.to, one) for one in _ids(value))

    def column(self, value: Value) -> Cell:
        return " ".join(one.hex() for one in _ids(value))

    def value(self, cell: Cell) -> Value | None:
        return [bytes.fromhex(part) for part in str(cell).split()] if cell else None


@dataclass(frozen=True, kw_only=True)
class Photos(Field):
    """Pictures kept by content: the SHA-256 (32 bytes) of each, in the order they were attached."""

    editor: ClassVar[str] = "photos"

    def read(self, entry: Entry, at: str, asking: Asking) -> Answer:
        del asking
        parts = entry.split() if isinstance(entry, str) else [str(part) for part in entry or ()]
        kept: dict[bytes, None] = {}
        for part in parts:
            try:
                digest = bytes.fromhex(part)
            except ValueError:
                digest = b""
            if len(digest) != 32:
                return Answer(None, (error("not-a-photo", at, text=part[:80]),))
            kept[digest] = None
        return Answer(list(kept) or None)

    def entry(self, value: Value) -> Entry:
        return [one.hex() for one in _ids(value)]

    def text(self, value: Value, asking: Asking) -> str:
        return asking.words.say("photos.attached", count=len(_ids(value)))

    def column(self, value: Value) -> Cell:
        return " ".join(one.hex() for one in _ids(value))

    def value(self, cell: Cell) -> Value | None:
        return [bytes.fromhex(part) for part in str(cell).split()] if cell else None


def _ids(value: Value) -> list[bytes]:
    if isinstance(value, str | bytes | int):
        return [value] if isinstance(value, bytes) else []
    return [one for one in value if isinstance(one, bytes)]
