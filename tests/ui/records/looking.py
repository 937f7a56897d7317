"""Looking into a page: what is inside a widget, what a signal told, what a photo would be."""

from __future__ import annotations

from io import BytesIO
from typing import TypeVar, cast

from PIL import Image
from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QWidget

Widget = TypeVar("Widget", bound=QWidget)


def inside(parent: QWidget, kind: type[Widget]) -> list[Widget]:
    """Every widget of a kind within another, those waiting to be deleted included."""
    return cast("list[Widget]", parent.findChildren(kind))  # pyright: ignore[reportUnknownMemberType]  (the stub leaves a type out)


class Told:
    """What a signal told, call by call."""

    def __init__(self, signal: SignalInstance) -> None:
        self.calls: list[tuple[object, ...]] = []
        signal.connect(self._on_told)

    def _on_told(self, *arguments: object) -> None:
        self.calls.append(arguments)

    @property
    def last(self) -> tuple[object, ...]:
        return self.calls[-1]


def small_photo() -> bytes:
    """The bytes of a JPEG."""
    out = BytesIO()
    Image.new("RGB", (400, 300), (120, 140, 120)).save(out, "JPEG")
    return out.getvalue()
