"""Features as a table: a row each, its words in columns, so that points come in by the road of every other table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from camifield.formats.features.feature import MOST_COLUMNS, Layer
from camifield.formats.features.gpx import words_as_columns
from camifield.formats.features.opening import FeatureFile, read_features
from camifield.formats.reading.notices import Notice
from camifield.formats.reading.sources import BLOCK
from camifield.formats.reading.spans import Span
from camifield.progress import Progress


class FeatureTable:
    """One layer as rows of text, headings first. See `SheetSource`.

    The numbers of a point stand as they were written. Lines and areas are no place for a record: their rows have none.
    """

    is_typed = False

    def __init__(self, layer: Layer, *, is_gpx: bool) -> None:
        self.name = layer.name
        self.spans: Sequence[Span] = ()
        without = sum(1 for _ in layer.of_shape("line", "area"))
        self.notices: Sequence[Notice] = (
            *layer.notices,
            *((Notice("features-are-no-points", {"count": without}),) if without else ()),
        )
        words = [words_as_columns(one.words) if is_gpx else one.words for one in layer.features]
        names = list(dict.fromkeys(name for one in words for name in one))[:MOST_COLUMNS]
        # A place in another system stands as it was written: the field reads it, and keeps how it was brought over.
        is_written = any(one.written for one in layer.features)
        self.rows = [[*(_written_heading(names) if is_written else _place_headings(names)), *names]]
        self.rows += [
            [
                *((one.written,) if is_written else (one.latitude, one.longitude)),
                *(said.get(name, "") for name in names),
            ]
            for one, said in zip(layer.features, words, strict=True)
        ]

    def blocks(self, progress: Progress | None = None) -> Iterator[Sequence[Sequence[str]]]:
        """See `SheetSource.blocks`."""
        for start in range(0, len(self.rows), BLOCK):
            block = self.rows[start : start + BLOCK]
            if progress is not None:
                progress.step(start + len(block), len(self.rows), "reading.rows")
            yield block


def feature_tables(path: Path, what: FeatureFile, progress: Progress | None = None) -> list[FeatureTable]:
    """The layers of a file as tables. Raises as `read_features`."""
    return [FeatureTable(layer, is_gpx=what == "gpx") for layer in read_features(path, what, progress)]


def _place_headings(names: Sequence[str]) -> tuple[str, str]:
    """What the columns of the shape's own place are called beside columns that people wrote."""
    taken = {name.casefold() for name in names}
    return (
        ("latitude (wgs84)", "longitude (wgs84)")
        if taken & {"latitude", "longitude"}
        else ("latitude", "longitude")
    )


def _written_heading(names: Sequence[str]) -> tuple[str]:
    """What the one column of the shape's own place is called where it is a text."""
    return ("coordinates (shape)" if "coordinates" in {name.casefold() for name in names} else "coordinates",)
