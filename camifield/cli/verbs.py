"""The verbs of the terminal, and the module of each (and the function, where one module serves several); only the one that was asked for is ever imported."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from camifield.cli.call import Call

# In the order in which `camifield --help` tells of them. What each takes is in `arguments.py`.
VERBS: Mapping[str, str] = MappingProxyType(
    {
        "record": "recording",
        "photos add": "photos",
        "list": "listing",
        "show": "showing",
        "review": "reviewing",
        "review clocks": "clocks.run_list",
        "review clock": "clocks.run_one",
        "import": "importing",
        "tracks": "tracking",
        "areas add": "own_areas.run_add",
        "areas list": "own_areas.run_list",
        "areas remove": "own_areas.run_remove",
        "areas tag": "own_areas.run_tag",
        "gps": "receiving",
        "undo": "undoing",
        "export": "exporting",
        "backup": "backing_up",
        "check": "checking",
        "where": "placing",
        "sample": "sampling",
        "sync status": "meetings.run_status",
        "sync folder": "meeting.run_folder",
        "sync export": "meeting.run_export",
        "sync import": "meeting.run_import",
        "sync undo": "meetings.run_undo",
        "sync erase": "erasing.run",
        "sync team": "team",
    }
)


def verb_of(name: str, rest: Sequence[str]) -> tuple[str, list[str]]:
    """The verb that the first words name, which may be two ("sync team"), and what follows it."""
    if rest and f"{name} {rest[0]}" in VERBS:
        return f"{name} {rest[0]}", list(rest[1:])
    return name, list(rest)


def group_of(name: str) -> list[str]:
    """The verbs that begin with this word; none for a verb of one word."""
    return [verb for verb in VERBS if verb.startswith(f"{name} ")]


def run_of(verb: str) -> Callable[[Call], int]:
    """What does the verb's job and answers an exit code; it raises Problems and Stopped. KeyError for no verb."""
    module, _, name = VERBS[verb].partition(".")
    run: Callable[[Call], int] = getattr(import_module(f"camifield.cli.{module}"), name or "run")
    return run
