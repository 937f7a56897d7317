"""Opens a form twice in this process and tells the milliseconds of each: `python -m tests.bench.form_child ours FOLDER`.

`plain FOLDER COUNT` opens a page of as many plain editors instead: the floor.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFormLayout, QLabel, QLineEdit, QStackedWidget, QWidget

QUIET_S = 1.5


def wait(seconds: float) -> None:
    """Let the window do what it does when nobody touches it."""
    until = time.perf_counter() + seconds
    while time.perf_counter() < until:
        QApplication.processEvents()
        time.sleep(0.005)


def until_typing(begin: Callable[[], None], is_ready: Callable[[QWidget], bool]) -> float:
    """Milliseconds from `begin` until the keyboard stands in a ready widget and everything due is painted."""
    started = time.perf_counter()
    begin()
    while True:
        QApplication.processEvents()
        focused = QApplication.focusWidget()
        if focused is not None and is_ready(focused):
            break
    QApplication.processEvents()
    return (time.perf_counter() - started) * 1000


def open_ours(folder: Path) -> list[float]:
    """Ctrl+1 in the window of the project; again after going back. Then how many editors it made, of how many it has."""
    from tests.bench.large import opened
    from ui.desk import Desk
    from ui.forms.editors.editor import Editor
    from ui.forms.page import FormPage
    from ui.theme.theme import look, prepare
    from ui.window import Window

    prepare()
    app = QApplication([])
    look().apply(app, "light")
    project = opened(folder)
    window = Window(Desk(project))
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    wait(QUIET_S)

    def page_of(widget: QWidget | None) -> FormPage | None:
        while widget is not None and not isinstance(widget, FormPage):
            widget = widget.parentWidget()
        return widget

    took: list[float] = []
    counts: list[float] = []
    for _ in range(2):
        took.append(
            until_typing(
                lambda: QTest.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier),
                lambda focused: page_of(focused) is not None,
            )
        )
        page = page_of(QApplication.focusWidget())
        assert page is not None
        made = sum(isinstance(one, Editor) for one in page.findChildren(QWidget))  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]  (Qt's stub)
        counts = [made, len(set(page.presenter.layout.fields()))]
        page.leave()
        wait(0.3)
    window.close()
    window.desk.close()
    return [*took, *counts]


def open_plain(count: int) -> list[float]:
    """A page of labels and line edits, put over another page as the form is."""
    app = QApplication([])
    stack = QStackedWidget()
    stack.addWidget(QWidget())
    stack.resize(1366, 768)
    stack.show()
    stack.activateWindow()
    wait(QUIET_S)
    took: list[float] = []
    for _ in range(2):
        editors: list[QLineEdit] = []

        def begin(editors: list[QLineEdit] = editors) -> None:
            page = QWidget()
            lines = QFormLayout(page)
            for number in range(count):
                editors.append(QLineEdit())
                lines.addRow(QLabel(f"Question {number}"), editors[-1])
            stack.addWidget(page)
            stack.setCurrentWidget(page)
            editors[0].setFocus()

        took.append(until_typing(begin, lambda focused, editors=editors: focused is editors[0]))
        page = stack.currentWidget()
        stack.removeWidget(page)
        page.deleteLater()
        wait(0.3)
    app.quit()
    return took


if __name__ == "__main__":
    which, folder, *more = sys.argv[1:]
    numbers = open_ours(Path(folder)) if which == "ours" else open_plain(int(more[0]))
    sys.stdout.write(" ".join(map(str, numbers)) + "\n")
