"""The account of a meeting: what came, what went, what was passed over and why; printed, and undone as one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from camifield.changes import Changes
from camifield.commands.meeting import bring_back, undo_meeting
from camifield.errors import Problem
from camifield.i18n import problems, words
from camifield.i18n.writing import whole_text
from camifield.progress import Progress
from camifield.queries.accounts import Account, account_of, built_on
from camifield.queries.foretold import Listed
from ui.desk import Desk
from ui.exchange.meeting.listed import ListedView
from ui.widgets.asking import Answer, Asking
from ui.widgets.banner import Banner
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.flow import FlowLayout
from ui.widgets.layouts import Column, Row
from ui.widgets.mark import IconMark
from ui.widgets.notice import Notice
from ui.widgets.progress_row import ProgressRow
from ui.widgets.seam import Seam
from ui.widgets.text import TagLabel, Text

NO, YES = "no", "yes"
SECTIONS = (("came", "take_in"), ("went", "hand_over"), ("left", "refused"))


class AccountPanel(Card):
    """`closed` when the person has read it; `changed` after the meeting was undone or brought back.

    With `has_more` it offers to look at what came meanwhile: `again`. `is_busy` while it is undone or brought back.
    """

    closed = Signal()
    changed = Signal()
    again = Signal()

    def __init__(self, desk: Desk, account: Account, *, has_more: bool = False) -> None:
        super().__init__(gap=8, sides=(24, 16, 24, 16))
        self._desk = desk
        self.account = account
        self._has_more = has_more
        self.is_busy = False
        self.notice, self.progress = Notice(), ProgressRow()
        self._content: QWidget | None = None
        self.body.addWidget(self.notice)
        self.body.addWidget(self.progress)
        self.body.addStretch(1)
        self.buttons: dict[str, Button] = {}
        self._fill()

    def _fill(self) -> None:
        if self._content is not None:
            self.body.removeWidget(self._content)
            self._content.hide()
            self._content.deleteLater()
        content = self._content = QWidget()
        column = Column(content, gap=10)
        account = self.account
        head = Row(gap=12)
        head.addWidget(Text(account.title, "card_title"), 1)
        if account.state != "done":
            head.addWidget(TagLabel(words.say(f"meet.state.{account.state}")))
        column.addLayout(head)
        column.addWidget(
            Text(words.say("meet.when_where", when=account.when, where=account.where), "help", tone="ink2")
        )
        for note in account.notes:
            column.addWidget(Banner("told", note))
        for name, icon in SECTIONS:
            lines: tuple[str, ...] = getattr(account, name)
            if lines:
                column.addWidget(Seam())
                column.addWidget(self._section(words.say(f"meet.section.{name}"), icon, lines))
        column.addWidget(self._foot())
        self.body.insertWidget(0, content)
        content.show()

    def _section(self, title: str, icon: str, lines: Sequence[str]) -> QWidget:
        holder = QWidget()
        row = Row(holder, gap=12)
        row.addWidget(IconMark(icon, "accent", px=20, line="row_title"), 0, Qt.AlignmentFlag.AlignTop)
        column = Column(gap=4)
        column.addWidget(Text(title, "row_title"))
        for line in lines:
            column.addWidget(Text(line, "body", tone="ink2"))
        row.addLayout(column, 1)
        return holder

    def _foot(self) -> QWidget:
        foot = QWidget()
        flow = FlowLayout(foot, gap=12, sides=(0, 8, 0, 0))
        self.buttons = {}
        if self.account.can_undo:
            self._add(flow, "undo", Button(words.say("meet.undo"), "quiet", icon="undo"), self.ask_undo)
        if self.account.can_return:
            self._add(
                flow, "return", Button(words.say("meet.bring_back"), "quiet", icon="undo"), self.bring_back
            )
        flow.add_spring()
        self._add(flow, "pdf", Button(words.say("print.save_pdf"), "quiet", icon="document"), self._on_pdf)
        self._add(flow, "print", Button(words.say("print.print"), icon="print"), self._on_print)
        close = Button(words.say("meet.done"), "outlined" if self._has_more else "accent")
        self._add(flow, "close", close, self.closed.emit)
        if self._has_more:
            again = Button(words.say("meet.look_again"), "accent", icon="refresh")
            self._add(flow, "again", again, self.again.emit)
        return foot

    def _add(self, flow: FlowLayout, name: str, button: Button, do: Callable[[], object]) -> None:
        button.clicked.connect(lambda _=False: do())
        self.buttons[name] = button
        flow.addWidget(button)

    def take_keyboard(self) -> None:
        """The keyboard begins at the way on: to what came meanwhile, else back to the page."""
        self.buttons["again" if self._has_more else "close"].setFocus(Qt.FocusReason.OtherFocusReason)

    # On paper

    def _on_print(self) -> None:
        from ui.print.pages import print_page

        print_page(self, self._page(), self.account.title)

    def _on_pdf(self) -> None:
        from ui.print.pages import save_pdf

        problem = save_pdf(self, self._page(), self._desk.project.settings.export_folder or "")
        if problem is not None:
            self._tell(problem)

    def _page(self) -> str:
        from ui.print.account_page import account_page

        return account_page(self.account, self._desk.project.settings.laptop, words.present())

    # The way back

    def ask_undo(self) -> None:
        """Name what was changed here on top of what came, then ask; where nothing was, ask at once."""
        project, language = self._desk.project, self._desk.words
        task = self._desk.run(lambda _: built_on(project, self.account.id, language), self)
        task.done.connect(self._on_built_on)
        task.failed.connect(self._tell)

    def _on_built_on(self, found: Sequence[Listed]) -> None:
        sentence = words.say("meet.undo_line")
        content: QWidget | None = None
        if found:
            count = whole_text(len(found), words.language())
            content = QWidget()
            column = Column(content, gap=8)
            told = words.say("meet.built_on", count=len(found), number=count)
            column.addWidget(Banner("warning", told))
            column.addWidget(ListedView(found, name=told))
        asking = Asking(
            self,
            words.say("meet.undo_title"),
            sentence,
            (
                Answer(NO, words.say("meet.leave_it")),
                Answer(YES, words.say("meet.undo"), "accent", "undo"),
            ),
            escape=NO,
            focus=NO,
            content=content,
        )
        asking.answered.connect(self._on_answered)

    def _on_answered(self, key: str) -> None:
        if key == YES:
            self.undo()

    def undo(self) -> None:
        """Set aside what the meeting brought."""
        project, meeting = self._desk.project, self.account.id
        self._begin(lambda progress: undo_meeting(project, meeting, progress), "meet.undone")

    def bring_back(self) -> None:
        """Take it back in."""
        project, meeting = self._desk.project, self.account.id
        self._begin(lambda progress: bring_back(project, meeting, progress), "meet.brought_back")

    def _begin(self, work: Callable[[Progress], Changes], key: str) -> None:
        self.is_busy = True
        for button in self.buttons.values():
            button.setEnabled(False)
        self.notice.hide()
        task = self._desk.run(work, self)
        self.progress.watch(task.progress)

        def on_done(changes: Changes) -> None:
            self._show_again()
            self.notice.tell(words.say(key))
            self._desk.tell(changes)
            self.changed.emit()

        def on_stopped() -> None:
            self._show_again()
            self.notice.tell(words.say("meet.moving_stopped"), severity="told")
            self._desk.tell(Changes(everything=True))
            self.changed.emit()

        task.done.connect(on_done)
        task.failed.connect(self._tell)
        task.stopped.connect(on_stopped)
        task.ended.connect(self.progress.finish)

    def _show_again(self) -> None:
        self.is_busy = False
        found = account_of(self._desk.project, self.account.id, self._desk.words)
        if found is not None:
            self.account = found
        self._fill()
        self.take_keyboard()

    def _tell(self, problem: Problem) -> None:
        self._show_again()
        self.notice.tell(problems.sentence(problem, words.present()), severity="error")
