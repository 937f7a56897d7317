"""Planned rows: what many records have in common is worked out once, and no row comes out other than it would alone."""

from __future__ import annotations

import random
from typing import Any

import pytest

from camifield.fields.grouping import groups_of
from camifield.fields.values import Value
from camifield.kinds.catalogue import kinds
from camifield.revisions.merge import NOTHING, Folded
from camifield.store import record_rows
from camifield.store.record_rows import KindLayout
from camifield.store.states import State
from tests.store.bench import sightings


def state_of(values: dict[str, Value]) -> State:
    """The state of a sighting of these values."""
    groups: Any = groups_of(kinds()["sighting"], values)
    return State(
        7, b"r" * 16, "sighting", Folded((b"c" * 16,), groups), NOTHING, b"a" * 16, 1, 2, None, 3, None
    )


def typed_row(layout: KindLayout, values: dict[str, Value]) -> tuple[Any, ...]:
    """The whole row of the kind's own table."""
    typed = layout.rows(state_of(values)).typed
    assert typed is not None
    return typed.whole(len(layout.tables[0].columns))


def test_a_planned_row_is_the_row_that_comes_without_a_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    """Protects `check` and every refold: the short way gives cell for cell what the long way gives."""
    chance = random.Random(5)
    drawn = [
        {name: value for name, value in values.items() if chance.random() < 0.8} for values in sightings(60)
    ]
    planned = [typed_row(KindLayout(kinds()["sighting"]), values) for values in drawn]
    monkeypatch.setattr(record_rows, "MOST_PLANS", 0)
    assert planned == [typed_row(KindLayout(kinds()["sighting"]), values) for values in drawn]


@pytest.mark.parametrize(
    ("name", "value"),
    [("elevation", "high"), ("decimal_latitude", "north"), ("remarks", ["a", "b"]), ("species", 7)],
)
def test_a_value_of_a_strange_shape_is_kept(monkeypatch: pytest.MonkeyPatch, name: str, value: Value) -> None:
    """Protects what a newer laptop sends: one record that does not fit the plan of its likes is written all the same."""
    layout = KindLayout(kinds()["sighting"])
    plain = next(sightings(1))
    typed_row(layout, plain)
    found = typed_row(layout, {**plain, name: value})
    monkeypatch.setattr(record_rows, "MOST_PLANS", 0)
    assert found == typed_row(KindLayout(kinds()["sighting"]), {**plain, name: value})
    assert typed_row(layout, plain) == typed_row(KindLayout(kinds()["sighting"]), plain)


def test_plans_are_few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Protects memory: records that all answer different questions do not each leave a plan behind."""
    monkeypatch.setattr(record_rows, "MOST_PLANS", 2)
    layout = KindLayout(kinds()["sighting"])
    plain = next(sightings(1))
    for name in list(plain)[1:10]:
        without = {one: value for one, value in plain.items() if one != name}
        assert typed_row(layout, without)[1] == b"r" * 16
    assert len(layout._plans) == 2  # pyright: ignore[reportPrivateUsage]
