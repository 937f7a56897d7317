"""The map on paper: whole files, all that was seen, marks apart, and nothing more exact than others may know."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from camifield.errors import Problem
from camifield.geo.mercator import to_unit
from camifield.queries.mapped import Look, Mapped
from camifield.queries.ways import way_shapes
from tests.making import ENGLISH
from ui.map.viewport import Viewport
from ui.print.map_sheet import HIGH, SHARP, WIDE, MapPaper, MapSheet, write_pdf, write_picture
from ui.theme.theme import look

NOTES = ("Records on the map: 40; without a place: 2.", "Lines imply no opinion.", "Map: sources.")


def paper(width: int = 1198, height: int = 600) -> MapPaper:
    """Forty records of a valley, as they were seen in a window of that size."""
    dice = np.random.default_rng(4)
    spots = [to_unit(75.4 + dx, 41.9 + dy) for dx, dy in dice.normal(0, 0.08, (40, 2)).tolist()]
    mapped = Mapped(
        np.arange(40),
        np.array([x for x, _ in spots]),
        np.array([y for _, y in spots]),
        (np.arange(40) % 3).astype(np.uint16),
        (Look("sighting", "ARG"), Look("grazing", ""), Look("conflict", "WOL")),
        way_shapes(["LINESTRING (75.30 41.90, 75.42 41.95, 75.50 41.93)"]),
        placeless=2,
    )
    view = Viewport(*to_unit(75.4, 41.9), 9.5, width, height)
    return MapPaper(view, mapped, ["Ar", "He", "Wo"], "Ak-Bulut, <winter>", "14 March 2026", NOTES)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_picture_is_written_and_opens(qapp: QApplication, tmp_path: Path, theme: str) -> None:
    """A PNG of a whole page at 240 dots an inch, light on every theme; with signs of each kind on it."""
    look().apply(qapp, theme)
    write_picture(tmp_path / "map.png", MapSheet(paper(), ENGLISH))
    opened = QImage(str(tmp_path / "map.png"))
    assert (opened.width(), opened.height()) == (round(WIDE * SHARP), round(HIGH * SHARP))
    assert opened.pixelColor(5, 5).lightness() == 255
    assert [one.name for one in tmp_path.iterdir()] == ["map.png"]
    look().apply(qapp, "light")


def test_a_pdf_is_written_whole_or_not_at_all(qapp: QApplication, tmp_path: Path) -> None:
    """A real PDF of one page; where it cannot be written there is a Problem and no half file."""
    del qapp
    write_pdf(tmp_path / "map.pdf", MapSheet(paper(), ENGLISH))
    data = (tmp_path / "map.pdf").read_bytes()
    assert data.startswith(b"%PDF")
    assert b"%%EOF" in data[-32:]
    with pytest.raises(Problem) as told:
        write_pdf(tmp_path / "nowhere" / "map.pdf", MapSheet(paper(), ENGLISH))
    assert told.value.code == "file-not-written"
    assert [one.name for one in tmp_path.iterdir()] == ["map.pdf"]


@pytest.mark.parametrize(("width", "height"), [(1198, 600), (1752, 920), (640, 900), (300, 200)])
def test_all_that_was_seen_is_on_the_page(qapp: QApplication, width: int, height: int) -> None:
    """A wide screen and a narrow one: paper shows at least the part that somebody chose, but for a thin edge."""
    del qapp
    given = paper(width, height)
    shown = MapSheet(given, ENGLISH).view
    west, north, east, south = given.view.box
    edge = 0.12 * (east - west)
    assert shown.box[0] <= west + edge
    assert shown.box[2] >= east - edge
    assert shown.box[1] <= north + 0.12 * (south - north)
    assert shown.box[3] >= south - 0.12 * (south - north)


def test_marks_on_paper_do_not_touch(qapp: QApplication) -> None:
    """The page has its own scale, and marks are gathered for it."""
    del qapp
    sheet = MapSheet(paper(), ENGLISH)
    sheet.map_picture()
    marks, scale = sheet.points.marks, sheet.view.scale
    assert marks.counts.sum() == 40
    for one, other in combinations(range(len(marks)), 2):
        away = np.hypot(marks.x[one] - marks.x[other], marks.y[one] - marks.y[other]) * scale
        assert away >= marks.radii[one] + marks.radii[other]
