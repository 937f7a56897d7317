"""What a meeting brought is set aside as one and taken back in as one; nothing is lost by it, and nothing travels."""

from __future__ import annotations

from pathlib import Path

import pytest

from camifield.progress import Progress, Stopped
from camifield.store import refold
from camifield.store.meetings import Meeting, MeetingState
from camifield.store.writing import Save
from tests.store.contents import shared
from tests.store.making import LOSSES, SECRET, SNOW_LEOPARD, Laptop
from tests.store.teams import carried, joined, own_feeds, receive, revoke

MET = b"m" * 16


def meet(laptop: Laptop, other: Laptop) -> None:
    """Take in everything the other holds, as a meeting that can be undone."""
    laptop.store.note_meeting(Meeting(MET, 1, "folder", "stick"))
    receive(laptop, carried(other.store), MET)
    laptop.store.note_meeting(Meeting(MET, 1, "folder", "stick", MeetingState.DONE, {"from": ["M3"]}))


def test_setting_aside_leaves_what_was_here_before(tmp_path: Path) -> None:
    """New records go, changed ones are as they were, and what was deleted by others is back."""
    first = Laptop(tmp_path / "one")
    kept, edited, deleted = (first.save({**SNOW_LEOPARD, **SECRET, **LOSSES}) for _ in range(3))
    second = joined(tmp_path / "two", first)
    receive(second, carried(first.store))
    before = shared(first.store)
    second.save(SNOW_LEOPARD)
    second.edit(edited, {"species": {"species": "wlf"}, "losses/0a0a0a0a0a0a": None})
    second.append(Save(deleted, "trace", {}, deleted=True))
    meet(first, second)
    assert shared(first.store) == shared(second.store)
    gone = first.store.set_aside(MET, own_feeds(first), Progress())
    assert edited in gone.records
    assert kept not in gone.records
    assert shared(first.store) == before
    assert first.check().is_clean
    [meeting] = first.store.meetings()
    assert (meeting.state, meeting.commits, meeting.facts) == (MeetingState.ASIDE, 0, {"from": ["M3"]})


def test_what_is_set_aside_is_not_asked_for_again_and_comes_back_whole(tmp_path: Path) -> None:
    """The vector counts it, it is not given on, and one action takes it back in, equal to before."""
    first = Laptop(tmp_path / "one")
    first.save(SNOW_LEOPARD)
    second = joined(tmp_path / "two", first)
    receive(second, carried(first.store))
    record = second.save({**SNOW_LEOPARD, **SECRET})
    meet(first, second)
    whole, held = shared(first.store), first.store.vector()
    first.store.set_aside(MET, own_feeds(first), Progress())
    assert first.store.vector() == held
    feed = second.signer.feed(1)
    assert feed in held
    assert feed not in first.store.giving_vector()
    assert receive(first, carried(second.store)).commits == 0
    assert first.store.record(record) is None
    first.store.take_back_in(MET, Progress())
    assert shared(first.store) == whole
    assert first.store.vector() == held == first.store.giving_vector()
    assert first.check().is_clean


def test_own_later_work_is_named_and_stays(tmp_path: Path) -> None:
    """What was built here on top of the meeting is told beforehand, and is not taken away with it."""
    first = Laptop(tmp_path / "one")
    second = joined(tmp_path / "two", first)
    record = second.save(SNOW_LEOPARD)
    second.save(SNOW_LEOPARD)
    meet(first, second)
    first.edit(record, {"remarks": {"remarks": "виден с дороги"}})
    assert first.store.built_on(MET) == [record]
    first.store.set_aside(MET, own_feeds(first), Progress())
    found = first.store.record(record)
    assert found is not None
    assert found.values == {"remarks": "виден с дороги"}


