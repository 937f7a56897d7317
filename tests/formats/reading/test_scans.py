"""One look through a file tells its hash and what its bytes say."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camifield.formats.reading import scans
from tests.formats.reading.making import written


@given(st.binary(max_size=300), st.integers(min_value=1, max_value=50))
def test_the_look_is_the_same_in_any_chunks(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, chunk: int
) -> None:
    """Protects hash, size and counts from how the file is cut while it is read."""
    path = written(tmp_path_factory.mktemp("scan") / "a.csv", data)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scans, "_CHUNK", chunk)
        found = scans.scan(path)
    assert (found.file.size, found.file.sha256) == (len(data), hashlib.sha256(data).hexdigest())
    assert (found.quotes, found.has_nul) == (data.count(b'"'), b"\0" in data)


@pytest.mark.parametrize(
    ("data", "lines"), [(b"", 0), (b"a", 1), (b"a\n", 1), (b"a\nb", 2), (b"a\r\nb\r\n", 2), (b"a\rb\r", 2)]
)
def test_lines_are_counted(tmp_path: Path, data: bytes, lines: int) -> None:
    """Protects the estimate of rows that the progress bar shows."""
    assert scans.scan(written(tmp_path / "a.csv", data)).lines == lines


@pytest.mark.parametrize(
    ("data", "damaged"),
    [
        ("снежный барс".encode(), 0),
        (b"ascii", 0),
        ("\ufffd".encode(), 0),
        (b"a\xd0", 1),
        (b"\xd0\xd0a", 2),
        ("барс".encode("cp1251"), 4),
    ],
)
def test_places_that_are_not_utf8_are_counted(tmp_path: Path, data: bytes, damaged: int) -> None:
    """Protects the decision for UTF-8: it is one, damaged, or none; a letter that was lost before is no new damage."""
    assert scans.scan(written(tmp_path / "a.csv", data)).damaged == damaged


def test_the_sample_is_of_lines_with_letters(tmp_path: Path) -> None:
    """Protects the guess of an encoding: it looks at the lines that tell something, wherever in the file they are."""
    data = b"1,2,3\n" * 100_000 + "волк,1\n".encode("cp1251") + b"1,2,3\n"
    assert scans.scan(written(tmp_path / "a.csv", data)).high_lines == "волк,1\n".encode("cp1251")
