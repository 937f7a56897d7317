"""Shapefiles, zipped or as loose files beside each other (ESRI's description of 1998): shapes and their table."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

from camifield.errors import Problem, Where
from camifield.formats.features.converting import Converter, converter_of
from camifield.formats.features.feature import Layer, as_text
from camifield.formats.features.gathering import Gathering
from camifield.formats.reading.encodings import is_known_encoding, is_mostly_utf8, old_encoding
from camifield.formats.reading.notices import Notice
from camifield.progress import Progress, Stopped

LARGEST = 256_000_000
_PARTS = (".shp", ".dbf", ".shx", ".prj", ".cpg")


@dataclass(frozen=True, slots=True)
class _Files:
    """The files of one layer by their ending, read into memory."""

    name: str
    parts: Mapping[str, bytes]

    def text(self, ending: str) -> str:
        return self.parts.get(ending, b"").decode("utf-8", "replace").strip()


def read_shapefiles(path: Path, progress: Progress | None = None) -> list[Layer]:
    """Every layer of a zip, or the one of a ``.shp`` with its neighbours; what stands in another system is brought over.

    Raises Problem ``shapefile-without-shapes``, ``shapefile-in-other-system`` (one that is not known here), ``file-is-damaged``,
    ``file-too-large-inside``, ``too-many-features``; and Stopped.
    """
    layers = list(_zipped(path)) if zipfile.is_zipfile(path) else [_loose(path)]
    found = [one for one in layers if ".shp" in one.parts]
    if not found:
        raise Problem("shapefile-without-shapes", where=Where(file=path.name))
    return [_read(one, path, progress) for one in found]


def _loose(path: Path) -> _Files:
    """The layer of a .shp on the disk. Its neighbours are looked for under its own name only."""
    parts: dict[str, bytes] = {}
    for ending in _PARTS:
        for neighbour in (path.with_suffix(ending), path.with_suffix(ending.upper())):
            if neighbour.is_file() and ending not in parts:
                if neighbour.stat().st_size > LARGEST:
                    raise _too_large(path, neighbour.stat().st_size)
                parts[ending] = neighbour.read_bytes()
    return _Files(path.stem, parts)


def _zipped(path: Path) -> Iterator[_Files]:
    """The layers of a zip. Names in it are never used as paths."""
    layers: dict[str, dict[str, bytes]] = {}
    left = LARGEST
    try:
        with zipfile.ZipFile(path) as package:
            for info in package.infolist():
                stem, dot, ending = info.filename.rpartition(".")
                if dot + ending.lower() not in _PARTS or "__MACOSX" in stem:
                    continue
                with package.open(info) as file:
                    data = file.read(left + 1)
                left -= len(data)
                if left < 0:
                    raise _too_large(path, info.file_size)
                layers.setdefault(stem, {})[dot + ending.lower()] = data
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise Problem("file-is-damaged", where=Where(file=path.name)) from error
    for stem, parts in layers.items():
        yield _Files(stem.replace("\\", "/").rsplit("/", 1)[-1], parts)


def _read(files: _Files, path: Path, progress: Progress | None) -> Layer:
    import shapefile

    converter = _converter(files, path)
    gathering = Gathering(path.name, as_text(files.name), progress)
    encoding = _encoding(files)
    table = files.parts.get(".dbf")
    try:
        reader: Any = shapefile.Reader(
            shp=BytesIO(files.parts[".shp"]),
            dbf=BytesIO(table) if table else None,
            shx=BytesIO(files.parts[".shx"]) if ".shx" in files.parts else None,
            encoding=encoding,
            encodingErrors="replace",
        )
        names = [as_text(one[0]) for one in reader.fields if one[0] != "DeletionFlag"]
        gathering.total = len(reader)
        for number, shape in enumerate(reader.iterShapes()):
            values: list[object] = list(reader.record(number)) if table else []
            _take(gathering, shape, dict(zip(names, map(as_text, values), strict=False)), converter)
    except (Problem, Stopped):
        raise
    except (
        Exception
    ) as error:  # pyshp raises whatever a damaged file leads to: struct, index, value and its own
        if not len(gathering):
            raise Problem("file-is-damaged", where=Where(file=path.name)) from error
        gathering.ends_early = True
    layer = gathering.layer()
    return Layer(layer.name, layer.features, (*_notices(files, converter), *layer.notices))


def _take(gathering: Gathering, shape: Any, words: Mapping[str, str], converter: Converter | None) -> None:
    """One shape. Types 1, 11 and 21 are points, 3 lines, 5 areas, 8 several points; the tens are those with heights."""
    kind = shape.shapeType % 10 if shape.shapeType else 0
    points: list[Any] = list(getattr(shape, "points", ()))
    if kind in (1, 8) and points:
        for one in points:
            _take_point(gathering, float(one[0]), float(one[1]), words, converter)
        return
    if kind in (3, 5) and points:
        starts = [*shape.parts, len(points)]
        corners = [(float(one[0]), float(one[1])) for one in points]
        if converter is not None:
            corners = [converter.corner(*one) for one in corners]
        parts = [corners[begin:end] for begin, end in pairwise(starts)]
        gathering.add("line" if kind == 3 else "area", parts, words)
        return
    gathering.add("none", (), words)


def _take_point(
    gathering: Gathering, x: float, y: float, words: Mapping[str, str], converter: Converter | None
) -> None:
    if converter is None:
        gathering.add_point(repr(x), repr(y), words)
        return
    east, north = converter.corner(x, y)
    gathering.add_point(f"{east:.7f}", f"{north:.7f}", words, converter.written(x, y))


def _converter(files: _Files, path: Path) -> Converter | None:
    """How the corners are brought over; None for longitude and latitude in WGS 84, and where no .prj says anything."""
    said = files.text(".prj")
    if not said:
        return None
    converter = converter_of(said, path.name)
    return None if converter.is_plain else converter


def _notices(files: _Files, converter: Converter | None) -> tuple[Notice, ...]:
    if converter is not None:
        return (converter.notice(),)
    return () if files.text(".prj") else (Notice("shapefile-without-system"),)


def _encoding(files: _Files) -> str:
    """The encoding of the table: as the .cpg says, else as its bytes look."""
    said = files.text(".cpg").lower().removeprefix("ansi ").removeprefix("oem ")
    said = f"cp{said}" if said.isdigit() and said != "65001" else said
    if said and said != "65001" and is_known_encoding(said):
        return said
    table = files.parts.get(".dbf", b"")
    records = table[int.from_bytes(table[8:10], "little") :][:200_000]
    return "utf-8" if is_mostly_utf8(records) or records.isascii() else old_encoding(records).name


def _too_large(path: Path, size: int) -> Problem:
    sizes = {"size_mb": size // 1_000_000, "limit_mb": LARGEST // 1_000_000}
    return Problem("file-too-large-inside", where=Where(file=path.name), parameters=sizes)
