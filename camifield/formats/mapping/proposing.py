"""A first mapping of a sheet: which kind its rows are, where its columns go, and what has to be said once for all rows."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from camifield.fields.choice import Choice, Species
from camifield.fields.declaration import Declared
from camifield.fields.field import Asking
from camifield.fields.vocabulary import Vocabulary
from camifield.formats.mapping import mappings
from camifield.formats.mapping.assigning import Assigned, assign
from camifield.formats.mapping.choosing import best_kind
from camifield.formats.mapping.evidence import Sample, gather
from camifield.formats.mapping.heading_book import fold_heading, livestock_names, not_records
from camifield.formats.mapping.loss_words import worth_of_loss
from camifield.formats.mapping.mappings import NOT_A_RECORD, ColumnMapping, Constant, TableMapping
from camifield.formats.mapping.own_sheets import own_mapping
from camifield.formats.mapping.places import CAMERA
from camifield.formats.mapping.targets import (
    LEAVE,
    OWN_LINE,
    SPECIAL,
    field_of,
    is_person,
    key_field,
    line_target,
)
from camifield.formats.reading.sheets import Sheet
from camifield.geo.countries import in_box
from camifield.kinds.catalogue import kind as kind_of
from camifield.progress import Progress

# Kinds that a table may become, the commonest first: it is taken when two are alike.
KINDS = ("sighting", "conflict", "grazing", "patrol", "place", "person")
_COMMON_WORTH = 0.4  # a date, a place and an observer stand in every table of the field
_TIME_OF_DAY = re.compile(r"^\d{1,2}[:.]\d{2}(?:[:.]\d{2})?\s*")


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the program makes of a sheet.

    kinds: every kind with how well the sheet fits it, the best first. wanting: required fields that neither a column nor
    a constant answers: a person is asked once for all rows. needs_date_order, needs_decimal: asked once a file.
    """

    mapping: TableMapping
    kinds: tuple[tuple[str, float], ...] = ()
    wanting: tuple[str, ...] = ()
    needs_date_order: bool = False
    needs_decimal: bool = False


def propose(
    sheet: Sheet, kind: str | None, asking: Asking, *, file_name: str = "", progress: Progress | None = None
) -> Proposal:
    """The mapping to begin with. `kind` is a person's choice; None lets headings and content choose.

    Nothing is invented: what no column says and every record needs is offered as a constant that is seen, or asked.
    """
    own = own_mapping(sheet)
    if own is not None and kind in (None, own.kind):
        return Proposal(own, ((own.kind, 1.0),))
    samples = gather(sheet, progress)
    asking = replace(asking, is_import=True)
    kinds = (kind,) if kind is not None else KINDS
    assigned = {name: assign(kind_of(name), samples, asking) for name in kinds}
    ranked = sorted(
        ((name, quality(assigned[name], samples, asking)) for name in kinds), key=lambda pair: -pair[1]
    )
    best = kind if kind is not None else best_kind(ranked, assigned, [one.heading for one in samples])
    found = assigned[best or ranked[0][0]]
    if not best:
        columns = tuple(replace(one, target=LEAVE, is_sure=True) for one in found.columns)
        return Proposal(TableMapping("", sheet.name, columns), tuple(ranked))
    declared = kind_of(best)
    columns = tuple(_with_meanings(declared, one, samples) for one in found.columns)
    constants = offered_constants(found, samples, asking, f"{file_name} {sheet.name}")
    mapping = TableMapping(best, sheet.name, columns, constants)
    used = {one.index for one in columns if one.target not in SPECIAL}
    return Proposal(
        mapping,
        tuple(ranked),
        wanting(mapping),
        any(one.facts.needs_date_order for one in samples if one.index in used),
        any(one.facts.needs_decimal for one in samples if one.index in used),
    )


