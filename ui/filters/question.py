"""What is asked of the records: words, a stretch of time, filters; the same question on every page that shows records. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from camifield.commands.importing.registry import Registry
from camifield.fields.vocabulary import Vocabulary
from camifield.i18n.words import Words
from camifield.kinds.names import EVENT_KINDS
from camifield.project.project import Project
from camifield.queries.finding import expand
from camifield.queries.references import number_of
from camifield.queries.values import Bin, Box, CardQuery, Expand, Page
from ui.filters.periods import Period, offered
from ui.widgets.option import Option

TIME, PLACE, OWN_AREA, KIND, ANIMAL, PERSON, STATE, FILE, MORE = FAMILIES = (
    "time",
    "place",
    "own_area",
    "kind",
    "animal",
    "person",
    "state",
    "file",
    "more",
)
AREA = "area"
"""A box that was drawn on the map: it is held or not, and offers nothing to choose from."""
NOT_SENT, TWO_VALUES, DELETED = "not_sent", "two_values", "deleted"
# The states that a person gives; what stays a draft is on a list of its own.
STATES = ("new", "question", "checked", "not_accepted")
SIGNS = {"not_accepted": "refused", "complete": "checked"}


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a person asks for: words as typed, a period, the codes chosen in each family of filters, a box on the map."""

    words: str = ""
    period: Period | None = None
    codes: Mapping[str, tuple[str, ...]] | None = None
    area: Box | None = None

    def of(self, family: str) -> tuple[str, ...]:
        """The codes chosen in a family."""
        return (self.codes or {}).get(family, ())

    def choosing(self, family: str, codes: Sequence[str]) -> Chosen:
        """The same with other codes in one family."""
        return replace(self, codes={**(self.codes or {}), family: tuple(codes)})

    @property
    def is_empty(self) -> bool:
        return self == Chosen(codes=self.codes) and not any((self.codes or {}).values())


