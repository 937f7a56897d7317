"""The manifest of a section: what its sender says is in it, signed, and small enough to be read alone.

Canonical CBOR: a list of version, kind, project, device, made_ms, runs, closed, receipt, shown, commits, frames,
body bytes, body SHA-256. `runs` and `closed` are CBOR of their own; `shown` is the SHA-256s of the photos of which a
thumbnail is inside, one after the other. Later versions add at the end, and the rest keeps its meaning.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from camifield.errors import Problem
from camifield.revisions.compression import compress, decompress
from camifield.revisions.encoding import EncodingError, Value, decode, encode, read_trusted
from camifield.revisions.headers import EARLIEST_MS, LATEST_MS
from camifield.revisions.roster import Device, Roster
from camifield.revisions.vectors import PRINT_BYTES, Mark
from camifield.security.hashing import HASH_BYTES, ID_BYTES
from camifield.security.sealing import HINT_BYTES
from camifield.security.signing import SIGNATURE_BYTES, Purpose, SigningKey, VerifyKey
from camifield.sync.limits import LARGEST_MANIFEST, LARGEST_SECTION, LARGEST_TABLE, damaged
from camifield.sync.road import Run

VERSION: Final = 1
_ITEMS: Final = 13
_LIST: Final = 0x80
_RUNS_DEEP: Final = 2
_CLOSED_DEEP: Final = 4


@dataclass(frozen=True, slots=True)
class Closed:
    """A restricted section that travels in the same file: its SHA-256, who closed it when, for whom, and its runs."""

    name: bytes
    sender: bytes
    made_ms: int
    readers: tuple[bytes, ...]
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a section holds. `receipt` is b"" or the signed bytes of one; `message` and `signature` are as they came.

    `commits` and `frames` count what the body holds; `body_size` and `body_sha256` are of the body as compressed.
    """

    kind: str
    project: bytes
    device: bytes
    made_ms: int
    runs: tuple[Run, ...] = ()
    closed: tuple[Closed, ...] = ()
    receipt: bytes = field(default=b"", repr=False)
    shown: tuple[bytes, ...] = ()
    commits: int = 0
    frames: int = 0
    body_size: int = 0
    body_sha256: bytes = b""
    message: bytes = field(default=b"", repr=False, compare=False)
    signature: bytes = field(default=b"", repr=False, compare=False)

    def is_signed_by(self, key: VerifyKey) -> bool:
        """Whether the holder of the private half of `key` says all this."""
        return key.verify(Purpose.BUNDLE, self.message, self.signature)


def check_sender(manifest: Manifest, roster: Roster) -> Device:
    """The device that made the section. Whether it was revoked since is the caller's to weigh: its commits are judged
    one by one, its receipt by `check_receipt`.

    Raises Problem ``bundle-of-another-project``, ``bundle-from-stranger`` or ``bundle-not-signed``.
    """
    if manifest.project != roster.project:
        raise Problem("bundle-of-another-project")
    device = roster.devices.get(manifest.device)
    if device is None:
        raise Problem("bundle-from-stranger")
    if not manifest.is_signed_by(device.signing):
        raise Problem("bundle-not-signed")
    return device


def write_manifest(manifest: Manifest, key: SigningKey) -> bytes:
    """The compressed frame of the signed manifest. Raises Problem ``bundle-too-large``."""
    runs = encode([_plain_run(run) for run in manifest.runs], _RUNS_DEEP)
    closed = encode([_plain_closed(one) for one in manifest.closed], _CLOSED_DEEP)
    message = encode(
        [
            VERSION,
            manifest.kind,
            manifest.project,
            manifest.device,
            manifest.made_ms,
            runs,
            closed,
            manifest.receipt,
            b"".join(manifest.shown),
            manifest.commits,
            manifest.frames,
            manifest.body_size,
            manifest.body_sha256,
        ],
        1,
    )
    whole = key.sign(Purpose.BUNDLE, message) + message
    if len(whole) > LARGEST_MANIFEST or max(len(runs), len(closed)) > LARGEST_TABLE:
        raise Problem("bundle-too-large")
    return compress(whole)


