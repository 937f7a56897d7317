"""Protects shapefiles: zipped or loose, in the encodings of the region, with null shapes and other systems told."""

from __future__ import annotations

from pathlib import Path

import pytest
import shapefile

from camifield.errors import Problem
from camifield.formats.features.shapefiles import read_shapefiles
from camifield.progress import Progress, Stopped
from tests.formats.features.making import UTM, UTM_43N, shapes, written, zipped

POINTS = [((78.5, 41.9), "Кара-Сай 1"), (None, "без места"), ((78.25, 41.875), "Кара-Сай 2")]


def test_points_zipped_with_their_names(tmp_path: Path) -> None:
    """Names in Russian and positions to the last digit; a null shape keeps its row."""
    files = {f"deep/Камеры{ending}": data for ending, data in shapes(shapefile.POINT, POINTS).items()}
    [layer] = read_shapefiles(zipped(tmp_path / "a.zip", files))
    assert layer.name == "Камеры"
    assert [(one.shape, one.longitude, one.latitude, one.words["NAME"]) for one in layer.features] == [
        ("point", "78.5", "41.9", "Кара-Сай 1"),
        ("none", "", "", "без места"),
        ("point", "78.25", "41.875", "Кара-Сай 2"),
    ]
    assert [one.code for one in layer.notices] == ["features-without-place"]


@pytest.mark.parametrize("said", ["1251", "", "windows-1251"])
def test_names_of_an_old_table(tmp_path: Path, said: str) -> None:
    """An old code page is read as the .cpg says, or as its letters look."""
    files = shapes(shapefile.POINT, POINTS * 5, encoding="cp1251")
    for ending, data in files.items():
        written(tmp_path / f"a{ending}", data)
    if said:
        written(tmp_path / "a.cpg", said)
    [layer] = read_shapefiles(tmp_path / "a.shp")
    assert layer.features[0].words["NAME"] == "Кара-Сай 1"


def test_areas_and_lines(tmp_path: Path) -> None:
    """Rings and pieces stay apart."""
    ring = [(70.0, 40.0), (70.0, 41.0), (71.0, 41.0), (70.0, 40.0)]
    hole = [(70.3, 40.5), (70.4, 40.5), (70.4, 40.6), (70.3, 40.5)]
    areas = zipped(
        tmp_path / "a.zip",
        {f"a{end}": data for end, data in shapes(shapefile.POLYGON, [([ring, hole], "R")]).items()},
    )
    lines = zipped(
        tmp_path / "b.zip",
        {f"b{end}": data for end, data in shapes(shapefile.POLYLINE, [([ring], "L")]).items()},
    )
    [area] = read_shapefiles(areas)[0].features
    [line] = read_shapefiles(lines)[0].features
    assert (area.shape, [len(part) for part in area.parts]) == ("area", [4, 4])
    assert (line.shape, line.words["NAME"]) == ("line", "L")


def test_another_system_is_named_and_none_is_told(tmp_path: Path) -> None:
    """Metres are never taken for degrees; without a .prj degrees are assumed, and that is said."""
    metres = {f"a{end}": data for end, data in shapes(shapefile.POINT, POINTS, system=UTM).items()}
    with pytest.raises(Problem) as caught:
        read_shapefiles(zipped(tmp_path / "a.zip", metres))
    assert (caught.value.code, caught.value.parameters["system"]) == (
        "shapefile-in-other-system",
        "WGS_1984_UTM_Zone_47N",
    )
    silent = {f"b{end}": data for end, data in shapes(shapefile.POINT, POINTS, system="").items()}
    [layer] = read_shapefiles(zipped(tmp_path / "b.zip", silent))
    assert [one.code for one in layer.notices][:1] == ["shapefile-without-system"]


def test_metres_of_a_known_system_are_brought_over(tmp_path: Path) -> None:
    """Points keep how they stood in the file, areas lie where they lie, and the change is told."""
    points = [((500_000.0, 4_600_000.0), "a"), ((500_000.0, 9e9), "far")]
    files = {f"a{end}": data for end, data in shapes(shapefile.POINT, points, system=UTM_43N).items()}
    [layer] = read_shapefiles(zipped(tmp_path / "a.zip", files))
    found, far = layer.features
    assert (found.shape, found.longitude) == ("point", "75.0000000")
    assert float(found.latitude) == pytest.approx(41.5513, abs=1e-3)
    assert found.written == "EPSG:32643: E 500000.000 N 4600000.000"
    assert far.shape == "none"
    assert [one.code for one in layer.notices] == ["converted-from-system", "places-off-earth"]
    ring = [(500_000.0, 4_600_000.0), (500_000.0, 4_601_000.0), (501_000.0, 4_601_000.0)]
    files = {
        f"b{end}": data for end, data in shapes(shapefile.POLYGON, [([ring], "R")], system=UTM_43N).items()
    }
    [area] = read_shapefiles(zipped(tmp_path / "b.zip", files))[0].features
    assert all(75 - 1e-6 <= east < 75.02 and 41.5 < north < 41.6 for east, north in area.parts[0])


def test_stop_is_heard(tmp_path: Path) -> None:
    """A long file is left at its next thousand shapes, and is told of on the way."""
    rows = [((70.0, 40.0), "a")] * 2_500
    files = {f"a{end}": data for end, data in shapes(shapefile.POINT, rows).items()}
    path, progress = zipped(tmp_path / "a.zip", files), Progress()
    read_shapefiles(path, progress)
    assert (progress.latest.done, progress.latest.total, progress.latest.doing) == (
        1820,
        2500,
        "reading.features",
    )
    progress.stop()
    with pytest.raises(Stopped):
        read_shapefiles(path, progress)


def outcome(path: Path) -> str:
    """What came of a cut file of forty points: the code of its Problem, or whether there are fewer."""
    try:
        [layer] = read_shapefiles(path)
    except Problem as problem:
        return problem.code
    return "fewer" if len(layer.features) < 40 else "whole"


def test_damage_is_a_problem_or_told(tmp_path: Path) -> None:
    """Cut anywhere: nothing but a Problem comes of it, or the rows before the cut with a word about it."""
    files = shapes(shapefile.POINT, POINTS[:1] * 40)
    for length in range(0, len(files[".shp"]), 37):
        cut = {
            f"a{end}": data[:length] if end == ".shp" else data
            for end, data in files.items()
            if end != ".shx"
        }
        path = zipped(tmp_path / f"{length}.zip", cut)
        assert outcome(path) in ("file-is-damaged", "fewer")


def test_a_table_without_shapes_is_a_problem(tmp_path: Path) -> None:
    """Somebody sent the .dbf alone."""
    with pytest.raises(Problem) as caught:
        read_shapefiles(zipped(tmp_path / "a.zip", {"a.dbf": b"x", "readme.txt": b"x"}))
    assert caught.value.code == "shapefile-without-shapes"
