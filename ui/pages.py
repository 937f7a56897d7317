"""The pages that are made when they are first asked for."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from ui.window import Window


def make_or_stay(key: str, window: Window, made: Mapping[str, QWidget]) -> QWidget:
    """As `make`; where that fails, the rail goes back to the one of the `made` pages that is in sight.

    What went wrong is raised, and reported like any other mistake of the program.
    """
    try:
        return make(key, window)
    except Exception:
        shown = (name for name, page in made.items() if page.isVisibleTo(window))
        window.rail.show_page(next(shown, "today"))
        raise


def make(key: str, window: Window) -> QWidget:
    """The page of a rail key. Raises KeyError for a page that does not exist."""
    if key == "records":
        from ui.records.page import RecordsPage

        page = RecordsPage(window.desk)
        page.begin.connect(window.begin)
        page.correct.connect(window.correct)
        page.go_on.connect(window.go_on)
        page.wants_export.connect(window.export_of)
        page.decide.connect(window.decide)
        page.begin_at.connect(window.begin_at)
        return page
    if key == "map":
        from ui.map_page.page import MapPage

        page = MapPage(window.desk)
        page.look_at.connect(window.look_at)
        page.begin_at.connect(window.begin_at)
        page.list_these.connect(window.list_these)
        page.wants_places.connect(window.places.open)
        return page
    if key == "review":
        from ui.review.page import ReviewPage

        page = ReviewPage(window.desk, partial(_editors, window))
        page.look_at.connect(window.look_at)
        return page
    if key == "exchange":
        from ui.exchange.page import ExchangePage

        page = ExchangePage(window.desk)
        page.wants_records.connect(window.show_import)
        page.wants_drafts.connect(window.show_drafts)
        page.wants_team.connect(partial(window.show_page, "settings"))
        page.letter_opened.connect(window.open_letter)
        return page
    if key == "settings":
        from ui.settings.page import SettingsPage

        page = SettingsPage(window.desk)
        page.language_changed.connect(window.rebuild)
        page.changed.connect(window.today.refresh_when_seen)
        page.edit.connect(window.correct)
        page.add.connect(window.begin)
        page.wants_places.connect(window.places.open)
        page.reopen.connect(window.reopen)
        return page
    raise KeyError(key)


def _editors(window: Window, kind: str, record: bytes, group: str) -> QWidget:
    """The form's own editors of one group, for the page that decides: the two do not know each other."""
    from ui.forms.group_form import GroupForm

    return GroupForm(window.desk.project, kind, record, group, window.desk.words, window.desk.run)
