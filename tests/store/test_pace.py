"""The pace of a bulk append: transactions as large as the machine writes in time, and never larger."""

from __future__ import annotations

from camifield.revisions.commits import MOST_PARTS
from camifield.store.pace import MOST_COMMITS, Pace
from camifield.store.writing import Save, chunks_of


def test_a_transaction_holds_what_the_machine_writes_in_time() -> None:
    """Protects whoever waits for a save beside an import: slow machines get the shortest transactions, fast ones more."""
    pace = Pace()
    assert pace.most == MOST_PARTS
    for seconds, commits in ((0.01, MOST_COMMITS), (0.05, 2), (0.5, 1), (30.0, 1), (0.0, MOST_COMMITS)):
        pace.took(MOST_PARTS, seconds)
        assert pace.most == commits * MOST_PARTS
    pace.took(3, 5.0)
    assert pace.most == MOST_COMMITS * MOST_PARTS
    saves = [Save(number.to_bytes(16), "trace", {}) for number in range(3 * MOST_PARTS + 7)]
    assert [len(chunk) for chunk in chunks_of(saves, pace)] == [3 * MOST_PARTS + 7]
