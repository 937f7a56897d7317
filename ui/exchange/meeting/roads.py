"""The roads, each a card: a stick, a shared folder, a file. One press begins the look; nothing is written by it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from camifield.i18n import words
from camifield.queries.previews import size_text
from ui.desk import Desk
from ui.letter_files import choose_file, choose_folder
from ui.sticks import ListSticks, Stick, sticks
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.columns import Columns
from ui.widgets.layouts import Column, Row
from ui.widgets.mark import IconMark
from ui.widgets.text import Text, tip

LOOK_EVERY_MS = 4000
CARD_LEAST = 230
MOST_STICKS = 3
SIDES = (16, 14, 16, 14)


class RoadCards(QWidget):
    """`folder_wanted` with a path and a name, `shared_wanted` with a path that is to be the shared folder from now
    on, `file_wanted` to make a file, `open_wanted` with the path of one to take in.
    """

    folder_wanted = Signal(object, str)
    shared_wanted = Signal(object)
    file_wanted = Signal()
    open_wanted = Signal(object)

    def __init__(self, desk: Desk, list_sticks: ListSticks = sticks) -> None:
        super().__init__()
        self._desk = desk
        self._list_sticks = list_sticks
        self.is_looking = False
        self._found: tuple[Stick, ...] = ()
        self.buttons: dict[str, Button] = {}
        beside = Columns(self, gap=16)
        self._stick, self._shared, self._file = (Card(gap=10, sides=SIDES) for _ in range(3))
        for card in (self._stick, self._shared, self._file):
            beside.place(card, least=CARD_LEAST)
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look_for_sticks)
        self._contents: list[QWidget] = []
        self.show_all()

    def showEvent(self, event: QShowEvent, /) -> None:
        super().showEvent(event)
        self._timer.start()
        self.look_for_sticks()

    def hideEvent(self, event: QHideEvent, /) -> None:
        super().hideEvent(event)
        self._timer.stop()

    def look_for_sticks(self) -> None:
        """See beside the window which sticks are there."""
        project, language = self._desk.project, self._desk.words
        if self.is_looking or not project.is_open:
            return
        self.is_looking = True
        task = self._desk.read(lambda _: self._list_sticks(project, language), self)
        task.done.connect(self._on_sticks)
        task.ended.connect(self._on_looked)

    def _on_looked(self) -> None:
        self.is_looking = False

    def _on_sticks(self, found: Sequence[Stick]) -> None:
        if tuple(found) != self._found:
            self._found = tuple(found)
            self.show_all()

    def show_all(self) -> None:
        """Make the cards' contents anew; the keyboard stays at the button that it was at."""
        held = next((name for name, button in self.buttons.items() if button.hasFocus()), None)
        for old in self._contents:
            old.hide()
            old.deleteLater()
        self._contents, self.buttons = [], {}
        self._fill_stick()
        self._fill_shared()
        self._fill_file()
        if held in self.buttons:
            self.buttons[held].setFocus()

    def set_busy(self, busy: bool, /) -> None:  # noqa: FBT001
        """While a meeting goes on no other begins."""
        for button in self.buttons.values():
            button.setEnabled(not busy)

    def _fill_stick(self) -> None:
        column = self._begin(self._stick, "stick", "meet.road.stick")
        for place, stick in enumerate(self._found[:MOST_STICKS]):
            line = words.say("meet.stick_line", name=stick.name, free=size_text(stick.free, words.present()))
            if stick.who:
                names = words.say("title.list_mark").join(stick.who)
                line = words.say("meet.stick_of", told=line, names=names)
            column.addWidget(Text(line, "help", tone="ink2"))
            meets = words.say("meet.meet_one", name=stick.who[0]) if len(stick.who) == 1 else ""
            button = self._button(f"stick{place}", meets or words.say("meet.meet_here"), is_first=place == 0)
            button.clicked.connect(partial(self._on_folder, stick.root, stick.name))
            column.addWidget(button)
        if not self._found:
            column.addWidget(Text(words.say("meet.no_stick"), "help", tone="ink2"))
        column.addStretch(1)
        other = self._button("other", words.say("meet.choose_folder"), is_quiet=bool(self._found))
        other.clicked.connect(self._on_other)
        column.addWidget(other)

    def _fill_shared(self) -> None:
        column = self._begin(self._shared, "folder", "meet.road.shared")
        folder = self._desk.project.settings.shared_folder
        line = words.say("meet.shared_line")
        column.addWidget(Text(line if not folder else Path(folder).name or folder, "help", tone="ink2"))
        column.addStretch(1)
        if folder:
            meet = self._button("shared", words.say("meet.meet_there"), is_first=not self._found)
            meet.setToolTip(tip(folder))
            meet.clicked.connect(partial(self._on_folder, Path(folder), Path(folder).name or folder))
            column.addWidget(meet)
        other = self._button(
            "choose",
            words.say("meet.another_folder" if folder else "meet.choose_folder"),
            is_quiet=bool(folder),
        )
        other.clicked.connect(self._on_shared)
        column.addWidget(other)

    def _fill_file(self) -> None:
        column = self._begin(self._file, "document", "meet.road.file")
        column.addWidget(Text(words.say("meet.file_line"), "help", tone="ink2"))
        column.addStretch(1)
        make = self._button("make", words.say("meet.make_file"))
        make.clicked.connect(self.file_wanted)
        opened = self._button("open", words.say("meet.open_file"), is_quiet=True)
        opened.clicked.connect(self._on_open)
        column.addWidget(make)
        column.addWidget(opened)

    def _begin(self, card: Card, icon: str, key: str) -> Column:
        """A fresh content for a card, with its head."""
        content = QWidget()
        column = Column(content, gap=8)
        head = Row(gap=10)
        head.addWidget(IconMark(icon, "accent", px=24))
        head.addWidget(Text(words.say(key), "card_title"), 1)
        column.addLayout(head)
        card.body.addWidget(content)
        self._contents.append(content)
        content.show()
        return column

    def _button(self, name: str, said: str, *, is_first: bool = False, is_quiet: bool = False) -> Button:
        button = Button(said, "accent" if is_first else "quiet" if is_quiet else "outlined")
        self.buttons[name] = button
        return button

    def _on_folder(self, root: Path, name: str) -> None:
        self.folder_wanted.emit(root, name)

    def _on_other(self) -> None:
        chosen = choose_folder(self, self._desk, words.say("meet.choose_folder"))
        if chosen is not None:
            self.folder_wanted.emit(chosen, "")

    def _on_shared(self) -> None:
        known = self._desk.project.settings.shared_folder
        begin = Path(known) if known else None
        chosen = choose_folder(self, self._desk, words.say("meet.choose_shared"), begin)
        if chosen is not None:
            self.shared_wanted.emit(chosen)

    def _on_open(self) -> None:
        chosen = choose_file(self, self._desk, words.say("meet.open_file"))
        if chosen is not None:
            self.open_wanted.emit(chosen)
