"""The store's speed, each number beside the floor it is measured against: `python -m tests.store.bench --help`.

`bulk` appends records of 30 fields, `saves` saves one at a time, `pages` reads a store of a million (made on the
first run in the folder named, and kept there).
"""

from __future__ import annotations

import argparse
import os
import random
import sqlite3
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from camifield.clock import SystemClock
from camifield.entropy import SeededEntropy, SystemEntropy
from camifield.fields.grouping import groups_of
from camifield.fields.values import Value
from camifield.folders import Folder
from camifield.ids import id_at
from camifield.kinds.catalogue import kinds
from camifield.revisions.enrolment import found
from camifield.revisions.headers import Action
from camifield.store.query import Bin, Box, CardQuery, Page
from camifield.store.signing import Occasion, Signer
from camifield.store.store import Store
from camifield.store.writing import Save

HALF, RARE = "отара", "редкослово"
LETTERS = "абвгдежзиклмнопрстуфхцчшэюя"
SPECIES = (
    "snow_leopard",
    "grey_wolf",
    "siberian_ibex",
    "argali",
    "eurasian_lynx",
    "brown_bear",
    "red_fox",
    "pallas_cat",
)
FIRST_DAY = date(2016, 1, 1).toordinal()
DAYS = 3650


class Measured(NamedTuple):
    """One line of the table: what, how long (milliseconds, or records a second), and the floor it stands against."""

    what: str
    value: float
    unit: str
    floor: float | None = None

    def line(self) -> str:
        ratio = f"  floor {self.floor:9.2f}  ratio {self.value / self.floor:6.2f}" if self.floor else ""
        return f"{self.what:58s} {self.value:10.2f} {self.unit}{ratio}"


