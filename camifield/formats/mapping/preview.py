"""The rows of a sheet as they would come in: all of them counted, the first ones and those to look at kept, and what nobody understood."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from camifield.formats.mapping.outcomes import CellFinding, Fate, Judge, Outcome
from camifield.formats.mapping.places import UnplacedNames, takes_place
from camifield.formats.reading.cells import Row
from camifield.formats.reading.sheets import Sheet
from camifield.progress import Progress

MOST_ROWS = 200_000  # judged; a longer sheet is told of as far as that
MOST_SHOWN = 5_000  # kept as they stand
MOST_NOTICED = 2_000  # kept beyond these, because something was noticed in them: so many of each fate, for questions must not crowd out mistakes
_MOST_UNCLEAR = 5_000
_A_STEP = 200
_NOT_UNDERSTOOD = frozenset(
    ("not-in-list", "several-meanings", "species-not-on-list", "several-places-of-that-name")
)
_MOST_NEAR = 3


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One row as it is shown: its number in the file, its texts, what becomes of it, and what was noticed in which column.

    changed: the targets of the cells that were changed in a workbook of ours.
    """

    number: int
    texts: tuple[str, ...]
    fate: Fate
    reason: str
    findings: tuple[CellFinding, ...]
    changed: frozenset[str] = frozenset()

    @property
    def has_questions(self) -> bool:
        return self.fate in (Fate.RECORD, Fate.CORRECTION) and bool(self.findings)


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """A text of one column that stands for no answer we know: how often, and what it may mean (code, its word)."""

    column: int
    text: str
    count: int
    suggestions: tuple[tuple[str, str], ...]


@dataclass
class Counts:
    """What becomes of the rows looked at so far. `records` includes those with questions; the reasons are words.

    placed: the records that took their position from a known place.
    """

    rows: int = 0
    records: int = 0
    with_questions: int = 0
    drafts: int = 0
    corrections: int = 0
    corrections_asked: int = 0
    unchanged: int = 0
    left_over: Counter[str] = field(default_factory=Counter[str])
    placed: int = 0

    def add(self, outcome: Outcome) -> None:
        self.rows += 1
        self.with_questions += outcome.has_questions
        match outcome.fate:
            case Fate.RECORD:
                self.records += 1
                self.placed += takes_place(outcome)
            case Fate.DRAFT:
                self.drafts += 1
            case Fate.CORRECTION:
                self.corrections += 1
                self.corrections_asked += outcome.has_questions
            case Fate.UNCHANGED:
                self.unchanged += 1
            case Fate.LEFT_OVER:
                self.left_over[outcome.reason] += 1

    def take(self, other: Counts) -> None:
        """Add what another one counted."""
        self.rows += other.rows
        self.records += other.records
        self.with_questions += other.with_questions
        self.drafts += other.drafts
        self.corrections += other.corrections
        self.corrections_asked += other.corrections_asked
        self.unchanged += other.unchanged
        self.left_over.update(other.left_over)
        self.placed += other.placed

    @property
    def ready(self) -> int:
        """Rows that come in as they are, with nothing asked."""
        return self.records + self.corrections - self.with_questions


