"""Our own workbook or CSV that comes back: known by the keys above its columns, so that its rows meet their records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import islice

from camifield.fields.declaration import Declared
from camifield.folding import plain
from camifield.formats.mapping.mappings import BY_KEY, ColumnMapping, TableMapping
from camifield.formats.mapping.targets import (
    GENERALISED,
    ID,
    LEAVE,
    LINE,
    OWN_LINE,
    UNCERTAINTY,
    VERSION,
    LineTarget,
    is_known,
    line_target,
)
from camifield.formats.reading.cells import bare
from camifield.formats.reading.sheets import Sheet

# What a register says of a row beside the fields of its kind.
_OF_A_ROW = {
    "id": ID,
    "version": VERSION,
    "data_generalizations": GENERALISED,
    "information_withheld": GENERALISED,
    "uncertainty_m": UNCERTAINTY,
}
_LEAST_SHARE = 0.8


@cache
def _registers() -> Mapping[str, Declared]:
    from camifield.kinds.catalogue import kinds

    return kinds()


def _rows_of_keys(sheet: Sheet) -> Iterator[list[str]]:
    """Where the keys may stand: the row of headings, a row above it where the labels were taken for them, or the first."""
    yield [bare(text) for text in sheet.headings]
    rows = reversed(sheet.above) if sheet.heading_row is not None else islice(sheet.rows(), 1)
    for row in rows:
        yield [bare(text) for text in row.texts]


def kind_of_keys(keys: Sequence[str]) -> str:
    """The kind whose register has these keys; empty when they are of none, or of several alike."""
    plain_keys = {key for key in keys if key and key not in _OF_A_ROW and line_target(key) is None}
    if not plain_keys:
        return ""
    shares = {
        name: len(plain_keys & set(declared.columns)) / len(plain_keys)
        for name, declared in _registers().items()
    }
    best = max(shares, key=lambda name: shares[name])
    is_only = sum(1 for share in shares.values() if share == shares[best]) == 1
    return best if shares[best] >= _LEAST_SHARE and is_only else ""


def own_mapping(sheet: Sheet) -> TableMapping | None:
    """The mapping of a register or a line sheet of ours, derived columns left out. None for any other sheet."""
    for keys in _rows_of_keys(sheet):
        if {"id", "version"} <= set(keys) and kind_of_keys(keys):
            kind = kind_of_keys(keys)
            return _mapping(sheet, kind, keys, [_target(_registers()[kind], key) for key in keys])
        if {"record", "line"} <= set(keys) and (found := repeat_of_keys(keys)) is not None:
            kind, repeat = found
            fields = _registers()[kind].lines[repeat].fields
            of_line = {
                "record": ID,
                "line": LINE,
                **{name: str(LineTarget(repeat, OWN_LINE, name)) for name in fields},
            }
            return _mapping(sheet, kind, keys, [of_line.get(key, LEAVE) for key in keys])
    return None


def repeat_of_keys(keys: Sequence[str]) -> tuple[str, str] | None:
    """The kind and the repeat whose line sheet has these keys; None when they are of none."""
    names = {key for key in keys if key} - {"record", "line"}
    found = [
        (len(names & set(line.columns)) / len(line.columns), kind, repeat)
        for kind, declared in _registers().items()
        for repeat, line in declared.lines.items()
        if names and names <= set(line.columns)
    ]
    return max(found)[1:] if found else None


def _mapping(sheet: Sheet, kind: str, keys: Sequence[str], targets: Sequence[str]) -> TableMapping:
    facts = {one.index: one for one in sheet.facts()}
    columns: list[ColumnMapping] = []
    for index in range(max(len(keys), len(facts))):
        key = keys[index] if index < len(keys) else ""
        target = targets[index] if index < len(targets) else LEAVE
        decimal = facts[index].decimal if index in facts else None
        columns.append(
            ColumnMapping(index, key or sheet.heading(index), target, because=BY_KEY, decimal=decimal)
        )
    return TableMapping(kind, sheet.name, tuple(columns), is_own=True)


def _target(declared: Declared, key: str) -> str:
    if key in _OF_A_ROW:
        return _OF_A_ROW[key]
    return key if key and is_known(declared, key) else LEAVE


def is_label_row(mapping: TableMapping, texts: Sequence[str]) -> bool:
    """Whether a row is the labels under the keys, in any language, or the keys themselves: no row of data."""
    labels = _labels_of(mapping.kind)
    named = [
        (column, text)
        for column, text in zip(mapping.columns, texts, strict=False)
        if column.target in labels and text.strip()
    ]
    same = sum(1 for column, text in named if plain(text) in labels[column.target] or text == column.heading)
    return bool(named) and same >= _LEAST_SHARE * len(named)


@cache
def _labels_of(kind: str) -> Mapping[str, frozenset[str]]:
    """Target -> what its label is in each language."""
    from camifield.fields.labels import label
    from camifield.i18n.words import LANGUAGES, Words

    words = [Words(language.code) for language in LANGUAGES]
    declared = _registers()[kind]
    found = {name: frozenset(plain(label(declared, name, one)) for one in words) for name in declared.columns}
    for repeat, line in declared.lines.items():
        for name in line.columns:
            key = str(LineTarget(repeat, OWN_LINE, name))
            found[key] = frozenset(plain(label(line, name, one)) for one in words)
    return found
