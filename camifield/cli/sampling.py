"""`camifield sample`: the invented valley in a folder of its own, to try every verb on."""

from __future__ import annotations

from camifield import settings as laptop
from camifield.cli.call import Call
from camifield.cli.exits import Exit
from camifield.cli.watching import watched
from camifield.commands.sample import FOLDER, open_sample
from camifield.project.opening import SAMPLE_MARK, open_project
from camifield.project.project import REAL, Project
from camifield.queries.values import EVERYTHING


def run(call: Call) -> int:
    """Make the sample beside the project when it is not there yet, and say where it is."""
    project = _opened(call)
    try:
        folder, count = str(project.folder.root), project.store.count(EVERYTHING)
    finally:
        project.close()
    call.outlet.say(call.words.say("cli.sample.is_here", count=count), folder)
    call.outlet.say(call.words.say("cli.sample.try", folder=folder))
    call.outlet.give({"folder": folder, "records": count})
    return Exit.DONE


def _opened(call: Call) -> Project:
    """The sample: made now, or opened for reading when it is finished, for it may be open in the window."""
    path = laptop.settings_file()
    settings = laptop.load(path, REAL.entropy, REAL.clock).settings
    if (call.folder / FOLDER / SAMPLE_MARK).exists():
        return open_project(call.folder / FOLDER, settings=settings, for_reading=True)
    with watched(call) as progress:
        return open_sample(call.folder, settings, path, progress)
