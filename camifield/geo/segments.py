"""Tokens of a written position gathered into coordinates: which numbers belong together, and which letter is whose."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from camifield.geo.angles import Part
from camifield.geo.direction_words import HEMISPHERES
from camifield.geo.readings import Refused
from camifield.geo.tokens import Token

_UNITS = ("deg", "min", "sec")
_LABELS = ("lat", "lon", "x", "y")
_AXES = {"N": "lat", "S": "lat", "lat": "lat", "E": "lon", "W": "lon", "lon": "lon"}
METRES_PER_FOOT = Decimal("0.3048")


class Segment:
    """The parts of one coordinate, and N, S, E, W, lat, lon, x, y or nothing. Closed: the next number is not its own."""

    def __init__(self, parts: Sequence[Part] = ()) -> None:
        self.parts = list(parts)
        self.direction = ""
        self.is_closed = False

    @property
    def is_bare(self) -> bool:
        """Whether the numbers stand there without a letter, a unit or a join; a sign may stand before the first."""
        return not self.direction and not any(part.unit or part.is_joined for part in self.parts)


class Written:
    """A text taken apart: its coordinates in order, and the heights and accuracies in metres that it names as such.

    `is_divided` tells whether a comma or the like stands after some number. `order` is what a heading such as
    "Lat/Lon:" says of both numbers together.
    """

    def __init__(self) -> None:
        self.segments: list[Segment] = []
        self.is_divided = False
        self.order: tuple[str, str] | None = None
        self.altitudes: list[str] = []
        self.accuracies: list[str] = []


def gathered(tokens: Sequence[Token]) -> Written:
    """Coordinates, heights and accuracies of a row of tokens. Nothing is checked here but what belongs together."""
    settled = _settled(tokens)
    order = _take_order(settled)
    found = _Gathering(settled).run()
    found.order = order
    return found


class _Gathering:
    """One pass over the tokens; the segment under way is the last of `found.segments`."""

    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens
        self._found = Written()
        self._sign = ""
        self._wanted = ""  # "altitude" or "accuracy": what the next number is
        kinds = [token.kind for token in tokens]
        self._labelled = any(kind in _LABELS for kind in kinds)
        openers = _LABELS if self._labelled else HEMISPHERES
        first_number = kinds.index("number") if "number" in kinds else 0
        self._is_prefix = any(kind in openers for kind in kinds[:first_number])

    def run(self) -> Written:
        for at, token in enumerate(self._tokens):
            if token.kind == "number":
                self._take_number(at, token)
            elif token.kind in HEMISPHERES and self._labelled:
                self._take_letter(token.kind)
            elif token.kind in HEMISPHERES or token.kind in _LABELS:
                self._take_direction(token.kind)
            elif token.kind == "stop":
                self._close()
                self._wanted = ""
                self._found.is_divided = bool(self._found.segments)
            elif token.kind == "sign":
                self._sign = token.text
            elif token.kind in ("altitude", "accuracy"):
                self._close()
                self._wanted = token.kind
        self._found.segments = [segment for segment in self._found.segments if segment.parts]
        return self._found

    def _take_number(self, at: int, token: Token) -> None:
        following = self._tokens[at + 1].kind if at + 1 < len(self._tokens) else ""
        sign, self._sign = self._sign, ""
        if self._wanted or following in ("m", "ft"):
            metres = Decimal(token.text)
            if following == "ft":
                metres = round(metres * METRES_PER_FOOT, 1)
            taken = self._found.accuracies if self._wanted == "accuracy" else self._found.altitudes
            taken.append(f"{'-' if sign == '-' else ''}{metres:f}")
            self._wanted = ""
            self._close()
            return
        part = Part(
            token.text,
            unit=following if following in _UNITS else "",
            sign=sign,
            is_joined=following == "join" or (at > 0 and self._tokens[at - 1].kind == "join"),
        )
        segment = self._open_for(part, joins=at > 0 and self._tokens[at - 1].kind == "join")
        segment.parts.append(part)

    def _open_for(self, part: Part, *, joins: bool) -> Segment:
        """The segment that the number belongs to: the one under way, or a new one."""
        last = self._found.segments[-1] if self._found.segments else None
        if last is None or last.is_closed:
            return self._begin()
        if not last.parts or joins:
            return last
        before = last.parts[-1]
        is_complete = before.has_decimals or before.unit == "sec" or len(last.parts) == 3 or before.is_joined
        return self._begin() if part.sign or part.unit == "deg" or is_complete else last

    def _take_direction(self, direction: str) -> None:
        if self._is_prefix:
            self._close()
            self._begin().direction = direction
            return
        last = self._found.segments[-1] if self._found.segments else self._begin()
        last.direction = last.direction or direction
        last.is_closed = True

    def _take_letter(self, letter: str) -> None:
        """A letter in a text that labels its numbers: it says more than the label, and belongs to the same number."""
        last = self._found.segments[-1] if self._found.segments else self._begin()
        last.direction = letter

    def _begin(self) -> Segment:
        segment = Segment()
        self._found.segments.append(segment)
        return segment

    def _close(self) -> None:
        if self._found.segments and self._found.segments[-1].parts:
            self._found.segments[-1].is_closed = True


def _settled(tokens: Sequence[Token]) -> list[Token]:
    """The tokens with s and m read as seconds, minutes or metres by what stands around them, and doubled words merged.

    Raises Refused at a letter beside another of the same axis, as in 43 N S.
    """
    found: list[Token] = []
    for at, token in enumerate(tokens):
        following = tokens[at + 1].kind if at + 1 < len(tokens) else ""
        last = found[-1] if found else Token("", "")
        read = _by_context(found, token, following) if last.kind == "number" else token
        axis = _AXES.get(read.kind)
        if axis and axis == _AXES.get(last.kind):
            if read.kind in HEMISPHERES and last.kind in HEMISPHERES and read.kind != last.kind:
                raise Refused("place-not-understood")
            found[-1] = read if last.kind in _LABELS else last
        elif read.kind in _UNITS and last.kind != "number":
            continue
        elif read.kind:
            found.append(read)
    return found


def _take_order(tokens: list[Token]) -> tuple[str, str] | None:
    """Two words for different axes with no number between, as in "Lat/Lon: 43.2 76.9", taken out of the tokens."""
    told = [at for at, token in enumerate(tokens) if token.kind in _AXES]
    if len(told) != 2 or any(token.kind != "stop" for token in tokens[told[0] + 1 : told[1]]):
        return None
    first, last = tokens[told[0]].kind, tokens[told[1]].kind
    if _AXES[first] == _AXES[last]:
        return None
    del tokens[told[0] : told[1] + 1]
    return first, last


def _by_context(found: Sequence[Token], token: Token, following: str) -> Token:
    """A letter right after a number, as the unit that it is there."""
    if token.text in ("s", "S", "с", "С") and _is_second(found, token, following):
        return Token("sec", token.text)
    if token.kind == "m" and _is_minute(found):
        return Token("min", token.text)
    return token


def _is_second(found: Sequence[Token], token: Token, following: str) -> bool:
    """s after a number is seconds when minutes came before it as a letter, or when a hemisphere follows."""
    if following in HEMISPHERES:
        return True
    minutes = found[-2] if len(found) >= 2 else Token("", "")
    return minutes.kind == "min" and minutes.text.isalpha() and token.text.islower()


def _is_minute(found: Sequence[Token]) -> bool:
    """m after a number is minutes when whole degrees came just before it; elsewhere it is metres."""
    return (
        len(found) >= 3
        and found[-2].kind == "deg"
        and found[-3].kind == "number"
        and "." not in found[-3].text
        and Decimal(found[-1].text) < 60
    )
