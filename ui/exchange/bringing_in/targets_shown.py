"""The columns of a table with where they go, in words, and where else they may go. No Qt."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from camifield.fields.labels import kind_name, label
from camifield.formats.mapping.mappings import TableMapping
from camifield.formats.mapping.targets import DATE_PARTS, GRID, LEAVE, PRIVATE, line_target, takes_many
from camifield.formats.mapping.words_for import target_words, targets_for
from camifield.i18n.words import Words
from camifield.kinds.catalogue import kind as kind_of
from ui.widgets.fitting import fitting
from ui.widgets.option import Option

Sureness = Literal["sure", "doubt", "left"]


@dataclass(frozen=True, slots=True)
class Head:
    """One column: its heading, what it goes to in words, and whether that is sure."""

    index: int
    heading: str
    target: str
    shown: str
    sureness: Sureness
    because: str = ""


def heads(mapping: TableMapping, words: Words) -> list[Head]:
    """All columns in their order."""
    return [
        Head(
            one.index,
            one.heading,
            one.target,
            _shown(mapping, one.target, words),
            "doubt" if not one.is_sure else "left" if one.target == LEAVE else "sure",
            words.say(f"import.because.{one.because}"),
        )
        for one in mapping.columns
    ]


def _shown(mapping: TableMapping, target: str, words: Words) -> str:
    if not mapping.kind:
        return words.say("import.target.leave")
    return target_words(kind_of(mapping.kind), target, words)


def target_options(mapping: TableMapping, index: int, typed: str, words: Words) -> list[Option]:
    """Where a column may go, grouped: its present place first, then nowhere, then the fields in the form's order."""
    if not mapping.kind:
        return []
    present = next((one.target for one in mapping.columns if one.index == index), LEAVE)
    found = [
        Option(target, shown, _group(mapping, target, words)) for target, shown in targets_for(mapping, words)
    ]
    found.sort(key=lambda one: one.key != present)
    return fitting(found, typed)


def _group(mapping: TableMapping, target: str, words: Words) -> str:
    declared = kind_of(mapping.kind)
    if target == LEAVE:
        return words.say("import.group.leave")
    if target == PRIVATE:
        return words.say("import.group.private")
    if target in (GRID, *DATE_PARTS):
        return words.say("import.group.parts")
    line = line_target(target)
    if line is not None and line.repeat in declared.repeats:
        return label(declared, line.repeat, words)
    if target in kind_of("sighting").fields and target in kind_of("grazing").fields:
        return words.say("import.group.event")
    return kind_name(mapping.kind, words)


def sent(mapping: TableMapping, index: int, target: str) -> tuple[TableMapping, list[str]]:
    """A column sent somewhere, and the headings of those that had to give way because only one can go there."""
    changed = mapping.with_target(index, target)
    if not mapping.kind or takes_many(kind_of(mapping.kind), target):
        return changed, []
    gone = [one for one in changed.columns if one.target == target and one.index != index]
    columns = [
        replace(one, target=LEAVE, meanings={}, is_sure=False) if one in gone else one
        for one in changed.columns
    ]
    return replace(changed, columns=tuple(columns)), [one.heading for one in gone]
