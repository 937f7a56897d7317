"""One group of photos as a card: when and where, the photos, and how to join it with another or split it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from camifield.commands.photos import thumbnail
from camifield.i18n import words
from ui.photos.presenter import PhotosPresenter
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.flow import FlowLayout
from ui.widgets.layouts import Column
from ui.widgets.picture_button import PictureButton
from ui.widgets.showing import show_only_if
from ui.widgets.text import Text, tip


class GroupCard(Card):
    """`joined`, `split` and `left_out` are wishes; the last two with the chosen photo."""

    joined = Signal()
    split = Signal(bytes)
    left_out = Signal(bytes)

    def __init__(self, presenter: PhotosPresenter, place: int) -> None:
        super().__init__(gap=8)
        self.setAccessibleName(presenter.title(place))
        lines = Column(gap=2)
        lines.addWidget(Text(presenter.title(place), "row_title"))
        lines.addWidget(Text(presenter.second(place), "help", tone="ink2"))
        self.body.addLayout(lines)
        strip = QWidget()
        flow = FlowLayout(strip, gap=8)
        self._digests = [shot.digest for shot in presenter.groups[place]]
        self.pictures: list[PictureButton] = []
        for shot in presenter.groups[place]:
            picture = PictureButton(presenter.name(shot), self)
            picture.show_picture(thumbnail(presenter.project, shot.digest))
            picture.setToolTip(tip(presenter.name(shot)))
            picture.clicked.connect(partial(self.choose, len(self.pictures)))
            flow.addWidget(picture)
            self.pictures.append(picture)
        self.body.addWidget(strip)
        foot = QWidget()
        actions = FlowLayout(foot, gap=4, sides=(-10, 0, 0, 0))  # its words, not its edge, stand in line
        self.join_button = Button(words.say("photos.join"), "quiet")
        self.join_button.clicked.connect(self.joined)
        show_only_if(self.join_button, place > 0)
        self.split_button = Button(words.say("photos.split"), "quiet")
        self.split_button.clicked.connect(lambda: self.split.emit(self._digests[self.chosen]))
        self.out_button = Button(words.say("photos.leave_out"), "quiet")
        self.out_button.clicked.connect(lambda: self.left_out.emit(self._digests[self.chosen]))
        show_only_if(self.split_button, len(self._digests) > 1)
        for button in (self.join_button, self.split_button, self.out_button):
            actions.addWidget(button)
        self.body.addWidget(foot)
        self.chosen = 0
        self.choose(0)

    def choose(self, at: int, *_: object) -> None:
        """Speak of this photo: a split begins the next draft with it."""
        self.chosen = at
        for place, picture in enumerate(self.pictures):
            picture.set_chosen(place == at)
            is_stop = place == at  # one stop for Tab; the arrows go on from there
            picture.setFocusPolicy(Qt.FocusPolicy.StrongFocus if is_stop else Qt.FocusPolicy.ClickFocus)
        self.split_button.setEnabled(at > 0)

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        """Arrows go from photo to photo."""
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()), 0)
        if not step or not self.pictures[self.chosen].hasFocus():
            super().keyPressEvent(event)
            return
        at = self.chosen + (-step if self.isRightToLeft() else step)
        self.choose(max(0, min(at, len(self.pictures) - 1)))
        self.pictures[self.chosen].setFocus(Qt.FocusReason.OtherFocusReason)
