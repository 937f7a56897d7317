"""One call of the program: what was asked for, in which language, and where the answer goes."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from camifield import settings as laptop
from camifield.cli.outlet import Outlet
from camifield.i18n.words import Words


@dataclass(frozen=True)
class Call:
    """The arguments as they were understood, typed where they are taken out."""

    chosen: argparse.Namespace
    words: Words
    outlet: Outlet

    @property
    def folder(self) -> Path:
        """The project's folder: as asked, as the environment says, or the usual one."""
        asked = self.text("project")
        return laptop.default_project_folder(Path(asked) if asked else None)

    def text(self, name: str) -> str:
        """A text argument; empty when it was not given."""
        found: object = getattr(self.chosen, name, None)
        return found if isinstance(found, str) else ""

    def texts(self, name: str) -> list[str]:
        """An argument that may be given several times; nothing when it was not."""
        found: Sequence[object] | None = getattr(self.chosen, name, None)
        return [one for one in found or () if isinstance(one, str)]

    def path(self, name: str) -> Path | None:
        """A file or folder; None when it was not given."""
        text = self.text(name)
        return Path(text).expanduser() if text else None

    def number(self, name: str, otherwise: int) -> int:
        """A whole number; `otherwise` when it was not given."""
        found: object = getattr(self.chosen, name, None)
        return found if isinstance(found, int) else otherwise

    def says(self, name: str) -> bool:
        """Whether a switch was set."""
        return getattr(self.chosen, name, False) is True
