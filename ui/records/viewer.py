"""One photo of a record as large as the window: from one to the next by the arrows, with what it says of itself."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeyEvent, QPaintEvent, QPixmap
from PySide6.QtWidgets import QApplication, QFileDialog, QSizePolicy, QWidget

from camifield.commands.photos import save_copy
from camifield.errors import Problem
from camifield.i18n import problems, words
from camifield.progress import Progress
from camifield.queries.photos import LARGE, PhotoTold, copy_name, photos_told, picture
from camifield.queries.telling import BETWEEN
from ui.desk import Desk
from ui.standing import keyboard_kept
from ui.theme.theme import look, shade
from ui.widgets import strokes
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.finding import FindingLine
from ui.widgets.flow import FlowLayout
from ui.widgets.layouts import Column
from ui.widgets.showing import show_only_if
from ui.widgets.text import Text

MARGIN = 24


class PictureViewer(QWidget):
    """Over the whole window. Left and Right go on, Escape closes; `closed` then, and the keyboard is where it was."""

    closed = Signal()

    def __init__(self, over: QWidget, desk: Desk, photos: Sequence[bytes], at: int) -> None:
        super().__init__(over.window())
        self._desk = desk
        self._photos = list(photos)
        self.at = at
        self._before = QApplication.focusWidget()
        self._told: dict[bytes, PhotoTold] = photos_told(desk.project, self._photos, desk.words)
        self._copy: Path | None = None
        self.setAccessibleName(words.say("records.photo_large"))
        card = Card(gap=8)
        column = Column(self, gap=0, sides=(MARGIN, MARGIN, MARGIN, MARGIN))
        column.addWidget(card)
        self.large = _Large()
        card.body.addWidget(self.large, 1)
        self.says = Text("", "body")
        self.clocks = FindingLine("warning", "")
        self.clocks.hide()
        self.copied = FindingLine("ok", "")
        self.copied.hide()
        self.copied.acted.connect(self._on_open_folder)
        for line in (self.says, self.clocks, self.copied):
            card.body.addWidget(line)
        card.body.addWidget(self._make_foot())
        self.window().installEventFilter(self)
        self.setGeometry(self.window().rect())
        self.raise_()
        self.show()
        self.close_button.setFocus(Qt.FocusReason.PopupFocusReason)
        self.show_photo(at)

    def _make_foot(self) -> QWidget:
        foot = QWidget()
        flow = FlowLayout(foot, gap=12)
        self.before_button = Button(words.say("records.photo_before"), icon="back")
        self.next_button = Button(words.say("records.photo_next"), icon="forward")
        self.count = Text("", "help", tone="ink2", is_wrapped=False)
        self.save_button = Button(words.say("records.save_copy"), icon="save")
        self.close_button = Button(words.say("records.close"), "accent")
        self.before_button.clicked.connect(lambda: self.show_photo(self.at - 1))
        self.next_button.clicked.connect(lambda: self.show_photo(self.at + 1))
        self.save_button.clicked.connect(self._on_save)
        self.close_button.clicked.connect(self.end)
        for widget in (self.before_button, self.next_button, self.count):
            show_only_if(widget, len(self._photos) > 1)
            flow.addWidget(widget)
        flow.add_spring()
        flow.addWidget(self.save_button)
        flow.addWidget(self.close_button)
        for button in (self.before_button, self.next_button, self.save_button, self.close_button):
            button.installEventFilter(self)  # a button of Qt takes the arrows for itself
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        foot.setSizePolicy(policy)
        return foot

    def show_photo(self, at: int) -> None:
        """Show another photo of the record; past the ends nothing happens."""
        if not 0 <= at < len(self._photos):
            return
        self.at = at
        photo, project = self._photos[at], self._desk.project
        self.count.setText(words.say("kit.done_of", done=at + 1, total=len(self._photos)))
        self.before_button.setEnabled(at > 0)
        self.next_button.setEnabled(at < len(self._photos) - 1)
        self.copied.hide()
        told = self._told.get(photo)
        said = BETWEEN.join(filter(None, (told.when, told.where, told.camera))) if told else ""
        name = told.name if told else ""
        self.says.setText(
            words.say("photos.says", name=name, said=said or words.say("photos.says_nothing"))
            if told
            else words.say("records.photo_elsewhere")
        )
        self.clocks.show_finding("warning", told.clocks if told else "")
        self.clocks.setVisible(bool(told and told.clocks))
        self.save_button.setEnabled(told is not None)
        self.large.wait(self.says.text())

        def read(_progress: Progress) -> tuple[int, Path | None]:
            return at, picture(project, photo, LARGE)

        self._desk.read(read, self).done.connect(self._on_read)

    def _on_read(self, found: tuple[int, Path | None]) -> None:
        at, path = found
        if at == self.at:  # somebody may have gone on meanwhile
            self.large.show_picture(path)

    def _on_save(self) -> None:
        photo = self._photos[self.at]
        folder = self._desk.project.settings.export_folder or str(Path.home())
        offered = str(Path(folder) / copy_name(self._desk.project, photo))
        with keyboard_kept(self):
            chosen, _ = QFileDialog.getSaveFileName(self, words.say("records.save_copy"), offered)
        if chosen:
            self.save(Path(chosen))

    def save(self, path: Path) -> None:
        """Write the original to a path, byte by byte, and say where it is."""
        try:
            save_copy(self._desk.project, self._photos[self.at], path)
        except Problem as problem:
            self.copied.show_finding("error", problems.sentence(problem, words.present()))
        else:
            self._copy = path
            sentence = words.say("records.copy_saved", file=path.name)
            self.copied.show_finding("ok", sentence, words.say("handover.open_folder"))
        self.copied.show()

    def _on_open_folder(self) -> None:
        if self._copy is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._copy.parent)))

    def end(self) -> None:
        """Close, with the keyboard where it was."""
        self.window().removeEventFilter(self)
        self.hide()
        before = self._before
        if before is not None and before.isVisible():
            before.setFocus(Qt.FocusReason.PopupFocusReason)
        self.closed.emit()
        self.deleteLater()

    def event(self, event: QEvent, /) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()  # no shortcut of the window below works through it
            return True
        return super().event(event)

    def focusNextPrevChild(self, forward: bool, /) -> bool:  # noqa: FBT001
        """Tab stays on this card: what lies below it is not to be reached."""
        buttons = (
            self.before_button,
            self.next_button,
            self.copied.action,
            self.save_button,
            self.close_button,
        )
        stops = [one for one in buttons if one.isEnabled() and one.isVisibleTo(self)]
        here = next((place for place, one in enumerate(stops) if one.hasFocus()), -1)
        stops[(here + (1 if forward else -1)) % len(stops)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        if watched is self.window() and event.type() == QEvent.Type.Resize:
            self.setGeometry(self.window().rect())
        elif event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._step(event):
            self.show_photo(self.at + self._step(event))
            return True
        return False

    def _step(self, event: QKeyEvent) -> int:
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()), 0)
        return -step if self.isRightToLeft() else step

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.end()
        elif self._step(event):
            self.show_photo(self.at + self._step(event))
        event.accept()

    def paintEvent(self, event: QPaintEvent, /) -> None:  # noqa: ARG002
        painter = strokes.start(self)
        veil = shade(look().colours.scrim).toRgb()
        veil.setAlphaF(0.75)
        painter.fillRect(QRectF(self.rect()), veil)
        painter.end()


class _Large(QWidget):
    """One photo, as large as there is room for."""

    def __init__(self) -> None:
        super().__init__()
        self._pixmap = QPixmap()
        self._words = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def wait(self, told: str) -> None:
        """Nothing yet; `told` is what a screen reader says of the one that comes."""
        self._pixmap, self._words = QPixmap(), words.say("records.photo_coming")
        self.setAccessibleName(told)
        self.update()

    def show_picture(self, path: Path | None) -> None:
        """The photo, or that it cannot be shown here."""
        self._pixmap = QPixmap(str(path)) if path is not None else QPixmap()
        self._words = words.say("form.photo_without_picture") if self._pixmap.isNull() else ""
        self.update()

    @property
    def has_picture(self) -> bool:
        return not self._pixmap.isNull()

    def sizeHint(self) -> QSize:
        return QSize(look().px(504), look().px(400))

    def paintEvent(self, event: QPaintEvent, /) -> None:  # noqa: ARG002
        painter = strokes.start(self)
        if self._pixmap.isNull():
            ink = shade(look().colours.ink2)
            strokes.write(painter, QRectF(self.rect()), self._words, "body", ink, side="center")
        else:
            painter.setRenderHint(painter.RenderHint.SmoothPixmapTransform)
            size = self._pixmap.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
            rect = QRectF(0, 0, size.width(), size.height())
            rect.moveCenter(QRectF(self.rect()).center())
            painter.drawPixmap(rect, self._pixmap, QRectF(self._pixmap.rect()))
        painter.end()
