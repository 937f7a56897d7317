"""Protects the lid on what a file may unfold to, and that a Problem says of which file."""

from __future__ import annotations

import pytest

from camifield.errors import Problem, Where
from camifield.sync.limits import HARD_LID, LEAST_LID, Lid, named

MIB = 1024 * 1024


@pytest.mark.parametrize(
    ("file_bytes", "allowed"),
    [(0, LEAST_LID), (600_000, LEAST_LID), (MIB, 100 * MIB), (11 * MIB, HARD_LID), (2**40, HARD_LID)],
)
def test_the_lid(file_bytes: int, allowed: int) -> None:
    """Protects disk and memory: a hundred times the file, never refusing 64 MiB, never allowing above 1 GiB."""
    lid = Lid(file_bytes)
    lid.take(allowed)
    with pytest.raises(Problem, match="bundle-too-large"):
        lid.take(1)


def test_a_problem_names_its_file_once() -> None:
    """Protects the sentence: the innermost name, which is the right one, stays."""
    with pytest.raises(Problem) as caught, named("outer.cfb"), named("inner.cfb"):
        raise Problem("bundle-damaged", where=Where(row=3), parameters={"reason": "cover"})
    assert caught.value.where == Where("inner.cfb", row=3)
    assert caught.value.parameters == {"reason": "cover"}
