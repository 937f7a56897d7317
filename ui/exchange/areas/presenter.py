"""What the page of own areas knows: those that are here, those of a file with their names and sorts, and what records lack. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from camifield.commands.areas import (
    OTHERWISE,
    SORTS,
    AreasLooked,
    Chosen,
    keep,
    look_at,
    may_change_areas,
    notice_text,
    remove,
)
from camifield.commands.many import Done
from camifield.commands.tagging import Untagged, tag, untagged
from camifield.commands.undoing import Undone, undo
from camifield.fields.vocabulary import Vocabulary
from camifield.geo.own_areas import OwnArea
from camifield.i18n import writing
from camifield.i18n.words import Words
from camifield.progress import Progress
from camifield.project.project import Project
from camifield.queries.mapped_areas import MappedArea, mapped_areas, mapped_of
from ui.widgets.option import Option


@dataclass
class AreasPresenter:
    """The team's areas, and one file of areas that is being brought in, if any is."""

    project: Project
    words: Words
    path: Path | None = None
    looked: AreasLooked | None = None
    name_column: str = ""
    sort: str = OTHERWISE
    sort_column: str = ""
    chosen: set[int] = field(default_factory=set[int])
    here: Sequence[MappedArea] = ()
    waiting: Untagged = field(default_factory=lambda: Untagged(()))
    _drawn: Sequence[MappedArea | None] = ()

    @property
    def may_change(self) -> bool:
        """Whether who types may bring in and remove areas."""
        return may_change_areas(self.project)

    # What is here

    def read(self, progress: Progress) -> tuple[Sequence[MappedArea], Untagged]:
        """The areas that are here, and the records that lie in them and do not say so. For the reader."""
        return mapped_areas(self.project, progress), untagged(self.project, self.words, progress)

    def options(self) -> list[Option]:
        """The areas that are here, by name."""
        return [
            Option(one.id.hex(), one.name, self.sort_name(one.sort), icon="area")
            for one in self.project.areas().all
        ]

    def remove(self, keys: Sequence[str]) -> Done:
        """Put areas into the bin."""
        return remove(self.project, [bytes.fromhex(key) for key in keys])

    def tag(self, progress: Progress) -> Done:
        """Let the records that lie in areas say so. For the worker."""
        return tag(self.project, self.waiting.records, self.words, progress=progress)

    def take_back(self, batch: bytes) -> Undone:
        """Take back what was done last."""
        return undo(self.project, batch)

    # A file

    def look(self, progress: Progress) -> tuple[AreasLooked, list[MappedArea | None]]:
        """Read the file, and make ready what is drawn of it. For the worker. Raises Problems and Stopped."""
        assert self.path is not None
        looked = look_at(self.project, self.path, progress)
        return looked, [
            mapped_of(OwnArea(b"", "", "", one.packed, one.shape.box)) if one.packed else None
            for one in looked.given
        ]

    def take(self, looked: AreasLooked, drawn: Sequence[MappedArea | None]) -> None:
        """What was read is shown; all that is not here yet is chosen, and a column that says sorts is found."""
        self.looked, self._drawn = looked, drawn
        self.name_column = looked.name_column
        self.chosen = {
            number for number, one in enumerate(looked.given) if not one.is_here and not one.is_too_large
        }
        self.sort_column = self._likely_sort_column(looked)

    def forget_file(self) -> None:
        """Back to the areas that are here."""
        self.path = self.looked = None
        self._drawn, self.chosen = (), set()

    def _likely_sort_column(self, looked: AreasLooked) -> str:
        """The column most of whose words are sorts of the list; empty for none."""
        sorts = Vocabulary(SORTS)
        for column in looked.columns:
            filled = [said for one in looked.given if (said := one.outline.words.get(column, ""))]
            if filled and sum(bool(sorts.match(one)) for one in filled) * 2 > len(filled):
                return column
        return ""

    def name_of(self, number: int) -> str:
        """What a shape of the file would be called."""
        return self.looked.name_of(number, self.name_column, self.words) if self.looked else ""

    def sort_of(self, number: int) -> str:
        """What it would be."""
        return self.looked.sort_of(number, self.sort_column, self.sort) if self.looked else self.sort

    def sort_name(self, sort: str) -> str:
        """A sort in words."""
        return Vocabulary(SORTS).label(sort, self.words.language)

    def sorts(self) -> list[tuple[str, str]]:
        """(code, name) of every sort."""
        return [(one.code, one.label(self.words.language)) for one in Vocabulary(SORTS).terms]

    def shapes(self) -> list[Option]:
        """The shapes of the file that can be chosen, in its order."""
        given = self.looked.given if self.looked else ()
        found: list[Option] = []
        for number, one in enumerate(given):
            if one.is_too_large:
                continue
            told = [
                self.sort_name(self.sort_of(number)),
                self.words.say("areas.corners", count=one.shape.corners),
            ]
            if one.is_here:
                told.append(self.words.say("areas.is_here"))
            found.append(Option(str(number), self.name_of(number), " · ".join(told), icon="area"))
        return found

    def drawn(self) -> list[MappedArea]:
        """The chosen shapes as the map will have them."""
        found: list[MappedArea] = []
        for number in sorted(self.chosen):
            one = self._drawn[number]
            if one is not None:
                area = replace(one.area, name=self.name_of(number), sort=self.sort_of(number))
                found.append(replace(one, area=area))
        return sorted(found, key=lambda one: (one.box[0] - one.box[2]) * (one.box[3] - one.box[1]))

    def notices(self) -> list[str]:
        """What is worth telling of the file."""
        if self.looked is None:
            return []
        told = [notice_text(one, self.words) for one in self.looked.notices]
        large = sum(one.is_too_large for one in self.looked.given)
        return [*told, self.words.say("areas.too_large", count=large)] if large else told

    def sentence(self) -> str:
        """What will be taken in, in one line."""
        if not self.chosen:
            return self.words.say("areas.choose_one")
        number = writing.whole_text(len(self.chosen), self.words.language)
        return self.words.say("areas.will_keep", count=len(self.chosen), number=number)

    def keep(self, progress: Progress) -> Done:
        """Take in what is chosen. For the worker."""
        assert self.looked is not None
        chosen = [
            Chosen(self.looked.given[number], self.name_of(number), self.sort_of(number))
            for number in sorted(self.chosen)
        ]
        return keep(self.project, self.looked.file, chosen, self.words, progress)
