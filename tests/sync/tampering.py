"""Making bundles that no honest laptop makes: what an intruder, or a member with a key, might hand over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import zstandard

from camifield.revisions.compression import compress
from camifield.security.hashing import sha256
from camifield.security.sealing import key_hint, seal_to
from camifield.security.signing import Purpose, SigningKey
from camifield.sync.cover import BUNDLE, OPEN, Cover, Section, write_cover
from camifield.sync.manifest import Manifest, write_manifest
from camifield.sync.section_closing import LENGTH_BYTES
from tests.sync.bundles import MADE, Camp


def framed(data: bytes) -> bytes:
    """A frame as it lies in a body."""
    return len(data).to_bytes(LENGTH_BYTES, "big") + data


def section_file(path: Path, camp: Camp, sealed: bytes, **changes: object) -> Path:
    """A file of one section of these sealed bytes, its cover right but for the changes."""
    hints = (key_hint(camp.ranger.encryption.public),)
    cover = Cover(
        what=BUNDLE,
        project=camp.project,
        device=camp.chief.device,
        made_ms=MADE,
        sections=(Section(OPEN, len(sealed), sha256(sealed), hints),),
    )
    changed = replace(cover, **changes)
    path.write_bytes(write_cover(changed) + sealed)
    return path


def sealed_plain(camp: Camp, plain: bytes) -> bytes:
    """Any bytes sealed to the ranger, as anybody can who knows the ranger's public key."""
    out = BytesIO()
    seal_to([camp.ranger.encryption.public], BytesIO(plain), out)
    return out.getvalue()


def body_file(
    path: Path,
    camp: Camp,
    body: bytes,
    frames: int,
    *,
    key: SigningKey | None = None,
    **changes: object,
) -> Path:
    """A bundle whose body is these compressed bytes, said to hold so many frames, signed by a member of the team."""
    manifest = Manifest(
        kind=OPEN,
        project=camp.project,
        device=camp.chief.device,
        made_ms=MADE,
        frames=frames,
        body_size=len(body),
        body_sha256=sha256(body),
    )
    changed = replace(manifest, **changes)
    return plain_file(path, camp, write_manifest(changed, key or camp.chief.signing), body)


def plain_file(path: Path, camp: Camp, manifest: bytes, body: bytes = b"") -> Path:
    """A bundle of any manifest's frame and body."""
    return section_file(path, camp, sealed_plain(camp, framed(manifest) + body))


def signed_frame(camp: Camp, message: bytes) -> bytes:
    """The frame of a manifest whose message is these bytes, properly signed."""
    return compress(camp.chief.signing.sign(Purpose.BUNDLE, message) + message)


def packed(frames: Sequence[bytes], level: int = 1) -> bytes:
    """A body of these frames."""
    return zstandard.ZstdCompressor(level=level).compress(b"".join(framed(one) for one in frames))
