"""Names every test that did not run, with its reason, and lets nothing but one reason pass on the checking machine.

A skipped test protects nobody, and a count of skips tells nobody what is unprotected. The one thing that a clean
clone cannot have is the folder of the client's own files beside it; tests that read it skip with exactly that reason.
"""

from __future__ import annotations

import os
from collections.abc import Iterable

import pytest

ALLOWED_REASON = "../shared is absent"
KINDS_OF_SKIP = ("skipped", "xfailed")


def reason_of(report: pytest.TestReport | pytest.CollectReport) -> str:
    """The reason that a test or a whole file gave for not running (or for being expected to fail)."""
    expected: str | None = getattr(report, "wasxfail", None)
    if expected is not None:
        return f"expected to fail: {expected.removeprefix('reason: ')}"
    if isinstance(report.longrepr, tuple):
        return report.longrepr[2].removeprefix("Skipped: ").strip()
    return str(report.longrepr)


def lines_of(skips: Iterable[tuple[str, str]]) -> list[str]:
    """The report: reasons in order, under each the tests that gave it. `skips` holds pairs of test and reason."""
    by_reason: dict[str, set[str]] = {}
    for test, reason in skips:
        by_reason.setdefault(reason, set()).add(test)
    lines: list[str] = []
    for reason, names in sorted(by_reason.items()):
        lines.append(f"{len(names)} did not run: {reason}")
        lines.extend(f"    {name}" for name in sorted(names))
    return lines


def is_strict() -> bool:
    """Whether this is the checking machine, which has everything that the tests need."""
    return os.environ.get("CI", "").lower() in {"1", "true", "yes"}


class NamedSkips:
    """Gathers the skips of one run, from every worker."""

    def __init__(self) -> None:
        self.found: list[tuple[str, str]] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.skipped:
            self.found.append((report.nodeid, reason_of(report)))

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.skipped:
            self.found.append((report.nodeid, reason_of(report)))

    def refused(self) -> list[tuple[str, str]]:
        """The skips that shut the gate on the checking machine."""
        return [skip for skip in self.found if skip[1] != ALLOWED_REASON] if is_strict() else []

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if session.exitstatus == pytest.ExitCode.OK and self.refused():
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        if self.found:
            terminalreporter.section("every test that did not run, and why")
            for line in lines_of(self.found):
                terminalreporter.line(line)
        if self.refused():
            terminalreporter.line(
                f"On the checking machine only one reason is allowed: {ALLOWED_REASON}", red=True
            )


def pytest_configure(config: pytest.Config) -> None:
    """Gather in the process that reports, not in the workers, which have no terminal."""
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(NamedSkips(), "named-skips")
