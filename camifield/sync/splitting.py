"""A file in parts, for a messenger that takes only so much at a time; joined again in any order, whatever they are called."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import IO, BinaryIO, Final

from camifield.errors import Problem
from camifield.folders import Folder
from camifield.progress import Progress
from camifield.sync.bundle_reading import look_at, opened_file
from camifield.sync.cover import PART, PIECE, SUFFIX, Cover, Place, Section, write_cover
from camifield.sync.limits import CHUNK, damaged, named, telling
from camifield.sync.names import part_name, shown_name

SMALLEST_PART: Final = 64 * 1024
MOST_PARTS: Final = 999
_ENVELOPE: Final = 512
_SPLITTING: Final = "bundle.splitting"
_JOINING: Final = "bundle.joining"


def count_parts(size: int, part_bytes: int) -> int:
    """How many files of at most `part_bytes` a file of `size` bytes becomes; 1 when it need not be split.

    Raises ValueError below 64 KiB a part, and Problem ``bundle-too-many-parts`` above 999 parts.
    """
    if part_bytes < SMALLEST_PART:
        raise ValueError("a part has at least 64 KiB")
    if size <= part_bytes:
        return 1
    count = -(-size // (part_bytes - _ENVELOPE))
    if count > MOST_PARTS:
        raise Problem("bundle-too-many-parts", parameters={"parts": count, "most": MOST_PARTS})
    return count


def split(path: Path, folder: Folder, part_bytes: int, progress: Progress | None = None) -> tuple[str, ...]:
    """Write a bundle's parts, none above `part_bytes`, into `folder`; their names, in order.

    The file itself stays; one that fits is not split, and its own name is the answer. Raises as `look_at` and
    `count_parts`, ``bundle-is-a-part``, ``bundle-no-room``, ``file-not-written``, and Stopped.
    """
    cover = look_at(path)
    with named(shown_name(path)), opened_file(path) as (file, size):
        if cover.what == PART:
            raise Problem("bundle-is-a-part")
        count = count_parts(size, part_bytes)
        if count == 1:
            return (path.name,)
        whole = _sha256_of(file)
        each = -(-size // count)
        return tuple(
            _write_part(
                file,
                folder,
                part_name(path.name, number, count),
                cover,
                Place(number, count, size, whole),
                each,
            )
            for number in _counted(count, progress or Progress())
        )


def _counted(count: int, progress: Progress) -> Iterator[int]:
    for number in range(1, count + 1):
        progress.step(number - 1, count, _SPLITTING)
        yield number


def _sha256_of(file: BinaryIO) -> bytes:
    file.seek(0)
    seen = hashlib.sha256()
    while piece := file.read(CHUNK):
        seen.update(piece)
    return seen.digest()


def _write_part(file: BinaryIO, folder: Folder, name: str, cover: Cover, place: Place, each: int) -> str:
    start = (place.number - 1) * each
    length = min(each, place.size - start)
    file.seek(start)
    seen = hashlib.sha256()
    for piece in _pieces(file, length):
        seen.update(piece)
    part = replace(cover, what=PART, part=place, sections=(Section(PIECE, length, seen.digest()),))
    file.seek(start)
    with telling(folder, name), folder.writing(name) as out:
        out.write(write_cover(part))
        for piece in _pieces(file, length):
            out.write(piece)
    return name


def _pieces(file: IO[bytes], length: int) -> Iterator[bytes]:
    while length and (piece := file.read(min(CHUNK, length))):
        length -= len(piece)
        yield piece


def parts_beside(path: Path) -> list[Path]:
    """The parts of the same whole that lie in the folder of this part, whatever they are called, by number.

    Raises as `look_at`, and ``bundle-not-a-part``.
    """
    place = _place_of(path)
    found: dict[int, Path] = {}
    for beside in sorted(path.parent.glob(f"*{SUFFIX}")):
        try:
            other = look_at(beside).part
        except Problem:  # another file that is damaged, or no bundle at all
            continue
        if other is not None and other[1:] == place[1:]:
            found.setdefault(other.number, beside)
    return [found[number] for number in sorted(found)]


def _place_of(path: Path) -> Place:
    place = look_at(path).part
    if place is None:
        raise Problem("bundle-not-a-part", parameters={"file": shown_name(path)})
    return place


def missing_parts(paths: Sequence[Path]) -> tuple[int, ...]:
    """The numbers of the parts that are not among these. Raises as `join`, but for those that are missing."""
    places, of = _places(paths)
    return tuple(number for number in range(1, of + 1) if number not in places)


def _places(paths: Sequence[Path]) -> tuple[dict[int, Path], int]:
    first = _place_of(paths[0])
    found: dict[int, Path] = {}
    for path in paths:
        place = _place_of(path)
        if place[1:] != first[1:]:
            raise Problem("bundle-parts-differ", parameters={"file": shown_name(path)})
        found.setdefault(place.number, path)
    return found, first.of


def join(paths: Sequence[Path], folder: Folder, name: str, progress: Progress | None = None) -> Path:
    """Put the parts, given in any order and any of them twice, together as the file `name` of `folder`.

    Raises as `look_at`, ValueError for no part at all, Problem ``bundle-not-a-part``, ``bundle-parts-differ`` (of
    different wholes), ``bundle-parts-missing`` (parameters `missing`, their numbers, and `of`), ``bundle-damaged``,
    ``bundle-no-room``, ``file-not-written``, and Stopped: then nothing was written.
    """
    if not paths:
        raise ValueError("nothing to join")
    found, of = _places(paths)
    missing = [str(number) for number in range(1, of + 1) if number not in found]
    if missing:
        listed = ", ".join(missing[:20]) + (" …" if len(missing) > 20 else "")
        raise Problem("bundle-parts-missing", parameters={"missing": listed, "of": of})
    progress = progress or Progress()
    whole = _place_of(paths[0])
    seen, size = hashlib.sha256(), 0
    with telling(folder, name), folder.writing(name) as out:
        for number in range(1, of + 1):
            progress.step(number - 1, of, _JOINING)
            for piece in _content(found[number]):
                seen.update(piece)
                size += len(piece)
                out.write(piece)
            if size > whole.size:
                raise damaged("parts", file=shown_name(paths[0]))
        if (size, seen.digest()) != (whole.size, whole.sha256):
            raise damaged("parts", file=shown_name(paths[0]))
    return folder.path(name)


def _content(path: Path) -> Iterator[bytes]:
    """A part's bytes, proven whole when the last came."""
    section = look_at(path).sections[0]
    seen = hashlib.sha256()
    with named(shown_name(path)), opened_file(path) as (file, _):
        file.seek(section.offset)
        for piece in _pieces(file, section.size):
            seen.update(piece)
            yield piece
        if seen.digest() != section.sha256:
            raise damaged("section")
