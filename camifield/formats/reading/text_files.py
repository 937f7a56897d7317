"""Text tables (CSV and its kin): rows streamed in flat memory, whatever the encoding, the delimiter and the damage."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TextIO

from camifield.errors import Problem, Where
from camifield.formats.reading.csv_rows import MOST_LINES, forgiving_rows, strict_rows
from camifield.formats.reading.delimiters import NO_DELIMITER, Delimiter, find_delimiter
from camifield.formats.reading.encodings import EncodingGuess, is_known_encoding, is_mostly_utf8, old_encoding
from camifield.formats.reading.notices import Notice
from camifield.formats.reading.scans import Scan, unreadable
from camifield.formats.reading.sources import BLOCK
from camifield.formats.reading.spans import Span
from camifield.progress import Progress

_SAMPLE = 200_000


@dataclass(frozen=True, slots=True)
class TextReading:
    """How a text file was understood: shown to a person, who may choose otherwise.

    `delimiter` is None when the table has one column.
    """

    encoding: str
    is_encoding_certain: bool
    other_encodings: tuple[str, ...]
    delimiter: str | None


class TextSource:
    """The rows of a text file. See `SheetSource`."""

    is_typed = False

    def __init__(
        self, path: Path, scan: Scan, marked: str | None, *, encoding: str | None, delimiter: str | None
    ) -> None:
        self._path = path
        self._scan = scan
        guess = _chosen(path, encoding) if encoding else _guessed(scan, marked)
        sample = self._sample(guess.name)
        sign = Delimiter(delimiter) if delimiter else find_delimiter(sample)
        self._sign = sign.sign
        self._has_sep_line = find_delimiter(sample).is_said
        self.reading = TextReading(
            guess.name, guess.is_certain, guess.others, None if sign.sign == NO_DELIMITER else sign.sign
        )
        self.notices: list[Notice] = self._noticed(guess)
        self._is_broken = False

    @property
    def spans(self) -> Sequence[Span]:
        return ()

    @property
    def lines(self) -> int:
        """About how many rows the file has: its lines."""
        return self._scan.lines

    def blocks(self, progress: Progress | None = None) -> Iterator[Sequence[Sequence[str]]]:
        """See `SheetSource.blocks`. Raises Problem when the file changed since it was opened, or cannot be read on."""
        before = 0
        is_sep_line = self._has_sep_line
        for block in self._parsed_blocks():
            before += len(block)
            if is_sep_line:
                block[0], is_sep_line = [], False
            if progress is not None:
                progress.step(before, max(before, self._scan.lines), "reading.rows")
            yield block

    def _parsed_blocks(self) -> Iterator[list[list[str]]]:
        """Blocks at full speed until something is wrong with the quotation marks, then with care from there on."""
        before = 0
        if not self._is_broken:
            for block in self._strict_blocks():
                before += len(block)
                yield block
        if self._is_broken:
            with self._open() as file:
                rows = islice(forgiving_rows(self._lines(file), self._sign, self._note_quote), before, None)
                while block := list(islice(rows, BLOCK)):
                    yield block

    def _strict_blocks(self) -> Iterator[list[list[str]]]:
        lines_before = 0
        with self._open() as file:
            reader = strict_rows(self._lines(file), self._sign)
            while True:
                block: list[list[str]] = []
                try:
                    # What was read before an error stays in the block.
                    block.extend(islice(reader, BLOCK))
                except csv.Error:
                    self._is_broken = True
                except OSError as error:
                    raise unreadable(self._path, error) from error
                is_runaway = reader.line_num - lines_before - len(block) > MOST_LINES and _runs_away(block)
                self._is_broken = self._is_broken or is_runaway
                if block and not is_runaway:
                    yield block
                if not block or self._is_broken:
                    return
                lines_before = reader.line_num

    def _open(self) -> TextIO:
        try:
            status = self._path.stat()
            if status.st_size != self._scan.file.size or status.st_mtime_ns != self._scan.changed_at:
                raise Problem("file-changed-while-reading", where=Where(file=self._path.name))
            return self._path.open(encoding=self.reading.encoding, errors="replace", newline="")
        except OSError as error:
            raise unreadable(self._path, error) from error

    def _lines(self, file: Iterable[str]) -> Iterable[str]:
        return (line.replace("\0", "") for line in file) if self._scan.has_nul else file

    def _note_quote(self, row: int) -> None:
        if not any(notice.code == "quote-not-closed" for notice in self.notices):
            self.notices.append(Notice("quote-not-closed", {"row": row}, row=row))

    def _sample(self, encoding: str) -> str:
        """The first lines, whole."""
        with self._path.open(encoding=encoding, errors="replace", newline="") as file:
            text = file.read(_SAMPLE).replace("\0", "")
        if len(text) < _SAMPLE:
            return text
        end = max(text.rfind("\n"), text.rfind("\r"))
        return text[: end + 1] if end > 0 else text

    def _noticed(self, guess: EncodingGuess) -> list[Notice]:
        found: list[Notice] = []
        if not guess.is_certain:
            found.append(Notice("encoding-guessed", {"encoding": guess.name}))
        damaged = self._damage(guess.name)
        if damaged:
            found.append(Notice("bytes-damaged", {"count": damaged, "encoding": guess.name}))
        if self._scan.has_nul and not guess.name.startswith("utf-16") and guess.name != "utf-32":
            found.append(Notice("nul-removed"))
        return found

    def _damage(self, encoding: str) -> int:
        """How many places of the file are not text in this encoding; each is shown as U+FFFD."""
        if encoding in ("utf-8", "utf-8-sig"):
            return self._scan.damaged
        count = 0
        with self._path.open(encoding=encoding, errors="replace", newline="") as file:
            while text := file.read(1 << 20):
                count += text.count("\ufffd")
        return count


def _runs_away(block: list[list[str]]) -> bool:
    return any(cell.count("\n") > MOST_LINES for row in block for cell in row if len(cell) > MOST_LINES)


def _chosen(path: Path, encoding: str) -> EncodingGuess:
    if not is_known_encoding(encoding):
        raise Problem("encoding-not-known", where=Where(file=path.name), parameters={"encoding": encoding})
    return EncodingGuess(encoding)


def _guessed(scan: Scan, marked: str | None) -> EncodingGuess:
    if marked is not None:
        return EncodingGuess(marked)
    if not scan.damaged or not scan.high_lines or is_mostly_utf8(scan.high_lines):
        return EncodingGuess("utf-8")
    return old_encoding(scan.high_lines)
