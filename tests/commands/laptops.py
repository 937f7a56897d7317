"""Several laptops on one disk: real projects that hand each other real files and whole logs."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from camifield.clock import SteppedClock
from camifield.commands import people
from camifield.commands.inviting import Admitted, admit, invite
from camifield.commands.joining import Joined, ask, join
from camifield.commands.saving import save
from camifield.entropy import SeededEntropy
from camifield.errors import Problem
from camifield.fields.validation import entries_of
from camifield.fields.values import Entry
from camifield.kinds.catalogue import kind
from camifield.project.admitting import read_incoming
from camifield.project.asking import read_reply
from camifield.project.opening import open_project
from camifield.project.project import Project, World
from camifield.settings import Settings
from tests.making import ENGLISH, person
from tests.teams import hand


class Camp:
    """A place where laptops meet; `table` is the folder in which files are handed over."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self.folder = folder
        self.table = folder / "table"
        self.table.mkdir()
        self._stack = stack
        self._made = 0

    def laptop(self, code: str, *names: str) -> Project:
        """A laptop on which these people began a project alone."""
        self._made += 1
        world = World(SteppedClock(), SeededEntropy(500 + self._made))
        settings = Settings(laptop=code, language="en", country="KG")
        project = open_project(
            self.folder / code, world=world, settings_path=self.folder / f"{code}.json", settings=settings
        )
        self._stack.callback(project.close)
        project.learn()
        for name in names:
            people.add_person(project, name, ENGLISH)
        return project

    def reopened(self, root: Path, settings_path: Path) -> Project:
        """A closed project, opened again."""
        world = World(SteppedClock(), SeededEntropy(900))
        settings = Settings(laptop="M7", language="en", country="KG")
        project = open_project(root, world=world, settings_path=settings_path, settings=settings)
        self._stack.callback(project.close)
        project.learn()
        return project

    def invite_in(self, team: Project, newcomer: Project, role: str = "ranger") -> tuple[Admitted, Joined]:
        """The usual way: an invitation, a request, an answer, and what each brings."""
        number = len(list(self.table.iterdir()))
        files = [self.table / f"{number}-{what}.cfb" for what in ("invitation", "request", "answer")]
        invite(team, role, files[0])
        ask(newcomer, files[1], invitation=files[0])
        admitted = admit(team, read_incoming(team, files[1]), files[2])
        joined = join(newcomer, read_reply(newcomer, files[2]))
        return admitted, joined


@contextmanager
def camp(folder: Path) -> Generator[Camp]:
    """A camp whose laptops are closed at the end."""
    with ExitStack() as stack:
        yield Camp(folder, stack)


def meet(giver: Project, taker: Project) -> dict[bytes, str]:
    """Everything of one laptop's log goes to the other; what the other refuses by then, and why."""
    hand(giver, taker)
    return {one.id: one.reason for one in taker.store.quarantined()}


def sighted(project: Project, who: str, count: str = "3") -> bytes:
    """A sighting by this person of the laptop."""
    entries: dict[str, Entry] = {
        "event_date": "2026-03-12",
        "recorded_by": person(project, who),
        "verbatim_coordinates": "42.31860 76.90412",
        "how_known": "saw",
        "species": "ARG",
        "certainty": "certain",
        "count": count,
        "country_code": "KG",
    }
    return save(project, "sighting", entries, ENGLISH).record


def corrected(project: Project, record: bytes, count: str) -> None:
    """The record saved again with another count by whoever types."""
    stored = project.stored(record)
    entries = {**entries_of(kind(stored.kind), stored.values), "count": count}
    save(project, stored.kind, entries, ENGLISH, record=record, bases=stored.heads)


def count_of(project: Project, record: bytes) -> object:
    """How many animals the laptop says it were."""
    return project.stored(record).values["count"]


def problem_of(call: object, *arguments: object, **more: object) -> str:
    """The code of the Problem that a call raises."""
    assert callable(call)
    with pytest.raises(Problem) as caught:
        call(*arguments, **more)
    return caught.value.code
