"""What every painted control that can be pressed has in common: keys, hover, a name for screen readers."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QWidget

from ui.widgets import strokes


class Pressable(QAbstractButton):
    """A button that is painted by its subclass. Enter presses it as Space does.

    The words are plain: an ampersand is an ampersand, never a hidden mnemonic.
    """

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = ""
        self._keys = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setText(words)

    def text(self) -> str:
        return self._words

    def setText(self, text: str) -> None:
        """Change the words, and the name that a screen reader says, together."""
        self._words = text
        super().setText(text.replace("&", "&&"))
        self.set_keys(self._keys)  # Qt forgets a shortcut when the text changes
        self.setAccessibleName(text)
        self.updateGeometry()

    def set_keys(self, keys: str) -> None:
        """A key combination that presses it from anywhere in the window, such as ``Ctrl+S``; none when empty."""
        self._keys = keys
        self.setShortcut(QKeySequence(keys))

    @property
    def keys(self) -> str:
        return self._keys

    @property
    def is_hot(self) -> bool:
        """Whether the pointer is over it and it can be pressed."""
        return self.isEnabled() and self.underMouse()

    @property
    def is_rtl(self) -> bool:
        return strokes.is_rtl(self)

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & _OTHER:
            if not event.isAutoRepeat():
                self.click()
            return
        super().keyPressEvent(event)


_OTHER = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)
