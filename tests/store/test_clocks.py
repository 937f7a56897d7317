"""Decisions on clocks in the log: whose count, and that tables, checks and foretelling agree about it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from camifield.clock import milliseconds
from camifield.commands import team as team_commands
from camifield.commands.clocks import put_right
from camifield.errors import Problem
from camifield.progress import Progress
from camifield.queries.clock_spans import Stretch
from camifield.queries.clocks import clock_matters
from camifield.revisions.commits import Commit, seal_chain
from camifield.revisions.encoding import Value
from camifield.revisions.headers import Header, Stream
from camifield.revisions.membership import ROLES
from camifield.revisions.parts import Part
from camifield.store.checking import Surroundings
from camifield.store.proofs import Carried
from tests.dead_battery import IN_2000, DeadBattery, dead_battery
from tests.differing import sighting
from tests.making import ENGLISH
from tests.store.making import Laptop as LittleLaptop
from tests.teams import Laptop, change_role, give, meet

YEAR = 31_556_952_000


@pytest.fixture
def team(tmp_path: Path) -> Iterator[DeadBattery]:
    """Three laptops, one of which wrote in the year 2000."""
    made = dead_battery(tmp_path)
    yield made
    made.close()


def forged(laptop: Laptop, offset_ms: Value) -> Commit:
    """A correction of the laptop's own clock, signed rightly, that no honest program of that role would write."""
    signer = laptop.project.identity.signer(laptop.person)
    feed = signer.feed(Stream.OPEN)
    head = laptop.project.store.head_of_feed(feed)
    group: dict[str, Value] = {"feed": feed.hex(), "from_seq": 1, "to_seq": 9, "offset_ms": offset_ms}
    part = Part("clock_correction", b"\x01" * 16, {"clock": group}, (), None, None)
    header = Header(
        project=signer.project,
        feed=feed,
        stream=Stream.OPEN,
        seq=head.seq + 1,
        previous=head.id,
        author=signer.author,
        lamport=laptop.project.store.highest_lamport() + 1,
        at_ms=milliseconds(laptop.clock.now()),
        quality=1,
        action=1,
    )
    [commit] = seal_chain(header, [part], signer.key, signer.entropy)
    return commit


def is_sound(laptop: Laptop) -> bool:
    """Whether the tables are what the log folds to."""
    project = laptop.project
    around = Surroundings(project.store.project or b"", project.identity.own_feeds())
    return project.store.check(around, Progress()).is_clean


def taken_in(laptop: Laptop, commit: Commit) -> None:
    """Hand a laptop one commit, after it was foretold, and look that both agree."""
    store, own = laptop.project.store, laptop.project.identity.own_feeds()
    store.receive([Carried.of(commit)], own, milliseconds(laptop.clock.now()))
    laptop.project.forget_names()


@pytest.mark.parametrize("role", ROLES)
def test_only_who_may_decide_puts_a_clock_right(team: DeadBattery, role: str) -> None:
    """Enforced where the log is folded: what a ranger's program might write all the same moves no time anywhere."""
    change_role(team.here, team.camp.person, role)
    meet(team.here, team.office, team.camp)
    taken_in(team.office, forged(team.camp, 5 * YEAR))
    found = team.office.project.corrections
    assert bool(found) is (role in ("reviewer", "coordinator"))
    assert bool(clock_matters(team.office.project, ENGLISH).decided) is bool(found)
    assert is_sound(team.office)


def test_a_role_that_changed_is_asked_at_its_place_in_the_log(team: DeadBattery) -> None:
    """What somebody decided as a reviewer stands when he is a ranger later; by then he decides nothing more."""
    change_role(team.here, team.camp.person, "reviewer")
    meet(team.here, team.office, team.camp)
    feed = team.camp.project.identity.signer(team.camp.person).feed(Stream.OPEN)
    put_right(team.camp.project, [Stretch(feed, 2, 4)], YEAR)
    meet(team.here, team.office, team.camp)
    team_commands.change_role(team.here.project, team.camp.person, "ranger")
    meet(team.here, team.office, team.camp)
    for laptop in (team.here, team.office, team.camp):
        assert laptop.project.corrections.at(feed, 3, 0) == YEAR
    with pytest.raises(Problem, match="role-may-not-correct-clocks"):
        put_right(team.camp.project, [Stretch(feed, 2, 4)], 2 * YEAR)


@pytest.mark.parametrize("offset_ms", ["soon", 2**62, {"years": 3}, None])
def test_a_strange_offset_harms_nothing(team: DeadBattery, offset_ms: Value) -> None:
    """Whatever a stranger's version writes there, times are still shown and the store is sound."""
    change_role(team.here, team.camp.person, "reviewer")
    meet(team.here, team.office, team.camp)
    taken_in(team.office, forged(team.camp, offset_ms))
    assert is_sound(team.office)
    assert clock_matters(team.office.project, ENGLISH).wrong or offset_ms == 2**62


def test_a_meeting_speaks_of_a_clock_until_somebody_decided(team: DeadBattery) -> None:
    """Said once and settled: new saves of the corrected stretch warn nobody again, those after it do."""
    store, feed = (
        team.camp.project.store,
        team.camp.project.identity.signer(team.camp.person).feed(Stream.OPEN),
    )
    team.camp.clock.at = IN_2000
    sighting(team.camp)
    [new] = [one for piece in store.carried(feed, 5, 6) for one in piece]

    def clocks() -> int:
        now_ms = milliseconds(team.office.clock.now())
        found = team.office.project.store.foresee([[new]], now_ms, Progress())
        return len(found.clocks)

    assert clocks() == 1
    put_right(team.office.project, [Stretch(feed, 6, 6)], 26 * YEAR)
    assert clocks() == 0


def test_a_store_that_never_knew_the_kind_has_no_decisions(tmp_path: Path) -> None:
    """An older project that is only read, and a store beside the kinds of a test, show the times as they were said."""
    laptop = LittleLaptop(tmp_path / "little")
    assert not laptop.store.corrections()
    laptop.store.close()


def test_two_reviewers_agree_on_every_laptop_about_what_holds(team: DeadBattery) -> None:
    """Decided apart, met in another order each: one time is shown everywhere, and everywhere it is said."""
    [wrong] = clock_matters(team.office.project, ENGLISH).wrong
    put_right(team.office.project, wrong.span.stretches, 26 * YEAR)
    put_right(team.here.project, wrong.span.stretches, 25 * YEAR)
    give(team.here, team.camp)
    give(team.office, team.camp)
    give(team.here, team.office)
    give(team.office, team.here)
    [stretch] = wrong.span.stretches
    shown = {one.project.corrections.at(stretch.feed, 2, 0) for one in (team.here, team.office, team.camp)}
    assert len(shown) == 1
    for one in (team.here, team.office, team.camp):
        assert len(one.project.corrections.rivals()) == 1
        assert is_sound(one)


def test_the_oldest_save_that_nobody_else_has_is_told_by_the_right_time(team: DeadBattery) -> None:
    """ "The oldest is from 3 January 2000" frightens whoever reads it; the day it truly was does not."""
    before = team.camp.project.store.only_here([]).oldest_ms
    [wrong] = clock_matters(team.office.project, ENGLISH).wrong
    put_right(team.office.project, wrong.span.stretches, 826_806_360_000)
    give(team.office, team.camp)
    after = team.camp.project.store.only_here([]).oldest_ms
    assert before is not None
    assert after is not None
    assert before < 31 * YEAR < 56 * YEAR < after
