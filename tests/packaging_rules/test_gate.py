"""Protects the gate itself: it fails when a check fails, and it names every test that did not run."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import __main__ as gate
from tests.skips import ALLOWED_REASON

CHECKOUT = Path(__file__).resolve().parents[2]


def run_tests(folder: Path, text: str, *, ci: bool, workers: int) -> subprocess.CompletedProcess[str]:
    """Run the tests in `text` as the gate does; returns the finished process with its output."""
    folder.joinpath("test_it.py").write_text(text, encoding="utf-8")
    folder.joinpath("pytest.ini").write_text("[pytest]\n", encoding="utf-8")
    surroundings = {**os.environ, "PYTHONPATH": str(CHECKOUT), "CI": "true" if ci else ""}
    command = [sys.executable, "-m", "pytest", "-n", str(workers), "-W", "error", "-p", "tests.skips", "."]
    return subprocess.run(
        command, cwd=folder, env=surroundings, capture_output=True, encoding="utf-8", check=False
    )


SKIPS = """
import pytest

@pytest.mark.skipif(True, reason={reason!r})
def test_one(): ...

@pytest.mark.parametrize("n", [1, 2])
def test_two(n):
    pytest.skip({reason!r})

def test_good(): ...
"""


@pytest.mark.parametrize("workers", [0, 2])
def test_every_skip_is_named_with_its_reason(tmp_path: Path, workers: int) -> None:
    """Nobody should have to guess what was not tested, with one process or with many."""
    done = run_tests(tmp_path, SKIPS.format(reason="no LibreOffice"), ci=False, workers=workers)
    assert done.returncode == 0
    for line in (
        "3 did not run: no LibreOffice",
        "test_it.py::test_one",
        "test_it.py::test_two[1]",
        "test_two[2]",
    ):
        assert line in done.stdout
    assert "1 passed, 3 skipped" in done.stdout.splitlines()[-1]


@pytest.mark.parametrize("workers", [0, 2])
def test_a_whole_file_that_skips_is_named_too(tmp_path: Path, workers: int) -> None:
    """A file that skips while it is being read would otherwise vanish with all its tests."""
    text = "import pytest\npytest.skip('no Xvfb', allow_module_level=True)\n"
    done = run_tests(tmp_path, text, ci=False, workers=workers)
    assert "1 did not run: no Xvfb" in done.stdout
    assert done.returncode != 0  # nothing at all was tested


@pytest.mark.parametrize(("reason", "code"), [("no LibreOffice", 1), (ALLOWED_REASON, 0)])
def test_the_checking_machine_allows_one_reason(tmp_path: Path, reason: str, code: int) -> None:
    """The machine that has everything may miss only the client's folder; any other skip shuts the gate."""
    assert run_tests(tmp_path, SKIPS.format(reason=reason), ci=True, workers=2).returncode == code


def test_an_expected_failure_counts_as_a_test_that_did_not_run(tmp_path: Path) -> None:
    """Marking a broken thing as expected to break must not open the gate."""
    text = "import pytest\n@pytest.mark.xfail(reason='later')\ndef test_x(): assert 0\ndef test_y(): ...\n"
    done = run_tests(tmp_path, text, ci=True, workers=0)
    assert "expected to fail: later" in done.stdout
    assert done.returncode == 1


def test_a_warning_is_an_error(tmp_path: Path) -> None:
    """A warning today is what breaks with the next version of a library."""
    text = "import warnings\ndef test_w(): warnings.warn('old')\n"
    assert run_tests(tmp_path, text, ci=False, workers=0).returncode == 1


def test_all_checks_run_although_one_fails(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """Whoever waits for the gate gets everything that is wrong at once."""
    checks = (
        gate.Check("first", ("-c", "raise SystemExit(3)")),
        gate.Check("second", ("-c", "print('ran')")),
    )
    monkeypatch.setattr(gate, "CHECKS", checks)

    def no_tests(*, quick: bool, more: list[str]) -> gate.Check:
        return gate.Check("tests", ("-c", f"print({more!r}, {quick!r})"))

    monkeypatch.setattr(gate, "tests", no_tests)
    assert gate.main(["--quick", "-k", "one"]) == 1
    said = capfd.readouterr().out
    assert "ran" in said
    assert "['-k', 'one'] True" in said
    assert "The gate is shut: first" in said


def test_only_names_fail_the_gate_that_failed() -> None:
    """A good check says so, with its time, so that a slow one is seen."""
    said = gate.table([gate.Outcome("types", 0, 12.34), gate.Outcome("tests", 1, 3)])
    assert said.splitlines() == ["  types   good       12.3 s", "  tests   FAILED      3.0 s"]
