"""When saves were made, with the clocks put right that somebody put right, and what such a clock had said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from camifield.fields.clock_offset import offset_words
from camifield.i18n.words import Words
from camifield.project.project import Project
from camifield.queries.telling import moment_text
from camifield.queries.values import Card, StoredRecord


class Times:
    """Tells the times of saves in one language. A save is named by its feed (16 bytes) and its place there."""

    def __init__(self, project: Project, words: Words) -> None:
        self._project = project
        self._words = words
        self._corrections = project.corrections

    def at(self, feed: bytes, seq: int, claimed_ms: int) -> int:
        """Milliseconds since 1970, as corrected."""
        return self._corrections.at(feed, seq, claimed_ms)

    def text(self, feed: bytes, seq: int, claimed_ms: int) -> str:
        """The time as corrected, in words."""
        return moment_text(self.at(feed, seq, claimed_ms), self._project, self._words)

    def begun_ms(self, stored: StoredRecord) -> int:
        """When a record was first saved, as corrected."""
        saves = self._project.store.first_and_last_saves([stored.id]) if self._corrections else None
        return self.at(*saves[stored.id][0]) if saves and stored.id in saves else stored.created_ms

    def of_beginning(self, stored: StoredRecord) -> str:
        """When a record was first saved, as corrected, in words."""
        return moment_text(self.begun_ms(stored), self._project, self._words)

    def changed(self, cards: Sequence[Card]) -> Mapping[bytes, int]:
        """When these records were last saved, where a clock was put right: milliseconds since 1970."""
        if not self._corrections:
            return {}
        saves = self._project.store.first_and_last_saves([card.id for card in cards])
        return {record: self.at(*last) for record, (_, last) in saves.items()}

    def note(self, feed: bytes, seq: int, claimed_ms: int) -> str:
        """What the laptop had said, who put that right and by how much; empty where its clock was not corrected."""
        about = self._corrections.about(feed, seq)
        if not about or not (about[0].offset_ms or any(one.offset_ms for one in about)):
            return ""
        held, say = about[0], self._words.say
        told = say(
            "clock.note",
            when=moment_text(claimed_ms, self._project, self._words, with_year=True),
            who=self._project.names.name("person", held.author),
            change=offset_words(held.offset_ms, self._words),
        )
        if any(one.offset_ms != held.offset_ms for one in about):
            return f"{told} {say('clock.note_contested')}"
        return told
