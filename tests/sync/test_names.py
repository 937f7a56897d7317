"""Protects sticks, messengers and screens from hostile and unlucky names."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camifield.folders import Folder
from camifield.sync.names import LONGEST_NAME, bundle_name, part_name, safe_name, shown_name, visible

HOSTILE = [
    "..",
    ".",
    "",
    "   ",
    "../../etc/passwd",
    "..\\..\\Windows\\win.ini",
    "/etc/passwd",
    "C:\\Windows\\system.ini",
    "\\\\server\\share\\x",
    "\\\\?\\C:\\x",
    "CON",
    "con.txt",
    "PRN ",
    "aux.part1",
    "NUL",
    "COM1",
    "COM¹.log",
    "LPT9",
    "CONIN$",
    "name:stream",
    "name::$DATA",
    "trailing. ",
    "dots...",
    "~root",
    "-rf",
    "a\0b",
    "line\nbreak\r",
    "\u202egpj.exe",
    "\u2066hidden\u2069",
    "zero\u200bwidth\ufeff",
    'pipe|<>"?*',
    "long" * 100,
    "e\u0301cole " + "\u0301" * 200,
    "bell\x07\x1b[31m",
    "\ud800",
]
_PLAIN = re.compile(r'[^<>:"/\\|?*\x00-\x1f\x7f]+')
_DEVICES = {"con", "prn", "aux", "nul", "conin$", "conout$"} | {
    f"{d}{n}" for d in ("com", "lpt") for n in "0123456789¹²³"
}


def is_safe(name: str) -> bool:
    """Whether Windows, FAT and a screen take it as it is."""
    return (
        bool(_PLAIN.fullmatch(name))
        and name == visible(name)
        and not name.startswith((".", " ", "-", "~"))
        and not name.endswith((".", " "))
        and name.partition(".")[0].strip().casefold() not in _DEVICES
    )


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_name_becomes_a_plain_one(tmp_path: Path, text: str) -> None:
    """Protects what lies outside the chosen folder, and the screen from text that turns about."""
    name = safe_name(text)
    assert is_safe(name)
    assert len(name) <= LONGEST_NAME + 5
    for made in (bundle_name(text), part_name(text, 3, 12)):
        Folder(tmp_path).write(b"x", made)
    assert sorted(one.name for one in tmp_path.iterdir()) == sorted(
        {bundle_name(text), part_name(text, 3, 12)}
    )


@given(st.text(max_size=200))
def test_any_name_becomes_a_plain_one_and_stays_it(text: str) -> None:
    """Protects against the next trick: whatever the text, and once made safe it is not changed again."""
    assert is_safe(safe_name(text))
    assert safe_name(safe_name(text)) == safe_name(text)


def test_the_team_s_own_names_stay_as_they_are() -> None:
    """Protects people from names they do not know again."""
    assert bundle_name("Сары-Булак 2026-03-14") == "Сары-Булак 2026-03-14.cfb"
    assert part_name("Сары-Булак.cfb", 2, 10) == "Сары-Булак.part02of10.cfb"
    assert part_name("camp.part1of3.cfb", 1, 2) == "camp.part1of2.cfb"
    assert shown_name(Path("/media") / "\u202egpj.cfb") == "gpj.cfb"
