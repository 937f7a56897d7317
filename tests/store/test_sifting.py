"""Honest commits come in beside dishonest ones, in their order, each once."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camifield.errors import Problem
from camifield.store.proofs import Carried
from camifield.store.sifting import sift


@given(st.lists(st.booleans(), max_size=60))
def test_every_honest_one_is_taken_once_in_order(honest: list[bool]) -> None:
    """Wherever the bad ones stand, and however many they are."""
    piece = [Carried(bytes([number, is_honest]), b"", b"") for number, is_honest in enumerate(honest)]
    taken: list[Carried] = []

    def take(lot: Sequence[Carried]) -> None:
        if not all(one.header[1] for one in lot):
            raise Problem("commit-damaged")
        taken.extend(lot)

    problems = list(sift(piece, take))
    assert taken == [one for one in piece if one.header[1]]
    assert len(problems) == honest.count(False)


def test_another_problem_passes_on() -> None:
    """A full disk is no commit's fault."""

    def take(_lot: Sequence[Carried]) -> None:
        raise Problem("disk-is-full")

    with pytest.raises(Problem, match="disk-is-full"):
        list(sift([Carried(b"", b"", b"")] * 2, take))
