"""A terminal in English before an empty project, and one before a project with somebody in its team."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from camifield.i18n import words
from tests.cli.terminal import WHO, Terminal


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The system speaks English, and what a test chose otherwise is forgotten after it."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANGUAGE", "en")
    yield
    words.use("en")


@pytest.fixture
def empty(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Terminal:
    """A terminal before a folder in which no project was ever begun."""
    return Terminal(tmp_path / "проект 1", capsys)


@pytest.fixture
def terminal(empty: Terminal) -> Terminal:
    """A terminal before a project with one person in its team."""
    assert empty("record", "person", f"name={WHO}", "role=ranger").code == 0
    return empty
