"""Every test here begins in the light theme at scale 1, whatever the one before it chose."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from ui.theme.theme import look


@pytest.fixture(autouse=True)
def light(qapp: QApplication) -> Iterator[QApplication]:
    """The program in its plainest dress."""
    look().apply(qapp, "light")
    yield qapp
    look().apply(qapp, "light")
