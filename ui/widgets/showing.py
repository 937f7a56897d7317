"""Hide what is not wanted without ever turning a part that has no parent yet into a window of its own."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


def show_only_if(widget: QWidget, wanted: bool, /) -> None:  # noqa: FBT001
    """Show or hide. Before a widget has its place, showing it would flash it as a window and take the keyboard."""
    if not wanted:
        widget.hide()
    elif widget.parentWidget() is not None:
        widget.show()
