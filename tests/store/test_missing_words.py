"""What was emptied for an erasure that is believed no longer stands, is asked for again, and comes whole."""

from __future__ import annotations

from pathlib import Path

from camifield.fields.grouping import groups_of
from camifield.progress import Progress
from camifield.revisions.commits import erase_parts, read_stored
from camifield.revisions.erasure import Target
from camifield.revisions.headers import Stream
from camifield.revisions.membership import LastAccepted
from camifield.revisions.roster_parts import pardon_part
from camifield.security.hashing import commit_id
from camifield.store.meetings import Meeting
from camifield.store.missing_words import missing
from camifield.store.proofs import Carried
from camifield.store.writing import Save
from tests.store.contents import shared
from tests.store.making import SNOW_LEOPARD, Laptop
from tests.store.teams import carried, enrol, joined, own_feeds, receive, revoke
from tests.store.test_erasing import erasure


class Team:
    """A chief with the admin key, a coordinator who erases, and a reviewer who follows; two records in one commit."""

    def __init__(self, root: Path, *, saved_by_follower: bool = False) -> None:
        self.chief = Laptop(root / "chief")
        self.eraser = joined(root / "eraser", self.chief, "coordinator", seed=41)
        self.follower = joined(root / "follower", self.chief, seed=43)
        self.author = self.follower if saved_by_follower else self.chief
        groups = groups_of(self.author.registry["trace"], SNOW_LEOPARD)
        self.first, self.second = self.author.new_id(), self.author.new_id()
        saved = self.author.append(Save(self.first, "trace", groups), Save(self.second, "trace", groups))
        [self.commit] = saved.commits
        for laptop in (self.chief, self.eraser, self.follower):
            receive(laptop, [*carried(self.chief.store), *carried(self.author.store)])
        self.whole = carried(self.author.store)
        self.erasure = erasure(self.eraser, [Target(self.commit, 0)])
        receive(self.eraser, [self.erasure])
        receive(self.follower, [self.erasure])

    def shut_out(self) -> list[Carried]:
        """The chief, who has not seen the erasure, shuts its author's laptop out; the roster by then."""
        revoke(self.chief, self.eraser)
        return [Carried.of(one) for one in self.chief.store.roster_commits()]

    @property
    def feed(self) -> bytes:
        """The feed of the commit of two records."""
        return self.author.signer.feed(Stream.OPEN)


def lacking(laptop: Laptop) -> frozenset[bytes]:
    """What stands there without its words."""
    return missing(laptop.store._connections.reader())  # pyright: ignore[reportPrivateUsage]


def test_what_was_emptied_for_it_is_asked_for_again_and_comes_whole(tmp_path: Path) -> None:
    """A follower and a laptop that never heard of the erasure in time end with the same words and marks."""
    team = Team(tmp_path)
    follower, chief = team.follower, team.chief
    receive(follower, team.shut_out())
    assert lacking(follower) == {team.commit}
    assert team.feed not in follower.store.vector()
    assert follower.store.mark_through(team.feed, 9).held == 0
    assert receive(follower, team.whole).commits == 1
    receive(chief, [team.erasure])
    assert lacking(follower) == frozenset()
    assert shared(follower.store) == shared(chief.store)
    assert follower.store.vector() == chief.store.vector()
    assert follower.check().is_clean


def test_the_rest_of_an_emptied_commit_stays_in_sight_and_is_not_given_on(tmp_path: Path) -> None:
    """Should nobody have the words any more, the other records of the save are not lost with them."""
    team = Team(tmp_path)
    receive(team.follower, team.shut_out())
    found = team.follower.store.record(team.second)
    assert found is not None
    assert found.values == SNOW_LEOPARD
    assert team.feed not in team.follower.store.giving_vector()
    assert list(team.follower.store.carried(team.feed, 0, 9)) == []
    assert team.follower.check().is_clean


def test_a_copy_without_the_words_is_no_answer(tmp_path: Path) -> None:
    """Another follower's emptied copy neither fills the gap nor waits in quarantine beside what stands."""
    team = Team(tmp_path)
    receive(team.follower, team.shut_out())
    [one] = [one for one in team.whole if commit_id(one.header) == team.commit]
    bare = Carried.of(erase_parts(read_stored(*one), [0]))
    assert receive(team.follower, [bare]).commits == 0
    assert [held.reason for held in team.follower.store.quarantined()] == ["revoked"]
    assert lacking(team.follower) == {team.commit}


def test_own_words_come_back_and_no_new_feeds_are_begun_for_them(tmp_path: Path) -> None:
    """What a laptop wrote itself and emptied is no sign that its disk was copied; the next save goes on after it."""
    team = Team(tmp_path, saved_by_follower=True)
    follower = team.follower
    receive(follower, team.shut_out())
    assert lacking(follower) == {team.commit}
    follower.save(SNOW_LEOPARD)
    assert follower.store.head_of_feed(team.feed).seq == 2
    received = receive(follower, team.whole)
    assert received.records == {team.first, team.second}
    assert received.came_home == frozenset()
    found = follower.store.record(team.first)
    assert found is not None
    assert found.values == SNOW_LEOPARD
    assert follower.check().is_clean


def test_an_erasure_that_is_believed_after_all_is_followed_again(tmp_path: Path) -> None:
    """Its author pardoned, the words are to be gone again: the gap is explained, and they come back with nobody."""
    team = Team(tmp_path)
    receive(team.follower, team.shut_out())
    receive(team.chief, [team.erasure])
    device = team.eraser.signer.incarnation.device
    enrol(team.chief, [pardon_part(device, team.chief.store.roster().heads[device])])
    receive(team.follower, carried(team.chief.store))
    assert lacking(team.follower) == frozenset()
    assert team.follower.store.vector()[team.feed].held == 1
    receive(team.follower, team.whole)
    found = team.follower.store.record(team.first)
    assert found is not None
    assert found.values == {}


def test_what_was_emptied_while_set_aside_comes_back_whole(tmp_path: Path) -> None:
    """Words that were erased in what is set aside are asked for again too, and stay set aside when they come."""
    met = b"m" * 16
    chief = Laptop(tmp_path / "chief")
    eraser = joined(tmp_path / "eraser", chief, "coordinator", seed=41)
    follower = joined(tmp_path / "follower", chief, seed=43)
    record = chief.save(SNOW_LEOPARD)
    follower.store.note_meeting(Meeting(met, 1, "folder", ""))
    receive(follower, carried(chief.store), met)
    receive(eraser, carried(chief.store))
    follower.store.set_aside(met, own_feeds(follower), Progress())
    [target] = [Target(commit_id(one.header), 0) for one in carried(chief.store)[3:]][-1:]
    gone = erasure(eraser, [target])
    receive(follower, [gone])
    revoke(chief, eraser, [LastAccepted(eraser.signer.feed(Stream.OPEN), 0, b"")])
    receive(follower, carried(chief.store))
    assert lacking(follower) == {target.commit}
    receive(follower, carried(chief.store))
    assert lacking(follower) == frozenset()
    assert follower.store.record(record) is None
    follower.store.take_back_in(met, Progress())
    found = follower.store.record(record)
    assert found is not None
    assert found.values == SNOW_LEOPARD
    feed = chief.signer.feed(Stream.OPEN)
    assert follower.store.vector()[feed] == chief.store.vector()[feed]
