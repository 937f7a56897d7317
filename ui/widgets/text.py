"""Labels: plain words in a role of type and a tone, tags, key caps, and one that is cut with an ellipsis."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.theme.roles import Role
from ui.theme.theme import look
from ui.theme.tokens import Tone
from ui.widgets import strokes


def tip(words: str) -> str:
    """Words as a tooltip that wraps, and in which nothing that people typed is taken for markup."""
    safe = words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return f"<qt>{safe}</qt>" if words else ""


class Text(QLabel):
    """Words that wrap by default. Plain: markup in names and notes is shown, never obeyed."""

    def __init__(
        self,
        words: str = "",
        role: Role = "body",
        *,
        tone: Tone = "ink",
        is_wrapped: bool = True,
        is_rich: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.RichText if is_rich else Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setProperty("tone", tone)
        self.setWordWrap(is_wrapped)
        self.setText(words)

    def set_tone(self, tone: Tone) -> None:
        """Change what the colour means; say it in words or with an icon too."""
        self.setProperty("tone", tone)
        self.style().unpolish(self)
        self.style().polish(self)


class _Mark(QLabel):
    """A small boxed label."""

    def __init__(self, words: str, role: Role, shape: str, parent: QWidget | None) -> None:
        super().__init__(words, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setProperty("shape", shape)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)


class TagLabel(_Mark):
    """A short fact in a box: a record's number, a step of a task."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(words, "strong", "tag", parent)


class KeyCap(_Mark):
    """The keys that do what the button beside it does."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(words, "small", "key", parent)


class ElidedLabel(QLabel):
    """One line that gives way: cut with an ellipsis, the whole in the tooltip and for screen readers.

    `is_ltr` keeps coordinates and Latin names from left to right in every window.
    """

    def __init__(
        self,
        words: str = "",
        role: Role = "body",
        *,
        tone: Tone = "ink",
        is_ltr: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._role: Role = role
        self._tone: Tone = tone
        self._is_ltr = is_ltr
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setText(words)

    def setText(self, text: str, /) -> None:
        super().setText(text)
        self.setToolTip(tip(text))

    def set_tone(self, tone: Tone) -> None:
        self._tone = tone
        self.update()

    def sizeHint(self) -> QSize:
        metrics = look().metrics(self._role)
        return QSize(metrics.horizontalAdvance(self.text()) + 2, metrics.height())

    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        return QSize(min(hint.width(), look().px(48)), hint.height())

    def paintEvent(self, event: QPaintEvent, /) -> None:  # noqa: ARG002
        theme = look()
        painter = strokes.start(self)
        rtl = strokes.is_rtl(self)
        tone: Tone = self._tone if self.isEnabled() else "ink3"
        strokes.write(
            painter,
            QRectF(self.rect()),
            self.text(),
            self._role,
            theme.tone(tone),
            rtl=rtl,
            is_ltr=self._is_ltr,
        )
        painter.end()
