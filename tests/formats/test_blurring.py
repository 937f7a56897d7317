"""Records as others see them: nothing that gives a place back, nothing blank without a word, the same cell each time."""

from __future__ import annotations

import math
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camifield.fields.values import Cell
from camifield.formats.blurring import (
    DATES,
    EXACT,
    GIVES_PLACE_BACK,
    GIVES_PLACE_BACK_COARSELY,
    Blurred,
    Blurring,
    is_blurred,
    month_of,
)
from camifield.formats.named_people import NamedPeople
from camifield.geo.earth import distance_m
from camifield.kinds.catalogue import kinds

PLACE: Mapping[str, Cell] = {
    "country_code": "KG",
    "decimal_latitude": 42.3186,
    "decimal_longitude": 76.90412,
    "uncertainty_m": 30,
    "verbatim_coordinates": "42.31860 76.90412",
    "locality": "Upper Kyzyl-Suu",
    "village": "Сары-Булак",
    "remarks": "by the spring",
    "patrol": b"p" * 16,
}


def blur(of_kind: str = "sighting", /, **cells: Cell) -> Blurred:
    """What another than the owner sees of a record."""
    return Blurring(is_exact=False).blur(of_kind, {**PLACE, **cells})


def test_the_owner_sees_everything() -> None:
    """The agency that owns the data gets exact places, whatever the animal."""
    blurring = Blurring(is_exact=True)
    assert blurring.blur("sighting", {**PLACE, "species": "CHE"}) is EXACT
    assert (blurring.generalised, blurring.hidden, blurring.withheld) == (0, 0, 0)


@pytest.mark.parametrize(
    ("species", "step", "latitude", "longitude"),
    [
        ("WOL", "", None, None),
        ("GGZ", "0.001", 42.3185, 76.9045),
        ("ARG", "0.01", 42.315, 76.905),
        ("SNL", "0.1", 42.35, 76.95),
        ("cat_unsure", "0.1", 42.35, 76.95),
    ],
)
def test_each_category_has_its_grid(
    species: str, step: str, latitude: float | None, longitude: float | None
) -> None:
    """Low to high: a thousandth, a hundredth and a tenth of a degree; a wolf's place is no secret."""
    blurred = blur(species=species)
    assert blurred.step == step
    assert blurred.cells.get("decimal_latitude") == latitude
    assert blurred.cells.get("decimal_longitude") == longitude


@pytest.mark.parametrize("kind", ["grazing", "conflict"])
def test_herds_and_losses_are_never_closer_than_a_hundredth_of_a_degree(kind: str) -> None:
    """The place of a corral is somebody's home, whatever animal came there."""
    assert blur(kind, species="WOL").step == "0.01"
    assert blur(kind).step == "0.01"
    assert blur(kind, species="SNL").step == "0.1"


def test_wildlife_seen_at_a_herd_is_guarded_as_if_it_were_recorded_alone() -> None:
    """A herd with "snow leopard seen here" must not tell the leopard's place more closely than its own record."""
    assert blur("grazing", wildlife_seen="WOL SNL").step == "0.1"
    assert blur("grazing", wildlife_seen="WOL").step == "0.01"


@pytest.mark.parametrize(
    "cells", [{"is_told": "informant"}, {"cause_of_death": "poaching_snare"}, {"cause_of_death": "poison"}]
)
def test_poaching_and_informants_are_sensitive_whatever_the_animal(cells: dict[str, Cell]) -> None:
    """Who set a snare and who told of it must not be found from a point on a map."""
    assert blur(species="WOL", **cells).step == "0.1"


@pytest.mark.parametrize("species", ["UNK", "", "own:00"])
def test_an_animal_that_nobody_knows_may_be_any(species: str) -> None:
    """A blank or unknown animal, or one of a newer laptop, is not the way around the policy."""
    assert blur(species=species).step == "0.1"


def test_an_own_animal_is_guarded_as_the_team_said() -> None:
    """The team's word counts for its own animals, and a word that is no category is read as high."""
    own = {"own:01": "none", "own:02": "extreme", "own:03": "whatever"}
    steps = [Blurring(False, own).blur("sighting", {**PLACE, "species": code}).step for code in own]
    assert steps == ["", "", "0.1"]


