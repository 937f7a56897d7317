"""Imports in words: when, what came of them, and how they stand. No Qt."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from camifield.commands.importing.registry import BroughtIn
from camifield.i18n.words import Words
from camifield.i18n.writing import date_text, whole_text
from camifield.project.project import Project

if TYPE_CHECKING:
    from camifield.commands.importing.running import Imported


def day_words(project: Project, milliseconds: int, words: Words) -> str:
    """The local day of a moment, as the language writes it."""
    moment = datetime.fromtimestamp(milliseconds / 1000, UTC) + project.clock.local_offset()
    return date_text(moment.date().isoformat(), words.language)


def earlier_line(project: Project, one: BroughtIn, words: Words) -> str:
    """When the same sheet was brought in, and what came of it."""
    return words.say(
        "import.earlier", day=day_words(project, one.started_ms, words), what=what_came(one, words)
    )


def what_came(one: BroughtIn | Imported, words: Words) -> str:
    """Records, corrections and drafts of an import, in words."""
    numbers = (("records", one.records), ("corrections", one.corrections), ("drafts", one.drafts))
    parts = [
        words.say(f"import.came.{name}", count=number, number=whole_text(number, words.language))
        for name, number in numbers
        if number
    ]
    return words.say("title.list_mark").join(parts) or words.say("import.came.nothing")
