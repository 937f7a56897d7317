"""Handing over: what a road lacks is laid there whole, with a signed receipt of what this laptop holds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from camifield.errors import Problem
from camifield.progress import Progress
from camifield.revisions.vectors import Vector
from camifield.sync.holding import Marks
from camifield.sync.outlook import Going, Side, commits_of, going, picture_for
from camifield.sync.parcels import Label
from camifield.sync.receipts import write_receipt
from camifield.sync.road import Given, Offer, Parcel, Receipt, Road, Seen, Thumbnail


@dataclass(frozen=True)
class HandedOver:
    """What went. `given` is None where the road had it all."""

    given: Given | None
    receipt: Receipt
    problems: tuple[Problem, ...] = ()


def hand_over(
    side: Side,
    road: Road,
    progress: Progress,
    *,
    readers: Sequence[Vector] | None = None,
    with_thumbnails: bool = True,
) -> HandedOver:
    """Give the road what it lacks (or, with `readers`, what those lack), with a receipt of what is held here.

    Durable when it returns. Raises Problem and Stopped; then nothing was given, and nothing was harmed.
    """
    seen = road.look(progress)
    due = _with_pictures(side, going(side, seen, readers=readers), progress, wanted=with_thumbnails)
    receipt = make_receipt(side)
    if readers is None and due.is_empty:
        return HandedOver(None, receipt)
    for _ in range(1 + len(due.parcels)):
        try:
            return HandedOver(
                road.give(_offer(side, seen, due, receipt, with_thumbnails=with_thumbnails), progress),
                receipt,
            )
        except Problem as problem:
            if problem.code != "parcel-damaged":  # it was thrown away when it was read: without it, then
                raise
            due = replace(going(side, seen, readers=readers), thumbnails=due.thumbnails)
    raise Problem("parcel-damaged", parameters={"parcel": "-"})


def _offer(side: Side, seen: Seen, due: Going, receipt: Receipt, *, with_thumbnails: bool) -> Offer:
    marks = Marks(side.holding, giving=True)

    def make_whole() -> Offer:
        others = tuple(packet for packet in seen.packets if packet.sender != side.party.device)
        without = replace(seen, packets=others)
        return _offer(side, without, going(side, without), receipt, with_thumbnails=with_thumbnails)

    return Offer(
        receipt,
        due.runs,
        lambda run: commits_of(side.holding, run),
        [_reading(side, label) for label in due.parcels],
        [_picturing(side, digest) for digest in due.thumbnails] if with_thumbnails else [],
        make_whole,
        lambda run: marks.through(run.feed, run.through.highest) == run.through,
    )


def _with_pictures(side: Side, due: Going, progress: Progress, *, wanted: bool) -> Going:
    """With those small pictures only that can be made: a damaged photo is no reason to give again and again."""
    there: list[bytes] = []
    for number, digest in enumerate(due.thumbnails if wanted else ()):
        progress.step(number, len(due.thumbnails), "meeting.photos")
        if picture_for(side.folder, digest) is not None:
            there.append(digest)
    return replace(due, thumbnails=tuple(there))


def make_receipt(side: Side) -> Receipt:
    """What this laptop holds at this moment, signed."""
    party = side.party
    return write_receipt(
        party.project, party.device, party.now_ms(), side.holding.vector(), party.keys.signing
    )


def _reading(side: Side, label: Label) -> Callable[[], Parcel]:
    return lambda: side.shelf.read(label.name)


def _picturing(side: Side, digest: bytes) -> Callable[[], Thumbnail | None]:
    def take() -> Thumbnail | None:
        path: Path | None = picture_for(side.folder, digest)
        try:
            return None if path is None else Thumbnail(digest, path.read_bytes())
        except OSError:
            return None

    return take
