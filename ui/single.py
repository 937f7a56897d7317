"""One window a project: a second start brings the first one forward instead of opening another."""

from __future__ import annotations

import hashlib
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

ANSWER_WITHIN_MS = 800


def name_of(folder: Path) -> str:
    """The name of the local socket of a project: its folder, hashed, since paths are too long for Windows' pipes."""
    digest = hashlib.sha256(str(folder.resolve()).encode("utf-8", "surrogatepass")).hexdigest()
    return f"camifield-{digest[:24]}"


def raise_first(folder: Path) -> bool:
    """Ask the window that has this project open to come forward; False when no window answers (a terminal, a crash)."""
    socket = QLocalSocket()
    socket.connectToServer(name_of(folder))
    if not socket.waitForConnected(ANSWER_WITHIN_MS):
        return False
    socket.write(b"raise")
    socket.waitForBytesWritten(ANSWER_WITHIN_MS)
    socket.disconnectFromServer()
    return True


class FirstWindow(QObject):
    """Listens for a second start. `asked` when the window should come forward."""

    asked = Signal()

    def __init__(self, folder: Path, parent: QObject) -> None:
        super().__init__(parent)
        name = name_of(folder)
        QLocalServer.removeServer(
            name
        )  # what a crash left; the project's lock says that nobody else is alive
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)
        self._server.listen(name)

    def _on_connection(self) -> None:
        while self._server.hasPendingConnections():
            self._server.nextPendingConnection().close()
            self.asked.emit()
