"""A clock that a receiver's was compared with: believed as long as it goes on as it did, and told to be wrong once."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from camifield.clock import CheckedClock, Quality, SteppedClock
from camifield.queries.clocks import clock_matters
from camifield.queries.history import history
from tests import differing
from tests.dead_battery import IN_2000
from tests.making import ENGLISH
from tests.teams import MORNING, first_laptop

MINUTE = timedelta(minutes=1)


class Seconds:
    """What counts the seconds whoever sets the clock."""

    def __init__(self) -> None:
        self.passed = 0.0

    def __call__(self) -> float:
        return self.passed


def checked() -> tuple[SteppedClock, Seconds, CheckedClock]:
    """A clock, what counts beside it, and the two together."""
    clock, seconds = SteppedClock(step=timedelta(0)), Seconds()
    return clock, seconds, CheckedClock(clock, seconds)


def test_what_agrees_with_the_satellites_is_believed_for_a_day_of_work() -> None:
    """Protects what others judge clocks by: times of a clock that was right count as the receiver's, and not for ever."""
    clock, seconds, both = checked()
    assert both.quality is Quality.SYSTEM
    assert not both.compare(timedelta(seconds=-40))
    assert both.quality is Quality.GPS
    clock.at += timedelta(hours=11)
    seconds.passed += 11 * 3600
    assert both.quality is Quality.GPS
    assert both.now() == clock.at
    clock.at += timedelta(hours=2)
    seconds.passed += 2 * 3600
    assert both.quality is Quality.SYSTEM


@pytest.mark.parametrize("jump", [timedelta(hours=3), timedelta(days=-3650)])
def test_a_clock_that_was_set_since_is_believed_no_longer(jump: timedelta) -> None:
    """Protects against a time that no satellite said: a clock set by hand, or one that lost its battery in a sleep."""
    clock, _, both = checked()
    both.compare(timedelta(0))
    clock.at += jump
    assert both.quality is Quality.SYSTEM
    clock.at -= jump
    assert both.quality is Quality.SYSTEM  # it was not always right since


def test_a_clock_far_off_is_told_once_until_it_is_another() -> None:
    """Protects from a sentence at each fix that everybody stops reading; a clock set wrong otherwise is told again."""
    _, _, both = checked()
    both.compare(timedelta(0))
    far = timedelta(days=3652)
    assert [both.compare(one) for one in (far, far + MINUTE, far, -far)] == [True, False, False, True]
    assert both.quality is Quality.SYSTEM
    assert not both.compare(timedelta(0))
    assert both.compare(far)


def test_a_save_after_a_fix_says_so_and_is_never_taken_for_wrong(tmp_path: Path) -> None:
    """Protects the time that satellites proved: of two saves that contradict each other it is the other that was wrong."""
    laptop = first_laptop(tmp_path)
    laptop.clock.at = MORNING
    laptop.project.checked_clock.compare(timedelta(0))
    good = differing.sighting(laptop, event_date="2026-03-12")
    laptop.clock.at = IN_2000
    bad = differing.sighting(laptop, event_date="2026-03-12")
    laptop.clock.at = MORNING + timedelta(hours=1)
    qualities = [
        entry.quality for record in (good, bad) for entry in laptop.project.store.history(record)[:1]
    ]
    assert qualities == [Quality.GPS, Quality.SYSTEM]
    sure = [stamp for stamp in laptop.project.store.stamps() if stamp.is_sure]
    assert [stamp.at_ms // 86_400_000 for stamp in sure] == [20_527]
    [wrong] = clock_matters(laptop.project, ENGLISH).wrong
    assert wrong.span.records == 1
    laptop.close()


def test_the_history_of_a_record_says_that_the_clock_was_right(tmp_path: Path) -> None:
    """Protects whoever must answer for a time: what a receiver vouched for is told apart from what a laptop only said."""
    laptop = first_laptop(tmp_path)
    before = differing.sighting(laptop, event_date="2026-03-12")
    laptop.project.checked_clock.compare(timedelta(0))
    after = differing.sighting(laptop, event_date="2026-03-12")
    told = [history(laptop.project, record, ENGLISH)[0] for record in (before, after)]
    assert [(one.is_sure, one.clock) for one in told] == [(False, ""), (True, "")]
    laptop.close()
