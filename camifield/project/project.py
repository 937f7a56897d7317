"""An open project: the store, the drafts, the keys, the names, and this laptop's settings, passed to whoever needs them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from camifield import settings as laptop
from camifield.clock import CheckedClock, Clock, SystemClock
from camifield.entropy import Entropy, SystemEntropy
from camifield.errors import Problem
from camifield.folders import Folder
from camifield.project.identity import Identity
from camifield.project.names import Names, read_names
from camifield.settings import Settings
from camifield.store.drafts import Drafts
from camifield.store.query import CardQuery
from camifield.store.store import Store

if (
    TYPE_CHECKING
):  # saving and validating are imported when they are first needed: Today is painted without them
    from camifield.fields.field import Asking
    from camifield.geo.own_areas import OwnAreas
    from camifield.i18n.words import Words
    from camifield.project.areas import KnownAreas
    from camifield.revisions.clocks import Corrections
    from camifield.revisions.headers import Action
    from camifield.store.records import StoredRecord
    from camifield.store.writing import Save, Saved

SHARED_KINDS = frozenset(("person", "place", "patrol", "own_species", "own_term", "clock_correction", "area"))


class World(NamedTuple):
    """What the program cannot make up itself: the time and randomness. A simulator hands in its own."""

    clock: Clock
    entropy: Entropy


REAL = World(SystemClock(), SystemEntropy())


class Project:
    """One project folder, opened. Made by `opening.open_project`; closed by its owner."""

    def __init__(
        self,
        folder: Folder,
        world: World,
        store: Store,
        drafts: Drafts,
        identity: Identity,
        settings: Settings,
        settings_path: Path,
        *,
        is_sample: bool = False,
    ) -> None:
        self.folder = folder
        clock = world.clock
        self.checked_clock = clock if isinstance(clock, CheckedClock) else CheckedClock(clock)
        self.clock: Clock = self.checked_clock
        self.entropy = world.entropy
        self.store = store
        self.drafts = drafts
        self.identity = identity
        self.settings = settings
        self.settings_path = settings_path
        self.is_sample = is_sample
        self._names: Names | None = None
        self._areas: KnownAreas | None = None
        self._corrections: tuple[int, Corrections] | None = None
        self._has_learned = False
        self.is_open = True
        self._last_number: int | None = None

    @property
    def names(self) -> Names:
        """Who is who; read at first use and again after a shared kind changed."""
        if self._names is None:
            self._names = read_names(self._living_rows, self.store.same_people())
        return self._names

    def areas(self) -> OwnAreas:
        """The areas and lines that the team brought; read at first use, and again those that changed."""
        if self._areas is None:
            from camifield.project.areas import KnownAreas

            self.learn()
            self._areas = KnownAreas(self._living_rows)
        return self._areas()

    def _living_rows(self, kind: str, columns: Sequence[str]) -> Iterator[Sequence[object]]:
        return (row for piece in self.store.rows(kind, CardQuery(kinds=(kind,)), columns) for row in piece)

    @property
    def has_learned(self) -> bool:
        """Whether the kinds are taken in."""
        return self._has_learned

    def learn(self) -> None:
        """Take in the kinds: needed before the first save, heavy enough to wait until the first page is painted."""
        if not self._has_learned:
            from camifield.kinds.catalogue import kinds

            self.store.learn(kinds())
            self._has_learned = True

    def save(
        self,
        saves: Sequence[Save],
        action: Action | None = None,
        *,
        author: bytes | None = None,
        batch: bytes = b"",
        draft: bytes | None = None,
    ) -> Saved:
        """Append changes to the log in the name of whoever types, durable when it returns; a plain save by itself.

        `draft` is the one that they come from: it leaves the list with the save, whatever crashes.
        """
        from camifield.revisions.headers import Action
        from camifield.store.signing import Occasion

        self.learn()
        signer = self.identity.signer(author or self.typist)
        occasion = Occasion(Action.SAVE if action is None else action, batch)
        if draft is None:
            return self.store.append(saves, signer, occasion)
        settled = self.drafts.saved_with(draft)
        saved = self.store.append_from_drafts(saves, signer, occasion, settled)
        self.drafts.let_go(settled)
        return saved

    def stored(self, record: bytes) -> StoredRecord:
        """The record as it stands, whole. Raises Problem ``record-is-not-here``."""
        self.learn()
        found = self.store.records([record]).get(record)
        if found is None:
            raise Problem("record-is-not-here", parameters={"record": record.hex()})
        return found

    def next_number(self) -> str:
        """The next record number of this laptop, such as M7-0147: short enough to say over a radio."""
        prefix = f"{self.settings.laptop}-"
        if self._last_number is None:
            self._last_number = self.store.highest_number(prefix)
        self._last_number += 1
        return f"{prefix}{self._last_number:04}"

    def forget_number(self) -> None:
        """Look the next record number up anew: the laptop's code changed."""
        self._last_number = None

    @property
    def typist(self) -> bytes:
        """Who is at the keyboard: the person chosen on Today, or else the one who began the project."""
        try:
            chosen = bytes.fromhex(self.settings.typed_by or "")
        except ValueError:
            chosen = b""
        return self.names.person_of(chosen if len(chosen) == 16 else self.identity.founder)

    def people_here(self) -> list[bytes]:
        """Who is here today, each once: as the members that they are."""
        here = map(bytes.fromhex, self.settings.people_of(self.today()))
        return list(dict.fromkeys(map(self.names.person_of, here)))

    @property
    def corrections(self) -> Corrections:
        """What was decided about the clocks of laptops; read anew when the log went on."""
        last = self.store.last_commit()
        if self._corrections is None or self._corrections[0] != last:
            self._corrections = (last, self.store.corrections())
        return self._corrections[1]

    def forget_names(self) -> None:
        """Read the names, and what else a team shares, anew at the next look."""
        self._names = None
        self._corrections = None
        if self._areas is not None:
            self._areas.forget()

    def today(self) -> date:
        """The local date, as the laptop's clock claims it."""
        return (self.clock.now() + self.clock.local_offset()).date()

    def asking(self, words: Words, *, is_import: bool = False) -> Asking:
        """What reading an answer of this project depends on."""
        from camifield.fields.field import Asking

        names = self.names
        return Asking(
            today=self.today(),
            words=words,
            country=self.settings.country,
            decimal=self.settings.decimal_sign,
            date_order=self.settings.date_order or "dmy",
            coordinates=self.settings.coordinates,
            own_terms=names.own_terms,
            find=names.find,
            name=lambda kind, identifier: names.name(kind, identifier, words),
            near=names.near,
            areas=self.areas,
            spot=names.spot,
            is_import=is_import,
        )

    def coded_asking(self, words: Words) -> Asking:
        """As `asking`, with people shown by their code: what leaves the laptop does not name them."""
        names = self.names

        def name(kind: str, identifier: bytes) -> str:
            if kind == "person" and (person := names.person(identifier)):
                return person.code
            if kind == "patrol" and (patrol := names.patrols.get(identifier)):
                return patrol.coded
            return names.name(kind, identifier)

        return replace(self.asking(words), name=name)

    def change_settings(self, settings: Settings) -> None:
        """Keep new settings and write them. Raises Problem ``settings-not-written``; they hold for now all the same."""
        self.settings = settings
        laptop.save(self.settings_path, settings)

    def close(self) -> None:
        """Close the files and give the lock back; a second call does nothing."""
        if self.is_open:
            self.is_open = False
            self.drafts.close()
            self.store.close()
