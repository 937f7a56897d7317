"""Where tracks went: the lines of the question that is asked, whole, with their breaks; and for others none."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from camifield.commands.tracks import Chosen, keep, look_at
from camifield.geo.mercator import from_unit
from camifield.project.project import Project
from camifield.queries.mapped import mapped, mapped_for_others
from camifield.queries.records import detail
from camifield.queries.values import CardQuery
from camifield.queries.ways import way_shapes, ways
from tests.formats.features.making import gpx, written
from tests.making import ENGLISH, make_project, person

WALK = "<trk><trkseg>{}</trkseg><trkseg>{}</trkseg></trk>".format(
    *(
        "".join(
            f'<trkpt lat="{42 + at / 100}" lon="{east}"><time>2026-03-11T{hour:02}:{at:02}:00Z</time></trkpt>'
            for at in range(5)
        )
        for hour, east in ((4, 76.5), (5, 76.7))
    )
)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """One walk in two pieces, its receiver switched off between them."""
    made = make_project(tmp_path)
    looked = look_at(made, written(tmp_path / "walk.gpx", gpx(WALK)))
    who = bytes.fromhex(person(made))
    keep(made, "walk.gpx", [Chosen(walk, who) for walk in looked.walks], ENGLISH)
    yield made
    made.drafts.close()
    made.store.close()


def test_a_track_is_a_line_with_its_breaks(project: Project) -> None:
    """Nobody is shown where they did not walk: what was not recorded is not drawn."""
    found = ways(project, CardQuery())
    assert len(found.boxes) == 2
    ends = [from_unit(*found.points[found.starts[piece]].tolist()) for piece in range(2)]
    assert ends == [pytest.approx((76.5, 42.0)), pytest.approx((76.7, 42.0))]
    assert not found.is_closed


def test_the_map_has_the_ways_of_its_question(project: Project) -> None:
    """What is filtered away is no line either, and a map for others has none at all."""
    assert len(mapped(project, CardQuery()).ways.boxes) == 2
    assert not len(mapped(project, CardQuery(kinds=("sighting",))).ways.boxes)
    assert not len(mapped(project, CardQuery(kinds=("track",), first_day=1, last_day=2)).ways.boxes)
    assert not len(mapped_for_others(project, CardQuery()).ways.boxes)


def test_a_track_in_full_has_its_line(project: Project) -> None:
    """The detail beside the list draws the way; a text that is none draws nothing."""
    [card] = project.store.cards(CardQuery(kinds=("track",)))
    found = detail(project, card.id, ENGLISH)
    assert found is not None
    assert len(way_shapes([found.way]).boxes) == 2
    assert not len(way_shapes([""]).boxes)