def test_what_would_give_the_place_back_goes_and_is_named() -> None:
    """Coordinates as typed, locality, remarks and the patrol's own place say it again; each is named as left out."""
    blurred = blur(species="SNL")
    gone = ["verbatim_coordinates", "locality", "patrol", "remarks", "village"]
    assert [name for name in gone if blurred.cells.get(name, "there") is not None] == []
    assert set(gone) == set(blurred.withheld)
    assert "country_code" not in blurred.cells


def test_the_radius_covers_the_cell() -> None:
    """The true point lies within the told uncertainty of the told point."""
    cells = blur(species="SNL", coordinate_uncertainty_in_meters=30).cells
    assert cells["uncertainty_m"] == cells["coordinate_uncertainty_in_meters"]
    latitude, longitude, radius = (
        cells["decimal_latitude"], cells["decimal_longitude"], cells["uncertainty_m"],
    )  # fmt: skip
    assert isinstance(latitude, float)
    assert isinstance(longitude, float)
    assert isinstance(radius, int)
    assert distance_m(42.3186, 76.90412, latitude, longitude) + 30 <= radius


@given(st.floats(-90, 90), st.floats(-180, 180), st.sampled_from(("GGZ", "ARG", "SNL")))
def test_no_point_on_earth_escapes_its_cell(latitude: float, longitude: float, species: str) -> None:
    """At the poles, at the date line and at zero: a fixed cell, and a radius that reaches the truth."""
    cells: dict[str, Cell] = {
        **PLACE,
        "decimal_latitude": latitude,
        "decimal_longitude": longitude,
        "species": species,
    }
    first, again = (Blurring(False).blur("sighting", cells) for _ in range(2))
    assert first == again
    middle, radius = first.cells, first.cells["uncertainty_m"]
    assert isinstance(radius, int)
    told = (float(str(middle["decimal_latitude"])), float(str(middle["decimal_longitude"])))
    assert distance_m(latitude, longitude, *told) <= radius
    step = float(first.step)
    assert math.isclose((told[0] / step - 0.5) % 1, 0, abs_tol=1e-6) or math.isclose(
        (told[0] / step - 0.5) % 1, 1, abs_tol=1e-6
    )


@pytest.mark.parametrize("missing", ["decimal_latitude", "decimal_longitude"])
def test_half_a_position_is_no_way_around(missing: str) -> None:
    """A record with one coordinate only would tell it exactly."""
    blurred = blur(species="SNL", **{missing: None})
    other = {"decimal_latitude": "decimal_longitude", "decimal_longitude": "decimal_latitude"}[missing]
    assert blurred.cells[other] is None
    assert other in blurred.withheld


class TestTheMostEndangered:
    """Extreme: no place at all, and no day."""

    CELLS: Mapping[str, Cell] = {
        **PLACE,
        "species": "CHE",
        "event_date": "2026-03-31/2026-04-01",
        "start_day": "2026-03-31",
        "end_day": "2026-04-01",
        "event_time": "06:20",
        "part_of_day": "night",
        "verbatim_event_date": "night of 31 March",
        "visit_date": "2026-04-02",
        "paid_date": "2026",
    }

    def test_the_place_is_left_out_and_that_is_said(self) -> None:
        """No coordinates, no radius that would hint at them, each named as left out."""
        blurring = Blurring(False)
        blurred = blurring.blur("sighting", self.CELLS)
        hidden = ("decimal_latitude", "decimal_longitude", "uncertainty_m", "locality", "village", "remarks")
        assert [name for name in hidden if blurred.cells.get(name, "there") is not None] == []
        assert blurred.step == ""
        assert {"decimal_latitude", "decimal_longitude", "locality"} <= set(blurred.withheld)
        assert (blurring.generalised, blurring.hidden, blurring.withheld) == (0, 1, 1)

    def test_every_date_is_given_to_the_month(self) -> None:
        """The first and last day follow, so that no column beside it gives the day back."""
        blurred = blur(**self.CELLS)
        assert blurred.is_to_the_month
        assert {name: blurred.cells[name] for name in ("event_date", "visit_date", "paid_date")} == {
            "event_date": "2026-03/2026-04",
            "visit_date": "2026-04",
            "paid_date": "2026",
        }
        assert (blurred.cells["start_day"], blurred.cells["end_day"]) == ("2026-03-01", "2026-04-30")
        assert [blurred.cells[name] for name in ("event_time", "part_of_day", "verbatim_event_date")] == [
            None
        ] * 3

    def test_no_cell_still_holds_the_day(self) -> None:
        """Whatever column comes to hold a date one day, the day is in none."""
        cells = {**self.CELLS, **blur(**self.CELLS).cells}
        assert not [
            name
            for name, cell in cells.items()
            if isinstance(cell, str) and ("03-31" in cell or "31 March" in cell)
        ]

    def test_a_strange_date_is_left_out(self) -> None:
        """A date of a newer version, which cannot be made coarser, is not told at all."""
        blurred = blur(
            species="CHE", event_date="2026-03-12T06:20Z", start_day="2026-03-12", end_day="2026-03-12"
        )
        assert (blurred.cells["event_date"], blurred.cells["start_day"]) == (None, None)
        assert "event_date" in blurred.withheld


