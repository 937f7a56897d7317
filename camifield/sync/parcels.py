"""Parcels: commits for others that this laptop cannot open, kept and handed on until their readers say they have them."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

from camifield.errors import Problem
from camifield.folders import Folder
from camifield.revisions.encoding import EncodingError, Value, decode, encode
from camifield.revisions.vectors import NOTHING_HELD, PRINT_BYTES, Mark, Vector
from camifield.security.hashing import HASH_BYTES, ID_BYTES, sha256
from camifield.sync.road import Parcel, Run

PARCELS: Final = "parcels"
BUDGET: Final = 200_000_000
KEY_ID_BYTES: Final = 8
_LENGTH: Final = struct.Struct(">I")
_LARGEST_LABEL: Final = 1024 * 1024
_DEPTH: Final = 3


class Label(NamedTuple):
    """What stands on a kept parcel: all but its content. `arrival` orders the parcels by when they came here."""

    name: bytes
    sender: bytes
    made_ms: int
    readers: frozenset[bytes]
    runs: tuple[Run, ...]
    size: int
    arrival: int


@dataclass
class ParcelShelf:
    """The parcels in a project's folder, one file each, named by the SHA-256 of what it holds.

    A file is the length of the label (4 bytes), the label in canonical CBOR, and the parcel. Files that are not
    whole are passed over, and thrown away at the next `keep`.
    """

    folder: Folder
    budget: int = BUDGET

    def labels(self) -> list[Label]:
        """What is kept, in the order in which it came."""
        found = [label for path in self._paths() if (label := _read_label(path))]
        return sorted(found, key=lambda label: (label.arrival, label.name))

    def holds(self, name: bytes) -> bool:
        """Whether the parcel of that name is kept here, whole."""
        return _read_label(self._path(name)) is not None

    def keep(self, parcel: Parcel) -> list[Problem]:
        """Keep a parcel, durably. Where the room is used up, those that came first go, and a Problem says so.

        Raises Problem ``parcel-damaged`` when its content is not what its name says, and OSError of a full disk.
        """
        if sha256(parcel.data) != parcel.name:
            raise Problem("parcel-damaged", parameters={"parcel": parcel.name.hex()[:8]})
        if self.holds(parcel.name):
            return []
        kept = self.labels()
        dropped = _over(kept, self.budget - len(parcel.data))
        if len(parcel.data) > self.budget:
            return [_no_room(parcel.name, len(parcel.data))]
        for label in dropped:
            self.remove(label.name)
        arrival = kept[-1].arrival + 1 if kept else 1
        head = _write_label(parcel, arrival)
        self.folder.write(b"".join((_LENGTH.pack(len(head)), head, parcel.data)), PARCELS, parcel.name.hex())
        return [_no_room(label.name, label.size) for label in dropped]

    def read(self, name: bytes) -> Parcel:
        """The parcel of that name, its content verified. Raises Problem ``parcel-damaged``, and throws it away then."""
        try:
            data = self._path(name).read_bytes()
        except OSError as error:
            raise Problem("parcel-damaged", parameters={"parcel": name.hex()[:8]}) from error
        label, content = _split(name, data)
        if label is None or sha256(content) != name:
            self.remove(name)
            raise Problem("parcel-damaged", parameters={"parcel": name.hex()[:8]})
        return Parcel(name, label.sender, label.made_ms, label.readers, label.runs, content)

    def remove(self, name: bytes) -> None:
        """Throw a parcel away. One that cannot be removed now stays until the next time."""
        with suppress(OSError):
            self.folder.remove(PARCELS, name.hex())

    def clear(self, receipts: Mapping[bytes, Vector]) -> int:
        """Throw away the parcels that every living reader has, by his newest receipt; how many went.

        `receipts` tells by key id what each reader who may open parcels now holds; nothing for one who never said.
        A reader who is not in it (revoked, or the recovery key) is not waited for; a parcel of none but such stays.
        """
        gone = 0
        for label in self.labels():
            waiting = [receipts[key] for key in label.readers if key in receipts]
            if waiting and all(_covers(vector, label.runs) for vector in waiting):
                self.remove(label.name)
                gone += 1
        return gone

    def _path(self, name: bytes) -> Path:
        return self.folder.path(PARCELS, name.hex())

    def _paths(self) -> list[Path]:
        return [
            self.folder.path(PARCELS, name)
            for name in self.folder.names(PARCELS)
            if len(name) == 2 * HASH_BYTES and all(letter in "0123456789abcdef" for letter in name)
        ]


def _over(kept: Iterable[Label], room: int) -> list[Label]:
    """Those that must go, the first that came first, so that the others take no more than `room` bytes."""
    labels = list(kept)
    size, dropped = sum(label.size for label in labels), list[Label]()
    for label in labels:
        if size <= room:
            break
        dropped.append(label)
        size -= label.size
    return dropped


def _no_room(name: bytes, size: int) -> Problem:
    return Problem(
        "parcel-no-room", parameters={"parcel": name.hex()[:8], "megabytes": -(-size // 1_000_000)}
    )


def _covers(vector: Vector, runs: Iterable[Run]) -> bool:
    """Whether a laptop that holds this needs none of these runs, as far as anybody who lacks them can tell."""
    for run in runs:
        mark = vector.get(run.feed, NOTHING_HELD)
        if mark != run.through and (mark.highest <= run.through.highest or mark.held < run.through.held):
            return False
    return True


def write_run(run: Run) -> list[Value]:
    """A run as CBOR takes it: [feed, stream, before, through], a mark as [highest, held, 8 bytes]."""
    return [run.feed, int(run.stream), _mark_items(run.before), _mark_items(run.through)]


def read_run(item: Value) -> Run:
    """The run of such items. Raises EncodingError."""
    match item:
        case [bytes(feed), int(stream), before, through] if len(feed) == ID_BYTES and stream >= 0:
            return Run(feed, stream, _read_mark(before), _read_mark(through))
        case _:
            raise EncodingError("malformed")


def _mark_items(mark: Mark) -> list[Value]:
    return [mark.highest, mark.held, mark.fingerprint.to_bytes(PRINT_BYTES, "big")]


def _read_mark(item: Value) -> Mark:
    match item:
        case [int(highest), int(held), bytes(fingerprint)] if (
            len(fingerprint) == PRINT_BYTES and highest >= 0 and held >= 0
        ):
            return Mark(highest, held, int.from_bytes(fingerprint, "big"))
        case _:
            raise EncodingError("malformed")


def _write_label(parcel: Parcel, arrival: int) -> bytes:
    return encode(
        [
            parcel.sender,
            parcel.made_ms,
            list[Value](sorted(parcel.readers)),
            [write_run(run) for run in parcel.runs],
            len(parcel.data),
            arrival,
        ],
        _DEPTH + 1,
    )


def _read_label(path: Path) -> Label | None:
    """The label of a kept file; None where it is not whole."""
    try:
        with path.open("rb") as file:
            head = file.read(_LENGTH.size)
            length = _LENGTH.unpack(head)[0] if len(head) == _LENGTH.size else _LARGEST_LABEL + 1
            if length > _LARGEST_LABEL:
                return None
            label = _label_of(bytes.fromhex(path.name), file.read(length))
        whole = label is not None and path.stat().st_size == _LENGTH.size + length + label.size
    except OSError:
        return None
    return label if whole else None


def _split(name: bytes, data: bytes) -> tuple[Label | None, bytes]:
    if len(data) < _LENGTH.size:
        return None, b""
    length = _LENGTH.unpack(data[: _LENGTH.size])[0]
    return _label_of(name, data[_LENGTH.size : _LENGTH.size + length]), data[_LENGTH.size + length :]


def _label_of(name: bytes, head: bytes) -> Label | None:
    try:
        match decode(head, _DEPTH + 1):
            case [bytes(sender), int(made_ms), [*readers], [*runs], int(size), int(arrival)]:
                keys = frozenset(key for key in readers if type(key) is bytes and len(key) == KEY_ID_BYTES)
                return Label(name, sender, made_ms, keys, tuple(map(read_run, runs)), size, arrival)
            case _:
                return None
    except EncodingError:
        return None
