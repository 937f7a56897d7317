"""The ways of tracks, for the map: read as they are kept to be drawn, a thousand points each at most."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from camifield.geo.basemap import Shapes, shapes_of
from camifield.geo.mercator import to_unit_arrays
from camifield.progress import Progress
from camifield.project.project import Project
from camifield.queries.values import CardQuery, Expand, expand_nothing

if TYPE_CHECKING:
    from numpy.typing import NDArray

KIND, WAY = "track", "footprint_wkt"
_PIECE = re.compile(r"\(([^()]+)\)")


def ways(
    project: Project, query: CardQuery, expand: Expand = expand_nothing, progress: Progress | None = None
) -> Shapes:
    """The ways of an answer's tracks as lines of the unit square, for the worker. Raises Stopped, Problem."""
    watched = progress or Progress()
    found: list[str] = []
    if not query.kinds or KIND in query.kinds:
        for rows in project.store.rows(KIND, replace(query, kinds=(KIND,)), (WAY,), expand):
            watched.step(len(found), doing="map.looking")
            found += [str(text) for (text,) in rows if text]
    return way_shapes(found)


def no_ways() -> Shapes:
    """No line at all."""
    return shapes_of((), is_closed=False)


def way_shapes(texts: Iterable[str]) -> Shapes:
    """Ways in well-known text (`geo.tracks.as_wkt`) as lines of the unit square."""
    return shapes_of([piece for text in texts for piece in way_pieces(text)], is_closed=False)


def way_pieces(text: str) -> list[NDArray[np.float64]]:
    """The lines of a LINESTRING or MULTILINESTRING in degrees, in the unit square; nothing of another text."""
    pieces: list[NDArray[np.float64]] = []
    for piece in _PIECE.findall(text):
        degrees = np.array(piece.replace(",", " ").split(), np.float64).reshape(-1, 2)
        pieces.append(np.column_stack(to_unit_arrays(degrees[:, 0], degrees[:, 1])))
    return pieces
