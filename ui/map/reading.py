"""Tiles read and unpacked beside the window, the latest question first, and brought to their rasters between frames.

No signal crosses threads: what was read waits in a queue, and a timer on the window's thread takes it. Somebody who cannot
wait (a page of paper) takes a `StillRaster`.
"""

from __future__ import annotations

import threading
from collections import OrderedDict, deque
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage

from camifield.errors import Problem
from camifield.geo.tiles.package import Package, open_package, wrong
from ui.map.pictures import decoded
from ui.map.raster import Arrival, Raster, Tile

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

    from ui.map.canvas import Canvas

LOOK_EVERY_MS = 25
MOST_WAITING = 600
MOST_AT_ONCE = 12
"""Tiles that are handed over in one go: their places are found in a millisecond."""
MOST_KEPT = 16


class PackageReader:
    """One package, for one thread at a time: opened at the first question, its last pictures kept for the tiles in them."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._package: Package | None = None
        self._last: OrderedDict[Tile, QImage] = OrderedDict()

    def answer(self, tile: Tile | None) -> Arrival:
        """What a raster is told; never raises."""
        with self._lock:
            try:
                package = self._package
                if package is None:
                    package = self._package = open_package(self._path)
                if tile is None:
                    return Arrival(facts=package.facts)
                return self._look(package, tile)
            except Problem as problem:
                return Arrival(tile, problem=self._gone() or problem)
            except (
                Exception
            ):  # a stranger's file, read by decoders of others: whoever asked must hear something
                return Arrival(tile, problem=self._gone() or wrong("map-is-damaged", self._path))

    @property
    def is_open(self) -> bool:
        return self._package is not None

    def close(self) -> None:
        """Let the file go, after the question that is being answered; the next one opens it again."""
        with self._lock:
            package, self._package = self._package, None
            self._last.clear()
            if package is not None:
                package.close()

    def _look(self, package: Package, tile: Tile) -> Arrival:
        """The tile, or the nearest coarser one that there is; what is broken is as if it were not there."""
        broken: Problem | None = None
        for level in reversed(package.facts.levels):
            if level > tile.level:
                continue
            held = tile.at(level)
            kept = self._last.get(held)
            if kept is not None:
                return Arrival(tile, held, kept, problem=broken)
            try:
                data = package.tile(*held)
            except Problem as problem:
                broken = self._gone() or problem
                continue
            picture = None if data is None else decoded(data)
            if picture is not None:
                self._last[held] = picture
                if len(self._last) > MOST_KEPT:
                    self._last.popitem(last=False)
                return Arrival(tile, held, picture, problem=broken)
            if data is not None:
                broken = wrong("map-is-damaged", self._path)
        return Arrival(tile, problem=broken)

    def _gone(self) -> Problem | None:
        try:
            is_there = self._path.exists()
        except OSError:
            is_there = False
        return None if is_there else wrong("map-is-gone", self._path)


class AtOnce:
    """Answers before `ask` returns."""

    def __init__(self, reader: PackageReader) -> None:
        self._reader = reader

    def ask(self, raster: Raster, tile: Tile | None) -> None:
        raster.take(self._reader.answer(tile))


class StillRaster(Raster):
    """A raster for paper, which is painted once: it waits for its tiles. `close` it afterwards."""

    def __init__(self, path: Path, strength: int = 100) -> None:
        self._reader = PackageReader(path)
        super().__init__(AtOnce(self._reader), strength)

    def close(self) -> None:
        """Let the file go."""
        self._reader.close()


class _Question(NamedTuple):
    raster: Raster
    tile: Tile | None


class Reading(QObject):
    """Reads for the rasters of one canvas. `told` when facts or a problem came: the list of layers has more to say."""

    told = Signal()

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._pool: ThreadPoolExecutor | None = None
        self._lock = threading.Lock()
        self._waiting: deque[_Question] = deque()
        self._arrived: deque[tuple[_Question | None, Arrival]] = deque()
        self._readers: dict[Raster, PackageReader] = {}
        self._open = 0
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY_MS)
        self._timer.timeout.connect(self.on_look)

    def add(self, path: Path, strength: int) -> Raster:
        """A layer of a package; it is opened when it is first painted."""
        raster = Raster(self, strength)
        self._readers[raster] = PackageReader(path)
        return raster

    def remove(self, raster: Raster) -> None:
        """Let a package go: when this returns its file is closed."""
        with self._lock:
            self._waiting = deque(one for one in self._waiting if one.raster is not raster)
        reader = self._readers.pop(raster, None)
        if reader is not None:
            reader.close()

    def ask(self, raster: Raster, tile: Tile | None) -> None:
        """A question for the thread; the oldest of too many is let go, and asked again when its place is in view."""
        if raster not in self._readers:
            return
        with self._lock:
            self._waiting.append(_Question(raster, tile))
            late = self._waiting.popleft() if len(self._waiting) > MOST_WAITING else None
        if late is not None:
            late.raster.let_go(late.tile)
            if late.tile is not None:
                self._canvas.repaint_part(late.raster, late.tile.box)
        else:
            self._open += 1
            self._begun().submit(self._answer_one)
        if not self._timer.isActive():
            self._timer.start()

    @property
    def holds_files(self) -> bool:
        """Whether any package is open."""
        return any(reader.is_open for reader in self._readers.values())

    @property
    def is_busy(self) -> bool:
        """Whether anything that was asked is still to come."""
        return self._open > 0

    def on_look(self) -> None:
        """Hand over what came: on the window's thread, a little at a time."""
        is_news = False
        for _ in range(MOST_AT_ONCE):
            if not self._arrived:
                break
            question, arrival = self._arrived.popleft()
            self._open -= 1
            if question is None:
                continue
            raster = question.raster
            problem = raster.problem
            box = raster.take(arrival)
            if box is not None and raster in self._readers:
                self._canvas.repaint_part(raster, box)
            is_news = is_news or arrival.facts is not None or raster.problem is not problem
        if not self.is_busy:
            self._timer.stop()
        if is_news:
            self.told.emit()

    def rest(self) -> None:
        """Nobody looks at the map: let all files go, so that a stick can be pulled out. The thread ends with this object."""
        with self._lock:
            late, self._waiting = self._waiting, deque()
        for question in late:
            question.raster.let_go(question.tile)
            if question.tile is not None:
                self._canvas.tiles.spoil(question.raster, question.tile.box)
        for reader in self._readers.values():
            reader.close()

    def _begun(self) -> ThreadPoolExecutor:
        if self._pool is None:
            from concurrent.futures import ThreadPoolExecutor

            self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="camifield-tiles")
        return self._pool

    # On the thread

    def _answer_one(self) -> None:
        with self._lock:
            question = self._waiting.pop() if self._waiting else None
        reader = None if question is None else self._readers.get(question.raster)
        if question is None or reader is None:
            self._arrived.append((None, Arrival()))  # let go meanwhile
            return
        self._arrived.append((question, reader.answer(question.tile)))
