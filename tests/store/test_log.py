"""The log: commits come back byte for byte, small ones uncompressed where that is shorter, single parts without the rest."""

from __future__ import annotations

import sqlite3

import pytest

from camifield.errors import Problem
from camifield.store import feeds, log
from camifield.store.writing import Save
from tests.store.making import SECRET, SNOW_LEOPARD, Laptop


def connection_of(laptop: Laptop) -> sqlite3.Connection:
    """The connection that writes."""
    return laptop.store._connections.writer()  # pyright: ignore[reportPrivateUsage]


def test_commits_come_back_as_they_were_signed(laptop: Laptop) -> None:
    """Header, signature and payload are the bytes that travel; the numbers run without gaps."""
    laptop.save({**SNOW_LEOPARD, **SECRET})
    laptop.append(*(Save(laptop.new_id(), "trace", {"species": {"species": "snl"}}) for _ in range(300)))
    found = list(log.all_commits(connection_of(laptop), chunk=2))
    assert [n for n, _ in found] == [1, 2, 3, 4]
    for n, commit in found:
        row = (
            connection_of(laptop)
            .execute("SELECT id, header, parts FROM commits WHERE n = ?", (n,))
            .fetchone()
        )
        assert row == (commit.id, commit.header_bytes, len(commit.parts))
        assert log.commit_at(connection_of(laptop), n) == commit
    sizes = connection_of(laptop).execute("SELECT length(payload) FROM commits ORDER BY n").fetchall()
    assert sizes[3][0] < len(found[3][1].payload)


def test_a_payload_is_kept_in_the_shorter_way() -> None:
    """Random bytes do not shrink; both ways read back the same."""
    for payload in (b"\x81" + bytes(1000), b"\x80", bytes(range(129, 256))):
        kept = log.packed(payload)
        assert len(kept) <= len(payload)
        assert log.unpacked(kept) == payload


def test_single_parts_are_read_alone(laptop: Laptop) -> None:
    """One record of an import is read without decoding the other 499, and the same as with them."""
    laptop.append(*(Save(laptop.new_id(), "trace", {"count": {"count": str(at)}}) for at in range(500)))
    reader = log.PartReader(connection_of(laptop))
    whole = log.commit_at(connection_of(laptop), 2).parts
    assert [reader.part(2, at) for at in (0, 250, 499)] == [whole[0], whole[250], whole[499]]
    for n, at in ((2, 500), (99, 0)):
        with pytest.raises(Problem, match="commit-damaged"):
            reader.part(n, at)


def test_the_reader_remembers_little(laptop: Laptop, monkeypatch: pytest.MonkeyPatch) -> None:
    """A walk over a long log holds a bounded number of payloads."""
    monkeypatch.setattr(log, "_REMEMBERED_BYTES", 3000)
    for _ in range(30):
        laptop.save(SNOW_LEOPARD)
    reader = log.PartReader(connection_of(laptop))
    for n in range(2, 32):
        reader.part(n, 0)
    assert len(reader._remembered) < 15  # pyright: ignore[reportPrivateUsage]


def test_where_feeds_stand(laptop: Laptop) -> None:
    """A feed that has nothing begins at 0; the others at their last commit."""
    assert feeds.head_of_feed(connection_of(laptop), b"x" * 16) == feeds.Head(0, b"")
    laptop.save({**SNOW_LEOPARD, **SECRET})
    laptop.save(SNOW_LEOPARD)
    assert feeds.head_of_feed(connection_of(laptop), laptop.signer.feed(1)).seq == 2
    assert feeds.head_of_feed(connection_of(laptop), laptop.signer.feed(2)).seq == 1
    assert feeds.highest_lamport(connection_of(laptop)) == 4
    ids = [commit.id for _, commit in log.all_commits(connection_of(laptop))]
    assert feeds.ids_held(connection_of(laptop), [*ids, b"?" * 16]) == set(ids)
    assert feeds.numbers_of(connection_of(laptop), [ids[2], ids[0]]) == [1, 3]
    with pytest.raises(KeyError):
        feeds.held(connection_of(laptop), 99)
    with pytest.raises(KeyError):
        log.commit_at(connection_of(laptop), 99)