def test_a_stopped_undo_goes_on_where_it_was(tmp_path: Path) -> None:
    """Stop leaves a whole store and a meeting that says that it is half way; asking again completes it."""
    first = Laptop(tmp_path / "one")
    before = shared(first.store)
    second = joined(tmp_path / "two", first)
    receive(second, carried(first.store))
    for _ in range(250):
        second.save(SNOW_LEOPARD)
    meet(first, second)

    class OnePiece(Progress):
        def step(self, done: int, total: int = 0, doing: str = "") -> None:
            if done:
                raise Stopped

    with pytest.raises(Stopped):
        first.store.set_aside(MET, own_feeds(first), OnePiece())
    assert first.store.meetings()[0].state == MeetingState.LEAVING
    assert first.check().is_clean
    assert 0 < first.store.count() < 250
    first.store.set_aside(MET, own_feeds(first), Progress())
    assert first.store.count() == 0
    assert shared(first.store) == before


def test_the_roster_and_what_came_home_are_not_set_aside(tmp_path: Path) -> None:
    """Whom we trust is no matter of one meeting, and a laptop's own records that came back to it stay."""
    first = Laptop(tmp_path / "one")
    second = joined(tmp_path / "two", first)
    second.save(SNOW_LEOPARD)
    everything = carried(second.store)
    third = Laptop(tmp_path / "three", seed=5)
    third.store.close()
    for path in (tmp_path / "three").iterdir():
        path.unlink()
    restored = joined(tmp_path / "again", first, seed=98)
    restored.store.note_meeting(Meeting(MET, 1, "folder", "stick"))
    feeds = [second.signer.feed(1), second.signer.feed(2)]
    restored.store.receive([*carried(first.store), *everything], feeds, 1, MET)
    restored.store.set_aside(MET, feeds, Progress())
    assert restored.store.count() == 1
    assert restored.store.roster().devices.keys() == first.store.roster().devices.keys()


def test_what_was_revoked_while_it_lay_aside_does_not_come_back(tmp_path: Path) -> None:
    """Taken back in, it goes where it would have gone without the undo: to quarantine."""
    first = Laptop(tmp_path / "one")
    second = joined(tmp_path / "two", first)
    third = joined(tmp_path / "three", first, seed=98)
    second.save(SNOW_LEOPARD)
    meet(third, second)
    third.store.set_aside(MET, own_feeds(third), Progress())
    revoke(first, second)
    receive(third, carried(first.store))
    third.store.take_back_in(MET, Progress())
    assert third.store.count() == 0
    assert [one.reason for one in third.store.quarantined()] == ["revoked"]
    assert third.check().is_clean
    receive(first, carried(second.store))
    assert third.store.vector() == first.store.vector()


def test_what_builds_on_something_aside_waits_for_it(tmp_path: Path) -> None:
    """A monitor's edit of what lies aside cannot be judged alone; with its past taken back in it counts."""
    first = Laptop(tmp_path / "one")
    second = joined(tmp_path / "two", first, role="monitor")
    third = joined(tmp_path / "three", first, seed=98)
    record = second.save({**SNOW_LEOPARD, **SECRET})
    meet(third, second)
    third.store.set_aside(MET, own_feeds(third), Progress())
    second.edit(record, {"species": {"species": "wlf"}})
    receive(third, carried(second.store))
    assert third.check().is_clean
    third.store.take_back_in(MET, Progress())
    assert shared(third.store) == shared(second.store)
    assert third.check().is_clean


def test_an_interrupted_refold_does_not_bring_back_what_was_set_aside_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Fold all anew, Stop, undo a meeting, go on: the tables are those of the log that is left."""
    monkeypatch.setattr(refold, "PIECE", 1)
    first = Laptop(tmp_path / "one")
    second = joined(tmp_path / "two", first)
    first.save(SNOW_LEOPARD)
    for _ in range(3):
        second.save({**SNOW_LEOPARD, **SECRET, **LOSSES})
    meet(first, second)

    class FourSteps(Progress):
        steps = 0

        def step(self, done: int, total: int = 0, doing: str = "") -> None:
            self.steps += 1
            if self.steps > 4:
                raise Stopped

    with pytest.raises(Stopped):
        first.store.refold(FourSteps())
    first.store.set_aside(MET, own_feeds(first), Progress())
    left = shared(first.store)
    first.store.refold(Progress())
    assert shared(first.store) == left
    assert first.check().is_clean
