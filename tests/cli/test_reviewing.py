"""Deciding from the terminal: the list, the answers with their letters, one decision, and what it refuses."""

from __future__ import annotations

from pathlib import Path

import pytest

from camifield.fields.values import lines_of
from camifield.project.opening import open_project
from camifield.settings import Settings
from tests.cli.terminal import Terminal
from tests.differing import differing


@pytest.fixture
def here(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Terminal:
    """A terminal before the coordinator's laptop of a team that differs in every way."""
    differing(tmp_path).close()
    return Terminal(tmp_path / "here" / "project", capsys)


def killed(terminal: Terminal) -> object:
    """The number in the first loss line of M7-0001, as the log has it."""
    project = open_project(terminal.project, settings=Settings(laptop="M7"), for_reading=True)
    project.learn()
    [card] = [one for one in project.store.cards() if one.number == "M7-0001"]
    found = lines_of(project.stored(card.id).values, "losses")[0].get("killed")
    project.close()
    return found


def test_the_list_names_every_question(here: Terminal) -> None:
    """Number, question with its answers, and place; a count at the end, and the same for a program."""
    told = here("review")
    assert told.code == 0
    assert "Sheep · killed: 14 or 11" in told.out
    assert "8 records wait for a decision." in told.out
    document = here.json("review", "--limit", "2")
    assert (document["count"], len(document["records"])) == (8, 2)


def test_one_record_shows_who_said_what(here: Terminal) -> None:
    """Each answer with its letter, its person, time, laptop and reason; what was before; how far apart places are."""
    told = here("review", "M7-0001").out
    assert "B  11" in told
    assert "Nurlan B. · 16 March" in told
    assert "Laptop M1 · Counted at the visit, one died first" in told
    assert "Before both changes: 12" in told
    [number, place] = here.json("review", "M7-0001")["questions"]
    assert [one["letter"] for one in number["versions"]] == ["A", "B"]
    assert place["metres_apart"] == pytest.approx(425, abs=1)


def test_a_letter_settles_one_question_or_the_record(here: Terminal) -> None:
    """With --question one answer, without it all that the side said; each can be undone by its number."""
    assert here.json("review", "M7-0001", "--question", "1", "--keep", "b")["answers"] == 1
    assert killed(here) == 11
    done = here.json("review", "M7-0001", "--keep", "B", "--why", "Seen by me")
    assert done["answers"] == 1
    assert here("review", "M7-0001").code == 1
    assert here("undo", done["batch"]).code == 0
    assert len(here.json("review", "M7-0001")["questions"]) == 1


def test_another_answer_is_read_as_in_the_form(here: Terminal) -> None:
    """The rest of the line stays; an impossible number is refused with its finding and changes nothing."""
    refused = here("review", "M7-0001", "--question", "1", "--answer", "killed=many")
    assert refused.code == 1
    assert here("review", "M7-0001", "--question", "1", "--answer", "killed=13").code == 0
    assert killed(here) == 13


def test_a_place_is_typed_in_any_form(here: Terminal) -> None:
    """The old latitude does not survive the new text."""
    assert here("review", "M7-0003", "--answer", "verbatim_coordinates=42 21.0 N, 76 57.0 E").code == 0
    assert here.json("show", "M7-0003")["latitude"] == pytest.approx(42.35)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--keep", "A"), 2),
        (("M7-0001", "--keep", "Z"), 2),
        (("M7-0001", "--keep", "A", "--question", "3"), 2),
        (("M7-0001", "--answer", "killed=1"), 2),
        (("M7-0001", "--question", "1", "--answer", "killed=1", "--keep", "A"), 2),
        (("M7-0003", "--answer", "count=1"), 2),
        (("M9-9999",), 1),
        (("M3-0001",), 1),
    ],
)
def test_what_cannot_be_meant_is_told(here: Terminal, arguments: tuple[str, ...], code: int) -> None:
    """A mistake in the command, a record that is not there, one that is not contested: said, and nothing is done."""
    answer = here("review", *arguments)
    assert answer.code == code
    assert answer.err.strip()


def test_a_ranger_is_told_who_decides(here: Terminal, tmp_path: Path) -> None:
    """He sees the answers; his decision is refused with the names in the page's own words."""
    camp = here.at(tmp_path / "camp" / "project")
    assert "Nurlan B." in camp("review", "M7-0001").out
    assert camp("review", "M7-0001", "--keep", "A").code == 1
