"""What Qt hands a delegate, with the fields that PySide's stubs leave out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, cast

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget

Index = QModelIndex | QPersistentModelIndex


class _Fields(Protocol):
    rect: QRect
    state: QStyle.StateFlag
    widget: QWidget | None


@dataclass(frozen=True, slots=True)
class Item:
    """One cell to paint: where, in what state, in which view."""

    rect: QRectF
    is_chosen: bool
    is_enabled: bool
    view: QWidget | None


def read(option: QStyleOptionViewItem) -> Item:
    """The fields of a style option."""
    fields = cast("_Fields", option)
    return Item(
        rect=QRectF(fields.rect),
        is_chosen=bool(fields.state & QStyle.StateFlag.State_Selected),
        is_enabled=bool(fields.state & QStyle.StateFlag.State_Enabled),
        view=fields.widget,
    )
