"""Every reason that a reader gives has its sentence, in every language of the window."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from camifield.i18n.words import LANGUAGES, Words

CAMIFIELD = Path(__file__).resolve().parents[3] / "camifield"
MADE_OF_PIECES = {"latitude-out-of-range", "longitude-out-of-range", "is-latitude", "is-longitude"}
NOTES = {"longitude-came-first", "decimal-mark-restored", "outside-range-states"}


def _reasons() -> set[str]:
    """The codes that stand in the readers' sources, where they are raised or put into a reading."""
    found = MADE_OF_PIECES | NOTES
    for room in ("geo", "fields/reading"):
        for path in (CAMIFIELD / room).glob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call):
                    found.update(_codes_of(node))
    return found - {""}


def _codes_of(call: ast.Call) -> Iterator[str]:
    name = call.func.id if isinstance(call.func, ast.Name) else ""
    places = call.args[:1] if name in ("Refused", "NoDate") else []
    places += [keyword.value for keyword in call.keywords if keyword.arg == "reason"]
    for place in places:
        values = (place.body, place.orelse) if isinstance(place, ast.IfExp) else (place,)
        yield from (
            one.value for one in values if isinstance(one, ast.Constant) and isinstance(one.value, str)
        )


@pytest.mark.parametrize("language", [language.code for language in LANGUAGES])
def test_every_reason_has_a_sentence(language: str) -> None:
    """A person never meets a bare code: what is wrong and what to do is said in the window's own language."""
    words, english = Words(language), Words("en")
    reasons = _reasons()
    assert len(reasons) > 40
    missing = {code for code in reasons if not words.has(f"finding.{code}")}
    assert missing == set()
    if language != "en":
        same = {code for code in reasons if words.say(f"finding.{code}") == english.say(f"finding.{code}")}
        assert same == set()
