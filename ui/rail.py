"""The rail: the pages of the window at its near edge, icon over word, settings at the foot."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QLineF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QSizePolicy, QWidget

from camifield.i18n import words
from ui import keys
from ui.theme import icons
from ui.theme.theme import look, shade
from ui.widgets import strokes
from ui.widgets.layouts import Column
from ui.widgets.pressable import Pressable

BRAND_HIGH = 80
BAR_WIDE = 4
GAP = 4
MOST_COUNTED = 99


class RailPage(NamedTuple):
    """One page: its stable key, its word, its icon."""

    key: str
    word: str
    icon: str


class RailItem(Pressable):
    """A page in the rail: chosen is the page's tone, a 4 px accent bar and strong words."""

    def __init__(self, page: RailPage, parent: QWidget) -> None:
        self.page = page
        self.count = 0
        super().__init__(page.word, parent)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def set_count(self, count: int) -> None:
        """How many things wait on this page; nothing is shown for none."""
        self.count = count
        told = words.say("rail.counted", page=self.page.word, count=count) if count else self.page.word
        self.setAccessibleName(told)
        self.update()

    def sizeHint(self) -> QSize:
        theme = look()
        # Strong words in both states: a chosen item must not be broader than it was.
        wide = theme.metrics("strong").horizontalAdvance(self.text()) + theme.px(16)
        return QSize(wide, theme.sizes.rail_item)

    def minimumSizeHint(self) -> QSize:
        theme = look()
        return QSize(self.sizeHint().width(), theme.metrics("strong").height() + 24 + 6)

    def paintEvent(self, event: QPaintEvent, /) -> None:  # noqa: ARG002
        theme = look()
        colours = theme.colours
        painter = strokes.start(self)
        rect = QRectF(self.rect())
        ink = colours.ink2
        if self.isChecked():
            painter.fillRect(rect, shade(colours.page))
            bar = QRectF(rect.left(), rect.top(), theme.px(BAR_WIDE), rect.height())
            painter.fillRect(strokes.mirror(bar, rect, rtl=self.is_rtl), shade(colours.accent))
            ink = colours.accent
        elif self.is_hot:
            painter.fillRect(rect, shade(colours.sunken))
            ink = colours.ink
        words_high = theme.metrics("strong").height()
        # In a low window the items come closer and the icons shrink before anything is cut off.
        side = max(18.0, min(float(theme.sizes.icon_rail), rect.height() - words_high - theme.px(8)))
        gap = min(theme.px(5), max(0.0, rect.height() - words_high - side) / 3)
        top = rect.center().y() - (side + gap + words_high) / 2
        box = QRectF(rect.center().x() - side / 2, top, side, side)
        icons.draw(painter, self.page.icon, box, shade(ink), rtl=self.is_rtl)
        if self.count:
            self._paint_count(painter, box, rect)
        where = QRectF(rect.left(), top + side + gap, rect.width(), words_high)
        role = "strong" if self.isChecked() else "small"
        tone = colours.soft_ink if self.isChecked() and not colours.is_plain else ink
        strokes.write(painter, where, self.text(), role, shade(tone), side="center", rtl=self.is_rtl)
        if self.hasFocus():
            strokes.ring(painter, rect.adjusted(2, 2, -2, -2), float(theme.sizes.radius_control))
        painter.end()

    def _paint_count(self, painter: QPainter, icon: QRectF, rect: QRectF) -> None:
        """The number on a pill at the far shoulder of the icon."""
        theme = look()
        text = str(self.count) if self.count <= MOST_COUNTED else f"{MOST_COUNTED}+"
        high = float(theme.metrics("strong").height())
        wide = max(high, theme.metrics("strong").horizontalAdvance(text) + theme.px(10))
        pill = QRectF(icon.right() - theme.px(6), icon.top() - high / 3, wide, high)
        pill = strokes.mirror(pill, rect, rtl=self.is_rtl)
        ground = theme.tone("accent")
        strokes.frame(painter, pill, fill=ground, border=None, width=0, radius=high / 2)
        strokes.write(painter, pill, text, "strong", shade(theme.colours.on_accent), side="center")

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()  # the rail walks; a button alone would send the focus out of it
            return
        super().keyPressEvent(event)


class _Brand(QWidget):
    """The program's name in the felt's corner; it makes room when the window is low."""

    def __init__(self, brand: tuple[str, str], parent: QWidget) -> None:
        super().__init__(parent)
        self._brand = brand
        self.setAccessibleName(" ".join(brand))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(look().px(64), look().px(BRAND_HIGH))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, look().px(BRAND_HIGH))

    def paintEvent(self, event: QPaintEvent, /) -> None:  # noqa: ARG002
        theme = look()
        painter = strokes.start(self)
        width = float(self.width())
        high = theme.metrics("card_title").height()
        top = QRectF(0, theme.px(31) - high / 2, width, high)
        strokes.write(painter, top, self._brand[0], "card_title", theme.tone("accent"), side="center")
        below = QRectF(0, theme.px(58) - high / 2, width, high)
        strokes.write(painter, below, self._brand[1], "help", theme.tone("ink2"), side="center")
        painter.end()


