"""A notebook page typed into the real window, from the keyboard alone: ten sightings, three herds, two attacks.

The window runs in a process of its own under Xvfb, the keys come from xdotool as from any keyboard, and what was
saved is read from the project afterwards. Keystrokes are counted: a sighting must stay under 20 s at 40 words a
minute, which is 66 keys (5 a word), whatever the speed of this machine.
"""

from __future__ import annotations

import os
import secrets
import select
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from camifield import settings as laptop
from camifield.clock import SteppedClock
from camifield.entropy import SystemEntropy
from camifield.project.opening import open_project
from camifield.project.project import World
from camifield.settings import Settings
from tests.making import make_project

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="xdotool drives X, and this system has none"),
]
KEYS_IN_20_S = 66  # 40 words a minute, 5 keys a word, 20 seconds
SIGHTINGS = [
    ("0920", "42.31860 76.90412", "s", "argali", "~12"),
    ("0945", "42.31911 76.90533", "s", "siberian", "7"),
    ("1010", "42.32044 76.91120", "s", "argali", "3"),
    ("1035", "42 19 16.1 N 76 54 53.8 E", "s", "wolf", "2"),
    ("1100", "42.32540 76.91877", "s", "marmot", "12+"),
    ("1130", "42.32811 76.92004", "s", "red fox", "1"),
    ("1205", "42.33102 76.92450", "s", "siberian", "10-15"),
    ("1240", "42.33377 76.92811", "s", "argali", "5"),
    ("1315", "42.33590 76.93102", "s", "golden", "1"),
    ("1350", "42.33821 76.93544", "s", "argali", "?"),
]
HERDS = [("sheep", "140", "goat", "60"), ("horse", "31", "", ""), ("yak", "64", "", "")]
ATTACKS = [("wolf", "ewe", "3"), ("snow", "foal", "1")]


class Keyboard:
    """xdotool on one display, counting what a person would press."""

    def __init__(self, display: str) -> None:
        self._environment = {**os.environ, "DISPLAY": display}
        self.pressed = 0

    def type(self, text: str) -> None:
        """Type a text, a key a letter."""
        self._run("type", "--delay", "6", text)
        self.pressed += len(text)

    def press(self, *keys: str) -> None:
        """Press keys or chords, each counted once."""
        for key in keys:
            self._run("key", key)
            self.pressed += 1

    def fill(self, *texts: str) -> None:
        """Answer one question after the other, going on with Tab."""
        for text in texts:
            if text:
                self.type(text)
            self.press("Tab")

    def _run(self, *words: str) -> None:
        subprocess.run(
            ["xdotool", *words], env=self._environment, check=True, capture_output=True, timeout=30
        )
        time.sleep(0.03)


STARTS = 12


@pytest.fixture
def display() -> Iterator[str]:
    """A screen of 1366x768 of its own.

    A server that looks for a free number by itself may take the socket of another one that starts at the same
    moment. So the number is drawn here, where the server's lock file keeps everybody else off it, and another one
    is drawn whenever a server does not come.
    """
    for _ in range(STARTS):
        number = 1000 + secrets.randbelow(50_000)
        process = start_server(number)
        if process is not None:
            yield f":{number}"
            process.terminate()
            process.wait(timeout=20)
            return
    raise AssertionError(f"no screen came in {STARTS} starts")


