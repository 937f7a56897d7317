"""Icons come from the maintained font under our own names, in the colour that was asked for."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage

from ui.theme import icons

RED = QColor("#A4231A")


def drawn(image: QImage) -> set[tuple[int, int]]:
    """The points that have ink."""
    return {
        (x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() > 128
    }


@pytest.mark.parametrize("name", icons.ICONS)
def test_the_table_agrees_with_qtawesome(name: str) -> None:
    """A newer QtAwesome that moves a glyph is noticed here, not on a ranger's screen."""
    material, code_point = icons.ICONS[name]
    assert int(icons.charmap()[material], 16) == code_point


@pytest.mark.parametrize("name", ["paw", "sheep", "dog-side", "cat"])
def test_any_material_name_works(name: str) -> None:
    """Signs for animals need no table of their own."""
    assert len(icons.glyph(name)) == 1


def test_an_unknown_name_is_a_fault() -> None:
    """A misspelt icon must not pass as an empty place."""
    with pytest.raises(KeyError):
        icons.glyph("no-such-icon")


def test_an_icon_has_its_colour_and_fills_its_box() -> None:
    """The glyph is really drawn, inside its box, in the colour of its meaning."""
    image = icons.pixmap("error", 40, RED).toImage()
    points = drawn(image)
    assert len(points) > 200
    assert image.pixelColor(*next(iter(points))).rgb() == RED.rgb()
    assert min(x for x, _ in points) < 10
    assert max(x for x, _ in points) > 30


def test_icons_along_the_line_turn_in_right_to_left() -> None:
    """A back arrow points back; a paw stays a paw."""
    ahead, back = (drawn(icons.pixmap("forward", 32, RED, rtl=rtl).toImage()) for rtl in (False, True))
    assert ahead != back
    assert drawn(icons.pixmap("sighting", 32, RED).toImage()) == drawn(
        icons.pixmap("sighting", 32, RED, rtl=True).toImage()
    )


def test_an_icon_for_an_action_is_sharp_on_dense_screens() -> None:
    """Both densities are made."""
    assert {size.width() for size in icons.icon("map", 20, RED).availableSizes()} == {20, 40}
    assert not icons.icon("map", 20, RED).pixmap(20).toImage().isNull()


def test_the_kit_loads_neither_qtawesome_nor_anything_heavy() -> None:
    """The first paint waits for no icon library, database, table or number library."""
    program = (
        "import sys, importlib, pkgutil, ui.widgets, ui.theme, ui.rail\n"
        "for package in (ui.widgets, ui.theme):\n"
        "    for module in pkgutil.iter_modules(package.__path__, package.__name__ + '.'):\n"
        "        importlib.import_module(module.name)\n"
        "heavy = {'qtawesome', 'qtpy', 'numpy', 'sqlmodel', 'sqlalchemy', 'babel', 'PIL', 'openpyxl', 'pyqtgraph'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_a_frozen_program_brings_its_own_copy(tmp_path: Path) -> None:
    """From a stick there is no site-packages: the font lies beside the program, and is found there."""
    fonts = tmp_path / "qtawesome" / "fonts"
    fonts.mkdir(parents=True)
    (fonts / "materialdesignicons6-webfont-charmap-9.9.json").write_text('{"paw": "f03e9"}', "utf-8")
    program = f"import sys; sys._MEIPASS = {str(tmp_path)!r}\nfrom ui.theme import icons\nprint(dict(icons.charmap()))"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "{'paw': 'f03e9'}"
