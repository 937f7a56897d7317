"""The Map page: the filters of the Records page above a map, and what can be done with what stands on it."""

from __future__ import annotations

from functools import partial
from typing import cast

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from camifield.changes import Changes
from camifield.errors import Problem
from camifield.i18n import problems, words
from camifield.queries.mapped import Mapped, no_points
from camifield.queries.positions import metres_text
from ui import keys
from ui.desk import Desk
from ui.filters.bar import FilterBar
from ui.filters.question import Chosen
from ui.map.viewport import Box
from ui.map_page.area import MapArea
from ui.map_page.areas import MapAreas
from ui.map_page.backdrop import Backdrop
from ui.map_page.layers import MapLayers
from ui.map_page.legend import open_legend
from ui.map_page.loading import MapLoading
from ui.map_page.menus import begin_menu, point_menu
from ui.map_page.presenter import MapPresenter, area_of
from ui.map_page.saving import MapSaving, Shown
from ui.map_page.strip import Strip
from ui.map_page.teaching import Teaching
from ui.widgets.button import Button
from ui.widgets.header import PageHeader
from ui.widgets.layouts import Column
from ui.widgets.notice import Notice
from ui.widgets.page import Page
from ui.widgets.text import tip

ALL_LEVEL, WAYS_LEVEL = 11.0, 14.0
SMALL = 1e-9
"""A box of the unit square so small that nothing is nearer than it: a few centimetres."""


