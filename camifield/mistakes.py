"""A mistake of the program as a file that a person can send: where in the code, on what machine, and no record's words."""

from __future__ import annotations

import platform
import sys
import traceback
from collections.abc import Iterator, Mapping
from itertools import count
from pathlib import Path
from types import MappingProxyType
from typing import Final

from camifield.clock import Clock
from camifield.version import VERSION

MOST_KEPT: Final = 20
NOTHING: Mapping[str, str] = MappingProxyType({})
# What an error says may hold what was typed, or a path with a person's name; of these the words are the program's own.
OWN_WORDS: Final = (AttributeError, NameError, TypeError, MemoryError, RecursionError)
PACKAGES: Final = ("camifield", "ui")


def write_report(
    folder: Path, error: BaseException, clock: Clock, about: Mapping[str, str] = NOTHING
) -> Path | None:
    """Write what happened into a new file of `folder`; None where nothing can be written there. Raises nothing.

    `about` is told besides: the toolkit's version, the language. The latest `MOST_KEPT` reports are kept.
    """
    text = "\n".join(_lines(error, clock, about)) + "\n"
    stamp = f"{clock.now():%Y%m%dT%H%M%SZ}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        names = (f"camifield-report-{stamp}{f'-{number}' if number else ''}.txt" for number in count())
        path = next(path for name in names if not (path := folder / name).exists())
        path.write_text(text, "utf-8")
        kept = sorted(folder.glob("camifield-report-*.txt"), key=lambda one: (one.stat().st_mtime, one.name))
        for old in kept[:-MOST_KEPT]:
            old.unlink(missing_ok=True)
    except OSError:
        return None
    return path


def _lines(error: BaseException, clock: Clock, about: Mapping[str, str]) -> Iterator[str]:
    yield f"CAMI Field {VERSION}, Python {platform.python_version()}, {platform.platform()}"
    yield f"{clock.now():%Y-%m-%d %H:%M:%S} UTC by the laptop's clock; {sys.executable and Path(sys.executable).name}"
    yield from (f"{name}: {value}" for name, value in about.items())
    yield ""
    for one in _chain(error):
        yield f"{type(one).__name__}: {one}" if isinstance(one, OWN_WORDS) else type(one).__name__
        for frame in traceback.extract_tb(one.__traceback__):
            yield f"  {_place(frame.filename)}:{frame.lineno} in {frame.name}: {frame.line or ''}"
        yield ""


def _chain(error: BaseException) -> Iterator[BaseException]:
    """The error, then what it came from; each once."""
    seen: set[int] = set()
    at: BaseException | None = error
    while at is not None and id(at) not in seen:
        seen.add(id(at))
        yield at
        at = at.__cause__ or (None if at.__suppress_context__ else at.__context__)


def _place(file: str) -> str:
    """The file from its package on: a path would tell the name of whoever uses the laptop."""
    parts = Path(file).parts
    starts = [at for at, part in enumerate(parts) if part in PACKAGES]
    return "/".join(parts[starts[-1] :]) if starts else Path(file).name