class Rail(QWidget):
    """`chosen` with a page's key when a person goes there.

    Ctrl+PgUp and Ctrl+PgDn go through the pages, Alt+1, Alt+2 … go to one; Up and Down walk along the rail, which
    is one Tab stop. `brand` is the program's name in two words, `name` is said by screen readers.
    """

    chosen = Signal(str)

    def __init__(
        self,
        pages: Sequence[RailPage],
        foot: Sequence[RailPage] = (),
        *,
        name: str,
        brand: tuple[str, str] = ("CAMI", "Field"),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        column = Column(self, gap=GAP, sides=(0, 0, 3, 4))
        self._brand = _Brand(brand, self)
        column.addWidget(self._brand)
        self.items = tuple(RailItem(page, self) for page in (*pages, *foot))
        for number, item in enumerate(self.items, start=1):
            if number == len(pages) + 1:
                column.addStretch(1)
            column.addWidget(item)
            item.clicked.connect(lambda _=False, key=item.page.key: self.go(key))
            pressed = keys.GO_TO.keys[number - 1]
            QShortcut(QKeySequence(pressed), self, lambda key=item.page.key: self.go(key))
            item.setToolTip(pressed)
            item.setAccessibleDescription(pressed)
        if not foot:
            column.addStretch(1)
        QShortcut(QKeySequence(keys.PAGE_AFTER.first), self, lambda: self._step(1))
        QShortcut(QKeySequence(keys.PAGE_BEFORE.first), self, lambda: self._step(-1))
        self._key = ""
        if self.items:
            self.show_page(self.items[0].page.key)

    @property
    def current(self) -> str:
        """The key of the chosen page."""
        return self._key

    def show_count(self, key: str, count: int) -> None:
        """Say at a page how many things wait there."""
        for item in self.items:
            if item.page.key == key:
                item.set_count(count)

    def show_page(self, key: str) -> None:
        """Choose without telling. Raises KeyError for a page that is not in the rail."""
        if all(item.page.key != key for item in self.items):
            raise KeyError(key)
        self._key = key
        for item in self.items:
            is_here = item.page.key == key
            item.setChecked(is_here)
            item.setFocusPolicy(Qt.FocusPolicy.StrongFocus if is_here else Qt.FocusPolicy.ClickFocus)

    def go(self, key: str) -> None:
        """Choose and tell, also when a person goes again to the page that is open (it may lead back to its start)."""
        self.show_page(key)
        self.chosen.emit(key)

    def _step(self, by: int) -> None:
        pages = [item.page.key for item in self.items]
        self.go(pages[(pages.index(self._key) + by) % len(pages)])

    def sizeHint(self) -> QSize:
        """104 px at scale 1; with larger words only as much broader as the broadest needs."""
        broadest = max((item.sizeHint().width() for item in self.items), default=0)
        return QSize(max(104, broadest) + look().px(3), look().px(400))

    def minimumSizeHint(self) -> QSize:
        high = sum(item.minimumSizeHint().height() + look().px(GAP) for item in self.items)
        return QSize(self.sizeHint().width(), high)

    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        gaps = look().px(GAP) * (len(self.items) + 2)
        items = sum(item.sizeHint().height() for item in self.items)
        wanted = items + gaps + self._brand.sizeHint().height()
        self._brand.setVisible(self.height() >= wanted)

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        here = next((place for place, item in enumerate(self.items) if item.hasFocus()), None)
        if step is None or here is None:
            super().keyPressEvent(event)
            return
        self.items[(here + step) % len(self.items)].setFocus(Qt.FocusReason.OtherFocusReason)

    def paintEvent(self, event: QPaintEvent, /) -> None:  # noqa: ARG002
        theme = look()
        painter = strokes.start(self)
        rect = QRectF(self.rect())
        wide = theme.px(3)
        felt = QRectF(rect.left(), rect.top(), rect.width() - wide, rect.height())
        painter.fillRect(strokes.mirror(felt, rect, rtl=strokes.is_rtl(self)), shade(theme.colours.rail))
        x = wide / 2 if strokes.is_rtl(self) else rect.width() - wide / 2
        strokes.seam(painter, QLineF(x, 0, x, rect.height()), shade(theme.colours.seam))
        painter.end()
