"""Where answers go: sentences for a person, or one JSON document for a program, and problems always to stderr."""

from __future__ import annotations

import io
import json
import shutil
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TextIO

from camifield.cli.columns import columns, width_of
from camifield.errors import Problem
from camifield.i18n import problems
from camifield.i18n.words import Words


class Outlet:
    """stdout and stderr of one call. With `is_json` nothing but one document ever goes to stdout."""

    def __init__(
        self, words: Words, *, is_json: bool, out: TextIO | None = None, err: TextIO | None = None
    ) -> None:
        self._words = words
        self.is_json = is_json
        self._out = out or sys.stdout
        self._err = err or sys.stderr
        self._shown = 0
        _make_forgiving(self._out, is_json=is_json)
        _make_forgiving(self._err, is_json=is_json)

    @property
    def is_watched(self) -> bool:
        """Whether a person sits there who may like to see how far the work is."""
        return not self.is_json and self._err.isatty()

    def say(self, *lines: str) -> None:
        """Lines for a person; a program is not told them."""
        if not self.is_json:
            self.show_progress("")
            for line in lines:
                print(line, file=self._out)

    def note(self, *lines: str) -> None:
        """Something beside the answer, to stderr; a program is not told it."""
        if not self.is_json:
            self.show_progress("")
            for line in lines:
                print(line, file=self._err, flush=True)

    def show_progress(self, line: str) -> None:
        """Replace the line of progress; an empty one takes it away. Blanks wipe it: not every terminal knows more."""
        if not self.is_watched or not (line or self._shown):
            return
        room = shutil.get_terminal_size().columns - 1
        shown = next(columns([(line,)], (room,)), "")
        print(f"\r{' ' * self._shown}\r{shown}", end="", file=self._err, flush=True)
        self._shown = width_of(shown)

    def give(self, document: object) -> None:
        """The one document of this call; a person is not shown it."""
        if self.is_json:
            json.dump(document, self._out, ensure_ascii=False, indent=1)
            self._out.write("\n")

    def give_long(self, head: Mapping[str, object], name: str, rows: Iterable[object]) -> None:
        """One document whose last member, a list of any length, is written while it is read."""
        if not self.is_json:
            return
        self._out.write(json.dumps(head, ensure_ascii=False)[:-1])
        self._out.write(f"{', ' if head else ''}{json.dumps(name)}: [")
        for number, row in enumerate(rows):
            self._out.write(",\n" if number else "\n")
            self._out.write(json.dumps(row, ensure_ascii=False))
        self._out.write("\n]}\n")

    def tell(self, problem: Problem, more: Mapping[str, object] | None = None) -> None:
        """A problem: what happened and what to do. A program gets `more` with it."""
        what, to_do = problems.what(problem, self._words), problems.what_to_do(problem, self._words)
        self.show_progress("")
        if not self.is_json:
            lines = filter(None, (what, self._place(problem, what), to_do))
            print(*lines, sep="\n", file=self._err, flush=True)
            return
        told: dict[str, object] = {"problem": problem.code, "what": what, "do": to_do}
        where = {
            name: value
            for name in ("file", "sheet", "row", "field")
            if (value := getattr(problem.where, name)) is not None
        }
        told |= {"where": where} if where else {}
        told |= {"parameters": problem.parameters} if problem.parameters else {}
        json.dump({**told, **(more or {})}, self._err, ensure_ascii=False)
        self._err.write("\n")
        self._err.flush()

    def _place(self, problem: Problem, what: str) -> str:
        """Where it was, as a line of its own; empty when the sentence names the file already."""
        where = problem.where
        if where.file is None or Path(where.file).name in what:
            return ""
        row = self._words.say("cli.where_row", row=where.row) if where.row is not None else ""
        return "  " + " · ".join(filter(None, (where.file, where.sheet, row)))


def _make_forgiving(stream: TextIO, *, is_json: bool) -> None:
    """JSON is UTF-8 everywhere; a sentence goes out in the terminal's own encoding, and a letter it lacks stops nothing."""
    if not isinstance(stream, io.TextIOWrapper):
        return
    if is_json:
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    else:
        stream.reconfigure(errors="replace")
