"""The account of an import: every row counted once, what was left and why, and how to take it all back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from camifield.cli.call import Call
from camifield.cli.columns import columns
from camifield.cli.telling import Document, finding_label
from camifield.commands.bringing_in import Imported
from camifield.fields.declaration import Declared
from camifield.fields.findings import Finding
from camifield.fields.labels import kind_name, label
from camifield.fields.validation import validate
from camifield.formats.mapping.mappings import TableMapping
from camifield.formats.mapping.outcomes import Fate, for_mapping
from camifield.formats.mapping.preview import Preview
from camifield.formats.mapping.proposing import wanting
from camifield.formats.mapping.targets import LEAVE
from camifield.formats.mapping.words_for import target_words
from camifield.i18n.words import Words
from camifield.kinds.catalogue import kind as kind_of
from camifield.project.project import Project
from camifield.store.draft_query import DraftQuery

MOST_TOLD, MOST_SAID, MOST_ROWS = 100, 20, 5
_MOST_LOOKED_AT = 2_000
# Rows in which nothing stands that anybody could miss.
_EMPTY = frozenset(("blank", "heading"))
_NEEDED = frozenset(("answer-needed", "line-needed"))


@dataclass(frozen=True, slots=True)
class RowProblem:
    """One row that did not become a record: its number in the file, and why, in words."""

    row: int
    codes: tuple[str, ...]
    fields: tuple[str, ...]
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class SheetAccount:
    """What became of one sheet, or in a preview would. `left_over` counts rows by the reason's word."""

    file: str
    mapping: TableMapping
    rows: int
    records: int
    drafts: int
    corrections: int
    unchanged: int
    left_over: Mapping[str, int]
    problems: Sequence[RowProblem]
    batch: bytes = b""
    people: Sequence[str] = ()
    people_count: int = 0
    asks: Sequence[str] = ()
    is_preview: bool = False
    is_whole: bool = True
    is_stopped: bool = False
    wanting: Sequence[str] = field(default=())
    backup: str = ""
    placed: int = 0
    unknown_places: Sequence[str] = ()

    @property
    def left_over_count(self) -> int:
        return sum(self.left_over.values())

    @property
    def leaves_something(self) -> bool:
        """Whether a person should look: at drafts, or at rows that say something and are no records."""
        return bool(self.drafts) or any(
            count for reason, count in self.left_over.items() if reason not in _EMPTY
        )


def of_import(
    project: Project, file: str, mapping: TableMapping, done: Imported, asks: Sequence[str], words: Words
) -> SheetAccount:
    """The account of an import that was made; the reasons are read from the drafts that it left."""
    return SheetAccount(
        file,
        mapping,
        done.rows,
        done.records,
        done.drafts,
        done.corrections,
        done.unchanged,
        done.left_over,
        _of_drafts(project, mapping, done.batch, words) if done.drafts else (),
        batch=done.batch,
        people_count=done.people,
        asks=asks,
        is_stopped=done.is_stopped,
        wanting=wanting(mapping),
        backup=done.backup,
        placed=done.placed,
    )


def of_preview(
    file: str, mapping: TableMapping, seen: Preview, people: Sequence[str], asks: Sequence[str], words: Words
) -> SheetAccount:
    """The account of what would come in."""
    counts = seen.counts
    return SheetAccount(
        file,
        mapping,
        counts.rows,
        counts.records,
        counts.drafts,
        counts.corrections,
        counts.unchanged,
        dict(counts.left_over),
        list(_of_preview(mapping, seen, words)),
        people=people,
        people_count=len(people),
        asks=asks,
        is_preview=True,
        is_whole=seen.is_whole,
        wanting=wanting(mapping),
        placed=counts.placed,
        unknown_places=[one.text for one in seen.not_placed],
    )


def _of_drafts(project: Project, mapping: TableMapping, batch: bytes, words: Words) -> list[RowProblem]:
    declared = kind_of(mapping.kind)
    asking = for_mapping(project.asking(words, is_import=True), mapping)
    drafts = project.drafts.page(DraftQuery(batch=batch), limit=_MOST_LOOKED_AT)
    found: list[RowProblem] = []
    for draft in sorted(drafts, key=lambda one: one.origin.row or 0)[:MOST_TOLD]:
        noticed = [one for one in validate(declared, draft.entries, asking).findings if one.is_error]
        found.append(_row_problem(declared, draft.origin.row or 0, noticed, words))
    return found


def _of_preview(mapping: TableMapping, seen: Preview, words: Words) -> Iterable[RowProblem]:
    told = 0
    for row in seen.rows:
        if told >= MOST_TOLD:
            return
        if row.fate is Fate.DRAFT:
            noticed = [one.finding for one in row.findings if one.finding.is_error]
            yield _row_problem(kind_of(mapping.kind), row.number, noticed, words)
            told += 1
        elif row.fate is Fate.LEFT_OVER and row.reason not in _EMPTY:
            yield RowProblem(row.number, (row.reason,), ("",), (words.say(f"import.left_over.{row.reason}"),))
            told += 1


def _row_problem(declared: Declared, row: int, findings: Sequence[Finding], words: Words) -> RowProblem:
    sentences = (
        words.say("records.pair", name=finding_label(declared, one, words), value=one.sentence(words))
        for one in findings
    )
    codes, fields = (one.code for one in findings), (one.field for one in findings)
    return RowProblem(row, tuple(codes), tuple(fields), tuple(sentences))


