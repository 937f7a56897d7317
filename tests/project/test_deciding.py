"""Who decides: by role, and whoever gave all the answers himself."""

from __future__ import annotations

from pathlib import Path

from camifield.project.deciding import deciders, may_decide
from tests.differing import team


def test_reviewers_coordinators_and_sole_authors_decide(tmp_path: Path) -> None:
    """A ranger decides between his own two answers, never between others'; a coordinator between any."""
    here, office, camp = team(tmp_path)
    both = {here.person, camp.person}
    assert [may_decide(laptop.project, both) for laptop in (here, office, camp)] == [True, True, False]
    assert may_decide(camp.project, {camp.person})
    assert not may_decide(camp.project, set())
    assert set(deciders(camp.project)) == {here.person, office.person}
    for laptop in (here, office, camp):
        laptop.close()
