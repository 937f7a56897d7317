"""One window a project: a second start brings the first one forward, and hands it the file it was started with."""

from __future__ import annotations

import base64
import binascii
import hashlib
import os
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

ANSWER_WITHIN_MS = 800
HEAR_OUT_MS = 3000
LONGEST_MESSAGE = 8192
RAISE, OPEN = b"raise", b"open "
SUFFIX = ".cfb"


def name_of(folder: Path) -> str:
    """The name of the local socket of a project: its folder, hashed, since paths are too long for Windows' pipes."""
    digest = hashlib.sha256(str(folder.resolve()).encode("utf-8", "surrogatepass")).hexdigest()
    return f"camifield-{digest[:24]}"


def message_of(file: Path | None) -> bytes:
    """What a second start says: one line, in which a path of any letters is plain ASCII."""
    if file is None:
        return RAISE + b"\n"
    line = OPEN + base64.b64encode(os.fsencode(file.absolute())) + b"\n"
    return line if len(line) <= LONGEST_MESSAGE else RAISE + b"\n"


def file_in(message: bytes) -> Path | None:
    """The file that a message asks to open: one of ours by its name, whole path, there. None for anything else."""
    line = message.strip()
    if len(message) > LONGEST_MESSAGE or not line.startswith(OPEN):
        return None
    try:
        path = Path(os.fsdecode(base64.b64decode(line.removeprefix(OPEN), validate=True)))
        is_ours = path.is_absolute() and path.suffix.casefold() == SUFFIX and path.is_file()
    except (binascii.Error, ValueError, OSError):
        return None
    return path if is_ours else None


def raise_first(folder: Path, file: Path | None = None) -> bool:
    """Ask the window that has this project open to come forward, and to open `file`; False when no window answers (a
    terminal, a crash).
    """
    socket = QLocalSocket()
    socket.connectToServer(name_of(folder))
    if not socket.waitForConnected(ANSWER_WITHIN_MS):
        return False
    socket.write(message_of(file))
    socket.waitForBytesWritten(ANSWER_WITHIN_MS)
    socket.disconnectFromServer()
    return True


class FirstWindow(QObject):
    """Listens for a second start. `asked` when the window should come forward, `opened` with the file it was given."""

    asked = Signal()
    opened = Signal(object)

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
            socket = self._server.nextPendingConnection()
            socket.readyRead.connect(partial(self._on_said, socket))
            socket.disconnected.connect(socket.deleteLater)
            hear_out = QTimer(socket)
            hear_out.setSingleShot(True)
            hear_out.timeout.connect(partial(self._on_silence, socket))
            hear_out.start(HEAR_OUT_MS)
            self.asked.emit()
            self._on_said(socket)

    def _on_silence(self, socket: QLocalSocket) -> None:
        """Whoever says nothing for so long says nothing at all. (`abort` itself is no slot that Qt could connect to.)"""
        socket.abort()

    def _on_said(self, socket: QLocalSocket) -> None:
        """Hear one line; whoever says more than a path can be long is not heard out."""
        if socket.bytesAvailable() > LONGEST_MESSAGE:
            socket.abort()
        elif socket.canReadLine():
            file = file_in(bytes(socket.readLine(LONGEST_MESSAGE).data()))
            socket.close()
            if file is not None:
                self.opened.emit(file)
