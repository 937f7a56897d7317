"""Outputs that many rely on change only when somebody has read the change."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.approve import approve
from tests.approved.outputs import COMMAND, FOLDER, OUTPUTS


@pytest.mark.parametrize("name", OUTPUTS)
def test_the_output_is_the_approved_one(name: str) -> None:
    """A column that is renamed, a type that is another, a label that went: seen as a diff before anybody gets the file."""
    approved = (FOLDER / name).read_text("utf-8")
    made = OUTPUTS[name]()
    different = [line for line in made.splitlines() if line not in set(approved.splitlines())]
    assert made == approved, f"{name} changed. Read the diff after `{COMMAND}`. New lines: {different[:10]}"


def test_approving_writes_what_was_made_and_says_what_changed(tmp_path: Path) -> None:
    """The command is the one way in, and a second run changes nothing."""
    folder = tmp_path
    assert approve(folder) == list(OUTPUTS)
    assert approve(folder) == []
    (folder / "schema.sql").write_text("old", "utf-8")
    assert approve(folder) == ["schema.sql"]
