"""What every road must do, however it travels: one suite, inherited by the tests of each road.

A test of a road says in `ways` how laptops come to it. `out` is where a laptop gives, `into` where it reads what
others gave: one road for those that are shared, one for each giver where everybody writes files of his own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import pytest

from camifield.progress import Progress, Stopped
from camifield.revisions.headers import Stream
from camifield.revisions.vectors import wants
from camifield.sync.handing import hand_over
from camifield.sync.meeting import Taken, take_in
from camifield.sync.outlook import Teller, look
from camifield.sync.receipts import check_receipt
from camifield.sync.road import Road
from tests.sync.ledgers import Crew, Member


class Ways(Protocol):
    """How the laptops of a test come to a road."""

    def out(self, member: Member) -> Road: ...

    def into(self, member: Member) -> Sequence[Road]: ...

    def spoil(self) -> None:
        """Damage the first thing that was given, in its middle."""
        ...


@dataclass
class StopAfter(Progress):
    """A person who presses Stop at the step of that number."""

    steps: int
    seen: int = field(default=0)

    def __post_init__(self) -> None:
        super().__init__()

    def step(self, done: int, total: int = 0, doing: str = "") -> None:
        self.seen += 1
        if self.seen > self.steps:
            self.stop()
        super().step(done, total, doing)


def logs_of(*members: Member) -> list[set[bytes]]:
    """What each holds in its log, the restricted commits left out."""
    return [
        {name for name, one in member.ledger.log.items() if one.header.stream != Stream.RESTRICTED}
        for member in members
    ]


def restricted_of(member: Member) -> set[bytes]:
    """The restricted commits in a log."""
    return {name for name, one in member.ledger.log.items() if one.header.stream == Stream.RESTRICTED}


class RoadContract:
    """The suite. Its subclasses are collected; they give the fixture `ways`."""

    @pytest.fixture
    def crew(self, tmp_path: Path) -> Crew:
        return Crew(tmp_path / "laptops")

    def give(self, ways: Ways, *members: Member) -> None:
        for member in members:
            member.gives(ways.out(member))

    def take(self, ways: Ways, *members: Member) -> list[Taken]:
        return [member.takes(road) for member in members for road in ways.into(member)]

    def test_what_is_given_comes(self, ways: Ways, crew: Crew) -> None:
        """What one laptop gave is seen by another, and fetched it is the same to the last byte."""
        ranger = crew.enrol("ranger")
        for number in range(7):
            crew.chief.save(number)
        self.give(ways, crew.chief)
        seen = [road.look() for road in ways.into(ranger)]
        marks = {run.feed: run.through for one in seen for run in one.runs}
        assert marks == crew.chief.ledger.giving_vector()
        [taken] = [one for one in self.take(ways, ranger) if one.commits]
        assert taken.commits == 7
        assert not taken.problems
        assert ranger.ledger.log == crew.chief.ledger.log

    def test_looking_changes_nothing(self, ways: Ways, crew: Crew) -> None:
        """A preview counts what would come and go, and takes nothing."""
        ranger = crew.enrol("ranger")
        ranger.save(1)
        crew.chief.save(2)
        self.give(ways, crew.chief)
        before = dict(ranger.ledger.log)
        outlooks = [look(ranger.side, road, Progress()) for road in ways.into(ranger)]
        [coming] = [one.coming for one in outlooks if one.coming is not None]
        assert (coming.commits, coming.known) == (1, 0)
        assert outlooks[0].going.commits == 1
        assert outlooks[0].going.kinds == {"sighting": 1}
        assert ranger.ledger.log == before
        assert not ranger.ledger.heard

    def test_giving_again_changes_nothing(self, ways: Ways, crew: Crew) -> None:
        """Repetition, of giving and of taking, in any order, leaves the same logs."""
        ranger = crew.enrol("ranger")
        crew.chief.save(1)
        ranger.save(2)
        for _ in range(3):
            self.give(ways, ranger, crew.chief, crew.chief)
            self.take(ways, crew.chief, ranger, ranger)
        assert ranger.ledger.log == crew.chief.ledger.log
        assert len(logs_of(ranger)[0]) == 4
        assert not any(look(ranger.side, road, Progress()).wants for road in ways.into(ranger))

    def test_what_came_after_the_look_waits_for_the_next(self, ways: Ways, crew: Crew) -> None:
        """Nobody takes in what he was not shown: more in a feed that he saw, and a laptop that came later, both wait."""
        ranger, other = crew.enrol("ranger"), crew.enrol("ranger")
        shown = crew.chief.save(1)
        self.give(ways, crew.chief)
        outlooks = {id(road): (road, look(ranger.side, road, Progress())) for road in ways.into(ranger)}
        later = {crew.chief.save(1).id, other.save(2).id, other.save(2, Stream.RESTRICTED).id}
        self.give(ways, crew.chief, other)
        told = [
            take_in(ranger.side, road, Progress(), foretold=outlook) for road, outlook in outlooks.values()
        ]
        assert shown.id in ranger.ledger.log
        assert later.isdisjoint(ranger.ledger.log)
        assert ranger.side.shelf.labels() == []
        assert any(taken.has_more for taken in told)
        for road in ways.into(ranger):
            assert not take_in(
                ranger.side, road, Progress(), foretold=look(ranger.side, road, Progress())
            ).has_more
        assert logs_of(ranger)[0] == logs_of(crew.chief)[0] | logs_of(other)[0]
        assert len(ranger.side.shelf.labels()) == 1

    def test_later_commits_follow(self, ways: Ways, crew: Crew) -> None:
        """After a first meeting only what is new is asked for and comes, from both sides."""
        ranger = crew.enrol("ranger")
        crew.chief.save(1)
        self.give(ways, crew.chief)
        self.take(ways, ranger)
        for _ in range(5):
            crew.chief.save(1)
            ranger.save(2)
        self.give(ways, crew.chief, ranger)
        self.take(ways, ranger, crew.chief)
        assert ranger.ledger.log == crew.chief.ledger.log

    def test_stop_at_any_moment_of_giving(self, ways: Ways, crew: Crew) -> None:
        """A give that was stopped shows nothing of itself, and the next one completes."""
        ranger = crew.enrol("ranger")
        for number in range(12):
            crew.chief.save(number)
        for steps in range(4):
            try:
                hand_over(crew.chief.side, ways.out(crew.chief), StopAfter(steps))
            except Stopped:
                assert not [run for road in ways.into(ranger) for run in road.look().runs]
        self.give(ways, crew.chief)
        self.take(ways, ranger)
        assert ranger.ledger.log == crew.chief.ledger.log

    def test_stop_at_any_moment_of_taking(self, ways: Ways, crew: Crew) -> None:
        """What was taken in before Stop stands, and the next attempt brings the rest and nothing twice."""
        ranger = crew.enrol("ranger")
        for number in range(12):
            crew.chief.save(number)
        self.give(ways, crew.chief)
        for steps in range(8):
            for road in ways.into(ranger):
                taken = take_in(ranger.side, road, StopAfter(steps))
                assert taken.is_stopped or not road.look().problems
                assert ranger.ledger.log.keys() <= crew.chief.ledger.log.keys()
        self.take(ways, ranger)
        assert ranger.ledger.log == crew.chief.ledger.log

    def test_a_damaged_packet_is_named_and_the_rest_taken(self, ways: Ways, crew: Crew) -> None:
        """One bad file costs its own content alone, and is said by name."""
        ranger, other = crew.enrol("ranger"), crew.enrol("ranger")
        crew.chief.save(1)
        self.give(ways, crew.chief)
        ways.spoil()
        other.save(2)
        self.give(ways, other)
        assert [problem for taken in self.take(ways, ranger) for problem in taken.problems]
        assert logs_of(ranger) == logs_of(other)

    def test_another_project_is_ignored_and_said(self, ways: Ways, crew: Crew, tmp_path: Path) -> None:
        """What belongs to another team neither comes nor harms."""
        others = Crew(tmp_path / "others", seed=77)
        others.chief.save(1)
        self.give(ways, others.chief)
        ranger = crew.enrol("ranger")
        before = dict(ranger.ledger.log)
        self.take(ways, ranger)
        assert ranger.ledger.log == before
        assert not [run for road in ways.into(ranger) for run in road.look().runs]

    def test_a_strangers_packet_is_refused(self, ways: Ways, crew: Crew, tmp_path: Path) -> None:
        """A device that no admin enrolled brings nothing and says nothing about what it holds."""
        ranger = crew.enrol("ranger")
        impostor = Crew(tmp_path / "impostors", seed=78).enrol("ranger")
        impostor.ledger.project = crew.chief.ledger.project
        impostor.ledger.log = dict(crew.chief.ledger.log)
        impostor.save(9)
        self.give(ways, impostor)
        for road in ways.into(ranger):
            seen = road.look()
            assert not seen.runs
            assert not seen.receipts
            assert "bundle-from-stranger" in {problem.code for problem in seen.problems}
        before = dict(ranger.ledger.log)
        self.take(ways, ranger)
        assert ranger.ledger.log == before

    def test_a_newcomer_enrolled_elsewhere_is_none(self, ways: Ways, crew: Crew) -> None:
        """Somebody taken into the team on another laptop is believed, because the roster that says so lies there too."""
        old = crew.enrol("ranger")
        new = crew.enrol("ranger", is_told=False)
        new.save(3)
        self.give(ways, new, crew.chief)
        self.take(ways, old)
        assert logs_of(old) == logs_of(new)

    def test_receipts_are_verified(self, ways: Ways, crew: Crew) -> None:
        """What others say they hold comes with their signature, and is kept."""
        ranger = crew.enrol("ranger")
        crew.chief.save(1)
        self.give(ways, crew.chief)
        for road in ways.into(ranger):
            for device, receipt in road.look().receipts.items():
                assert check_receipt(receipt, ranger.party.roster()).id == device
        self.take(ways, ranger)
        heard = ranger.ledger.heard[crew.chief.keys.device]
        assert heard.vector == crew.chief.ledger.vector()
        assert wants(heard.vector, ranger.ledger.vector()) == ()

    def test_a_revoked_laptop_is_not_believed(self, ways: Ways, crew: Crew) -> None:
        """The word of a lost laptop on what it holds counts for nothing, and its commits go to quarantine."""
        lost, ranger = crew.enrol("ranger"), crew.enrol("ranger")
        lost.save(1)
        crew.revoke(lost)
        ranger.ledger.log.update(crew.chief.ledger.log)
        self.give(ways, lost)
        self.take(ways, ranger)
        assert lost.keys.device not in ranger.ledger.heard
        assert len(ranger.ledger.quarantine) == 1
        assert not any(look(ranger.side, road, Progress()).wants for road in ways.into(ranger))

    def test_restricted_words_reach_only_their_readers(self, ways: Ways, crew: Crew) -> None:
        """A reviewer gets names and phones; a ranger cannot open them, and carries them on."""
        writer, ranger, reviewer = (crew.enrol(role) for role in ("ranger", "ranger", "reviewer"))
        writer.save(1)
        said = writer.save(1, Stream.RESTRICTED)
        self.give(ways, writer)
        self.take(ways, ranger, reviewer)
        assert restricted_of(ranger) == set()
        assert restricted_of(reviewer) == {said.id}
        assert len(ranger.side.shelf.labels()) == 1

    def test_a_parcel_reaches_its_reader_by_way_of_others(
        self, ways: Ways, crew: Crew, second_ways: Ways
    ) -> None:
        """A gives to C, who cannot read it; C gives to B, who can; and C keeps it until B says that he has it."""
        writer, carrier, reviewer = (crew.enrol(role) for role in ("ranger", "monitor", "reviewer"))
        said = writer.save(1, Stream.RESTRICTED)
        self.give(ways, writer)
        self.take(ways, carrier)
        self.give(second_ways, carrier)
        self.take(second_ways, reviewer)
        assert restricted_of(reviewer) == {said.id}
        assert restricted_of(carrier) == set()
        crew.chief.ledger.log[said.id] = said
        self.give(second_ways, reviewer, crew.chief)
        self.take(second_ways, carrier)
        assert carrier.side.shelf.labels() == []

    def test_a_new_reviewer_gets_what_was_closed_before_he_came(self, ways: Ways, crew: Crew) -> None:
        """What lies there closed to somebody who may read it by now is given again, to him too."""
        writer = crew.enrol("ranger")
        said = writer.save(1, Stream.RESTRICTED)
        writer.save(2)
        self.give(ways, writer)
        reviewer = crew.enrol("reviewer")
        self.give(ways, writer)
        self.take(ways, reviewer)
        assert restricted_of(reviewer) == {said.id}
        assert logs_of(reviewer) == logs_of(writer)

    def test_a_copied_laptop_is_heard_too(self, ways: Ways, crew: Crew) -> None:
        """Two laptops that wrote commits of one number in one feed both get through: a highest number would lose one."""
        writer, ranger = crew.enrol("ranger"), crew.enrol("ranger")
        writer.save(1)
        twin_log = dict(writer.ledger.log)
        first = writer.save(2)
        self.give(ways, writer)
        self.take(ways, ranger)
        writer.ledger.log = twin_log
        second = writer.save(3)
        writer.save(3)
        self.give(ways, writer)
        self.take(ways, ranger)
        assert {first.id, second.id} <= ranger.ledger.log.keys()

    def test_nothing_is_read_from_a_teller(self, ways: Ways, crew: Crew) -> None:
        """Asking for nothing opens nothing."""
        ranger = crew.enrol("ranger")
        crew.chief.save(1)
        self.give(ways, crew.chief)
        teller = Teller()
        assert [piece for road in ways.into(ranger) for piece in road.fetch((), teller, Progress())] == []
        assert teller.problems == []
