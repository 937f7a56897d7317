"""A map of one's own, from its file to the page: looked into beside the window, then copied here or used where it lies."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from camifield.commands.own_maps import copy_map, is_copy
from camifield.errors import Problem
from camifield.geo.tiles.package import ENDINGS, Facts, open_package, wrong
from camifield.i18n import problems, words
from camifield.i18n.writing import whole_text
from camifield.progress import Progress
from ui.desk import Desk
from ui.letter_files import starting_place
from ui.map.pictures import decoded
from ui.map_page.own_maps import OwnMaps
from ui.standing import keyboard_kept
from ui.widgets.asking import Answer, Asking, confirm
from ui.widgets.progress_row import ProgressRow
from ui.widgets.severity import Severity

COPY, USE, NO = "copy", "use", "no"
MEGABYTE = 1_000_000
Tell = Callable[[str, Severity], object]


class Looked(NamedTuple):
    """What a file is, after a look into it: its name, or the file's where it has none; the size in bytes."""

    path: Path
    name: str
    facts: Facts
    size: int


def look_into(path: Path) -> Looked:
    """Open a map and unpack one of its tiles. Raises Problem as `open_package` does, and ``map-tiles-too-large``."""
    package = open_package(path)
    try:
        if decoded(package.sample) is None:
            raise wrong("map-tiles-too-large", path)
        size = path.stat().st_size
    except OSError as error:
        raise wrong("map-not-readable", path) from error
    finally:
        package.close()
    return Looked(path, package.facts.name or path.stem, package.facts, size)


class AddingMap(QObject):
    """Asks and works for one file after the other. `on_changed` is called when the list of layers is another one, `on_copying`
    when there is something to watch.
    """

    def __init__(
        self,
        desk: Desk,
        page: QWidget,
        maps: OwnMaps,
        progress: ProgressRow,
        tell: Tell,
        on_changed: Callable[[], object],
        on_copying: Callable[[], object],
    ) -> None:
        super().__init__(page)
        self._desk = desk
        self._page = page
        self._maps = maps
        self._progress = progress
        self._tell = tell
        self._on_changed = on_changed
        self._on_copying = on_copying
        self._waiting: list[Path] = []
        self._is_busy = False
        self.asking: Asking | None = None

    def choose(self) -> None:
        """Ask for a file; the dialog begins at a stick that is plugged in."""
        endings = " ".join(f"*{one}" for one in ENDINGS)
        filters = f"{words.say('layers.maps_filter', endings=endings)};;{words.say('import.all_filter')}"
        title = words.say("layers.add_title")
        with keyboard_kept(self._page):
            told, _ = QFileDialog.getOpenFileName(self._page, title, str(starting_place(self._desk)), filters)
        if told:
            self.add([Path(told)])

    def add(self, paths: Sequence[Path]) -> None:
        """Look into files and ask what shall be done with each."""
        self._waiting += paths
        self._go_on()

    def _go_on(self) -> None:
        if self._is_busy or not self._waiting:
            return
        self._is_busy = True
        path = self._waiting.pop(0)
        task = self._desk.read(lambda _: look_into(path), self)
        task.done.connect(self._on_looked)
        task.failed.connect(self._on_failed)
        task.stopped.connect(self._done)

    def _done(self) -> None:
        self._is_busy = False
        self._on_changed()
        self._go_on()

    def _on_failed(self, problem: Problem) -> None:
        self._tell(problems.sentence(problem, words.present()), "error")
        self._done()

    def _on_looked(self, looked: Looked) -> None:
        there = self._maps.place_of(looked.path)
        if there is not None:
            self._maps.show(there, True)
            self._tell(words.say("layers.already", name=self._maps.name(there)), "told")
            self._done()
        elif is_copy(self._desk.project, looked.path):
            self._take(looked, looked.path)
        else:
            self._ask(looked)

    def _ask(self, looked: Looked) -> None:
        size = whole_text(max(1, round(looked.size / MEGABYTE)), words.language())
        asking = self.asking = Asking(
            self._page,
            words.say("layers.ask_title", name=looked.name),
            words.say("layers.ask", file=looked.path.name, size=size),
            (
                Answer(NO, words.say("kit.cancel")),
                Answer(USE, words.say("layers.use")),
                Answer(COPY, words.say("layers.copy"), "accent"),
            ),
            escape=NO,
        )

        def on_answered(key: str) -> None:
            self.asking = None
            if key == USE:
                self._take(looked, looked.path)
            elif key == COPY:
                self._copy(looked)
            else:
                self._done()

        asking.answered.connect(on_answered)

    def _copy(self, looked: Looked) -> None:
        project = self._desk.project

        def work(progress: Progress) -> Path:
            return copy_map(project, looked.path, progress)

        def on_copied(path: Path) -> None:
            self._take(looked, path)

        def on_stopped() -> None:
            self._tell(words.say("layers.copy_stopped", name=looked.name), "told")
            self._done()

        self._on_copying()
        task = self._desk.run(work, self)
        self._progress.watch(task.progress)
        task.ended.connect(self._progress.finish)
        task.done.connect(on_copied)
        task.failed.connect(self._on_failed)
        task.stopped.connect(on_stopped)

    def _take(self, looked: Looked, path: Path) -> None:
        self._maps.add(path, looked.name, looked.facts)
        self._tell(words.say("layers.added", name=looked.name), "ok")
        self._done()

    def take_away(self, place: int) -> None:
        """Take a map away; where its file goes with it, that is asked first."""
        maps = self._maps
        name = maps.name(place)

        def act() -> None:
            maps.take_away(place)
            self._tell(words.say("layers.taken_away", name=name), "ok")
            self._on_changed()

        if not maps.is_copy(place):
            act()
            return
        self.asking = confirm(
            self._page,
            words.say("layers.take_away_title", name=name),
            words.say("layers.take_away_sentence"),
            words.say("layers.take_away_do"),
            act,
            icon="delete",
            is_grave=True,
        )
