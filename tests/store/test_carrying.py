"""What is on its way to others, counted by kind: the same whether commits are opened or the table of revisions is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from camifield.store import carrying
from tests.store.making import SECRET, SNOW_LEOPARD, Laptop

EVERYTHING = 2**40


@pytest.mark.parametrize("few_parts", [carrying.FEW_PARTS, 0])
def test_a_record_counts_once_however_often_it_was_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, few_parts: int
) -> None:
    """What the screen says would go counts records, not saves, in both ways of counting."""
    monkeypatch.setattr(carrying, "FEW_PARTS", few_parts)
    laptop = Laptop(tmp_path)
    records = [laptop.save({**SNOW_LEOPARD, **SECRET}) for _ in range(5)]
    laptop.edit(records[1], {"remarks": {"remarks": "once more"}})
    laptop.edit(records[1], {"remarks": {"remarks": "and again"}})
    feed, other = laptop.signer.feed(1), laptop.signer.feed(2)
    counted = laptop.store.count_records
    assert counted([(feed, 0, EVERYTHING)]) == {"trace": 5}
    assert counted([(feed, 0, EVERYTHING), (other, 0, EVERYTHING)]) == {"trace": 5}
    assert counted([(feed, 3, 5)]) == {"trace": 2}
    assert counted([(feed, 5, EVERYTHING)]) == {"trace": 1}
    assert counted([(feed, 9, EVERYTHING), (b"?" * 16, 0, EVERYTHING)]) == {}
