"""Records from a program: a JSON list of objects, a single object, or one object a line, from a file or from stdin."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import cast

from camifield.errors import Problem, Where

STDIN = "-"
_MOST_BYTES = 200_000_000


def read_entries(name: str) -> list[Mapping[str, object]]:
    """The objects of a file ("-" is stdin), each for one record; numbers stay text, digit for digit.

    Raises Problem ``entries-not-readable`` (the file), ``entries-too-large``, ``entries-not-json`` (with the row) and
    ``entries-not-objects`` (with the number of the entry).
    """
    text = _text_of(name)
    stripped = text.lstrip()
    if not stripped:
        return []
    whole = _whole(text, name) if stripped[0] in "[{" else None
    found = whole if whole is not None else _by_line(text, name)
    for number, one in enumerate(found, 1):
        if not isinstance(one, dict):
            raise Problem(
                "entries-not-objects", where=Where(file=name, row=number), parameters={"number": number}
            )
    return cast("list[Mapping[str, object]]", found)


def _text_of(name: str) -> str:
    try:
        if name == STDIN:
            data = sys.stdin.buffer.read(_MOST_BYTES + 1)
        else:
            with Path(name).expanduser().open("rb") as file:
                data = file.read(_MOST_BYTES + 1)
    except OSError as error:
        raise Problem("entries-not-readable", where=Where(file=name)) from error
    if len(data) > _MOST_BYTES:
        raise Problem(
            "entries-too-large", where=Where(file=name), parameters={"megabytes": _MOST_BYTES // 1_000_000}
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Problem("entries-not-json", where=Where(file=name), parameters={"row": 1}) from error


def _whole(text: str, name: str) -> list[object] | None:
    """The text as one JSON document; None when it is one object a line."""
    try:
        found = _parsed(text)
    except json.JSONDecodeError as error:
        if text.lstrip().startswith("{") and "\n" in text.strip():
            return None
        raise Problem(
            "entries-not-json", where=Where(file=name, row=error.lineno), parameters={"row": error.lineno}
        ) from error
    except RecursionError as error:
        raise Problem("entries-not-json", where=Where(file=name), parameters={"row": 1}) from error
    return cast("list[object]", found) if isinstance(found, list) else [found]


def _by_line(text: str, name: str) -> list[object]:
    found: list[object] = []
    for row, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            found.append(_parsed(line))
        except (json.JSONDecodeError, RecursionError) as error:
            raise Problem(
                "entries-not-json", where=Where(file=name, row=row), parameters={"row": row}
            ) from error
    return found


def _parsed(text: str) -> object:
    found: object = json.loads(text, parse_float=str, parse_int=str, parse_constant=str)
    return found
