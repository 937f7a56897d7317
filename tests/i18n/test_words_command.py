"""The maintainers' command: it finds what is missing in a catalogue, and compiles it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import words


@pytest.fixture(name="checkout")
def a_checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small source with the real catalogues, which a test may break."""
    source = tmp_path / "camifield"
    source.mkdir()
    (source / "page.py").write_text('say("about.title")\n', "utf-8")
    shutil.copytree(words.FOLDER, tmp_path / "i18n")
    monkeypatch.setattr(words, "CHECKOUT", tmp_path)
    monkeypatch.setattr(words, "SOURCES", (source,))
    monkeypatch.setattr(words, "FOLDER", tmp_path / "i18n")
    return tmp_path


def told(*arguments: str) -> tuple[int, list[str]]:
    """The exit code of the command and its lines."""
    lines: list[str] = []
    return words.main(arguments, lines.append), lines


def test_a_whole_catalogue_is_good(checkout: Path) -> None:
    """Nothing to do is said in one line, with exit code 0."""
    assert told("--check") == (0, ["Nothing is missing."])


def po(checkout: Path, language: str) -> Path:
    """The texts of a language."""
    return checkout / "i18n" / language / "LC_MESSAGES" / "camifield.po"


def test_a_key_without_a_text_is_named_with_its_line(checkout: Path) -> None:
    """Whoever adds a word finds where it is said; both branches of a choice, and keys with a changing part."""
    (checkout / "camifield" / "page.py").write_text(
        'say("about.title")\nwords.say("nowhere.one" if x else "about.title")\nsay(f"nowhere.{x}")\nsay(f"kind.{x}")\n'
        'say(key)\n"say(nowhere.two)"\n',
        "utf-8",
    )
    code, lines = told("--check")
    assert code == 1
    assert lines == [
        "camifield/page.py:2: no text for nowhere.one", "camifield/page.py:3: no text for nowhere.…", "2 missing",
    ]  # fmt: skip


def test_a_language_that_lacks_a_text_or_a_place_is_told(checkout: Path) -> None:
    """A translation that fell behind is seen before a person sees it."""
    russian = po(checkout, "ru")
    text = russian.read_text("utf-8")
    text = text.replace(
        'msgid "about.count"\nmsgstr "Записей: {kind}"', 'msgid "about.count"\nmsgstr "Записей: {вид}"'
    )
    text = text.replace('msgid "about.blank"\n', 'msgid "about.nothing"\n')
    russian.write_text(text, "utf-8")
    code, lines = told("--check")
    assert code == 1
    assert sorted(lines) == [
        "4 missing",
        "ru: about.count has the places ['вид'], English ['kind']",
        "ru: about.nothing is in no English catalogue",
        "ru: camifield.mo is not made from camifield.po",
        "ru: no text for about.blank",
    ]


def test_compiling_makes_the_program_speak_the_new_text(checkout: Path) -> None:
    """After the command, gettext reads what the .po says; a second run has nothing to do."""
    import gettext

    english = po(checkout, "en")
    text = english.read_text("utf-8")
    english.write_text(
        text.replace('msgid "about.title"\nmsgstr "About"', 'msgid "about.title"\nmsgstr "About this"'),
        "utf-8",
    )
    assert told() == (0, ["compiled: en", "Nothing is missing."])
    assert gettext.translation("camifield", checkout / "i18n", ["en"]).gettext("about.title") == "About this"
    assert told() == (0, ["Nothing is missing."])


def test_codes_are_found_where_they_are_written_down(checkout: Path) -> None:
    """Literal, by a choice, through a name, through a function of the same file, and in a problem's own class."""
    (checkout / "camifield" / "page.py").write_text(
        'raise Problem("one", where=1)\n'
        'code = "two" if x else "three"\n'
        "raise Problem(code)\n"
        'def refuse(what): raise Problem(what)\nrefuse("four")\n'
        'class Odd(Problem):\n    def __init__(self):\n        super().__init__("five")\n'
        'class Other(Exception):\n    def __init__(self):\n        super().__init__("six")\n'
        'raise Problem(reason or "seven")\nraise Problem(f"eight-{x}")\n',
        "utf-8",
    )
    found = sorted(one.key.replace(words.ANYTHING, "…") for one in words.codes("Problem"))
    assert found == sorted(["one", "two", "three", "four", "five", "seven", "eight-…"])
