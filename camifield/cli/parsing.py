"""Reading the command line with help that teaches, in the person's language, and mistakes told as Problems."""

from __future__ import annotations

import argparse
import re
import shutil
import textwrap
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any, NoReturn

from camifield.errors import Problem
from camifield.i18n.words import LANGUAGES, Words

PROGRAM = "camifield"
USUAL_WAIT_S = 5
_WIDEST, _NARROWEST = 110, 60

# What argparse says, and the words that say it in the person's language.
_SAYINGS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern, re.DOTALL), f"cli.use.{key}")
    for pattern, key in (
        (r"the following arguments are required: (?P<names>.+)", "required"),
        (r"unrecognized arguments: (?P<text>.+)", "unrecognized"),
        (r"argument (?P<name>[^:]+): invalid choice: (?P<text>.+) \(choose from (?P<choices>.+)\)", "choice"),
        (r"argument (?P<name>[^:]+): expected .+", "expected"),
        (r"argument (?P<name>[^:]+): invalid \w+ value: (?P<text>.+)", "value"),
        (r"argument (?P<name>[^:]+): not allowed with argument (?P<other>.+)", "together"),
        (r"one of the arguments (?P<names>.+) is required", "one_of"),
        (r"ambiguous option: (?P<text>\S+) could match (?P<choices>.+)", "ambiguous"),
        (r"argument (?P<name>[^:]+): ignored explicit argument (?P<text>.+)", "no_value"),
    )
)


class WrongUse(Problem):
    """The command itself was wrong: nothing was done, and the help of that verb says how it is meant."""

    def __init__(self, detail: str, verb: str = "") -> None:
        command = " ".join(filter(None, (PROGRAM, verb)))
        super().__init__("wrong-use", parameters={"detail": detail, "command": command})


class Formatter(argparse.HelpFormatter):
    """Help in paragraphs; lines that begin with two spaces, such as examples, stay as they were written."""

    def __init__(self, prog: str, words: Words) -> None:
        columns = shutil.get_terminal_size((_WIDEST - 10, 24)).columns
        super().__init__(prog, max_help_position=30, width=min(max(columns - 2, _NARROWEST), _WIDEST))
        self._words = words

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(
            usage, actions, groups, self._words.say("cli.usage") + " " if prefix is None else prefix
        )

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        filled = (
            block
            if block.startswith("  ") or "\n  " in block
            else textwrap.fill(block, width, initial_indent=indent, subsequent_indent=indent)
            for block in text.split("\n\n")
        )
        return "\n\n".join(filled)


class Parser(argparse.ArgumentParser):
    """An ArgumentParser that answers a wrong use with a Problem, and whose help is in the person's words."""

    def __init__(self, verb: str, words: Words, *, usage: str, description: str, epilog: str) -> None:
        super().__init__(
            prog=" ".join(filter(None, (PROGRAM, verb))),
            usage=usage,
            description=description,
            epilog=epilog,
            formatter_class=partial(Formatter, words=words),
            add_help=False,
            allow_abbrev=False,
        )
        self._verb = verb
        self.words = words
        self._groups: dict[str, Callable[..., argparse.Action]] = {}

    def add(self, *names: str, help_key: str, group: str = "own", metavar: str = "", **more: Any) -> None:
        """Add an argument: `help_key` and `metavar` are looked up under ``cli.option.`` and ``cli.arg.``, `group` under ``cli.group.``."""
        if group not in self._groups:
            self._groups[group] = self.add_argument_group(self.words.say(f"cli.group.{group}")).add_argument
        if metavar:
            more["metavar"] = self.words.say(f"cli.arg.{metavar}")
        # An option that was not given leaves no trace, so that one before the verb is not overruled by none behind it.
        if names[0].startswith("-"):
            more.setdefault("default", argparse.SUPPRESS)
        self._groups[group](*names, help=self.words.say(f"cli.option.{help_key}").replace("%", "%%"), **more)

    def add_common(self, help_action: str = "help") -> None:
        """What every verb takes, and what may as well stand before it."""
        codes = [language.code for language in LANGUAGES]
        self.add("--project", help_key="help.project", group="common", metavar="folder")
        self.add("--json", help_key="help.json", group="common", action="store_true")
        self.add("--language", help_key="help.language", group="common", choices=codes)
        self.add("-h", "--help", help_key="help.help", group="common", action=help_action)

    def add_verb(self) -> None:
        """The verb, everything behind it as it is, and what can be asked without one."""
        self.add("--version", help_key="help.version", group="common", action="store_true")
        self.add_argument("verb", nargs="?", help=argparse.SUPPRESS)
        self.add_argument("rest", nargs=argparse.REMAINDER, help=argparse.SUPPRESS)

    def add_wait(self) -> None:
        """For verbs that write: how long another window may keep them waiting."""
        self.add("--wait", help_key="help.wait", group="common", type=whole_number, metavar="seconds")

    def error(self, message: str) -> NoReturn:
        raise WrongUse(in_words(message, self.words), self._verb)


def verb_parser(verb: str, words: Words) -> Parser:
    """The parser of one verb, without its own arguments."""
    examples = f"{words.say('cli.examples')}\n{words.say(f'cli.{verb}.examples')}"
    return Parser(
        verb,
        words,
        usage=words.say(f"cli.{verb}.usage"),
        description=f"{words.say(f'cli.{verb}.summary')}\n\n{words.say(f'cli.{verb}.more')}",
        epilog=f"{examples}\n\n{words.say('cli.codes_title')}\n{words.say(f'cli.{verb}.codes')}",
    )


def whole_number(text: str) -> int:
    """A whole number, zero or more. Raises ValueError."""
    number = int(text)
    if number < 0:
        raise ValueError(text)
    return number


def in_words(message: str, words: Words) -> str:
    """argparse's English sentence in the person's language; as it is when it says something unforeseen."""
    for pattern, key in _SAYINGS:
        found = pattern.fullmatch(message)
        if found is not None:
            return words.say(key, **{name: _plain(text) for name, text in found.groupdict().items()})
    return message


def _plain(text: str) -> str:
    """A list of choices without Python's quotes."""
    return text.replace("'", "")


def nearest(text: str, known: Sequence[str]) -> str:
    """The word that was probably meant; empty when none is near."""
    from difflib import get_close_matches

    return next(iter(get_close_matches(text.casefold(), known, 1, 0.6)), "")
