"""The code that two people compare: the same on both laptops, another for another letter or team."""

from __future__ import annotations

import re

from camifield.security.short_code import short_code


def test_both_laptops_show_the_same_three_groups() -> None:
    """Protects reading aloud, and laptops of different versions: the code of one letter never changes."""
    assert re.fullmatch(r"\d{4} \d{4} \d{4}", short_code(b"letter", b"team"))
    assert short_code(b"letter", b"team") == short_code(b"letter", b"team") == "6064 6503 5604"


def test_another_letter_or_team_has_another_code() -> None:
    """Protects against a letter changed on the way."""
    codes = {short_code(b"letter", b"team"), short_code(b"letter"), short_code(b"lettre", b"team")}
    assert len(codes) == 3
