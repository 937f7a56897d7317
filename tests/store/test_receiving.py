"""Commits of others: any order, any number of times, the same records and the same list of conflicts everywhere."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from camifield.errors import Problem
from camifield.progress import Progress
from camifield.revisions import headers
from camifield.revisions.commits import seal
from camifield.revisions.headers import Action, Stream, read_header
from camifield.revisions.membership import LastAccepted
from camifield.revisions.parts import Part
from camifield.store.proofs import Carried
from camifield.store.writing import Save
from tests.store.contents import shared
from tests.store.making import LOSSES, SECRET, SNOW_LEOPARD, Laptop
from tests.store.teams import bare, carried, joined, receive, revoke


def test_a_second_laptop_gets_everything(tmp_path: Path) -> None:
    """What one laptop holds, the other holds after a meeting: records, lines, history, deletions."""
    first = Laptop(tmp_path / "one")
    record = first.save({**SNOW_LEOPARD, **SECRET, **LOSSES})
    first.edit(record, {"species": {"species": "wlf"}, "losses/0a0a0a0a0a0a": None})
    gone = first.save(SNOW_LEOPARD)
    first.append(Save(gone, "trace", {}, deleted=True))
    second = joined(tmp_path / "two", first)
    received = receive(second, carried(first.store))
    assert received.records == {record, gone}
    assert not received.quarantined
    assert shared(second.store) == shared(first.store)
    assert [change.what for change in second.store.history(record)] == [
        change.what for change in first.store.history(record)
    ]
    assert second.check().is_clean


def test_receiving_again_changes_nothing(tmp_path: Path) -> None:
    """Applying twice, whole or in part, leaves the same store."""
    first = Laptop(tmp_path / "one")
    for _ in range(5):
        first.save(SNOW_LEOPARD)
    second = joined(tmp_path / "two", first)
    receive(second, carried(first.store))
    before = shared(second.store)
    again = receive(second, carried(first.store))
    assert (again.commits, again.known) == (0, len(carried(first.store)))
    assert shared(second.store) == before
    assert second.check().is_clean


def test_two_who_changed_the_same_record_see_the_same_conflict(tmp_path: Path) -> None:
    """Both values are kept on both laptops, the same one is shown, and settling it settles it for both."""
    first = Laptop(tmp_path / "one")
    record = first.save(SNOW_LEOPARD)
    second = joined(tmp_path / "two", first)
    receive(second, carried(first.store))
    first.edit(record, {"species": {"species": "wlf"}})
    second.edit(record, {"species": {"species": "lyn"}, "count": {"count": "4"}})
    receive(first, carried(second.store))
    receive(second, carried(first.store))
    assert shared(first.store) == shared(second.store)
    [one, other] = [laptop.store.record(record) for laptop in (first, second)]
    assert one is not None
    assert other is not None
    assert set(one.conflicts) == {"species"}
    assert one.values["count"] == "4"
    second.edit(record, {"species": {"species": "wlf"}})
    receive(first, carried(second.store))
    assert shared(first.store) == shared(second.store)
    assert first.check().is_clean
    assert second.check().is_clean


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_the_order_of_arrival_makes_no_difference(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """Commits in any order, in chunks of any size, some twice, end in the same records and conflicts."""
    root = tmp_path_factory.mktemp("order")
    first = Laptop(root / "one")
    second = joined(root / "two", first)
    records = [first.save({**SNOW_LEOPARD, **SECRET, **LOSSES, "record_number": str(at)}) for at in range(3)]
    receive(second, carried(first.store))
    for laptop, species in ((first, "wlf"), (second, "lyn")):
        laptop.edit(records[0], {"species": {"species": species}})
        laptop.edit(records[1], {"when": {"event_date": f"2025-01-0{1 + (species == 'lyn')}"}})
    first.append(Save(records[2], "trace", {}, deleted=True))
    second.edit(records[2], {"remarks": {"remarks": "edited"}})
    everything = carried(second.store) + carried(first.store)
    receive(first, everything)
    third = joined(root / "three", first)
    order = data.draw(st.permutations(everything + everything[:3]))
    at = 0
    while at < len(order):
        size = data.draw(st.integers(1, 6))
        receive(third, list(order[at : at + size]))
        at += size
    receive(third, carried(first.store))
    assert shared(third.store) == shared(first.store)
    assert third.check().is_clean
    third.store.refold(Progress())
    assert shared(third.store) == shared(first.store)
    for laptop in (first, second, third):
        laptop.close()


def test_an_unknown_feed_waits_in_quarantine_until_the_roster_knows_it(tmp_path: Path) -> None:
    """Commits may arrive before the enrolment that allows them; nothing is lost, nothing is believed early."""
    first = Laptop(tmp_path / "one")
    second = joined(tmp_path / "two", first)
    mine = second.save(SNOW_LEOPARD)
    third = bare(tmp_path / "three", first)
    early = [one for one in carried(second.store) if one not in carried(first.store)]
    received = receive(third, early)
    assert list(received.quarantined.values()) == ["feed-unknown"]
    assert third.store.count() == 0
    assert receive(third, early).known == 1
    late = receive(third, carried(first.store))
    assert late.records == {mine}
    assert third.store.count() == 1
    assert third.check().is_clean


def test_a_revoked_device_is_believed_up_to_its_last_accepted_commit(tmp_path: Path) -> None:
    """What a stolen laptop writes later goes to quarantine; what it wrote before stands."""
    first = Laptop(tmp_path / "one")
    second = joined(tmp_path / "two", first)
    before = second.save(SNOW_LEOPARD)
    receive(first, carried(second.store))
    feed = second.signer.feed(Stream.OPEN)
    head = first.store.head_of_feed(feed)
    revoke(first, second, [LastAccepted(feed, head.seq, head.id)])
    second.save({**SNOW_LEOPARD, "record_number": "after"})
    received = receive(first, carried(second.store))
    assert list(received.quarantined.values()) == ["revoked"]
    assert first.store.record(before) is not None
    assert first.store.count() == 1


@pytest.mark.parametrize("harm", ["payload", "signature", "header", "large"])
def test_a_damaged_commit_changes_nothing(tmp_path: Path, harm: str) -> None:
    """One bad commit among good ones: a Problem, and not a row more than before."""
    first = Laptop(tmp_path / "one")
    second = joined(tmp_path / "two", first)
    first.save(SNOW_LEOPARD)
    first.save(SNOW_LEOPARD)
    commits = carried(first.store)
    last = commits[-1]
    flipped = {
        "payload": last._replace(payload=last.payload[:-1] + bytes([last.payload[-1] ^ 1])),
        "signature": last._replace(signature=bytes(64)),
        "header": last._replace(header=last.header[:-1] + b"\x07"),
        "large": last._replace(payload=bytes(1_100_000)),
    }[harm]
    before = shared(second.store)
    with pytest.raises(Problem) as caught:
        receive(second, [*commits[:-1], flipped])
    assert caught.value.code in ("commit-damaged", "commit-not-signed", "commit-too-large")
    assert shared(second.store) == before
    assert second.check().is_clean


def test_a_commit_of_another_project_is_not_taken(tmp_path: Path) -> None:
    """A stick with two projects on it mixes nothing."""
    first = Laptop(tmp_path / "one")
    stranger = Laptop(tmp_path / "two", seed=1234)
    stranger.save(SNOW_LEOPARD)
    received = receive(first, carried(stranger.store))
    assert set(received.quarantined.values()) <= {"project-unknown", "feed-unknown"}
    assert first.store.count() == 0


def test_ones_own_commits_coming_back_from_elsewhere_show_a_copied_laptop(tmp_path: Path) -> None:
    """A restored or copied laptop meets what it wrote in another life, keeps it, and says so."""
    first = Laptop(tmp_path / "one")
    first.save(SNOW_LEOPARD)
    second = joined(tmp_path / "two", first)
    receive(second, carried(first.store))
    first.save(SNOW_LEOPARD)
    assert not receive(second, carried(first.store)).came_home
    twin = joined(tmp_path / "three", first)
    twin.signer = replace(first.signer, clock=twin.clock, entropy=twin.entropy)
    assert receive(twin, carried(first.store)).came_home
    assert twin.store.count() == 2


def test_a_commit_of_a_newer_format_is_kept_unread_and_read_after_the_upgrade(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An older laptop holds and carries what it cannot read; the newer program then finds everything in it."""
    first = Laptop(tmp_path / "one")
    second = joined(tmp_path / "two", first)
    monkeypatch.setattr(headers, "VERSION", 2)
    record = second.new_id()
    header = replace(
        read_header(carried(first.store)[0].header),
        version=2,
        feed=second.signer.feed(Stream.OPEN),
        stream=Stream.OPEN,
        author=second.person,
        action=Action.SAVE,
    )
    part = Part("trace", record, {"species": {"species": "snl"}, "remarks": {"remarks": "from the future"}})
    newer = seal(header, [part], second.signer.key, second.entropy)
    monkeypatch.undo()
    received = receive(first, [Carried.of(newer)])
    assert (received.commits, received.records, received.quarantined) == (1, frozenset(), {})
    assert first.store.count() == 0
    assert first.check().is_clean
    monkeypatch.setattr(headers, "VERSION", 2)
    first.store.refold(Progress())
    assert [card.species for card in first.store.cards()] == ["snl"]
    assert first.store.records([record])[record].author == second.person
    assert first.check().is_clean


