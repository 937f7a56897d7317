"""What people write above their columns, and which field they mean by it: from a packaged table, our labels and Darwin Core."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from camifield import resources
from camifield.fields.declaration import Declared
from camifield.fields.labels import label
from camifield.fields.vocabulary import Vocabulary
from camifield.folding import plain, search_form
from camifield.formats.mapping import mappings
from camifield.formats.mapping.targets import LEAVE, NEVER, OWN_LINE, LineTarget, is_known, line_target
from camifield.i18n.words import LANGUAGES, Words

ANY_CLASS = "*"
_SAME_KEY, _SAME_LABEL, _SAME_HEADING, _SAME_BUT_UNIT, _WIDE, _WIDE_ALONE, _ALIKE = (
    1.0,
    0.97,
    0.95,
    0.9,
    0.94,
    0.85,
    0.8,
)
_LEAST_LIKENESS = 0.62
_BRACKETS = re.compile(r"[(\[（［][^)\]）］]*[)\]）］]")
_UNITS = frozenset(
    (
        "m",
        "м",
        "km",
        "км",
        "cm",
        "см",
        "ha",
        "га",
        "шт",
        "гол",
        "голов",
        "deg",
        "dd",
        "град",
        "n",
        "no",
        "кол",
        "во",
    )
)
# Words beside the name of an animal that add nothing: "number of sheep", "овец, голов".
_FILLERS = frozenset(
    (
        "of",
        "the",
        "number",
        "no",
        "n",
        "heads",
        "head",
        "total",
        "all",
        "голов",
        "гол",
        "шт",
        "количество",
        "кол",
        "во",
        "число",
        "всего",
        "в",
        "т",
        "ч",
    )
)


class Candidate(NamedTuple):
    """A place for a column: where, how well the heading fits (0 to 1), and why."""

    target: str
    score: float
    because: str


class HeadingBook:
    """Everything that a column of one kind may be called."""

    def __init__(self, declared: Declared) -> None:
        self._declared = declared
        self._called: dict[str, dict[str, Candidate]] = {}
        self._numbers: dict[str, dict[str, str]] = {}
        for found in (*_own_keys(declared), *_labels(declared), *_terms(declared)):
            if found[1] not in NEVER:
                self._call(*found)
        for row in _rows():
            self._add_row(row)
        self._triples = {name: frozenset(_letter_triples(name)) for name in self._called if len(name) > 3}

    def candidates(self, heading: str, parts: Sequence[str] = (), other: str = "") -> list[Candidate]:
        """Where a column with this heading may go, the likeliest first; none when nobody would call a field of ours so.

        parts: what the heading was joined from, when it stood over two rows. other: its second name (a label under a key).
        """
        if heading.strip() in _machine_headings():
            return [Candidate(LEAVE, _SAME_HEADING, mappings.BY_HEADING)]
        found: dict[str, Candidate] = {}
        for text in filter(None, (heading, other)):
            self._look(text, found)
        wide = self._wide(heading) or (self._wide(" ".join(parts)) if len(parts) > 1 else None)
        if wide is not None:
            _keep(found, wide)
        if not found:
            for text in _inner_parts(heading, parts):
                self._look(text, found, 0.95)
        if not found:
            self._look_alike(heading, found)
        return sorted(found.values(), key=lambda one: -one.score)

    def _look(self, text: str, found: dict[str, Candidate], share: float = 1.0) -> None:
        for name, worth in _ways(text):
            for one in self._called.get(name, {}).values():
                _keep(found, one._replace(score=one.score * worth * share))

    def _look_alike(self, text: str, found: dict[str, Candidate]) -> None:
        wanted = frozenset(_letter_triples(fold_heading(text)))
        for name, triples in self._triples.items():
            likeness = 2 * len(wanted & triples) / (len(wanted) + len(triples))
            if likeness >= _LEAST_LIKENESS:
                for one in self._called[name].values():
                    if one.target == "remarks":  # its headings are made of everyday words
                        continue
                    score = _ALIKE * likeness * one.score
                    _keep(found, Candidate(one.target, score, mappings.BY_LIKENESS))

    def _wide(self, heading: str) -> Candidate | None:
        """A column of a wide table: an animal, and perhaps what became of it ("sheep killed", "убито / овцы", "козы")."""
        for repeat, numbers in self._numbers.items():
            for animal, rest in _animals_in(fold_heading(heading).split()):
                left = " ".join(word for word in rest if word not in _FILLERS)
                field = numbers.get(left) or numbers.get(" ".join(rest))
                if field is None and not left:
                    return Candidate(
                        str(LineTarget(repeat, animal, next(iter(numbers.values())))),
                        _WIDE_ALONE,
                        mappings.BY_HEADING,
                    )
                if field is not None:
                    return Candidate(str(LineTarget(repeat, animal, field)), _WIDE, mappings.BY_HEADING)
        return None

    def _add_row(self, row: Mapping[str, str]) -> None:
        if row["kind"] not in ("", self._declared.name):
            return
        line = line_target(row["target"])
        target = row["target"] if line is None else str(line._replace(label=OWN_LINE))
        if not is_known(self._declared, target):
            return
        score = _SAME_HEADING * float(row["weight"]) * (1.0 if row["kind"] else 0.999)
        for heading in row["headings"].split("|"):
            if heading in _machine_headings():
                continue
            self._call(heading, target, score, mappings.BY_HEADING)
            if line is not None and line.label == ANY_CLASS:
                self._numbers.setdefault(line.repeat, {})[fold_heading(heading)] = line.field

    def _call(self, name: str, target: str, score: float, because: str) -> None:
        folded = fold_heading(name)
        if folded:
            _keep(self._called.setdefault(folded, {}), Candidate(target, score, because))


@cache
def book_of(kind: str) -> HeadingBook:
    """The book of one kind. Raises KeyError for an unknown one."""
    from camifield.kinds.catalogue import kind as declared_kind

    return HeadingBook(declared_kind(kind))


def fold_heading(text: str) -> str:
    """What two writings of one heading have in common; signs stay where there is nothing else (№, ♂)."""
    return search_form(text) or plain(text).casefold()


@cache
def not_records() -> Mapping[str, str]:
    """Folded words of a species column that are no animal -> why such a row is no record."""
    with resources.path("import", "not_records.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {fold_heading(text): row["reason"] for row in rows for text in row["values"].split("|")}


def _own_keys(declared: Declared) -> Iterator[tuple[str, str, float, str]]:
    for name in declared.fields:
        yield name, name, _SAME_KEY, mappings.BY_KEY
        yield f"{declared.name}.{name}", name, _SAME_KEY, mappings.BY_KEY


def _labels(declared: Declared) -> Iterator[tuple[str, str, float, str]]:
    for language in LANGUAGES:
        words = Words(language.code)
        for name in declared.fields:
            yield label(declared, name, words), name, _SAME_LABEL, mappings.BY_LABEL
    for name, column in declared.columns.items():
        if not column.field.is_filled_by_program or not column.is_derived:
            continue
        yield name, name, _SAME_LABEL, mappings.BY_LABEL


def _terms(declared: Declared) -> Iterator[tuple[str, str, float, str]]:
    """Darwin Core's own names. That of a derived column is listed beside a field where it can be read back."""
    for name, field in declared.fields.items():
        if field.dwc:
            yield field.dwc, name, _SAME_HEADING, mappings.BY_HEADING


