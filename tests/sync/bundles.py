"""What the tests of bundles build with: a team of two, commits of its three streams, and files of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from camifield.folders import Folder
from camifield.progress import Progress
from camifield.revisions.commits import Commit, seal_chain
from camifield.revisions.headers import Stream
from camifield.revisions.membership import Incarnation
from camifield.revisions.parts import Part
from camifield.revisions.vectors import NOTHING_HELD, vector_of
from camifield.security.encryption import EncryptionKey
from camifield.security.hashing import sha256
from camifield.security.keyring import DeviceKeys
from camifield.store.receiving import Carried
from camifield.sync.bundle_reading import open_bundle
from camifield.sync.bundle_writing import Readers, Sender, write_bundle
from camifield.sync.receipts import write_receipt
from camifield.sync.road import Given, Offer, Parcel, Run, Thumbnail
from tests.revisions.making import AUTHOR, a_header, a_part
from tests.revisions.teams import AT, Team

MADE = AT + 1000
THUMBNAILS = tuple(Thumbnail(sha256(bytes([n])), b"\xff\xd8" + bytes([n]) * 900) for n in range(3))


@dataclass
class Camp:
    """A coordinator and a ranger, each with a laptop, and what the coordinator's holds."""

    team: Team = field(default_factory=Team)
    held: dict[bytes, list[Commit]] = field(default_factory=dict[bytes, list[Commit]])
    streams: dict[bytes, int] = field(default_factory=dict[bytes, int])

    def __post_init__(self) -> None:
        self.team.enrol(self.team.admin)
        for commit in self.team.commits:
            self.keep(commit)

    @property
    def project(self) -> bytes:
        return self.team.project

    @property
    def chief(self) -> DeviceKeys:
        return self.team.founding.keyring.devices[0]

    @property
    def ranger(self) -> DeviceKeys:
        return self.team.ranger

    def keep(self, commit: Commit) -> None:
        self.held.setdefault(commit.header.feed, []).append(commit)
        self.streams[commit.header.feed] = commit.header.stream

    def save(self, count: int, stream: Stream = Stream.OPEN, parts: int = 1) -> bytes:
        """So many commits of the coordinator in this stream; the feed."""
        own: Incarnation = self.team.founding.incarnation
        feed = own.feed(stream)
        earlier = self.held.get(feed, [])
        header = a_header(
            project=self.project,
            feed=feed,
            stream=stream,
            seq=len(earlier) + 1,
            previous=earlier[-1].id if earlier else b"",
            author=AUTHOR,
        )
        # The same records come again and again: each time that begins a new commit.
        every = [_part(number % parts, number) for number in range(count * parts)]
        for commit in seal_chain(header, every, self.chief.signing, self.team.entropy):
            self.keep(commit)
        return feed

    def runs(self, *streams: Stream) -> tuple[Run, ...]:
        """Everything that is held, as runs from the start."""
        vector = vector_of((feed, one.header.seq, one.id) for feed, kept in self.held.items() for one in kept)
        return tuple(
            Run(feed, self.streams[feed], NOTHING_HELD, mark)
            for feed, mark in sorted(vector.items())
            if not streams or self.streams[feed] in streams
        )

    def commits(self, run: Run) -> Iterator[list[Carried]]:
        yield [Carried.of(one) for one in self.held[run.feed]]

    def offer(self, *, thumbnails: int = 0, parcels: tuple[Parcel, ...] = ()) -> Offer:
        """Everything held, with a receipt of it."""
        vector = {run.feed: run.through for run in self.runs()}
        receipt = write_receipt(self.project, self.chief.device, MADE, vector, self.chief.signing)
        return Offer(
            receipt,
            self.runs(),
            self.commits,
            [lambda one=one: one for one in parcels],
            [lambda one=one: one for one in THUMBNAILS[:thumbnails]],
        )

    def sender(self) -> Sender:
        return Sender(self.project, self.chief.device, self.chief.signing, MADE)

    def readers(self) -> Readers:
        """The ranger reads the team's, only the coordinator the restricted."""
        chief, ranger = self.chief.encryption.public, self.ranger.encryption.public
        return Readers((chief, ranger), (chief,))

    def write(self, folder: Path, name: str = "camp.cfb", offer: Offer | None = None) -> Path:
        self.given(folder, name, offer)
        return folder / name

    def given(self, folder: Path, name: str = "camp.cfb", offer: Offer | None = None) -> Given:
        return write_bundle(
            Folder(folder), name, offer or self.offer(), self.sender(), self.readers(), Progress()
        )


def _part(record: int, number: int) -> Part:
    return a_part(record.to_bytes(16, "big"), groups={"what": {"species": "panthera_uncia", "count": number}})


def read_all(path: Path, key: EncryptionKey, project: bytes) -> list[Carried]:
    """Every commit of a file that this key can read, after everything in the file was looked at."""
    bundle = open_bundle(path, project)
    found: list[Carried] = []
    for section, _ in bundle.manifests([key]):
        with bundle.opened(section, [key]) as opened:
            found += [one for frame in opened.commits() for one in frame.commits]
            for frame in opened.thumbnails():
                assert frame.thumbnails
    for parcel in bundle.parcels([key]):
        assert parcel.data
    return found
