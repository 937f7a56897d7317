"""The catalogue: every word a person reads, found by its key in the language of the moment.

Keys stand in the code (``words.say("today.unfinished")``), texts in `resources/i18n/<language>/LC_MESSAGES`.
English is complete; a language that lacks a text shows the English one.
"""

from __future__ import annotations

import gettext
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from camifield import resources

DOMAIN = "camifield"
FALLBACK = "en"


class Language(NamedTuple):
    """A language of the window: its code, its own name, and whether a native reader has approved it."""

    code: str
    name: str
    is_approved: bool = True


LANGUAGES = (
    Language("en", "English"),
    Language("ru", "Русский"),
    Language("mn", "Монгол", is_approved=False),
)


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    found = gettext.translation(DOMAIN, resources.path("i18n"), languages=[language], fallback=True)
    if language != FALLBACK:
        found.add_fallback(_English())
    return found


class _English(gettext.NullTranslations):
    """What stands behind every language, read when a text is missing: hardly ever, and never before the first paint."""

    def gettext(self, message: str) -> str:
        return _catalogue(FALLBACK).gettext(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return _catalogue(FALLBACK).ngettext(msgid1, msgid2, n)


class Words:
    """The texts of one language."""

    def __init__(self, language: str = FALLBACK) -> None:
        self.language = language

    def say(self, key: str, /, **parameters: object) -> str:
        """The text of `key`; named places are filled from `parameters`, and `count` chooses the plural.

        An unknown key is shown as it is: a missing word must never stop a save.
        """
        catalogue = _catalogue(self.language)
        text = key
        count = parameters.get("count")
        if isinstance(count, int):
            text = catalogue.ngettext(key, key, count)
        if text == key:
            text = catalogue.gettext(key)
        if not parameters:
            return text
        try:
            return text.format_map(_Forgiving(parameters))
        except (ValueError, IndexError, KeyError):
            return text

    def has(self, key: str) -> bool:
        """Whether this language, or English behind it, has a text for the key."""
        return self.say(key) != key


class _Forgiving(dict[str, object]):
    """Parameters in which a missing name stays visible instead of failing."""

    def __init__(self, known: Mapping[str, object]) -> None:
        super().__init__(known)

    def __missing__(self, key: str) -> str:
        return "{" + key + "}"


_present = Words()


def use(language: str) -> None:
    """Choose the language of the window from now on."""
    _present.language = language


def language() -> str:
    """The code of the window's present language."""
    return _present.language


def present() -> Words:
    """The window's words, for those who take words as a parameter."""
    return _present


def say(key: str, /, **parameters: object) -> str:
    """The text of a key in the window's present language. See `Words.say`."""
    return _present.say(key, **parameters)


def has(key: str) -> bool:
    """Whether the catalogue knows the key."""
    return _present.has(key)


def best_language(wished: str | None) -> str:
    """The shipped language nearest to a locale name such as ``ru_KZ``; English when none is."""
    short = (wished or "").replace("-", "_").split("_")[0].lower()
    return short if any(known.code == short for known in LANGUAGES) else FALLBACK