@cache
def _rows() -> tuple[Mapping[str, str], ...]:
    with resources.path("import", "headings.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def _machine_headings() -> frozenset[str]:
    """Headings that programs write with a sign before them (_id): without the sign they would mean something else."""
    headings = (one for row in _rows() if row["target"] == LEAVE for one in row["headings"].split("|"))
    return frozenset(one for one in headings if one.startswith("_"))


@cache
def livestock_names() -> Mapping[str, str]:
    """Folded names of livestock as they stand in headings and cells -> class codes."""
    found: dict[str, str] = {}
    with resources.path("import", "livestock.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for name in row["names"].split("|"):
                found.setdefault(fold_heading(name), row["code"])
    for term in Vocabulary("livestock_class").terms:
        if term.code not in ("other", "unknown"):
            for name in term.names():
                found.setdefault(fold_heading(name), term.code)
    return found


def _animals_in(words: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    """Each kind of livestock that stands among the words, the longest name first, with the words around it."""
    names = livestock_names()
    for length in range(min(4, len(words)), 0, -1):
        for start in range(len(words) - length + 1):
            code = names.get(" ".join(words[start : start + length]))
            if code is not None:
                yield code, [*words[:start], *words[start + length :]]


def _ways(text: str) -> Iterator[tuple[str, float]]:
    """A heading as it is compared: whole, without what stands in brackets, without a unit at its end."""
    whole = fold_heading(text)
    yield whole, 1.0
    without = fold_heading(_BRACKETS.sub(" ", text))
    if without and without != whole:
        yield without, _SAME_BUT_UNIT
    words = (without or whole).split()
    if len(words) > 1 and words[-1] in _UNITS:
        yield " ".join(words[:-1]), _SAME_BUT_UNIT


def _inner_parts(heading: str, parts: Sequence[str]) -> Iterator[str]:
    """The last step of a path, as the exports of phone forms write it: group/question, _question_latitude."""
    if len(parts) > 1:
        yield parts[-1]
    step = re.split(r"[/:]", heading)[-1].strip()
    if step and step != heading:
        yield step
    found = re.search(r"[._\s]_?(latitude|longitude|altitude|precision|accuracy)$", heading, re.IGNORECASE)
    if found:
        yield found[1]


def _letter_triples(name: str) -> Iterator[str]:
    padded = f"  {name} "
    return (padded[at : at + 3] for at in range(len(padded) - 2))


def _keep(found: dict[str, Candidate], one: Candidate) -> None:
    known = found.get(one.target)
    if known is None or known.score < one.score:
        found[one.target] = one
