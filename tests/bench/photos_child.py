"""A process that brings photos in, and prints how long each took and what became of its memory (JSON)."""

from __future__ import annotations

import json
import sys
import time
from itertools import pairwise
from pathlib import Path

from camifield.commands.photos import bring_in
from camifield.media.photos import Photo
from camifield.progress import Progress
from tests.bench.children import memory_mb
from tests.making import make_project


def main() -> None:
    """Arguments: the project's folder, and a file that lists the photos."""
    project = make_project(Path(sys.argv[1]))
    files = [Path(line) for line in Path(sys.argv[2]).read_text("utf-8").splitlines()]
    before, marks, memory = memory_mb(), [time.perf_counter()], list[float]()

    def on_photo(_photo: Photo) -> None:
        marks.append(time.perf_counter())
        memory.append(memory_mb())

    found = bring_in(project, files, Progress(), on_photo)
    assert len(found.photos) == len(files), found.problems
    project.close()
    tenth = memory[max(0, len(memory) // 10 - 1)]
    print(
        json.dumps(
            {
                "ms": [(after - first) * 1000 for first, after in pairwise(marks)],
                "grown": memory[-1] - tenth,
                "highest": memory_mb(line="VmHWM") - before,
            }
        )
    )


if __name__ == "__main__":
    main()
