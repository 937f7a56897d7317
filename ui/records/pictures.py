"""The photos of a record: small ones in a row, made beside the window; pressed, one shows as large as the window."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QSizePolicy, QWidget

from camifield.i18n import words
from camifield.progress import Progress
from camifield.queries.photos import SMALL, picture
from ui.desk import Desk
from ui.records.viewer import PictureViewer
from ui.widgets.flow import FlowLayout
from ui.widgets.picture_button import PictureButton


class PictureRow(QWidget):
    """The photos of one record, in lines."""

    def __init__(self, desk: Desk, photos: Sequence[bytes], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._photos = list(photos)
        flow = FlowLayout(self)
        self.buttons: list[PictureButton] = []
        for number in range(len(photos)):
            button = PictureButton(words.say("records.photo", number=number + 1, count=len(photos)), self)
            button.clicked.connect(partial(self._show_large, number))
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

    def _show_large(self, at: int, *_: object) -> None:
        PictureViewer(self, self._desk, self._photos, at)
