"""What a file says of itself, line by line."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from camifield.clock import SteppedClock
from camifield.commands.account import account
from camifield.commands.handing_over import Wish
from camifield.commands.people import set_typist
from camifield.formats.blurring import Blurring
from camifield.i18n.words import LANGUAGES, Words
from camifield.project.project import Project
from camifield.version import VERSION
from tests.making import ENGLISH, make_project, person

OWN = Wish(Path("book.xlsx"), filter_words="Wolf, from March 2026")
OTHERS = replace(OWN, is_exact=False, receiver="Institute", purpose="a map")


@pytest.fixture(name="project")
def a_project(tmp_path: Path) -> Generator[Project, None, None]:
    """A project with two people."""
    project = make_project(tmp_path)
    yield project
    project.close()


def lines(project: Project, wish: Wish, words: Words = ENGLISH, **counts: int) -> dict[str, object]:
    """The lines of About by their labels."""
    return dict(
        account(project, wish, words, counts, Blurring(wish.is_exact, generalised=3, hidden=2, withheld=4))
    )


def test_the_owner_reads_who_made_it_when_and_what_is_in_it(project: Project) -> None:
    """Name, local time with its offset, laptop, version, filter, and a number for every kind that was asked for."""
    told = lines(project, OWN, sighting=12)
    assert told["Made by"] == "Aibek U."
    assert told["Made at"] == "2026-03-14 09:00 UTC+06:00"
    assert (told["Laptop"], told["Program"]) == ("M7", f"CAMI Field {VERSION}")
    assert told["Which records"] == "Wolf, from March 2026"
    assert (told["Records: Animal or sign"], told["Records: Patrol"]) == (12, 0)
    assert str(told["Places"]).startswith("Exact.")
    assert not {"Policy", "For whom", "Places generalised"} & set(told)


def test_whoever_is_at_the_keyboard_made_it(project: Project) -> None:
    """On a laptop of six people the file is signed by the one who typed."""
    set_typist(project, bytes.fromhex(person(project, "Гулнара С.")))
    assert lines(project, OWN)["Made by"] == "Гулнара С."
    assert lines(project, OTHERS)["Made by"] == "ГС"


def test_others_read_the_policy_and_what_it_did(project: Project) -> None:
    """Receiver, purpose and three counts, so that nobody thinks the program is broken."""
    told = lines(project, OTHERS)
    assert (told["For whom"], told["What for"]) == ("Institute", "a map")
    assert [
        told[label] for label in ("Places generalised", "Places left out", "Records with something left out")
    ] == [3, 2, 4]
    assert str(told["Places"]).startswith("Generalised")
    assert "Records: Track" in lines(project, OWN)
    assert "Records: Track" not in told  # "0" would say that nobody walked; tracks go to nobody else


def test_texts_that_were_cut_are_told(project: Project) -> None:
    """Nobody takes a cut remark for the whole one."""
    told = dict(account(project, OWN, ENGLISH, {}, Blurring(is_exact=True), cut_texts=2))
    assert told[ENGLISH.say("about.cut")] == 2
    assert ENGLISH.say("about.cut") not in lines(project, OWN)


def test_the_sample_says_that_it_is_not_real(project: Project) -> None:
    """Invented records must never be taken for an agency's."""
    project.is_sample = True
    (first, *_) = account(project, OWN, ENGLISH, {}, Blurring(is_exact=True))
    assert first[0] == "NOT REAL"


@pytest.mark.parametrize(("hours", "text"), [(5.75, "UTC+05:45"), (-3.5, "UTC-03:30"), (0, "UTC+00:00")])
def test_offsets_of_every_country_are_told(project: Project, hours: float, text: str) -> None:
    """Nepal is a quarter of an hour off the others."""
    project.clock = SteppedClock(offset=timedelta(hours=hours))
    assert str(lines(project, OWN)["Made at"]).endswith(text)


@pytest.mark.parametrize("language", [one.code for one in LANGUAGES])
def test_every_line_is_in_the_readers_language(project: Project, language: str) -> None:
    """No key in place of a word, in either file."""
    for wish in (OWN, OTHERS):
        for label, text in account(project, wish, Words(language), {}, Blurring(wish.is_exact), cut_texts=1):
            assert "about." not in f"{label}{text}"
