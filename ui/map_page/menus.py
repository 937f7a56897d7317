"""What a point of the map offers: a record that begins there, its position to copy, a way measured from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from camifield.i18n import words
from camifield.kinds.names import PLACED_KINDS

if TYPE_CHECKING:
    from ui.map_page.page import MapPage


def begin_menu(page: MapPage, at: QPointF) -> QMenu:
    """The kinds of records that can begin at a point of the canvas."""
    menu = QMenu(page)
    _add_kinds(menu, page, at)
    return menu


def point_menu(page: MapPage, at: QPointF) -> QMenu:
    """Everything that can be done with a point of the canvas."""
    menu = QMenu(page)
    view = page.canvas.view
    longitude, latitude = view.degrees(at.x(), at.y())
    here = longitude, latitude, view.metres_per_px
    text, plain = page.presenter.position_text(*here), page.presenter.position_to_copy(*here)
    _add_kinds(menu, page, at)
    page.areas.add_to(menu, at.x(), at.y())
    menu.addSeparator()
    menu.addAction(words.say("map.copy", position=text)).triggered.connect(
        lambda: QGuiApplication.clipboard().setText(plain)
    )
    menu.addAction(words.say("map.measure_from")).triggered.connect(lambda: _measure_from(page, at))
    menu.addAction(words.say("layers.add")).triggered.connect(page.layers.adding.choose)
    menu.addAction(words.say("map.middle_here")).triggered.connect(
        lambda: page.canvas.look_at(view.at(*view.to_unit(at.x(), at.y())))
    )
    return menu


def _add_kinds(menu: QMenu, page: MapPage, at: QPointF) -> None:
    for kind in PLACED_KINDS:
        action = menu.addAction(words.say("map.begin_kind", kind=words.say(f"kind.{kind}")))
        action.triggered.connect(lambda _=False, kind=kind: page.begin(kind, at))
    place = menu.addAction(words.say("map.begin_place"))
    place.triggered.connect(lambda: page.layers.places.begin(at))


def _measure_from(page: MapPage, at: QPointF) -> None:
    if not page.canvas.hand.is_measuring:
        page.area.on_measure()
    page.canvas.hand.set_corner(at)
