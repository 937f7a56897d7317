"""What a meeting would change is told beforehand, is what then happens, and writes nothing."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from camifield.clock import milliseconds
from camifield.progress import Progress
from camifield.store.checking_in import Carried
from camifield.store.foreseeing import Foreseen
from camifield.store.writing import Save
from tests.store.contents import shared
from tests.store.making import LOSSES, SECRET, SNOW_LEOPARD, Laptop
from tests.store.teams import carried, joined, receive


def foresee(laptop: Laptop, commits: list[Carried], later_ms: int = 0) -> Foreseen:
    """What taking these in would do, handed over three at a time."""
    pieces = [commits[at : at + 3] for at in range(0, len(commits), 3)]
    return laptop.store.foresee(pieces, milliseconds(laptop.clock.now()) + later_ms, Progress())


def test_each_sort_of_change_is_counted_once(tmp_path: Path) -> None:
    """New, changed, deleted and contested records, with who and why, and none of what both hold already."""
    first = Laptop(tmp_path / "one")
    changed, deleted, contested, same = (first.save({**SNOW_LEOPARD, **LOSSES}) for _ in range(4))
    second = joined(tmp_path / "two", first)
    receive(second, carried(first.store))
    new = second.save({**SNOW_LEOPARD, **SECRET})
    second.edit(changed, {"species": {"species": "wlf"}})
    second.append(Save(deleted, "trace", {}, deleted=True, why="typed twice"))
    second.edit(contested, {"count": {"count": "3"}})
    first.edit(contested, {"count": {"count": "5"}})
    before = shared(first.store)
    found = foresee(first, carried(second.store))
    assert [one.record for one in found.new.shown] == [new]
    assert [one.record for one in found.changed.shown] == [changed]
    assert [(one.record, one.why) for one in found.deleted.shown] == [(deleted, "typed twice")]
    assert [one.record for one in found.contested.shown] == [contested]
    assert found.new.counts == {"trace": 1}
    assert set(found.changed.people) == {second.person}
    assert found.new.shown[0].facts.species == "snl"
    assert (found.living, found.refused.total(), found.erased) == (4, 0, 0)
    assert shared(first.store) == before
    assert same


def test_a_second_look_after_it_happened_finds_nothing(tmp_path: Path) -> None:
    """Everything is known then, and the table of what would change is empty."""
    first = Laptop(tmp_path / "one")
    second = joined(tmp_path / "two", first)
    for _ in range(4):
        second.save({**SNOW_LEOPARD, **SECRET})
    commits = carried(second.store)
    seen = foresee(first, commits)
    assert (seen.new.total, seen.commits) == (4, 8)
    assert receive(first, commits).commits == 8
    again = foresee(first, commits)
    assert (again.new.total, again.commits, again.known) == (0, 0, len(commits))


def test_more_records_than_are_shown_are_all_counted(tmp_path: Path) -> None:
    """A hundred thousand newcomers cost no memory for their values, and are still numbers of the right kind."""
    first = Laptop(tmp_path / "one")
    second = joined(tmp_path / "two", first)
    for _ in range(230):
        second.save(SNOW_LEOPARD)
    found = foresee(first, carried(second.store))
    assert found.new.total == 230
    assert len(found.new.shown) == 200


def test_a_record_that_came_and_went_elsewhere_is_no_news(tmp_path: Path) -> None:
    """Somebody typed and deleted it before we met: nothing that is here changes."""
    first = Laptop(tmp_path / "one")
    second = joined(tmp_path / "two", first)
    gone = second.save(SNOW_LEOPARD)
    second.append(Save(gone, "trace", {}, deleted=True))
    found = foresee(first, carried(second.store))
    assert (found.new.total, found.deleted.total) == (0, 0)


def test_newcomers_strangers_and_clocks_are_told(tmp_path: Path) -> None:
    """Who is new in the team, whose commits are not let in, and a clock ten years back, each said once."""
    first = Laptop(tmp_path / "one")
    second = joined(tmp_path / "two", first)
    second.clock.at -= timedelta(days=3650)
    second.save(SNOW_LEOPARD)
    second.save(SNOW_LEOPARD)
    stranger = Laptop(tmp_path / "three", seed=5)
    stranger.save(SNOW_LEOPARD)
    found = foresee(first, [*carried(second.store), *carried(stranger.store)])
    assert found.refused == {"project-unknown": 2}
    assert [(clock.person, clock.claims_ms < clock.now_ms) for clock in found.clocks] == [
        (second.person, True)
    ]
