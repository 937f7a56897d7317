"""Who has erased too, who has not yet, and whom nothing reaches any more."""

from __future__ import annotations

from pathlib import Path

from camifield.commands import erasing
from camifield.commands.erasing import Scope
from camifield.commands.team import revoke
from camifield.progress import Progress
from camifield.queries.erasures import erasures
from tests import differing, teams
from tests.making import ENGLISH
from tests.meetings import come_by
from tests.teams import another_laptop, first_laptop


def test_a_laptop_that_was_shut_out_is_told_apart(tmp_path: Path) -> None:
    """It will never erase: it is not among those that are waited for, and it is not kept quiet either."""
    first = first_laptop(tmp_path / "a", name="Aibek U.")
    lost = another_laptop(first, tmp_path / "b", code="M3", name="Tilek A.")
    near = another_laptop(first, tmp_path / "c", code="M4", name="Bolat K.", seed=4)
    record = differing.attack(lost)
    teams.meet(first, lost, near)
    [device] = [one.id for one in lost.project.identity.own_devices()]
    revoke(first.project, device)
    erasing.erase(first.project, [record], Scope.EVERYTHING, "", Progress())
    [told] = erasures(first.project, ENGLISH)
    assert [one.person for one in told.followers] == ["Bolat K."]
    assert told.waiting == 1
    assert told.out_of_reach == ("Tilek A.",)
    stick = tmp_path / "STICK"
    stick.mkdir()
    for laptop in (first, near, first):
        come_by(laptop.project, stick)
    [told] = erasures(first.project, ENGLISH)
    assert told.waiting == 0
    assert told.out_of_reach == ("Tilek A.",)
    for laptop in (first, lost, near):
        laptop.close()
