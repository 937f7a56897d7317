"""Photos that go out beside a file: the originals to the agency that owns the data, bare copies to anyone else."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from camifield.errors import Problem
from camifield.fields.values import Cell
from camifield.formats.blurring import Blurring
from camifield.i18n.words import Words
from camifield.kinds.catalogue import kind as kind_of
from camifield.kinds.sensitivity import INFORMANT, POACHED, STEP, category_of
from camifield.media.heads import ENDINGS, read_head
from camifield.media.photos import photo_path
from camifield.media.stripping import stripped
from camifield.progress import Progress
from camifield.project.project import Project

DOING = "photos.handing"
COLUMNS = ("id", "record_number", "photos")
# What says how exactly a place may be told; of the most endangered, and of crimes, others get no photo at all.
JUDGED = ("species", "country_code", "wildlife_seen", "cause_of_death", "is_told")
_UNSAFE = re.compile(r"[^\w-]+")


@dataclass(frozen=True, slots=True)
class PhotosAlong:
    """`given` photos lie in `folder`; `elsewhere` are on other laptops only; of `left_out` no copy could be made, because
    they are damaged; `withheld` may not be shown to others.
    """

    folder: Path | None = None
    given: int = 0
    elsewhere: int = 0
    left_out: int = 0
    withheld: int = 0


class PhotoRow(NamedTuple):
    """The photos of one record: its id, its number, the SHA-256 of each in hexadecimal, and whether others may see them."""

    identifier: Cell
    number: Cell
    photos: str
    is_withheld: bool = False


NO_PHOTOS = PhotosAlong()


class _One(NamedTuple):
    name: str
    digest: bytes


def photos_folder(path: Path, words: Words) -> Path:
    """What the folder beside a file is called, whether there is one of that name or not."""
    return path.with_name(f"{path.stem}-{words.say('export.photos_folder')}")


def lay_photos(
    project: Project,
    rows: Iterable[PhotoRow],
    blurring: Blurring,
    into: Path,
    progress: Progress,
) -> PhotosAlong:
    """Write the photos of these rows into a folder, each named after its record.

    Exact ones are the originals, byte by byte, and looked through against their SHA-256 on the way. Others are copies
    without the camera's notes: no position, no time, no serial number. Raises OSError and Stopped.
    """
    bring = _exact if blurring.is_exact else _bare
    withheld, kept = 0, list[PhotoRow]()
    for row in rows:
        if row.is_withheld:
            withheld += len(row.photos.split())
        else:
            kept.append(row)
    queue = list(_named(kept, blurring))
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
    return PhotosAlong(None, given, elsewhere, left_out, withheld)


def _named(rows: Iterable[PhotoRow], blurring: Blurring) -> Iterator[_One]:
    """Each photo with a name that is safe on any disk: the record's number or reference, and its place among them."""
    taken = set[str]()
    for identifier, number, photos, _ in rows:
        digests = [bytes.fromhex(part) for part in photos.split()]
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


def photo_rows(kinds: Iterable[str], read: Rows, blurring: Blurring) -> Iterator[PhotoRow]:
    """The records of some kinds that have photos.

    A camera trap prints the day, and sometimes the place, into its pictures; a photo of a suspect or an informant shows
    a face. Such photos are withheld from others, whatever is stripped from the file.
    """
    for kind in kinds:
        judged = [name for name in JUDGED if name in kind_of(kind).columns]
        for identifier, number, photos, *cells in read(kind, (*COLUMNS, *judged)):
            if photos:
                told = dict(zip(judged, cells, strict=True))
                withheld = not blurring.is_exact and _may_not_be_shown(kind, told, blurring)
                yield PhotoRow(identifier, number, str(photos), withheld)


def _may_not_be_shown(kind: str, cells: Mapping[str, Cell], blurring: Blurring) -> bool:
    is_hidden = STEP[category_of(kind, cells, blurring.own)] is None
    return is_hidden or cells.get("cause_of_death") in POACHED or cells.get("is_told") == INFORMANT


def photos_sentence(photos: PhotosAlong, words: Words) -> str:
    """What became of the photos, in words."""
    folder = photos.folder.name if photos.folder is not None else ""
    parts = [words.say("handover.photos_given", count=photos.given, folder=folder)] if photos.given else []
    if photos.elsewhere:
        parts.append(words.say("handover.photos_elsewhere", count=photos.elsewhere))
    if photos.withheld:
        parts.append(words.say("handover.photos_withheld", count=photos.withheld))
    if photos.left_out:
        parts.append(words.say("handover.photos_left_out", count=photos.left_out))
    return " ".join(parts) or words.say("handover.no_photos")
