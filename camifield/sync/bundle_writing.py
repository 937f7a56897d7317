"""Writing a bundle: everything is closed to its readers in spools of constant memory, then the file appears whole."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from typing import IO, Final

from camifield.folders import Folder
from camifield.progress import Progress
from camifield.revisions.headers import Stream
from camifield.security.hashing import sha256
from camifield.security.sealing import is_usable, key_hint
from camifield.security.signing import SigningKey
from camifield.store.proofs import Carried
from camifield.sync.cover import BUNDLE, OPEN, RESTRICTED, Cover, Section, write_cover
from camifield.sync.frames import gather, gather_thumbnails, write_commits, write_thumbnails
from camifield.sync.limits import (
    CHUNK,
    HARD_LID,
    MOST_READERS,
    MOST_SECTIONS,
    MOST_THUMBNAILS,
    Lid,
    named,
    telling,
)
from camifield.sync.manifest import Closed, Manifest, write_manifest
from camifield.sync.names import visible
from camifield.sync.road import Given, Offer, Run, Thumbnail
from camifield.sync.section_closing import Body, seal_section, spool

_WRITING: Final = "bundle.writing"


@dataclass(frozen=True, slots=True)
class Sender:
    """Who writes: the project, the device of the roster and its signing key, and the time by its clock."""

    project: bytes
    device: bytes
    key: SigningKey
    made_ms: int


@dataclass(frozen=True, slots=True)
class Readers:
    """For whom: public encryption keys (32 bytes each). `team` opens the roster and the open records, `names` the
    restricted ones; put the sender's own key and the recovery key into both.
    """

    team: tuple[bytes, ...]
    names: tuple[bytes, ...] = ()


def write_bundle(
    folder: Folder,
    name: str,
    offer: Offer,
    sender: Sender,
    readers: Readers,
    progress: Progress | None = None,
) -> Given:
    """Write `offer` as the file `name` of `folder`, durably and whole, in place of one of that name.

    Runs of the roster and the open stream go into one section, all others into a section of their own, which is
    left out where `readers.names` is empty. Raises Problem ``bundle-too-large``, ``bundle-no-room`` or
    ``file-not-written``, and Stopped: then nothing was changed.
    """
    with named(visible(name)), telling(folder, name), ExitStack() as stack:
        closed_file = stack.enter_context(spool())
        open_file = stack.enter_context(spool())
        making = _Making(sender, progress or Progress(), sum(run.commits for run in offer.runs))
        closed: list[Closed] = []
        sections = [*_parcels(offer, closed_file, closed, making)]
        restricted = [run for run in offer.runs if not _is_for_team(run)]
        if restricted and readers.names:
            section = making.section(RESTRICTED, restricted, offer, readers.names, closed_file)
            closed.append(
                Closed(section.sha256, sender.device, sender.made_ms, section.hints, tuple(restricted))
            )
            sections.append(section)
        section = making.open_section(offer, readers.team, tuple(closed), open_file)
        cover = Cover(
            what=BUNDLE,
            project=sender.project,
            device=sender.device,
            made_ms=sender.made_ms,
            sections=(section, *sections),
        )
        begin = write_cover(cover)
        with folder.writing(name) as out:
            out.write(begin)
            for file in (open_file, closed_file):
                file.seek(0)
                shutil.copyfileobj(file, out, CHUNK)
            size = out.tell()
        parcels = len(sections) - (1 if restricted and readers.names else 0)
        return Given(making.commits, parcels, making.thumbnails, size, (name,))


def _is_for_team(run: Run) -> bool:
    return run.stream in (Stream.ROSTER, Stream.OPEN)


def _parcels(offer: Offer, out: IO[bytes], closed: list[Closed], making: _Making) -> Iterator[Section]:
    """The parcels carried for others, as they are; one whose bytes are not those of its name is left behind."""
    for take in offer.parcels[: MOST_SECTIONS - 2]:
        parcel = take()
        if sha256(parcel.data) != parcel.name or any(one.name == parcel.name for one in closed):
            continue
        making.step(0)
        hints = tuple(sorted(parcel.readers))
        closed.append(Closed(parcel.name, parcel.sender, parcel.made_ms, hints, parcel.runs))
        section = Section(RESTRICTED, len(parcel.data), parcel.name, hints, out.tell())
        out.write(parcel.data)
        yield section


class _Making:
    """The sections of one bundle being made, under one lid."""

    def __init__(self, sender: Sender, progress: Progress, total: int) -> None:
        self._sender = sender
        self._progress = progress
        self._total = total
        self._lid = Lid(HARD_LID)
        self.commits = 0
        self.thumbnails = 0

    def step(self, commits: int) -> None:
        self.commits += commits
        self._progress.step(self.commits, self._total, _WRITING)

    def section(
        self, kind: str, runs: Sequence[Run], offer: Offer, readers: Sequence[bytes], out: IO[bytes]
    ) -> Section:
        """A section of commits alone."""
        body = Body(self._lid)
        with body.file:
            before = self.commits
            self._add_runs(body, runs, offer)
            manifest = self._manifest(kind, runs, self.commits - before)
            return self._seal(manifest, body, readers, out)

    def open_section(
        self, offer: Offer, readers: Sequence[bytes], closed: tuple[Closed, ...], out: IO[bytes]
    ) -> Section:
        """The section for the whole team: roster, open records, thumbnails, the receipt, what else is in the file."""
        runs = sorted(
            (run for run in offer.runs if _is_for_team(run)), key=lambda run: (run.stream, run.feed)
        )
        body = Body(self._lid)
        with body.file:
            before = self.commits
            self._add_runs(body, runs, offer)
            shown = self._add_thumbnails(body, offer.thumbnails)
            manifest = replace(
                self._manifest(OPEN, runs, self.commits - before),
                closed=closed,
                receipt=offer.receipt.signed,
                shown=shown,
            )
            return self._seal(manifest, body, readers, out)

    def _manifest(self, kind: str, runs: Sequence[Run], commits: int) -> Manifest:
        sender = self._sender
        return Manifest(
            kind=kind,
            project=sender.project,
            device=sender.device,
            made_ms=sender.made_ms,
            runs=tuple(runs),
            commits=commits,
        )

    def _seal(self, manifest: Manifest, body: Body, readers: Sequence[bytes], out: IO[bytes]) -> Section:
        size, digest = body.finish()
        manifest = replace(manifest, frames=body.frames, body_size=size, body_sha256=digest)
        usable = [public for public in dict.fromkeys(readers) if is_usable(public)][:MOST_READERS]
        hints = tuple(sorted({key_hint(public) for public in usable}))
        return seal_section(
            manifest.kind, write_manifest(manifest, self._sender.key), body.file, usable, hints, out
        )

    def _add_runs(self, body: Body, runs: Iterable[Run], offer: Offer) -> None:
        by_stream: dict[int, list[Run]] = {}
        for run in runs:
            by_stream.setdefault(run.stream, []).append(run)
        for stream, of_stream in sorted(by_stream.items()):
            for piece in gather(_pieces(of_stream, offer.commits)):
                body.add(write_commits(stream, piece))
                self.step(len(piece))

    def _add_thumbnails(
        self, body: Body, thumbnails: Sequence[Callable[[], Thumbnail | None]]
    ) -> tuple[bytes, ...]:
        shown: list[bytes] = []
        there = (one for take in thumbnails[:MOST_THUMBNAILS] if (one := take()) is not None)
        for lot in gather_thumbnails(there):
            body.add(write_thumbnails(lot))
            shown += [one.digest for one in lot]
            self.step(0)
        self.thumbnails = len(shown)
        return tuple(shown)


def _pieces(
    runs: Iterable[Run], commits: Callable[[Run], Iterable[list[Carried]]]
) -> Iterator[list[Carried]]:
    for run in runs:
        yield from commits(run)
