"""One look through a whole file before anything is read from it: its SHA-256, and of text what its bytes say."""

from __future__ import annotations

import codecs
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from camifield.errors import Problem, Where
from camifield.formats.reading.signatures import HEAD
from camifield.progress import Progress

_CHUNK = 1 << 18
_SAMPLE = 48_000
_SAMPLE_PER_CHUNK = 24_000
_LONGEST_LINE = 4_000
_HIGH_LINE = re.compile(rb"[^\r\n]*[\x80-\xff][^\r\n]*")


@dataclass(frozen=True, slots=True)
class SourceFile:
    """The file that a table came from: its own name, its size in bytes, and its SHA-256 in hexadecimal."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Scan:
    """What one look told.

    `lines` and `quotes` are counts of bytes; `high_lines` a sample of the lines with bytes beyond ASCII; `damaged` the
    places that are not UTF-8 (0 for a file that is, ASCII included).
    """

    file: SourceFile
    head: bytes
    changed_at: int
    lines: int
    quotes: int
    has_nul: bool
    damaged: int
    high_lines: bytes


def scan(path: Path, progress: Progress | None = None) -> Scan:
    """Read the whole file once. Raises Problem when it cannot be read; Stopped when somebody pressed Stop."""
    try:
        with path.open("rb") as file:
            status = path.stat()
            looking = _Looking(status.st_size, progress)
            while chunk := file.read(_CHUNK):
                looking.take(chunk)
    except OSError as error:
        raise unreadable(path, error) from error
    looking.finish()
    source = SourceFile(path.name, looking.size, looking.digest.hexdigest())
    return Scan(
        file=source,
        head=looking.head,
        changed_at=status.st_mtime_ns,
        lines=looking.lines,
        quotes=looking.quotes,
        has_nul=looking.has_nul,
        damaged=looking.damaged,
        high_lines=bytes(looking.high_lines),
    )


def unreadable(path: Path, error: OSError) -> Problem:
    """The Problem for a file that the system does not give out."""
    if isinstance(error, FileNotFoundError):
        code = "file-not-found"
    elif isinstance(error, IsADirectoryError) or path.is_dir():
        code = "file-is-a-folder"
    else:
        code = "file-cannot-be-opened"
    return Problem(
        code, where=Where(file=path.name), parameters={"reason": error.strerror or type(error).__name__}
    )


class _Looking:
    def __init__(self, total: int, progress: Progress | None) -> None:
        self.size = 0
        self.digest = hashlib.sha256()
        self.head = b""
        self.lines = 0
        self.quotes = 0
        self.has_nul = False
        self.damaged = 0
        self.high_lines = bytearray()
        self._total = total
        self._progress = progress
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._last = b""

    def take(self, chunk: bytes) -> None:
        if not self.head:
            self.head = chunk[:HEAD]
        self.size += len(chunk)
        self.digest.update(chunk)
        self.lines += chunk.count(b"\n") or chunk.count(b"\r")
        self.quotes += chunk.count(b'"')
        self.has_nul = self.has_nul or b"\0" in chunk
        text = self._decoder.decode(chunk)
        if not chunk.isascii():
            self.damaged += text.count("\ufffd") - chunk.count(b"\xef\xbf\xbd")
            self._take_sample(chunk)
        self._last = chunk[-1:]
        if self._progress is not None:
            self._progress.step(self.size, self._total, "reading.file")

    def finish(self) -> None:
        self.damaged = max(0, self.damaged + self._decoder.decode(b"", final=True).count("\ufffd"))
        if self._last not in (b"\n", b"\r", b""):
            self.lines += 1

    def _take_sample(self, chunk: bytes) -> None:
        if len(self.high_lines) >= _SAMPLE:
            return
        least = len(self.high_lines) + _SAMPLE_PER_CHUNK
        for found in _HIGH_LINE.finditer(chunk):
            self.high_lines += found[0][:_LONGEST_LINE] + b"\n"
            if len(self.high_lines) >= least:
                return
