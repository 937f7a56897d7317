"""What the signs of the map mean, with the one question that it asks: whether borders are drawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from camifield.i18n import words
from ui.after_paint import later
from ui.map import sign, ways
from ui.map.inks import inks
from ui.theme.theme import look, shade
from ui.widgets import strokes
from ui.widgets.layouts import Column, Row
from ui.widgets.popover import Popover
from ui.widgets.scroll import FollowScroll
from ui.widgets.text import Text
from ui.widgets.tick import Tick

HIGH = 520
SOLID, DASHED, WAY = "solid", "dashed", "way"


class SignPicture(QWidget):
    """One sign of the map beside its meaning: a mark, or a border."""

    def __init__(self, mix: Sequence[int] = (), text: str = "", line: str = "") -> None:
        super().__init__()
        self._mix, self._text, self._line = mix, text, line
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(look().px(40), look().px(36) if not self._line else look().px(20))

    def paintEvent(self, event: QPaintEvent, /) -> None:  # noqa: ARG002
        painter = strokes.start(self)
        if self._line:
            is_way = self._line == WAY
            pen = QPen(
                shade(inks().way if is_way else inks().border), max(1, look().px(ways.LINE if is_way else 1))
            )
            if self._line == DASHED:
                pen.setStyle(Qt.PenStyle.DashLine)
            painter.setPen(pen)
            painter.drawLine(0, self.height() // 2, self.width(), self.height() // 2)
        else:
            picture = sign.sign(self._text, self._mix, sign.radii()[0], ratio=self.devicePixelRatioF())
            painter.drawPixmap(
                (self.width() - sign_side(picture.width(), self.devicePixelRatioF())) // 2, 0, picture
            )
        painter.end()


def sign_side(px: int, ratio: float) -> int:
    """The side of a picture in the widget's own pixels."""
    return round(px / ratio)


def open_legend(
    anchor: QWidget,
    *,
    has_borders: bool,
    on_borders: Callable[[bool], None],
    letters: str,
    credits_of_maps: Sequence[str] = (),
    areas: Sequence[tuple[QWidget, str]] = (),
) -> Popover:
    """Hang the legend below its button. `letters` are those of some animal, as an example; `credits_of_maps` say who
    made the maps that people brought; `areas` are the signs of own areas.
    """
    panel = Popover(anchor, name=words.say("map.legend"))
    content = QWidget()
    column = Column(content, gap=8, sides=(0, 0, 6, 0))
    for place, kind in enumerate(sign.KINDS):
        mix = [int(place == one) for one in range(len(sign.KINDS))]
        column.addLayout(_line(SignPicture(mix, letters if place == 0 else ""), words.say(f"kind.{kind}")))
    column.addLayout(_line(SignPicture([2, 1, 1, 0], "4"), words.say("map.legend_several")))
    column.addLayout(_line(SignPicture(line=WAY), words.say("layers.ways")))
    for picture, meaning in areas:
        column.addLayout(_line(picture, meaning))
    column.addLayout(_line(SignPicture(line=SOLID), words.say("map.legend_border")))
    column.addLayout(_line(SignPicture(line=DASHED), words.say("map.legend_disputed")))
    tick = Tick(words.say("map.show_borders"))
    tick.setChecked(has_borders)
    tick.toggled.connect(on_borders)
    column.addWidget(tick)
    for line in (words.say("map.no_opinion"), *credits_of_maps, words.say("map.who_made")):
        column.addWidget(Text(line, "small", tone="ink2"))
    column.addStretch(1)
    scroller = _scrolling(content)
    panel.body.addWidget(scroller)
    panel.open_at(HIGH)
    tick.setFocus(Qt.FocusReason.PopupFocusReason)
    # The keyboard is followed to the tick; the eye begins above.
    later(0, panel, lambda: scroller.verticalScrollBar().setValue(0))
    return panel


def _scrolling(content: QWidget) -> FollowScroll:
    """The content on the sheet of the popover; with many maps or large text it scrolls, by keys as well."""
    scroller = FollowScroll(content)
    scroller.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    scroller.setAccessibleName(words.say("map.legend"))
    scroller.viewport().setAutoFillBackground(False)
    return scroller


def credit_line(name: str, credit: str) -> str:
    """A map that somebody brought, with those who made it where its file names them."""
    return words.say("layers.credit", name=name, credit=credit) if credit else name


def _line(picture: QWidget, meaning: str) -> Row:
    row = Row(gap=10)
    row.addWidget(picture, 0, Qt.AlignmentFlag.AlignVCenter)
    row.addWidget(Text(meaning, "table"), 1)
    return row
