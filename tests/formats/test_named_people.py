"""Whether a text names somebody: codes stand for people outside the team, and a remark must not undo that."""

from __future__ import annotations

import pytest

from camifield.formats.named_people import NamedPeople

TEAM = NamedPeople(["Aibek U.", "Гулнара Садыкова", "محمد رضایی", "王小明", "Li"])


@pytest.mark.parametrize(
    "text",
    [
        "seen with Aibek near the pass",
        "AIBEK told me",
        "вместе с Гулнарой",
        "(Садыкова)",
        "Гулнаре показали следы",
        "محمد گفت",
        "和王小明一起看到",
    ],
)
def test_a_name_is_met_in_its_forms(text: str) -> None:
    """A part of a name, inflected or in capitals, still tells who it was."""
    assert TEAM.are_in(text)


@pytest.mark.parametrize(
    "text", ["", "two wolves on the ridge", "в ущелье, у реки", "雪豹在山上", "living there", "U. turn"]
)
def test_other_words_are_no_names(text: str) -> None:
    """Initials and names of two letters are words too: they would take every remark away."""
    assert not TEAM.are_in(text)


def test_people_of_the_record_are_looked_for_beside_the_team() -> None:
    """The owner of the sheep is in no list of the team, and in the remarks of his own record."""
    assert TEAM.are_in("отара Бакыта у реки", ("Бакыт Асанов",))
    assert not TEAM.are_in("отара Бакыта у реки")
    assert not NamedPeople().are_in("Aibek")