class Question:
    """What is asked for now, as the store answers it and in words."""

    def __init__(self, project: Project, words: Words) -> None:
        self.project = project
        self.words = words
        self.chosen = Chosen()
        self._expand: Expand | None = None
        self._files: list[Option] | None = None

    def forget_names(self) -> None:
        """People, places, own animals or imports changed: look their names up again."""
        self._expand = self._files = None

    @property
    def expand(self) -> Expand:
        """What typed words may name."""
        if self._expand is None:
            self._expand = expand(self.project)
        return self._expand

    def query(self) -> CardQuery:
        """The question as the store answers it."""
        chosen = self.chosen
        period, more = chosen.period, chosen.of(MORE)
        return CardQuery(
            words=number_of(self.project, chosen.words),
            kinds=chosen.of(KIND) or EVENT_KINDS,
            species=chosen.of(ANIMAL),
            people=tuple(bytes.fromhex(code) for code in chosen.of(PERSON)),
            places=tuple(bytes.fromhex(code) for code in chosen.of(PLACE)),
            states=chosen.of(STATE),
            batches=tuple(bytes.fromhex(code) for code in chosen.of(FILE)),
            first_day=period.first.toordinal() if period and period.first else None,
            last_day=period.last.toordinal() if period and period.last else None,
            tokens=(chosen.of(OWN_AREA),) if chosen.of(OWN_AREA) else (),
            box=chosen.area,
            bin=Bin.ONLY if DELETED in more else Bin.LEFT_OUT,
            only_unsent=NOT_SENT in more,
            only_in_conflict=TWO_VALUES in more,
        )

    @property
    def is_bin(self) -> bool:
        """Whether deleted records are looked at."""
        return DELETED in self.chosen.of(MORE)

    def total(self) -> int:
        """How many records there are in all."""
        return self.project.store.count(CardQuery(kinds=EVENT_KINDS))

    def has_deleted(self) -> bool:
        """Whether anything is in the bin."""
        return bool(self.project.store.count(CardQuery(kinds=EVENT_KINDS, bin=Bin.ONLY)))

    def state_word(self, code: str) -> str:
        """A state as a cell of a table says it, shorter than on a form."""
        key = f"records.state.{code}"
        if self.words.has(key):
            return self.words.say(key)
        return Vocabulary("record_state").label(code, self.words.language)

    # The filters

    def word(self, family: str) -> str:
        """What a filter is called while it holds nothing."""
        return self.words.say(f"records.filter.{family}")

    def held(self, family: str) -> str:
        """What a filter holds, in words; empty when it holds nothing."""
        if family == TIME:
            return self.chosen.period.shown if self.chosen.period else ""
        if family == AREA:
            return self.word(AREA) if self.chosen.area else ""
        codes = self.chosen.of(family)
        if not codes:
            return ""
        first = self._shown(family, codes[0])
        if len(codes) == 1:
            return first
        return self.words.say("records.and_more", first=first, more=len(codes) - 1)

    def filter_words(self) -> str:
        """The whole question in words, for the About sheet of an export; empty when all records are asked for."""
        parts = [self.words.say("records.words_filter", words=self.chosen.words)] if self.chosen.words else []
        if self.chosen.period:
            parts.append(self.chosen.period.shown)
        if self.chosen.area:
            parts.append(self.word(AREA))
        between = self.words.say("title.list_mark")
        for family in FAMILIES[1:]:
            shown = [self._shown(family, code) for code in self.chosen.of(family)]
            if shown:
                parts.append(
                    self.words.say("records.pair", name=self.word(family), value=between.join(shown))
                )
        return "; ".join(parts)

    def _shown(self, family: str, code: str) -> str:
        return next((one.text for one in self.options(family) if one.key == code), code)

    def options(self, family: str) -> list[Option]:
        """Everything that a filter offers."""
        made: dict[str, Callable[[], list[Option]]] = {
            PLACE: self._places,
            OWN_AREA: self.areas,
            KIND: self._kinds,
            ANIMAL: self._animals,
            PERSON: self._people,
            STATE: lambda: [
                Option(code, self.state_word(code), icon=SIGNS.get(code, code)) for code in STATES
            ],
            FILE: self.files,
            MORE: self._more,
        }
        return made[family]()

    def _places(self) -> list[Option]:
        places = sorted(self.project.names.places.values(), key=lambda one: one.name.casefold())
        return [Option(one.id.hex(), one.name, icon="place") for one in places]

    def areas(self) -> list[Option]:
        """The own areas that records lie in; none before the kinds are taken in, which the first page does without."""
        if not self.project.has_learned:
            return []
        from camifield.queries.areas import filtering_areas

        found = filtering_areas(self.project)
        return [Option(token, name, icon="area") for token, name in found.items()]

    def _kinds(self) -> list[Option]:
        return [Option(kind, self.words.say(f"kind.{kind}"), icon=kind) for kind in EVENT_KINDS]

    def _animals(self) -> list[Option]:
        own = self.project.names.own_terms.get("species", ())
        terms = Vocabulary("species", own).terms
        language = self.words.language
        return [Option(one.code, one.label(language), next(iter(one.latin_names()), "")) for one in terms]

    def _people(self) -> list[Option]:
        people = sorted(self.project.names.people.values(), key=lambda one: one.shown.casefold())
        return [Option(one.id.hex(), one.shown, icon="person") for one in people]

    def files(self) -> list[Option]:
        """The tables that records were brought in from, the newest first."""
        if self._files is None:
            found = [one for one in Registry(self.project.folder).all() if one.records]
            self._files = [Option(one.batch, one.file, icon="workbook") for one in found]
        return self._files

    def _more(self) -> list[Option]:
        icons = ((NOT_SENT, "hand_over"), (TWO_VALUES, "two_values"), (DELETED, "delete"))
        return [Option(code, self.words.say(f"records.only.{code}"), icon=icon) for code, icon in icons]

    def periods(self) -> list[Period]:
        """The stretches of time that are worth offering."""
        store, kinds = self.project.store, EVENT_KINDS
        newest = store.cards(CardQuery(kinds=kinds), Page(limit=1))
        # The undated come first from the other end: without them the oldest date is meant.
        dated = CardQuery(kinds=kinds, first_day=1)
        oldest = store.cards(dated, Page(limit=1, newest_first=False))
        ends = [
            date.fromordinal(found[0].start_day) if found and found[0].start_day else None
            for found in (newest, oldest)
        ]
        return offered(self.project.today(), ends[0], ends[1], self.words)
