"""What reviewers in the simulator do about clocks: put one right, say that it was, choose between two, move dates."""

from __future__ import annotations

from camifield.commands.clock_dates import move_dates
from camifield.commands.clocks import drop, leave_dates, put_right
from camifield.queries.clock_dates import dates_to_move
from camifield.queries.clock_spans import Stretch
from camifield.queries.clocks import clock_matters
from tests.making import ENGLISH
from tests.simulator.laptop import Laptop
from tests.simulator.script import Step

DAY_MS = 86_400_000


def decide_on_clock(laptop: Laptop, step: Step) -> str:
    """The first thing about clocks that waits here; where nothing does, some stretch of some laptop all the same."""
    if laptop.is_older:
        return ""  # it knows no such thing, and carries what others say of it
    found = clock_matters(laptop.project, ENGLISH)
    if found.contested and step.how % 2:
        held = found.contested[step.what % len(found.contested)]
        laptop.done.append(drop(laptop.project, held.beaten(found.decided)).batch)
        return f"chooses what was said of the clock of {held.span.laptop}"
    for decided in found.decided:
        if dates := dates_to_move(laptop.project, decided, ENGLISH):
            if step.how % 3:
                laptop.done.append(move_dates(laptop.project, dates, ENGLISH).batch)
                return f"moves {len(dates)} dates of {decided.span.laptop}"
            laptop.done.append(leave_dates(laptop.project, decided.records).batch)
            return f"leaves {len(dates)} dates of {decided.span.laptop}"
    if found.wrong:
        wrong = found.wrong[step.what % len(found.wrong)]
        offset_ms = 0 if step.how % 5 == 0 else (wrong.best_ms or 0) + step.how * DAY_MS
        laptop.done.append(put_right(laptop.project, wrong.span.stretches, offset_ms).batch)
        return f"puts the clock of {wrong.span.laptop} right by {offset_ms} ms"
    stamps = laptop.project.store.stamps()
    stamp = stamps[step.what % len(stamps)]
    stretch = Stretch(stamp.feed, max(1, stamp.seq - step.how % 3), stamp.seq + step.how % 4)
    laptop.done.append(put_right(laptop.project, [stretch], (step.how - 500) * DAY_MS).batch)
    return f"moves the times of {stretch.feed.hex()[-6:]} from {stretch.first} to {stretch.last}"
