"""Somebody who types and saves through the real commands until killed: `python -m tests.bench.typist FOLDER`.

For each line on its input it forks a child that opens the project, types drafts bit by bit, saves most of them, puts
saved ones right, throws some away, and says on its output what was acknowledged. A number is typed along into the
remarks, so that what comes back can be told apart:

    kept <draft> <number>     saved <record> <number>     edited <record> <number>     discarded <draft>
"""

from __future__ import annotations

import os
import random
import sys
from collections.abc import Iterator
from pathlib import Path

from camifield.commands import drafting
from camifield.commands.saving import save
from camifield.fields.validation import entries_of, validate
from camifield.fields.values import Entries, Entry
from camifield.ids import new_id
from camifield.kinds.catalogue import kind as kind_of
from camifield.project.opening import open_project
from camifield.project.project import Project
from camifield.settings import Settings
from camifield.store.query import CardQuery
from tests.bench.records import ENGLISH, sighting_entries

KIND = "sighting"
SIGHTINGS = CardQuery(kinds=(KIND,))
KEYS_A_KEEP = 5
TYPED = ("event_date", "verbatim_coordinates", "locality", "species", "count")


def say(*words: object) -> None:
    """Tell the parent, in one write that a kill cannot cut."""
    os.write(1, (" ".join(map(str, words)) + "\n").encode())


def reopened(folder: Path, wait_s: float = 5.0) -> Project:
    """The project with its kinds learned; it waits for the lock of a process that is just dying."""
    settings = Settings(laptop="M7", language="en", country="KG")
    project = open_project(
        folder, settings_path=folder.parent / "settings.json", settings=settings, wait_s=wait_s
    )
    project.learn()
    return project


def remark(number: int) -> str:
    """What is typed into the remarks so that this state can be recognised."""
    return f"key {number}"


def number_in(entries: object) -> int:
    """The number of a draft's or a record's remarks; -1 without one."""
    text = entries.get("remarks") if isinstance(entries, dict) else None  # pyright: ignore[reportUnknownVariableType, reportUnknownMemberType]
    return int(text.removeprefix("key ")) if isinstance(text, str) and text.startswith("key ") else -1


def keys(entries: Entries, start: int) -> Iterator[dict[str, Entry]]:
    """The entries at every keep: some questions are chosen at once, the texts grow by what 200 ms bring."""
    so_far: dict[str, Entry] = {name: entry for name, entry in entries.items() if name not in TYPED}
    for name in TYPED:
        text = str(entries[name])
        for end in range(KEYS_A_KEEP, len(text) + KEYS_A_KEEP, KEYS_A_KEEP):
            start += 1
            so_far |= {name: text[:end], "remarks": remark(start)}
            yield dict(so_far)


class Typist:
    """One life of the child."""

    def __init__(self, folder: Path) -> None:
        self.project = reopened(folder)
        self.dice = random.Random()
        self.number = 0
        self.who = self.project.names.team()[0].id.hex()

    def keep(
        self, draft: bytes, entries: Entries, record: bytes | None = None, bases: tuple[str, ...] = ()
    ) -> None:
        """What the form does 200 ms after a key."""
        project = self.project
        findings = validate(kind_of(KIND), entries, project.asking(ENGLISH)).findings
        made = drafting.draft_of(project, KIND, draft, entries, findings, record=record, bases=bases)
        drafting.keep(project, made)
        say("kept", draft.hex(), number_in(dict(entries)))

    def new_record(self) -> None:
        """Type one sighting; save it, or leave it as a draft, or throw it away."""
        project = self.project
        draft = new_id(project.clock, project.entropy)
        typed: dict[str, Entry] = {}
        for typed in keys(sighting_entries(self.who, self.dice), self.number):
            self.keep(draft, typed)
        self.number = number_in(typed)
        match self.dice.random():
            case chance if chance < 0.75:
                save(project, KIND, typed, ENGLISH, draft=draft)
                say("saved", draft.hex(), self.number)
            case chance if chance < 0.85:
                drafting.discard(project, draft)
                say("discarded", draft.hex())
            case _:
                pass

    def correction(self, record: bytes) -> None:
        """Put a saved record right in two keys."""
        project = self.project
        stored = project.stored(record)
        entries = entries_of(kind_of(KIND), stored.values)
        draft = new_id(project.clock, project.entropy)
        bases = tuple(head.hex() for head in stored.heads)
        for _ in range(2):
            self.number += 1
            entries["remarks"] = remark(self.number)
            self.keep(draft, entries, record, bases)
        heads = tuple(bytes.fromhex(head) for head in bases)
        save(project, KIND, entries, ENGLISH, record=record, draft=draft, bases=heads)
        say("edited", record.hex(), self.number)

    def live(self) -> None:
        """Type for ever."""
        self.number = self.dice.randrange(1, 1_000) * 1_000_000
        while True:
            if self.dice.random() < 0.4 and (cards := self.project.store.cards(SIGHTINGS)):
                self.correction(self.dice.choice(cards).id)
            else:
                self.new_record()


if __name__ == "__main__":
    for _line in sys.stdin:
        child = os.fork()
        if child == 0:
            Typist(Path(sys.argv[1])).live()
        say("child", child)
        _, status = os.waitpid(child, 0)
        say("dead", child, os.WTERMSIG(status))
