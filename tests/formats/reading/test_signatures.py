"""A file is what it holds, not what it is called; what holds no table is refused by its right name."""

from __future__ import annotations

import gzip
import io
import sqlite3
import tarfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from camifield.errors import Problem
from camifield.formats.reading.signatures import HEAD, Signature, recognise
from tests.formats.reading.making import code_of, workbook, written


def signature(path: Path) -> Signature:
    """What the file is by its head."""
    return recognise(path, path.read_bytes()[:HEAD])


def refused(path: Path) -> tuple[str, object]:
    """The code of the Problem, and what it says the file is."""
    with pytest.raises(Problem) as caught:
        signature(path)
    assert caught.value.where.file == path.name
    return caught.value.code, caught.value.parameters.get("what")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "TIFF", "BMP"])
def test_a_picture_under_the_name_of_a_table(tmp_path: Path, kind: str) -> None:
    """Protects the person who picked a photo: the message says that it is a picture."""
    path = tmp_path / "табл.csv"
    Image.effect_noise((64, 64), 50).convert("RGB").save(path, kind)
    assert refused(path) == ("file-is-not-a-table", kind)
    assert code_of(path) == ("file-is-not-a-table", {"what": kind})


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "PDF"), (b"{\\rtf1\\ansi", "RTF"), (b"PAR1" + bytes(100), "Parquet"), (b"7z\xbc\xaf\x27\x1c\0\x04", "7-Zip"),
        (b"Rar!\x1a\x07\x01\0", "RAR"), (bytes(4) + b"Standard Jet DB\0" + bytes(90), "Microsoft Access"),
        (b"MZ\x90\0\x03\0\0\0", "Windows program"), (b"\0\0\0\x18ftypheic\0\0\0\0", "HEIC"), (b"\0\0\0\x18ftypisom\0\0\0\0", "MP4"),
        (b"age-encryption.org/v1\n-> X25519", "age"), (b"RIFF\x24\x08\0\0WAVEfmt ", "AVI, WAV, WebP"), (b"\x28\xb5\x2f\xfd\x04\x00", "zstd"),
        (b'[{"a": 1}]', "JSON"), (b"{}", "JSON"), (b'{"resources": [], "spatial": {"type": "Polygon"}}', "JSON"), (b'<?xml version="1.0"?>\n<smart xmlns="http://x"></smart>', "XML (smart)"),
        (b"<!DOCTYPE html><html><body><p>Not found</p></body></html>", "HTML"),
    ],
)  # fmt: skip
def test_other_files_are_named(tmp_path: Path, content: bytes, what: str) -> None:
    """Protects the message: it says what the file is, so that a person knows which file they picked."""
    assert refused(written(tmp_path / "a.csv", content)) == ("file-is-not-a-table", what)


def test_packed_files_are_named(tmp_path: Path) -> None:
    """Protects tables sent packed: the person is told to unpack them."""
    assert refused(written(tmp_path / "a.csv", gzip.compress(b"a,b\n"))) == ("file-is-not-a-table", "gzip")
    with zipfile.ZipFile(tmp_path / "b.csv", "w") as package:
        package.writestr("a.csv", "a,b\n")
    assert refused(tmp_path / "b.csv") == ("file-is-not-a-table", "ZIP")
    with zipfile.ZipFile(tmp_path / "c.xlsx", "w") as package:
        package.writestr("word/document.xml", "<w/>")
    assert refused(tmp_path / "c.xlsx") == ("file-is-not-a-table", "Word (docx)")
    with zipfile.ZipFile(tmp_path / "d.xlsx", "w") as package:
        package.writestr("xl/workbook.bin", "")
    assert refused(tmp_path / "d.xlsx") == ("workbook-of-another-kind", "Excel (xlsb)")
    with tarfile.open(tmp_path / "e.csv", "w") as package:
        package.addfile(tarfile.TarInfo("a.csv"), io.BytesIO())
    assert refused(tmp_path / "e.csv") == ("file-is-not-a-table", "tar")


def test_a_database_is_named(tmp_path: Path) -> None:
    """Protects a project's own store from being read as a table."""
    with sqlite3.connect(tmp_path / "a.csv") as store:
        store.execute("create table a (b)")
    store.close()
    assert refused(tmp_path / "a.csv") == ("file-is-not-a-table", "SQLite")


def test_a_dbase_table_is_named(tmp_path: Path) -> None:
    """Protects the table beside a shapefile: it is told from text, although most of it is text."""
    header = (
        bytes([3, 113, 5, 12])
        + (39).to_bytes(4, "little")
        + (65).to_bytes(2, "little")
        + (20).to_bytes(2, "little")
        + bytes(20)
    )
    assert refused(
        written(tmp_path / "a.csv", header + b"ID".ljust(32, b"\0") + b"\r" + b" S14   " * 39)
    ) == ("file-is-not-a-table", "dBASE (DBF)")