class MapPage(QWidget):
    """`look_at` a record, `begin_at` a kind with what its form begins with, `list_these` a Chosen, `wants_places`."""

    look_at = Signal(bytes)
    begin_at = Signal(str, object)
    list_these = Signal(object)
    wants_places = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.presenter = MapPresenter(desk.project, desk.words)
        self.mapped: Mapped | None = None
        self._is_stale = True
        self._was_fitted = False
        self.boxed: Box | None = None
        self.head = PageHeader(words.say("map.title"))
        self.begin_button = Button(words.say("map.begin_here"), icon="add")
        self.save_button = Button(words.say("map.save"), icon="print")
        self.head.add(self.begin_button, self.save_button)
        self.filters = FilterBar(self.presenter)
        self.notice = Notice()
        self.area = MapArea(self.presenter)
        self.canvas = self.area.canvas
        self.backdrop = Backdrop(desk, self.canvas, self)
        self.strip = Strip()
        self.teaching = Teaching(self.area)
        self.saving = MapSaving(desk, self)
        self.areas = MapAreas(desk, self, self._tell)
        self.layers = MapLayers(desk, self)
        self._loading = MapLoading(desk, self)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        page = Page(gap=8, sides=(32, 0, 32, 12))
        Column(self, gap=0).addWidget(page)
        top = Column(gap=0)
        top.addWidget(self.head)
        top.addWidget(self.filters)
        page.body.addLayout(top)
        page.body.addWidget(self.notice)
        page.body.addWidget(self.area, 1)
        page.body.addWidget(self.strip)
        if self.backdrop.problem is not None:
            self._tell(self.backdrop.problem)

    def _connect(self) -> None:
        canvas = self.canvas
        self.filters.changed.connect(self.ask)
        self.filters.left.connect(canvas.setFocus)
        self._loading.loaded.connect(self._on_loaded)
        self._loading.failed.connect(self._tell)
        self.layers.failed.connect(self._tell)
        self._desk.changed.connect(self._on_changed)
        canvas.painted.connect(self._on_painted)
        self.area.searching.connect(partial(self.backdrop.find_places, self.presenter))
        canvas.opened.connect(self._on_opened)
        canvas.hovered.connect(self._on_hovered)
        canvas.pointed.connect(self._on_pointed)
        canvas.boxed.connect(self._on_boxed)
        canvas.measured.connect(self._on_measured)
        canvas.menu_asked.connect(self._on_menu)
        self.area.wants_all.connect(self.show_all)
        self.area.wants_legend.connect(self._on_legend)
        self.area.heap.opened.connect(self.look_at)
        self.area.heap.nearer.connect(self._on_nearer)
        self.area.heap.listed.connect(self._on_heap_listed)
        self.strip.acted.connect(self._on_box_listed)
        self.teaching.begun.connect(self._on_begin)
        self.teaching.cleared.connect(self.filters.clear)
        self.begin_button.clicked.connect(self._on_begin)
        self.save_button.clicked.connect(self.save)
        context = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence(keys.FIND.first), self, self.filters.box.setFocus, context=context)
        QShortcut(QKeySequence(keys.MAP_GO.first), self, self.area.go_to.setFocus, context=context)
        QShortcut(QKeySequence(keys.MAP_SAVE.first), self, self.save, context=context)

    # Asking and showing

    def refresh(self) -> None:
        """The window came to this page: show what is there now."""
        if self._is_stale:
            self._is_stale = False
            self.presenter.forget_names()
            self.filters.show_chosen()
            self.ask()
            self.areas.refresh()
        self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_painted(self) -> None:
        """The map is there: now what takes longer. A thread that works meanwhile would have made the first frame wait."""
        self._loading.go_on()
        self.backdrop.add_relief()

    def ask(self) -> None:
        """Look up where the records are that are asked for now."""
        self.area.heap.hide()
        self._loading.ask(self.presenter.query(), self.presenter.expand, self.presenter.total())

    def _on_changed(self, changes: Changes) -> None:
        if not (changes.records or changes.everything):
            return
        self._is_stale = True
        if self.isVisible():
            self.refresh()

    def _on_loaded(self, mapped: Mapped) -> None:
        self.mapped = mapped
        self.canvas.points.show(mapped, self.presenter.letters(mapped.known))
        self.backdrop.show_ways(mapped.ways)
        if self.canvas.names is not None:
            self.canvas.names.forget()
        if not self._was_fitted and self.canvas.width() > 1:
            self._was_fitted = True
            self.show_all()
        total = self.presenter.total()
        self.head.set_line(self.presenter.count_line(mapped, total))
        self.teaching.show_for(is_empty=not mapped.count, is_filtered=not self.presenter.chosen.is_empty)
        self.canvas.update()

    def show_all(self) -> None:
        """Show all that is on the map, a walk so near that it can be followed; without any record, the country."""
        mapped = self.mapped or no_points()
        level = WAYS_LEVEL if len(mapped.ways.boxes) else ALL_LEVEL
        self.canvas.fit(mapped.box or self.presenter.home(), level)
        self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell(self, problem: Problem) -> None:
        self.notice.tell(problems.sentence(problem, self._desk.words), severity="error")

    # What is under the pointer or the cross

    def _on_pointed(self, position: object) -> None:
        if position is None:
            self.strip.show_position("")
            return
        here = cast("tuple[float, float]", position)
        self.strip.show_position(self.presenter.position_text(*here, self.canvas.view.metres_per_px))

    def _on_hovered(self, mark: object) -> None:
        if self.boxed is not None or self.canvas.hand.way:
            return
        text = self._mark_text(cast("int | None", mark))
        self.strip.say(text)
        self.canvas.setToolTip(tip(text))
        self.canvas.setAccessibleDescription(text or words.say("map.how"))

    def _mark_text(self, mark: int | None) -> str:
        points = self.canvas.points
        if mark is None or self.mapped is None or mark >= len(points.marks):
            return ""
        return self.presenter.mark_text(self.mapped, points.marks.of(mark).tolist())

    def _on_measured(self, metres: float) -> None:
        self.boxed = None
        if self.canvas.hand.is_measuring:
            said = words.say("map.measured", distance=metres_text(metres, words.language()))
            self.strip.say(said if metres else words.say("map.measure_how"))
        else:
            self.strip.say("")

    def _on_opened(self, mark: int) -> None:
        """One record is opened; of several a list."""
        mapped, points = self.mapped, self.canvas.points
        if mapped is None:
            return
        members = points.marks.of(mark)
        numbers = [int(number) for number in mapped.cards[members]]
        lines = self.presenter.lines(numbers)
        if len(lines) == 1:
            self.look_at.emit(lines[0].record)
            return
        points.chosen = frozenset((mark,))
        west, north, east, south = self.canvas.points.box_of(mark)
        self.area.heap.show_heap(
            self._mark_text(mark), lines, can_be_nearer=east - west > SMALL or south - north > SMALL
        )

    def _on_nearer(self) -> None:
        for mark in self.canvas.points.chosen:
            self.canvas.fit(self.canvas.points.box_of(mark), most_level=17.0)
            break
        self.area.heap.close_up()

    def _on_heap_listed(self) -> None:
        for mark in self.canvas.points.chosen:
            west, north, east, south = self.canvas.points.box_of(mark)
            self._list((west - SMALL, north - SMALL, east + SMALL, south + SMALL))
            return

    def _on_boxed(self, box: object) -> None:
        self.boxed = cast("Box", box)
        inside: list[int] = self.canvas.points.inside(self.boxed).tolist()
        if self.mapped is None or not inside:
            self.strip.say(words.say("map.box_empty"))
            self.boxed = None
            return
        self.strip.say(self.presenter.heap_text(self.mapped, inside), words.say("map.in_records"))
        self.strip.action.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_box_listed(self) -> None:
        if self.boxed is not None:
            self._list(self.boxed)
        else:
            self.areas.list_told()

    def _list(self, box: Box) -> None:
        chosen = self.presenter.chosen
        self.boxed = None
        self.strip.say("")
        self.list_these.emit(Chosen(chosen.words, chosen.period, chosen.codes, area_of(box)))

    def look_at_place(self, longitude: float, latitude: float) -> None:
        """Show a point, asked for on another page."""
        self._was_fitted = True
        self.layers.places.look_at(longitude, latitude)

    # Beginning, the legend, paper

    def _on_menu(self, at: QPointF) -> None:
        point_menu(self, at).popup(self.canvas.mapToGlobal(at.toPoint()))

    def _on_begin(self) -> None:
        """A record at the cross: what kind is asked below the button."""
        button = self.begin_button
        begin_menu(self, self.canvas.middle).popup(button.mapToGlobal(button.rect().bottomLeft()))

    def begin(self, kind: str, at: QPointF) -> None:
        """Begin a record at a point of the canvas."""
        longitude, latitude = self.canvas.view.degrees(at.x(), at.y())
        entries = self.presenter.entries_at(longitude, latitude, self.canvas.view.metres_per_px)
        self.begin_at.emit(kind, entries)

    def _on_legend(self) -> None:
        open_legend(
            self.area.legend,
            has_borders=self.backdrop.has_borders,
            on_borders=self.layers.set_borders,
            letters=self.canvas.points.example(),
            credits_of_maps=self.layers.maps.credits(),
            areas=self.areas.signs(),
        )

    def save(self) -> None:
        """Ask how the map goes on paper."""
        mapped = self.mapped or no_points()
        shown = Shown(self.canvas.view, mapped, self.presenter, self.layers.on_paper())
        self.saving.ask(shown, self._on_saved)

    def _on_saved(self, sentence: str, is_wrong: bool, /) -> None:  # noqa: FBT001
        self.notice.tell(sentence, severity="error" if is_wrong else "ok")
