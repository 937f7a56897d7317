"""One record beside the table, or in its place: what it is, what was answered, what is asked, and what changed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from camifield.i18n import words
from camifield.i18n.writing import whole_text
from camifield.queries.erasures import may_erase
from camifield.queries.records import Contested, Detail, DetailLine, asked_text
from camifield.queries.titles import count_text
from ui.desk import Desk
from ui.map.soon import SmallMapSoon
from ui.records.changes_list import ChangesList
from ui.records.pictures import PictureRow
from ui.records.place_from import can_be_place
from ui.theme.theme import look
from ui.widgets.banner import Banner
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.flow import FlowLayout
from ui.widgets.fold import FoldRow
from ui.widgets.layouts import Column, Row
from ui.widgets.mark import IconMark
from ui.widgets.scroll import FollowScroll
from ui.widgets.seam import Seam
from ui.widgets.text import TagLabel, Text
from ui.widgets.tile import KindTile

LABEL_WIDE = 88
MOST_ASKED = 3


class DetailPanel(Card):
    """`edit`, `delete`, `erase`, `restore` and `correct` are wishes about what is shown; `undo` names commits; `back` closes.

    `decide` names the record whose answers differ; `make_place` makes where it was a known place.
    """

    edit = Signal()
    correct = Signal()
    delete = Signal()
    erase = Signal()
    restore = Signal()
    undo = Signal(object)
    decide = Signal(bytes)
    back = Signal()
    make_place = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(gap=0, sides=(0, 0, 0, 0), parent=parent)
        self._desk = desk
        self._is_alone = False
        self.detail: Detail | None = None
        self.edit_button: Button | None = None
        self._scroll = FollowScroll(QWidget())
        self.body.addWidget(self._scroll)
        self.setAccessibleName(words.say("records.detail"))
        look().changed.connect(self.on_look_changed)
        self.show_detail(None)

    def set_alone(self, alone: bool, /) -> None:  # noqa: FBT001
        """Whether it stands in the place of the table, and so leads back to it."""
        if alone != self._is_alone:
            self._is_alone = alone
            self.show_detail(self.detail)

    def on_look_changed(self) -> None:
        """What is painted with the theme's own colours inside rich text is made anew."""
        self.show_detail(self.detail)

    def show_many(self, count: int) -> None:
        """Say how many are chosen, and what can be done with all of them."""
        self.detail = None
        self.edit_button = None
        content = QWidget()
        column = Column(content, gap=12, sides=(20, 18, 16, 18))
        if self._is_alone:
            column.addLayout(self._back_row())
        number = whole_text(count, self._desk.words.language)
        column.addWidget(Text(words.say("records.many_chosen", number=number, count=count), "card_title"))
        column.addWidget(Text(words.say("records.many_line"), "help", tone="ink2"))
        holder = QWidget()
        flow = FlowLayout(holder, gap=8)
        for key, icon, told in (
            ("correct_many", "edit", self.correct),
            ("delete_many", "delete", self.delete),
        ):
            button = Button(words.say(f"records.{key}"), "outlined", icon=icon)
            button.clicked.connect(told)
            flow.addWidget(button)
        if may_erase(self._desk.project):
            erase = Button(words.say("erasing.open"), "outlined", icon="hidden")
            erase.clicked.connect(self.erase)
            flow.addWidget(erase)
        column.addWidget(holder)
        column.addStretch(1)
        self._scroll.change_widget(content)
        content.setAutoFillBackground(False)

    def show_detail(self, detail: Detail | None) -> None:
        """Show a record, or what to do when none is chosen."""
        # The window's, not the panel's own: that would be what had the keyboard last in it, long after it left.
        focused = self.window().focusWidget()
        had_focus = self.isAncestorOf(focused) if focused else False
        self.detail = detail
        content = QWidget()
        column = Column(content, gap=12, sides=(20, 18, 16, 18))
        if detail is None:
            column.addWidget(Text(words.say("records.choose_one"), "help", tone="ink2"))
            self.edit_button = None
        else:
            self._fill(column, detail)
        column.addStretch(1)
        self._scroll.change_widget(content)
        content.setAutoFillBackground(False)
        if had_focus and self.edit_button is not None:
            self.edit_button.setFocus()

    def _fill(self, column: Column, detail: Detail) -> None:
        if self._is_alone:
            column.addLayout(self._back_row())
        column.addLayout(self._head(detail))
        column.addWidget(self._actions(detail))
        if detail.is_deleted:
            column.addWidget(Banner("told", words.say("records.is_deleted"), icon="delete"))
        if detail.was_edited_after_delete:
            column.addWidget(Banner("warning", words.say("records.edited_after_delete")))
        column.addLayout(self._lines(detail.lines))
        for contested in detail.contested:
            column.addWidget(self._two_values(contested))
        if detail.position:
            column.addWidget(_copying(detail.position), 0, Qt.AlignmentFlag.AlignLeading)
        if detail.card.latitude is not None and detail.card.longitude is not None:
            here = words.say("records.map_of", title=detail.title)
            place = detail.card.latitude, detail.card.longitude
            column.addWidget(SmallMapSoon(*place, language=words.language(), name=here, way=detail.way))
        for finding in detail.asked[:MOST_ASKED]:
            severity = "error" if finding.is_error else "question"
            column.addWidget(Banner(severity, asked_text(detail.card.kind, finding, self._desk.words)))
        column.addWidget(Seam())
        column.addWidget(Text(words.say("records.what_changed"), "row_title"))
        changes = ChangesList(detail.history)
        changes.undo.connect(self.undo)
        column.addWidget(changes)
        if detail.facts:
            holder = QWidget()
            holder.setLayout(self._lines(detail.facts))
            column.addWidget(FoldRow(words.say("records.facts"), holder))
        column.addWidget(self._last_row(is_deleted=detail.is_deleted))

    def _back_row(self) -> Row:
        row = Row(gap=8)
        button = Button(words.say("records.back_to_list"), "outlined", icon="back")
        button.clicked.connect(self.back)
        row.addWidget(button)
        row.addStretch(1)
        return row

    def _head(self, detail: Detail) -> Row:
        row = Row(gap=12)
        word = words.say(f"kind.{detail.card.kind}")
        row.addWidget(KindTile(detail.card.kind, word, px=48), 0, Qt.AlignmentFlag.AlignTop)
        lines = Column(gap=2)
        count = count_text(detail.card, self._desk.words)
        shown = words.say("records.title_count", title=detail.title, count=count)
        lines.addWidget(Text(shown if _tells_count(detail) else detail.title, "card_title"))
        under = QWidget()
        flow = FlowLayout(under, gap=8, line_gap=4)
        if detail.latin:
            flow.addWidget(Text(detail.latin, "latin", tone="ink2", is_wrapped=False))
        if detail.card.number:
            flow.addWidget(TagLabel(detail.card.number))
        lines.addWidget(under)
        row.addLayout(lines, 1)
        return row

    def _actions(self, detail: Detail) -> QWidget:
        """The photos, and at the end of their line what is done most."""
        holder = QWidget()
        flow = FlowLayout(holder, gap=8)
        if detail.photos:
            flow.addWidget(PictureRow(self._desk, detail.photos))
            if not self._is_alone:
                flow.add_spring()
        if detail.is_deleted:
            self.edit_button = None
            button = Button(words.say("records.restore"), "outlined", icon="undo")
            button.clicked.connect(self.restore)
        else:
            button = self.edit_button = Button(words.say("records.edit"), "outlined", icon="edit")
            button.clicked.connect(self.edit)
        flow.addWidget(button)
        if detail.card.conflicts and not detail.is_deleted:
            decide = Button(words.say("records.decide"), "outlined", icon="review")
            decide.clicked.connect(lambda: self.decide.emit(detail.card.id))
            flow.addWidget(decide)
        return holder

    def _last_row(self, *, is_deleted: bool) -> QWidget:
        """What is done least: into the bin, and for coordinators erasing for good."""
        holder = QWidget()
        flow = FlowLayout(holder, gap=4, sides=(-10, 0, 0, 0))  # its words, not its edge, stand in line
        if not is_deleted:
            button = Button(words.say("records.delete_this"), "quiet", icon="delete")
            button.clicked.connect(self.delete)
            flow.addWidget(button)
            if can_be_place(self.detail):
                place = Button(words.say("records.make_place"), "quiet", icon="place")
                place.clicked.connect(self.make_place)
                flow.addWidget(place)
        if may_erase(self._desk.project):
            erase = Button(words.say("erasing.open"), "quiet", icon="hidden")
            erase.clicked.connect(self.erase)
            flow.addWidget(erase)
        return holder

    def _lines(self, lines: Sequence[DetailLine]) -> QGridLayout:
        theme = look()
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.px(12))
        grid.setVerticalSpacing(theme.px(6))
        grid.setColumnStretch(1, 1)
        for number, line in enumerate(lines):
            caption = Text(line.label, "help", tone="ink2")
            caption.setFixedWidth(theme.px(LABEL_WIDE))
            grid.addWidget(caption, number, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(self._value(line), number, 1, Qt.AlignmentFlag.AlignTop)
        return grid

    def _value(self, line: DetailLine) -> QWidget:
        text = Text(line.text, "table")
        text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        if line.is_ltr and look().is_rtl:
            text.setText(f"\u2066{line.text}\u2069")
        if not (line.is_restricted or line.has_two_values):
            return text
        holder = QWidget()
        row = Row(holder, gap=6)
        if line.has_two_values:
            row.addWidget(
                IconMark("two_values", "error", line="table", name=words.say("records.two_values")), 0, TOP
            )
        if line.is_restricted:
            row.addWidget(
                IconMark("restricted", "ink2", line="table", name=words.say("records.restricted")), 0, TOP
            )
        row.addWidget(text, 1)
        return holder

    def _two_values(self, contested: Contested) -> QWidget:
        card = Card("inset", gap=6)
        head = Row(gap=8)
        head.addWidget(IconMark("two_values", "error", line="row_title"), 0, TOP)
        head.addWidget(Text(words.say("records.two_values_of", field=contested.label), "row_title"), 1)
        card.body.addLayout(head)
        for said in contested.versions:
            card.body.addWidget(Text(said.text, "table"))
            if said.who:
                line = words.say("records.who_when", who=said.who, when=said.when)
                card.body.addWidget(Text(line, "help", tone="ink2"))
        return card

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() == Qt.Key.Key_Escape and self._is_alone:
            self.back.emit()
            return
        super().keyPressEvent(event)


TOP = Qt.AlignmentFlag.AlignTop


def _copying(position: str) -> Button:
    """What puts the position where another program can take it; it says that it did."""
    button = Button(words.say("records.copy_position"), "link", icon="copy")
    button.setAccessibleDescription(position)

    def copy() -> None:
        QGuiApplication.clipboard().setText(position)
        button.setText(words.say("records.position_copied"))

    button.clicked.connect(copy)
    return button


def _tells_count(detail: Detail) -> bool:
    """Whether the number is not in the title already, as it is for attacks."""
    return bool(detail.card.count_text) and detail.card.kind in ("sighting", "grazing", "patrol", "track")
