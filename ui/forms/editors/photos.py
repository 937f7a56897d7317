"""Photos of a record: chosen or dropped, stored once by content, shown small."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, QStandardPaths, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QPixmap
from PySide6.QtWidgets import QFileDialog, QLabel, QWidget

from camifield.errors import Problem
from camifield.fields.values import Entry
from camifield.i18n import problems, words
from ui.forms.editors.editor import Editor, codes_of_entry
from ui.standing import keyboard_kept
from ui.theme.theme import look
from ui.widgets.button import Button
from ui.widgets.finding import FindingLine
from ui.widgets.flow import FlowLayout
from ui.widgets.layouts import Column

Store = Callable[[Path], str]
Thumbnail = Callable[[str], Path | None]
SIDE = (88, 64)
PICTURES = QStandardPaths.StandardLocation.PicturesLocation


class PhotosEditor(Editor):
    """`store` keeps a file and answers its hexadecimal name; `thumbnail` gives the small picture of one."""

    _folder = ""  # where the last photos came from; the next are likely beside them

    def __init__(self, name: str, store: Store, thumbnail: Thumbnail) -> None:
        super().__init__()
        self._store = store
        self._thumbnail = thumbnail
        self._photos: list[str] = []
        column = Column(self, gap=4)
        strip = QWidget()
        self._flow = FlowLayout(strip, gap=12, line_gap=8)
        self._pictures: list[QLabel] = []
        self.button = Button(words.say("form.add_photo"), icon="photo_new")
        self.button.setAccessibleName(name)
        self.button.clicked.connect(self._on_add)
        self._flow.addWidget(self.button)
        column.addWidget(strip)
        self._finding = FindingLine("error", "")
        self._finding.hide()
        column.addWidget(self._finding)
        self.setAcceptDrops(True)
        self.setFocusProxy(self.button)

    def _on_add(self) -> None:
        with keyboard_kept(self):
            names, _ = QFileDialog.getOpenFileNames(
                self,
                words.say("form.add_photo"),
                self._folder or QStandardPaths.writableLocation(PICTURES),
                words.say("form.photo_files")
                + " (*.jpg *.jpeg *.png *.webp *.gif *.heic *.JPG *.JPEG *.PNG *.HEIC)",
            )
        if names:
            PhotosEditor._folder = str(Path(names[0]).parent)
        self.add([Path(name) for name in names])

    def add(self, paths: list[Path]) -> None:
        """Store each file; one that is no picture is said, and the rest go on."""
        self._finding.hide()
        for path in paths:
            try:
                photo = self._store(path)
            except Problem as problem:
                self._finding.show_finding("error", problems.sentence(problem, words.present()))
                self._finding.show()
                continue
            if photo not in self._photos:
                self._photos.append(photo)
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        self._flow.removeWidget(self.button)
        for picture in self._pictures:
            self._flow.removeWidget(picture)
            picture.deleteLater()
        self._pictures = []
        size = QSize(look().px(SIDE[0]), look().px(SIDE[1]))
        for photo in self._photos:
            label = QLabel(self)
            label.setFixedSize(size)
            label.setAccessibleName(words.say("photos.attached", count=1))
            path = self._thumbnail(photo)
            if path is not None:
                picture = QPixmap(str(path))
                wide = Qt.AspectRatioMode.KeepAspectRatioByExpanding
                label.setPixmap(picture.scaled(size, wide, Qt.TransformationMode.SmoothTransformation))
            else:
                label.setText(words.say("form.photo_without_picture"))
                label.setAlignment(Qt.AlignmentFlag.AlignCenter)
                label.setWordWrap(True)
            self._flow.addWidget(label)
            self._pictures.append(label)
        self._flow.addWidget(self.button)

    def entry(self) -> Entry:
        return list(self._photos)

    def set_entry(self, entry: Entry) -> None:
        photos = codes_of_entry(entry)
        if photos != self._photos:
            self._photos = photos
            self._show()

    def dragEnterEvent(self, event: QDragEnterEvent, /) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent, /) -> None:
        self.add([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])
