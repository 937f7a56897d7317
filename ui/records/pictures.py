"""The photos of a record: small ones in a row, made beside the window, and one at a time as large as the window."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from camifield.i18n import words
from camifield.progress import Progress
from camifield.queries.photos import LARGE, SMALL, picture
from ui.desk import Desk
from ui.theme.theme import look
from ui.widgets import strokes
from ui.widgets.asking import Answer, Asking
from ui.widgets.flow import FlowLayout
from ui.widgets.picture_button import PictureButton


class PictureRow(QWidget):
    """The photos of one record, in lines."""

    def __init__(self, desk: Desk, photos: Sequence[bytes], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        flow = FlowLayout(self)
        self.buttons: list[PictureButton] = []
        for number, photo in enumerate(photos, 1):
            button = PictureButton(words.say("records.photo", number=number, count=len(photos)), self)
            button.clicked.connect(partial(self._show_large, photo))
            flow.addWidget(button)
            self.buttons.append(button)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        project = desk.project

        def make(progress: Progress) -> list[Path | None]:
            made: list[Path | None] = []
            for number, photo in enumerate(photos):
                progress.step(number, len(photos))
                made.append(picture(project, photo, SMALL))
            return made

        desk.read(make, self).done.connect(self._on_made)

    def _on_made(self, paths: list[Path | None]) -> None:
        for button, path in zip(self.buttons, paths, strict=True):
            button.show_picture(path)
            button.setEnabled(button.has_picture)

    def _show_large(self, photo: bytes) -> None:
        project = self._desk.project
        self._desk.read(lambda _progress: picture(project, photo, LARGE), self).done.connect(self._on_large)

    def _on_large(self, path: Path | None) -> None:
        if path is not None:
            answers = (Answer("close", words.say("records.close"), "accent"),)
            Asking(self, words.say("records.photo_large"), "", answers, escape="close", content=_Large(path))


class _Large(QWidget):
    """One photo, as large as there is room for."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._pixmap = QPixmap(str(path))
        self.setAccessibleName(words.say("records.photo_large"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        return QSize(look().px(504), look().px(400))

    def paintEvent(self, event: QPaintEvent, /) -> None:  # noqa: ARG002
        painter = strokes.start(self)
        painter.setRenderHint(painter.RenderHint.SmoothPixmapTransform)
        size = self._pixmap.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        rect = QRectF(0, 0, size.width(), size.height())
        rect.moveCenter(QRectF(self.rect()).center())
        painter.drawPixmap(rect, self._pixmap, QRectF(self._pixmap.rect()))
        painter.end()
