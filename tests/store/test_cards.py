"""Pages of the Records page: keyset paging, spans of days, boxes, what is unsent, counts from the running tally."""

from __future__ import annotations

import random
from datetime import date

import pytest

from camifield.store.cards import FEW_CARDS
from camifield.store.query import Bin, Box, CardQuery, Page
from camifield.store.writing import Save
from tests.store.making import SNOW_LEOPARD, Laptop


def days(laptop: Laptop, *texts: str) -> list[bytes]:
    """A record for each date, "" for none."""
    return [
        laptop.save(
            {**SNOW_LEOPARD, "event_date": text, "record_number": str(at)}
            if text
            else {"record_number": str(at)}
        )
        for at, text in enumerate(texts)
    ]


def test_pages_follow_each_other_without_gap_or_repeat(laptop: Laptop) -> None:
    """Walking page by page, in either direction and with any filter, gives every record once, in order."""
    chance = random.Random(5)
    for at in range(137):
        day = date(2024, 1, 1).toordinal() + chance.randrange(40)
        laptop.save(
            {
                **SNOW_LEOPARD,
                "event_date": date.fromordinal(day).isoformat(),
                "species": "snl" if at % 3 else "wlf",
            }
        )
    for query in (CardQuery(), CardQuery(species=("snl",)), CardQuery(words="перевал", species=("wlf",))):
        for newest_first in (True, False):
            seen: list[int] = []
            after = None
            while page := laptop.store.cards(query, Page(after, 10, newest_first)):
                seen.extend(card.card for card in page)
                after = page[-1].card
            assert seen == sorted(set(seen), reverse=newest_first)
            assert len(seen) == laptop.store.count(query)
            assert list(laptop.store.positions(query, Page(None, -1, newest_first))) == seen


def test_a_span_of_days_includes_both_ends_and_not_the_undated(laptop: Laptop) -> None:
    """The last minute of the last day belongs to it; a record without a date is in no span."""
    days(laptop, "2026-03-01", "2026-03-02", "2026-03-03", "")
    first, last = date(2026, 3, 1).toordinal(), date(2026, 3, 2).toordinal()
    for words in ("", "перевал"):
        query = CardQuery(first_day=first, last_day=last, words=words)
        assert [card.number for card in laptop.store.cards(query)] == ["1", "0"]
        assert laptop.store.count(query) == 2
    assert [card.number for card in laptop.store.cards(CardQuery(last_day=last))] == ["1", "0"]
    assert laptop.store.cards()[-1].start_day == 0


def test_counts_come_from_the_tally_and_agree_with_the_cards(laptop: Laptop) -> None:
    """What Today shows is kept up to date by every save, deletion, restoration and change of date."""
    first, second, third = days(laptop, "2026-03-01", "2026-03-01", "2026-04-01")
    laptop.save({"code": "A1"}, kind="little_person")
    laptop.append(Save(second, "trace", {}, deleted=True))
    laptop.edit(third, {"when": {"event_date": "2026-03-02"}})
    assert laptop.store.count(CardQuery(kinds=("trace",))) == 2
    assert laptop.store.count(CardQuery(kinds=("trace",), bin=Bin.ONLY)) == 1
    assert laptop.store.count(CardQuery(bin=Bin.INCLUDED)) == 4
    by_day = laptop.store.counts_by_day(CardQuery(kinds=("trace",)))
    assert by_day == [("trace", date(2026, 3, 1).toordinal(), 1), ("trace", date(2026, 3, 2).toordinal(), 1)]
    assert laptop.store.count(CardQuery(kinds=("trace",), first_day=date(2026, 3, 2).toordinal())) == 1
    assert first in laptop.store.cards_of([first, b"x" * 16])


@pytest.mark.parametrize("few", [FEW_CARDS, 0])
def test_a_box_on_the_earth(laptop: Laptop, monkeypatch: pytest.MonkeyPatch, few: int) -> None:
    """Both ways of answering a box agree: from the R*Tree when few are inside, while walking by date when many are."""
    monkeypatch.setattr("camifield.store.cards.FEW_CARDS", few)
    for at, (latitude, longitude) in enumerate(
        (("42.5", "79.5"), ("42.5", "81"), ("-16.5", "179.9"), ("-16.5", "-179.9"))
    ):
        laptop.save({**SNOW_LEOPARD, "latitude": latitude, "longitude": longitude, "record_number": str(at)})
    laptop.save({"remarks": "перевал, no place", "record_number": "4"})
    for words in ("", "перевал"):
        tian_shan = CardQuery(box=Box(79, 80, 42, 43), words=words)
        assert [card.number for card in laptop.store.cards(tian_shan)] == ["0"]
        across = CardQuery(box=Box(179, -179, -20, -10), words=words)
        assert [card.number for card in laptop.store.cards(across)] == ["3", "2"]
        assert laptop.store.count(across) == 2
        edge = CardQuery(box=Box(79.5, 79.5, 42.5, 42.5), words=words)
        assert [card.number for card in laptop.store.cards(edge)] == ["0"]


@pytest.mark.parametrize("few", [FEW_CARDS, 0])
def test_what_was_not_handed_over_is_a_filter(
    laptop: Laptop, monkeypatch: pytest.MonkeyPatch, few: int
) -> None:
    """Unsent records are found by list or by walk, with the same answer."""
    monkeypatch.setattr("camifield.store.cards.FEW_CARDS", few)
    first, _second = days(laptop, "2026-03-01", "2026-03-02")
    sent = laptop.store.positions()
    laptop.store.mark_handed_over(sent, laptop.store.last_commit(), "workbook", 1)
    laptop.edit(first, {"count": {"count": "5"}})
    for words in ("", "перевал"):
        assert [card.number for card in laptop.store.cards(CardQuery(only_unsent=True, words=words))] == ["0"]


def test_impossible_positions_stay_out_of_the_box_but_in_the_record(laptop: Laptop) -> None:
    """A longitude of -199 that came from elsewhere is kept and shown, and breaks no index."""
    laptop.save({**SNOW_LEOPARD, "longitude": "-199.4"})
    [card] = laptop.store.cards()
    assert card.longitude == -199.4
    assert laptop.store.count(CardQuery(box=Box(-180, 180, -90, 90))) == 0
    assert laptop.check().is_clean


def test_cards_are_read_again_by_their_numbers(laptop: Laptop) -> None:
    """The big table scrolls on numbers: their cards come in that order, without the ones that are gone."""
    days(laptop, "2026-03-01", "2026-03-02", "2026-03-03")
    numbers = list(laptop.store.positions())
    wanted = [numbers[2], 5, numbers[0]]
    assert [card.card for card in laptop.store.cards_at(wanted)] == [numbers[2], numbers[0]]
