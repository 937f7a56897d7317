"""A place that a receiver on a cable can answer: "Use the GPS" stands under the line while one is there and nothing is typed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

from camifield.clock import milliseconds, moment
from camifield.errors import Problem
from camifield.fields.clock_offset import length_words
from camifield.fields.field import Asking
from camifield.fields.place_words import position_text
from camifield.fields.values import Entry
from camifield.i18n import problems, words
from ui.forms.editors.photos import FILLED
from ui.forms.editors.place import PlaceEditor
from ui.forms.place_keeping import PlaceKeeping
from ui.widgets.button import Button
from ui.widgets.finding import FindingLine
from ui.widgets.flow import FlowLayout
from ui.widgets.progress_row import ProgressRow
from ui.worker import Run, Task

if TYPE_CHECKING:
    from camifield.devices.ports import Port
    from camifield.devices.receiver import Heard


@dataclass(frozen=True)
class GpsKeeping:
    """What asking a receiver stands on: `ports` lists where one may be, `run` begins work beside the window, `use` gives
    answers to questions that have none, `forget` takes back those that another place makes untrue. `compare` notes by how
    much the receiver's clock is ahead, and says whether that is to be told.
    """

    ports: Callable[[], list[Port]]
    run: Run
    use: Callable[[Mapping[str, Entry]], None]
    forget: Callable[[], bool]
    compare: Callable[[timedelta], bool]


class GpsPlaceEditor(PlaceEditor):
    """The line for a place, and below it the receiver. What was typed is never written over by it."""

    FIELDS = frozenset(("verbatim_coordinates",))  # what `Average.answers` answers

    def __init__(
        self, name: str, asking: Callable[[], Asking], hint: str, place: PlaceKeeping, gps: GpsKeeping
    ) -> None:
        super().__init__(name, asking, hint, place)
        self._gps = gps
        self._ports: list[str] = []
        self._task: Task[Heard] | None = None
        self._told: list[FindingLine] = []
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self.look)
        self._ask = QWidget(self)
        self._ask_flow = FlowLayout(self._ask, gap=8, line_gap=4)
        self.ask_buttons: list[Button] = []
        self.progress = ProgressRow(self)
        for below in (self._ask, self.progress):
            below.hide()
            self.column.addWidget(below)
        self.changed.connect(self._show_ask)
        self.box.textEdited.connect(self._on_typed)

    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        """Whoever comes to the line may have plugged a receiver in: look once the line has its frame."""
        if event.type() == QEvent.Type.FocusIn and watched is self.box and not self.box.text():
            self._soon.start()
        return super().eventFilter(watched, event)

    def look(self) -> None:
        """See which ports a receiver may be at, and offer each."""
        found = [port.name for port in self._gps.ports() if port.likelihood]
        if found != self._ports:
            self._ports = found
            for button in self.ask_buttons:
                self._ask_flow.removeWidget(button)
                button.hide()
                button.deleteLater()
            self.ask_buttons = [self._button(port) for port in found]
        self._show_ask()

    def _button(self, port: str) -> Button:
        key = "form.use_gps" if len(self._ports) == 1 else "form.use_gps_at"
        button = Button(words.say(key, port=port), "outlined", parent=self._ask)
        button.clicked.connect(lambda: self.listen(port))
        self._ask_flow.addWidget(button)
        return button

    def _show_ask(self) -> None:
        is_asked = bool(self._ports) and not self.box.text() and self._task is None
        if is_asked == self._ask.isHidden():
            self._ask.setVisible(is_asked)
            self.grown.emit()

    def _on_typed(self) -> None:
        if self._gps.forget():
            self.act.emit(FILLED)

    def listen(self, port: str) -> None:
        """Average for a minute beside the window."""
        from camifield.devices.receiver import Receiver

        self._tell([])
        self._task = task = self._gps.run(Receiver(port).average, self)
        self.destroyed.connect(task.progress.stop)
        self.box.setFocus()
        self._show_ask()
        self.progress.watch(task.progress)
        task.done.connect(self._on_done)
        task.failed.connect(self._on_failed)
        task.ended.connect(self._on_ended)

    def _on_done(self, heard: Heard) -> None:
        average = heard.average
        writing = self._asking().coordinates
        here = position_text(average.latitude, average.longitude, words.present(), writing)
        fixes = words.say("form.gps_told", count=average.used, coordinates=here, metres=average.uncertainty_m)
        told = [FindingLine("told", fixes, parent=self)]
        if heard.problem is not None:
            told.append(_problem_line(heard.problem))
        if heard.clock_behind is not None and self._gps.compare(heard.clock_behind):
            off_ms = milliseconds(moment(0) + heard.clock_behind)
            key = "gps.clock_behind" if off_ms > 0 else "gps.clock_ahead"
            sentence = words.say(key, length=length_words(off_ms, words.present()))
            told.append(FindingLine("warning", sentence, parent=self))
        self._tell(told)
        if not self.box.text():
            self._gps.use(average.answers())
            self.act.emit(FILLED)

    def _on_failed(self, problem: Problem) -> None:
        self._tell([_problem_line(problem)])

    def _on_ended(self) -> None:
        self._task = None
        self.progress.finish()
        self._show_ask()

    def _tell(self, lines: list[FindingLine]) -> None:
        for line in self._told:
            self.column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._told = lines
        for line in lines:
            self.column.addWidget(line)

    @property
    def told(self) -> list[str]:
        """What is said of the receiver now."""
        return [line.sentence for line in self._told]

    def set_entry(self, entry: Entry) -> None:
        super().set_entry(entry)
        if not entry and self._task is None:  # the next record: what was said is of the one before
            self._tell([])
        self._show_ask()

    def finish(self) -> bool:
        """The page goes: a receiver that is still listened to is let go."""
        task, self._task = self._task, None
        if task is not None:
            task.stop()
        return False  # nothing of the record was on its way


def _problem_line(problem: Problem) -> FindingLine:
    return FindingLine("error", problems.sentence(problem, words.present()))
