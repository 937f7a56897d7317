"""All that two laptops answered differently, decided by one rule: what that would do, before it is done."""

from __future__ import annotations

from dataclasses import dataclass

from camifield.i18n.words import Words
from camifield.progress import Progress
from camifield.project.project import Project
from camifield.queries.matters import Matter, Question, Side, Version
from camifield.queries.review import AT_ONCE, matters, waiting
from camifield.queries.telling import BETWEEN

LATER = ""
"""The rule that lets the later answer hold, by the clocks; any other rule is the letter of a side."""
MOST_LINES = 200
Chosen = tuple[bytes, str, int, bytes]


@dataclass(frozen=True, slots=True)
class Agreement:
    """What a rule would decide. `chosen` are record, group, stream and version of each; `lines` tell the first ones.

    `deleted` counts the records that would go into the bin; `doubtful` the answers of which a clock was wrong.
    """

    chosen: tuple[Chosen, ...]
    records: int
    lines: tuple[str, ...]
    deleted: int
    doubtful: int


def agreement(
    project: Project, one: Side, other: Side, rule: str, words: Words, progress: Progress | None = None
) -> Agreement:
    """What `rule` would decide wherever just these two people on their laptops differ, and this person may decide.

    `rule` is `LATER`, or the letter of the one of the two whose answers hold. Raises Stopped.
    """
    chosen: list[Chosen] = []
    lines: list[str] = []
    records: set[bytes] = set()
    deleted = doubtful = seen = 0
    after: int | None = None
    total = waiting(project)
    while page := matters(project, words, after=after):
        if progress is not None:
            progress.step(seen, total, "review.looking")
        seen += len(page)
        after = page[-1].card.card
        for matter in page:
            for question in matter.questions:
                version = _chosen(matter, question, (one, other), rule)
                if version is None:
                    continue
                chosen.append((matter.record, question.group, question.stream, version.commit))
                records.add(matter.record)
                deleted += version.is_gone and question.is_of_record
                doubtful += any(speaker.clock for two in question.versions for speaker in two.speakers)
                if len(lines) < MOST_LINES:
                    held = words.say("review.would_hold", question=question.title, answer=version.short)
                    lines.append(BETWEEN.join(filter(None, (matter.card.number, held))))
        if len(page) < AT_ONCE:
            break
    return Agreement(tuple(chosen), len(records), tuple(lines), deleted, doubtful)


def _chosen(matter: Matter, question: Question, between: tuple[Side, Side], rule: str) -> Version | None:
    """The version that the rule takes; None where others differ too, or the decision is not this person's."""
    if len(question.versions) != 2 or not question.is_mine:
        return None
    letters = {(side.person, side.device): side.letter for side in matter.sides}
    found = [letters.get((side.person, side.device)) for side in between]
    said = [question.version_of(letter) if letter else None for letter in found]
    first, second = said
    if first is None or second is None or first is second:
        return None
    if rule == LATER:
        return max((first, second), key=lambda version: max(one.at_ms for one in version.speakers))
    return next((version for side, version in zip(between, said, strict=True) if side.letter == rule), None)
