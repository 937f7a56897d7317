"""What the Review page knows: the records that wait, which one is shown, and what a choice does. No Qt."""

from __future__ import annotations

from collections.abc import Sequence

from camifield.commands.settling import Decision, Settled, settle, settle_otherwise
from camifield.commands.undoing import Undone, undo
from camifield.fields.values import Entries
from camifield.i18n.words import Words
from camifield.progress import Progress
from camifield.project.project import Project
from camifield.queries.agreements import Agreement, agreement
from camifield.queries.matters import Matter, Question, Side, Version
from camifield.queries.review import AT_ONCE, matter, matters, waiting, who_decides


class ReviewPresenter:
    """The list and its place in it. Whatever settles something answers with a Settled and goes on to the next."""

    def __init__(self, project: Project, words: Words) -> None:
        self.project = project
        self.words = words
        self.matters: list[Matter] = []
        self.total = 0
        self.place = 0

    # What waits

    def load(self, record: bytes | None = None) -> None:
        """Read the list anew; stay at the record that was shown, or go to `record`, else to what stands there now."""
        wanted = record or (self.current.record if self.current else None)
        at_least = max(AT_ONCE, len(self.matters))
        self.matters = matters(self.project, self.words, limit=at_least)
        self.total = waiting(self.project)
        places = [place for place, one in enumerate(self.matters) if one.record == wanted]
        if places:
            self.place = places[0]
        elif record is not None and (found := matter(self.project, record, self.words)) is not None:
            # Further down than was read: it is shown first, and found again in its place later.
            self.matters.insert(0, found)
            self.place = 0
        self.place = min(self.place, max(0, len(self.matters) - 1))

    def load_more(self) -> None:
        """Read the next page of the list."""
        if self.matters:
            known = {one.record for one in self.matters}
            last = min(one.card.card for one in self.matters)
            found = matters(self.project, self.words, after=last)
            self.matters += [one for one in found if one.record not in known]

    @property
    def has_more(self) -> bool:
        return len(self.matters) < self.total

    @property
    def current(self) -> Matter | None:
        return self.matters[self.place] if self.place < len(self.matters) else None

    @property
    def question(self) -> Question | None:
        """The question that is asked now: the first one open in the record."""
        return self.current.questions[0] if self.current else None

    @property
    def others(self) -> tuple[Question, ...]:
        """What else is open in the record; nothing while it is not clear whether the record goes on."""
        if self.current is None or self.current.questions[0].is_of_record:
            return ()
        return self.current.questions[1:]

    def go(self, place: int) -> bool:
        """Show another record of the list; False at its ends."""
        if not 0 <= place < len(self.matters) or place == self.place:
            return False
        self.place = place
        return True

    def skip(self) -> None:
        """Leave this one for later: the next, and after the last the first again."""
        if self.place + 1 >= len(self.matters) and self.has_more:
            self.load_more()
        self.place = (self.place + 1) % len(self.matters) if self.matters else 0

    # Words

    def line(self) -> str:
        """How many there are, and that nothing is lost meanwhile."""
        if not self.matters:
            return ""
        return self.words.say("review.line", place=self.place + 1, total=max(self.total, len(self.matters)))

    def who_decides(self) -> str:
        """Whose decision it is, where it is not this person's."""
        names = self.words.say("title.list_mark").join(who_decides(self.project))
        return self.words.say("review.who_decides", names=names)

    def sides_for_all(self) -> list[Side]:
        """The sides that can be kept in the whole record: those with an answer to more than one question."""
        if self.current is None or len(self.current.questions) < 2 or not self._is_all_mine:
            return []
        questions = self.current.questions
        if questions[0].is_of_record:
            return []
        return [
            side
            for side in self.current.sides
            if sum(one.version_of(side.letter) is not None for one in questions) > 1
        ]

    @property
    def _is_all_mine(self) -> bool:
        return self.current is not None and all(one.is_mine for one in self.current.questions)

    def pair(self) -> tuple[Side, Side] | None:
        """The two sides of the question that is asked, for deciding between them everywhere; None for three."""
        current, question = self.current, self.question
        if current is None or question is None or len(question.versions) != 2 or not question.is_mine:
            return None
        by_letter = {side.letter: side for side in current.sides}
        found = [by_letter.get(one.letter) for one in question.versions]
        first, second = found
        return (first, second) if first is not None and second is not None else None

    # Deciding

    def keep(self, question: Question, version: Version) -> Settled:
        """Let one answer hold."""
        current = self.current
        assert current is not None
        return self._settle([Decision(current.record, question.group, question.stream, version.commit)])

    def keep_all(self, letter: str) -> Settled:
        """Let everything hold that one side answered in this record."""
        current = self.current
        assert current is not None
        return self._settle(
            [
                Decision(current.record, one.group, one.stream, version.commit)
                for one in current.questions
                if (version := one.version_of(letter)) is not None
            ]
        )

    def keep_other(self, question: Question, entries: Entries) -> Settled:
        """Let an answer hold that nobody gave. Raises Incomplete with what is wrong with it."""
        current = self.current
        assert current is not None
        done = settle_otherwise(self.project, current.record, question.group, entries, self.words)
        self._read_again()
        return done

    def foresee(self, one: Side, other: Side, rule: str, progress: Progress) -> Agreement:
        """What a rule would decide everywhere between two sides."""
        return agreement(self.project, one, other, rule, self.words, progress)

    def agree(self, found: Agreement, progress: Progress) -> Settled:
        """Do what was foreseen, as one action."""
        return settle(self.project, [Decision(*one) for one in found.chosen], "", progress)

    def undo(self, batch: bytes) -> Undone:
        """Ask again what was settled."""
        return undo(self.project, batch)

    def _settle(self, decisions: Sequence[Decision]) -> Settled:
        done = settle(self.project, decisions)
        self._read_again()
        return done

    def _read_again(self) -> None:
        """Look at the record that was just decided: what is still open in it, or on to the one behind it."""
        current = self.current
        found = matter(self.project, current.record, self.words) if current is not None else None
        if found is not None:
            self.matters[self.place] = found
        elif current is not None:
            del self.matters[self.place]
        self.total = waiting(self.project)
        if not self.matters and self.total:
            self.matters = matters(self.project, self.words)
        elif self.has_more and len(self.matters) < AT_ONCE // 2:
            self.load_more()
        self.place = min(self.place, max(0, len(self.matters) - 1))

    def told(self, done: Settled, answer: str = "") -> str:
        """What was done, in a sentence."""
        if done.answers == 1 and answer:
            return self.words.say("review.settled_one", answer=answer)
        key = "review.settled_many" if not done.passed_over else "review.settled_some"
        return self.words.say(key, answers=done.answers, count=done.records, left=done.passed_over)
