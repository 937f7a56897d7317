"""One laptop of the simulator: a real project in a folder, its clock and randomness, and what it was seen to hold."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from camifield.clock import SteppedClock
from camifield.entropy import SeededEntropy
from camifield.fields.declaration import Declared
from camifield.fields.values import Entry
from camifield.kinds.catalogue import kinds
from camifield.project.opening import open_project
from camifield.project.project import Project, World
from camifield.settings import Settings
from camifield.store.opening import STORE
from tests.simulator.versions import older_kinds

PRESENT = datetime(2026, 3, 15, 11, 20, tzinfo=UTC)
FLAT_BATTERY = datetime(2000, 1, 1, 0, 3, tzinfo=UTC)
FAR_FUTURE = datetime(2099, 6, 1, 8, 0, tzinfo=UTC)
NOT_COPIED = shutil.ignore_patterns("lock", "lock-holder", ".may-write")


class Lost(AssertionError):
    """A laptop does not hold any more what it held a moment ago."""


@dataclass
class Form:
    """A record opened for an edit, as it was then, and saved who knows when."""

    record: bytes
    kind: str
    entries: dict[str, Entry]
    heads: tuple[bytes, ...]


@dataclass
class Laptop:
    """A laptop. `held` is every commit it was seen to hold, in its log, its quarantine or set aside: acknowledged all.

    `is_lost` means gone for good. `is_older` is its version of the program. `done` are actions that can be undone.
    """

    name: str
    root: Path
    seed: int
    is_older: bool = False
    is_member: bool = True
    is_lost: bool = False
    clock: SteppedClock = field(default_factory=lambda: SteppedClock(PRESENT, timedelta(seconds=1)))
    held: set[bytes] = field(default_factory=set[bytes])
    forms: list[Form] = field(default_factory=list[Form])
    done: list[bytes | tuple[bytes, ...]] = field(default_factory=list["bytes | tuple[bytes, ...]"])
    backups: list[Path] = field(default_factory=list[Path])
    starts: int = 0
    copies: int = 0
    settings: Settings | None = None
    opened: Project | None = None

    @property
    def project(self) -> Project:
        """The open project."""
        assert self.opened is not None
        return self.opened

    @property
    def home(self) -> Path:
        """The project's folder."""
        return self.root / "project"

    @property
    def kinds(self) -> Mapping[str, Declared]:
        """What its version of the program knows."""
        return older_kinds() if self.is_older else kinds()

    def start(self) -> None:
        """Start the program. Its randomness goes on from no earlier start, as a real machine's never does."""
        self.starts += 1
        entropy = SeededEntropy(self.seed * 1_000 + self.starts)
        settings = self.settings or Settings(laptop=self.name.upper(), language="en", country="KG")
        self.opened = open_project(
            self.home,
            world=World(self.clock, entropy),
            settings_path=self.root / "settings.json",
            settings=settings,
        )
        self.opened.store.learn(self.kinds)
        self.opened._has_learned = True  # pyright: ignore[reportPrivateUsage] - another version's kinds

    def stop(self) -> None:
        """End the program."""
        if self.opened is not None:
            self.settings = self.opened.settings
            self.opened.close()
            self.opened = None

    def start_again(self) -> None:
        """End it and start it."""
        self.stop()
        self.start()

    def note(self) -> None:
        """Look what it holds by now. Raises Lost when that is less than it was."""
        now = self.ids()
        if not self.held <= now:
            raise Lost(f"{self.name} holds {len(self.held - now)} commits less than before")
        self.held = now

    def ids(self) -> set[bytes]:
        """The ids of all commits that it holds anywhere."""
        sql = "SELECT id FROM commits UNION ALL SELECT id FROM quarantine UNION ALL SELECT id FROM aside"
        return {row[0] for row in self.connection.execute(sql).fetchall()}

    @property
    def connection(self) -> sqlite3.Connection:
        """Reads what no command tells."""
        return self.project.store._connections.reader()  # pyright: ignore[reportPrivateUsage]

    @property
    def person(self) -> bytes:
        """Whose laptop it is."""
        return self.project.identity.founder

    @property
    def role(self) -> str:
        """What its person may do, as it knows."""
        return self.project.identity.roster.role_of(self.project.typist) or ""

    @property
    def device(self) -> bytes:
        """Its first person's device."""
        return self.project.identity.keyring().devices[0].device

    def copied(self, name: str, root: Path, seed: int) -> Laptop:
        """Its disk in another machine, which goes on from here by itself."""
        assert self.opened is not None
        shutil.copytree(self.root, root, ignore=NOT_COPIED)
        self.copies += 1
        clock = SteppedClock(self.clock.at, self.clock.step)
        twin = Laptop(name, root, seed, self.is_older, self.is_member, clock=clock, held=set(self.held))
        twin.settings = self.opened.settings
        twin.start()
        return twin

    def back_up(self) -> None:
        """Put the whole folder by."""
        place = self.root.with_name(f"{self.root.name}-backup-{len(self.backups)}")
        shutil.copytree(self.home, place, ignore=NOT_COPIED)
        self.backups.append(place)

    def put_back(self, backup: Path, *, store_only: bool) -> None:
        """Put an older state in place: the whole folder, which nothing betrays, or the store beside a newer mark."""
        self.stop()
        if store_only:
            shutil.copyfile(backup / STORE, self.home / STORE)
        else:
            shutil.rmtree(self.home)
            shutil.copytree(backup, self.home)
        self.forms.clear()
        self.done.clear()
        self.start()
        self.held = self.ids()

    def set_clock(self, how: int) -> None:
        """A flat battery, a wrong century, or the right time again."""
        self.clock.at = (FLAT_BATTERY, FAR_FUTURE, PRESENT + timedelta(days=how % 40))[how % 3]
