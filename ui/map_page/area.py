"""The map with what stands over it: going to a place, nearer and further, measuring, what is at a mark."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from camifield.i18n import words
from ui import keys
from ui.map.canvas import Canvas
from ui.map_page.heap import HeapPanel
from ui.map_page.layers_panel import LayersPanel
from ui.map_page.presenter import MapPresenter
from ui.theme.theme import look
from ui.widgets.button import Button
from ui.widgets.flow import FlowLayout
from ui.widgets.option import Option
from ui.widgets.type_ahead import TypeAhead

EDGE, LEAST_HIGH = 12, 300
GO_WIDE = 300


class MapArea(QWidget):
    """The canvas fills it; `go_to`, the tools, the heap of records, the layers and the empty page's card lie over it.

    `wants_all` for all records, `wants_legend` at its button, `searching` when the keyboard comes to `go_to`.
    """

    wants_all = Signal()
    wants_legend = Signal()
    searching = Signal()

    def __init__(self, presenter: MapPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self.canvas = Canvas((), name=words.say("map.name"), language=words.language(), parent=self)
        self.canvas.setAccessibleDescription(words.say("map.how"))
        self.go_to = TypeAhead(
            presenter.find, name=words.say("map.go_to"), placeholder=words.say("map.go_to_hint"), parent=self
        )
        self.go_to.chosen.connect(self.on_chosen)
        self.go_to.installEventFilter(self)
        self._tools = QWidget(self)
        row = FlowLayout(self._tools, gap=8)
        row.add_spring()
        self.all = Button(words.say("map.all_records"), keys=keys.MAP_ALL.first)
        self.measure = Button(words.say("map.measure"), keys=keys.MAP_MEASURE.first)
        self.legend = Button(words.say("map.legend"))
        self.layers = Button(words.say("layers.title"), icon="layers", keys=keys.MAP_LAYERS.first)
        self.nearer, self.further = Button("+"), Button("−")
        self.nearer.setAccessibleName(words.say("map.nearer"))
        self.further.setAccessibleName(words.say("map.further"))
        for button, key in (
            (self.all, keys.MAP_ALL.shown),
            (self.measure, keys.MAP_MEASURE.shown),
            (self.legend, ""),
            (self.layers, keys.MAP_LAYERS.shown),
            (self.nearer, keys.MAP_NEARER.shown),
            (self.further, keys.MAP_FURTHER.shown),
        ):
            if key:
                button.setToolTip(key)
                button.setAccessibleDescription(key)
            row.addWidget(button)
        self.heap = HeapPanel(self)
        self.layers_panel = LayersPanel(self)
        self.all.clicked.connect(self.wants_all)
        self.legend.clicked.connect(self.layers_panel.hide)
        self.legend.clicked.connect(self.wants_legend)
        self.measure.clicked.connect(self.on_measure)
        self.nearer.clicked.connect(lambda: self.canvas.look_at(self.canvas.view.zoomed(1)))
        self.further.clicked.connect(lambda: self.canvas.look_at(self.canvas.view.zoomed(-1)))
        self.heap.closed.connect(self.on_heap_closed)
        self.layers.clicked.connect(self.on_layers)
        self.layers_panel.closed.connect(self.layers.setFocus)
        look().changed.connect(self.arrange)

    def on_chosen(self, option: Option | None) -> None:
        """Go where a person chose to go; the keyboard goes on at the map."""
        if option is None:
            return
        target = self._presenter.target(option)
        if target.box is not None:
            self.canvas.fit(target.box)
        else:
            self.canvas.look_at(self.canvas.view._replace(level=target.level).at(target.x, target.y))
        self.canvas.setFocus(Qt.FocusReason.TabFocusReason)

    def on_measure(self) -> None:
        """Begin to measure a way, or end it."""
        hand = self.canvas.hand
        hand.measure(not hand.is_measuring)
        self.measure.setText(words.say("map.measure_end" if hand.is_measuring else "map.measure"))
        self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)
        self.arrange()

    def on_layers(self) -> None:
        """Show which layers there are, or put them away."""
        if self.layers_panel.isVisible():
            self.layers_panel.close_up()
        else:
            self.heap.hide()
            self.layers_panel.open_up()

    def on_heap_closed(self) -> None:
        """The keyboard returns to the map."""
        self.canvas.points.chosen = frozenset()
        self.canvas.update()
        self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def sizeHint(self) -> QSize:
        return self.canvas.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """So high that what lies over the map leaves a map: with large text the page scrolls instead."""
        return QSize(look().px(320), look().px(LEAST_HIGH))

    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        if watched is self.go_to and event.type() == QEvent.Type.FocusIn:
            self.searching.emit()
        return False

    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self.arrange()

    def arrange(self) -> None:
        """Put everything at its edge; the box gives way to the tools where both have no room."""
        theme = look()
        edge, wide, high = theme.px(EDGE), self.width(), self.height()
        self.canvas.setGeometry(0, 0, wide, high)
        tools = self._tools.sizeHint()
        if tools.width() > wide - 2 * edge:  # large text: in as many lines as they need
            room = max(1, wide - 2 * edge)
            tools = QSize(room, self._tools.heightForWidth(room))
        go_wide = max(theme.px(140), min(theme.px(GO_WIDE), wide - tools.width() - 3 * edge))
        left, right = (wide - edge - go_wide, edge) if theme.is_rtl else (edge, wide - edge - tools.width())
        self.go_to.setGeometry(left, edge, go_wide, theme.sizes.control)
        below = go_wide + tools.width() + 3 * edge > wide
        top = edge + theme.sizes.control + theme.px(8) if below else edge
        self._tools.setGeometry(max(0, right), top, tools.width(), tools.height())
        for panel in (self.heap, self.layers_panel):
            panel.place(wide, high, top + tools.height() + theme.px(8))
        for over in (self.go_to, self._tools, self.heap, self.layers_panel):
            over.raise_()
