"""A passphrase: typed on any keyboard it is the same, and its cost is bounded."""

from __future__ import annotations

import pytest

from camifield.entropy import SeededEntropy
from camifield.errors import Problem
from camifield.security.passphrase import MODERATE, Lock, Work

LIGHT = Work(1, 8192)


def test_letters_of_two_keyboards_are_one_passphrase() -> None:
    """Protects Cyrillic letters with marks, and a space typed at the end: the same words open the keys."""
    entropy = SeededEntropy(1)
    lock = Lock.make("красный ёж", entropy, LIGHT)
    kept = lock.close(b"keys", entropy)
    decomposed = "красный е\u0308ж "
    assert Lock.of(kept, decomposed).open(kept) == b"keys"


@pytest.mark.parametrize("passphrase", ["", "short", "   a   b   "])
def test_a_short_passphrase_is_refused(passphrase: str) -> None:
    """Protects against a passphrase that closes nothing."""
    with pytest.raises(Problem) as caught:
        Lock.make(passphrase, SeededEntropy(1), LIGHT)
    assert caught.value.code == "passphrase-too-short"


@pytest.mark.parametrize(
    "changed",
    [{"passes": 99}, {"memory": 2**40}, {"memory": 0}, {"passes": "3"}, {"salt": b"short"}, {"salt": None}],
)
def test_a_file_that_asks_for_too_much_work_is_refused(changed: dict[str, object]) -> None:
    """Protects the laptop: a hostile file neither freezes it nor eats its memory."""
    entropy = SeededEntropy(2)
    kept = Lock.make("long enough", entropy, LIGHT).close(b"keys", entropy)
    with pytest.raises(ValueError, match="passphrase"):
        Lock.of({**kept, **changed}, "long enough")


def test_a_changed_box_does_not_open() -> None:
    """Protects the keys inside: a changed byte is never read around."""
    entropy = SeededEntropy(3)
    lock = Lock.make("long enough", entropy, LIGHT)
    kept = lock.close(b"keys", entropy)
    box = kept["box"]
    assert isinstance(box, bytes)
    with pytest.raises(Problem) as caught:
        lock.open({**kept, "box": box[:-1] + bytes((box[-1] ^ 1,))})
    assert caught.value.code == "passphrase-wrong"
    with pytest.raises(ValueError, match="passphrase"):
        lock.open({**kept, "nonce": b""})


def test_the_usual_work_is_what_a_thief_pays_as_well() -> None:
    """Protects the cost of a guess: three passes over 256 MiB, and it really runs here."""
    assert Work(3, 256 << 20) == MODERATE
    entropy = SeededEntropy(4)
    kept = Lock.make("long enough", entropy).close(b"keys", entropy)
    assert Lock.of(kept, "long enough").open(kept) == b"keys"
