"""Files of ours open on a double click: registered for one person, without rights, and said to be so only when it is."""

from __future__ import annotations

import sys
import xml.etree.ElementTree as Tree
from pathlib import Path

import pytest

from camifield.commands.opening_files import (
    MIME,
    MIME_XML,
    can_register,
    desktop_entry,
    is_registered,
    register,
    window_command,
)
from camifield.errors import Problem

CHECKOUT = Path(__file__).resolve().parents[2]
linux_only = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the person's folders of Linux")


@linux_only
def test_linux_is_told_in_the_persons_own_folders(own_home: Path) -> None:
    """A menu entry and a sort of file; a second time changes nothing."""
    assert can_register()
    assert not is_registered()
    register()
    assert is_registered()
    entry = (own_home / "applications" / "camifield.desktop").read_text("utf-8")
    assert f"MimeType={MIME};" in entry
    assert "-m ui.main %f" in entry
    register()
    assert is_registered()


@linux_only
def test_another_copy_of_the_program_is_not_this_one(own_home: Path) -> None:
    """The folder was moved: then the files open with something that is gone, and the button is offered again."""
    register()
    path = own_home / "applications" / "camifield.desktop"
    path.write_text(path.read_text("utf-8").replace(window_command()[0], "/gone/python"), "utf-8")
    assert not is_registered()


@linux_only
def test_what_cannot_be_written_is_a_problem(own_home: Path) -> None:
    """A file where a folder should be is told, and nothing is half done."""
    (own_home / "applications").write_bytes(b"")
    with pytest.raises(Problem) as told:
        register()
    assert told.value.code == "files-not-registered"
    assert not is_registered()


def test_paths_with_signs_are_quoted_as_the_standard_says() -> None:
    """Spaces, percent, dollar and quotes in a folder's name do not break the entry."""
    line = next(one for one in desktop_entry(("/o p/100%", "$x")).splitlines() if one.startswith("Exec="))
    assert line == 'Exec="/o p/100%%" "\\\\$x" %f'


def test_packages_for_a_whole_system_say_the_same() -> None:
    """The files in packaging/ are made from the same texts, and the sort of file knows our first bytes."""
    packaging = CHECKOUT / "packaging"
    assert (packaging / "camifield.desktop").read_text("utf-8") == desktop_entry(("camifield-window",))
    assert (packaging / "camifield-mime.xml").read_text("utf-8") == MIME_XML
    kind = Tree.fromstring(MIME_XML)[0]
    assert kind.get("type") == MIME
    magic = kind.find("{*}magic/{*}match")
    assert magic is not None
    assert magic.get("value") == "CAMIFIELD\\n"
