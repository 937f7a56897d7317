"""What a meeting would change, in words: one row for each sort of change, with the records to look at behind it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from camifield.i18n import writing
from camifield.i18n.words import Words
from camifield.project.project import Project
from camifield.queries.telling import moment_text
from camifield.queries.titles import title
from camifield.store.cards import Card
from camifield.store.foreseeing import ClockOff, Foreseen, Shown, Sort
from camifield.store.layout import SERIAL_BITS

MOST_NAMED = 3
"""People and records that a line names one by one; more are counted."""
PLAIN_KINDS = (
    *("sighting", "grazing", "conflict", "patrol"),
    *("person", "place", "own_species", "own_term", "clock_correction", "track", "area"),
)
MACHINERY = "team."
REASONS = (
    "feed-unknown",
    "project-unknown",
    "revoked",
    "author-wrong",
    "author-unknown",
    "stream-wrong",
    "erased-unexplained",
    "signer-unknown",
    "adopted-up-to-here",
    "commit-is-newer",
)


@dataclass(frozen=True, slots=True)
class Listed:
    """One record of a list to look at, in words; `who` wrote what comes, `why` is their own reason."""

    record: bytes
    kind: str
    title: str
    when: str
    place: str
    who: str
    why: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why saves were not let in, how many, and what to do about it."""

    code: str
    count: int
    what: str
    do: str


@dataclass(frozen=True, slots=True)
class Row:
    """One sort of change: new, changed, deleted, withdrawn, contested, erased, newcomers, roles, refused or clocks.

    `head` follows the number, `line` says more. Behind it stand `listed` (the first of `total`) or `reasons`.
    """

    sort: str
    total: int
    head: str
    line: str
    listed: tuple[Listed, ...] = ()
    reasons: tuple[Reason, ...] = ()


def told_of(counts: Mapping[str, int]) -> dict[str, int]:
    """The kinds that people know: what the team's own machinery writes, such as an erasure, is told in rows of its own."""
    return {kind: count for kind, count in counts.items() if not kind.startswith(MACHINERY)}


def kinds_text(counts: Mapping[str, int], words: Words) -> str:
    """How many of each kind: "28 animals or signs, 5 herds or camps"."""
    return words.say("title.list_mark").join(
        words.say(f"meet.kind.{kind}", count=count, number=writing.whole_text(count, words.language))
        for kind, count in _plain(counts).items()
    )


def _plain(counts: Mapping[str, int]) -> dict[str, int]:
    """The counts in the order in which kinds are told, those of a newer version together."""
    known = told_of(counts)
    found = {kind: known[kind] for kind in PLAIN_KINDS if known.get(kind)}
    others = sum(count for kind, count in known.items() if kind not in PLAIN_KINDS)
    return {**found, "other": others} if others else found


def reasons_of(counts: Mapping[str, int], words: Words) -> tuple[Reason, ...]:
    """Why saves were not let in, the most frequent first."""
    found: list[Reason] = []
    for code, count in sorted(counts.items(), key=lambda one: (-one[1], one[0])):
        known = code if code in REASONS else "other"
        told = words.say(f"meet.refused.{known}"), words.say(f"meet.refused_do.{known}")
        found.append(Reason(code, count, *told))
    return tuple(found)


