"""The files of a handing over by their names, for whoever writes them and whoever asks before writing over one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from camifield.i18n.words import Words
from camifield.kinds.sensitivity import NOT_FOR_OTHERS
from camifield.project.project import Project

if TYPE_CHECKING:
    from camifield.commands.handing_over import Wish


def register_file(path: Path, kind: str) -> Path:
    """The CSV file of one kind, beside the path that was chosen."""
    return _beside(path, kind, ".csv")


def about_file(path: Path) -> Path:
    """What stands in About of a workbook, beside CSV files."""
    return _beside(path, "about", ".csv")


def people_file(path: Path, words: Words) -> Path:
    """The file of names, beside a workbook or CSV files."""
    return _beside(path, words.say("about.people_file"), ".xlsx")


def _beside(path: Path, name: str, ending: str) -> Path:
    return path.with_name(f"{path.stem}-{name}{ending}")


def counts_of(project: Project, wish: Wish) -> dict[str, int]:
    """Records of each kind that the wish chooses; every kind of it with 0 where there is none at all."""
    kinds = [kind for kind in wish.kinds if wish.is_exact or kind not in NOT_FOR_OTHERS]
    counts = {kind: project.store.count(replace(wish.query, kinds=(kind,)), wish.expand) for kind in kinds}
    return {kind: count for kind, count in counts.items() if count or not any(counts.values())}


def files_of(wish: Wish, words: Words, kinds: Iterable[str] | None) -> list[Path]:
    """Every file that will be written: a workbook where `kinds` is None, else the CSV files of these kinds."""
    tables = [wish.path] if kinds is None else [register_file(wish.path, kind) for kind in kinds]
    about = [] if kinds is None else [about_file(wish.path)]
    return [*tables, *about, *([people_file(wish.path, words)] if names_people(wish) else [])]


def names_people(wish: Wish) -> bool:
    """Whether the names of people go out: only when asked for, and never to somebody else than the owner of the data."""
    return wish.with_people and wish.is_exact


def in_the_way(project: Project, wish: Wish, words: Words, *, as_csv: bool) -> list[Path]:
    """The files that are there already and would be written over."""
    kinds = counts_of(project, wish) if as_csv else None
    return [path for path in files_of(wish, words, kinds) if path.exists()]
