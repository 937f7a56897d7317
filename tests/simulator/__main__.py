"""Any number of seeds on all cores: `python -m tests.simulator --seeds 20000 --from 0`; one told step by step:
`python -m tests.simulator --seed 1234 --tell`; a failing one cut down to what it takes: `--seed 1234 --shrink`.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import sys
import time
from collections.abc import Sequence

from tests.simulator.play import Story, play
from tests.simulator.running import run
from tests.simulator.script import make_script, written
from tests.simulator.shrinking import shrink


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what was asked for; 1 when any seed failed."""
    parser = argparse.ArgumentParser(prog="python -m tests.simulator", description=__doc__)
    parser.add_argument("--seeds", type=int, default=100, help="how many")
    parser.add_argument("--from", type=int, default=0, dest="first", help="the first one")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--seed", type=int, help="this one alone")
    parser.add_argument("--tell", action="store_true", help="say what happens in it")
    parser.add_argument("--shrink", action="store_true", help="find the fewest steps that still fail")
    asked = parser.parse_args(arguments)
    if asked.seed is not None:
        return _run_one(asked.seed, tell=asked.tell, cut=asked.shrink)
    return _run_many(range(asked.first, asked.first + asked.seeds), asked.workers)


def _run_one(seed: int, *, tell: bool, cut: bool) -> int:
    script = make_script(seed)
    story = play(script)
    if cut and story.faults:
        script = shrink(script, story.faults[0], _say)
        story = play(script)
        _say(written(script))
    if tell or cut:
        _tell(story)
    for fault in story.faults:
        _say(f"WRONG: {fault}")
    _say(f"seed {seed}: {'good' if story.is_good else f'{len(story.faults)} faults'}")
    return 0 if story.is_good else 1


def _tell(story: Story) -> None:
    for line in story.told:
        _say(line)


def _run_many(seeds: range, workers: int) -> int:
    began, failed = time.monotonic(), list[int]()
    with multiprocessing.get_context("spawn").Pool(workers) as pool:
        for done, (seed, faults) in enumerate(pool.imap_unordered(run, seeds, chunksize=4), start=1):
            if faults:
                failed.append(seed)
                _say(f"seed {seed}: {len(faults)} faults, the first: {faults[0][:300]}")
            if done % 500 == 0:
                _say(
                    f"  {done} of {len(seeds)} played, {len(failed)} failed, {time.monotonic() - began:.0f} s"
                )
    seconds = time.monotonic() - began
    _say(
        f"{len(seeds)} seeds from {seeds.start}: {len(seeds) - len(failed)} good, {len(failed)} failed, {seconds:.0f} s"
    )
    for seed in sorted(failed):
        _say(f"  python -m tests.simulator --seed {seed} --tell")
    return 1 if failed else 0


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
