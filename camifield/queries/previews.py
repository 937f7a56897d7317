"""A meeting before it happens: who left what, what would change here, what they would get, and which photos fit."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from camifield.i18n import writing
from camifield.i18n.words import Words
from camifield.kinds.names import EVENT_KINDS
from camifield.project.project import Project
from camifield.queries.foretold import Foretelling, Row, kinds_text, told_of
from camifield.queries.laptops import laptop_name, problem_text
from camifield.queries.telling import moment_text
from camifield.store.foreseeing import Foreseen

if TYPE_CHECKING:
    from camifield.sync.outlook import Outlook
    from camifield.sync.road import Packet

MANY_DELETED = 50
"""So many deletions at once are asked about again, and so large a share of the records here: one alone is not many."""
LARGE_SHARE = 0.2
SPARE_BYTES = 50_000_000
MEGABYTE = 1_000_000
GIGABYTE = 1_000_000_000


@dataclass(frozen=True, slots=True)
class PhotoOffer:
    """Originals that could come or go, in their order: digests, bytes in all, and the room there (None: no limit).

    `fitting` are those for which there is room, with `fitting_bytes`.
    """

    digests: tuple[bytes, ...]
    size: int
    free: int | None
    fitting: tuple[bytes, ...]
    fitting_bytes: int


NO_PHOTOS = PhotoOffer((), 0, None, (), 0)


@dataclass(frozen=True, slots=True)
class Preview:
    """Everything that a person sees before saying yes. `who` are the laptops whose things would come, `shut_out` those
    of them that are shut out of the team: nothing is sealed to them.

    `gives` says what they would get; `takes` and `hands` whether there is anything at all. `deleted` is how much would
    go, people and places included; `living` is how many records are here now, and `deleted_records` how many of them
    would go. `photos` are those that the coming records speak of.
    `problems` were passed over, and are sentences.
    """

    who: tuple[str, ...]
    since: str
    size: int
    rows: tuple[Row, ...]
    gives: str
    takes: bool
    hands: bool
    photos_in: PhotoOffer
    photos_out: PhotoOffer
    photos: int
    problems: tuple[str, ...]
    living: int
    deleted: int
    deleted_records: int
    shut_out: tuple[str, ...] = ()

    @property
    def asks_again(self) -> bool:
        """Whether so much would be deleted that it is asked about once more."""
        return self.deleted >= MANY_DELETED or (
            self.deleted_records > 1 and self.deleted_records >= LARGE_SHARE * max(1, self.living)
        )


def preview(project: Project, seen: Outlook, words: Words, *, with_originals: bool = True) -> Preview:
    """What `look` of a meeting found, in words. Without `with_originals` the road carries no originals of photos."""
    project.learn()
    own = {device.id for device in project.identity.own_devices()}
    packets = _packets(seen, own)
    coming = seen.coming or Foreseen()
    going = coming.deleted.counts + coming.withdrawn.counts
    foretelling = Foretelling(project, coming, words)
    stranger = foretelling.newcomer or words.say("meet.new_laptop")
    known = project.identity.roster.devices
    newest = max(packets, key=lambda one: one.made_ms, default=None)
    senders = tuple(dict.fromkeys(one.sender for one in packets))
    return Preview(
        tuple(laptop_name(project, device, words) if device in known else stranger for device in senders),
        moment_text(newest.made_ms, project, words) if newest else "",
        sum(one.size for one in packets),
        foretelling.rows(),
        _gives(seen, words),
        bool(seen.wants),
        bool(seen.wants) or not seen.going.is_empty,
        _coming_photos(seen.photos, shutil.disk_usage(project.folder.root).free),
        _going_photos(seen) if with_originals else NO_PHOTOS,
        len(coming.photos),
        tuple(problem_text(project, one, words) for one in seen.problems),
        sum(coming.living[kind] for kind in EVENT_KINDS),
        sum(told_of(going).values()),
        sum(going[kind] for kind in EVENT_KINDS),
        tuple(
            laptop_name(project, device, words)
            for device in senders
            if device in known and known[device].revoked is not None
        ),
    )


def _packets(seen: Outlook, own: set[bytes]) -> Sequence[Packet]:
    """What others left of which something is wanted; all that others left when nothing is."""
    others = [one for one in seen.seen.packets if one.sender not in own]
    wanted = {want.feed for want in seen.wants}
    return [one for one in others if any(run.feed in wanted for run in one.runs)] or others


def _gives(seen: Outlook, words: Words) -> str:
    """What would be handed over, in one line; empty where there is nothing."""
    going = seen.going
    parts = [told] if (told := kinds_text(going.kinds, words)) else []
    if going.runs and not parts:
        parts.append(words.say("meet.small_changes"))
    if going.thumbnails:
        parts.append(words.say("meet.small_pictures", count=len(going.thumbnails)))
    if going.parcels:
        parts.append(words.say("meet.closed_for_others", count=len(going.parcels)))
    if not parts and going.is_receipt_news:
        parts.append(words.say("meet.only_receipt"))
    return words.say("title.list_mark").join(parts)


def _coming_photos(sizes: Mapping[bytes, int], free: int) -> PhotoOffer:
    left, taken = max(0, free - SPARE_BYTES), 0
    fitting: list[bytes] = []
    for digest, size in sizes.items():
        if taken + size <= left:
            fitting.append(digest)
            taken += size
    return PhotoOffer(tuple(sizes), sum(sizes.values()), free, tuple(fitting), taken)


def _going_photos(seen: Outlook) -> PhotoOffer:
    fitting = seen.photos_that_fit
    return PhotoOffer(
        tuple(one.digest for one in seen.going.photos),
        seen.going.photo_bytes,
        seen.seen.free_bytes,
        tuple(one.digest for one in fitting),
        sum(one.size for one in fitting),
    )


def size_text(size: int, words: Words) -> str:
    """Bytes as people say them: "3.1 MB", "11 GB"; less than a tenth of a megabyte is told as that."""
    if size >= GIGABYTE:
        large = f"{size / GIGABYTE:.1f}" if size < 10 * GIGABYTE else f"{size // GIGABYTE}"
        return words.say("meet.gigabytes", number=writing.number_text(large, words.language))
    shown = f"{max(size, MEGABYTE // 10) / MEGABYTE:.1f}" if size < 10 * MEGABYTE else f"{size // MEGABYTE}"
    return words.say("meet.megabytes", number=writing.number_text(shown, words.language))
