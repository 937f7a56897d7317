"""What the hand-over page knows: which records, for whom, how exact, in which file. No Qt."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

from camifield.commands.handed_files import in_the_way
from camifield.commands.handing_over import HandedOver, Wish, export_csv, export_gpx, export_workbook
from camifield.fields.labels import kind_name
from camifield.i18n.words import LANGUAGES, Words
from camifield.kinds.names import EVENT_KINDS
from camifield.progress import Progress
from camifield.project.project import Project
from camifield.queries.values import CardQuery, Expand, expand_nothing
from camifield.settings import WRITINGS

OWNER, OTHERS = "owner", "others"
WORKBOOK, CSV, GPX = "workbook", "csv", "gpx"
ENDINGS = {WORKBOOK: "xlsx", CSV: "csv", GPX: "gpx"}
WRITERS = {WORKBOOK: export_workbook, CSV: export_csv, GPX: export_gpx}


@dataclass
class ExportPresenter:
    """One hand-over in the making."""

    project: Project
    words: Words
    query: CardQuery = field(default_factory=CardQuery)
    expand: Expand = expand_nothing
    filter_words: str = ""
    kinds: tuple[str, ...] = EVENT_KINDS
    receiver_is: str = OWNER
    receiver: str = ""
    purpose: str = ""
    form: str = WORKBOOK
    language: str = ""
    coordinates: str = ""
    with_people: bool = False
    with_photos: bool = False
    only_new: bool = False

    def counts(self) -> dict[str, int]:
        """Records a kind that the present filter chooses."""
        query = self.chosen_query()
        return {
            kind: self.project.store.count(replace(query, kinds=(kind,)), self.expand) for kind in EVENT_KINDS
        }

    def chosen_query(self) -> CardQuery:
        """The filter with "only what is new" taken in."""
        return replace(self.query, only_unsent=True) if self.only_new else self.query

    def sentence(self) -> str:
        """What will be written, in one line."""
        counts = self.counts()
        total = sum(counts[kind] for kind in self.kinds)
        return self.words.say("handover.will_hold", count=total)

    def filter_line(self) -> str:
        """Which records, in words."""
        parts = [self.filter_words or self.words.say("handover.all")]
        if self.only_new:
            parts.append(self.words.say("handover.only_new"))
        return self.words.say("title.list_mark").join(parts)

    def missing(self) -> str:
        """What must be said before others can be given anything; empty when all is."""
        if not self.kinds or not sum(self.counts()[kind] for kind in self.kinds):
            return self.words.say("handover.nothing_chosen")
        if self.receiver_is == OTHERS and not self.receiver.strip():
            return self.words.say("handover.receiver_needed")
        if self.receiver_is == OTHERS and not self.purpose.strip():
            return self.words.say("handover.purpose_needed")
        return ""

    def file_name(self) -> str:
        """The name offered: program, day and laptop; never a place or an animal."""
        return f"CAMI-{self.project.today().isoformat()}-{self.project.settings.laptop}.{self.ending()}"

    def ending(self) -> str:
        """How the name of the chosen form ends."""
        return ENDINGS[self.form]

    def languages(self) -> list[tuple[str, str]]:
        """The languages a file can be written in."""
        return [(language.code, language.name) for language in LANGUAGES]

    def writings(self) -> list[tuple[str, str]]:
        """The ways in which positions can be written in a column more; "" for degrees alone, which are always there."""
        more = [one for one in WRITINGS if one != "DD"]
        return [
            ("", self.words.say("handover.degrees_only")),
            *((one, self.words.say(f"handover.also_{one}")) for one in more),
        ]

    def kind_words(self) -> list[tuple[str, str]]:
        """The kinds with their numbers of records."""
        counts = self.counts()
        return [
            (
                kind,
                self.words.say("handover.kind_count", kind=kind_name(kind, self.words), number=counts[kind]),
            )
            for kind in EVENT_KINDS
        ]

    def export(self, path: Path, progress: Progress) -> HandedOver:
        """Write it. For the worker. Raises Stopped and Problems."""
        return WRITERS[self.form](self.project, self._wish(path), self._of_file, progress)

    def in_the_way(self, path: Path) -> list[Path]:
        """The files that are there and that an export to this path would write over."""
        return in_the_way(self.project, self._wish(path), self._of_file, as_csv=self.form == CSV)

    @property
    def _of_file(self) -> Words:
        return Words(self.language or self.words.language)

    def _wish(self, path: Path) -> Wish:
        return Wish(
            path,
            kinds=tuple(kind for kind in EVENT_KINDS if kind in self.kinds),
            query=self.chosen_query(),
            expand=self.expand,
            filter_words=self.filter_line(),
            is_exact=self.receiver_is == OWNER,
            receiver=self.receiver.strip(),
            purpose=self.purpose.strip(),
            with_people=self.with_people,
            with_photos=self.with_photos,
            separator=self.separator(),
            coordinates="" if self.form == GPX else self.coordinates,
        )

    def separator(self) -> str:
        """What Excel wants between the cells: a semicolon where the decimal sign is a comma."""
        return ";" if (self.language or self.words.language) == "ru" else ","
