"""Saving or printing the map: what it is called, for whom it is; places are made coarse unless somebody wants them exact."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLineEdit, QWidget

from camifield.commands.account import tells_too_much
from camifield.errors import Problem
from camifield.geo.mercator import from_unit, to_unit
from camifield.i18n import problems, words
from camifield.i18n.writing import date_text, whole_text
from camifield.queries.mapped import Mapped, mapped_for_others
from camifield.queries.mapped_areas import MappedArea, areas_for_others
from ui.desk import Desk
from ui.map.reading import StillRaster
from ui.map.viewport import Viewport
from ui.map_page.presenter import MapPresenter
from ui.print.map_sheet import MapPaper, MapSheet, ask_file, print_sheet, write_pdf, write_picture
from ui.widgets.asking import Answer, Asking
from ui.widgets.layouts import Column
from ui.widgets.text import Text
from ui.widgets.tick import Tick

PDF, PICTURE, PAPER, NO = "pdf", "picture", "paper", "no"
COARSE_LEVEL, GRID = 8.5, 0.1
"""The nearest level, and the degrees in whose steps the middle is, of a page with coarse places: their widest grid."""
ENDINGS = {PDF: ".pdf", PICTURE: ".png"}


class Brought(NamedTuple):
    """The maps that people brought, the lowest first, and whom a page with them must name."""

    rasters: Sequence[StillRaster] = ()
    credits: Sequence[str] = ()


class Shown(NamedTuple):
    """What the page shows: which part of the world, the records of which question, the maps that people brought."""

    view: Viewport
    mapped: Mapped
    presenter: MapPresenter
    brought: Brought = Brought()


class SavingForm(QWidget):
    """The title of the page, and whether its places are exact."""

    def __init__(self, title: str) -> None:
        super().__init__()
        column = Column(self, gap=8)
        self.title = QLineEdit(title)
        self.title.setAccessibleName(words.say("map.paper_title"))
        self.title.setMaxLength(120)
        self.exact = Tick(words.say("map.exact"))
        self.told = Text(words.say("map.exact_told"), "help", tone="ink2")
        column.addWidget(self.title)
        column.addWidget(self.exact)
        column.addWidget(self.told)


class MapSaving(QObject):
    """Asks, gathers the points that may go out, and writes them."""

    def __init__(self, desk: Desk, page: QWidget) -> None:
        super().__init__(page)
        self._desk = desk
        self._page = page
        self.asking: Asking | None = None
        self.form: SavingForm | None = None
        self.areas: Callable[[], Sequence[MappedArea]] | None = None  # what of own areas is on the map

    def ask(self, shown: Shown, tell: Callable[[str, bool], None]) -> None:
        """Ask how the map goes on paper; `tell` hears what became of it, and whether it went wrong."""
        form = self.form = SavingForm(words.say("map.paper_name"))
        asking = self.asking = Asking(
            self._page,
            words.say("map.save_title"),
            words.say("map.save_sentence"),
            (
                Answer(NO, words.say("kit.cancel")),
                Answer(PAPER, words.say("map.print"), icon="print"),
                Answer(PICTURE, words.say("map.save_picture"), icon="photo"),
                Answer(PDF, words.say("map.save_pdf"), "accent", "document"),
            ),
            escape=NO,
            content=form,
        )

        def on_answered(key: str) -> None:
            if key != NO:
                self._begin(key, form, shown, tell)

        asking.answered.connect(on_answered)

    def _begin(self, key: str, form: SavingForm, shown: Shown, tell: Callable[[str, bool], None]) -> None:
        """Exact points are here already; for others they are read anew, as an export for others reads them."""
        title, is_exact = form.title.text().strip() or words.say("map.paper_name"), form.exact.isChecked()
        path: Path | None = None
        if key in ENDINGS:
            folder = self._desk.project.settings.export_folder or ""
            path = ask_file(self._page, folder, title, ENDINGS[key])
            if path is None:
                return

        def finish(points: Mapped) -> None:
            try:
                self._write(
                    key, path, MapSheet(self._paper(shown, points, title, is_exact), self._desk.words)
                )
            except Problem as problem:
                tell(_sentence(problem), True)
                return
            finally:
                for raster in shown.brought.rasters:
                    raster.close()
            if path is not None:
                tell(words.say("map.saved", file=path.name), False)

        def on_failed(problem: Problem) -> None:
            tell(_sentence(problem), True)

        if is_exact:
            finish(shown.mapped)
            return
        project, query, expand = self._desk.project, shown.presenter.query(), shown.presenter.expand
        task = self._desk.read(lambda progress: mapped_for_others(project, query, expand, progress), self)
        task.done.connect(finish)
        task.failed.connect(on_failed)

    def _paper(self, shown: Shown, points: Mapped, title: str, is_exact: bool, /) -> MapPaper:  # noqa: FBT001
        """The page: what is shown, or what of it may go to others."""
        drawn = self.areas() if self.areas else ()
        return MapPaper(
            shown.view if is_exact else view_for_others(shown.view, points),
            points,
            shown.presenter.letters(points.known),
            title,
            self.subtitle(shown.presenter, is_exact=is_exact),
            [*self._notes(points, is_exact=is_exact), *credit_lines(shown.brought.credits)],
            self._desk.project.settings.map_borders,
            shown.brought.rasters,
            drawn if is_exact else areas_for_others(drawn),
        )

    def _write(self, key: str, path: Path | None, sheet: MapSheet) -> None:
        if key == PAPER or path is None:
            print_sheet(self._page, sheet)
        elif key == PDF:
            write_pdf(path, sheet)
        else:
            write_picture(path, sheet)

    def subtitle(self, presenter: MapPresenter, *, is_exact: bool) -> str:
        """The date and what was asked; for others no name of a person, a place or a file, which would give places back."""
        project, query = self._desk.project, presenter.query()
        asked = presenter.filter_words()
        if not is_exact and tells_too_much(query):
            asked = words.say("about.filter_withheld")
        today = date_text(project.today().isoformat(), words.language())
        return " · ".join(filter(None, (today, asked)))

    def _notes(self, points: Mapped, *, is_exact: bool) -> list[str]:
        """What the reader of the page must know: how exact it is, what is not on it, what the lines mean, whence it is."""
        language = words.language()
        number = whole_text(points.count, language)
        first = words.say("map.paper_count", number=number, placeless=whole_text(points.placeless, language))
        if is_exact:
            exact = words.say("map.paper_exact")
        else:
            moved, hidden = whole_text(points.generalised, language), whole_text(points.hidden, language)
            exact = words.say("map.paper_coarse", moved=moved, hidden=hidden)
        return [
            f"{first} {exact}",
            words.say("map.no_opinion"),
            words.say("map.source"),
        ]


def credit_lines(credits_of_maps: Sequence[str]) -> list[str]:
    """Who made the maps that people brought: the page has room for two lines."""
    half = (len(credits_of_maps) + 1) // 2
    lines = (" · ".join(credits_of_maps[:half]), " · ".join(credits_of_maps[half:]))
    return [line for line in lines if line]


def view_for_others(view: Viewport, points: Mapped) -> Viewport:
    """No nearer than the grid of what was made coarse, and in steps of it: a page must not tell by its middle where to look."""
    if not points.generalised and not points.hidden:
        return view
    longitude, latitude = from_unit(view.x, view.y)
    middle = round(longitude / GRID) * GRID, round(latitude / GRID) * GRID
    return view._replace(level=min(view.level, COARSE_LEVEL)).at(*to_unit(*middle))


def _sentence(problem: Problem) -> str:
    return problems.sentence(problem, words.present())
