"""What a text was understood as: positions and single coordinates, or the reason why not.

Named tuples, because a dataclass costs a millisecond to define, and every start of the program would pay it.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

System = Literal["decimal_degrees", "DM", "DMS", "UTM", "MGRS", "gauss_kruger", "local_grid"]
Axis = Literal["latitude", "longitude"]


class Origin(NamedTuple):
    """The system that a position was written in, where that is more than plain WGS 84 degrees.

    code: "EPSG:28412", or a name where EPSG has none. datum: a key of `systems.datums`, or "gcj02". grid: a kind of
    `systems.grids`, "mgrs", or empty for degrees. zone: as people say it ("43N", "13", "K3"). operation: how it came to
    WGS 84, empty where nothing had to be done. accuracy_m: what that operation leaves open.
    """

    code: str
    datum: str
    grid: str = ""
    zone: str = ""
    operation: str = ""
    accuracy_m: float = 0.0


class Position(NamedTuple):
    """A point in WGS 84.

    latitude, longitude: decimal strings, exactly the digits typed for decimal degrees, seven decimals otherwise.
    precision_degrees: the step of the last digit typed (the coarser of both), a decimal string.
    uncertainty_m: what the typed digits leave open, the diagonal of one step of both coordinates (Chapman and
    Wieczorek 2020, Georeferencing Best Practices), and what the change of system adds, in whole metres rounded up; it
    says nothing of how the place was found. altitude_m and accuracy_m are what the text itself states. origin: the
    system it was written in, None for plain WGS 84 degrees. written: a text that is read as this point and no other,
    the typed one with its system before it; empty where degrees with N and E say it.
    """

    latitude: str
    longitude: str
    system: System = "decimal_degrees"
    precision_degrees: str = ""
    uncertainty_m: int = 0
    altitude_m: str | None = None
    accuracy_m: int | None = None
    origin: Origin | None = None
    written: str = ""


class PositionReading(NamedTuple):
    """One candidate: understood. Two or more: ask which. None: refused.

    `reason` is empty only when understood; ``several-places`` asks. `suggestion` is a text that would be understood
    and that the person probably meant. `notes` say gently how an understood text was taken: ``longitude-came-first``,
    ``decimal-mark-restored``, ``outside-range-states``, ``taken-as-sk42``, ``taken-as-3-degree``.
    """

    candidates: tuple[Position, ...] = ()
    reason: str = ""
    suggestion: str = ""
    notes: tuple[str, ...] = ()

    @property
    def position(self) -> Position | None:
        """The point when there is only one reading, else None."""
        return self.candidates[0] if len(self.candidates) == 1 else None


class AngleReading(NamedTuple):
    """One coordinate alone: `value` is its decimal string, None when refused for `reason`."""

    value: str | None = None
    system: System = "decimal_degrees"
    precision_degrees: str = ""
    reason: str = ""
    suggestion: str = ""


class Refused(Exception):
    """Raised inside the readers when a text cannot be a position; becomes a reading with this reason."""

    def __init__(self, reason: str, suggestion: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.suggestion = suggestion
