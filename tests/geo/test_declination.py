"""Where a compass points: the model's own test values, and what is said of years that no model holds."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camifield.geo.declination import declination


@pytest.mark.parametrize(
    ("day", "latitude", "longitude", "degrees"),
    [
        (date(2020, 1, 1), 80, 0, -1.28),
        (date(2020, 1, 1), 0, 120, 0.16),
        (date(2020, 1, 1), -80, 240, 69.36),
        (date(2025, 1, 1), 80, 0, 1.28),
        (date(2025, 1, 1), 0, 120, -0.16),
        (date(2025, 1, 1), -80, 240, 68.78),
    ],
)
def test_it_is_the_world_magnetic_model(day: date, latitude: float, longitude: float, degrees: float) -> None:
    """The first rows of the test values that NOAA publishes with WMM2020 and WMM2025, at the height of the sea."""
    found = declination(latitude, longitude, day)
    assert found.degrees == pytest.approx(degrees, abs=0.006)
    assert found.model == f"WMM{day.year}"


@given(
    st.floats(min_value=25, max_value=55),
    st.floats(min_value=44, max_value=120),
    st.sampled_from([2015, 2020, 2025]),
)
def test_a_new_model_moves_no_bearing_much(latitude: float, longitude: float, year: int) -> None:
    """From the last day of one model to the first of the next the region's compasses turn by less than both errors."""
    before = declination(latitude, longitude, date(year - 1, 12, 31))
    after = declination(latitude, longitude, date(year, 1, 1))
    assert before.model != after.model
    assert abs(after.degrees - before.degrees) < before.error_deg + after.error_deg


@pytest.mark.parametrize(("near", "far"), [(2009, 1995), (2030, 2040)])
def test_years_outside_all_models_are_less_sure(near: int, far: int) -> None:
    """An old notebook, and a laptop that was not updated, still get a bearing, with an uncertainty that grows by the year."""
    close, distant = (declination(42.3, 76.9, date(year, 7, 1)) for year in (near, far))
    assert distant.degrees == pytest.approx(close.degrees, abs=0.2)
    assert distant.error_deg > close.error_deg + 1.5 > 1.5
    assert declination(42.3, 76.9, date(2026, 7, 1)).error_deg < 0.5


@pytest.mark.parametrize("day", [date.min, date(9999, 12, 31)])
def test_no_day_is_a_mistake_of_the_program(day: date) -> None:
    """A record of somebody else's version may say any day: its bearing is not sure, and its page is shown."""
    assert declination(42.3, 76.9, day).error_deg == 180
