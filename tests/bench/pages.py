"""What the Records page asks of a million records, each answer in milliseconds, against a page by SQLite alone."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from camifield.kinds.names import EVENT_KINDS
from camifield.queries.finding import expand
from camifield.queries.today import today_facts
from camifield.queries.values import CardQuery, Page
from tests.bench.large import large, opened
from tests.bench.measuring import Aim, Measured, in_turn, timed
from tests.bench.records import DAYS, FIRST_DAY, HALF, RARE

AIM = Aim("most", 50)
WOLF = ("WOL",)
A_YEAR = FIRST_DAY.toordinal() + DAYS // 2, FIRST_DAY.toordinal() + DAYS // 2 + 365


def pages(runs: int, cards: int) -> list[Measured]:
    """Pages of 50, newest first, as the window asks for them: all kinds of events, typed words taken for names too."""
    kept = large(cards)
    project = opened(kept.folder)
    raw = sqlite3.connect(f"file:{kept.folder / 'store.sqlite'}?mode=ro", uri=True)
    try:
        store, named = project.store, expand(project)
        deep = Page(store.positions()[cards * 9 // 10])

        def found(page: Page | None = None, *, words: str = "", species: tuple[str, ...] = ()) -> object:
            query = CardQuery(words=words, species=species, kinds=EVENT_KINDS)
            return store.cards(query, page or Page(), named)

        in_a_year = CardQuery(kinds=EVENT_KINDS, first_day=A_YEAR[0], last_day=A_YEAR[1], species=WOLF)
        unsent = CardQuery(kinds=EVENT_KINDS, only_unsent=True)
        asked: dict[str, Callable[[], object]] = {
            "first page": found,
            "a deep page, nine tenths down": lambda: found(deep),
            "a rare word": lambda: found(words=RARE),
            "a rare word and a filter (species)": lambda: found(words=RARE, species=WOLF),
            "a word of half the records": lambda: found(words=HALF),
            "a word of half the records and a filter": lambda: found(words=HALF, species=WOLF),
            "the same, deep": lambda: found(deep, words=HALF, species=WOLF),
            "a name typed in Russian and a filter of a year": lambda: store.cards(
                CardQuery(words="волк", kinds=EVENT_KINDS, first_day=A_YEAR[0], last_day=A_YEAR[1]),
                Page(),
                named,
            ),
            "a filter alone (species)": lambda: found(species=WOLF),
            "two filters (species, a year)": lambda: store.cards(in_a_year, Page(), named),
            "not handed over yet": lambda: store.cards(unsent),
            "count of all": lambda: store.count(CardQuery(kinds=EVENT_KINDS)),
            "count of a filter (species)": lambda: store.count(CardQuery(kinds=EVENT_KINDS, species=WOLF)),
            "count of a word of half the records and a filter": lambda: store.count(
                CardQuery(words=HALF, kinds=EVENT_KINDS, species=WOLF), named
            ),
            "everything on Today but the chart": lambda: today_facts(project),
        }
        (last,) = raw.execute("SELECT card FROM card ORDER BY card DESC LIMIT 1 OFFSET 100").fetchone()
        plain = "SELECT * FROM card WHERE card < ? ORDER BY card DESC LIMIT 50"
        *ours, floor = in_turn(
            runs, *map(timed, asked.values()), timed(lambda: raw.execute(plain, (last,)).fetchall())
        )
    finally:
        raw.close()
        project.close()
    return [
        Measured(f"{cards:,} records: {what}", numbers, floor, aim=AIM)
        for what, numbers in zip(asked, ours, strict=True)
    ]