def wanting(mapping: TableMapping) -> tuple[str, ...]:
    """The required fields of the kind that no column and no constant answers."""
    if not mapping.kind:
        return ()
    declared = kind_of(mapping.kind)
    given = {*mapping.targets, *mapping.constants}
    lines = {line.repeat for one in given if (line := line_target(one)) is not None}
    names = [name for name, field in declared.fields.items() if field.required and name not in given]
    if "event_date" in names and "@year" in given:
        names.remove("event_date")
    return (
        *names,
        *(name for name, repeat in declared.repeats.items() if repeat.required and name not in lines),
    )


def quality(assigned: Assigned, samples: Sequence[Sample], asking: Asking) -> float:
    """How well a sheet fits a kind: its own columns count most, a required answer that is missing counts against."""
    declared = assigned.declared
    common = set(kind_of("sighting").fields) & set(kind_of("grazing").fields)
    by_index = {sample.index: sample for sample in samples}
    worth, lines = 0.0, 0.0
    for column in assigned.columns:
        if column.target in SPECIAL:
            continue
        score = assigned.scores[column.index]
        line = line_target(column.target)
        if line is not None and line.label != OWN_LINE:
            lines = min(2.5, lines + 0.6 * score)
            continue
        field = field_of(declared, column.target)
        if isinstance(field, Choice) and field.required:
            fit = by_index[column.index].fit(field, asking)
            score *= 0.4 + 0.6 * (fit if fit is not None else 1.0)
        worth += score * (_COMMON_WORTH if column.target in common else 1.0)
    worth += lines
    constants = _usual_constants(assigned, samples, "")
    for name, field in declared.fields.items():
        if field.required and name not in constants:
            worth += 0.5 if assigned.has(name) else -0.5
    for name, repeat in declared.repeats.items():
        if repeat.required and repeat.when is not None:
            worth += 0.5 if assigned.has(name) else -0.8
    if declared.name == "conflict":
        worth += worth_of_loss(sample.heading for sample in samples)
    return worth - _against(assigned, by_index)


def _against(assigned: Assigned, samples: Mapping[int, Sample]) -> float:
    """What speaks against a list of places or people: that it names some twice, or has dates."""
    kind = assigned.declared.name
    against = 0.0
    if kind in ("place", "person"):
        name = assigned.targets.get("name")
        against += 0.0 if name is not None and samples[name].is_unique else 3.0
        against += 1.0 if any(sample.facts.kind == "date" for sample in samples.values()) else 0.0
    return against


def offered_constants(
    assigned: Assigned, samples: Sequence[Sample], asking: Asking, named: str
) -> dict[str, Constant]:
    """Answers for all rows where the table has no column: each with its reason, to be seen and changed."""
    found = _usual_constants(assigned, samples, named)
    fields = assigned.declared.fields
    country = asking.country if "country_code" in fields else None
    if country and not _lies_elsewhere(assigned, samples, country):
        found["country_code"] = Constant(country, mappings.BY_SETTINGS)
    return {name: one for name, one in found.items() if not assigned.has(name)}


