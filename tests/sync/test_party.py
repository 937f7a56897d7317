"""Who may read what, and whose word counts, at a road."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from camifield.revisions.headers import Stream
from camifield.security.sealing import key_hint
from camifield.store.proofs import Carried
from camifield.sync.party import readers
from tests.sync.ledgers import Crew, Member


def test_restricted_words_are_for_reviewers_and_coordinators(tmp_path: Path) -> None:
    """Open records are for the whole team; names and phones for those whose role needs them; nothing for the revoked."""
    crew = Crew(tmp_path)
    ranger, monitor, reviewer, lost = (
        crew.enrol(role) for role in ("ranger", "monitor", "reviewer", "reviewer")
    )
    crew.revoke(lost)
    roster = crew.chief.party.roster()

    def of(*members: Member) -> set[bytes]:
        return {key_hint(one.keys.encryption.public) for one in members}

    assert set(readers(roster, Stream.OPEN)) == of(crew.chief, ranger, monitor, reviewer)
    assert set(readers(roster, Stream.RESTRICTED)) == of(crew.chief, reviewer)


def test_the_roster_that_is_coming_counts_and_nothing_else_does(tmp_path: Path) -> None:
    """Roster commits that lie on a road show who is in the team; damaged ones and records add nothing."""
    crew = Crew(tmp_path)
    ranger = crew.enrol("ranger")
    newcomer = crew.enrol("ranger", is_told=False)
    coming = [Carried.of(commit) for commit in crew.chief.ledger.roster_commits()]
    damaged = Carried(coming[-1].header, coming[-1].signature, coming[-1].payload[:-1] + b"!")
    assert newcomer.keys.device not in ranger.party.roster().devices
    assert newcomer.keys.device not in ranger.party.roster([damaged, Carried.of(crew.chief.save(1))]).devices
    assert newcomer.keys.device in ranger.party.roster([damaged, *coming]).devices
    assert newcomer.keys.device not in ranger.party.roster().devices


def test_a_shared_laptop_reads_with_all_its_keys(tmp_path: Path) -> None:
    """Two people on one laptop open what is meant for either."""
    crew = Crew(tmp_path)
    ranger, reviewer = crew.enrol("ranger"), crew.enrol("reviewer")
    shared = replace(ranger.party, others=(reviewer.keys,))
    assert shared.hints == ranger.party.hints | reviewer.party.hints
    assert shared.devices == {ranger.keys.device, reviewer.keys.device}
    assert shared.device == ranger.keys.device
