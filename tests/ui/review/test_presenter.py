"""The list and its place in it, without a window."""

from __future__ import annotations

from pathlib import Path

import pytest

import ui.review.presenter as module
from tests.differing import Differing, edit, sighting, team
from tests.making import ENGLISH
from tests.teams import give
from ui.review.presenter import ReviewPresenter


def test_it_stays_at_the_record_when_others_come_before_it(scene: Differing) -> None:
    """Reading the list anew never moves a person to another record."""
    presenter = ReviewPresenter(scene.here.project, ENGLISH)
    presenter.load(scene.records["three"])
    record = sighting(scene.here, event_date="2026-03-13")
    give(scene.here, scene.office)
    edit(scene.here, record, count="13")
    edit(scene.office, record, count="15")
    give(scene.office, scene.here)
    presenter.load()
    assert presenter.current is not None
    assert presenter.current.record == scene.records["three"]
    assert presenter.total == 9


def test_nothing_else_is_asked_while_it_is_not_clear_whether_the_record_goes_on(scene: Differing) -> None:
    """A number in a record that may be deleted waits behind that question."""
    presenter = ReviewPresenter(scene.here.project, ENGLISH)
    presenter.load(scene.records["deleted"])
    assert presenter.question is not None
    assert presenter.question.is_of_record
    assert presenter.others == ()
    assert presenter.sides_for_all() == []


def test_a_long_list_is_read_in_pages_to_its_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Deciding one after the other goes through all of them, page after page, each once."""
    monkeypatch.setattr(module, "AT_ONCE", 4)
    here, office, camp = team(tmp_path)
    records = [sighting(here, event_date=f"2026-02-{day:02}") for day in range(1, 12)]
    give(here, office)
    for record in records:
        edit(here, record, count="14")
        edit(office, record, count="11")
    give(office, here)
    presenter = ReviewPresenter(here.project, ENGLISH)
    presenter.load()
    seen: list[bytes] = []
    while presenter.current is not None:
        seen.append(presenter.current.record)
        assert presenter.question is not None
        presenter.keep(presenter.question, presenter.question.versions[0])
    assert sorted(seen) == sorted(records)
    assert presenter.total == 0
    for laptop in (here, office, camp):
        laptop.close()
