"""Photos that fall on Today: their page stands over it until they are drafts, or until the person goes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QStackedWidget, QWidget

from camifield.changes import Changes
from camifield.i18n import words
from ui.after_paint import later

if TYPE_CHECKING:
    from ui.photos.page import PhotosPage
    from ui.window import Window

WATCH_AFTER_MS = 50


class PhotosOverToday(QObject):
    """`page` is there while photos wait to become drafts."""

    def __init__(self, window: Window, stack: QStackedWidget) -> None:
        super().__init__(window)
        self._window = window
        self._stack = stack
        self.page: QWidget | None = None

    def watch(self, today: QWidget) -> None:
        """Let Today take pictures, once it is painted: the first paint does not wait for what takes them."""
        later(WATCH_AFTER_MS, today, lambda: self._watch(today))

    def _watch(self, today: QWidget) -> None:
        from ui.widgets.picture_drop import PictureDrop

        PictureDrop(today).given.connect(self.take)

    def take(self, sources: list[object]) -> None:
        """Bring these in on the page of photos."""
        page = self._open()
        page.add(sources)  # pyright: ignore[reportArgumentType]  (a signal carries plain lists)

    def go_on(self) -> None:
        """Go on with the photos that came before and were not described."""
        self._open().take_up()

    def _open(self) -> PhotosPage:
        from ui.photos.page import PhotosPage

        if not isinstance(self.page, PhotosPage):
            self.put_away()
            page = self.page = PhotosPage(self._window.desk)
            page.closed.connect(self._on_closed)
            page.made.connect(self._on_made)
            self._stack.addWidget(page)
        self._window.show_page("today")
        return self.page

    def put_away(self) -> None:
        """Take the page off; photos that came stay in the project."""
        page, self.page = self.page, None
        if page is not None:
            from ui.photos.page import PhotosPage

            if isinstance(page, PhotosPage):
                page.end()
            self._stack.removeWidget(page)
            page.hide()
            page.deleteLater()

    def _on_closed(self) -> None:
        self.put_away()
        self._window.today.refresh()  # what was not described waits there
        self._window.show_page("today")

    def _on_made(self, drafts: list[bytes], changes: Changes) -> None:
        self.put_away()
        self._window.desk.tell(changes)
        self._window.show_page("today")
        if len(drafts) == 1:
            self._window.go_on(drafts[0])
            return
        self._window.today.notice.tell(
            words.say("photos.drafts_made", count=len(drafts)), undo=lambda: self._undo(drafts)
        )

    def _undo(self, drafts: list[bytes]) -> None:
        from camifield.commands.drafting import discard_many

        self._window.desk.tell(discard_many(self._window.desk.project, drafts))
