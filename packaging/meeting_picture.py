"""The laptops behind the picture of a meeting: the sample's, and a colleague's who joined and left a stick behind."""

from __future__ import annotations

from pathlib import Path

from camifield.commands import people
from camifield.commands.deleting import delete
from camifield.commands.inviting import admit, invite
from camifield.commands.joining import ask, join
from camifield.commands.meeting import folder_way, look, meet
from camifield.commands.saving import save
from camifield.fields.values import Entry
from camifield.i18n.words import Words
from camifield.progress import Progress
from camifield.project.admitting import read_incoming
from camifield.project.asking import read_reply
from camifield.project.opening import open_project
from camifield.project.project import Project
from camifield.settings import Settings

ENGLISH = Words("en")
NAME = "Tilek A."


def leave_stick(project: Project, home: Path) -> Path:
    """Let a colleague into the sample's team, have both work, and give the stick on which he left what he has."""
    project.is_sample = False  # a play with two laptops, for a picture only
    stick = home / "KINGSTON"
    stick.mkdir()
    other = _colleague(project, home)
    for each in (project, other, project):
        _come_by(each, stick)
    cards = other.store.cards()
    _see(other, "WOL", "3")
    _see(other, "SNL", "1")
    _see(other, "ARG", "24")
    delete(other, [cards[5].id], "typed twice")
    for each, count in ((other, "11"), (project, "14")):
        _count_again(each, cards[2].id, count)
    _come_by(other, stick)
    other.close()
    return stick


def _colleague(project: Project, home: Path) -> Project:
    settings = Settings(laptop="M3", language="en", country="KG")
    other = open_project(home / "m3", settings_path=home / "m3.json", settings=settings)
    other.learn()
    people.add_person(other, NAME, ENGLISH)
    invitation, request, answer = (home / f"{name}.cfb" for name in ("invitation", "request", "answer"))
    invite(project, "ranger", invitation)
    ask(other, request, invitation=invitation)
    admit(project, read_incoming(project, request), answer)
    join(other, read_reply(other, answer))
    return other


def _come_by(project: Project, stick: Path) -> None:
    way = folder_way(project, stick)
    met = meet(project, way, look(project, way, Progress()), Progress())
    if met.problem is not None:
        raise met.problem


def _see(project: Project, species: str, count: str) -> None:
    entries: dict[str, Entry] = {
        "event_date": "2026-03-14",
        "recorded_by": project.identity.founder.hex(),
        "verbatim_coordinates": "42.31860 76.90412",
        "locality": "Kyzyl-Suu",
        "how_known": "saw",
        "species": species,
        "certainty": "certain",
        "count": count,
        "country_code": "KG",
    }
    save(project, "sighting", entries, ENGLISH)


def _count_again(project: Project, record: bytes, count: str) -> None:
    """Put the count of a record right, each on a laptop of his own."""
    from camifield.commands.correcting import Correction, correct_many

    correct_many(project, [record], Correction("count", count), ENGLISH)
