"""Closing restricted commits into a parcel, and opening one, on roads that are not files: the same bytes as a bundle's section."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO

from camifield.progress import Progress
from camifield.security.encryption import EncryptionKey
from camifield.security.hashing import sha256
from camifield.security.sealing import is_usable, key_hint
from camifield.store.proofs import Carried
from camifield.sync.bundle_writing import Sender
from camifield.sync.cover import RESTRICTED, Section
from camifield.sync.frames import gather, write_commits
from camifield.sync.limits import HARD_LID, Lid
from camifield.sync.manifest import Manifest, write_manifest
from camifield.sync.road import Parcel, Run
from camifield.sync.section_closing import Body, seal_section
from camifield.sync.section_opening import Opened


def close_parcel(
    runs: Sequence[Run], pieces: Iterable[Sequence[Carried]], sender: Sender, readers: Iterable[bytes]
) -> Parcel:
    """These commits, closed to the holders of these public keys (32 bytes each). Raises Problem ``bundle-too-large``."""
    body, commits = Body(Lid(HARD_LID)), 0
    with body.file:
        for piece in gather(pieces):
            body.add(write_commits(runs[0].stream, piece))
            commits += len(piece)
        size, digest = body.finish()
        manifest = Manifest(
            kind=RESTRICTED,
            project=sender.project,
            device=sender.device,
            made_ms=sender.made_ms,
            runs=tuple(runs),
            commits=commits,
            frames=body.frames,
            body_size=size,
            body_sha256=digest,
        )
        usable = [public for public in dict.fromkeys(readers) if is_usable(public)]
        hints = tuple(sorted({key_hint(public) for public in usable}))
        out = BytesIO()
        seal_section(RESTRICTED, write_manifest(manifest, sender.key), body.file, usable, hints, out)
    data = out.getvalue()
    return Parcel(sha256(data), sender.device, sender.made_ms, frozenset(hints), tuple(runs), data)


def open_parcel(parcel: Parcel, keys: Sequence[EncryptionKey], progress: Progress) -> Iterator[list[Carried]]:
    """The commits of a parcel, each still to be verified, in pieces of at most 500 and 8 MiB.

    Raises Problem ``bundle-not-for-us``, ``bundle-damaged``, ``bundle-too-large`` or ``bundle-is-newer``.
    """
    hints = tuple(sorted(parcel.readers))
    section = Section(RESTRICTED, len(parcel.data), parcel.name, hints)
    with Opened(BytesIO(parcel.data), section, keys, progress, parcel.name.hex()[:8]) as opened:
        for frame in opened.commits():
            yield frame.commits
