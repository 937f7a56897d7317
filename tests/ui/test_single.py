"""A second start: it brings the first window forward and hands it a file, and nothing else can be made of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtNetwork import QLocalSocket
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui import single
from ui.single import LONGEST_MESSAGE, FirstWindow, file_in, message_of, name_of, raise_first


def test_a_path_of_any_letters_arrives(tmp_path: Path) -> None:
    """Spaces, Cyrillic, quotes and line breaks in a name are letters like others."""
    for name in ("for all.cfb", "для М3.CFB", "a'b\".cfb"):
        file = tmp_path / name
        file.write_bytes(b"")
        assert file_in(message_of(file)) == file


def test_only_our_files_that_are_there_are_opened(tmp_path: Path) -> None:
    """A folder, another sort of file, a file that is gone, a half path and rubbish open nothing."""
    table, folder = tmp_path / "table.xlsx", tmp_path / "folder.cfb"
    table.write_bytes(b"")
    folder.mkdir()
    for message in (
        message_of(table),
        message_of(folder),
        message_of(tmp_path / "gone.cfb"),
        message_of(None),
        b"open cmVsYXRpdmUuY2Zi\n",  # relative.cfb
        b"open " + b"A" * LONGEST_MESSAGE,
        b"open !!!!\n",
        b"open AAAuY2Zi\n",  # a NUL in the name
        b"\xff\x00",
        b"",
    ):
        assert file_in(message) is None


def test_a_second_start_raises_the_first_and_hands_it_its_file(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    """The window is asked to come forward, and hears which file; where no window is, the second start opens its own."""
    assert not raise_first(tmp_path)
    first = FirstWindow(tmp_path, qapp)
    heard: list[Path] = []
    raised: list[int] = []
    first.opened.connect(heard.append)
    first.asked.connect(lambda: raised.append(1))
    file = tmp_path / "news.cfb"
    file.write_bytes(b"")
    assert raise_first(tmp_path, file)
    qtbot.waitUntil(lambda: heard == [file])
    assert raise_first(tmp_path)
    qtbot.waitUntil(lambda: len(raised) == 2)
    assert heard == [file]
    first.deleteLater()


def test_who_says_nothing_is_let_go_and_qt_complains_of_nothing(
    qtbot: QtBot,
    qapp: QApplication,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    """A stranger who only connects is not waited for; and Qt writes no line about its sockets on stderr."""
    monkeypatch.setattr(single, "HEAR_OUT_MS", 30)
    parent = QObject(qapp)
    FirstWindow(tmp_path, parent)
    socket = QLocalSocket(parent)
    socket.connectToServer(name_of(tmp_path))
    assert socket.waitForConnected(1000)
    qtbot.waitUntil(lambda: socket.state() == QLocalSocket.LocalSocketState.UnconnectedState)
    assert "QLocalSocket" not in capfd.readouterr().err
    parent.deleteLater()


@pytest.mark.parametrize("said", [b"x" * (LONGEST_MESSAGE * 4), b"open", b"\n", b""])
def test_whoever_says_nonsense_is_not_heard_out(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, said: bytes
) -> None:
    """Too long, half a line or nothing at all: no file is opened, and the next start is heard all the same."""
    parent = QObject(qapp)
    first = FirstWindow(tmp_path, parent)
    heard: list[Path] = []
    first.opened.connect(heard.append)
    socket = QLocalSocket(parent)
    socket.connectToServer(name_of(tmp_path))
    assert socket.waitForConnected(1000)
    socket.write(said)
    socket.flush()
    file = tmp_path / "news.cfb"
    file.write_bytes(b"")
    assert raise_first(tmp_path, file)
    qtbot.waitUntil(lambda: heard == [file])
    parent.deleteLater()
