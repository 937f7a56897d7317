"""A file for a messenger: for whom it is, and how large it may be; then where to put it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from camifield.i18n import words
from camifield.queries.meetings import Colleague
from ui.desk import Desk
from ui.letter_files import SUFFIX, choose_new_file
from ui.theme.theme import look
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.chip import Choice
from ui.widgets.chip_row import ChipRow
from ui.widgets.flow import FlowLayout
from ui.widgets.layouts import Column
from ui.widgets.text import Text

EVERYBODY, NO_LIMIT, OTHER = "everybody", "none", "other"
LIMITS_MB = (16, 25, 64, 100)
MEGABYTE = 1_000_000


class FileForm(Card):
    """`chosen` with (path, devices, bytes a part or None); `closed` for not now."""

    chosen = Signal(object, object, object)
    closed = Signal()

    def __init__(self, desk: Desk, colleagues: Sequence[Colleague]) -> None:
        super().__init__(gap=12, sides=(24, 16, 24, 16))
        self._desk = desk
        self._devices = {one.device.hex(): one.device for one in colleagues}
        self.body.addWidget(Text(words.say("meet.file_title"), "card_title"))
        self.body.addWidget(Text(words.say("meet.file_title_line"), "help", tone="ink2"))
        people = [Choice(EVERYBODY, words.say("meet.everybody"))]
        people += [Choice(one.device.hex(), _called(one)) for one in colleagues]
        self.whom = ChipRow(people, name=words.say("meet.for_whom"), is_required=True)
        self.whom.set_chosen([EVERYBODY])
        self._labelled("meet.for_whom", self.whom)
        shown = [Choice(NO_LIMIT, words.say("meet.no_limit"))]
        shown += [Choice(str(size), words.say("meet.megabytes", number=size)) for size in LIMITS_MB]
        shown.append(Choice(OTHER, words.say("meet.other_size")))
        self.limits = ChipRow(shown, name=words.say("meet.how_large"), is_required=True)
        self.limits.set_chosen([NO_LIMIT])
        self.limits.changed.connect(self._on_changed)
        self._labelled("meet.how_large", self.limits)
        self.megabytes = QLineEdit()
        self.megabytes.setValidator(QIntValidator(1, 9999, self))
        self.megabytes.setFixedWidth(look().px(120))
        self.megabytes.setPlaceholderText(words.say("meet.megabytes", number="…"))
        self.megabytes.setAccessibleName(words.say("meet.other_size"))
        self.megabytes.textEdited.connect(self._on_changed)
        self.megabytes.hide()
        self.body.addWidget(self.megabytes)
        self.body.addWidget(Text(words.say("meet.parts_line"), "help", tone="ink2"))
        self.body.addWidget(self._foot())
        self.body.addStretch(1)

    def _labelled(self, key: str, row: QWidget) -> None:
        column = Column(gap=6)
        column.addWidget(Text(words.say(key), "table", tone="ink2"))
        column.addWidget(row)
        self.body.addLayout(column)

    def _foot(self) -> QWidget:
        foot = QWidget()
        flow = FlowLayout(foot, gap=12, sides=(0, 8, 0, 0))
        flow.add_spring()
        leave = Button(words.say("meet.not_now"))
        leave.clicked.connect(self.closed)
        self.go_on = Button(words.say("meet.choose_where"), "accent", icon="document")
        self.go_on.clicked.connect(self._on_go_on)
        flow.addWidget(leave)
        flow.addWidget(self.go_on)
        return foot

    def _on_changed(self) -> None:
        is_other = self.limits.chosen() == [OTHER]
        if is_other and self.megabytes.isHidden():
            self.megabytes.show()
            self.megabytes.setFocus(Qt.FocusReason.OtherFocusReason)
        self.megabytes.setVisible(is_other)
        self.go_on.setEnabled(not is_other or self.megabytes.hasAcceptableInput())

    @property
    def part_bytes(self) -> int | None:
        """The most bytes of one file; None without a limit."""
        [size] = self.limits.chosen()
        if size == NO_LIMIT:
            return None
        return int(self.megabytes.text() if size == OTHER else size) * MEGABYTE

    @property
    def readers(self) -> tuple[bytes, ...]:
        """The laptops that it is for."""
        [whom] = self.whom.chosen()
        return tuple(self._devices.values()) if whom == EVERYBODY else (self._devices[whom],)

    def _on_go_on(self) -> None:
        project = self._desk.project
        name = f"CAMI-{project.today().isoformat()}-{project.settings.laptop}{SUFFIX}"
        chosen = choose_new_file(self, self._desk, words.say("meet.choose_where"), name)
        if chosen is not None:
            self.take(chosen)

    def take(self, path: Path) -> None:
        """Go on with this file."""
        named = path if path.suffix.casefold() == SUFFIX else path.with_name(f"{path.name}{SUFFIX}")
        self.chosen.emit(named, self.readers, self.part_bytes)

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)


def _called(one: Colleague) -> str:
    return words.say("meet.laptop", person=one.person, code=one.laptop) if one.laptop else one.person
