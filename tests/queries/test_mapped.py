"""Points for the map: every placed record once, the filter's own, and for others never nearer than an export tells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from camifield.commands.saving import save
from camifield.commands.tracks import Chosen, keep, look_at
from camifield.geo.mercator import from_unit
from camifield.geo.position import cell_of
from camifield.kinds.names import EVENT_KINDS
from camifield.progress import Progress, Stopped
from camifield.project.project import Project
from camifield.queries.mapped import Look, mapped, mapped_for_others, no_points
from camifield.queries.values import CardQuery
from tests.formats.features.making import gpx, written
from tests.making import ENGLISH, conflict, make_project, person, save_sighting

EVENTS = CardQuery(kinds=EVENT_KINDS)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """Three argali, a wolf, a cat that may be a leopard, and an attack without a position."""
    made = make_project(tmp_path)
    for number in range(3):
        save_sighting(made, verbatim_coordinates=f"42.3186{number} 76.90412")
    save_sighting(made, species="WOL", verbatim_coordinates="41.5 75.25")
    save_sighting(made, species="SNL", verbatim_coordinates="41.87654 75.51234")
    save(made, "conflict", conflict(made), ENGLISH)
    yield made
    made.drafts.close()
    made.store.close()


def test_every_placed_record_is_a_point_and_the_others_are_counted(project: Project) -> None:
    """Nobody may take the map for all there is: what has no place is told."""
    found = mapped(project, EVENTS)
    assert found.count == 5
    assert found.placeless == 1
    assert set(found.known) == {Look("sighting", "ARG"), Look("sighting", "WOL"), Look("sighting", "SNL")}
    wolf = found.known.index(Look("sighting", "WOL"))
    (at,) = [place for place, look in enumerate(found.looks) if look == wolf]
    assert from_unit(float(found.x[at]), float(found.y[at])) == pytest.approx((75.25, 41.5))
    [card] = project.store.cards_at([int(found.cards[at])])
    assert card.species == "WOL"


def test_the_filter_chooses_the_points(project: Project) -> None:
    """The map answers the question that the list answers."""
    assert mapped(project, replace(EVENTS, species=("ARG",))).count == 3
    assert mapped(project, replace(EVENTS, words="kyzyl", species=("WOL",))).count == 1
    nothing = mapped(project, replace(EVENTS, words="nowhere"))
    assert (nothing.count, nothing.placeless, nothing.box, no_points().box) == (0, 0, None, None)


def test_a_stopped_walk_ends_and_the_store_stays_usable(project: Project) -> None:
    """A newer question stops the older one; nothing of it may hold the file."""
    progress = Progress()
    progress.stop()
    with pytest.raises(Stopped):
        mapped(project, EVENTS, progress=progress)
    save_sighting(project, verbatim_coordinates="43 77")
    assert mapped(project, EVENTS).count == 6


def test_for_others_a_place_is_the_cell_that_an_export_tells(project: Project) -> None:
    """A picture that leaves the laptop must not say more than the workbook does, and leads back to no record."""
    exact, others = mapped(project, EVENTS), mapped_for_others(project, EVENTS)
    assert others.placeless == 1
    assert others.count + others.hidden == exact.count
    leopard = Look("sighting", "SNL")
    shown = [
        from_unit(float(x), float(y))
        for x, y, look in zip(others.x, others.y, others.looks, strict=True)
        if others.known[look] == leopard
    ]
    for longitude, latitude in shown:
        cell = cell_of("41.87654", "75.51234", "0.1")
        assert (latitude, longitude) == pytest.approx((float(cell.latitude), float(cell.longitude)))
    assert not shown or others.generalised
    assert shown or others.hidden
    assert all(card == -1 for card in others.cards)


def test_a_track_is_a_point_for_the_team_and_nothing_for_others(project: Project, tmp_path: Path) -> None:
    """The team sees where a walk began; on a map for others it is neither drawn nor counted."""
    before = mapped_for_others(project, EVENTS)
    points = "".join(
        f'<trkpt lat="42.{at}" lon="76.5"><time>2026-03-11T04:0{at}:00Z</time></trkpt>' for at in range(1, 4)
    )
    path = written(tmp_path / "walk.gpx", gpx(f"<trk><trkseg>{points}</trkseg></trk>"))
    [walk] = look_at(project, path).walks
    keep(project, path.name, [Chosen(walk, bytes.fromhex(person(project)))], ENGLISH)
    shown = mapped(project, EVENTS)
    assert shown.count == 6
    assert Look("track", "") in shown.known
    after = mapped_for_others(project, EVENTS)
    assert (after.count, after.hidden, after.placeless) == (before.count, before.hidden, before.placeless)
    assert mapped_for_others(project, CardQuery(kinds=("track",))).count == 0


def test_known_places_are_nothing_for_others(project: Project) -> None:
    """Where cameras and camps stand is the team's own: also a question that names no kinds gives them to nobody."""
    save(project, "place", {"name": "CAM-07", "verbatim_coordinates": "42.77777 76.12345"}, ENGLISH)
    found = mapped_for_others(project, CardQuery())
    assert found.count
    assert "place" not in {look.kind for look in found.known}
