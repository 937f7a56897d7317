"""The page of known places stands over Settings, until the person goes back or elsewhere."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QStackedWidget, QWidget

if TYPE_CHECKING:
    from ui.window import Window


class PlacesOverSettings(QObject):
    """`open` shows the page; `over` says what stands over the page of a key."""

    def __init__(self, window: Window, stack: QStackedWidget) -> None:
        super().__init__(window)
        self._window = window
        self._stack = stack
        self.page: QWidget | None = None

    def open(self) -> None:
        """Show the known places."""
        from ui.places.page import PlacesPage

        if self.page is None:
            window = self._window
            page = self.page = PlacesPage(window.desk)
            page.add.connect(window.begin)
            page.edit.connect(window.correct)
            page.look_at.connect(partial(window.ask, "map", "look_at_place"))
            page.closed.connect(self._on_closed)
            self._stack.addWidget(page)
        self._window.show_page("settings")
        assert isinstance(self.page, PlacesPage)
        self.page.begin()

    def over(self, key: str) -> QWidget | None:
        """The page while Settings are shown; somewhere else it is not come back to."""
        if key != "settings":
            self.put_away()
        return self.page

    def put_away(self) -> None:
        """Take the page off."""
        page, self.page = self.page, None
        if page is not None:
            self._stack.removeWidget(page)
            page.hide()
            page.deleteLater()

    def _on_closed(self) -> None:
        self.put_away()
        self._window.show_page("settings")
