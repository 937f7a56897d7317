"""How a table is read, as the command line says: over what the program proposes, from a file, and by single choices."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, cast

from camifield.cli.aliases import ALIASES
from camifield.cli.call import Call
from camifield.cli.parsing import WrongUse, nearest
from camifield.commands.bringing_in import propose_mapping
from camifield.errors import Problem, Where
from camifield.fields.declaration import Declared
from camifield.folding import search_form
from camifield.formats.mapping.mappings import TableMapping, applied, from_json, to_json
from camifield.formats.mapping.proposing import Proposal
from camifield.formats.mapping.targets import GRID, field_of, is_known
from camifield.formats.reading.sheets import ReadingChoice, Sheet
from camifield.formats.reading.tables import Table
from camifield.kinds.catalogue import kind as kind_of
from camifield.progress import Progress
from camifield.project.project import Project

_MOST_BYTES = 10_000_000


def choice_of(call: Call) -> ReadingChoice:
    """What was said about the file itself."""
    heading = call.number("headings", -1)
    return ReadingChoice(
        encoding=call.text("encoding") or None,
        delimiter=call.text("delimiter").replace("\\t", "\t") or None,
        heading_row=heading if heading >= 0 else None,
        decimal=cast("Literal['.', ',']", call.text("decimal")) if call.text("decimal") else None,
        date_order=cast("Literal['dmy', 'mdy', 'ymd']", call.text("dates")) if call.text("dates") else None,
    )


def mapping_of(
    call: Call, project: Project, table: Table, sheet: Sheet, progress: Progress
) -> tuple[TableMapping, Proposal]:
    """The mapping to read a sheet by, and what the program proposed for it.

    Raises WrongUse for a field or a heading that is not there, Problem ``mapping-not-readable`` and
    ``mapping-of-another-table``.
    """
    kept = _read_mapping(call)
    kind = kept.kind if kept is not None else call.text("kind")
    proposal = propose_mapping(project, table, sheet, call.words, kind=kind or None, progress=progress)
    mapping = proposal.mapping
    if kept is not None:
        if not {one.heading for one in kept.columns} & {one.heading for one in mapping.columns}:
            raise Problem(
                "mapping-of-another-table", where=Where(file=call.text("mapping"), sheet=sheet.name)
            )
        mapping = applied(mapping, kept)
    if not mapping.kind:
        return mapping, proposal
    declared = kind_of(mapping.kind)
    for text in call.texts("targets"):
        mapping = _with_column(call, declared, mapping, text)
    for text in call.texts("constants"):
        name, sign, entry = text.partition("=")
        field = _field(call, declared, name.strip())
        if not sign:
            raise WrongUse(call.words.say("cli.answer.no-sign", text=text), "import")
        mapping = mapping.with_constant(field, entry)
    return mapping, proposal


def save_mapping(path: Path, mapping: TableMapping) -> None:
    """Write the mapping for `--mapping`. Raises Problem ``file-not-written``."""
    try:
        path.write_text(to_json(mapping) + "\n", encoding="utf-8")
    except OSError as error:
        raise Problem("file-not-written", where=Where(file=str(path))) from error


def _read_mapping(call: Call) -> TableMapping | None:
    path = call.path("mapping")
    if path is None:
        return None
    try:
        with path.open("rb") as file:
            return from_json(file.read(_MOST_BYTES).decode("utf-8-sig"))
    except (OSError, UnicodeDecodeError) as error:
        raise Problem("mapping-not-readable", parameters={"reason": type(error).__name__}) from error


def _with_column(call: Call, declared: Declared, mapping: TableMapping, text: str) -> TableMapping:
    """`Heading=field`: a heading may itself hold the sign, a field never does."""
    heading, sign, target = text.rpartition("=")
    if not sign:
        raise WrongUse(call.words.say("cli.answer.no-sign", text=text), "import")
    found = next((one for one in mapping.columns if one.heading == heading), None) or next(
        (one for one in mapping.columns if search_form(one.heading) == search_form(heading)), None
    )
    if found is None:
        headings = ", ".join(one.heading for one in mapping.columns[:30])
        raise WrongUse(call.words.say("cli.use.no_heading", heading=heading, headings=headings), "import")
    return mapping.with_target(found.index, _field(call, declared, target.strip(), is_target=True))


def _field(call: Call, declared: Declared, name: str, *, is_target: bool = False) -> str:
    """The permanent name of what `name` means: a field, a field of a line, or a word with @. Raises WrongUse."""
    long = ALIASES.get(declared.name, {}).get(name, name)
    if long == GRID:  # the system of all the metres: "@grid=UTM 47N"
        return long
    if is_known(declared, long) and (is_target or field_of(declared, long) is not None):
        return long
    near = nearest(name, [*ALIASES.get(declared.name, {}), *declared.fields])
    key = "cli.answer.no-field-near" if near else "cli.answer.no-field"
    raise WrongUse(call.words.say(key, name=name, near=near, kind=declared.name), "import")
