"""The map in the light theme at scale 1, in English."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from camifield.i18n import words
from ui.theme.theme import look


@pytest.fixture(autouse=True)
def light(qapp: QApplication) -> Iterator[QApplication]:
    """The program in its plainest dress, before and after."""
    words.use("en")
    look().apply(qapp, "light")
    yield qapp
    look().apply(qapp, "light")