@pytest.mark.parametrize(
    ("date", "month"),
    [
        ("2026-03-12", "2026-03"), ("2026-03", "2026-03"), ("2026", "2026"), ("2026-21", "2026-21"),
        ("2026-03-12/2026-03-13", "2026-03"), ("2026-03-31/2026-04-01", "2026-03/2026-04"),
        ("2026-03-12/2026", "2026-03/2026"), ("", None), ("soon", None), ("2026-13-01", None),
    ],
)  # fmt: skip
def test_dates_to_the_month(date: str, month: str | None) -> None:
    """Days lose their number, what is coarser stays, and what is no date is none."""
    assert month_of(date) == month


def test_a_text_that_names_somebody_is_left_out_even_where_the_place_is_told() -> None:
    """A wolf's remark goes out, but not the one that says who stood there."""
    blurring = Blurring(False, {}, NamedPeople(["Гулнара С."]))
    texts = ("remarks", "locality")
    plain = blurring.blur("sighting", {**PLACE, "species": "WOL"}, texts)
    assert plain.cells == {}
    naming = blurring.blur("sighting", {**PLACE, "species": "WOL", "remarks": "вместе с Гулнарой"}, texts)
    assert naming.withheld == ("remarks",)
    owner = blurring.blur(
        "sighting", {**PLACE, "species": "WOL", "locality": "зимовка Бакыта"}, texts, ("Бакыт",)
    )
    assert owner.withheld == ("locality",)
    assert (blurring.hidden, blurring.withheld) == (0, 2)


def test_the_counts_are_those_of_the_rows() -> None:
    """What About says can be counted again in the sheet."""
    blurring = Blurring(False)
    for species in ("WOL", "ARG", "SNL", "CHE"):
        blurring.blur("sighting", {**PLACE, "species": species})
    blurring.blur("patrol", {"locality": "Jukuu", "distance_km": 12.5})
    assert (blurring.generalised, blurring.hidden, blurring.withheld) == (2, 2, 4)


def test_the_store_is_never_touched() -> None:
    """The cells that are handed in stay as they are: truth is in the store, what others see is made anew."""
    cells = {**PLACE, "species": "SNL"}
    before = dict(cells)
    Blurring(False).blur("sighting", cells)
    assert cells == before


def test_every_name_of_the_policy_is_a_field() -> None:
    """A renamed field would slip out of the policy without a word."""
    known = {name for declared in kinds().values() for name in declared.columns}
    assert {*GIVES_PLACE_BACK, *GIVES_PLACE_BACK_COARSELY, *DATES} <= known


@pytest.mark.parametrize(
    ("name", "kept", "text", "wanted"),
    [
        ("decimal_latitude", "42.31860", "42.35", True),
        ("locality", "Jukuu", "", True),
        ("locality", "Jukuu", "Tosor", True),
        ("event_date", "2026-03-12", "2026-03", True),
        ("event_date", "2026-03-12", "'2026-03", True),
        ("event_date", "2026-03-12", "2026-03-13", False),
        ("event_time", "06:20", "", True),
        ("event_time", "06:20", "07:20", False),
        ("species", "SNL", "LYN", False),
        ("habitat", "rock", "", True),
        ("count", "2", "3", False),
    ],
)
def test_a_blurred_cell_is_no_change_and_a_change_is(name: str, kept: str, text: str, wanted: bool) -> None:
    """What we made coarser ourselves never comes back as a correction; what somebody put right there does."""
    assert is_blurred(name, kept, text) is wanted
