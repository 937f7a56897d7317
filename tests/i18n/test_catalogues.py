"""The catalogues: every word that the source says is there in every language, with the same places, and compiled."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

import words  # packaging/words.py, the maintainers' command
from camifield.i18n.words import LANGUAGES

ENGLISH = words.texts("en")


def test_the_command_and_the_program_speak_of_the_same_languages() -> None:
    """A language that the window offers and nobody compiles would be English."""
    assert set(words.LANGUAGES) == {one.code for one in LANGUAGES}


def test_every_key_in_the_source_has_a_text() -> None:
    """A person never reads a key: everything that `say` is called with is in the English catalogue."""
    unknown = [f"{one.path.name}:{one.line} {one.key!r}" for one in words.said() if not one.is_in(ENGLISH)]
    assert unknown == []


@pytest.mark.parametrize("language", words.LANGUAGES[1:])
def test_every_language_has_every_text(language: str) -> None:
    """Nothing falls back to English in the middle of a Russian page, and nothing is there that English has not got."""
    texts = words.texts(language)
    assert set(texts) == set(ENGLISH)
    assert [key for key, found in texts.items() if not all(text.strip() for text in found)] == []


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_the_compiled_catalogue_is_what_the_texts_say(language: str) -> None:
    """The program reads the .mo: a text that was mended in the .po only would never be seen."""
    assert list(words.stale()) == []
    assert (words.FOLDER / language / "LC_MESSAGES" / "camifield.mo").read_bytes() == words.compiled(language)


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_named_places_are_the_same_in_every_language(language: str) -> None:
    """A place that a translation lost takes the number out of the sentence; one that it misspelt shows its braces."""

    def places(found: tuple[str, ...]) -> frozenset[str]:
        return frozenset[str]().union(*map(words.names_in, found))

    different = {
        key: (sorted(places(found)), sorted(places(ENGLISH[key])))
        for key, found in words.texts(language).items()
        if places(found) != places(ENGLISH[key])
    }
    assert different == {}


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_every_text_can_be_filled(language: str) -> None:
    """A brace that is not closed, or a name with a space in it, is shown to a person as it stands."""
    for key, found in words.texts(language).items():
        for text in found:
            assert all(name.isidentifier() for name in words.names_in(text)), key
            text.format_map(dict.fromkeys(words.names_in(text), 1))


@pytest.mark.parametrize(("language", "forms"), [("en", 2), ("ru", 3), ("mn", 2)])
def test_texts_that_count_have_all_forms(language: str, forms: int) -> None:
    """ "2 записей" is no Russian; every text with a plural has one for each number that the language tells apart."""
    several = {key: found for key, found in words.texts(language).items() if len(found) > 1}
    assert {len(found) for found in several.values()} == {forms}
    assert set(several) == {key for key, found in ENGLISH.items() if len(found) > 1}


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_every_problem_says_what_happened_and_what_to_do(language: str) -> None:
    """Whatever is raised in the source: a code alone helps nobody."""
    texts = words.texts(language)
    raised = list(words.codes("Problem"))
    assert len({one.key for one in raised}) > 60
    silent = {
        f"{one.path.name}:{one.line} {key}"
        for one in raised
        for key in (f"problem.{one.key}", f"problem.{one.key}.do")
        if not words.Said(one.path, one.line, key).is_in(texts)
    }
    assert silent == set()


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_every_finding_has_its_sentence(language: str) -> None:
    """A mark at a field without a word beside it cannot be mended."""
    texts = words.texts(language)
    found = [one for one in words.codes("error", "warning", "Finding") if _is_of_fields(one.path)]
    assert len({one.key for one in found}) > 40
    assert [
        one.key for one in found if not words.Said(one.path, one.line, f"finding.{one.key}").is_in(texts)
    ] == []


def _is_of_fields(path: Path) -> bool:
    """Whether findings of this file are shown at fields (the store's check has faults of its own)."""
    return {"fields", "kinds", "mapping", "importing"} & set(path.parts) != set()


def test_no_text_is_said_twice_by_mistake() -> None:
    """One key, one text: a catalogue with a key twice shows whichever came last."""
    for language in words.LANGUAGES:
        keys = Counter(
            re.findall(
                r'^msgid "(.+)"$',
                (words.FOLDER / language / "LC_MESSAGES" / "camifield.po").read_text("utf-8"),
                re.MULTILINE,
            )
        )
        assert [key for key, times in keys.items() if times > 1] == []
