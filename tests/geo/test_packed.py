"""The packed basemap: columns are read as they were written, and a damaged file is a Problem."""

from __future__ import annotations

import zipfile
from pathlib import Path

import numpy as np
import pytest

from basemap_shapes import apart
from camifield.errors import Problem
from camifield.geo import packed


def test_a_column_reads_back_as_written() -> None:
    """What the build script packs with numpy, the program reads without it."""
    wanted = np.array([0, -1, 70000, -(2**31), 2**31 - 1, 255], np.int32)
    held = b"head" + apart(wanted)
    assert list(packed.numbers(held, 4, len(wanted))) == wanted.tolist()


def test_a_column_that_ends_early_is_a_problem() -> None:
    """A file cut short never gives fewer numbers than it says."""
    with pytest.raises(Problem, match="basemap-damaged"):
        packed.numbers(b"\0" * 11, 0, 3)


def test_a_damaged_file_is_a_problem(tmp_path: Path) -> None:
    """Missing, no zip, cut short, a byte changed, a member absent: the same Problem, never a traceback."""
    whole = packed.basemap_path().read_bytes()
    changed = bytearray(whole)
    with zipfile.ZipFile(packed.basemap_path()) as bundle:
        changed[bundle.getinfo("land.2").header_offset + 200] ^= 0xFF
    for held in (None, b"", b"no zip", whole[:100_000], bytes(changed)):
        broken = tmp_path / "basemap.zip"
        if held is not None:
            broken.write_bytes(held)
        with pytest.raises(Problem) as raised:
            packed.member("land.2", broken)
        assert raised.value.code == "basemap-damaged"
        assert raised.value.where.file == "basemap.zip"
    with pytest.raises(Problem, match="basemap-damaged"):
        packed.member("no-such-member")


def test_everything_fits_eight_megabytes() -> None:
    """The map must stay small enough for a stick and a slow download."""
    assert packed.basemap_path().stat().st_size <= 8_000_000


def test_provenance_is_told_in_the_file_and_on_its_page() -> None:
    """Every ingredient's fingerprint in the built file stands on the page that says where it comes from."""
    page = packed.basemap_path().with_name("README.md").read_text("utf-8")
    brought = packed.index()["brought"]
    assert len(brought) == 4
    assert all(name in page and fingerprint in page for name, fingerprint in brought.items())
