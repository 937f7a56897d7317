"""A founded project for every test of the store that wants one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.store.making import Laptop


@pytest.fixture
def laptop(tmp_path: Path) -> Iterator[Laptop]:
    """A project of one, closed at the end."""
    made = Laptop(tmp_path / "project")
    yield made
    made.close()
