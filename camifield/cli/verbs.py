"""The verbs of the terminal, and the module of each; only the one that was asked for is ever imported."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from camifield.cli.call import Call

# In the order in which `camifield --help` tells of them. What each takes is in `arguments.py`.
VERBS: Mapping[str, str] = MappingProxyType(
    {
        "record": "recording",
        "list": "listing",
        "show": "showing",
        "review": "reviewing",
        "import": "importing",
        "undo": "undoing",
        "export": "exporting",
        "backup": "backing_up",
        "check": "checking",
        "sample": "sampling",
    }
)


def run_of(verb: str) -> Callable[[Call], int]:
    """What does the verb's job and answers an exit code; it raises Problems and Stopped. KeyError for no verb."""
    run: Callable[[Call], int] = import_module(f"camifield.cli.{VERBS[verb]}").run
    return run