def start_server(number: int) -> subprocess.Popen[bytes] | None:
    """A server that takes connections on this number; None when the number is in use or nothing came."""
    server = shutil.which("Xvfb")
    assert server, "Xvfb is installed by packaging/check.py"
    read, write = os.pipe()
    process = subprocess.Popen(
        [server, f":{number}", "-displayfd", str(write), "-screen", "0", "1366x768x24", "-nolisten", "tcp"],
        pass_fds=[write],
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    said = b""
    while select.select([read], [], [], 60)[0] and (part := os.read(read, 16)):
        said += part
        if b"\n" in said:
            break
    os.close(read)
    if said.strip() == str(number).encode() and process.poll() is None:
        return process
    process.kill()
    process.wait()
    return None


@pytest.fixture
def window(tmp_path: Path, own_home: Path, display: str) -> Iterator[Path]:
    """The program in a process of its own, with two people in the team and one of them here today."""
    project = make_project(tmp_path)
    people = tuple(one.id.hex() for one in project.names.team())
    project.close()
    settings = Settings(laptop="M7", language="en", country="KG", typed_by=people[0])
    laptop.save(laptop.settings_file(), settings)
    environment = {**os.environ, "DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
    command = [sys.executable, "-m", "ui.main", "--project", str(tmp_path / "project")]
    said = tmp_path / "said.txt"
    with said.open("w") as stderr:
        process = subprocess.Popen(command, env=environment, stderr=stderr)
    wait_for_window(display, process, said)
    yield tmp_path / "project"
    process.terminate()
    process.wait(timeout=20)


def wait_for_window(display: str, process: subprocess.Popen[bytes], said: Path) -> None:
    """Wait until the window is there and has the keyboard."""
    environment = {**os.environ, "DISPLAY": display}
    for _ in range(200):
        assert process.poll() is None, said.read_text()
        found = subprocess.run(
            ["xdotool", "search", "--onlyvisible", "--name", "CAMI Field"],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        if found.stdout.strip():
            time.sleep(1.5)  # no window manager: the window itself has to take the keyboard
            return
        time.sleep(0.1)
    raise AssertionError("the window did not come")


def wait_for(display: str, title: str) -> None:
    """Wait until the window says that it shows this page."""
    environment = {**os.environ, "DISPLAY": display}
    command = ["xdotool", "search", "--onlyvisible", "--name", title]
    wait_until(
        lambda: bool(subprocess.run(command, env=environment, capture_output=True, check=False).stdout)
    )
    time.sleep(0.3)


def wait_until(is_so: Callable[[], bool]) -> None:
    """Wait for something that a slow machine takes a while to do."""
    for _ in range(300):
        if is_so():
            return
        time.sleep(0.1)
    raise AssertionError("it did not happen within half a minute")


def saved(folder: Path) -> int:
    """How many events are in the store now."""
    with closing(
        sqlite3.connect(f"file:{folder / 'store.sqlite'}?mode=ro", uri=True, timeout=10)
    ) as connection:
        found = connection.execute(
            "SELECT count(*) FROM record WHERE kind IN ('sighting', 'grazing', 'conflict')"
        ).fetchone()
    return int(found[0])


def save_and_next(keyboard: Keyboard, folder: Path) -> None:
    """Ctrl+Enter, and wait until the record is in the store and the next form is there."""
    before = saved(folder)
    keyboard.press("ctrl+Return")
    wait_until(lambda: saved(folder) == before + 1)
    time.sleep(0.5)


def test_a_number_in_use_is_left_alone(display: str) -> None:
    """A second server on the same screen number does not start, and does no harm to the first."""
    assert start_server(int(display[1:])) is None
    answer = subprocess.run(
        ["xdotool", "getdisplaygeometry"],
        env={**os.environ, "DISPLAY": display},
        capture_output=True,
        text=True,
        check=True,
    )
    assert answer.stdout.split() == ["1366", "768"]


def test_a_notebook_page_goes_in_from_the_keyboard(window: Path, display: str) -> None:
    """Everything on the page is saved as written, and a sighting takes few enough keys."""
    keyboard = Keyboard(display)
    keyboard.press("ctrl+1")
    wait_for(display, "Animal or sign")
    counted: list[int] = []
    for number, (at, place, known, animal, count) in enumerate(SIGHTINGS):
        before = keyboard.pressed
        if number == 0:
            keyboard.fill("12.3.2026")
        keyboard.fill(at)
        if number == 0:
            keyboard.type("a")  # Aibek, by the first letter of the chip
        keyboard.fill("", place)
        keyboard.fill("Upper Kyzyl-Suu" if number == 0 else "", known, animal, "c")
        keyboard.type(count)
        save_and_next(keyboard, window)
        counted.append(keyboard.pressed - before)
    keyboard.press("Escape")
    wait_for(display, "Today")
    keyboard.press("ctrl+2")
    wait_for(display, "Herd or camp")
    for first, heads, second, more in HERDS:
        if first == "sheep":
            keyboard.fill("13.3.2026")
        keyboard.fill("", "", "", "Tosor" if first == "sheep" else "", "", "h", first)
        keyboard.type(heads)
        if second:
            keyboard.press("Return")
            keyboard.fill(second)
            keyboard.type(more)
        save_and_next(keyboard, window)
    keyboard.press("Escape")
    wait_for(display, "Today")
    keyboard.press("ctrl+3")
    wait_for(display, "Attack or damage")
    for animal, lost, heads in ATTACKS:
        if animal == "wolf":
            keyboard.fill("13.3.2026")
        keyboard.fill("", "", "", "", "Sary-Bulak" if animal == "wolf" else "", "", "", animal, "", "", lost)
        keyboard.type(heads)
        save_and_next(keyboard, window)
    look_at_what_was_saved(window)
    assert max(counted[1:]) <= KEYS_IN_20_S, counted
    print(f"keys a sighting: {counted}; in all {keyboard.pressed}")  # noqa: T201 - the count is what is shown


def look_at_what_was_saved(folder: Path) -> None:
    """Read the project beside the window: fifteen records, each with what the page says."""
    project = open_project(
        folder, world=World(SteppedClock(), SystemEntropy()), settings=Settings(laptop="XX"), for_reading=True
    )
    project.learn()
    try:
        of_kind = {kind: project.store.records_of_kind(kind) for kind in ("sighting", "grazing", "conflict")}
        assert [len(found) for found in of_kind.values()] == [10, 3, 2]
        counts = [str(record.values["count"]) for record in of_kind["sighting"]]
        assert counts == [count for *_, count in SIGHTINGS]
        places = [record.values.get("verbatim_coordinates") for record in of_kind["sighting"]]
        assert places == [place for _, place, *_ in SIGHTINGS]
        assert all(record.values["locality"] == "Upper Kyzyl-Suu" for record in of_kind["sighting"])
        herds = [[line["number"] for line in record.values["livestock"]] for record in of_kind["grazing"]]  # pyright: ignore
        assert herds == [[140, 60], [31], [64]]
        losses = [record.values["losses"][0]["killed"] for record in of_kind["conflict"]]  # pyright: ignore
        assert losses == [3, 1]
    finally:
        project.close()
