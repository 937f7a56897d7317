"""The signs that stand for degrees, minutes, seconds, minus and decimal marks, brought to one sign each."""

from __future__ import annotations

import re
from functools import cache

from camifield.folding import plain

DEGREE, MINUTE, SECOND = "°", "'", '"'

# Every sign here was met in real notebooks, word processors, keyboards or fonts in the place of the right one.
_SIGNS = str.maketrans({
    **dict.fromkeys("º˚∘⁰ᵒ◦^", DEGREE),
    **dict.fromkeys("’‘ʹʼ´`′‵‛՚ʻˈ", MINUTE),
    **dict.fromkeys("”“„‟″‶ʺ˝ˮ〃«»", SECOND),
    **dict.fromkeys("−–—‒―‐‑", "-"),
    **dict.fromkeys("·⋅•‧∙・｡。", "."),
    "٫": ".",  # Arabic decimal mark
    "٬": "",  # Arabic thousands mark
    "،": ",",
    "、": ",",
    "؛": ";",
    "⁄": "/",
    "φ": " lat ",
    "λ": " lon ",
})  # fmt: skip


def with_plain_signs(text: str) -> str:
    """The text with one sign for each meaning, ASCII digits, no invisible marks; letters keep their case."""
    text = plain(text).translate(_SIGNS).replace("''", SECOND)
    text = _accuracy().sub("±", text)
    text = _torn_decimals().sub(".", text)
    return _stand_in().sub(DEGREE, text)


def without_wgs84(text: str) -> str:
    """The text without the name of WGS 84, which is what every reading is in anyway."""
    return _wgs84().sub(" ", text)


@cache
def _wgs84() -> re.Pattern[str]:
    return re.compile(
        r"(?i)[(\[]?\s*(?:epsg\s*:?\s*(?:4326|4979)|wgs\s*[-_]?\s*(?:19)?84|вгс\s*-?84)\s*[)\]]?\s*[:;,]?"
    )


@cache
def _accuracy() -> re.Pattern[str]:
    return re.compile(r"\+\s?/?\s?-")


@cache
def _torn_decimals() -> re.Pattern[str]:
    """A space before a decimal point, as in 43 .25654."""
    return re.compile(r"(?<=\d) \.(?=\d{3})")


@cache
def _stand_in() -> re.Pattern[str]:
    """A star or a small o after a number is a degree sign that the keyboard did not have."""
    return re.compile(r"(?<=\d)\s?[*o](?=[NSEWnsew](?![^\W\d_])|(?![^\W\d_]))")
