"""A package is counted as it really unpacks, before anybody else unpacks it."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from camifield.errors import Problem
from camifield.formats.reading import packages
from camifield.formats.reading.packages import Package
from tests.formats.reading.making import code_of, workbook


def package(path: Path, **parts: bytes) -> Path:
    """A zip of these parts."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in parts.items():
            made.writestr(f"{name}.xml", data)
    return path


def with_spaces(source: Path, target: Path, part: str, megabytes: int) -> Path:
    """A copy of a workbook in which one part ends in that many million spaces, written piece by piece."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in dict.fromkeys([*old.namelist(), part]):
            with new.open(name, "w", force_zip64=True) as out:
                out.write(old.read(name) if name in old.namelist() else b"<sst/>")
                for _ in range(megabytes if name == part else 0):
                    out.write(b" " * 1_000_000)
    return target


def lying(path: Path, name: str, size: int) -> Path:
    """The same zip with another size declared for a part, in its directory and before the part itself."""
    with zipfile.ZipFile(path) as read:
        true = read.getinfo(name).file_size.to_bytes(4, "little")
    data = path.read_bytes()
    assert data.count(true) >= 2
    path.write_bytes(data.replace(true, size.to_bytes(4, "little")))
    return path


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"])
def test_a_zip_bomb_is_refused(tmp_path: Path, part: str) -> None:
    """Protects memory: an xlsx that unpacks to a thousand times its size is refused, whichever of its parts it is."""
    plain = workbook(tmp_path / "a.xlsx", ["a", "b"], ["x", "y"])
    bomb = with_spaces(plain, tmp_path / "bomb.xlsx", part, 120)
    assert bomb.stat().st_size < 300_000
    code, parameters = code_of(bomb)
    assert code == "file-too-large-inside"
    assert parameters == {"size_mb": 120, "limit_mb": 1000}


def test_a_package_that_lies_is_found_out(tmp_path: Path) -> None:
    """Protects against a declared size of nothing: what is unpacked is counted, and one byte too many ends it."""
    path = lying(package(tmp_path / "a.zip", big=b"x" * 3_000_000), "big.xml", 1_000)
    opened = Package(path)
    with pytest.raises(Problem, match="file-too-large-inside"):
        opened.read("big.xml")


def test_a_great_table_is_no_bomb(tmp_path: Path) -> None:
    """Protects large honest files: up to 64 MB nobody asks how well it packs."""
    path = package(tmp_path / "a.zip", big=b"0,0,0,NA\n" * 7_000_000)
    assert sum(len(chunk) for chunk in Package(path).stream("big.xml")) == 63_000_000


def test_photos_in_a_workbook_do_not_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Protects workbooks with photos: only what is read is measured."""
    monkeypatch.setattr(packages, "LARGEST", 2_000_000)
    path = workbook(tmp_path / "a.xlsx", ["a", "b"], [1, 2])
    with zipfile.ZipFile(path, "a") as made:
        made.writestr("xl/media/image1.jpeg", bytes(3_000_000))
    assert code_of(path) == ("", {})


def test_parts_are_read_as_they_are(tmp_path: Path) -> None:
    """Protects reading: packed and stored parts come out byte by byte, an absent one is empty, capitals do not matter."""
    data = bytes(range(256)) * 9_000
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("xl/A.xml", data, zipfile.ZIP_DEFLATED)
        made.writestr("xl/b.xml", data, zipfile.ZIP_STORED)
    opened = Package(path)
    assert opened.read("xl/a.xml") == opened.read("xl/b.xml") == data
    assert opened.has("XL/B.XML")
    assert not opened.has("c")
    assert opened.read("c") == b""
    with pytest.raises(Problem, match="file-too-large-inside"):
        opened.read("xl/a.xml", most=1_000)


def test_damage_inside_is_a_problem(tmp_path: Path) -> None:
    """Protects against a zlib error in the window."""
    path = package(tmp_path / "a.zip", a=bytes(range(256)) * 5_000)
    data = bytearray(path.read_bytes())
    data[60:90] = bytes(30)
    path.write_bytes(bytes(data))
    with pytest.raises(Problem, match="file-is-damaged"):
        Package(path).read("a.xml")
    path.write_bytes(b"PK\x03\x04 no package")
    with pytest.raises(Problem, match="file-is-damaged"):
        Package(path)
