"""What the table of measurements says is what was measured: medians, minima, ratios, and whether an aim is met."""

from __future__ import annotations

import pytest

from tests.bench.measuring import Aim, Measured, in_turn, table


@pytest.mark.parametrize(
    ("aim", "is_met"),
    [
        (Aim("times", 2.0), True),
        (Aim("times", 1.9), False),
        (Aim("faster", 0.5), True),
        (Aim("faster", 0.6), False),
        (Aim("most", 20.0), True),
        (Aim("most", 19.0), False),
        (None, None),
    ],
)
def test_an_aim_is_met_by_medians(aim: Aim | None, is_met: bool | None) -> None:
    """One slow run neither spoils nor saves a measurement."""
    measured = Measured("something", [20.0, 1.0, 300.0], [10.0, 90.0, 2.0], aim=aim)
    assert measured.ratio == 2.0
    assert measured.is_met is is_met


def test_the_table_names_misses() -> None:
    """A miss stands in the table as plainly as what was met."""
    lines = table(
        [
            Measured("quick", [1.0], [1.0], aim=Aim("times", 3)),
            Measured("slow", [7.0], [1.0], aim=Aim("times", 3)),
            Measured("large", [1234.5], unit="MB"),
        ]
    ).splitlines()
    assert lines[2].rstrip(" |").endswith("met")
    assert lines[3].rstrip(" |").endswith("missed")
    assert "1,234 (1,234) MB" in lines[4] or "1,235 (1,235) MB" in lines[4]
    assert len({len(line) for line in lines}) == 1


def test_works_take_turns() -> None:
    """Whatever else the machine does hits ours and the floor alike."""
    order: list[str] = []

    def work(name: str) -> float:
        order.append(name)
        return len(order)

    assert in_turn(2, lambda: work("ours"), lambda: work("floor")) == [[1, 3], [2, 4]]
    assert order == ["ours", "floor", "ours", "floor"]
