"""Typing in any script: pytest-qt's own key clicks abort on letters beyond Latin."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, Qt, SignalInstance
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot


def stand(qtbot: QtBot, window: QWidget, focus: QWidget) -> None:
    """Open a window as a person would find it: active, with the keyboard at `focus`."""
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    focus.setFocus()


def press(key: Qt.Key, text: str = "", modifiers: Qt.KeyboardModifier | None = None) -> None:
    """Send one key to whatever has the focus."""
    focused = QApplication.focusWidget()
    assert focused is not None
    send(focused, key, text, modifiers)


def send(widget: QWidget, key: Qt.Key, text: str = "", modifiers: Qt.KeyboardModifier | None = None) -> None:
    """Send one key to a widget."""
    held = Qt.KeyboardModifier.NoModifier if modifiers is None else modifiers
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(widget, QKeyEvent(kind, key, held, text))


def write(words: str) -> None:
    """Type words, letter by letter, into whatever has the focus."""
    for letter in words:
        press(Qt.Key.Key_unknown, letter)


def has_focus(widget: QWidget) -> bool:
    """Whether the keyboard is there."""
    return QApplication.focusWidget() is widget


def tap(widget: QWidget, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key as the window system would: shortcuts and Tab work, letters beyond Latin do not."""
    QTest.keyClick(widget, key, held)


def click(widget: QWidget, at: QPoint) -> None:
    """Click with the left button."""
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)


def heard(signal: SignalInstance) -> list[object]:
    """A list that grows with what a signal of one value says."""
    said: list[object] = []

    def on_said(value: object) -> None:
        said.append(value)

    signal.connect(on_said)
    return said
