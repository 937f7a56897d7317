"""How a number is taken and told: in turn with its floor, several times, as medians and minima, beside its aim."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

HEADINGS = ("what", "ours", "floor", "ratio", "of the minima", "aim", "")


@dataclass(frozen=True, slots=True)
class Aim:
    """What a number should be.

    times: ours at most so many times the floor. faster: the floor at least so many times ours. most: ours at most
    that much in its own unit, whatever the floor.
    """

    kind: Literal["times", "faster", "most"]
    number: float

    def text(self, unit: str) -> str:
        match self.kind:
            case "times":
                return f"≤ {self.number:g} x"
            case "faster":
                return f"≥ {self.number:g} x faster"
            case "most":
                return f"≤ {self.number:g} {unit}"


@dataclass(frozen=True, slots=True)
class Measured:
    """One line of the table. `ours` and `floor` hold a number a run, in `unit`; no floor where there is none."""

    what: str
    ours: Sequence[float]
    floor: Sequence[float] = ()
    unit: str = "ms"
    aim: Aim | None = None

    @property
    def ratio(self) -> float | None:
        """Ours over the floor, of medians."""
        return statistics.median(self.ours) / statistics.median(self.floor) if self.floor else None

    @property
    def is_met(self) -> bool | None:
        """Whether the medians meet the aim; None without one."""
        if self.aim is None:
            return None
        if self.aim.kind == "most":
            return statistics.median(self.ours) <= self.aim.number
        if self.ratio is None:
            return None
        return (
            self.ratio <= self.aim.number if self.aim.kind == "times" else 1 / self.ratio >= self.aim.number
        )

    def cells(self) -> tuple[str, ...]:
        """The line as text: medians, minima in brackets."""
        ratio, of_minima = self.ratio, min(self.ours) / min(self.floor) if self.floor else None
        met = {True: "met", False: "missed", None: ""}[self.is_met]
        return (
            self.what,
            _shown(self.ours, self.unit),
            _shown(self.floor, self.unit),
            self._ratio_text(ratio),
            self._ratio_text(of_minima),
            self.aim.text(self.unit) if self.aim else "",
            met,
        )

    def _ratio_text(self, ratio: float | None) -> str:
        if ratio is None:
            return ""
        is_faster = self.aim is not None and self.aim.kind == "faster"
        return f"{1 / ratio:.2f} x faster" if is_faster else f"{ratio:.2f}"


def _shown(numbers: Sequence[float], unit: str) -> str:
    if not numbers:
        return ""
    return f"{_number(statistics.median(numbers))} ({_number(min(numbers))}) {unit}"


def _number(number: float) -> str:
    digits = 0 if number >= 100 else 1 if number >= 10 else 2
    return f"{number:,.{digits}f}"


def table(found: Sequence[Measured]) -> str:
    """The lines as a Markdown table: medians of all runs, the minimum in brackets."""
    rows = [HEADINGS, *(one.cells() for one in found)]
    widths = [max(len(row[place]) for row in rows) for place in range(len(HEADINGS))]
    lines = [_line(row, widths) for row in rows]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(lines)


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    padded = (cell.ljust(width) for cell, width in zip(row, widths, strict=True))
    return "| " + " | ".join(padded) + " |"


def in_turn(runs: int, *works: Callable[[], float]) -> list[list[float]]:
    """The numbers of each work, run one after the other again and again: what else the machine does hits all alike."""
    found: list[list[float]] = [[] for _ in works]
    for _ in range(runs):
        for work, numbers in zip(works, found, strict=True):
            numbers.append(work())
    return found


def timed(work: Callable[[], object]) -> Callable[[], float]:
    """The work as one that answers how many milliseconds it took."""

    def run() -> float:
        started = time.perf_counter()
        work()
        return (time.perf_counter() - started) * 1000

    return run
