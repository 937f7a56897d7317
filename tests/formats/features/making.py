"""Makes files of places as receivers and map programs write them."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import shapefile

WGS84 = (
    'GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],'
    'PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]'
)
UTM_43N = (
    WGS84.replace("GEOGCS[", 'PROJCS["WGS_1984_UTM_Zone_43N",GEOGCS[', 1)
    + ',PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],'
    'PARAMETER["Central_Meridian",75.0],PARAMETER["Scale_Factor",0.9996],PARAMETER["Latitude_Of_Origin",0.0],'
    'UNIT["Meter",1.0]]'
)
# A system without its numbers: nobody can tell which place it is.
UTM = (
    WGS84.replace("GEOGCS[", 'PROJCS["WGS_1984_UTM_Zone_47N",GEOGCS[', 1)
    + ',PROJECTION["Transverse_Mercator"]]'
)


def gpx(inside: str, *, version: str = "1.1") -> str:
    """A GPX file around these elements."""
    place = version.replace(".", "/")
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<gpx version="{version}" creator="test" '
        f'xmlns="http://www.topografix.com/GPX/{place}">{inside}</gpx>'
    )


def kml(inside: str) -> str:
    """A KML file around these elements."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2"'
        f' xmlns:gx="http://www.google.com/kml/ext/2.2"><Document>{inside}</Document></kml>'
    )


def shapes(
    kind: int, rows: list[tuple[Any, str]], *, system: str = WGS84, encoding: str = "utf-8"
) -> dict[str, bytes]:
    """The files of a shapefile with the column NAME, by their ending. A row without a shape is a null shape."""
    shp, shx, dbf = io.BytesIO(), io.BytesIO(), io.BytesIO()
    target: Any = {"shp": shp, "shx": shx, "dbf": dbf}
    writer: Any = shapefile.Writer(**target, shapeType=kind, encoding=encoding)
    writer.field("NAME", "C", 40)
    for shape, name in rows:
        if shape is None:
            writer.null()
        elif kind == shapefile.POINT:
            writer.point(*shape)
        elif kind == shapefile.POLYGON:
            writer.poly(shape)
        else:
            writer.line(shape)
        writer.record(name)
    writer.close()
    files = {".shp": shp.getvalue(), ".shx": shx.getvalue(), ".dbf": dbf.getvalue()}
    return {**files, ".prj": system.encode()} if system else files


def zipped(path: Path, files: dict[str, bytes]) -> Path:
    """A zip with these files."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in files.items():
            package.writestr(name, data)
    return path


def written(path: Path, text: str | bytes) -> Path:
    """A file with this inside."""
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path
