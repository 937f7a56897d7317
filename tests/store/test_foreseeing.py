"""What a meeting would change is told beforehand, is what then happens, and writes nothing."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from camifield.clock import milliseconds
from camifield.errors import Problem
from camifield.fields.grouping import groups_of
from camifield.progress import Progress
from camifield.revisions.membership import LastAccepted
from camifield.revisions.roster_parts import person_part
from camifield.store.foreseeing import Foreseen
from camifield.store.proofs import Carried
from camifield.store.states import State, StateReader
from camifield.store.writing import Save
from tests.store.contents import shared
from tests.store.making import LOSSES, SECRET, SNOW_LEOPARD, Laptop
from tests.store.teams import carried, enrol, joined, own_feeds, receive, revoke


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
    assert (found.living.total(), found.refused.total(), found.erased) == (4, 0, 0)
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


def pictured(laptop: Laptop) -> dict[bytes, State]:
    """What every record here holds."""
    reader = StateReader(laptop.store._connections.reader())  # pyright: ignore[reportPrivateUsage]
    ids = laptop.store._connections.reader().execute("SELECT serial FROM record")  # pyright: ignore[reportPrivateUsage]
    return {state.id: state for state in reader.states([row[0] for row in ids.fetchall()]).values()}


def happened(before: dict[bytes, State], after: dict[bytes, State]) -> dict[str, int]:
    """How many records of each sort there are, seen from the tables of before and after."""
    found = {"new": 0, "changed": 0, "deleted": 0, "withdrawn": 0, "contested": 0}
    for record in before.keys() | after.keys():
        was, now = before.get(record), after.get(record)
        if was is None:
            found["new"] += now is not None and not now.deleted
        elif now is None:
            found["withdrawn"] += not was.deleted
        elif any(
            now.of(stream).conflicts.keys() - was.of(stream).conflicts.keys()
            or now.of(stream).edited_after_delete > was.of(stream).edited_after_delete
            for stream in (1, 2)
        ):
            found["contested"] += 1
        elif now.deleted:
            found["deleted"] += not was.deleted
        else:
            found["changed"] += was.deleted or was.groups != now.groups
    return found


def act(team: list[Laptop], data: st.DataObject, records: list[bytes]) -> None:
    """Something that one of them does: with records, with the roster, or meeting another."""
    laptop, other = data.draw(st.permutations(team))[:2]
    what = data.draw(
        st.sampled_from(["save", "edit", "edit", "name", "delete", "meet", "meet", "role", "revoke"])
    )
    if what == "save" or not records:
        records.append(laptop.save({**SNOW_LEOPARD, **SECRET} if data.draw(st.booleans()) else SNOW_LEOPARD))
    elif what == "meet":
        receive(other, carried(laptop.store))
    elif what == "role" and other is not team[0]:
        role = data.draw(st.sampled_from(["monitor", "ranger", "reviewer"]))
        enrol(team[0], [person_part(other.person, role, team[0].store.roster().heads[other.person])])
    elif what == "revoke" and other is team[2]:
        through = [
            LastAccepted(feed, head.seq, head.id)
            for feed in own_feeds(other)
            if (head := team[0].store.head_of_feed(feed)).seq
        ]
        revoke(team[0], other, through[: data.draw(st.integers(0, 2))])
    else:
        record = data.draw(st.sampled_from(records))
        values = data.draw(st.sampled_from(["1", "2", "3"]))
        groups = {"informant_name": values} if what == "name" else {"count": values}
        change = Save(record, "trace", groups_of(laptop.registry["trace"], groups))
        if what == "delete":
            change = Save(record, "trace", {}, deleted=True)
        if laptop.store.record(record) is not None:
            with suppress(Problem):
                laptop.append(change)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_what_is_foretold_is_what_happens(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """Over little histories of three laptops, with roles changed and a laptop revoked: the same numbers of each sort."""
    root = tmp_path_factory.mktemp("foretold")
    first = Laptop(root / "one")
    second = joined(root / "two", first, role=data.draw(st.sampled_from(["monitor", "ranger", "reviewer"])))
    third = joined(root / "three", first, role="monitor", seed=98)
    team, records = [first, second, third], list[bytes]()
    receive(second, carried(first.store))
    for _ in range(data.draw(st.integers(3, 14))):
        act(team, data, records)
    taker, giver = data.draw(st.permutations(team))[:2]
    commits = carried(giver.store)
    told = taker.store.foresee(
        [commits[at : at + 3] for at in range(0, len(commits), 3)], 1, Progress(), own_feeds=own_feeds(taker)
    )
    before = pictured(taker)
    for at in range(0, len(commits), 3):
        receive(taker, commits[at : at + 3])
    sorts = {name: getattr(told, name).total for name in happened(before, {})}
    assert sorts == happened(before, pictured(taker))
    assert taker.check().is_clean
    for laptop in team:
        laptop.close()