class Foretelling:
    """Tells a Foreseen in the words of one language."""

    def __init__(self, project: Project, coming: Foreseen, words: Words) -> None:
        self._project = project
        self._coming = coming
        self._words = words
        # Somebody new has no name here yet; the code comes with the same meeting.
        self._codes = {
            one.record: one.facts.detail
            for one in (*coming.new.shown, *coming.changed.shown)
            if one.kind == "person" and one.facts.detail
        }

    def rows(self) -> tuple[Row, ...]:
        """Every sort of which there is something, in the order in which people are told."""
        found = self._coming
        rows = [
            self._counted("new", found.new),
            self._counted("changed", found.changed),
            self._counted("deleted", found.deleted),
            self._counted("withdrawn", found.withdrawn),
            self._counted("contested", found.contested),
            self._plain("erased", found.erased, self._words.say("meet.erased_line")),
            self._plain("newcomers", len(found.newcomers), self._names(found.newcomers)),
            self._plain("roles", len(found.roles), self._names(found.roles)),
            self._refused(),
            self._plain("clocks", len(self._clocks_off()), self._clocks()),
        ]
        return tuple(row for row in rows if row.total)

    def _counted(self, sort: str, found: Sort) -> Row:
        total = sum(told_of(found.counts).values())
        line = self._line(sort, found) if total else ""
        return Row(sort, total, self._head(sort, found, total), line, tuple(self.listed(found.shown)))

    def _line(self, sort: str, found: Sort) -> str:
        if sort == "new":
            return kinds_text(found.counts, self._words)
        if sort == "changed":
            return self._words.say("meet.by", names=self._names(_most(found)))
        if sort == "withdrawn":
            return self._withdrawn_line(found)
        return self._deleted_line(found) if sort == "deleted" else self._words.say("meet.contested_line")

    def _withdrawn_line(self, found: Sort) -> str:
        """What leaves, whose it is, and who shut their laptop out, where that comes with the same meeting."""
        told, names = kinds_text(found.counts, self._words), self._names(_most(found))
        if not self._coming.shut_out_by:
            return self._words.say("meet.withdrawn_line", told=told, names=names)
        by = self._names(person for person, _ in self._coming.shut_out_by.most_common())
        return self._words.say("meet.withdrawn_by", told=told, names=names, by=by)

    def _head(self, sort: str, found: Sort, total: int) -> str:
        if sort == "deleted" and len(found.people) == 1:
            return self._words.say("meet.deleted_by", name=self._name(next(iter(found.people))))
        return self._words.say(f"meet.{sort}", count=total)

    def _deleted_line(self, found: Sort) -> str:
        """Few are named with their reason; of many only the kinds are told, and who did it."""
        if found.total > MOST_NAMED:
            told = kinds_text(found.counts, self._words)
            if len(found.people) == 1:
                return told
            return self._words.say("meet.told_by", told=told, names=self._names(_most(found)))
        names = self._words.say("title.list_mark").join(
            one.number or one.title for one in self.listed(found.shown)
        )
        whys = {one.why for one in found.shown}
        if len(whys) == 1 and (why := next(iter(whys)).strip()):
            return self._words.say("meet.named_why", names=names, why=why)
        return names

    def _plain(self, sort: str, total: int, line: str) -> Row:
        return Row(sort, total, self._words.say(f"meet.{sort}", count=total), line)

    def _refused(self) -> Row:
        total = self._coming.refused.total()
        reasons = reasons_of(self._coming.refused, self._words)
        line = reasons[0].what if len(reasons) == 1 else self._words.say("meet.refused_line")
        if people := [person for person, _ in self._coming.refused_people.most_common()]:
            line = self._words.say("meet.refused_who", names=self._names(people), why=line)
        return Row("refused", total, self._words.say("meet.refused", count=total), line, reasons=reasons)

    def _clocks_off(self) -> list[ClockOff]:
        """The latest word of each laptop whose clock is off: it writes several feeds, and is one clock all the same."""
        feeds, found = self._project.identity.roster.feeds, dict[bytes, ClockOff]()
        for one in sorted(self._coming.clocks, key=lambda one: one.claims_ms):
            found[feeds[one.feed].device.id if one.feed in feeds else one.person] = one
        return list(found.values())

    def _clocks(self) -> str:
        """Whose clock says what and what ours says, since either may be wrong; nothing is refused for it."""
        off, say = self._clocks_off()[:MOST_NAMED], self._words.say
        if not off:
            return ""
        told = [
            say("meet.clock_says", name=self._name(one.person), when=self._moment(one.claims_ms))
            for one in off
        ]
        return say(
            "meet.clocks_line", told=say("title.list_mark").join(told), here=self._moment(off[0].now_ms)
        )

    def _moment(self, at_ms: int) -> str:
        return moment_text(at_ms, self._project, self._words, with_year=True)

    def listed(self, shown: Iterable[Shown]) -> Iterable[Listed]:
        """Records to look at, in words."""
        return (self._listed(one) for one in shown if not one.kind.startswith(MACHINERY))

    def _listed(self, one: Shown) -> Listed:
        facts, words, names = one.facts, self._words, self._project.names
        card = Card(
            facts.start_minute << SERIAL_BITS,
            one.record,
            one.kind,
            facts.species,
            facts.count_text,
            facts.detail,
            facts.person,
            facts.place_text,
            facts.place,
            facts.latitude,
            facts.longitude,
            facts.state,
            facts.number,
            0,
            0,
            0,
        )
        told = self._name(one.record) if one.kind == "person" else title(card, words, names)
        day = card.start_day
        return Listed(
            one.record,
            one.kind,
            told,
            writing.date_text(date.fromordinal(day).isoformat(), words.language) if day else "",
            facts.place_text or (names.name("place", facts.place) if facts.place else ""),
            self._names(one.people),
            one.why.strip(),
            facts.number,
        )

    def _names(self, people: Iterable[bytes]) -> str:
        """People by name; after the third only how many more."""
        named = [self._name(person) for person in people]
        told = self._words.say("title.list_mark").join(named[:MOST_NAMED])
        more = len(named) - MOST_NAMED
        return self._words.say("meet.and_more", names=told, count=more) if more > 0 else told

    @property
    def newcomer(self) -> str:
        """The one person who is new here, by name; empty for none and for several."""
        return self._name(self._coming.newcomers[0]) if len(self._coming.newcomers) == 1 else ""

    def _name(self, person: bytes) -> str:
        known = self._project.names.person(person)
        return known.shown if known else self._codes.get(person) or f"…{person.hex()[-6:]}"


def _most(found: Sort) -> list[bytes]:
    return [person for person, _ in found.people.most_common()]
