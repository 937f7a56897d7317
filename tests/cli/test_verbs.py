"""The verbs teach: none of them is without words, examples that work, and the meaning of its exit codes."""

from __future__ import annotations

import gettext
import re
import shlex
from pathlib import Path

import pytest

from camifield import resources
from camifield.cli.aliases import ALIASES, KINDS
from camifield.cli.arguments import ARGUMENTS, TABLE_KINDS
from camifield.cli.main import main, top_parser
from camifield.cli.parsing import verb_parser
from camifield.cli.verbs import VERBS, run_of, verb_of
from camifield.formats.mapping import proposing
from camifield.i18n.words import LANGUAGES, Words
from camifield.kinds.catalogue import kinds
from camifield.kinds.names import EVENT_KINDS, PLACED_KINDS
from camifield.revisions.authority import DECIDED_KINDS

CODES = [language.code for language in LANGUAGES]
SOURCES = sorted(Path(run_of("list").__globals__["__file__"]).parent.glob("*.py"))
FEWEST_EXAMPLES = 2


def catalogue(language: str) -> gettext.NullTranslations:
    """One language alone, without the English behind it."""
    return gettext.translation("camifield", resources.path("i18n"), languages=[language])


def is_said(language: str, key: str) -> bool:
    """Whether the language itself has a text for the key."""
    found = catalogue(language)
    return key != found.gettext(key) or key != found.ngettext(key, key, 1)


@pytest.mark.parametrize("language", CODES)
@pytest.mark.parametrize("verb", VERBS)
def test_verb_is_documented(verb: str, language: str) -> None:
    """A verb without a summary, a usage, an explanation, examples and exit codes in every language is not finished."""
    for part in ("summary", "usage", "more", "examples", "codes"):
        assert is_said(language, f"cli.{verb}.{part}"), f"{language}: cli.{verb}.{part}"


def test_every_verb_has_arguments_and_a_job() -> None:
    """The list of verbs, what they take and what they do never drift apart."""
    assert list(ARGUMENTS) == list(VERBS)
    assert all(callable(run_of(verb)) for verb in VERBS)


def examples(verb: str, language: str) -> list[list[str]]:
    """The example commands of a verb, each as its arguments."""
    lines = Words(language).say(f"cli.{verb}.examples").splitlines()
    commands = [line.strip() for line in lines if not line.strip().startswith("#")]
    return [shlex.split(command) for command in commands]


@pytest.mark.parametrize("language", CODES)
@pytest.mark.parametrize("verb", VERBS)
def test_examples_are_understood(verb: str, language: str) -> None:
    """An example that the program itself would refuse teaches the wrong thing."""
    found = examples(verb, language)
    assert len(found) >= (1 if verb == "sample" else FEWEST_EXAMPLES)
    for program, *given in found:
        name, arguments = verb_of(given[0], given[1:])
        assert (program, name) == ("camifield", verb)
        parser = verb_parser(verb, Words(language))
        ARGUMENTS[verb](parser)
        parser.add_common()
        parser.parse_intermixed_args(arguments)


@pytest.mark.parametrize("language", CODES)
@pytest.mark.parametrize("verb", VERBS)
def test_help_holds_the_words(verb: str, language: str, capsys: pytest.CaptureFixture[str]) -> None:
    """--help is printed whole in every language: no key instead of a text, no place left unfilled."""
    assert main([*verb.split(), "--help", "--language", language]) == 0
    told = capsys.readouterr().out
    assert Words(language).say(f"cli.{verb}.summary") in told
    assert not re.findall(r"\bcli\.[a-z_.]+|\{[a-z_]+\}", told.replace("{en,ru,mn}", ""))


def test_top_help_tells_of_every_verb() -> None:
    """Whoever types `camifield --help` learns of every verb."""
    told = top_parser(Words()).format_help()
    assert all(f"  {verb} " in told for verb in VERBS)
    assert "CAMIFIELD_PROJECT" in told


@pytest.mark.parametrize("language", CODES)
def test_every_key_in_the_code_has_its_text(language: str) -> None:
    """A key that stands in the code and in no catalogue would be shown to a person as it is."""
    text = "\n".join(path.read_text("utf-8") for path in SOURCES)
    keys = set(re.findall(r'"((?:cli|records|handover)\.[a-z_]+(?:\.[a-z_-]+)*)"', text))
    keys |= {f"cli.option.{key}" for key in re.findall(r'help_key="([a-z_.]+)"', text)}
    keys |= {f"cli.arg.{key}" for key in re.findall(r'metavar="([a-z_]+)"', text)}
    keys |= {f"cli.answer.{key}" for key in re.findall(r'NotAnAnswer\(\s*"([a-z-]+)"', text)}
    keys |= {f"problem.{key}" for key in re.findall(r'Problem\("([a-z-]+)"', text)}
    assert len(keys) > 150
    assert [key for key in sorted(keys) if not is_said(language, key)] == []


def test_lists_of_kinds_are_the_catalogues() -> None:
    """The light lists that help is made from name the same kinds as the declarations, which are slow to read."""
    assert tuple(KINDS) == tuple(name for name in kinds() if name not in DECIDED_KINDS)
    assert set(EVENT_KINDS) <= set(kinds())
    assert set(PLACED_KINDS) <= set(EVENT_KINDS)
    assert TABLE_KINDS == proposing.KINDS


def test_short_names_lead_to_fields_and_hide_none() -> None:
    """A short name stands for a field or repeat that exists, and never takes the place of a permanent name."""
    for kind, short in ALIASES.items():
        declared = kinds()[kind]
        known = {*declared.fields, *declared.repeats}
        assert set(short.values()) <= known, kind
        assert not set(short) & known, kind
