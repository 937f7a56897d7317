"""What a message weighs: its icon, its tone and its word for screen readers, never by colour alone."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from camifield.i18n import words

Severity = Literal["error", "warning", "question", "ok", "told"]
ICONS: Mapping[Severity, str] = MappingProxyType(
    {"error": "error", "warning": "warning", "question": "question", "ok": "checked", "told": "info"}
)


def spoken(severity: Severity, sentence: str) -> str:
    """The sentence as a screen reader says it, with its weight before it where it has one."""
    if severity in ("ok", "told"):
        return sentence
    return words.say(f"kit.spoken_{severity}", sentence=sentence)
