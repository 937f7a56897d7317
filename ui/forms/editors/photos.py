"""Photos of a record: chosen, dropped or pasted, stored once by content beside the window, shown small."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from camifield.commands.photos import BroughtIn, Source
from camifield.errors import Problem
from camifield.fields.values import Entry
from camifield.i18n import problems, words
from camifield.media.photos import Photo
from camifield.media.picking import ENDINGS
from camifield.progress import Progress
from ui.forms.editors.editor import Editor, codes_of_entry
from ui.forms.photo_line import PhotoLine
from ui.standing import keyboard_kept
from ui.widgets.button import Button
from ui.widgets.finding import FindingLine
from ui.widgets.flow import FlowLayout
from ui.widgets.layouts import Column
from ui.widgets.picture_button import PictureButton
from ui.widgets.progress_row import ProgressRow
from ui.worker import Run, Task

PICTURES = QStandardPaths.StandardLocation.PicturesLocation
MOST_TOLD = 3
FILLED = "filled_from_photo"
Bring = Callable[[Sequence[Source], Progress, Callable[[Photo], None]], BroughtIn]


@dataclass(frozen=True)
class PhotoKeeping:
    """What an editor of photos stands on. Photos are called by their SHA-256 in hexadecimal.

    `bring` keeps pictures, for the worker that `run` begins; `thumbnail` gives the small picture of one; `line` what it
    says beside what was typed; `use` gives answers to questions that have none.
    """

    bring: Bring
    run: Run
    thumbnail: Callable[[str], Path | None]
    line: Callable[[str], PhotoLine | None]
    use: Callable[[Mapping[str, Entry]], None]


class PhotosEditor(Editor):
    """A strip of photos; the chosen one says below when and where it was taken. `act` with `FILLED` when answers were
    taken from it.
    """

    _folder = ""  # where the last photos came from; the next are likely beside them

    def __init__(self, name: str, keeping: PhotoKeeping) -> None:
        super().__init__()
        self._keeping = keeping
        self._photos: list[str] = []
        self._chosen = ""
        self._arrived: deque[Photo] = deque()
        self._task: Task[BroughtIn] | None = None
        self._waiting: list[Source] = []
        self._problems: list[Problem] = []
        column = Column(self, gap=4)
        strip = QWidget()
        self._flow = FlowLayout(strip, gap=12, line_gap=8)
        self._tiles: dict[str, PictureButton] = {}
        self.button = Button(words.say("form.add_photo"), icon="photo_new")
        self.button.setAccessibleName(name)
        self.button.clicked.connect(self._on_add)
        self._flow.addWidget(self.button)
        column.addWidget(strip)
        self.progress = ProgressRow(self)
        column.addWidget(self.progress)
        self._column = column
        self._told: list[FindingLine] = []
        self._line: FindingLine | None = None
        self._shown_line: PhotoLine | None = None
        self.setFocusProxy(self.button)

    # Bringing in

    @property
    def is_busy(self) -> bool:
        """Whether photos are on their way."""
        return self._task is not None

    def _on_add(self) -> None:
        patterns = " ".join(f"*{ending} *{ending.upper()}" for ending in ENDINGS)
        with keyboard_kept(self):
            names, _ = QFileDialog.getOpenFileNames(
                self,
                words.say("form.add_photo"),
                self._folder or QStandardPaths.writableLocation(PICTURES),
                f"{words.say('form.photo_files')} ({patterns})",
            )
        if names:
            PhotosEditor._folder = str(Path(names[0]).parent)
        self.add([Path(name) for name in names])

    def add(self, sources: Sequence[Source]) -> None:
        """Bring pictures in beside the window; one that cannot be taken is told, and the rest go on."""
        if not sources:
            return
        if self._task is not None:
            self._waiting += sources
            return
        self._problems = []
        self._tell([])
        self._begin(sources)

    def _begin(self, sources: Sequence[Source]) -> None:
        bring, arrived = self._keeping.bring, self._arrived
        task = self._keeping.run(lambda progress: bring(sources, progress, arrived.append), self)
        self._task = task
        self.progress.watch(task.progress)
        task.stepped.connect(self._take)
        task.done.connect(self._on_done)
        task.failed.connect(self._on_failed)
        task.ended.connect(self._on_ended)

    def _take(self) -> None:
        """Take what has come so far."""
        new: list[str] = []
        while self._arrived:
            photo = self._arrived.popleft().sha256.hex()
            if photo not in self._photos and photo not in new:
                new.append(photo)
        if new:
            self._photos += new
            self._chosen = new[0]
            self._show()
            self.changed.emit()

    def _on_done(self, brought: BroughtIn) -> None:
        self._take()
        self._problems += brought.problems
        told: list[str] = []
        if brought.folders:
            told.append(words.say("photos.from_folders", count=brought.inside, passed=brought.passed_over))
        if brought.is_stopped:
            left = brought.count - len(brought.photos) - len(brought.problems)
            told.append(words.say("photos.stopped", count=max(0, left)))
            self._waiting = []
        self._tell(told)

    def _on_failed(self, problem: Problem) -> None:
        self._take()
        self._problems.append(problem)
        self._waiting = []
        self._tell([])

    def _on_ended(self) -> None:
        self._task = None
        self.progress.finish()
        if self._waiting:
            waiting, self._waiting = self._waiting, []
            self._begin(waiting)

    def finish(self) -> bool:
        """Before the page goes: take what has come, and let the rest be. Whether anything was left behind."""
        task, self._task = self._task, None
        self._waiting = []
        if task is not None:
            task.stop()
        self._take()
        return task is not None

    def _tell(self, sentences: Sequence[str]) -> None:
        """Say what was not taken, or kept but cannot be shown."""
        for line in self._told:
            line.hide()
            self._column.removeWidget(line)
            line.deleteLater()
        self._told = [FindingLine("told", sentence, parent=self) for sentence in sentences]
        for problem in self._problems[:MOST_TOLD]:
            self._told.append(FindingLine("error", problems.sentence(problem, words.present()), parent=self))
        rest = self._problems[MOST_TOLD:]
        if rest:
            names = words.say("title.list_mark").join(str(one.parameters.get("file", "")) for one in rest)
            sentence = words.say("photos.more_problems", count=len(rest), names=names)
            self._told.append(FindingLine("error", sentence, parent=self))
        for line in self._told:
            self._column.addWidget(line)

    # The strip

    def _show(self) -> None:
        had_keyboard = any(picture.hasFocus() for picture in self._tiles.values())
        self._flow.removeWidget(self.button)
        for photo, picture in list(self._tiles.items()):
            self._flow.removeWidget(picture)
            if photo not in self._photos:
                picture.hide()
                picture.deleteLater()
                del self._tiles[photo]
        if self._chosen not in self._photos:
            self._chosen = self._photos[-1] if self._photos else ""
        for place, photo in enumerate(self._photos, 1):
            picture = self._tiles.get(photo) or self._make(photo)
            picture.setAccessibleName(words.say("records.photo", number=place, count=len(self._photos)))
            self._flow.addWidget(picture)
        self._flow.addWidget(self.button)
        self._mark_chosen()
        self.refresh()
        self.grown.emit()
        if had_keyboard:
            self._chosen_picture().setFocus(Qt.FocusReason.OtherFocusReason)

    def _make(self, photo: str) -> PictureButton:
        picture = self._tiles[photo] = PictureButton("", self)
        picture.show_picture(self._keeping.thumbnail(photo))
        picture.clicked.connect(lambda: self.choose(photo))
        return picture

    def _mark_chosen(self) -> None:
        """The chosen one is the one stop for Tab; the arrows go on from there."""
        for photo, picture in self._tiles.items():
            is_chosen = photo == self._chosen
            picture.set_chosen(is_chosen)
            picture.setFocusPolicy(Qt.FocusPolicy.StrongFocus if is_chosen else Qt.FocusPolicy.ClickFocus)

    def _chosen_picture(self) -> QWidget:
        return self._tiles.get(self._chosen, self.button)

    @property
    def pictures(self) -> list[PictureButton]:
        """The photos of the strip, in order."""
        return [self._tiles[photo] for photo in self._photos]

    def choose(self, photo: str) -> None:
        """Speak of this photo below the strip."""
        self._chosen = photo
        self._mark_chosen()
        self.refresh()

    def remove(self, photo: str) -> None:
        """Take a photo off the record; its file stays where it came from, and in the project."""
        at = self._photos.index(photo)
        self._photos.remove(photo)
        self._chosen = self._photos[min(at, len(self._photos) - 1)] if self._photos else ""
        self._show()
        self._chosen_picture().setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def refresh(self) -> None:
        """Say anew what the chosen photo says beside what is typed by now."""
        line = self._keeping.line(self._chosen) if self._chosen else None
        if line == self._shown_line:
            return
        self._shown_line = line
        if self._line is not None:
            self._column.removeWidget(self._line)
            self._line.hide()
            self._line.deleteLater()
        self._line = self._make_line(line) if line is not None else None
        if self._line is not None:
            self._column.insertWidget(2, self._line)
        self.grown.emit()

    def _make_line(self, line: PhotoLine) -> FindingLine:
        made = FindingLine(line.severity, line.sentence, parent=self)
        for offer in line.offers:
            made.offer(offer.words).clicked.connect(lambda _=False, offer=offer: self._on_use(offer.entries))
        made.offer(words.say("photos.remove")).clicked.connect(lambda: self.remove(self._chosen))
        return made

    def _on_use(self, entries: Mapping[str, Entry]) -> None:
        self._keeping.use(entries)
        self.act.emit(FILLED)
        self._chosen_picture().setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        """Arrows go from photo to photo, Delete takes the chosen one off."""
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()), 0)
        on_picture = any(picture.hasFocus() for picture in self._tiles.values())
        if on_picture and event.key() == Qt.Key.Key_Delete:
            self.remove(self._chosen)
        elif on_picture and step:
            at = self._photos.index(self._chosen) + (-step if self.isRightToLeft() else step)
            self.choose(self._photos[max(0, min(at, len(self._photos) - 1))])
            self._chosen_picture().setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    def entry(self) -> Entry:
        return list(self._photos)

    def set_entry(self, entry: Entry) -> None:
        photos = codes_of_entry(entry)
        if photos != self._photos:
            self._photos = photos
            self._show()
