"""Where the packaged files are: beside the source, inside an installed wheel, or inside a frozen folder."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path


@cache
def folder() -> Path:
    """The `resources` folder. Raises FileNotFoundError when the program was packed without it."""
    here = Path(__file__).resolve().parent
    frozen = Path(getattr(sys, "_MEIPASS", here)) / "resources"
    for candidate in (frozen, here / "_resources", here.parent / "resources"):
        if (candidate / "vocabularies").is_dir():
            return candidate
    raise FileNotFoundError("resources")


def path(*names: str) -> Path:
    """The path of one packaged file or folder."""
    return folder().joinpath(*names)
