"""One contested group in words: what is asked about, every version of it, and what all had seen before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast

from camifield.fields.declaration import Declared
from camifield.fields.field import Asking
from camifield.fields.labels import label
from camifield.fields.values import LINE_ORDER, Value, text_of
from camifield.project.deciding import may_decide
from camifield.project.project import Project
from camifield.queries.contested import NOT_TOLD, group_label
from camifield.queries.history import BY_THE_WAY
from camifield.queries.matters import Point, Question, Told, Version
from camifield.queries.positions import (
    LATITUDE,
    LONGITUDE,
    WRITTEN,
    greatest_distance_m,
    is_plain,
    metres_text,
    written,
)
from camifield.queries.speakers import SideKey, Speakers, spare_letter
from camifield.queries.telling import BETWEEN, line_text, pair, value_text
from camifield.revisions.headers import Stream
from camifield.store.disputes import Dispute, Stand

GroupOf = Mapping[str, Value]
QUIET = BY_THE_WAY | NOT_TOLD | {LINE_ORDER}
UNCERTAINTY = "uncertainty_m"
UNITS_SHOWN = frozenset(("m", "cm", "ha", "%"))
LONGEST_NUMBER = 9
LONGEST_IN_TITLE = 40


@dataclass(frozen=True)
class QuestionMaker:
    """Makes the questions of one record. `letters` are those of its sides; `edits` tells what commits changed."""

    project: Project
    declared: Declared
    asking: Asking
    speakers: Speakers
    letters: Mapping[SideKey, str]
    edits: Mapping[bytes, Sequence[str]]

    def question(self, dispute: Dispute) -> Question:
        """The question of a dispute."""
        words = self.asking.words
        authors = {saying.author for stand in dispute.stands for saying in stand.sayings}
        is_mine = may_decide(self.project, authors)
        if dispute.is_of_refused:
            return self._of_refused(dispute)
        if not dispute.group:
            versions = self._lettered([self._of_record(stand) for stand in dispute.stands])
            name = words.say("review.of_record")
            title = words.say("review.changed_and_deleted")
            return Question("", dispute.stream, name, title, versions, is_mine=is_mine, can_be_typed=False)
        return self._of_group(dispute, is_mine=is_mine)

    def _of_refused(self, dispute: Dispute) -> Question:
        """What somebody changed beyond his role: it counts for nothing until a reviewer takes it over."""
        words = self.asking.words
        present, wrote = dispute.stands
        whose = self._of_record(wrote)
        as_it_is = replace(self._spoken(present, words.say("review.as_it_is")), letter="")
        versions = self._lettered([whose, as_it_is])
        who = whose.speakers[0].who if whose.speakers else ""
        return Question(
            dispute.group,
            dispute.stream,
            words.say("review.refused"),
            words.say("review.refused_of", who=who),
            versions,
            is_mine=may_decide(self.project, ()),
            can_be_typed=False,
        )

    # One group, or one line of a repeat

    def _of_group(self, dispute: Dispute, *, is_mine: bool) -> Question:
        words, group = self.asking.words, dispute.group
        declared = self._fields_of(group)
        values = [cast("GroupOf", stand.value or {}) for stand in dispute.stands]
        is_gone = any(stand.value is None for stand in dispute.stands)
        differing = [] if is_gone else _differing(declared, values)
        made = [self._version(declared, group, stand, differing) for stand in dispute.stands]
        versions = self._lettered(made)
        name = self._name(declared, group, differing, values)
        distance = greatest_distance_m([one.point for one in versions if one.point is not None])
        before = self._short(declared, group, dispute.before, differing) if dispute.before else ""
        return Question(
            group,
            dispute.stream,
            name,
            words.say("review.apart", name=name, distance=metres_text(distance, words.language))
            if distance is not None
            else words.say("review.line_or_removed", name=name)
            if is_gone
            else self._title(name, versions, is_told=len(differing) == 1),
            versions,
            before,
            distance,
            is_restricted=dispute.stream == Stream.RESTRICTED,
            is_mine=is_mine,
            can_be_typed=group.partition("/")[0] in {*self.declared.groups, *self.declared.repeats},
            field=differing[0] if len(differing) == 1 else "",
        )

    def _fields_of(self, group: str) -> Declared:
        return self.declared.lines.get(group.partition("/")[0], self.declared)

    def _name(
        self, declared: Declared, group: str, differing: Sequence[str], values: Sequence[GroupOf]
    ) -> str:
        words = self.asking.words
        repeat, slash, _ = group.partition("/")
        known = [name for name in differing if name in declared.fields]
        field = self._short_label(declared, known[0]) if len(known) == 1 else ""
        if not slash or repeat not in self.declared.lines:
            return field or group_label(self.declared, group, words)
        line = next(filter(None, (self._first(declared, one) for one in values)), "")
        of_repeat = label(self.declared, repeat, words)
        return BETWEEN.join(filter(None, (line or of_repeat, field)))

    def _short_label(self, declared: Declared, name: str) -> str:
        """The label, or what stands for it where a question's words would be too long beside its answers."""
        words = self.asking.words
        key = f"review.name.{declared.name}.{name}"
        return words.say(key) if words.has(key) else label(declared, name, words)

    def _first(self, declared: Declared, values: GroupOf) -> str:
        """The first answer of a line, which says what it is about: the animal."""
        name = next((one for one, field in declared.fields.items() if not field.is_number), "")
        return self._text(declared, name, values[name]) if name in values else ""

    def _title(self, name: str, versions: Sequence[Version], *, is_told: bool) -> str:
        words = self.asking.words
        name = name.rstrip("?؟ ")  # some questions are asked as one, and then answered by two
        shorts = [one.short for one in versions]
        if not is_told or len(shorts) > 3 or max(map(len, shorts)) > LONGEST_IN_TITLE:
            return words.say("review.differ", name=name)
        if len(shorts) == 3:
            return words.say("review.or_three", name=name, first=shorts[0], second=shorts[1], third=shorts[2])
        return words.say("review.or_two", name=name, first=shorts[0], second=shorts[-1])

    # One version

    def _version(self, declared: Declared, group: str, stand: Stand, differing: Sequence[str]) -> Version:
        values = stand.value
        if values is None:
            return self._spoken(stand, self.asking.words.say("review.line_removed"), is_gone=True)
        short = self._short(declared, group, values, differing)
        number = unit = ""
        if len(differing) == 1 and (field := declared.fields.get(differing[0])) is not None:
            text = values.get(differing[0])
            is_number = (field.is_number or field.editor == "count") and text is not None
            number = short if is_number and len(short) <= LONGEST_NUMBER else ""
            known = str(getattr(field, "unit", ""))
            animal = self._first(declared, values) if "/" in group else ""
            unit = known if known in UNITS_SHOWN else animal[:1].lower() + animal[1:]
        return self._spoken(
            stand,
            short,
            told=() if differing == [] else tuple(self._told(declared, values, differing)),
            number=number,
            unit=unit if number else "",
            point=self._point(values),
        )

    def _spoken(
        self,
        stand: Stand,
        short: str,
        *,
        told: tuple[Told, ...] = (),
        number: str = "",
        unit: str = "",
        point: Point | None = None,
        is_gone: bool = False,
    ) -> Version:
        sides = frozenset(self.letters[self.speakers.key(one)] for one in stand.sayings)
        return Version(
            min(sides, default=""),
            sides,
            stand.sayings[0].commit if stand.sayings else b"",
            short,
            tuple(
                {
                    self.speakers.key(one): self.speakers.speaker(one) for one in reversed(stand.sayings)
                }.values()
            ),
            told,
            number,
            unit,
            point,
            is_gone,
        )

    def _of_record(self, stand: Stand) -> Version:
        words = self.asking.words
        if stand.deletes:
            return self._spoken(stand, words.say("review.deleted"), is_gone=True)
        changes = [line for one in stand.sayings for line in self.edits.get(one.commit, ())]
        told = tuple(Told("", line, differs=True) for line in dict.fromkeys(changes))
        short = words.say("review.changed") if stand.sayings else words.say("review.as_it_is")
        return self._spoken(stand, short, told=told)

    def _lettered(self, versions: Sequence[Version]) -> tuple[Version, ...]:
        """In the order of their letters; where two came from one side, the shown one keeps the side's letter."""
        found: list[Version] = []
        for one in versions:
            taken = {other.letter for other in found}
            free = sorted(one.sides - {letter for other in found for letter in other.sides} - taken)
            letter = free[0] if free else spare_letter({*self.letters.values(), *taken})
            found.append(replace(one, letter=letter))
        return tuple(sorted(found, key=lambda one: one.letter))

    def _short(self, declared: Declared, group: str, values: GroupOf | None, differing: Sequence[str]) -> str:
        """The answer in few words: the one that differs, else all that is told."""
        if values is None:
            return self.asking.words.say("review.line_removed")
        if len(differing) == 1:
            name = differing[0]
            return self._text(declared, name, values[name]) if name in values else self._blank
        if LATITUDE in values or WRITTEN in values:
            return written(values, self.asking)
        if "/" in group:
            return line_text(declared, cast("dict[str, str]", values), self.asking) or self._blank
        texts = [self._text(declared, name, value) for name, value in values.items() if name not in QUIET]
        return BETWEEN.join(filter(None, texts)) or self._blank

    def _told(self, declared: Declared, values: GroupOf, differing: Sequence[str]) -> Iterator[Told]:
        """Every answer of the group, where there is more than the one that differs."""
        if LATITUDE in values:
            yield Told("", written(values, self.asking), differs=True)
        names = [
            *(name for name in declared.fields if name in values),
            *(n for n in values if n not in declared.fields),
        ]
        for name in dict.fromkeys((*names, *differing)):
            if (name in QUIET and name not in differing) or name in (LATITUDE, LONGITUDE):
                continue
            if LATITUDE in values and name == WRITTEN and is_plain(values, self.asking):
                continue
            text = self._text(declared, name, values[name]) if name in values else self._blank
            caption = label(declared, name, self.asking.words) if name in declared.fields else name
            yield Told(caption, text, name in differing)

    def _point(self, values: GroupOf) -> Point | None:
        try:
            latitude, longitude = float(text_of(values, LATITUDE)), float(text_of(values, LONGITUDE))
        except ValueError:
            return None
        source = values.get("georeference_source")
        derived = self.declared.derived.get(UNCERTAINTY)
        stated = derived.compute(values) if derived is not None else None
        words = self.asking.words
        shown = self._text(self.declared, "georeference_source", source) if source is not None else ""
        metres = words.say("review.uncertainty", metres=stated) if stated is not None else ""
        return Point(latitude, longitude, " ".join(filter(None, (shown, metres))))

    def _text(self, declared: Declared, name: str, value: Value) -> str:
        return value_text(declared.fields.get(name), value, self.asking)

    @property
    def _blank(self) -> str:
        return self.asking.words.say("review.blank")


def _differing(declared: Declared, values: Sequence[GroupOf]) -> list[str]:
    """The fields on which the versions do not agree: those that people answered, else those that came with them."""
    names = dict.fromkeys([*declared.fields, *(name for one in values for name in one)])
    held = [name for name in names if any(name in one for one in values)]
    found = [name for name in held if any(one.get(name) != values[0].get(name) for one in values)]
    if LATITUDE in found or LONGITUDE in found:
        return [name for name in found if name not in QUIET] + ([] if LATITUDE in found else [LATITUDE])
    return [name for name in found if name not in QUIET] or [name for name in found if name != LINE_ORDER]


def change_lines(changes: Sequence[tuple[str, str, str]], asking: Asking) -> list[str]:
    """Changes of one commit as lines: "In all: 12 → 14"."""
    words = asking.words
    blank = words.say("review.blank")
    return [
        pair(name, words.say("review.from_to", before=before or blank, after=after or blank), words)
        for name, before, after in changes
    ]
