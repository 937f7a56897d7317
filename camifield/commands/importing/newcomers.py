"""People whom a table names and the project does not know yet, and places that somebody said it makes known: met while reading,
made before the first record needs them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from camifield.commands.many import save_many
from camifield.commands.people import next_code
from camifield.fields.field import Asking
from camifield.fields.grouping import groups_of
from camifield.fields.validation import validate
from camifield.folding import search_form
from camifield.i18n.words import Words
from camifield.ids import new_id
from camifield.kinds.catalogue import kind as kind_of
from camifield.project.project import Project
from camifield.revisions.headers import Action
from camifield.store.writing import Save

_LONGEST_NAME = 120
_FEWEST_LETTERS = 2


class Newcomers:
    """Answers who is called so; somebody unknown gets an id at once, and a record when `settle` is called."""

    def __init__(self, project: Project, words: Words, places: Collection[str] = ()) -> None:
        """`places`: the names (as the search writes them) of places that are to be made."""
        self._places = places
        self._waiting_places: dict[bytes, str] = {}
        self._project = project
        self._words = words
        self._waiting: dict[bytes, str] = {}
        self._met: dict[str, bytes] = {}
        self.made: list[bytes] = []

    def asking(self, asking: Asking) -> Asking:
        """The same questions; a person's name always finds somebody, unless several are called so."""
        return replace(asking, find=self.find)

    @property
    def names(self) -> tuple[str, ...]:
        """Whom the table names and the project does not know."""
        return tuple(self._waiting.values())

    def find(self, kind: str, text: str) -> Sequence[bytes]:
        """As `Names.find`; for a person's name that nobody has, the id that this person will have."""
        known = self._project.names.find(kind, text)
        if known or kind not in ("person", "place"):
            return known
        name = search_form(text)
        if kind == "place":
            return (self._place(name, text),) if name in self._places else ()
        if (
            len(name) < _FEWEST_LETTERS
            or len(text) > _LONGEST_NAME
            or not any(sign.isalpha() for sign in name)
        ):
            return ()
        if name not in self._met:
            identifier = new_id(self._project.clock, self._project.entropy)
            self._met[name] = identifier
            self._waiting[identifier] = " ".join(text.split())
        return (self._met[name],)

    def settle(self, batch: bytes) -> None:
        """Make the people met so far. They go with the import when it is undone, unless others speak of them by then."""
        declared = kind_of("person")
        places, self._waiting_places = self._waiting_places, {}
        if places:
            self._make_places(places, batch)
        waiting, self._waiting = self._waiting, {}
        if not waiting:
            return
        asking = self._project.asking(self._words)
        codes: set[str] = set()
        saves: list[Save] = []
        for identifier, name in waiting.items():
            code = next_code(self._project, name, codes)
            codes.add(code)
            checked = validate(declared, {"name": name, "code": code}, asking)
            saves.append(Save(identifier, "person", groups_of(declared, checked.values)))
        save_many(self._project, saves, Action.IMPORT, batch=batch)
        self.made += waiting

    def _place(self, name: str, text: str) -> bytes:
        key = f"place {name}"
        if key not in self._met:
            identifier = new_id(self._project.clock, self._project.entropy)
            self._met[key] = identifier
            self._waiting_places[identifier] = " ".join(text.split())
        return self._met[key]

    def _make_places(self, places: Mapping[bytes, str], batch: bytes) -> None:
        """Known places by their names alone: where they lie can be said of each once, later."""
        declared = kind_of("place")
        asking = self._project.asking(self._words)
        saves = [
            Save(one, "place", groups_of(declared, validate(declared, {"name": name}, asking).values))
            for one, name in places.items()
        ]
        save_many(self._project, saves, Action.IMPORT, batch=batch)
