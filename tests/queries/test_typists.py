"""Who can save at a laptop is known before anybody types for an hour."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest

from camifield.queries.typists import can_save, stand_in
from tests.commands.laptops import Camp, camp, meet
from tests.making import person


@pytest.fixture(name="here")
def a_camp(tmp_path: Path) -> Generator[Camp, None, None]:
    """Where the laptops meet."""
    with camp(tmp_path) as made:
        yield made


def test_on_an_administrators_laptop_everybody_can_save(here: Camp) -> None:
    """Protects the usual shared laptop: whoever sits down there is let in without a question."""
    team = here.laptop("K1", "Aibek U.", "Bat E.")
    assert can_save(team, bytes.fromhex(person(team, "Bat E.")))


def test_elsewhere_only_who_has_keys_and_somebody_stands_in(here: Camp) -> None:
    """Protects a newcomer's hour of typing: it is known at once that they may not save, and who can do it for them."""
    team, other = here.laptop("K1", "Aibek U."), here.laptop("M7", "Gulnara S.", "Bat E.")
    newcomer = bytes.fromhex(person(other, "Bat E."))
    assert can_save(other, newcomer)
    here.invite_in(team, other)
    meet(team, other)
    assert not can_save(other, newcomer)
    assert can_save(other, other.identity.founder)
    found = stand_in(other)
    assert found is not None
    assert found.shown == "Gulnara S."
