"""Files that fall on a page, as a window manager lets them: they come in over it, and then are let go."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

COPY, LEFT, NONE = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def drop(page: QWidget, *paths: Path) -> bool:
    """Let files fall somewhere on a page; whether it would take them."""
    mime = QMimeData()
    urls = [QUrl.fromLocalFile(str(path)) for path in paths]
    mime.setUrls(urls)  # pyright: ignore[reportUnknownMemberType]  (the stub leaves a type out)
    entering = QDragEnterEvent(QPoint(20, 20), COPY, mime, LEFT, NONE)
    QApplication.sendEvent(page, entering)
    if not entering.isAccepted():
        return False
    QApplication.sendEvent(page, QDropEvent(QPointF(20, 20), COPY, mime, LEFT, NONE, QEvent.Type.Drop))
    return True
