"""Photos of 12 megapixels brought in one after the other, and whether memory stays where it was."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from PIL import Image

from tests.bench.children import OFFSCREEN, own_home, python, surroundings
from tests.bench.measuring import Aim, Measured, in_turn, timed
from tests.media.pictures import heic, notes_at

CHILD = "tests.bench.photos_child"
SIZE = (4000, 3000)
# A photo is of noise of this coarseness: it packs to some 3 MB, as a hillside does.
GRAIN = (400, 300)
AIM = Aim("most", 1000)
FLAT = Aim("most", 30)


def photos(count: int) -> list[Measured]:
    """`commands.photos.bring_in` of so many photos in one process, and of a tenth as many of telephones."""
    with own_home() as home:
        folder = home / "card"
        folder.mkdir()
        jpegs = _card(folder, ".jpg", count, _jpeg)
        heics = _card(folder, ".heic", max(1, count // 10), lambda one: heic(_picture(), one))
        first = jpegs[0].read_bytes()
        (floor,) = in_turn(min(count, 30), timed(lambda: _bare_copy(first, home / "copy.jpg")))
        told = json.loads(_child(home, folder / "jpg.txt", jpegs))
        phone = json.loads(_child(home, folder / "heic.txt", heics))
    return [
        Measured(f"one photo of 12 MP brought in, of {count}", told["ms"], floor, aim=AIM),
        Measured(f"one of a telephone (HEIC), of {len(heics)}", phone["ms"], aim=AIM),
        Measured("memory more after all than after the first tenth", [told["grown"]], unit="MB", aim=FLAT),
        Measured("memory at its highest above the start", [told["highest"]], unit="MB"),
    ]


def _child(home: Path, listing: Path, files: list[Path]) -> str:
    """Bring the files in, in a process of its own."""
    listing.write_text("\n".join(map(str, files)), "utf-8")
    arguments = ["-m", CHILD, str(home / f"project {listing.stem}"), str(listing)]
    return python(arguments, surroundings(home, OFFSCREEN))


def _picture() -> Image.Image:
    return Image.effect_noise(GRAIN, 90).convert("RGB").resize(SIZE)


def _card(folder: Path, ending: str, count: int, pack: Callable[[Image.Exif], bytes]) -> list[Path]:
    """So many different files of one picture: packed once, each with an empty box of its own behind the end."""
    whole = pack(notes_at("2026:03:12 09:20:00", "2026:03:12 03:20:00"))
    paths = [folder / f"{number:05}{ending}" for number in range(count)]
    for number, path in enumerate(paths):
        path.write_bytes(whole + b"\0\0\0\x0cfree" + number.to_bytes(4, "big"))
    return paths


def _jpeg(exif: Image.Exif) -> bytes:
    out = BytesIO()
    _picture().save(out, "JPEG", quality=88, exif=exif)
    return out.getvalue()


def _bare_copy(data: bytes, path: Path) -> None:
    """What nobody can do without: the bytes named by their SHA-256, on the disk, and one small picture."""
    hashlib.sha256(data).hexdigest()
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    with Image.open(BytesIO(data)) as image:
        image.thumbnail((480, 480))
        image.save(path.with_suffix(".small.jpg"), "JPEG")
