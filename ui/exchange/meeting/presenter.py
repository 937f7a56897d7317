"""One meeting on its way: the road, what was seen on it, and what was chosen. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path

from camifield.commands.meeting import (
    Choice,
    Met,
    Way,
    file_way,
    folder_way,
    keep_word,
    look,
    meet,
)
from camifield.i18n.words import Words
from camifield.progress import Progress
from camifield.project.project import Project
from camifield.queries.accounts import Account, account_of
from camifield.queries.previews import PhotoOffer, Preview, preview, size_text

BOTH, IN, OUT = "both", "in", "out"
LARGE_SHARE = 0.1


class MeetingPresenter:
    """`direction` is both for folders, in or out for files. `look` and `meet` are for the worker."""

    def __init__(
        self, project: Project, words: Words, open_way: Callable[[], Way], direction: str, place: str
    ) -> None:
        self.project = project
        self.words = words
        self.direction = direction
        self.place = place
        self.preview: Preview | None = None
        self.has_heard = False
        self._open_way = open_way
        self._way: Way | None = None
        self._seen: object = None

    @classmethod
    def of_folder(cls, project: Project, words: Words, root: Path, name: str = "") -> MeetingPresenter:
        """A stick, or a folder that others reach too."""
        return cls(project, words, lambda: folder_way(project, root), BOTH, name or root.name or str(root))

    @classmethod
    def of_file(cls, project: Project, words: Words, path: Path) -> MeetingPresenter:
        """A file that somebody sent."""
        return cls(project, words, lambda: file_way(project, path), IN, path.name)

    @classmethod
    def to_file(
        cls,
        project: Project,
        words: Words,
        path: Path,
        readers: Collection[bytes],
        part_bytes: int | None,
    ) -> MeetingPresenter:
        """A file to be sent to these laptops, in parts of at most so many bytes."""
        return cls(
            project,
            words,
            lambda: file_way(project, path, readers=readers, part_bytes=part_bytes),
            OUT,
            path.name,
        )

    def look(self, progress: Progress) -> Preview:
        """See what the meeting would change. Raises Problem and Stopped.

        Where there is nothing to take in or to hand over there will be no meeting: the others' word on what they
        hold is kept at once then, so that the page counts right (`has_heard`).
        """
        self.close()
        self._way = self._open_way()
        self._seen = seen = look(self.project, self._way, progress)
        self.preview = preview(self.project, seen, self.words, with_originals=self.direction == BOTH)
        self.has_heard = not (self.is_out or self.can_take or self.can_give) and bool(seen.seen.receipts)
        if self.has_heard:
            keep_word(self.project, seen)
        return self.preview

    def meet(self, choice: Choice, progress: Progress) -> Met:
        """Do it, as it was seen."""
        from camifield.commands.meeting import Outlook

        assert self._way is not None
        assert isinstance(self._seen, Outlook)
        return meet(self.project, self._way, self._seen, progress, choice)

    def account(self, met: Met) -> Account | None:
        """What the meeting did, in words."""
        return account_of(self.project, met.meeting.id, self.words)

    def close(self) -> None:
        """Let the road go."""
        if self._way is not None:
            self._way.close()
            self._way = None

    # Words

    @property
    def can_take(self) -> bool:
        """Whether there is anything to take in."""
        return self.preview is not None and self.preview.takes and self.direction != OUT

    @property
    def can_give(self) -> bool:
        """Whether there is anything to hand over."""
        found = self.preview
        return found is not None and self.direction != IN and (found.hands or self.is_out)

    @property
    def is_out(self) -> bool:
        """Whether a file is made for others."""
        return self.direction == OUT

    @property
    def has_photos(self) -> bool:
        """Whether originals could come or go."""
        found = self.preview
        return found is not None and bool(found.photos_in.digests or found.photos_out.digests)

    def title(self) -> str:
        """What the panel is about."""
        found = self.preview
        if self.is_out:
            return self.words.say("meet.title_out", name=self.place)
        if found is None:
            return self.words.say("meet.title_looking")
        if not found.who:
            key = "meet.title_no_news" if self.direction == IN else "meet.title_nobody"
            return self.words.say(key, name=self.place)
        if len(found.who) == 1:
            return self.words.say("meet.title_of", name=found.who[0])
        return self.words.say("meet.title_many", count=len(found.who))

    def line(self) -> str:
        """Who left it where and when, and how much it is."""
        found = self.preview
        if found is None or self.is_out:
            return ""
        if not found.who:
            return "" if self.direction == IN else self.words.say("meet.nobody_line", place=self.place)
        names = self.words.say("title.list_mark").join(found.who)
        key = "meet.line_file" if self.direction == IN else "meet.line_folder"
        told = self.words.say(
            key, names=names, place=self.place, when=found.since, size=size_text(found.size, self.words)
        )
        photos = self.words.say("meet.photos", count=found.photos) if found.photos else ""
        return self.words.say("meet.with_photos", told=told, photos=photos) if photos else told

    def gives_line(self) -> str:
        """What they would get, in a sentence."""
        found = self.preview
        if found is None or self.direction == IN:
            return ""
        if not found.gives:
            return self.words.say("meet.gives_nothing")
        if self.is_out:
            return self.words.say("meet.file_holds", told=found.gives)
        if found.who == found.shut_out:
            return self.words.say("meet.gives_others", told=found.gives)
        if len(found.who) == 1:
            return self.words.say("meet.gives_to", name=found.who[0], told=found.gives)
        return self.words.say("meet.gives_all", told=found.gives)

    def shut_out_line(self) -> str:
        """What becomes of laptops that are shut out and left something here; empty where there is none."""
        found = self.preview
        if found is None or not found.shut_out or self.direction == IN:
            return ""
        names = self.words.say("title.list_mark").join(found.shut_out)
        return self.words.say("meet.shut_out", names=names, count=len(found.shut_out))

    def nothing_line(self) -> str:
        """What is said where there is nothing to take in; empty where there is."""
        if self.can_take or self.is_out:
            return ""
        found = self.preview
        has_met = found is not None and found.who and not found.problems
        return self.words.say("meet.nothing_new" if has_met else "meet.nothing_here")

    def do_words(self) -> str:
        """The verb of the one large button."""
        if self.is_out:
            return self.words.say("meet.do_file")
        if self.can_take:
            return self.words.say("meet.do_both" if self.can_give else "meet.do_take")
        return self.words.say("meet.do_give" if self.can_give else "meet.do_photos")

    def photo_words(self, offer: PhotoOffer, *, is_in: bool) -> str:
        """One offer of originals: how many, how large, and what room there is."""
        return self.words.say(
            "meet.originals_in" if is_in else "meet.originals_out",
            count=len(offer.fitting),
            size=size_text(offer.fitting_bytes, self.words),
            free="" if offer.free is None else size_text(offer.free, self.words),
        )

    def no_room_words(self, offer: PhotoOffer) -> str:
        """How many originals find no room; empty where all do."""
        left = len(offer.digests) - len(offer.fitting)
        return self.words.say("meet.originals_no_room", count=left) if left else ""

    def is_modest(self, offer: PhotoOffer) -> bool:
        """Whether originals take so little of the room that they may as well go."""
        return bool(offer.fitting) and (offer.free is None or offer.size <= LARGE_SHARE * offer.free)
