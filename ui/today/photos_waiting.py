"""The line on Today for photos that came and were not described: the way on, and the way to be rid of them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import SignalInstance

from camifield.commands.photos_waiting import let_go, let_wait, waiting
from camifield.i18n import words
from camifield.project.project import Project
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.layouts import Row
from ui.widgets.mark import IconMark
from ui.widgets.notice import Notice
from ui.widgets.text import Text


class PhotosWaiting(Card):
    """Hidden while none wait. `go_on` is told when they are to be described; what was thrown away stands on `notice`."""

    def __init__(
        self, project: Project, notice: Notice, on_changed: Callable[[], None], go_on: SignalInstance
    ) -> None:
        super().__init__("inset", gap=8, sides=(16, 8, 8, 8))
        self._project = project
        self._notice = notice
        self._on_changed = on_changed
        self.photos = waiting(project)
        row = Row(gap=12)
        row.addWidget(IconMark("photo", "accent", px=24))
        row.addWidget(Text(words.say("today.photos_wait", count=len(self.photos)), "row_title"), 1)
        self.throw_button = Button(words.say("today.photos_throw"), "quiet")
        self.throw_button.clicked.connect(self.throw_away)
        self.go_button = Button(words.say("today.photos_describe"), "outlined", icon="photo")
        self.go_button.clicked.connect(go_on)
        row.addWidget(self.throw_button)
        row.addWidget(self.go_button)
        self.body.addLayout(row)
        self.setVisible(bool(self.photos))

    def throw_away(self) -> None:
        """They wait no more, until that is taken back."""
        project, photos = self._project, self.photos
        let_go(project, photos)
        self._on_changed()  # makes the page anew, and the notice is told after that
        said = words.say("today.photos_thrown", count=len(photos))
        self._notice.tell(said, undo=partial(self._take_back, project, photos, self._on_changed))

    @staticmethod
    def _take_back(project: Project, photos: list[bytes], on_changed: Callable[[], None]) -> None:
        let_wait(project, photos)
        on_changed()
