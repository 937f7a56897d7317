"""Pictures dropped or pasted anywhere on a page: files, folders, and what was copied out of another program."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from PySide6.QtCore import QBuffer, QEvent, QIODevice, QMimeData, QObject, Signal
from PySide6.QtGui import QDropEvent, QGuiApplication, QImage, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from shiboken6 import isValid

from camifield.commands.photos import Pasted, Source
from camifield.media.picking import is_picture_name

PASTED_NAME = "pasted.png"


class PictureDrop(QObject):
    """Makes `target` take pictures; `given` with what to bring in, files as paths and a pasted picture as `Pasted`.

    Text that is pasted where somebody types stays text.
    """

    given = Signal(list)

    def __init__(self, target: QWidget) -> None:
        super().__init__(target)
        self._target = target
        self._watched: QWidget | None = None
        target.setAcceptDrops(True)
        target.installEventFilter(self)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self.on_focus_changed)

    def on_focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:  # noqa: ARG002
        """Whoever types hears the keys first: what has the keyboard is watched for Ctrl+V."""
        if self._watched is not None and isValid(self._watched):
            self._watched.removeEventFilter(self)
        is_ours = new is not None and isValid(self._target) and self._target.isAncestorOf(new)
        self._watched = new if is_ours else None
        if self._watched is not None:
            self._watched.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        kind = event.type()
        if kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return event.matches(QKeySequence.StandardKey.Paste) and self._on_paste(watched)
        if watched is not self._target or not isinstance(event, QDropEvent):
            return False
        if kind in (QEvent.Type.DragEnter, QEvent.Type.DragMove):
            if not sources_of(event.mimeData()):
                return False
            event.acceptProposedAction()
            return True
        sources = sources_of(event.mimeData()) if kind == QEvent.Type.Drop else []
        if sources:
            event.acceptProposedAction()
            self.given.emit(sources)
        return bool(sources)

    def _on_paste(self, watched: QObject) -> bool:
        is_typing = isinstance(watched, QLineEdit | QPlainTextEdit)
        sources = sources_of(QGuiApplication.clipboard().mimeData(), is_typing=is_typing)
        if sources:
            self.given.emit(sources)
        return bool(sources)


def sources_of(mime: QMimeData, *, is_typing: bool = False) -> list[Source]:
    """The pictures of a drop or of the clipboard; none where it holds no picture, or text for somebody who is typing.

    Among files at least one must be a folder or be called as photos are: a bundle or a table is no business of ours.
    """
    paths = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
    if any(path.is_dir() or is_picture_name(path) for path in paths):
        return list(paths)
    if paths or not mime.hasImage() or (is_typing and mime.hasText()):
        return []
    image = cast("QImage", mime.imageData())
    return [Pasted(PASTED_NAME, lambda: _as_png(image))] if not image.isNull() else []


def _as_png(image: QImage) -> bytes:
    """The bytes of a PNG of what was copied; any thread may make them."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # pyright: ignore[reportCallIssue, reportArgumentType]  (the stub wants bytes for the format)
    return bytes(buffer.data().data())
