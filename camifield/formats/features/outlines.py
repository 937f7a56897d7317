"""The areas and lines of a file of any of the kinds that are read here, each with its words; points are only counted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

from camifield.errors import Problem, Where
from camifield.formats.features.feature import Corner, Feature, Layer
from camifield.formats.features.gpx import read_gpx
from camifield.formats.features.opening import FEATURE_ENDINGS, FeatureFile, read_features
from camifield.formats.reading.notices import Notice
from camifield.formats.reading.scans import scan
from camifield.formats.reading.signatures import recognise
from camifield.progress import Progress

_NAMED = ("name", "название", "наименование", "имя", "нэр", "title", "label")


@dataclass(frozen=True, slots=True)
class Outline:
    """One area or line. parts: rings or the pieces of a line, as in `Feature`. words: its properties, layer included."""

    is_closed: bool
    parts: Sequence[Sequence[Corner]]
    words: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Outlines:
    """What a file holds. columns: the names of the properties, in the order of the file. points: how many single places
    lie beside the shapes.
    """

    found: tuple[Outline, ...]
    columns: tuple[str, ...]
    points: int
    notices: tuple[Notice, ...]

    @property
    def name_column(self) -> str:
        """The column that most likely holds the names: called so, else beginning or ending so; empty for none."""
        filled = [one for one in self.columns if any(outline.words.get(one) for outline in self.found)]
        folded = [(one, one.casefold()) for one in filled]
        exact = (one for wanted in _NAMED for one, name in folded if name == wanted)
        about = (
            one
            for wanted in _NAMED
            for one, name in folded
            if name.startswith(wanted) or name.endswith(wanted)
        )
        return next(exact, "") or next(about, "")


def read_outlines(path: Path, progress: Progress | None = None) -> Outlines:
    """Read a GPX (its routes), KML, KMZ, GeoJSON or shapefile, seen from its content.

    Raises Problem ``file-is-not-of-places`` for anything else, those of the readers, and Stopped.
    """
    container = recognise(path, scan(path, progress).head).container
    if container not in FEATURE_ENDINGS:
        raise Problem("file-is-not-of-places", where=Where(file=path.name))
    what = cast("FeatureFile", container)
    layers = _routes(path, progress) if what == "gpx" else read_features(path, what, progress)
    found = [one for layer in layers for one in _outlines(layer, is_one_of=len(layers))]
    columns = dict.fromkeys(name for one in found for name, text in one.words.items() if text)
    points = sum(1 for layer in layers for _ in layer.of_shape("point"))
    return Outlines(
        tuple(found), tuple(columns), points, tuple(notice for layer in layers for notice in layer.notices)
    )


def _routes(path: Path, progress: Progress | None) -> list[Layer]:
    """A planned route is a line that somebody drew; where somebody went is a track, and no area."""
    gpx = read_gpx(path, progress)
    return [replace(gpx.routes, features=(*gpx.waypoints.features, *gpx.routes.features))]


def _outlines(layer: Layer, *, is_one_of: int) -> Iterator[Outline]:
    """A feature each; pieces that a file gives one after the other with one set of words are one area or line."""
    last: Feature | None = None
    parts: list[Sequence[Corner]] = []
    for one in layer.of_shape("area", "line"):
        if last is not None and not (one.words is last.words and one.shape == last.shape):
            yield _outline(layer, last, parts, is_one_of)
            parts = []
        last = one
        parts.extend(one.parts)
    if last is not None:
        yield _outline(layer, last, parts, is_one_of)


def _outline(layer: Layer, feature: Feature, parts: Sequence[Sequence[Corner]], is_one_of: int) -> Outline:
    words = {**feature.words, "layer": layer.name} if is_one_of > 1 else feature.words
    return Outline(feature.shape == "area", tuple(parts), words)