def sightings(count: int, seed: int = 3) -> Iterator[dict[str, Value]]:
    """Sightings of 30 answered fields, in the order of dates with a month of disorder, as laptops bring them."""
    chance = random.Random(seed)
    words = ["".join(chance.choices(LETTERS, k=chance.randint(3, 10))) for _ in range(20_000)]
    people = [chance.randbytes(16) for _ in range(12)]
    for at in range(count):
        day = date.fromordinal(FIRST_DAY + at * DAYS // count + chance.randrange(30)).isoformat()
        remark = (
            chance.choices(words, k=6) + [HALF] * (chance.random() < 0.5) + [RARE] * (chance.random() < 5e-5)
        )
        latitude, longitude = f"{chance.uniform(36, 50):.5f}", f"{chance.uniform(66, 98):.5f}"
        yield {
            "record_number": f"M7-{at:06}",
            "event_date": day,
            "event_time": f"{chance.randrange(24):02}:{chance.randrange(60):02}",
            "utc_offset": "+06:00",
            "offset_source": "place",
            "recorded_by": chance.choice(people),
            "observer_role": "ranger",
            "verbatim_coordinates": f"{latitude} {longitude}",
            "decimal_latitude": latitude,
            "decimal_longitude": longitude,
            "verbatim_coordinate_system": "wgs84_decimal",
            "coordinate_precision": "0.00001",
            "position_of": "observer",
            "georeference_source": "handheld_gps",
            "elevation": chance.randrange(400, 5000),
            "locality": " ".join(chance.choices(words, k=2)),
            "country_code": "KG",
            "state_province": "Ысык-Көл",
            "county": "Ак-Суу",
            "sampling_protocol": "opportunistic",
            "waypoint_number": f"{at % 1000:03}",
            "habitat": "alpine_meadow",
            "weather": ["clear", "windy"],
            "remarks": " ".join(remark),
            "record_state": "new",
            "how_known": chance.choice(("seen", "sign", "camera")),
            "occurrence": "present",
            "species": chance.choice(SPECIES),
            "certainty": "certain",
            "count": chance.choice(("1", "2", "~12", "12+", "10-15")),
        }


class Project:
    """A founded project in a folder, with the signer of its one person, the same at every run."""

    def __init__(self, root: Path) -> None:
        founding = found(b"p" * 16, SeededEntropy(7), at_ms=1_773_457_200_000)
        keys = founding.keyring.devices[0]
        self.store = Store.open(Folder(root))
        if self.store.project is None:
            self.store.found(founding.keyring.project, founding.commit)
        self.store.learn(kinds())
        self.signer = Signer(
            founding.keyring.project,
            b"p" * 16,
            keys.signing,
            founding.incarnation,
            SystemClock(),
            SystemEntropy(),
        )

    def saves(self, count: int) -> Iterator[Save]:
        """New records, ready to append."""
        declared, entropy = kinds()["sighting"], SystemEntropy()
        for values in sightings(count):
            yield Save(id_at(time.time_ns() // 1_000_000, entropy), "sighting", groups_of(declared, values))


def bulk(root: Path, records: int) -> list[Measured]:
    """Records a second of one import, signed, indexed and durable; against executemany of the same values."""
    project = Project(root)
    saves = list(project.saves(records))
    started = time.perf_counter()
    project.store.append(saves, project.signer, Occasion(Action.IMPORT, os.urandom(16)))
    rate = records / (time.perf_counter() - started)
    project.store.close()
    rows = [tuple(map(str, values.values())) for values in sightings(records)]
    raw = _raw(root / "raw.sqlite", f"CREATE TABLE t ({','.join(f'c{at}' for at in range(30))})")
    started = time.perf_counter()
    for start in range(0, records, 500):
        raw.execute("BEGIN")
        raw.executemany(f"INSERT INTO t VALUES ({','.join('?' * 30)})", rows[start : start + 500])
        raw.execute("COMMIT")
    floor = records / (time.perf_counter() - started)
    raw.close()
    return [Measured("bulk append, 30 fields, records a second", rate, "1/s", floor)]


def saves(root: Path, count: int = 300) -> list[Measured]:
    """One durable save of 30 fields, and one of a changed field; against raw commits between them on the same disk."""
    project = Project(root)
    raw = _raw(root / "raw.sqlite", "CREATE TABLE t (a)")
    news: list[float] = []
    edits: list[float] = []
    raws: list[float] = []
    for save in project.saves(count):
        edit = Save(save.record, "sighting", {"count": {"count": "77"}})
        news.append(_ms(lambda save=save: project.store.append([save], project.signer)))
        edits.append(_ms(lambda edit=edit: project.store.append([edit], project.signer)))
        raws.append(_ms(lambda: _commit(raw)))
    project.store.close()
    raw.close()
    floor = statistics.median(raws)
    return [
        Measured("durable save of a new record, signed and indexed", statistics.median(news), "ms", floor),
        Measured("durable save of one changed field", statistics.median(edits), "ms", floor),
    ]


def _commit(raw: sqlite3.Connection) -> None:
    raw.execute("BEGIN IMMEDIATE")
    raw.execute("INSERT INTO t VALUES (?)", (os.urandom(1000),))
    raw.execute("COMMIT")


def _ms(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


def _raw(path: Path, schema: str) -> sqlite3.Connection:
    path.unlink(missing_ok=True)
    raw = sqlite3.connect(path, isolation_level=None)
    raw.execute("PRAGMA journal_mode=TRUNCATE")
    raw.execute("PRAGMA synchronous=FULL")
    raw.execute(schema)
    return raw


def pages(root: Path, records: int) -> list[Measured]:
    """What the Records page asks of a large store; the first run makes it."""
    project = Project(root)
    store = project.store
    missing = records - store.count()
    if missing > 0:
        store.append(project.saves(missing), project.signer, Occasion(Action.IMPORT, os.urandom(16)))
    deep = store.positions(page=Page(limit=-1))[store.count() * 9 // 10]
    wolf = ("grey_wolf",)
    asked: dict[str, Callable[[], object]] = {
        "first page": store.cards,
        "deep page (nine tenths down)": lambda: store.cards(page=Page(deep)),
        "rare word": lambda: store.cards(CardQuery(words=RARE)),
        "rare word + species": lambda: store.cards(CardQuery(words=RARE, species=wolf)),
        "word of half the records": lambda: store.cards(CardQuery(words=HALF)),
        "word of half the records + species": lambda: store.cards(CardQuery(words=HALF, species=wolf)),
        "the same, deep": lambda: store.cards(CardQuery(words=HALF, species=wolf), Page(deep)),
        "two letters + species": lambda: store.cards(CardQuery(words="аб", species=wolf)),
        "species alone": lambda: store.cards(CardQuery(species=wolf)),
        "nothing matches": lambda: store.cards(CardQuery(words=HALF, bin=Bin.ONLY)),
        "a box of a third of a degree": lambda: store.cards(CardQuery(box=Box(79, 79.3, 42, 42.3))),
        "a box of ten degrees + word": lambda: store.cards(CardQuery(box=Box(75, 85, 42, 47), words=HALF)),
        "count of all": store.count,
        "count of word of half the records + species": lambda: store.count(
            CardQuery(words=HALF, species=wolf)
        ),
        "not handed over, by kind": store.unsent_counts,
        "positions of all": store.positions,
    }
    found = [
        Measured(f"{store.count():,} cards: {what}", _median_ms(ask), "ms") for what, ask in asked.items()
    ]
    store.close()
    return found


def _median_ms(ask: Callable[[], object], runs: int = 9) -> float:
    return statistics.median(_ms(ask) for _ in range(runs))


def main() -> None:
    """Measure what is named, or everything."""
    asked = argparse.ArgumentParser(prog="python -m tests.store.bench", description=__doc__)
    asked.add_argument(
        "what", nargs="*", default=["bulk", "saves", "pages"], choices=["bulk", "saves", "pages"]
    )
    asked.add_argument("--records", type=int, default=20_000, help="records of the bulk append")
    asked.add_argument("--cards", type=int, default=1_000_000, help="cards of the large store")
    asked.add_argument("--folder", type=Path, default=None, help="where the large store is made and kept")
    given = asked.parse_args()
    with TemporaryDirectory() as temporary:
        root = Path(temporary)
        for what in given.what:
            match what:
                case "bulk":
                    found = bulk(root / "bulk", given.records)
                case "saves":
                    found = saves(root / "saves")
                case _:
                    found = pages(given.folder or root / "pages", given.cards)
            sys.stdout.write("".join(one.line() + "\n" for one in found))


if __name__ == "__main__":
    main()
