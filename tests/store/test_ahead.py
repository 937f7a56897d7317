"""Opening commits before their turn proves no less than opening them in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from camifield.errors import Problem
from camifield.security.hashing import commit_id
from camifield.store.ahead import Ahead, found_opened
from camifield.store.proofs import Carried
from camifield.store.rosters import roster_of
from tests.store.contents import shared
from tests.store.making import SECRET, SNOW_LEOPARD, Laptop
from tests.store.teams import carried, joined, own_feeds


def opened_ahead(laptop: Laptop, commits: list[Carried]) -> tuple[Ahead, dict[bytes, Carried]]:
    """An opener that was begun with these, and they by id."""
    ahead = Ahead()
    ahead.begin(commits, roster_of(laptop.store._connections.reader()))  # pyright: ignore[reportPrivateUsage]
    return ahead, {commit_id(one.header): one for one in commits}


def test_what_was_opened_counts_for_the_same_bytes_and_the_same_key_only(tmp_path: Path) -> None:
    """A copy with another signature, payload or claimed key is never let in on the word of the honest one."""
    laptop = Laptop(tmp_path)
    laptop.save(SNOW_LEOPARD)
    ahead, by_id = opened_ahead(laptop, carried(laptop.store))
    opened = ahead.end()
    assert len(opened) == 1  # the roster's commit is proven by what is in it, in its own turn
    ((name, (commit, key)),) = opened.items()
    one = by_id[name]
    assert found_opened(opened, name, one, key) is commit
    assert found_opened(opened, name, one._replace(signature=bytes(64)), key) is None
    assert found_opened(opened, name, one._replace(payload=one.payload + b"x"), key) is None
    assert found_opened(opened, name, one, Laptop(tmp_path / "other", seed=8).signer.key.verify_key) is None
    assert found_opened(opened, b"?" * 16, one, key) is None
    assert ahead.end() == {}


def test_what_is_dishonest_is_left_for_its_turn(tmp_path: Path) -> None:
    """A forged commit among those that follow is told when it is taken in, and harms none of the others."""
    first = Laptop(tmp_path / "one")
    second = joined(tmp_path / "two", first)
    early, late = (
        first.save({**SNOW_LEOPARD, **SECRET}),
        first.save({**SNOW_LEOPARD, **SECRET}),
    )
    assert early != late
    commits = [one for one in carried(first.store) if commit_id(one.header) not in second_holds(second)]
    forged = commits[-1]._replace(signature=bytes(64))
    feeds = own_feeds(second)
    second.store.receive(commits[:1], feeds, 1, following=[*commits[1:-1], forged])
    with pytest.raises(Problem, match="commit-not-signed"):
        second.store.receive([*commits[1:-1], forged], feeds, 1)
    second.store.receive(commits[1:-1], feeds, 1, following=[forged])
    with pytest.raises(Problem, match="commit-not-signed"):
        second.store.receive([forged], feeds, 1)
    second.store.receive(commits[-1:], feeds, 1)
    assert shared(second.store) == shared(first.store)


def test_another_piece_than_was_announced_is_no_harm(tmp_path: Path) -> None:
    """What was opened for a piece that never comes is forgotten with the next one."""
    first = Laptop(tmp_path / "one")
    second = joined(tmp_path / "two", first)
    for _ in range(3):
        first.save(SNOW_LEOPARD)
    commits = [one for one in carried(first.store) if commit_id(one.header) not in second_holds(second)]
    second.store.receive(commits[:1], own_feeds(second), 1, following=commits[1:2])
    second.store.receive(commits[2:], own_feeds(second), 1)
    second.store.receive(commits[1:2], own_feeds(second), 1)
    assert shared(second.store) == shared(first.store)


def second_holds(laptop: Laptop) -> set[bytes]:
    """The ids of what a laptop holds already."""
    return {commit_id(one.header) for one in carried(laptop.store)}
