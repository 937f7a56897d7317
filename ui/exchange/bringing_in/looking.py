"""What runs beside the window: opening a file and proposing how it is read, and looking through its rows. No Qt."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

from camifield.commands import bringing_in
from camifield.commands.importing.profiles import kept_mapping
from camifield.commands.importing.registry import BroughtIn
from camifield.formats.mapping.mappings import TableMapping
from camifield.formats.mapping.preview import Preview
from camifield.formats.mapping.proposing import Proposal, propose
from camifield.formats.reading.sheets import ReadingChoice, Sheet
from camifield.formats.reading.tables import Table
from camifield.i18n.words import Words
from camifield.progress import Progress
from camifield.project.project import Project


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person asked of the reading.

    sheet: its name, None for the first that holds records. kind: what each row becomes, None to have it proposed.
    choice: how the text is read. is_anew: what was remembered for the same headings is let go.
    """

    sheet: str | None = None
    kind: str | None = None
    choice: ReadingChoice = field(default_factory=ReadingChoice)
    is_anew: bool = False


@dataclass(frozen=True, slots=True)
class Opened:
    """A sheet that was opened, and what the program makes of it.

    earlier: imports of the same sheet that stand, the newest first. is_remembered: the columns go where a person sent
    them in an earlier table with the same headings.
    """

    wish: Wish
    table: Table
    sheet: Sheet
    proposal: Proposal
    earlier: tuple[BroughtIn, ...] = ()
    is_remembered: bool = False


def open_sheet(project: Project, path: Path, wish: Wish, words: Words, progress: Progress) -> Opened:
    """Open the file and propose. Raises the Problems of reading, and Stopped."""
    looked = bringing_in.look_at(project, path, choice=wish.choice, progress=progress)
    seen = [info.name for info in looked.table.sheets if not info.is_hidden]
    names = [wish.sheet] if wish.sheet is not None else seen or [info.name for info in looked.table.sheets]
    first: Opened | None = None
    for name in names:
        sheet = looked.table.sheet(name, progress=progress)
        opened = Opened(wish, looked.table, sheet, Proposal(TableMapping("", name, ())))
        found = propose_again(project, opened, wish, words, progress)
        found = replace(found, earlier=looked.earlier.get(name, ()))
        if found.proposal.mapping.kind:
            return found
        first = first or found
    assert first is not None  # a table has a sheet
    return first


def propose_again(project: Project, opened: Opened, wish: Wish, words: Words, progress: Progress) -> Opened:
    """Propose for the sheet that is open: its rows become another kind, or what was remembered is let go."""
    project.learn()
    table, sheet = opened.table, opened.sheet
    if wish.is_anew:
        asking = project.asking(words, is_import=True)
        found = propose(sheet, wish.kind, asking, file_name=table.file.name, progress=progress)
        return replace(opened, wish=wish, proposal=found, is_remembered=False)
    found = bringing_in.propose_mapping(project, table, sheet, words, kind=wish.kind, progress=progress)
    kept = None if found.mapping.is_own else kept_mapping(project, found.mapping)
    is_remembered = kept is not None and kept.kind == found.mapping.kind
    return replace(opened, wish=wish, proposal=found, is_remembered=is_remembered)


class Reading:
    """One look through the rows with one mapping. `preview` can be shown while `run` goes on in another thread.

    people: whom the rows name and nobody knows yet.
    """

    def __init__(self, project: Project, opened: Opened, mapping: TableMapping, words: Words) -> None:
        self._project = project
        self._opened = opened
        self._words = words
        self.mapping = mapping
        self.preview: Preview | None = None
        self.people: tuple[str, ...] = ()

    def run(self, progress: Progress) -> Reading:
        """Look through the rows. Raises Problems and Stopped."""
        opened, mapping = self._opened, self.mapping
        made = bringing_in.preview(self._project, opened.table, opened.sheet, mapping, self._words)
        self.preview = made
        made.read(progress)
        self.people = made.new_people
        return self
