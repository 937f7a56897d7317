"""Photos that go out beside a file: the originals to the agency that owns the data, bare copies to anyone else."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from camifield.errors import Problem
from camifield.fields.values import Cell
from camifield.formats.blurring import Blurring
from camifield.i18n.words import Words
from camifield.media.heads import ENDINGS, read_head
from camifield.media.photos import photo_path
from camifield.media.stripping import stripped
from camifield.progress import Progress
from camifield.project.project import Project

DOING = "photos.handing"
COLUMNS = ("id", "record_number", "photos")
_UNSAFE = re.compile(r"[^\w-]+")


@dataclass(frozen=True, slots=True)
class PhotosAlong:
    """`given` photos lie in `folder`; `elsewhere` are on other laptops only; of `left_out` no copy could be made, because
    they are damaged.
    """

    folder: Path | None = None
    given: int = 0
    elsewhere: int = 0
    left_out: int = 0


NO_PHOTOS = PhotosAlong()


class _One(NamedTuple):
    name: str
    digest: bytes


def photos_folder(path: Path, words: Words) -> Path:
    """What the folder beside a file is called, whether there is one of that name or not."""
    return path.with_name(f"{path.stem}-{words.say('export.photos_folder')}")


def lay_photos(
    project: Project,
    rows: Iterable[Sequence[Cell]],
    blurring: Blurring,
    into: Path,
    progress: Progress,
) -> PhotosAlong:
    """Write the photos of these rows (of `COLUMNS`) into a folder, each named after its record.

    Exact ones are the originals, byte by byte, and looked through against their SHA-256 on the way. Others are copies
    without the camera's notes: no position, no time, no serial number. Raises OSError and Stopped.
    """
    bring = _exact if blurring.is_exact else _bare
    queue = list(_named(rows, blurring))
    if not blurring.is_exact:
        queue.sort()  # records come in the order of their days, and so would the times of the copies
    given = elsewhere = left_out = 0
    for number, one in enumerate(queue):
        progress.step(number, len(queue), DOING)
        source = photo_path(project.folder, one.digest)
        if not source.is_file():
            elsewhere += 1
            continue
        copied = bring(source, one)
        if copied is None:
            left_out += 1
            continue
        data, ending = copied
        (into / f"{one.name}{ending}").write_bytes(data)
        given += 1
    return PhotosAlong(None, given, elsewhere, left_out)


def _named(rows: Iterable[Sequence[Cell]], blurring: Blurring) -> Iterator[_One]:
    """Each photo with a name that is safe on any disk: the record's number or reference, and its place among them."""
    taken = set[str]()
    for identifier, number, photos in rows:
        digests = [bytes.fromhex(part) for part in str(photos or "").split()]
        called = str(number) if blurring.is_exact and number else str(blurring.called(identifier))
        base = _UNSAFE.sub("_", called)[:80]
        if base.casefold() in taken:  # two records that were given one number
            base = f"{base}-{_UNSAFE.sub('_', str(blurring.called(identifier)))[-12:]}"
        taken.add(base.casefold())
        yield from (_One(f"{base}-{place}", digest) for place, digest in enumerate(digests, 1))


Copied = tuple[bytes, str] | None


def _exact(source: Path, one: _One) -> Copied:
    data = source.read_bytes()
    return (data, _ending_of(source)) if sha256(data).digest() == one.digest else None


def _ending_of(source: Path) -> str:
    with source.open("rb") as file:
        head = read_head(file)
    return ENDINGS.get(head.media_type, "") if head is not None else ""


def _bare(source: Path, one: _One) -> Copied:
    try:
        return stripped(source, one.name)
    except Problem:
        return None


Rows = Callable[[str, Sequence[str]], Iterator[Sequence[Cell]]]


def photo_rows(kinds: Iterable[str], read: Rows) -> Iterator[Sequence[Cell]]:
    """The rows of those records of some kinds that have photos."""
    for kind in kinds:
        yield from (row for row in read(kind, COLUMNS) if row[-1])


def photos_sentence(photos: PhotosAlong, words: Words) -> str:
    """What became of the photos, in words."""
    folder = photos.folder.name if photos.folder is not None else ""
    parts = [words.say("handover.photos_given", count=photos.given, folder=folder)] if photos.given else []
    if photos.elsewhere:
        parts.append(words.say("handover.photos_elsewhere", count=photos.elsewhere))
    if photos.left_out:
        parts.append(words.say("handover.photos_left_out", count=photos.left_out))
    return " ".join(parts) or words.say("handover.no_photos")
