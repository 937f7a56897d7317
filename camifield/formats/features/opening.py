"""The way in for files of places: what a file is, and its layers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Literal

from camifield.errors import Problem, Where
from camifield.formats.features.feature import Layer
from camifield.formats.features.geojson import read_geojson
from camifield.formats.features.gpx import read_gpx
from camifield.formats.features.kml import read_kml, read_kmz
from camifield.formats.features.shapefiles import read_shapefiles
from camifield.progress import Progress

FeatureFile = Literal["gpx", "kml", "kmz", "geojson", "shapefile"]
FEATURE_ENDINGS: Mapping[FeatureFile, tuple[str, ...]] = {
    "gpx": (".gpx",),
    "kml": (".kml",),
    "kmz": (".kmz",),
    "geojson": (".geojson", ".json"),
    "shapefile": (".shp", ".shx", ".zip"),
}


def read_features(path: Path, what: FeatureFile, progress: Progress | None = None) -> list[Layer]:
    """The layers of a file, its tracks left out. Raises the Problems of the readers, ``file-cannot-be-opened``, and Stopped."""
    try:
        return _READERS[what](path, progress)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise Problem(
            "file-cannot-be-opened", where=Where(file=path.name), parameters={"reason": reason}
        ) from error


def _waypoints(path: Path, progress: Progress | None = None) -> list[Layer]:
    gpx = read_gpx(path, progress)
    if not gpx.waypoints.features and gpx.tracks:
        raise Problem(
            "gpx-has-only-tracks", where=Where(file=path.name), parameters={"count": len(gpx.tracks)}
        )
    return [gpx.waypoints]


_READERS: Mapping[FeatureFile, Callable[[Path, Progress | None], list[Layer]]] = {
    "gpx": _waypoints,
    "kml": read_kml,
    "kmz": read_kmz,
    "geojson": read_geojson,
    "shapefile": read_shapefiles,
}
