"""Finding wrong clocks: the fewest saves are called wrong, and what is said to bound them does."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from camifield.revisions.wrong_clocks import SLACK_MS, Claim, Why, WrongRun, find_wrong

HOUR, DAY = 3_600_000, 86_400_000
MADE, NOW = 1000 * DAY, 2000 * DAY
A, B, C = b"a", b"b", b"c"


def line(feed: bytes, times: Sequence[int], *, start: int = 1, step: int = 1) -> list[Claim]:
    """Saves of one laptop at these times; their lamport numbers begin at `start`."""
    return [Claim(start + step * place, feed, place + 1, at_ms) for place, at_ms in enumerate(times)]


def found(*lines: list[Claim], now_ms: int | None = NOW) -> dict[bytes, list[WrongRun]]:
    """What is wrong among laptops that each write one feed."""
    return find_wrong({one[0].feed: one for one in lines}, made_ms=MADE, now_ms=now_ms)


def test_right_clocks_are_left_alone() -> None:
    """An hour back for the winter, a week in a drawer, a clock set by hand: nobody is asked about that."""
    times = [1500 * DAY, 1501 * DAY, 1501 * DAY - HOUR, 1510 * DAY, 1510 * DAY - SLACK_MS // 2]
    assert not found(line(A, times))


def test_a_dead_battery_is_found_with_its_bounds() -> None:
    """The saves of the year 2000 between two right times lie between these, whatever the clock said."""
    times = [1500 * DAY, 7 * DAY, 7 * DAY + HOUR, 1503 * DAY]
    [run] = found(line(A, times))[A]
    assert run.why == Why.TOO_EARLY
    assert run.stretches == {A: (2, 3)}
    least, most = 1500 * DAY - 7 * DAY, 1503 * DAY - 7 * DAY - HOUR
    assert (run.least_ms, run.most_ms, run.best_ms) == (least, most, (least + most) // 2)


def test_a_clock_that_runs_slow_is_bounded_all_the_same() -> None:
    """Minutes lost in a day of a bad clock do not throw away what is known of the day."""
    times = [1500 * DAY, 7 * DAY, 7 * DAY + HOUR, 1500 * DAY + HOUR // 2]
    [run] = found(line(A, times))[A]
    assert run.least_ms is not None
    assert run.most_ms is not None
    assert run.least_ms <= run.most_ms
    assert abs(run.least_ms - 1493 * DAY) <= HOUR


def test_each_start_with_a_dead_battery_is_a_run_of_its_own() -> None:
    """A clock that begins at the same hour at every start needs another correction each time, in order."""
    times = [1500 * DAY, 7 * DAY, 7 * DAY + 5 * HOUR, 7 * DAY, 7 * DAY + HOUR, 1503 * DAY]
    first, second = found(line(A, times))[A]
    assert first.stretches == {A: (2, 3)}
    assert second.stretches == {A: (4, 5)}
    assert first.least_ms is not None
    assert second.least_ms == first.least_ms + 5 * HOUR


def test_a_clock_ahead_of_what_came_after_is_found() -> None:
    """Three months ahead until somebody set it: the few are wrong, and not all that came after."""
    times = [1500 * DAY, 1590 * DAY, 1501 * DAY, 1502 * DAY, 1503 * DAY]
    [run] = found(line(A, times))[A]
    assert run.why == Why.AHEAD
    assert run.stretches == {A: (2, 2)}


def test_a_time_that_has_not_come_is_found_only_by_a_clock_that_is_right() -> None:
    """The year 2099 is wrong here; a laptop that itself stands in the year 2000 blames nobody for being later."""
    ahead = line(A, [1500 * DAY, 9000 * DAY])
    assert found(ahead)[A][0].why == Why.AHEAD_OF_US
    assert not found(ahead, now_ms=None)


def test_a_laptop_that_built_on_later_saves_is_behind() -> None:
    """Its own times go on evenly, but it had seen what another wrote a month later."""
    seen = line(B, [1530 * DAY])
    late = line(A, [1500 * DAY, 1501 * DAY], start=2)
    wrong = found(seen, late)
    assert set(wrong) == {A}
    assert wrong[A][0].why == Why.BEHIND
    assert wrong[A][0].least_ms == 30 * DAY


def test_the_laptop_that_contradicts_most_others_is_the_wrong_one() -> None:
    """Two laptops built on what a third wrote a month ahead: not both of them are behind."""
    ahead = [Claim(1, A, 1, 1530 * DAY), Claim(3, A, 2, 1530 * DAY + HOUR)]
    one, two = [Claim(2, B, 1, 1500 * DAY)], [Claim(4, C, 1, 1501 * DAY)]
    wrong = found(ahead, one, two)
    assert set(wrong) == {A}
    assert wrong[A][0].why == Why.AHEAD


def test_what_is_sure_is_never_wrong() -> None:
    """A time from a GPS is not asked about; the others are judged by it."""
    times = line(A, [1500 * DAY, 1400 * DAY, 1501 * DAY])
    times[1] = times[1]._replace(is_sure=True)
    [run] = found(times)[A]
    assert run.stretches == {A: (1, 1)}
    assert not found([Claim(1, A, 1, 0, is_sure=True)])


def test_what_is_settled_is_not_asked_about_and_blames_nobody() -> None:
    """Somebody decided about it, perhaps wrongly: its neighbours do not become wrong by that."""
    times = line(A, [1500 * DAY, 7 * DAY, 1501 * DAY])
    times[1] = times[1]._replace(is_settled=True)
    assert not found(times)


def test_two_who_wrote_apart_prove_nothing() -> None:
    """The same lamport number on two laptops says only that neither saw the other."""
    assert not found(line(A, [1500 * DAY, 1501 * DAY]), line(B, [1700 * DAY, 1701 * DAY]))


def test_numbers_that_were_counted_apart_prove_nothing() -> None:
    """A laptop that worked alone for weeks counted from one by itself; nor does what the roster may have counted."""
    team, loner = line(A, [1530 * DAY]), line(B, [1500 * DAY], start=2)
    lines = {A: team, B: loner}
    assert find_wrong(lines, made_ms=MADE, now_ms=NOW)
    assert not find_wrong(lines, made_ms=MADE, now_ms=NOW, projects={B: b"its own"})
    assert not find_wrong(lines, made_ms=MADE, now_ms=NOW, also_seen=[1])


@given(st.lists(st.integers(0, 3000).map(lambda days: days * DAY), min_size=1, max_size=12))
def test_what_is_left_never_goes_back_and_bounds_are_in_order(times: list[int]) -> None:
    """Whatever clocks say: every save is in one run at most, and what is called right makes sense."""
    runs = found(line(A, times)).get(A, [])
    wrong = [claim.seq for run in runs for claim in run.claims]
    assert len(wrong) == len(set(wrong))
    left = [at_ms for place, at_ms in enumerate(times) if place + 1 not in wrong]
    highest = 0
    for at_ms in left:
        assert MADE <= at_ms <= NOW + SLACK_MS
        assert at_ms >= highest - 2 * SLACK_MS
        highest = max(highest, at_ms)
    for run in runs:
        if run.least_ms is not None and run.most_ms is not None:
            assert run.least_ms <= run.most_ms
