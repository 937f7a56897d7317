"""Who said it: people, their laptops, and the letters by which the sides of one record are told apart."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from itertools import count

from camifield.clock import milliseconds
from camifield.fields.clock_offset import length_words
from camifield.i18n.words import Words
from camifield.project.project import Project
from camifield.queries.matters import Side, Speaker
from camifield.queries.telling import moment_text
from camifield.queries.times import Times
from camifield.revisions.headers import Stream
from camifield.store.disputes import Saying

A_DAY_MS = 86_400_000
AN_HOUR_MS = 3_600_000
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
SideKey = tuple[bytes, bytes]


class Speakers:
    """Tells sayings in words; reads each laptop's code once."""

    def __init__(self, project: Project, words: Words) -> None:
        self._project = project
        self._words = words
        self._roster = project.identity.roster
        keyring = project.identity.read_keys()
        self._here = {keys.device for keys in keyring.devices} if keyring is not None else set[bytes]()
        self._codes: dict[bytes, str] = {}
        self._times = Times(project, words)
        self._now_ms = milliseconds(project.clock.now())

    def key(self, saying: Saying) -> SideKey:
        """The person and the laptop of a saying; the feed stands for a laptop that the roster does not know."""
        feed = self._roster.feeds.get(saying.feed)
        return saying.author, feed.device.id if feed is not None else saying.feed

    def side(self, letter: str, key: SideKey) -> Side:
        person, device = key
        return Side(letter, person, device, self._who(person), self._laptop(device))

    def speaker(self, saying: Saying) -> Speaker:
        _, device = self.key(saying)
        return Speaker(
            self._who(saying.author),
            moment_text(saying.at_ms, self._project, self._words),
            saying.at_ms,
            self._laptop(device),
            device in self._here,
            (saying.why or "").strip(),
            self._clock(saying),
        )

    def letters(self, keys: Iterable[SideKey]) -> dict[SideKey, str]:
        """A letter for each side: this laptop first, then by name, the same whatever order they come in."""
        ordered = sorted(set(keys), key=lambda key: (key[1] not in self._here, self._who(key[0]), key))
        return {key: _letter(place) for place, key in enumerate(ordered)}

    def _who(self, person: bytes) -> str:
        return self._project.names.name("person", person)

    def _laptop(self, device: bytes) -> str:
        if device in self._here:
            return self._words.say("review.this_laptop", code=self._project.settings.laptop)
        code = self._code(device)
        return self._words.say("review.laptop", code=code) if code else self._words.say("review.other_laptop")

    def _code(self, device: bytes) -> str:
        """The letters of the numbers that were given there; empty for a laptop that began no record."""
        if device not in self._codes:
            known = self._roster.devices.get(device)
            feeds = [one.feed(Stream.OPEN) for one in known.incarnations] if known is not None else [device]
            numbers = map(self._project.store.number_of_feed, feeds)
            self._codes[device] = next((one.partition("-")[0] for one in numbers if "-" in one), "")
        return self._codes[device]

    def _clock(self, saying: Saying) -> str:
        """What can be said against the clock: that it was put right, else days ahead of ours, or behind what it had
        itself seen.
        """
        if note := self._times.note(saying.feed, saying.seq, saying.claimed_ms):
            return note
        if saying.at_ms > self._now_ms + A_DAY_MS:
            return self._off("review.clock_ahead", saying.at_ms - self._now_ms)
        if saying.seen_ms is not None and saying.seen_ms - saying.at_ms > AN_HOUR_MS:
            return self._off("review.clock_behind", saying.seen_ms - saying.at_ms)
        return ""

    def _off(self, key: str, length_ms: int) -> str:
        return self._words.say(key, length=length_words(length_ms, self._words, units=1))


def _letter(place: int) -> str:
    return LETTERS[place] if place < len(LETTERS) else f"{LETTERS[place % 26]}{place // 26}"


def spare_letter(taken: Collection[str]) -> str:
    """A letter that no side has: for two answers that came from one side."""
    return next(letter for place in count() if (letter := _letter(place)) not in taken)
