"""The control: what laptops usually do loses people's work in the very scripts in which ours must lose nothing."""

from __future__ import annotations

import pytest

from tests.simulator.control import play_naively
from tests.simulator.play import play
from tests.simulator.script import Script, Step, make_script

SEEDS = range(2000)


def test_the_newest_clock_overwrites_what_nobody_saw() -> None:
    """Protects the simulator from proving nothing: one edit on each of two laptops, and one is gone without a word."""
    script = Script(
        0,
        2,
        0,
        (
            Step("save", 0, 0, 0),
            Step("stick", 0, 0, 2),
            Step("stick", 1, 0, 2),
            Step("edit", 0, 0, 0),
            Step("edit", 1, 0, 0),
        ),
    )
    loss = play_naively(script)
    assert (loss.missing, loss.overwritten) == (0, 1)


def test_a_copied_disk_loses_what_has_a_number_twice() -> None:
    """Protects the reason for fingerprints: two saves under one number, and each laptop keeps another one for ever."""
    script = Script(0, 2, 0, (Step("copy", 0, 0, 0), Step("save", 0, 0, 0), Step("save", 2, 0, 1)))
    assert play_naively(script).missing == 2


@pytest.mark.parametrize(("seed", "is_missing"), [(4, False), (16, True), (20, True)])
def test_the_control_fails_where_ours_does_not(seed: int, *, is_missing: bool) -> None:
    """Protects the comparison itself: in one and the same script the naive way loses something and ours nothing."""
    loss = play_naively(make_script(seed))
    assert loss.is_any
    assert bool(loss.missing) is is_missing
    assert play(make_script(seed)).is_good


def test_the_control_fails_in_a_good_part_of_all_seeds() -> None:
    """Protects the measure: of 2,000 scripts the naive way loses something in 57 of 100, in 12 for ever."""
    losses = [play_naively(make_script(seed)) for seed in SEEDS]
    lost = sum(loss.is_any for loss in losses) / len(SEEDS)
    missing = sum(loss.missing > 0 for loss in losses) / len(SEEDS)
    overwritten = sum(loss.overwritten > 0 for loss in losses) / len(SEEDS)
    assert (lost > 0.5, missing > 0.1, overwritten > 0.5) == (True, True, True), (
        lost,
        missing,
        overwritten,
    )
