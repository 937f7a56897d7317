"""Where the keyboard stands on a page, so that it stands there again after the page was made anew."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import contextmanager

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid


def place_in(page: QWidget) -> int | None:
    """The place of the keyboard among the Tab stops of a page; None when it is somewhere else."""
    focused = QApplication.focusWidget()
    if focused is None or not page.isAncestorOf(focused):
        return None
    return next((place for place, stop in enumerate(_stops(page)) if stop is focused), None)


def stand_at(page: QWidget, place: int | None) -> None:
    """Put the keyboard at a place among the Tab stops; at the last one when there are fewer now."""
    stops = list(_stops(page))
    if place is not None and stops:
        stops[min(place, len(stops) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)


def _stops(page: QWidget) -> Iterator[QWidget]:
    """What Tab stops at inside a page, in its order."""
    widget = page.nextInFocusChain()
    while widget is not None and widget is not page:
        takes_tab = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if (
            takes_tab
            and widget.focusProxy() is None
            and widget.isVisibleTo(page)
            and page.isAncestorOf(widget)
        ):
            yield widget
        widget = widget.nextInFocusChain()


@contextmanager
def keyboard_kept(over: QWidget) -> Generator[None]:
    """Around a file dialog: afterwards the keyboard is where it was, in the window that asked.

    A window manager gives it back by itself; on a bare screen (a kiosk, a remote session) nobody does, and the
    window would hear no key until it is clicked.
    """
    before = QApplication.focusWidget()
    try:
        yield
    finally:
        over.window().activateWindow()
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
