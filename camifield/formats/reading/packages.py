"""The zip inside a workbook, made safe before anything is read from it: sizes as declared, and as they really are.

The limits: a package of more than 1 GB unpacked is refused, and so is one of more than 64 MB that unpacks to more
than 150 times its size (a table of 100,000 x 30 cells unpacks to 9 times in xlsx and 30 times in ods; a zip bomb to
1,000). What is declared is believed only after the part was unpacked and counted.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from camifield.errors import Problem, Where
from camifield.progress import Progress

LARGEST = 1_000_000_000
_LARGEST_UNQUESTIONED = 64_000_000
_LARGEST_RATIO = 150
_CHUNK = 1 << 20
_LOCAL_HEADER = struct.Struct("<4s5H3L2H")
# No stream of deflate can grow by more than this.
_DEFLATE_MOST = 1_032


class Package:
    """An open workbook's parts, each readable as a stream that stops with a Problem where it lies about its size."""

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            with zipfile.ZipFile(path) as package:
                infos = package.infolist()
        except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError) as error:
            raise self.problem("file-is-damaged") from error
        self._parts = {info.filename.lstrip("/").casefold(): info for info in infos}
        # Photos in a workbook are as large as they like: nobody unpacks them here.
        read = [info for name, info in self._parts.items() if name.endswith((".xml", ".rels"))]
        self._packed = sum(info.compress_size for info in read)
        self._check(sum(info.file_size for info in read))

    def has(self, name: str) -> bool:
        """Whether there is a part of this name; capitals and small letters are one, as in all such packages."""
        return name.casefold() in self._parts

    def size(self, name: str) -> int:
        """The declared size of a part in bytes, 0 when it is not there. `stream` holds it to it."""
        info = self._parts.get(name.casefold())
        return info.file_size if info is not None else 0

    def read(self, name: str, most: int = 20_000_000) -> bytes:
        """One small part, whole; empty when it is not there."""
        found = bytearray()
        for chunk in self.stream(name):
            found += chunk
            if len(found) > most:
                raise self.too_large(len(found))
        return bytes(found)

    def prove(self, name: str) -> None:
        """Unpack and count a part that another library is going to unpack by itself."""
        info = self._parts.get(name.casefold())
        if info is not None and info.compress_size * _DEFLATE_MOST > _LARGEST_UNQUESTIONED:
            for _ in self.stream(name):
                pass

    def stream(self, name: str, progress: Progress | None = None) -> Iterator[bytes]:
        """A part's bytes in chunks; nothing when it is not there."""
        info = self._parts.get(name.casefold())
        if info is None:
            return
        count = 0
        try:
            for chunk in self._unpacked(info):
                count += len(chunk)
                if count > info.file_size:
                    raise self.too_large(count)
                if progress is not None:
                    progress.step(count, info.file_size, "reading.checking")
                yield chunk
        except (zlib.error, struct.error, OSError) as error:
            raise self.problem("file-is-damaged") from error

    def _unpacked(self, info: zipfile.ZipInfo) -> Iterator[bytes]:
        """The bytes as they are, not as many as the directory says: zipfile would stop there, another reader would not."""
        if info.flag_bits & 1:
            raise self.problem("file-has-a-password")
        with self._path.open("rb") as file:
            file.seek(info.header_offset)
            header = _LOCAL_HEADER.unpack(file.read(_LOCAL_HEADER.size))
            if header[0] != b"PK\x03\x04" or info.compress_type not in (
                zipfile.ZIP_STORED,
                zipfile.ZIP_DEFLATED,
            ):
                raise self.problem("file-is-damaged")
            file.seek(header[-2] + header[-1], 1)
            left = info.compress_size
            inflating = zlib.decompressobj(-zlib.MAX_WBITS)
            while left > 0:
                packed = file.read(min(_CHUNK // 4, left))
                if not packed:
                    raise self.problem("file-is-damaged")
                left -= len(packed)
                if info.compress_type == zipfile.ZIP_STORED:
                    yield packed
                    continue
                while packed:
                    yield inflating.decompress(packed, _CHUNK)
                    packed = inflating.unconsumed_tail
            if info.compress_type == zipfile.ZIP_DEFLATED:
                yield inflating.flush()

    def _check(self, unpacked: int) -> None:
        if unpacked > LARGEST:
            raise self.too_large(unpacked)
        if unpacked > _LARGEST_UNQUESTIONED and unpacked > _LARGEST_RATIO * self._packed:
            raise self.too_large(unpacked)

    def too_large(self, unpacked: int) -> Problem:
        return self.problem(
            "file-too-large-inside", size_mb=unpacked // 1_000_000, limit_mb=LARGEST // 1_000_000
        )

    def problem(self, code: str, **parameters: int) -> Problem:
        return Problem(code, where=Where(file=self._path.name), parameters=parameters)
