"""What the page of photos knows: the groups, the corrected clocks, and the drafts that come of them. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from camifield.changes import Changes
from camifield.commands.photo_drafts import make_drafts
from camifield.commands.photo_groups import APART, APART_M, ClockOffer, clock_offers, grouped
from camifield.commands.photos import BroughtIn
from camifield.commands.photos_waiting import let_go, let_wait, waiting
from camifield.errors import Problem
from camifield.i18n.words import Words
from camifield.media.moments import read_span
from camifield.media.photos import Photo
from camifield.progress import Progress
from camifield.project.project import Project
from camifield.project.shots import NONE, Shot, located, shift_of, shots_of
from camifield.queries.photos import clock_text, group_when, group_where, span_text, when_text
from camifield.queries.positions import metres_text
from camifield.queries.telling import BETWEEN
from camifield.queries.tracked import has_tracks, track_at

KINDS = ("sighting", "grazing", "conflict")


class PhotosPresenter:
    """Photos on their way to becoming drafts. A correction of a clock groups them anew; joining and splitting is the
    person's own.
    """

    def __init__(self, project: Project, words: Words) -> None:
        self.project = project
        self.words = words
        self.kind = KINDS[0]
        self.shots: list[Shot] = []
        self.groups: list[list[Shot]] = []
        self.shifts: dict[str, timedelta] = {}
        self.problems: list[Problem] = []
        self.told: list[str] = []
        self._left_out: list[bytes] = []
        self.came: list[Photo] = []  # the worker adds to it

    def add(self, brought: BroughtIn) -> None:
        """Take what was brought in, and group everything anew."""
        known = {shot.digest for shot in self.shots}
        new = [photo.sha256 for photo in brought.photos if photo.sha256 not in known]
        self.shots += shots_of(self.project, new)
        self.problems += brought.problems
        if brought.folders:
            counts = {"count": brought.inside, "passed": brought.passed_over}
            self.told.append(self.words.say("photos.from_folders", **counts))
        if brought.is_stopped:
            left = max(0, brought.count - len(brought.photos) - len(brought.problems))
            self.told.append(self.words.say("photos.stopped", count=left))
        self._group()

    def keep_in_mind(self) -> None:
        """Let what came wait, so that it is there also when nobody makes drafts of it now."""
        came, self.came[:] = list(self.came), []
        try:
            let_wait(self.project, [photo.sha256 for photo in came])
        except Problem as problem:
            self.problems.append(problem)
        except OSError:
            self.problems.append(Problem("disk-is-full"))

    def look_for_waiting(self, _progress: Progress) -> list[Shot]:
        """The photos that wait, but for those of which a record speaks by now; for the worker."""
        project, photos = self.project, waiting(self.project)
        project.learn()
        spoken_of = project.store.photos_spoken_of(photos)
        let_go(project, spoken_of)
        return shots_of(project, [one for one in photos if one not in spoken_of])

    def take_up(self, shots: list[Shot]) -> None:
        """Show these as well."""
        known = {shot.digest for shot in self.shots}
        self.shots += [shot for shot in shots if shot.digest not in known]
        self._group()

    def _group(self) -> None:
        self.groups = grouped(self.shots, self.shifts)

    # Clocks

    def offers(self) -> list[ClockOffer]:
        """The cameras whose clocks the satellites prove wrong."""
        return clock_offers(self.shots)

    def is_corrected(self, offer: ClockOffer) -> bool:
        """Whether the photos of that camera are put right by just that much."""
        return self.shifts.get(offer.model) == offer.behind

    def offer_sentence(self, offer: ClockOffer) -> str:
        """What is wrong with the clock of a camera, or by how much it was put right."""
        key = "photos.clock_corrected" if self.is_corrected(offer) else "photos.clock_wrong"
        return self.words.say(
            key,
            camera=offer.model or self.words.say("photos.camera_unnamed"),
            wrong=clock_text(offer.behind, self.words),
            span=span_text(offer.behind, self.words),
            shown=offer.shown_by,
            count=offer.count,
        )

    def correct(self, model: str, shift: timedelta) -> None:
        """Put the clock of a camera forward by `shift` for all its photos; zero leaves it as it was."""
        if shift == NONE:
            self.shifts.pop(model, None)
        else:
            self.shifts[model] = shift
        self._forget_tracks()
        self._group()

    def correct_all(self, typed: str, *, is_ahead: bool) -> bool:
        """Put every camera's clock right by a typed length of time; False where it is not understood."""
        span = read_span(typed) if typed.strip() else NONE
        if span is None:
            return False
        self.shifts = {
            shot.camera.model or "": -span if is_ahead else span for shot in self.shots if span != NONE
        }
        self._forget_tracks()
        self._group()
        return True

    # Places from tracks

    def lacks_place(self) -> int:
        """How many photos have a time and no place, where a track could tell it."""
        lacking = sum(1 for shot in self.shots if not shot.has_place and shot.taken() is not None)
        return lacking if lacking and has_tracks(self.project) else 0

    def look_in_tracks(self, _progress: Progress) -> list[Shot]:
        """The photos, those without a place put where a track was at their time; for the worker."""
        return located(self.shots, track_at(self.project, APART_M), self.shifts)

    def _forget_tracks(self) -> None:
        """At another time the track was elsewhere."""
        self.shots = [
            replace(shot, latitude="", longitude="", place_from="") if shot.place_from == "track" else shot
            for shot in self.shots
        ]

    def take_places(self, shots: Sequence[Shot]) -> None:
        """Take the photos with their places, and group them anew."""
        placed = sum(1 for shot in shots if shot.place_from == "track")
        self.shots = list(shots)
        self.told.append(self.words.say("photos.track_places", count=placed))
        self._group()

    # Groups

    def how_grouped(self) -> str:
        """The rule, in one sentence."""
        far = metres_text(APART_M, self.words.language)
        return self.words.say("photos.how_grouped", span=span_text(APART, self.words), distance=far)

    def line(self) -> str:
        """How many photos, and how many drafts of them."""
        photos = self.words.say("photos.attached", count=len(self.shots))
        return BETWEEN.join((photos, self.words.say("photos.drafts", count=len(self.groups))))

    def title(self, place: int) -> str:
        """When the photos of a group were taken: "12 March 2026, 09:20 – 09:35"."""
        return group_when(self.groups[place], self.shifts, self.words)

    def second(self, place: int) -> str:
        """Where they were taken, and how many they are."""
        return group_where(self.groups[place], self.words, self.project.settings.coordinates)

    def name(self, shot: Shot) -> str:
        """One photo for a screen reader: its file and its time."""
        taken = self._taken(shot)
        said = when_text(taken, self.words) if taken is not None else self.words.say("photos.no_time")
        return BETWEEN.join(filter(None, (shot.name, said)))

    def _taken(self, shot: Shot) -> datetime | None:
        return shot.taken(shift_of(shot, self.shifts))

    def join(self, place: int) -> None:
        """Let a group go into the one before it."""
        self.groups[place - 1 : place + 1] = [[*self.groups[place - 1], *self.groups[place]]]

    def split(self, place: int, digest: bytes) -> None:
        """Let a group end before a photo of it, which begins the next."""
        group = self.groups[place]
        at = next(at for at, shot in enumerate(group) if shot.digest == digest)
        if at:
            self.groups[place : place + 1] = [group[:at], group[at:]]

    def leave_out(self, place: int, digest: bytes) -> None:
        """Take a photo out of what becomes drafts."""
        self._left_out.append(digest)
        self.shots = [shot for shot in self.shots if shot.digest != digest]
        self.groups[place] = [shot for shot in self.groups[place] if shot.digest != digest]
        self.groups = [group for group in self.groups if group]

    def make(self, progress: Progress) -> tuple[list[bytes], Changes]:
        """Make the drafts; for the worker."""
        groups: Sequence[Sequence[Shot]] = [list(group) for group in self.groups]
        made = make_drafts(self.project, self.kind, groups, dict(self.shifts), self.words, progress)
        let_go(self.project, [*(shot.digest for group in groups for shot in group), *self._left_out])
        return made
