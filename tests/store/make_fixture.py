"""Makes the store that is kept for ever as an example of the present layout: `python -m tests.store.make_fixture`."""

from __future__ import annotations

import gzip
import tempfile
from pathlib import Path

from camifield.revisions.headers import Action
from camifield.store.layout import LAYOUT
from camifield.store.signing import Occasion
from camifield.store.writing import Save
from tests.store.making import LOSSES, SECRET, SNOW_LEOPARD, Laptop

FIXTURES = Path(__file__).parent / "fixtures"


def make(root: Path) -> bytes:
    """A small store with both streams, lines, an edit, a deletion and an import, from a fixed seed."""
    laptop = Laptop(root, seed=1)
    first = laptop.save({**SNOW_LEOPARD, **SECRET, **LOSSES})
    second = laptop.save({**SNOW_LEOPARD, "record_number": "M7-0148", "event_date": "2026-03-16"})
    laptop.save({"code": "A1", "name": "Азамат"}, kind="little_person")
    laptop.edit(first, {"remarks": {"remarks": "помёт"}, "losses/0a0a0a0a0a0a": None})
    laptop.append(Save(second, "trace", {}, deleted=True), occasion=Occasion(Action.DELETE))
    third = Save(
        laptop.new_id(),
        "trace",
        {"record_number": {"record_number": "M7-0149"}, "when": {"event_date": "2026-05-01"}},
    )
    laptop.append(third, occasion=Occasion(Action.IMPORT, b"B" * 16))
    laptop.close()
    return (root / "store.sqlite").read_bytes()


if __name__ == "__main__":
    FIXTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as root:
        (FIXTURES / f"layout-{LAYOUT}.sqlite.gz").write_bytes(gzip.compress(make(Path(root)), mtime=0))
