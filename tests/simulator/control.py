"""What laptops usually do: sync by the highest number per device, and the newest clock wins. It must lose things here.

A control for the simulator: it plays the very same scripts, with a log and a table in memory and nothing in its way:
no roles, no damage on the road, no restored store that notices. What it loses is counted in both of the ways in which
such programs lose: a save that is missing for ever on a laptop that met everybody, and one that another overwrote
whose author had never seen it, with no trace for people.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from tests.simulator.laptop import FAR_FUTURE, FLAT_BATTERY, PRESENT
from tests.simulator.play import MOST_LAPTOPS
from tests.simulator.script import Script, Step

GROUPS = 4


class Entry(NamedTuple):
    """One acknowledged save. `number` counts on along a device; `knew` is what the table showed when it was made."""

    id: int
    device: str
    number: int
    clock: float
    record: int
    group: int
    knew: int | None


Log = dict[tuple[str, int], Entry]


@dataclass
class Machine:
    """A laptop as such a program knows it: its log by device and number, and the highest number of every device."""

    device: str
    clock: float = PRESENT.timestamp()
    log: Log = field(default_factory=dict[tuple[str, int], Entry])
    highest: dict[str, int] = field(default_factory=dict[str, int])
    backups: list[tuple[Log, dict[str, int]]] = field(default_factory=list["tuple[Log, dict[str, int]]"])
    is_lost: bool = False

    def shown(self) -> dict[tuple[int, int], Entry]:
        """The table: for every answer the newest clock's."""
        found: dict[tuple[int, int], Entry] = {}
        for one in self.log.values():
            known = found.get((one.record, one.group))
            if known is None or (one.clock, one.device) > (known.clock, known.device):
                found[one.record, one.group] = one
        return found

    def add(self, entry: Entry) -> None:
        """Take in what follows; what comes under a known number is known already, as it thinks."""
        if entry.number > self.highest.get(entry.device, 0):
            self.log[entry.device, entry.number] = entry
            self.highest[entry.device] = entry.number


@dataclass
class Loss:
    """What was lost when all had met: saves that some laptop lacks for ever, and saves overwritten unseen."""

    missing: int
    overwritten: int

    @property
    def is_any(self) -> bool:
        """Whether anything was."""
        return bool(self.missing or self.overwritten)


class Control:
    """The machines of one script."""

    def __init__(self, script: Script) -> None:
        self._script = script
        self._machines = [Machine(f"L{number}") for number in range(script.laptops)]
        self._roads: list[Log] = [{}, {}, {}]
        self._made: dict[int, Entry] = {}

    @property
    def _living(self) -> list[Machine]:
        return [one for one in self._machines if not one.is_lost]

    def play(self) -> Loss:
        """Play the script, let everybody meet, and count."""
        for step in self._script.steps:
            self._perform(self._living[step.who % len(self._living)], step)
        acknowledged = {one.id: one for machine in self._living for one in machine.log.values()}
        for _ in range(3):
            for machine in self._living:
                for road in self._roads:
                    self._meet(machine, road)
        missing = sum(
            any(one not in machine.log.values() for machine in self._living) for one in acknowledged.values()
        )
        shown = self._living[0].shown()
        overwritten = sum(not self._is_seen(one, shown) for one in acknowledged.values())
        return Loss(missing, overwritten)

    def _is_seen(self, entry: Entry, shown: dict[tuple[int, int], Entry]) -> bool:
        """Whether it is shown, or whoever wrote what is shown had seen it, or what came after it."""
        at: Entry | None = shown.get((entry.record, entry.group))
        while at is not None:
            if at.id == entry.id:
                return True
            at = self._made[at.knew] if at.knew is not None else None
        return False

    def _perform(self, machine: Machine, step: Step) -> None:
        match step.do:
            case "save":
                self._save(machine, len(self._made), step.how)
            case "edit" | "save-form" | "settle" | "delete" | "restore":
                records = sorted({one.record for one in machine.log.values()})
                if records:
                    self._save(machine, records[step.what % len(records)], step.how)
            case "stick" | "stopped":
                self._meet(machine, self._roads[step.what % 2])
            case "together":
                for one in (machine, self._living[step.what % len(self._living)], machine):
                    self._meet(one, self._roads[step.how % 2])
            case "gathering":
                for one in (*self._living, *self._living):
                    self._meet(one, self._roads[step.what % 2])
            case "place":
                self._meet(machine, self._roads[2])
            case "clock":
                machine.clock = (FLAT_BATTERY, FAR_FUTURE, PRESENT)[step.how % 3].timestamp()
            case "copy" if len(self._machines) < MOST_LAPTOPS:
                twin = Machine(machine.device, machine.clock, dict(machine.log), dict(machine.highest))
                self._machines.append(twin)
            case "back-up":
                machine.backups.append((dict(machine.log), dict(machine.highest)))
            case "put-back" if machine.backups:
                log, highest = machine.backups[step.what % len(machine.backups)]
                machine.log, machine.highest = dict(log), dict(highest)
            case "lose" if len(self._living) > 2:
                machine.is_lost = True
            case _:
                pass

    def _save(self, machine: Machine, record: int, how: int) -> None:
        machine.clock += 1
        group = how % GROUPS
        before = machine.shown().get((record, group))
        number = machine.highest.get(machine.device, 0) + 1
        entry = Entry(
            len(self._made),
            machine.device,
            number,
            machine.clock,
            record,
            group,
            before.id if before else None,
        )
        self._made[entry.id] = entry
        machine.add(entry)

    def _meet(self, machine: Machine, road: Log) -> None:
        for entry in sorted(road.values()):
            machine.add(entry)
        reached: dict[str, int] = {}
        for device, number in road:
            reached[device] = max(number, reached.get(device, 0))
        for (device, number), entry in machine.log.items():
            if number > reached.get(device, 0):
                road[device, number] = entry


def play_naively(script: Script) -> Loss:
    """What the naive program loses in this script."""
    return Control(script).play()
