"""What the table itself does not decide, asked once: three of its cells, and one button an answer."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.exchange.bringing_in.reading_words import Question
from ui.theme.theme import look
from ui.widgets import strokes
from ui.widgets.button import Button
from ui.widgets.columns import Columns
from ui.widgets.flow import FlowLayout
from ui.widgets.layouts import Row
from ui.widgets.mark import IconMark
from ui.widgets.severity import spoken
from ui.widgets.text import Text


class QuestionBar(QWidget):
    """`answered` with what was asked and the answer's code."""

    answered = Signal(str, str)

    def __init__(self, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.question = question
        columns = Columns(self, gap=12, sides=(16, 8, 12, 8))
        said = QWidget()
        row = Row(said, gap=12)
        row.addWidget(IconMark("question", "warning", px=20), 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(Text(question.sentence, "body"), 1)
        columns.place(said, least=420)
        answers = QWidget()
        flow = FlowLayout(answers, gap=8, line_gap=8)
        flow.add_spring()
        self.buttons: dict[str, Button] = {}
        for code, shown in question.answers:
            button = Button(shown)
            button.clicked.connect(lambda _=False, code=code: self.answered.emit(question.asked, code))
            flow.addWidget(button)
            self.buttons[code] = button
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        answers.setSizePolicy(policy)
        columns.place(answers, share=0, least=380)
        self.setSizePolicy(policy)
        self.setAccessibleName(spoken("question", question.sentence))

    def paintEvent(self, event: QPaintEvent, /) -> None:  # noqa: ARG002
        theme = look()
        painter = strokes.start(self)
        strokes.frame(
            painter,
            QRectF(self.rect()),
            fill=theme.tint("warning"),
            border=theme.tone("warning"),
            width=theme.sizes.border,
            radius=theme.sizes.radius_control,
        )
        painter.end()
