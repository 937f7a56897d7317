"""What to give and what to ask for: arithmetic on runs and marks, with nothing read and nothing written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from camifield.revisions.vectors import NOTHING_HELD, Mark, Through, Vector, Want
from camifield.sync.road import Run

StreamOf = Callable[[bytes], int]


def reached(runs: Iterable[Run]) -> dict[bytes, frozenset[Mark]]:
    """For each feed the marks that a laptop with nothing comes to by taking in these runs, one on the other."""
    following: dict[bytes, dict[Mark, list[Mark]]] = {}
    for run in runs:
        following.setdefault(run.feed, {}).setdefault(run.before, []).append(run.through)
    found: dict[bytes, frozenset[Mark]] = {}
    for feed, steps in following.items():
        seen, due = set[Mark](), [NOTHING_HELD]
        while due:
            due = [after for mark in due for after in steps.get(mark, ()) if after not in seen]
            seen.update(due)
        found[feed] = frozenset(seen)
    return found


def lacking(giving: Vector, through: Through, stream_of: StreamOf, lying: Iterable[Run]) -> tuple[Run, ...]:
    """The runs that bring a road up to what is given here: nothing of a feed that the road holds as we do.

    `through(feed, seq)` is the mark of what can be given of the feed up to that seq. Each run begins at the highest
    mark on the road that we hold exactly so; where the road and we differ in the past, it begins at the start.
    The roster's runs come first, then the open ones, then the restricted.
    """
    marks = reached(lying)
    return _ordered(
        Run(feed, int(stream_of(feed)), _last_shared(feed, mark, marks.get(feed, frozenset()), through), mark)
        for feed, mark in giving.items()
        if mark.held and mark not in marks.get(feed, frozenset())
    )


def lacking_of(
    giving: Vector, through: Through, stream_of: StreamOf, readers: Sequence[Vector]
) -> tuple[Run, ...]:
    """The runs that bring everybody whose receipts are `readers` up to what is given here: for a file sent to them.

    A reader who says he holds more than we do of a feed may yet lack some of it (a copied laptop writes two commits
    of one number): he is given the whole feed. With no readers, everything is given.
    """
    found: list[Run] = []
    for feed, mark in giving.items():
        theirs = [reader.get(feed, NOTHING_HELD) for reader in readers] or [NOTHING_HELD]
        behind = [
            _last_shared(feed, mark, frozenset((their_mark,)), through)
            for their_mark in theirs
            if their_mark != mark
        ]
        if mark.held and behind:
            found.append(Run(feed, int(stream_of(feed)), min(behind), mark))
    return _ordered(found)


def _last_shared(feed: bytes, mark: Mark, others: frozenset[Mark], through: Through) -> Mark:
    """The highest of these marks below ours at which we hold the same."""
    below = sorted((one for one in others if 0 < one.highest < mark.highest), reverse=True)
    return next((one for one in below if through(feed, one.highest) == one), NOTHING_HELD)


def _ordered(runs: Iterable[Run]) -> tuple[Run, ...]:
    return tuple(sorted(runs, key=lambda run: (run.stream, run.feed)))


def wanted(runs: Iterable[Run], through: Through) -> tuple[Want, ...]:
    """What to ask of a road on which these runs lie, the roster's feeds first.

    `through(feed, seq)` is the mark of all that is held here of the feed up to that seq, quarantined and set-aside
    commits too. A run that ends where we hold the same is not asked for.
    """
    after: dict[bytes, tuple[int, int]] = {}
    for run in runs:
        if through(run.feed, run.through.highest) == run.through:
            continue
        start = run.before.highest if through(run.feed, run.before.highest) == run.before else 0
        known = after.get(run.feed, (run.stream, start))
        after[run.feed] = (min(known[0], run.stream), min(known[1], start))
    ordered = sorted((stream, feed, start) for feed, (stream, start) in after.items())
    return tuple(Want(feed, start, through(feed, start)) for _, feed, start in ordered)


def is_wanted(run: Run, wants: Iterable[Want]) -> bool:
    """Whether a run holds something that is asked for."""
    return any(run.feed == want.feed and run.through.highest > want.after for want in wants)
