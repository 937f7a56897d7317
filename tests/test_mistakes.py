"""Reports of the program's own mistakes: enough to mend them, and nothing of the records."""

from __future__ import annotations

from pathlib import Path

from camifield.clock import SteppedClock
from camifield.folders import Folder
from camifield.mistakes import MOST_KEPT, write_report

SECRET = "Asan, +996 555 010203"


def broken() -> BaseException:
    """An error with a person's words in it, caused by another one of the program's own code."""
    try:
        try:
            Folder(Path("/nowhere")).read("\0")
        except Exception as first:
            raise KeyError(SECRET) from first
    except KeyError as error:
        return error
    raise AssertionError


def test_a_report_tells_where_and_not_what_was_typed(tmp_path: Path) -> None:
    """Whoever mends it sees file, line and cause; whoever sends it gives away no name and no phone."""
    path = write_report(tmp_path / "reports", broken(), SteppedClock(), {"Qt": "6.9"})
    assert path is not None
    text = path.read_text("utf-8")
    assert text.startswith("CAMI Field ")
    assert "Qt: 6.9" in text
    assert "KeyError\n" in text
    assert "camifield/folders.py:" in text
    assert SECRET not in text
    assert str(Path.home()) not in text


def test_a_second_report_of_the_same_second_has_its_own_file(tmp_path: Path) -> None:
    """Nothing is written over: the first mistake is often the one that matters."""
    clock = SteppedClock()
    paths = {write_report(tmp_path, broken(), clock) for _ in range(3)}
    assert len(paths) == 3


def test_old_reports_go(tmp_path: Path) -> None:
    """A mistake at every stroke of a key fills no disk."""
    clock = SteppedClock()
    for _ in range(MOST_KEPT + 5):
        write_report(tmp_path, broken(), clock)
    assert len(list(tmp_path.iterdir())) == MOST_KEPT


def test_where_nothing_can_be_written_nothing_more_breaks(tmp_path: Path) -> None:
    """A report that fails must not hide the mistake that it is about."""
    file = tmp_path / "file"
    file.write_bytes(b"")
    assert write_report(file / "reports", broken(), SteppedClock()) is None
