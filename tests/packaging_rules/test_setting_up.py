"""Protects the two commands of the README: what they decide in milliseconds, and what they tell a person to do."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

import installing
import setting_up
import system_parts

SCRIPTS = Path(__file__).resolve().parents[2] / "packaging"


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small checkout with an environment that a set-up has just finished."""
    folder = tmp_path / "a folder, Долина"
    folder.joinpath("packaging").mkdir(parents=True)
    folder.joinpath("pyproject.toml").write_text("[project]\n", encoding="utf-8")
    folder.joinpath("packaging", "pins.txt").write_text("a==1\n", encoding="utf-8")
    python = Path(setting_up.environment_python(str(folder / ".venv")))
    python.parent.mkdir(parents=True)
    python.touch()
    monkeypatch.setattr(setting_up, "CHECKOUT", str(folder))
    monkeypatch.setattr(setting_up, "ENVIRONMENT", str(folder / ".venv"))
    monkeypatch.setattr(installing, "STAMP", str(folder / ".venv" / "ready.json"))
    monkeypatch.setattr(setting_up.environment_python, "__defaults__", (str(folder / ".venv"),))
    installing.write_stamp({**setting_up.wanted_now(), "extras": "gate", "window": True})
    return folder


def stamp_of(checkout: Path) -> dict[str, object]:
    """What the set-up of that checkout wrote."""
    return setting_up.read_stamp(str(checkout / ".venv" / "ready.json"))


def test_a_finished_set_up_is_not_repeated(checkout: Path) -> None:
    """A second start installs nothing, and the program's own start needs none of the gate's packages."""
    assert setting_up.is_ready([], stamp_of(checkout))
    assert setting_up.is_ready(["gate"], stamp_of(checkout))


def test_another_group_of_packages_is_installed_when_asked_for(checkout: Path) -> None:
    """Making the folder needs packages that neither starting nor checking brought."""
    assert not setting_up.is_ready(["freeze"], stamp_of(checkout))


@pytest.mark.parametrize("name", ["pyproject.toml", "packaging/pins.txt"])
def test_a_changed_list_of_packages_is_noticed(checkout: Path, name: str) -> None:
    """After an update of the project its new packages are installed without anybody having to know."""
    checkout.joinpath(name).write_text("b==2\n", encoding="utf-8")
    assert not setting_up.is_ready([], stamp_of(checkout))


def test_line_ends_of_windows_change_nothing(checkout: Path) -> None:
    """A checkout that git gave other line ends is the same list of packages."""
    checkout.joinpath("packaging", "pins.txt").write_bytes(b"a==1\r\n")
    assert setting_up.is_ready([], stamp_of(checkout))


def test_a_moved_or_copied_folder_is_made_ready_anew(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An environment holds absolute paths: started from a copy it would run the original's code."""
    monkeypatch.setattr(setting_up, "CHECKOUT", str(checkout.with_name("copy")))
    checkout.rename(checkout.with_name("copy"))
    assert not setting_up.is_ready([], stamp_of(checkout.with_name("copy")))


def test_an_environment_is_not_made_anew_from_within(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Making it anew deletes it, with the interpreter that would be doing so: the one it was made from goes on."""
    became: list[list[str]] = []

    def become(command: list[str]) -> None:
        became.append(command)
        raise SystemExit

    monkeypatch.setattr(setting_up, "replace_process", become)
    monkeypatch.setattr(sys, "prefix", str(checkout / ".venv"))
    monkeypatch.setattr(sys, "_base_executable", "/usr/bin/python3.11")
    monkeypatch.setattr(sys, "argv", ["packaging/freeze.py"])
    checkout.joinpath("pyproject.toml").write_text("changed\n", encoding="utf-8")
    with pytest.raises(SystemExit):
        setting_up.make_ready(["freeze"])
    assert became == [["/usr/bin/python3.11", "packaging/freeze.py"]]


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b"\xff\xfe"])
def test_a_damaged_stamp_means_not_ready(checkout: Path, damage: bytes) -> None:
    """Power lost in the middle of a set-up must lead to another one, not to a traceback."""
    checkout.joinpath(".venv", "ready.json").write_bytes(damage)
    assert not setting_up.is_ready([], stamp_of(checkout))


def test_libraries_not_looked_at_yet_are_looked_at(checkout: Path) -> None:
    """Packages installed, then refused for want of a system library: the next start must look again."""
    assert not setting_up.is_ready([], {**stamp_of(checkout), "window": False})


def test_what_the_loader_misses_becomes_debian_packages() -> None:
    """A person is told packages to install, not names of files; a file we do not know is still named."""
    said = """/x/libqxcb.so:
    libxcb-cursor.so.0 => not found
    libc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f)
    libnew.so.9 => not found
    libEGL.so.1 => not found
/x/other.so:
    libEGL.so.1 => not found
"""
    missing = system_parts.missing_libraries(said)
    assert missing == ["libEGL.so.1", "libnew.so.9", "libxcb-cursor.so.0"]
    assert system_parts.packages_with(missing) == (["libegl1", "libxcb-cursor0"], ["libnew.so.9"])


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux brings its own libraries")
def test_this_machine_has_what_qt_asks_for() -> None:
    """The names of the files that are looked at are right: a window opened here, so nothing may be missing."""
    assert system_parts.libraries_qt_misses(sys.executable) == []


def test_a_missing_part_is_named_with_the_command_that_brings_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Who is not root is told one command, and the checks go on without the part."""
    monkeypatch.setattr(system_parts, "can_apt_install", lambda: False)
    monkeypatch.setattr(system_parts, "is_linux", lambda: True)
    part = system_parts.program("LibreOffice", "libreoffice-calc", "no-such-program-here")
    system_parts.offer([part], "Some tests are skipped.")
    said = capsys.readouterr().out
    assert "LibreOffice" in said
    assert "sudo apt-get install libreoffice-calc" in said
    with pytest.raises(setting_up.Unready, match="sudo apt-get install libreoffice-calc"):
        system_parts.require([part])


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("  Downloading PySide6_Essentials-6.8.3-cp39-abi3-manylinux_2_28_x86_64.whl (95.1 MB)\n", "PySide6_Essentials 6.8.3 (95.1 MB)"),
        ("  Downloading numpy-2.3.5-cp311-cp311-win_amd64.whl.metadata (62 kB)\n", ""),
        ("Requirement already satisfied: numpy\n", ""),
    ],
)  # fmt: skip
def test_what_is_fetched_is_told_shortly(line: str, shown: str) -> None:
    """On a slow line a person sees that something is happening, and how much is still to come."""
    assert installing.fetched_in(line) == shown


def test_a_python_too_old_or_new_is_told_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """The wrong Python ends in a sentence about Pythons, not in a syntax error."""
    monkeypatch.setattr(sys, "version_info", (3, 9, 2, "final", 0))
    monkeypatch.setenv("PATH", "")
    with pytest.raises(setting_up.Unready, match=r"Python 3\.11 or 3\.12, and this is Python 3\.9\.2"):
        setting_up.insist_on_python()


@pytest.mark.parametrize("script", ["start.py", "check.py", "freeze.py", "setting_up.py"])
def test_the_first_look_can_be_read_by_an_old_python(script: str) -> None:
    """The sentence above can only be said if an old Python understands the scripts that come before it."""
    ast.parse(SCRIPTS.joinpath(script).read_text("utf-8"), feature_version=(3, 8))


def test_packaging_is_no_package() -> None:
    """With an `__init__.py` this folder would hide the library `packaging`, and building would die."""
    assert not SCRIPTS.joinpath("__init__.py").exists()
