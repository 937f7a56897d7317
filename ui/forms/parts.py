"""What the paper of a form is put together from: sections with their rows, each made when it is first in sight."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.forms.layouts.layout import Row as RowOf
from ui.forms.layouts.layout import Section
from ui.forms.row import RowWidget
from ui.widgets.fold import FoldRow


@dataclass
class Place:
    """Where a row stands; its widget is made when it is first asked and in sight."""

    row: RowOf
    widget: RowWidget | None = None


@dataclass
class Part:
    """A section on the page: `widget` is all of it, `column` holds its rows, after its title where it has one."""

    section: Section
    widget: QWidget
    column: QVBoxLayout
    fold: FoldRow | None
    places: list[Place] = field(default_factory=list[Place])

    @property
    def is_in_sight(self) -> bool:
        return self.fold is None or self.fold.is_open

    def rows(self) -> Iterator[RowWidget]:
        """The rows that are made, in order."""
        return (place.widget for place in self.places if place.widget is not None)