def read_manifest(frame: bytes) -> Manifest:
    """The manifest of such a frame; who signed it is not asked yet (`check_sender`).

    Raises Problem ``bundle-damaged`` or ``bundle-is-newer``.
    """
    try:
        whole = decompress(frame, LARGEST_MANIFEST)
    except Problem as problem:
        raise damaged("manifest") from problem
    signature, message = whole[:SIGNATURE_BYTES], whole[SIGNATURE_BYTES:]
    # The list's head is looked at first and nothing may nest: so few items are made, whatever the bytes claim.
    if len(message) < _ITEMS or not _LIST + _ITEMS <= message[0] < _LIST + 24:
        raise damaged("manifest")
    try:
        return _read(read_trusted(message, 1), message, signature)
    except EncodingError as error:
        raise damaged("manifest") from error


def _read(items: list[object], message: bytes, signature: bytes) -> Manifest:
    match items[:_ITEMS]:
        case [int(version), *_] if version > VERSION:
            raise Problem("bundle-is-newer", parameters={"version": version})
        case [
            1,
            str(kind),
            bytes(project),
            bytes(device),
            int(made_ms),
            bytes(runs),
            bytes(closed),
            bytes(receipt),
            bytes(shown),
            int(commits),
            int(frames),
            int(body_size),
            bytes(body_sha256),
        ] if (
            len(project) == len(device) == ID_BYTES
            and EARLIEST_MS <= made_ms <= LATEST_MS
            and max(len(runs), len(closed), len(receipt)) <= LARGEST_TABLE
            and len(shown) % HASH_BYTES == 0
            and commits >= 0
            and frames >= 0
            and 0 <= body_size <= LARGEST_SECTION
            and len(body_sha256) == HASH_BYTES
        ):
            return Manifest(
                kind=kind,
                project=project,
                device=device,
                made_ms=made_ms,
                runs=tuple(_read_run(item) for item in _listed(decode(runs, _RUNS_DEEP))),
                closed=tuple(_read_closed(item) for item in _listed(decode(closed, _CLOSED_DEEP))),
                receipt=receipt,
                shown=tuple(shown[at : at + HASH_BYTES] for at in range(0, len(shown), HASH_BYTES)),
                commits=commits,
                frames=frames,
                body_size=body_size,
                body_sha256=body_sha256,
                message=message,
                signature=signature,
            )
        case _:
            raise EncodingError("malformed")


def _listed(value: Value) -> list[Value]:
    if isinstance(value, list):
        return value
    raise EncodingError("malformed")


def _plain_run(run: Run) -> Value:
    return [run.feed, int(run.stream), *_plain_mark(run.before), *_plain_mark(run.through)]


def _plain_mark(mark: Mark) -> tuple[int, int, bytes]:
    return mark.highest, mark.held, mark.fingerprint.to_bytes(PRINT_BYTES, "big")


def _read_run(item: Value) -> Run:
    match item:
        case [bytes(feed), int(stream), int(), int(), bytes(), int(), int(), bytes()] if (
            len(feed) == ID_BYTES and stream >= 0
        ):
            return Run(feed, stream, _read_mark(item[2:5]), _read_mark(item[5:8]))
        case _:
            raise EncodingError("malformed")


def _read_mark(items: list[Value]) -> Mark:
    match items:
        case [int(highest), int(held), bytes(fingerprint)] if (
            highest >= 0 and held >= 0 and len(fingerprint) == PRINT_BYTES
        ):
            return Mark(highest, held, int.from_bytes(fingerprint, "big"))
        case _:
            raise EncodingError("malformed")


def _plain_closed(one: Closed) -> Value:
    readers, runs = list[Value](one.readers), [_plain_run(run) for run in one.runs]
    return [one.name, one.sender, one.made_ms, readers, runs]


def _read_closed(item: Value) -> Closed:
    match item:
        case [bytes(name), bytes(sender), int(made_ms), list(readers), list(runs)] if (
            len(name) == HASH_BYTES and len(sender) == ID_BYTES and EARLIEST_MS <= made_ms <= LATEST_MS
        ):
            hints = tuple(one for one in readers if isinstance(one, bytes) and len(one) == HINT_BYTES)
            return Closed(name, sender, made_ms, hints, tuple(_read_run(run) for run in runs))
        case _:
            raise EncodingError("malformed")
