"""Measures and prints the table: `python -m tests.bench [--quick] [names...]`; `--help` tells the rest."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from tests.bench.measuring import Measured, table


class Amount(NamedTuple):
    """How much is measured: runs of a whole process, runs of a quick thing, records of the large project, rows of a file, photos."""

    starts: int
    runs: int
    cards: int
    rows: int
    photos: int


WHOLE = Amount(starts=15, runs=60, cards=1_000_000, rows=100_000, photos=200)
QUICK = Amount(starts=3, runs=15, cards=20_000, rows=5_000, photos=20)


def _starting(amount: Amount) -> list[Measured]:
    from tests.bench.starting import first_paint

    return first_paint(amount.starts, amount.cards)


def _memory(amount: Amount) -> list[Measured]:
    from tests.bench.starting import idle_memory

    return idle_memory(max(1, amount.starts // 5), amount.cards)


def _forms(amount: Amount) -> list[Measured]:
    from tests.bench.forms import forms

    return forms(amount.starts)


def _saves(amount: Amount) -> list[Measured]:
    from tests.bench.saves import saves

    return saves(amount.runs)


def _pages(amount: Amount) -> list[Measured]:
    from tests.bench.pages import pages

    return pages(amount.runs, amount.cards)


def _export(amount: Amount) -> list[Measured]:
    from tests.bench.exporting import exporting

    return exporting(max(1, amount.starts // 5), amount.rows)


def _import(amount: Amount) -> list[Measured]:
    from tests.bench.importing import importing

    return importing(max(1, amount.starts // 5), amount.rows)


def _meetings(amount: Amount) -> list[Measured]:
    from tests.bench.meetings import meetings

    runs, sizes = max(1, amount.starts // 5), sorted({min(10_000, amount.rows), amount.rows})
    return [row for records in sizes for row in meetings(runs, records)]


def _whereabouts(amount: Amount) -> list[Measured]:
    from tests.bench.whereabouts import positions_known

    return positions_known(amount.starts)


def _places(amount: Amount) -> list[Measured]:
    from tests.bench.places import places_read

    return places_read(amount.starts)


def _map(amount: Amount) -> list[Measured]:
    from tests.bench.mapping import mapping

    return mapping(max(1, amount.starts // 5), amount.rows)


def _photos(amount: Amount) -> list[Measured]:
    from tests.bench.photos import photos

    return photos(amount.photos)


KILLS = "kills"
MEASURES: dict[str, Callable[[Amount], list[Measured]]] = {
    "starting": _starting,
    "forms": _forms,
    "saves": _saves,
    "pages": _pages,
    "export": _export,
    "import": _import,
    "memory": _memory,
    "meetings": _meetings,
    "places": _places,
    "whereabouts": _whereabouts,
    "map": _map,
    "photos": _photos,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure what is named, or everything; print each table as soon as it is there."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument(
        "names",
        nargs="*",
        metavar="name",
        help=f"what to measure, of {', '.join(MEASURES)} (all of these by default), or kills",
    )
    parser.add_argument("--quick", action="store_true", help="few runs and small projects: is all in order?")
    parser.add_argument(
        "--cycles", type=int, default=20, help="how often kills kills (20; 1000 takes 15 minutes)"
    )
    parser.add_argument(
        "--photos", type=int, help="how many photos are brought in (200; 1000 needs 6 GB and some minutes)"
    )
    chosen = parser.parse_args(arguments)
    names: list[str] = chosen.names or list(MEASURES)
    unknown = sorted(set(names) - set(MEASURES) - {KILLS})
    if unknown:
        parser.error(f"nothing is called {', '.join(unknown)}")
    amount = QUICK if chosen.quick else WHOLE
    amount = amount._replace(photos=chosen.photos or amount.photos)
    for name in names:
        if name == KILLS:
            _kill(chosen.cycles)
        else:
            print(f"\n{table(MEASURES[name](amount))}", flush=True)
    return 0


def _kill(cycles: int) -> None:
    from tests.bench.kills import kill_over_and_over

    with TemporaryDirectory(prefix="camifield-kills-") as folder:
        print(kill_over_and_over(Path(folder), cycles, tell_every=100).line(), flush=True)


if __name__ == "__main__":
    sys.exit(main())
