"""What the store's tests build with: a founded project on a laptop of its own, saves, and a store's whole content."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from camifield.clock import SteppedClock, milliseconds
from camifield.entropy import SeededEntropy
from camifield.fields.declaration import Declared
from camifield.fields.grouping import GroupValue, groups_of
from camifield.fields.values import Value
from camifield.folders import Folder
from camifield.ids import new_id
from camifield.progress import Progress
from camifield.revisions.enrolment import found
from camifield.store.checking import Surroundings
from camifield.store.faults import CheckReport
from camifield.store.signing import Occasion, Signer
from camifield.store.store import Store
from camifield.store.writing import Save, Saved
from tests.store.little_kinds import kinds

PLAIN = Occasion()


@dataclass
class Laptop:
    """A project of one in a folder: its store, its signer, and the clock and randomness they use."""

    root: Path
    seed: int = 7
    registry: Mapping[str, Declared] = field(default_factory=kinds)

    def __post_init__(self) -> None:
        self.clock = SteppedClock()
        self.entropy = SeededEntropy(self.seed)
        self.folder = Folder(self.root)
        self.person = new_id(self.clock, self.entropy)
        founding = found(self.person, self.entropy, at_ms=milliseconds(self.clock.now()))
        self.founding = founding
        project, keys = founding.keyring.project, founding.keyring.devices[0]
        self.signer = Signer(
            project, self.person, keys.signing, founding.incarnation, self.clock, self.entropy
        )
        self.store = Store.open(self.folder)
        self.store.found(project, founding.commit)
        self.store.learn(self.registry)

    def reopen(self, registry: Mapping[str, Declared] | None = None) -> Store:
        """Close the store and open it as the next start of the program would."""
        self.store.close()
        self.registry = registry or self.registry
        self.store = Store.open(self.folder)
        self.store.learn(self.registry)
        return self.store

    def new_id(self) -> bytes:
        return new_id(self.clock, self.entropy)

    def save(self, values: Mapping[str, Value], kind: str = "trace", **more: Any) -> bytes:
        """Save a new record of these values; its id."""
        record = self.new_id()
        self.append(Save(record, kind, groups_of(self.registry[kind], values), **more))
        return record

    def edit(self, record: bytes, groups: Mapping[str, GroupValue | None], **more: Any) -> Saved:
        """Set groups of a record that is there."""
        return self.append(Save(record, "trace", groups, **more))

    def append(self, *saves: Save, occasion: Occasion = PLAIN) -> Saved:
        return self.store.append(saves, self.signer, occasion)

    def check(self) -> CheckReport:
        feeds = [self.signer.feed(1), self.signer.feed(2)]
        return self.store.check(Surroundings(self.signer.project, feeds), Progress())

    def close(self) -> None:
        self.store.close()


SNOW_LEOPARD: dict[str, Value] = {
    "event_date": "2026-03-14",
    "event_time": "06:40",
    "species": "snl",
    "count": "~2",
    "locality": "Сары-Жаз, перевал",
    "latitude": "42.10",
    "longitude": "79.05",
    "remarks": "свежий след на снегу",
    "record_number": "M7-0147",
}
SECRET: dict[str, Value] = {"informant_name": "Бакыт уулу Азамат", "informant_phone": "+996 555 010203"}
LOSSES: dict[str, Value] = {
    "losses": [
        {"id": "0a0a0a0a0a0a", "order": 2, "animal": "ewe", "killed": "3"},
        {"id": "0b0b0b0b0b0b", "order": 1, "animal": "ram", "killed": "1"},
    ]
}