@pytest.mark.parametrize(
    "content", [b"", b"\n\n \r\n", b"\xef\xbb\xbf", b"\xff\xfe", b"\0" * 512, b" \t \x1a"]
)
def test_an_empty_file_says_so(tmp_path: Path, content: bytes) -> None:
    """Protects against an empty preview: a file without a letter is called empty."""
    assert refused(written(tmp_path / "a.csv", content))[0] == "file-is-empty"


def test_what_is_no_text_at_all(tmp_path: Path) -> None:
    """Protects against rows of rubbish: bytes of no known kind are not read as some old encoding."""
    assert refused(written(tmp_path / "a.csv", bytes(range(1, 256)) * 20))[0] == "file-is-not-text"


def test_workbooks_of_other_kinds(tmp_path: Path) -> None:
    """Protects spreadsheets that cannot be read: the message says to save them anew, not that they are no table."""
    xml = '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'
    assert refused(written(tmp_path / "a.xls", xml)) == ("workbook-of-another-kind", "Excel 2003 XML")
    assert refused(written(tmp_path / "b.xls", "MIME-Version: 1.0\nContent-Type: multipart/related")) == (
        "workbook-of-another-kind",
        "MHTML",
    )


def test_old_compound_files(tmp_path: Path) -> None:
    """Protects .xls from its kin: a workbook under a password and a Word document are named."""
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
    assert (
        refused(written(tmp_path / "a.xlsx", ole + "EncryptedPackage".encode("utf-16-le")))[0]
        == "file-has-a-password"
    )
    assert refused(written(tmp_path / "b.xls", ole + "WordDocument".encode("utf-16-le"))) == (
        "file-is-not-a-table",
        "Word (doc)",
    )
    assert refused(written(tmp_path / "c.xls", ole)) == ("file-is-not-a-table", "OLE")
    assert signature(written(tmp_path / "d.csv", ole + "Workbook".encode("utf-16-le"))) == Signature("xls")


def test_an_xlsx_under_any_name_is_one(tmp_path: Path) -> None:
    """Protects workbooks that were renamed."""
    assert signature(workbook(tmp_path / "a.csv", ["a"])) == Signature("xlsx")


def test_a_cut_package_is_damaged(tmp_path: Path) -> None:
    """Protects half-downloaded workbooks: they are called damaged."""
    whole = workbook(tmp_path / "a.xlsx", ["a", "b"]).read_bytes()
    assert refused(written(tmp_path / "b.xlsx", whole[: len(whole) // 2]))[0] == "file-is-damaged"


@pytest.mark.parametrize(
    ("text", "container"),
    [
        ("BMI;ID3\n1;2\n", "text"), ("MZ,a\n1,2\n", "text"), ("<5 m,>5 m\n1,2\n", "text"), ("{a},b\n1,2\n", "text"), ("[A],[B]\n1,2\n", "text"),
        ("From: me,b\n1,2\n", "text"), ("PK,a\n1,2\n", "text"), ("<html><table><tr><td>a</td></tr></table></html>", "html"), ("\n <TABLE border=1>", "html"),
        ("%PDF,a\n", "text"), ("id,note\n1,<b>x</b>\n", "text"),
        ('{"type": "FeatureCollection", "features": []}', "geojson"), ('{ "coordinates": [1, 2], "type":"Point"}', "geojson"),
        ('<?xml version="1.0"?>\n<gpx version="1.1"></gpx>', "gpx"), ("<kml xmlns='http://x'><Document/></kml>", "kml"),
    ],
)  # fmt: skip
def test_text_that_begins_like_something_else(tmp_path: Path, text: str, container: str) -> None:
    """Protects tables whose first heading looks like the mark of another kind of file."""
    assert signature(written(tmp_path / "a.csv", text)).container == container


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_the_encoding_that_the_head_proves(tmp_path: Path, encoding: str) -> None:
    """Protects UTF-16: its NUL bytes are not taken for a sign of a binary file."""
    found = signature(written(tmp_path / "a.txt", "вид\tчисло\r\nволк\t3\r\n", encoding))
    assert found == Signature("text", encoding)


@given(st.binary(min_size=1, max_size=400))
def test_any_bytes_are_recognised_or_refused(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    """Protects the door: whatever a file holds, the answer is a kind or a Problem, never a crash."""
    path = written(tmp_path_factory.mktemp("any") / "a.csv", content)
    try:
        answer: str = signature(path).container
    except Problem as problem:
        answer = problem.code
    assert answer.startswith(("text", "html", "xls", "xlsx", "ods", "file-", "workbook-"))
