"""A real project, a desk, and the plainest dress for every test of the Exchange page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from camifield.project.project import Project
from tests.making import make_project
from tests.ui.exchange.making import dress
from ui.desk import Desk


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """A real project with two people, in Kyrgyzstan."""
    made = make_project(tmp_path)
    yield made
    made.close()


@pytest.fixture
def desk(qapp: QApplication, project: Project) -> Iterator[Desk]:
    """A desk over the project; its workers end with the test."""
    del qapp
    dress()
    made = Desk(project)
    yield made
    made.close()
