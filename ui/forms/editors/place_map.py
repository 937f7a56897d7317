"""The small map beside a place that was understood: it comes a moment after the words, and never keeps the form waiting."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme.theme import look

if TYPE_CHECKING:
    from ui.map.small import SmallMap

AFTER_MS = 120
WIDE, HIGH = 240, 150
BESIDE_FROM = 560
"""So wide (in px of the design) a field must be that a map fits beside its words."""


class Spot(NamedTuple):
    """A place in degrees (WGS 84), what its mark wears, and the radius within which it surely was."""

    latitude: float
    longitude: float
    letter: str = ""
    uncertainty_m: float = 0.0


class PlaceMap(QWidget):
    """The places that a text may mean; `pressed` when somebody clicks on it. Nothing to show, no map.

    Its room is kept at once, so that the paper does not jump; what draws it is loaded when the hand has rested.
    """

    pressed = Signal()

    def __init__(self, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._language = language
        self._spots: tuple[Spot, ...] = ()
        self._name = self._distance = ""
        self._is_joined = False
        self._drawn: SmallMap | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(AFTER_MS)
        self._soon.timeout.connect(self.load)
        look().changed.connect(self._on_look_changed)
        self._on_look_changed()

    def _on_look_changed(self) -> None:
        self.setFixedSize(look().px(WIDE), look().px(HIGH))

    @property
    def spots(self) -> tuple[Spot, ...]:
        """What is shown, or is about to be."""
        return self._spots

    def show_spots(
        self, spots: Sequence[Spot], name: str, distance: str = "", *, is_joined: bool = False
    ) -> None:
        """Show these places. `name` is said by screen readers; `is_joined` draws the way between them."""
        self._spots, self._name, self._distance = tuple(spots), name, distance
        self._is_joined = is_joined
        if self._spots:
            self._soon.start()

    @property
    def is_loaded(self) -> bool:
        """Whether there is a picture already."""
        return self._drawn is not None

    @property
    def shown(self) -> SmallMap:
        """The picture, made when first asked for."""
        from ui.map.small import SmallMap

        if self._drawn is None:
            self._drawn = SmallMap(language=self._language)
            self._drawn.setMinimumSize(1, 1)
            self._column.addWidget(self._drawn)
        return self._drawn

    def load(self) -> None:
        """Draw what is to be shown now."""
        from ui.map.small import Position

        self._soon.stop()
        positions = [Position(*spot) for spot in self._spots]
        self.shown.show_positions(
            positions, name=self._name, distance=self._distance, is_joined=self._is_joined
        )

    def mouseReleaseEvent(self, event: QMouseEvent, /) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.pressed.emit()