@pytest.mark.parametrize("harm", ["signature", "payload"])
def test_a_forgery_that_waited_for_its_feed_keeps_nobody_out(tmp_path: Path, harm: str) -> None:
    """It cannot be proven false before its feed is known; then it goes, and the roster and the true commit come in."""
    first = Laptop(tmp_path / "one")
    second = joined(tmp_path / "two", first)
    second.save(SNOW_LEOPARD)
    third = bare(tmp_path / "three", first)
    [true] = [one for one in carried(second.store) if one not in carried(first.store)]
    forged = true._replace(signature=bytes(64)) if harm == "signature" else true._replace(payload=b"\x81\x00")
    assert list(receive(third, [forged]).quarantined.values()) == ["feed-unknown"]
    receive(third, carried(first.store))
    assert not third.store.quarantined()
    receive(third, carried(second.store))
    assert third.store.count() == 1
    assert third.store.vector() == second.store.vector()


def test_why_something_waits_is_said_as_it_is_now(tmp_path: Path) -> None:
    """A stranger's commit becomes a revoked laptop's once the roster that knows both is here."""
    first = Laptop(tmp_path / "one")
    second = joined(tmp_path / "two", first)
    second.save(SNOW_LEOPARD)
    third = bare(tmp_path / "three", first)
    receive(third, [one for one in carried(second.store) if one not in carried(first.store)])
    revoke(first, second)
    receive(third, carried(first.store))
    assert [one.reason for one in third.store.quarantined()] == ["revoked"]