def _usual_constants(assigned: Assigned, samples: Sequence[Sample], named: str) -> dict[str, Constant]:
    kind, found = assigned.declared.name, dict[str, Constant]()
    if kind == "sighting":
        headings = " ".join(sample.heading for sample in samples)
        if assigned.has("segments"):
            found["how_known"] = Constant("sign", mappings.BY_CONTENT)
            found["sampling_protocol"] = Constant("occupancy_grid_sign", mappings.BY_CONTENT)
        elif CAMERA.search(named):
            found["how_known"] = Constant("camera", mappings.BY_FILE_NAME)
            found["sampling_protocol"] = Constant("camera_trap", mappings.BY_FILE_NAME)
        elif CAMERA.search(headings) or re.search(r"\b(?:filename|deploymentID|mediaID)\b", headings):
            found["how_known"] = Constant("camera", mappings.BY_HEADING)
            found["sampling_protocol"] = Constant("camera_trap", mappings.BY_HEADING)
        elif assigned.has("perpendicular_distance_m"):
            found["how_known"] = Constant("saw", mappings.BY_HEADING)
            found["sampling_protocol"] = Constant("line_transect_distance", mappings.BY_HEADING)
        else:
            found["how_known"] = Constant("unknown", mappings.NOT_SAID)
        found["certainty"] = Constant("unknown", mappings.NOT_SAID)
    if kind == "conflict" and assigned.has("losses"):
        found["conflict_type"] = Constant(["depredation"], mappings.BY_HEADING)
    if kind == "grazing" and assigned.has("livestock"):
        found["grazing_type"] = Constant("herd_met", mappings.BY_HEADING)
    if kind == "place" and CAMERA.search(f"{named} {' '.join(sample.heading for sample in samples)}"):
        found["place_kind"] = Constant("camera_station", mappings.BY_FILE_NAME)
    for repeat in assigned.declared.repeats:
        key = f"{repeat}.{OWN_LINE}.{key_field(assigned.declared, repeat)}"
        has_own = any(one.startswith(f"{repeat}.{OWN_LINE}.") for one in assigned.targets)
        if has_own and not assigned.has(key) and repeat in ("losses", "livestock"):
            found[key] = Constant("unknown", mappings.NOT_SAID)
    return found


def _lies_elsewhere(assigned: Assigned, samples: Sequence[Sample], country: str) -> bool:
    """Whether the coordinates of the table lie outside the country's box, most of them."""
    by_index = {sample.index: sample for sample in samples}
    for target, box_at in (("decimal_latitude", True), ("decimal_longitude", False)):
        index = assigned.targets.get(target)
        if index is None:
            continue
        numbers: list[float] = []
        for text in by_index[index].said:
            try:
                numbers.append(float(text.replace(",", ".")))
            except ValueError:
                continue
        outside = sum(1 for number in numbers if not _may_be_in(country, number, is_latitude=box_at))
        if numbers and outside > len(numbers) / 2:
            return True
    return False


def _may_be_in(country: str, degrees: float, *, is_latitude: bool) -> bool:
    """Whether some point of the country's box has this latitude or longitude."""
    steps = range(-180, 181, 1) if is_latitude else range(-90, 91, 1)
    pairs = ((degrees, other) if is_latitude else (other, degrees) for other in steps)
    return any(in_box(country, latitude, longitude) is not False for latitude, longitude in pairs)


def _with_meanings(declared: Declared, column: ColumnMapping, samples: Sequence[Sample]) -> ColumnMapping:
    """The column with what our lists know of its texts: photos of nobody, and names of livestock in any case."""
    field = field_of(declared, column.target)
    sample = next(one for one in samples if one.index == column.index)
    if is_person(declared, column.target):
        return replace(column, between=_between_people(sample))
    if not isinstance(field, Choice):
        return column
    meanings: dict[str, str] = {}
    if isinstance(field, Species):
        for text in sample.all_values:
            reason = not_records().get(fold_heading(_TIME_OF_DAY.sub("", text)))
            if reason is not None and not Vocabulary(field.of).match(text):
                meanings[text] = NOT_A_RECORD + reason
    if field.of == "livestock_class":
        for text in sample.all_values:
            code = livestock_names().get(fold_heading(text))
            if code is not None and len(Vocabulary(field.of).match(text)) != 1:
                meanings[text] = code
    return replace(column, meanings=meanings) if meanings else column


def _between_people(sample: Sample) -> str:
    """The sign between several people in one cell; empty when each cell names one.

    A comma may also stand between a surname and a first name: it parts people only where one of the parts stands alone
    in another cell, or where three or more stand in a row.
    """
    texts = list(sample.said)
    for sign in (";", "\n", "、", "/", "&", "+"):
        if any(sign in text for text in texts):
            return sign
    alone = {text.strip() for text in texts if "," not in text}
    for text in texts:
        parts = [part.strip() for part in text.split(",")]
        if len(parts) > 2 or (len(parts) == 2 and alone & set(parts)):
            return ","
    return ""
