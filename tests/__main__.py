"""The gate: every check the project has, in one command, `python -m tests`. All of them run even when one fails.

What is wrong is printed where it is found; the table at the end says which checks are at fault. Every test that did
not run is named with its reason. Where `CI=true`, a test may be skipped for one reason only: see `skips`.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Check:
    """One step of the gate: what a person calls it, and the command as arguments of this Python."""

    name: str
    arguments: tuple[str, ...]
    is_quick: bool = True


@dataclass(frozen=True)
class Outcome:
    """How a check ended: its name, its exit code (0 is good) and how long it took."""

    name: str
    code: int
    seconds: float


LINT_IMPORTS = "from importlinter.cli import lint_imports_command; lint_imports_command()"

CHECKS = (
    Check("format", ("-m", "ruff", "format", "--check", "--quiet", ".")),
    Check("ruff", ("-m", "ruff", "check", "--quiet", ".")),
    Check("floors", ("-c", LINT_IMPORTS, "--no-logo")),
    Check("types", ("-m", "pyright"), is_quick=False),
)


def tests(*, quick: bool, more: Sequence[str]) -> Check:
    """The tests, on every core, with warnings as errors and every skip named."""
    left_out = ("-m", "not slow") if quick else ()
    arguments = ("-m", "pytest", "-n", "auto", "-W", "error", "-p", "tests.skips", *left_out, *more)
    return Check("tests", arguments)


def surroundings() -> dict[str, str]:
    """Our environment variables, and what keeps the checks from asking the internet for newer versions of themselves."""
    return {**os.environ, "PYRIGHT_PYTHON_IGNORE_WARNINGS": "1"}


def perform(check: Check, environment: Mapping[str, str]) -> Outcome:
    """Run one check to its end, its output going where ours goes."""
    print(f"\n=== {check.name}", flush=True)
    began = time.monotonic()
    code = subprocess.call([sys.executable, *check.arguments], cwd=CHECKOUT, env=environment)
    return Outcome(check.name, code, time.monotonic() - began)


def table(outcomes: Sequence[Outcome]) -> str:
    """One line a check: its name, whether it is good, and its time."""
    return "\n".join(
        f"  {outcome.name:<8}{'FAILED' if outcome.code else 'good':<8}{outcome.seconds:7.1f} s"
        for outcome in outcomes
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the gate; returns 1 when any check failed. Arguments it does not know are pytest's."""
    parser = argparse.ArgumentParser(prog="python -m tests", description="Run every check of the project.")
    parser.add_argument("--quick", action="store_true", help="leave out the types and the tests marked slow")
    known, more = parser.parse_known_args(arguments)
    quick: bool = known.quick
    checks = [check for check in CHECKS if check.is_quick or not quick]
    environment = surroundings()
    outcomes = [perform(check, environment) for check in [*checks, tests(quick=quick, more=more)]]
    print(f"\n{table(outcomes)}")
    if quick:
        print("  --quick left out: types, and the tests marked slow")
    failed = [outcome.name for outcome in outcomes if outcome.code]
    print(f"The gate is {'shut: ' + ', '.join(failed) if failed else 'open.'}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
