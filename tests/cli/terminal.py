"""A terminal for tests: calls the program in this process or in one of its own, and keeps what it answered."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from camifield.cli.main import main

CHECKOUT = Path(__file__).resolve().parents[2]
WHO = "Aibek U."


@dataclass(frozen=True)
class Answer:
    """The exit code, and what stood on stdout and stderr."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one document on stdout."""
        return json.loads(self.out)

    @property
    def problem(self) -> Any:
        """The problem on stderr, as --json tells it."""
        return json.loads(self.err)


class Terminal:
    """Says `camifield --project … <arguments>` and answers with what came back."""

    def __init__(self, project: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.project = project
        self._capsys = capsys

    def __call__(self, *arguments: str) -> Answer:
        """Call the program in this process."""
        self._capsys.readouterr()
        code = main(["--project", str(self.project), *arguments])
        found = self._capsys.readouterr()
        return Answer(code, found.out, found.err)

    def at(self, project: Path) -> Terminal:
        """The same terminal before another project."""
        return Terminal(project, self._capsys)

    def json(self, *arguments: str) -> Any:
        """The document of a call with --json; it must have ended well."""
        answer = self(*arguments, "--json")
        assert answer.code in (0, 3), answer.err
        return answer.json

    def sighting(self, *arguments: str, json: bool = True) -> Answer:
        """Record a sighting that has nothing wrong with it, but for what the arguments say otherwise."""
        usual = {
            "date": "14.03.2024",
            "who": WHO,
            "species": "SNL",
            "locality": "Upper Kyzyl-Suu",
            "how": "saw",
            "sure": "possible",
        }
        given = {one.partition("=")[0] for one in arguments if "=" in one}
        answers = [f"{name}={text}" for name, text in usual.items() if name not in given]
        return self("record", "sighting", *answers, *arguments, *(["--json"] if json else []))


def environment(**more: str) -> dict[str, str]:
    """The environment of a process of its own: this one's, in English, in UTF-8."""
    return {**os.environ, "LANGUAGE": "en", "PYTHONPATH": str(CHECKOUT), "PYTHONUTF8": "0", **more}


def in_own_process(*arguments: str, stdin: str = "", **more: str) -> Answer:
    """Call the program in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "camifield.cli.main", *arguments],
        input=stdin.encode(),
        capture_output=True,
        env=environment(**more),
        check=False,
        timeout=120,
    )
    return Answer(done.returncode, done.stdout.decode(), done.stderr.decode())
