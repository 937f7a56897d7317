"""The order of the Tab key over a form: as it reads, and past what was noticed unless a person goes back to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.forms.findings import FindingsBox

OFFER = "isOffer"
"""The property of a widget whose buttons are offers: Tab goes over them too."""


def put_in_order(holder: QWidget, in_reading_order: Iterable[QWidget]) -> None:
    """Let Tab visit what is inside these widgets of a window in this order; Qt puts what is made later at the end.

    Inside each of them the editors have seen to their own order; what was noticed stands after them.
    """
    places = {widget: place for place, widget in enumerate(_chain_from(holder))}
    stops: list[QWidget] = []
    for widget in in_reading_order:
        inside = [widget, *cast("list[QWidget]", widget.findChildren(QWidget))]  # pyright: ignore[reportUnknownMemberType]
        inside.sort(key=lambda one: (is_noticed(one), places.get(one, 0)))
        stops += [one for one in inside if one.focusPolicy() != Qt.FocusPolicy.NoFocus]
    for before, after in pairwise(stops):
        QWidget.setTabOrder(before, after)


def is_noticed(widget: QWidget | None) -> bool:
    """Whether this is an action under a row of the form: of a finding, or an offer that nobody has to answer."""
    while widget is not None and not (isinstance(widget, FindingsBox) or widget.property(OFFER)):
        widget = widget.parentWidget()
    return widget is not None


def _chain_from(first: QWidget) -> Iterator[QWidget]:
    """All widgets of the window in the order of the Tab key."""
    widget = first
    while True:
        yield widget
        following = widget.nextInFocusChain()
        if following is None or following is first:
            return
        widget = following
