"""The floor of starting: the plainest window that QtWidgets can show, telling the moment of its first paint.

Run as a script, so that nothing but Qt is imported; with `--stay` it stays open.
"""

import sys
import time

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget


class BareWindow(QWidget):
    """As large as ours, with one line of text."""

    def paintEvent(self, event: QPaintEvent, /) -> None:  # noqa: N802  (Qt's name)
        super().paintEvent(event)
        QTimer.singleShot(0, self.on_painted)  # pyright: ignore[reportUnknownMemberType]  (overloads)

    def on_painted(self) -> None:
        sys.stdout.write(f"painted {time.time():.6f}\n")
        sys.stdout.flush()
        if "--stay" not in sys.argv:
            QApplication.quit()


app = QApplication(sys.argv)
window = BareWindow()
QVBoxLayout(window).addWidget(QLabel("CAMI Field"))
window.resize(1366, 768)
window.show()
app.exec()