def say(call: Call, account: SheetAccount) -> None:
    """The account in lines."""
    words, tell = call.words, call.outlet.say
    kind = account.mapping.kind
    shown = kind_name(kind, words) if kind else words.say("import.left_over.no_kind")
    tell(words.say("cli.import.sheet", file=account.file, sheet=account.mapping.sheet, kind=shown))
    if account.backup:
        tell(words.say("cli.import.backup", file=account.backup))
    if account.is_preview and kind:
        tell(*(f"  {line}" for line in columns(list(_columns(account.mapping, words)), (50, 0, 0))))
        left = [one.heading for one in account.mapping.columns if one.target == LEAVE]
        if left:
            tell(words.say("cli.import.columns_left", headings=words.say("title.list_mark").join(left)))
    counts = {"rows": account.rows, "records": account.records, "drafts": account.drafts}
    key = "cli.import.would" if account.is_preview else "cli.import.counts"
    tell(words.say(key, left_over=account.left_over_count, **counts))
    if account.corrections or account.unchanged:
        counts = {"corrections": account.corrections, "unchanged": account.unchanged}
        tell(words.say("cli.import.came_back", **counts))
    for reason, count in account.left_over.items():
        told = words.say("records.pair", name=words.say(f"import.left_over.{reason}"), value=count)
        tell(f"  {told}")
    if account.wanting:
        names = words.say("title.list_mark").join(label(kind_of(kind), one, words) for one in account.wanting)
        tell(words.say("cli.import.wanting", labels=names, name=account.wanting[0]))
    tell(*(words.say(f"cli.import.asks_{one}") for one in account.asks))
    if account.people_count:
        tell(
            words.say(
                "cli.import.people",
                count=account.people_count,
                names=words.say("title.list_mark").join(account.people),
            )
        )
    if account.placed:
        tell(words.say("import.placed", count=account.placed, number=account.placed))
    if account.unknown_places:
        names = words.say("title.list_mark").join(account.unknown_places[:MOST_SAID])
        tell(words.say("cli.import.places_unknown", count=len(account.unknown_places), names=names))
    tell(*_problem_lines(account, words))
    if not account.is_whole:
        tell(words.say("cli.import.not_whole", rows=account.rows))
    if account.batch and (account.records or account.drafts or account.corrections):
        tell(words.say("cli.import.batch", batch=account.batch.hex()))


def _problem_lines(account: SheetAccount, words: Words) -> Iterable[str]:
    """Rows with the same mistakes on one line; what no row of the table says was told above, once."""
    rows: dict[str, list[int]] = {}
    for problem in account.problems:
        own = [
            sentence
            for code, at, sentence in zip(problem.codes, problem.fields, problem.sentences, strict=True)
            if code not in _NEEDED or at not in account.wanting
        ]
        if own:
            rows.setdefault(" ".join(own), []).append(problem.row)
    for why, numbers in list(rows.items())[:MOST_SAID]:
        first = ", ".join(map(str, numbers[:MOST_ROWS]))
        key = "cli.import.row" if len(numbers) <= MOST_ROWS else "cli.import.rows"
        yield words.say(key, rows=first, why=why)
    if len(rows) > MOST_SAID or account.drafts > len(account.problems):
        yield words.say("cli.import.more_rows")


def _columns(mapping: TableMapping, words: Words) -> Iterable[tuple[str, str, str]]:
    declared = kind_of(mapping.kind)
    for one in mapping.columns:
        if one.target == LEAVE:
            continue
        doubt = "" if one.is_sure else words.say("cli.import.unsure")
        yield one.heading, target_words(declared, one.target, words), doubt
    for name, constant in mapping.constants.items():
        entry = (
            constant.entry if isinstance(constant.entry, str) else ", ".join(map(str, constant.entry or ()))
        )
        yield words.say("cli.import.all_rows"), target_words(declared, name, words), entry


def whole_document(accounts: Sequence[SheetAccount], *, is_stopped: bool) -> Document:
    """The account of all sheets for a program: sums on top, `left_over` among them, so that rows can be added up."""
    last = accounts[-1] if accounts else None
    return {
        "rows": sum(one.rows for one in accounts),
        "records": sum(one.records for one in accounts),
        "drafts": sum(one.drafts for one in accounts),
        "left_over": sum(one.left_over_count for one in accounts),
        "corrections": sum(one.corrections for one in accounts),
        "unchanged": sum(one.unchanged for one in accounts),
        "batch": last.batch.hex() if last is not None and last.batch else None,
        "stopped": is_stopped,
        "sheets": [_document(one) for one in accounts],
    }


def _document(account: SheetAccount) -> Document:
    mapping = account.mapping
    return {
        "file": account.file,
        "sheet": mapping.sheet,
        "kind": mapping.kind or None,
        "preview": account.is_preview,
        "whole": account.is_whole,
        "rows": account.rows,
        "records": account.records,
        "drafts": account.drafts,
        "left_over": account.left_over_count,
        "left_over_by_reason": dict(account.left_over),
        "corrections": account.corrections,
        "unchanged": account.unchanged,
        "batch": account.batch.hex() if account.batch else None,
        "backup": account.backup or None,
        "new_people": account.people_count,
        "placed_by_known_places": account.placed,
        "unknown_places": list(account.unknown_places),
        "wanting": list(account.wanting),
        "asks": list(account.asks),
        "columns": [
            {"heading": one.heading, "field": one.target, "sure": one.is_sure, "because": one.because}
            for one in mapping.columns
        ],
        "constants": {name: one.entry for name, one in mapping.constants.items()},
        "row_problems": [
            {
                "row": one.row,
                "codes": list(one.codes),
                "fields": list(one.fields),
                "sentences": list(one.sentences),
            }
            for one in account.problems
        ],
        "row_problems_capped_at": MOST_TOLD,
    }
