"""Fields that this version does not know, kept in a typed row as JSON without losing a byte."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, cast

BYTES, MAPPING = "$b", "$m"


def to_json(unknown: Mapping[str, Any]) -> str | None:
    """The JSON of what is unknown, None when nothing is. Bytes become {"$b": hexadecimal}."""
    if not unknown:
        return None
    return json.dumps({name: _plain(value) for name, value in sorted(unknown.items())}, ensure_ascii=False)


def from_json(text: str | None) -> dict[str, Any]:
    """The inverse of `to_json`."""
    return {name: _back(value) for name, value in json.loads(text).items()} if text else {}


def _plain(value: Any) -> Any:
    if isinstance(value, bytes):
        return {BYTES: value.hex()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in cast("Sequence[Any]", value)]
    if isinstance(value, Mapping):
        named = cast("Mapping[str, Any]", value)
        if any(name.startswith("$") for name in named):  # a field of that name must not read as our mark
            return {MAPPING: [[name, _plain(one)] for name, one in named.items()]}
        return {name: _plain(one) for name, one in named.items()}
    return value


def _back(value: Any) -> Any:
    if isinstance(value, list):
        return [_back(one) for one in cast("list[Any]", value)]
    if isinstance(value, dict):
        named = cast("dict[str, Any]", value)
        if BYTES in named:
            return bytes.fromhex(named[BYTES])
        if MAPPING in named:
            return {name: _back(one) for name, one in named[MAPPING]}
        return {name: _back(one) for name, one in named.items()}
    return value
