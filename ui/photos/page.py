"""The page of photos that fell on Today: they come in, are grouped, and become drafts when the person says so."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from camifield.changes import Changes
from camifield.commands.photo_groups import ClockOffer
from camifield.commands.photos import BroughtIn, Source, bring_in
from camifield.errors import Problem
from camifield.i18n import problems, words
from camifield.project.shots import Shot
from ui import keys
from ui.desk import Desk
from ui.photos.clock_row import ClockRow
from ui.photos.group_card import GroupCard
from ui.photos.presenter import KINDS, PhotosPresenter
from ui.widgets.banner import Banner
from ui.widgets.button import Button
from ui.widgets.chip import Choice
from ui.widgets.chip_row import ChipRow
from ui.widgets.finding import FindingLine
from ui.widgets.fold import FoldRow
from ui.widgets.header import ActionBar, PageHeader
from ui.widgets.layouts import Column
from ui.widgets.page import Page
from ui.widgets.picture_drop import PictureDrop
from ui.widgets.progress_row import ProgressRow
from ui.widgets.showing import show_only_if
from ui.widgets.text import Text
from ui.worker import Task

MOST_TOLD = 5


class PhotosPage(Page):
    """`made` with the ids of the drafts and what changed; `closed` to go back with nothing made."""

    made = Signal(list, object)
    closed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.presenter = PhotosPresenter(desk.project, desk.words)
        self._task: Task[BroughtIn] | None = None
        self._waiting: list[Source] = []
        self._has_looked = False
        self._header = PageHeader(words.say("photos.title"), has_back=True)
        self._header.back.connect(self.closed)
        self.body.addWidget(self._header)
        self.progress = ProgressRow()
        self.body.addWidget(self.progress)
        self._told = self._part(4)
        self._clocks = self._part(8)
        content = ClockRow()
        content.typed.connect(self._on_clock_typed)
        self._clock_row = content
        self._fold = FoldRow(words.say("photos.clock_by_hand"), content)
        self.body.addWidget(self._fold)
        choices = [Choice(kind, words.say(f"kind.{kind}")) for kind in KINDS]
        self._kind = ChipRow(choices, name=words.say("photos.kind"), is_required=True)
        self._kind.set_chosen([KINDS[0]])
        self._kind.changed.connect(self._on_kind)
        self.body.addWidget(self._kind)
        self._how = Text("", "help", tone="ink2")
        self.body.addWidget(self._how)
        self._groups = self._part(12)
        self.cards: list[GroupCard] = []
        self.body.addStretch(1)
        self.set_bar(self._make_bar())
        PictureDrop(self).given.connect(self.add)
        self._refresh()

    def _part(self, gap: float) -> Column:
        """A piece of the page that is filled anew."""
        holder = QWidget()
        column = Column(holder, gap=gap)
        self.body.addWidget(holder)
        return column

    def _make_bar(self) -> ActionBar:
        bar = ActionBar()
        cancel = Button(words.say("photos.no_drafts"), "quiet")
        cancel.clicked.connect(self.closed)
        bar.add_near(cancel)
        self.make = Button("", "accent", icon="photo", keys=keys.DO.first)
        self.make.clicked.connect(self._on_make)
        bar.add_far(self.make)
        return bar

    # Bringing in

    def add(self, sources: Sequence[Source]) -> None:
        """Bring pictures in beside the window; more may come while the first are on their way."""
        if self._task is not None:
            self._waiting += sources
            return
        project = self._desk.project
        came = self.presenter.came
        task = self._desk.run(lambda progress: bring_in(project, sources, progress, came.append), self)
        self._task = task
        self.progress.watch(task.progress)
        task.done.connect(self._on_brought)
        task.failed.connect(self._on_failed)
        task.ended.connect(self._on_ended)
        self._refresh()

    def take_up(self) -> None:
        """Show the photos that came before and wait to be described."""
        task = self._desk.read(self.presenter.look_for_waiting, self)
        task.done.connect(self._on_found)

    def _on_found(self, shots: list[Shot]) -> None:
        self.presenter.take_up(shots)
        self._refresh()
        self.make.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_brought(self, brought: BroughtIn) -> None:
        self._has_looked = False
        self.presenter.add(brought)
        if brought.is_stopped:
            self._waiting = []

    def _on_failed(self, problem: Problem) -> None:
        self.presenter.problems.append(problem)
        self._waiting = []

    def _on_ended(self) -> None:
        self._task = None
        self.presenter.keep_in_mind()
        self.progress.finish()
        self._refresh()
        if self._waiting:
            waiting, self._waiting = self._waiting, []
            self.add(waiting)
        elif self.presenter.shots:
            self.make.setFocus(Qt.FocusReason.OtherFocusReason)

    # What is shown

    def _refresh(self) -> None:
        presenter = self.presenter
        has_photos = bool(presenter.shots)
        self._header.set_line(presenter.line() if has_photos else "")
        _fill(self._told, self._tellings())
        banners: list[QWidget] = [self._clock_banner(offer) for offer in presenter.offers()]
        _fill(self._clocks, [*banners, *self._track_banners()])
        for part in (self._fold, self._kind, self._how):
            show_only_if(part, has_photos)
        self._how.setText(presenter.how_grouped())
        self.cards = [self._card(place) for place in range(len(presenter.groups))]
        _fill(self._groups, self.cards)
        self.make.setText(words.say("photos.make", count=len(presenter.groups)))
        self.make.setEnabled(has_photos and self._task is None)

    def _tellings(self) -> list[QWidget]:
        presenter = self.presenter
        lines: list[QWidget] = [FindingLine("told", sentence) for sentence in presenter.told]
        for problem in presenter.problems[:MOST_TOLD]:
            lines.append(FindingLine("error", problems.sentence(problem, presenter.words)))
        rest = presenter.problems[MOST_TOLD:]
        if rest:
            names = words.say("title.list_mark").join(str(one.parameters.get("file", "")) for one in rest)
            lines.append(
                FindingLine("error", words.say("photos.more_problems", count=len(rest), names=names))
            )
        if not presenter.shots and self._task is None and (presenter.problems or presenter.told):
            lines.append(FindingLine("told", words.say("photos.none_came")))
        return lines

    def _clock_banner(self, offer: ClockOffer) -> QWidget:
        is_corrected = self.presenter.is_corrected(offer)
        key = "photos.leave_clock" if is_corrected else "photos.correct_clock"
        banner = Banner(
            "ok" if is_corrected else "warning",
            self.presenter.offer_sentence(offer),
            words.say(key, count=offer.count),
        )
        shift = timedelta(0) if is_corrected else offer.behind
        banner.acted.connect(partial(self._on_correct, offer.model, shift))
        return banner

    def _track_banners(self) -> list[QWidget]:
        """The offer to look where people were; only where there are tracks to look in, and not a second time."""
        count = self.presenter.lacks_place()
        if not count or self._has_looked:
            return []
        banner = Banner(
            "told", words.say("photos.lack_place", count=count), words.say("photos.look_in_tracks")
        )
        banner.acted.connect(self._on_look_in_tracks)
        return [banner]

    def _on_look_in_tracks(self) -> None:
        self._has_looked = True
        task = self._desk.read(self.presenter.look_in_tracks, self)
        self.progress.watch(task.progress)
        task.done.connect(self.presenter.take_places)
        task.failed.connect(self.presenter.problems.append)
        task.ended.connect(self.progress.finish)
        task.ended.connect(self._refresh)

    def _on_correct(self, model: str, shift: timedelta) -> None:
        self.presenter.correct(model, shift)
        self._has_looked = False
        self._refresh()

    def _on_clock_typed(self, text: str, is_ahead: bool) -> None:  # noqa: FBT001  (a signal's own)
        is_understood = self.presenter.correct_all(text, is_ahead=is_ahead)
        self._clock_row.show_understood(is_understood)
        if is_understood:
            self._has_looked = False
            self._refresh()

    def _on_kind(self) -> None:
        self.presenter.kind = next(iter(self._kind.chosen()), KINDS[0])

    def _card(self, place: int) -> GroupCard:
        card = GroupCard(self.presenter, place)
        card.joined.connect(partial(self._on_joined, place))
        card.split.connect(partial(self._on_split, place))
        card.left_out.connect(partial(self._on_left_out, place))
        return card

    def _on_joined(self, place: int) -> None:
        self.presenter.join(place)
        self._show_group(place - 1)

    def _on_split(self, place: int, digest: bytes) -> None:
        self.presenter.split(place, digest)
        self._show_group(place + 1)

    def _on_left_out(self, place: int, digest: bytes) -> None:
        self.presenter.leave_out(place, digest)
        self._show_group(place)

    def _show_group(self, place: int) -> None:
        """Show the groups anew with the keyboard in one of them; the one that was pressed is gone."""
        self._refresh()
        if self.cards:
            card = self.cards[min(place, len(self.cards) - 1)]
            card.pictures[card.chosen].setFocus(Qt.FocusReason.OtherFocusReason)

    # Drafts

    def _on_make(self) -> None:
        self.make.setEnabled(False)
        task = self._desk.run(self.presenter.make, self)
        self.progress.watch(task.progress)
        task.done.connect(self._on_made)
        task.failed.connect(self._on_not_made)
        task.stopped.connect(self._refresh)
        task.ended.connect(self.progress.finish)

    def _on_made(self, found: tuple[list[bytes], Changes]) -> None:
        drafts, changes = found
        self.made.emit(drafts, changes)

    def _on_not_made(self, problem: Problem) -> None:
        self.presenter.problems.insert(0, problem)
        self._refresh()

    def end(self) -> None:
        """The page goes: what is on its way stops, and what came stays among the photos."""
        if self._task is not None:
            self._task.stop()

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)


def _fill(column: Column, widgets: Sequence[QWidget]) -> None:
    """Put these widgets into a part of the page, in the place of what is there."""
    holder = column.parentWidget()
    holder.setVisible(bool(widgets))
    while column.count():
        old = column.takeAt(0).widget()
        old.hide()
        old.deleteLater()
    for widget in widgets:
        column.addWidget(widget)
