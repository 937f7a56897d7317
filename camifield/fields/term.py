"""One row of a list of answers, and how the packaged rows are read: a code, its words, the names people write for it."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from camifield import resources

FALLBACK = "en"
LANGUAGES = (
    "en",
    "ru",
    "mn",
    "kk",
    "ky",
    "tg",
    "uz",
    "tk",
    "fa",
    "ps",
    "ur",
    "zh",
    "ne",
    "hi",
    "bo",
    "dz",
    "ug",
)
ALL_STATES = "all"
RANGE_STATES = frozenset({"AF", "BT", "CN", "IN", "IR", "KZ", "KG", "MN", "NP", "PK", "RU", "TJ", "TM", "UZ"})
_COMMON_COLUMNS = frozenset({"code", "source", "other_names", *LANGUAGES})


@dataclass(frozen=True, slots=True)
class Term:
    """One row of a list: a permanent code, a label a language, and further names that people write for it.

    `columns` holds what only this list has (a livestock class its kind and sex), as text.
    """

    code: str
    labels: Mapping[str, str] = field(default_factory=dict[str, str], hash=False)
    source: str = ""
    other_names: tuple[str, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict[str, str], hash=False)

    def label(self, language: str) -> str:
        """The word in that language ("ru", also "ru_RU"), else in English, else the code."""
        short = language.replace("-", "_").partition("_")[0]
        return self.labels.get(short) or self.labels.get(FALLBACK) or self.code

    def latin_names(self) -> tuple[str, ...]:
        """The scientific names, the current one first."""
        name = self.columns.get("scientific_name", "")
        return (name,) if name else ()

    def names(self) -> Iterator[str]:
        """Everything the row is called, in any language."""
        yield self.code
        yield from self.labels.values()
        yield from self.other_names
        yield from self.latin_names()


@dataclass(frozen=True, slots=True, repr=False)
class Species(Term):
    """An animal, or an honest uncertain answer, with what the forms and the exports must know of it.

    group: what its picture and its questions follow ("cat", "wild_sheep_goat" ...). range_states: ISO codes, or
    ("all",). sensitivity: "extreme", "high", "medium", "low" or "none"; `sensitivity_in` by country where it
    differs. soft_max: a count above it is asked again, 0 where there is none. confused_with: codes to ask about.
    may_be: the species that an uncertain answer may stand for. Both readings of the CMS appendix are kept.
    """

    group: str = "other"
    tier: str = "own"
    rank: str = "species"
    msw3_name: str = ""
    current_name: str = ""
    synonyms: tuple[str, ...] = ()
    local_names_status: str = ""
    sourced_names: tuple[str, ...] = ()
    range_states: tuple[str, ...] = ()
    doubtful_states: tuple[str, ...] = ()
    sensitivity: str = "none"
    sensitivity_in: Mapping[str, str] = field(default_factory=dict[str, str], hash=False)
    sensitivity_source: str = ""
    soft_max: int = 0
    horn_classes: bool = False
    cubs: bool = False
    is_domestic: bool = False
    is_predator: bool = False
    confused_with: tuple[str, ...] = ()
    may_be: tuple[str, ...] = ()
    cms_appendix: str = ""
    cms_appendix_expected: str = ""
    cites: str = ""
    iucn: str = ""
    notes: str = ""

    @property
    def scientific_name(self) -> str:
        """The current name as Darwin Core wants it, without "spp."; empty for an answer that names no taxon."""
        return self.current_name.removesuffix(" spp.")

    def latin_names(self) -> tuple[str, ...]:
        """The current name, then MSW3's, then older ones."""
        return tuple(dict.fromkeys(filter(None, (self.current_name, self.msw3_name, *self.synonyms))))

    def names(self) -> Iterator[str]:
        """Everything it is called; not its code: CAR, the caracal, is not what a camera table means by "car"."""
        return (name for name in Term.names(self) if name != self.code)

    def lives_in(self, country: str) -> str:
        """ "yes", "doubtful" or "no"; "unknown" for a country whose animals the table does not list."""
        if country in self.range_states or (ALL_STATES in self.range_states and country in RANGE_STATES):
            return "yes"
        if country in self.doubtful_states:
            return "doubtful"
        return "no" if self.range_states and country in RANGE_STATES else "unknown"

    def sensitivity_for(self, country: str) -> str:
        """How closely its places are guarded in that country."""
        return self.sensitivity_in.get(country, self.sensitivity)


@cache
def table(name: str) -> tuple[Mapping[str, str], ...]:
    """The rows of one packaged file as they stand, all text. Raises FileNotFoundError for an unknown name."""
    if not name.isidentifier():
        raise FileNotFoundError(name)
    with resources.path("vocabularies", f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def packaged(name: str) -> tuple[Term, ...]:
    """The rows of one packaged list, in their order; `Species` for the list "species"."""
    read = _species if name == "species" else _term
    return tuple(read(row) for row in table(name))


def _parts(text: str) -> tuple[str, ...]:
    return tuple(filter(None, (part.strip() for part in text.split("|"))))


def _labels(row: Mapping[str, str]) -> dict[str, str]:
    return {language: row[language] for language in LANGUAGES if row.get(language)}


def _term(row: Mapping[str, str]) -> Term:
    return Term(
        code=row["code"],
        labels=_labels(row),
        source=row["source"],
        other_names=_parts(row.get("other_names", "")),
        columns={name: text for name, text in row.items() if name not in _COMMON_COLUMNS},
    )


def _species(row: Mapping[str, str]) -> Species:
    by_country = (pair.partition(":") for pair in row["sensitivity_in"].split())
    return Species(
        code=row["code"],
        labels=_labels(row),
        source=row["source"],
        other_names=_parts(row["other_names"]),
        group=row["group"],
        tier=row["tier"],
        rank=row["rank"],
        msw3_name=row["msw3_name"],
        current_name=row["current_name"],
        synonyms=_parts(row["synonyms"]),
        local_names_status=row["local_names_status"],
        sourced_names=tuple(row["sourced_names"].split()),
        range_states=tuple(row["range_states"].split()),
        doubtful_states=tuple(row["doubtful_states"].split()),
        sensitivity=row["sensitivity"],
        sensitivity_in={country: category for country, _, category in by_country},
        sensitivity_source=row["sensitivity_source"],
        soft_max=int(row["soft_max"] or 0),
        horn_classes=row["horn_classes"] == "1",
        cubs=row["cubs"] == "1",
        is_domestic=row["is_domestic"] == "1",
        is_predator=row["is_predator"] == "1",
        confused_with=tuple(row["confused_with"].split()),
        may_be=tuple(row["may_be"].split()),
        cms_appendix=row["cms_appendix"],
        cms_appendix_expected=row["cms_appendix_expected"],
        cites=row["cites"],
        iucn=row["iucn"],
        notes=row["notes"],
    )
