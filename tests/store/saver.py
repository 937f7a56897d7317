"""A process that saves as fast as it can until it is killed: `python -m tests.store.saver FOLDER`.

For each line on its input it forks a child that opens the project and saves without end, and says on its output
what was acknowledged: `new <id>` for a record of both streams, `edit <id> <number>`, `many <batch> <records>`.
"""

from __future__ import annotations

import os
import random
import sys
from pathlib import Path

from camifield.clock import SystemClock
from camifield.entropy import SeededEntropy, SystemEntropy
from camifield.fields.grouping import groups_of
from camifield.folders import Folder
from camifield.ids import new_id
from camifield.revisions.enrolment import found
from camifield.revisions.headers import Action
from camifield.store.signing import Occasion, Signer
from camifield.store.store import Store
from camifield.store.writing import Save
from tests.store.little_kinds import kinds
from tests.store.making import LOSSES, SECRET, SNOW_LEOPARD

PERSON = b"p" * 16
MANY = 700


def signer_and_store(root: Path) -> tuple[Signer, Store]:
    """The project of that folder, founded with the same keys each time."""
    founding = found(PERSON, SeededEntropy(7), at_ms=1_773_457_200_000)
    keys = founding.keyring.devices[0]
    store = Store.open(Folder(root), wait_s=5)
    if store.project is None:
        store.found(founding.keyring.project, founding.commit)
    store.learn(kinds())
    project = founding.keyring.project
    return Signer(project, PERSON, keys.signing, founding.incarnation, SystemClock(), SystemEntropy()), store


def say(*words: object) -> None:
    """Tell the parent, in one write that a kill cannot cut."""
    os.write(1, (" ".join(map(str, words)) + "\n").encode())


def save_for_ever(root: Path) -> None:
    """Save, edit and import until the end."""
    signer, store = signer_and_store(root)
    chance = random.Random()
    groups = groups_of(kinds()["trace"], {**SNOW_LEOPARD, **SECRET, **LOSSES})
    records: list[bytes] = []
    number = 0
    while True:
        number += 1
        if number % 40 == 20:
            batch = os.urandom(16)
            store.append(
                (Save(new_id(signer.clock, signer.entropy), "trace", groups) for _ in range(MANY)),
                signer,
                Occasion(Action.IMPORT, batch),
            )
            say("many", batch.hex(), MANY)
        elif records and number % 3:
            record = chance.choice(records)
            edit = {"count": {"count": str(number)}, "when": {"event_date": f"2026-{1 + number % 12:02}-01"}}
            store.append([Save(record, "trace", edit)], signer)
            say("edit", record.hex(), number)
        else:
            record = new_id(signer.clock, signer.entropy)
            store.append([Save(record, "trace", groups)], signer)
            records.append(record)
            say("new", record.hex())


if __name__ == "__main__":
    for _line in sys.stdin:
        child = os.fork()
        if child == 0:
            save_for_ever(Path(sys.argv[1]))
        say("child", child)
        os.waitpid(child, 0)
        say("dead", child)
