"""Names of files that travel: what any stick and any messenger keeps, and a screen shows without being fooled.

No name is ever read out of a file; what a file is, is in its bytes.
"""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import Final

from camifield.sync.cover import SUFFIX

LONGEST_NAME: Final = 80
_FORBIDDEN: Final = re.compile(r'[<>:"/\\|?*]')
_RESERVED: Final = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])", re.IGNORECASE)
_PART_ENDING: Final = re.compile(r"\.part\d+of\d+$")


def visible(text: str) -> str:
    """`text` without controls, line ends, and what turns the direction of writing or cannot be seen."""
    return "".join(
        letter for letter in text if unicodedata.category(letter)[0] != "C" and letter not in "\u2028\u2029"
    )


def shown_name(path: Path) -> str:
    """A file's name as it can be said on a screen."""
    return visible(path.name)


def safe_name(text: str) -> str:
    """A file's name without ending, made of `text`: one that FAT, Windows and every messenger keeps."""
    plain = _FORBIDDEN.sub(" ", visible(unicodedata.normalize("NFC", text)))
    plain = " ".join(plain.split())[:LONGEST_NAME].strip(" .~-")
    if not plain or _RESERVED.fullmatch(plain.partition(".")[0].strip()):
        plain = f"CAMI {plain}".strip()
    return plain


def bundle_name(text: str) -> str:
    """`safe_name` with the ending of such files."""
    return safe_name(text) + SUFFIX


def part_name(name: str, number: int, of: int) -> str:
    """``name.part1of3.cfb`` for the file ``name.cfb``; numbers have equal lengths so that lists sort."""
    stem = _PART_ENDING.sub("", name.removesuffix(SUFFIX))
    return f"{safe_name(stem)}.part{number:0{len(str(of))}}of{of}{SUFFIX}"
