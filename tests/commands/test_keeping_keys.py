"""Keeping the keys: paper that brings a team back, a root key that lies in a safe, a passphrase on the laptop."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest

from camifield.commands.inviting import invite
from camifield.commands.keeping_keys import (
    bring_root_back,
    make_paper,
    recovery_key,
    remove_passphrase,
    set_passphrase,
    take_over,
    take_root_offline,
)
from camifield.commands.team import change_role, revoke
from camifield.queries.team import team as look
from camifield.security.passphrase import Work
from tests.commands.laptops import Camp, camp, meet, problem_of, sighted

LIGHT = Work(1, 8192)


@pytest.fixture(name="here")
def a_camp(tmp_path: Path) -> Generator[Camp, None, None]:
    """Where the laptops meet."""
    with camp(tmp_path) as made:
        yield made


def test_the_paper_holds_both_keys_and_the_roster_the_recovery_key(here: Camp) -> None:
    """Protects the agency: whoever holds the paper opens every bundle, and no file ever held the secret."""
    team = here.laptop("K1", "Aibek U.")
    assert not look(team).has_recovery
    paper, _ = make_paper(team)
    assert look(team).has_recovery
    assert recovery_key(" ".join(paper.recovery)).public == team.identity.roster.recovery
    secret = recovery_key(" ".join(paper.recovery)).secret
    assert not any(secret in one.read_bytes() for one in team.folder.root.rglob("*") if one.is_file())
    again, _ = make_paper(team)
    assert (again.root, again.recovery) == (paper.root, ())
    renewed, _ = make_paper(team, renew_recovery=True)
    assert renewed.recovery != paper.recovery
    assert recovery_key(" ".join(renewed.recovery)).public == team.identity.roster.recovery


def test_the_root_goes_offline_only_when_the_paper_is_there(here: Camp) -> None:
    """Protects the team's beginning: the root leaves the laptop after a row was read from its paper, and comes back."""
    team = here.laptop("K1", "Aibek U.")
    paper, _ = make_paper(team)
    assert problem_of(take_root_offline, team, 3, paper.root[3]) == "paper-row-wrong"
    assert team.identity.root_key() is not None
    take_root_offline(team, 4, f" {paper.root[3]} ")
    assert not look(team).has_root
    assert problem_of(make_paper, team) == "root-is-not-here"
    assert invite(team, "ranger", here.table / "i.cfb").role == "ranger"
    assert problem_of(bring_root_back, team, "1234") == "paper-incomplete"
    other, _ = make_paper(here.laptop("Z1", "Zara"))
    assert problem_of(bring_root_back, team, " ".join(other.root)) == "root-of-another-project"
    bring_root_back(team, " ".join(paper.root))
    assert team.identity.root_key() is not None


def test_a_team_whose_coordinators_laptop_sank_goes_on_by_its_paper(here: Camp) -> None:
    """Protects the team from the loss of its first laptop: a ranger with the paper looks after it from then on."""
    team, ranger = here.laptop("K1", "Aibek U."), here.laptop("M7", "Gulnara S.")
    paper, _ = make_paper(team)
    here.invite_in(team, ranger)
    assert problem_of(take_over, ranger) == "root-is-not-here"
    bring_root_back(ranger, " ".join(paper.root))
    take_over(ranger)
    assert look(ranger).may_change
    assert revoke(ranger, team.identity.own_devices()[0].id).person == team.identity.founder
    third = here.laptop("T3", "Tuya")
    here.invite_in(ranger, third)
    record = sighted(third, "Tuya")
    assert meet(third, ranger) == {}
    assert ranger.stored(record)
    change_role(ranger, third.identity.founder, "reviewer")
    assert not take_over(ranger).settings


def test_a_passphrase_is_set_and_taken_away(here: Camp) -> None:
    """Protects a laptop that travels: the Team page says that a passphrase is set, and it holds what it says."""
    team = here.laptop("K1", "Aibek U.")
    assert problem_of(set_passphrase, team, "short") == "passphrase-too-short"
    set_passphrase(team, "a line of a song", LIGHT)
    assert look(team).has_passphrase
    assert look(team).may_change
    remove_passphrase(team)
    assert not look(team).has_passphrase
