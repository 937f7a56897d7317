"""Features as they are read from a file, counted against what a laptop can hold; what is left out is told, never silent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from camifield.errors import Problem, Where
from camifield.formats.features.feature import (
    MOST_CORNERS,
    MOST_FEATURES,
    Corner,
    Feature,
    Layer,
    Shape,
    is_on_earth,
)
from camifield.formats.reading.notices import Notice
from camifield.progress import Progress

_STEP = 1_000  # features, or ten times as many corners, between two looks at Stop


class Gathering:
    """Takes the features of one layer. Raises Problem ``too-many-features`` beyond the limits of `feature`, and Stopped.

    `total` is how many features are to come, 0 while nobody knows.
    """

    def __init__(self, file: str, name: str, progress: Progress | None = None) -> None:
        self._progress = progress
        self._told = 0
        self.total = 0
        self._file = file
        self._name = name
        self._features: list[Feature] = []
        self._corners = 0
        self._placeless = 0
        self._off_earth = 0
        self.ends_early = False

    def __len__(self) -> int:
        return len(self._features)

    def add_point(self, longitude: str, latitude: str, words: Mapping[str, str], written: str = "") -> None:
        """A point by its two numbers as written; one that is no place on the earth keeps its words and its numbers."""
        corner = _corner(longitude, latitude)
        if corner is None:
            self._off_earth += 1
            self._add(Feature("none", (), words, latitude, longitude, written))
        else:
            self._add(Feature("point", ((corner,),), words, latitude, longitude, written))

    def add(self, shape: Shape, parts: Sequence[Sequence[Corner]], words: Mapping[str, str]) -> None:
        """Anything else: its corners off the earth are left out and told, and so is a feature without any."""
        kept: list[Sequence[Corner]] = []
        for part in parts:
            good = [corner for corner in part if is_on_earth(*corner)]
            self._off_earth += len(part) - len(good)
            if len(good) >= _LEAST[shape]:
                kept.append(good)
        if not kept:
            self._placeless += 1
        self._add(Feature(shape if kept else "none", tuple(kept), words))

    def _add(self, feature: Feature) -> None:
        self._features.append(feature)
        self._corners += feature.corners
        count = len(self._features)
        if self._progress is not None and count + self._corners // 10 >= self._told + _STEP:
            self._told = count + self._corners // 10
            self._progress.step(count, self.total, "reading.features")
        if count > MOST_FEATURES or self._corners > MOST_CORNERS:
            raise Problem(
                "too-many-features",
                where=Where(file=self._file),
                parameters={"features": MOST_FEATURES, "corners": MOST_CORNERS},
            )

    def layer(self) -> Layer:
        """What was taken in, with what is worth telling."""
        told = (
            ("features-without-place", self._placeless),
            ("places-off-earth", self._off_earth),
        )
        notices = [Notice(code, {"count": count}) for code, count in told if count]
        if self.ends_early:
            notices.append(Notice("file-ends-early", {"count": len(self._features)}))
        return Layer(self._name, tuple(self._features), tuple(notices))


_LEAST: Mapping[Shape, int] = {"none": 1, "point": 1, "line": 2, "area": 3}


def _corner(longitude: str, latitude: str) -> Corner | None:
    try:
        east, north = float(longitude), float(latitude)
    except ValueError:
        return None
    return (east, north) if is_on_earth(east, north) else None
