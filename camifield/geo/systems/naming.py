"""What a written position says of its system: code, datum, grid, zone, band; and the text that is left without these words."""

from __future__ import annotations

import re

from camifield.geo.systems import datum_names, patterns

# Capital Cyrillic letters that stand for the Latin ones of a zone or a square, as in 43Т.
TWINS = str.maketrans("АВСЕНКМОРТХУЅІЈ", "ABCEHKMOPTXYSIJ")


class Named:
    """What was said. Empty or None where the text says nothing of it.

    datums: those that the names leave possible, None when none is named. grid: utm, mgrs, gk, cs63, india, bhutan.
    degrees: 3 or 6, the width of the zones. letter: the band or hemisphere beside the zone. area: a zone with letters
    of its own (K3, IIA). rest: the text without all this.
    """

    def __init__(self) -> None:
        self.code: int | None = None
        self.datums: frozenset[str] | None = None
        self.grid = ""
        self.degrees = 0
        self.zone: int | None = None
        self.letter = ""
        self.area = ""
        self.meridian: float | None = None
        self.phone_map = ""
        self.refused = ""
        self.has_metres = False
        self.mgrs: tuple[str, str, str, str] = ("", "", "", "")
        self.rest = ""

    @property
    def is_named(self) -> bool:
        """Whether anything was named but WGS 84, which is what every reading is in anyway."""
        return bool(
            self.code is not None
            or (self.datums is not None and self.datums != frozenset(("wgs84",)))
            or self.grid
            or self.zone is not None
            or self.phone_map
            or self.refused
            or self.meridian is not None
        )


class _Text:
    """A text and its capital letters, from which pieces are cut in both at once."""

    def __init__(self, text: str) -> None:
        self.typed = text
        self.upper = "".join(one.upper() if len(one.upper()) == 1 else one for one in text)

    @property
    def latin(self) -> str:
        return self.upper.translate(TWINS)

    def cut(self, found: re.Match[str]) -> re.Match[str]:
        """Take a stretch out; a separator stays, so that what stood on both sides does not grow together."""
        start, end = found.span()
        fill = " " * (end - start)
        self.typed = self.typed[:start] + fill + self.typed[end:]
        self.upper = self.upper[:start] + fill + self.upper[end:]
        return found

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        found = pattern.search(self.upper)
        return self.cut(found) if found else None


def names_of(text: str) -> Named:
    """Everything that a text with plain signs says of its system."""
    said, left = Named(), _Text(text.replace('"', " ") if text.startswith('"') else text)
    _take_mgrs(left, said)
    if said.grid == "mgrs":
        return said
    _take_code(left, said)
    _take_datums(left, said)
    said.has_metres = bool(patterns.metres().search(left.upper))
    _take_grid(left, said)
    _take_zone(left, said)
    for noise in (patterns.noise(), patterns.brackets()):
        while (found := noise.search(left.upper)) is not None:
            left.cut(found)
    said.rest = patterns.edges().sub("", left.typed).strip()
    return said


def _take_mgrs(left: _Text, said: Named) -> None:
    """A reference of MGRS when nothing else stands in the text; the mere word says what was meant, and is not enough."""
    found = patterns.mgrs().search(left.latin)
    if found is not None:
        rest = left.upper[: found.start()] + " " + left.upper[found.end() :]
        wgs84 = datum_names.datum_patterns()[0][0]
        rest = patterns.noise().sub(" ", wgs84.sub(" ", patterns.mgrs_word().sub(" ", rest)))
        if not re.search(r"[^\W_]", rest):
            said.grid = "mgrs"
            said.mgrs = (found[1], found[2], found[3] + found[4], re.sub(r"\D+", " ", found[5]).strip())
            return
    if patterns.mgrs_word().search(left.upper):
        said.grid = "mgrs"


def _take_code(left: _Text, said: Named) -> None:
    found = left.take(patterns.epsg())
    if found is not None:
        said.code = int(found[1])


def _take_datums(left: _Text, said: Named) -> None:
    cs63 = left.take(patterns.cs63())
    if cs63 is not None:
        said.grid, said.datums = "cs63", frozenset({"sk42"})
        said.area = (cs63["area"] or "").translate(TWINS) + (cs63["number"] or "")
    if left.take(datum_names.strangers()):
        said.refused = "other-datum"
    if left.take(datum_names.baidu()):
        said.phone_map = "bd09"
    elif left.take(datum_names.phone_maps()):
        said.phone_map = "gcj02"
    if not datum_names.any_datum().search(left.upper):
        return
    for pattern, keys in datum_names.datum_patterns():
        while left.take(pattern):
            here = frozenset(keys)
            both = here if said.datums is None else said.datums & here
            if not both:
                said.refused = "two-systems"
            said.datums = both or here


def _take_grid(left: _Text, said: Named) -> None:
    if left.take(patterns.bhutan()):
        said.grid, said.datums = "bhutan", frozenset({"drukref03"})
    if left.take(patterns.mutm()):
        said.refused = "grid-not-public"
    india = left.take(patterns.india())
    if india is not None:
        said.grid, said.area = "india", india[1]
    if said.has_metres:
        for pattern in (patterns.zone_before_word(), patterns.utm_zone()):
            found = left.take(pattern) if said.zone is None else None
            if found is not None:
                _keep_zone(found, said)
                said.grid = "utm" if pattern is patterns.utm_zone() else said.grid
    while left.take(patterns.utm()):
        said.grid = said.grid or "utm"
    while left.take(patterns.gauss_kruger()):
        said.grid = said.grid or "gk"
    if said.has_metres:
        found = left.take(patterns.width())
        said.degrees = (
            int(found[1].replace("ТРЕХ", "3").replace("ТРЁХ", "3").replace("ШЕСТИ", "6")) if found else 0
        )
        found = left.take(patterns.meridian())
        if found is not None:
            said.meridian = float(found[1].replace(",", "."))


def _take_zone(left: _Text, said: Named) -> None:
    if not said.has_metres:
        return
    for pattern in (patterns.zone_after_word(), patterns.proj_zone()):
        found = left.take(pattern)
        if found is not None and said.zone is None:
            _keep_zone(found, said)
    if said.zone is None:
        found = patterns.zone_alone().search(left.upper)
        if found is not None and 1 <= int(found["zone"]) <= 60:
            left.cut(found)
            _keep_zone(found, said)
            said.grid = said.grid or ("utm" if said.datums is None or said.grid == "" else "")


def _keep_zone(found: re.Match[str], said: Named) -> None:
    parts = found.groupdict()
    said.zone = int(parts["zone"])
    letter = (parts.get("letter") or "").strip(" -")
    side = parts.get("side") or ""
    if letter == "С" or (side and side[0] in "NСХШ"):
        letter = "N"  # Cyrillic С beside a zone is the Russian north
    elif side:
        letter = "-"  # the south, said in a word
    said.letter = letter.translate(TWINS)