class Preview:
    """A sheet looked through with a mapping. `read` may run in the background while `rows` is shown.

    Only the first `most` rows are judged; `total` is about how many the sheet has, and `is_whole` says whether all of
    them were seen. `rows` are the first `shown` of them, and of the later ones those in which something was noticed, as
    far as memory may be taken for them; `has_shown` says that the first ones are there.
    """

    def __init__(
        self,
        sheet: Sheet,
        judge: Judge,
        most: int = MOST_ROWS,
        names: Callable[[], tuple[str, ...]] = tuple,
        *,
        shown: int = MOST_SHOWN,
    ) -> None:
        self._names = names
        self._sheet = sheet
        self._judge = judge
        self._most = most
        self.shown = shown
        self._kept: Counter[Fate] = Counter()
        self._unclear: dict[tuple[int, str], _Unclear] = {}
        self._unplaced = UnplacedNames(judge.mapping)
        self.rows: list[PreviewRow] = []
        self.counts = Counts()
        self.total: int | None = sheet.info.rows
        self.is_whole = False

    def read(self, progress: Progress | None = None) -> Counts:
        """Look through the rows. Raises Stopped, and the Problems of reading a file; what was seen until then stays."""
        for row in self._sheet.rows():
            if self.counts.rows >= self._most:
                return self.counts
            self._look(row)
            if progress is not None and self.counts.rows % _A_STEP == 0:
                progress.step(self.counts.rows, min(self.total or self._most, self._most), "import.looking")
        self.is_whole = True
        return self.counts

    def _look(self, row: Row) -> None:
        outcome = self._judge.judge(row, self._sheet.row_role(row))
        self.counts.add(outcome)
        for one in outcome.findings:
            if one.column is not None and one.finding.code in _NOT_UNDERSTOOD:
                self._note(one.column, one)
        self._unplaced.look(row, outcome)
        is_first = self.counts.rows <= self.shown
        if not is_first:
            if not outcome.findings or self._kept[outcome.fate] >= MOST_NOTICED:
                return
            self._kept[outcome.fate] += 1
        self.rows.append(
            PreviewRow(row.number, row.texts, outcome.fate, outcome.reason, outcome.findings, outcome.changed)
        )

    def _note(self, column: int, one: CellFinding) -> None:
        text = str(one.finding.parameters.get("text", ""))
        if len(self._unclear) >= _MOST_UNCLEAR and (column, text) not in self._unclear:
            return
        known = self._unclear.setdefault((column, text), _Unclear())
        known.count += 1
        if not known.suggestions:
            known.suggestions = tuple(
                (next(iter(offer.entries.values())), offer.text)
                for offer in one.finding.suggestions
                if offer.entries
            )

    @property
    def has_shown(self) -> bool:
        """Whether the rows that are shown first were all looked at."""
        return self.is_whole or self.counts.rows >= self.shown

    @property
    def new_people(self) -> tuple[str, ...]:
        """The people whom the rows so far name and the project does not know: an import would make them."""
        return self._names()

    @property
    def not_understood(self) -> list[NotUnderstood]:
        """Each different text that a person can give a meaning once for all rows, the commonest first."""
        found = [
            NotUnderstood(column, text, one.count, one.suggestions)
            for (column, text), one in self._unclear.items()
        ]
        return sorted(found, key=lambda one: (-one.count, one.column, one.text))

    @property
    def not_placed(self) -> list[NotUnderstood]:
        """The names by which rows without a position call their place, and which no known place has, the commonest first.

        Only where a table gives positions by such names: where some are known, or the column is one of cameras.
        """
        if not (self.counts.placed or self._unplaced.is_of_cameras):
            return []
        asking = self._judge.asking
        return [
            NotUnderstood(
                column,
                text,
                count,
                tuple(
                    (one.hex(), asking.name("place", one)) for one in asking.near("place", text)[:_MOST_NEAR]
                ),
            )
            for (column, text), count in self._unplaced.common()
        ]

    def next_finding(self, after: int = -1, *, errors_first: bool = False) -> int | None:
        """The place (0-based) of the next row with a finding, beyond `after` and then from the top; None when there is none."""
        places = [*range(after + 1, len(self.rows)), *range(min(after + 1, len(self.rows)))]
        if errors_first:
            found = next((at for at in places if self.rows[at].fate is Fate.DRAFT), None)
            if found is not None:
                return found
        return next((at for at in places if self.rows[at].findings), None)

    def examples(self, column: int, most: int = 3) -> list[str]:
        """The first different texts of a column, to stand beside a question."""
        texts = dict.fromkeys(_texts_of(self.rows, column))
        return list(texts)[:most]


@dataclass
class _Unclear:
    count: int = 0
    suggestions: tuple[tuple[str, str], ...] = ()


def _texts_of(rows: Sequence[PreviewRow], column: int) -> Iterator[str]:
    for row in rows:
        if column < len(row.texts) and row.texts[column].strip() and row.fate is not Fate.LEFT_OVER:
            yield row.texts[column].strip()


def summed(left_over: Mapping[str, int]) -> int:
    """How many rows are no records, for whatever reason."""
    return sum(left_over.values())
