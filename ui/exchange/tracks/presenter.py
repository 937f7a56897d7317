"""What the page of tracks knows: the walks of a file in words, what is chosen of them, and what came of it. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from camifield.commands.many import Done
from camifield.commands.tracks import Chosen, Walk, WalksLooked, keep, look_at, put_on_track
from camifield.commands.undoing import Undone, undo
from camifield.fields.reading.dates import read_date, start_of
from camifield.geo.basemap import Shapes
from camifield.geo.tracks import as_wkt, simplified
from camifield.i18n import writing
from camifield.i18n.words import Words
from camifield.progress import Progress
from camifield.project.project import Project
from camifield.queries.tracked import Fitting, without_place
from camifield.queries.ways import way_shapes


@dataclass
class TracksPresenter:
    """One file of tracks being brought in."""

    project: Project
    words: Words
    path: Path
    looked: WalksLooked | None = None
    chosen: set[int] = field(default_factory=set[int])
    person: str = ""
    patrol: str = ""
    day: str = ""
    fitting: Sequence[Fitting] = ()

    def look(self, progress: Progress) -> WalksLooked:
        """Read the file. For the worker. Raises Problems and Stopped."""
        return look_at(self.project, self.path, progress)

    def take(self, looked: WalksLooked) -> None:
        """What was read is shown; all that is not here yet is chosen."""
        self.looked = looked
        self.chosen = {number for number, walk in enumerate(looked.walks) if not walk.is_here}
        here = self.project.people_here()
        self.person = (
            (here[0] if here else self.project.typist).hex() if here or self.project.settings.typed_by else ""
        )

    @property
    def walks(self) -> Sequence[Walk]:
        return self.looked.walks if self.looked else ()

    def line(self, walk: Walk) -> str:
        """A walk in one line: "11 March 2026 · 22:00–23:59 · 12.3 km · 4,300 points · Night"."""
        words = self.words
        day = (
            writing.date_text(walk.day.isoformat(), words.language)
            if walk.day
            else words.say("tracks.no_day")
        )
        kilometres = writing.number_text(f"{walk.length_m / 1000:.1f}", words.language)
        parts = (
            day,
            f"{walk.begins}–{walk.ends}" if walk.begins else "",
            words.say("title.kilometres", number=kilometres),
            words.say("track.points_told", count=len(walk.points)),
            walk.name,
            words.say("tracks.is_here") if walk.is_here else "",
        )
        return " · ".join(filter(None, parts))

    def notices(self) -> list[str]:
        """What is worth telling of the file."""
        found = self.looked.notices if self.looked else ()
        return [self.words.say(f"reading.notice.{one.code}", **one.parameters) for one in found]

    def ways(self) -> Shapes:
        """Where the chosen walks went; all walks while none is chosen."""
        chosen = [self.walks[number].points for number in sorted(self.chosen)]
        return way_shapes(as_wkt(simplified(one)) for one in chosen or (walk.points for walk in self.walks))

    @property
    def asks_day(self) -> bool:
        """Whether a chosen walk has no times."""
        return any(self.walks[number].day is None for number in self.chosen)

    def typed_day(self) -> date | None:
        """The day that somebody typed for walks without times; None for a text that is none, and for nothing."""
        order = self.project.settings.date_order or "dmy"
        value = read_date(
            self.day, today=self.project.today(), order=order, language=self.words.language
        ).value
        return start_of(value) if value else None

    def missing(self) -> str:
        """What must be said before the walks can be kept; empty when all is."""
        if not self.chosen:
            return self.words.say("tracks.choose_one")
        if not self.person:
            return self.words.say("tracks.say_who")
        if self.asks_day and self.typed_day() is None:
            return self.words.say("tracks.say_day")
        return ""

    def sentence(self) -> str:
        """What will be kept, in one line."""
        return self.words.say("tracks.will_keep", count=len(self.chosen))

    def keep(self, progress: Progress) -> Done:
        """Keep what is chosen. For the worker."""
        person, patrol = bytes.fromhex(self.person), bytes.fromhex(self.patrol) if self.patrol else None
        day = self.typed_day()
        chosen = [
            Chosen(walk, person, patrol or walk.patrol, walk.day or day)
            for number, walk in enumerate(self.walks)
            if number in self.chosen
        ]
        done = keep(self.project, self.path.name, chosen, self.words, progress)
        days = {known for one in chosen if (known := one.day) is not None}
        self.fitting = without_place(self.project, sorted(days))
        return done

    def take_back(self, batch: bytes) -> Undone:
        """Take back what was kept, or what was placed."""
        return undo(self.project, batch)

    def place(self) -> Done:
        """Give the records that have a time and no place the places on the track."""
        places = {one.record: one.there for one in self.fitting}
        return put_on_track(self.project, places, self.words, self.path.name)
