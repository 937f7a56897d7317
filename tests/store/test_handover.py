"""What was handed over and what was not: the number on Today that people trust."""

from __future__ import annotations

from camifield.progress import Progress
from camifield.store.handover import Handover
from camifield.store.writing import Save
from tests.store.making import SNOW_LEOPARD, Laptop


def test_records_are_unsent_until_an_export_that_held_them(laptop: Laptop) -> None:
    """New, changed and restored records count; deleted ones do not."""
    first, second = laptop.save(SNOW_LEOPARD), laptop.save(SNOW_LEOPARD)
    laptop.save({"code": "A1"}, kind="little_person")
    assert laptop.store.unsent_counts() == {"trace": 2, "little_person": 1}
    assert laptop.store.last_handover() is None
    numbers = laptop.store.positions()
    assert laptop.store.mark_handed_over(numbers, laptop.store.last_commit(), "workbook", 77) == 3
    assert laptop.store.unsent_counts() == {}
    assert laptop.store.last_handover() == Handover(77, "workbook", 3)
    laptop.edit(first, {"count": {"count": "9"}})
    laptop.append(Save(second, "trace", {}, deleted=True))
    assert laptop.store.unsent_counts() == {"trace": 1}
    laptop.append(Save(second, "trace", {}, deleted=False))
    assert laptop.store.unsent_counts() == {"trace": 2}


def test_what_was_saved_while_the_file_was_written_stays_unsent(laptop: Laptop) -> None:
    """The export held the older value: the newer one still waits."""
    record = laptop.save(SNOW_LEOPARD)
    up_to, numbers = laptop.store.last_commit(), laptop.store.positions()
    laptop.edit(record, {"count": {"count": "9"}})
    laptop.store.mark_handed_over(numbers, up_to, "workbook", 1)
    assert laptop.store.unsent_counts() == {"trace": 1}


def test_a_refold_makes_nothing_unsent(laptop: Laptop) -> None:
    """Folding anew changes no record, so nothing has to be handed over again."""
    laptop.save(SNOW_LEOPARD)
    laptop.store.mark_handed_over(laptop.store.positions(), laptop.store.last_commit(), "csv", 1)
    laptop.store.refold(Progress())
    assert laptop.store.unsent_counts() == {}


def test_what_waits_is_counted_without_the_other_kinds(laptop: Laptop) -> None:
    """The number on Today holds no people or places, and is the same whichever way it is counted."""
    for _ in range(3):
        laptop.save(SNOW_LEOPARD)
    gone = laptop.save(SNOW_LEOPARD)
    laptop.save({"code": "A1"}, kind="little_person")
    assert laptop.store.unsent_count(["trace"]) == 4
    assert laptop.store.unsent_count(["little_person", "trace", "unheard_of"]) == 5
    assert laptop.store.unsent_count([]) == 0
    laptop.append(Save(gone, "trace", {}, deleted=True))
    assert laptop.store.unsent_count(["trace"]) == laptop.store.unsent_counts()["trace"] == 3


def test_a_first_paint_can_refuse_to_count(laptop: Laptop) -> None:
    """More rows than a start can spare are not counted; as many as it can are."""
    for _ in range(3):
        laptop.save(SNOW_LEOPARD)
    assert laptop.store.unsent_count(["trace"], at_most=2) is None
    assert laptop.store.unsent_count(["trace"], at_most=3) == 3
