"""What a file is by its first bytes, whatever its name says: the door through which every file comes in."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from camifield.errors import Problem, Where
from camifield.formats.reading.encodings import marked_encoding, unmarked_utf16

Container = Literal["text", "html", "xlsx", "xls", "ods", "gpx", "kml", "kmz", "geojson", "shapefile"]
HEAD = 65_536

# What they are called is the same in every language, so the names need no catalogue.
_BINARY: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\xff\xd8\xff", "JPEG"), (0, b"\x89PNG\r\n", "PNG"), (0, b"GIF8", "GIF"), (0, b"II*\0", "TIFF"), (0, b"MM\0*", "TIFF"),
    (0, b"BM", "BMP"), (4, b"ftyphei", "HEIC"), (4, b"ftypmif1", "HEIC"), (4, b"ftypavif", "AVIF"), (4, b"ftyp", "MP4"),
    (0, b"RIFF", "AVI, WAV, WebP"), (0, b"ID3", "MP3"), (0, b"%PDF-", "PDF"), (0, b"{\\rtf", "RTF"), (0, b"%!PS", "PostScript"),
    (0, b"\x1f\x8b", "gzip"), (0, b"BZh", "bzip2"), (0, b"\xfd7zXZ\0", "xz"), (0, b"7z\xbc\xaf\x27\x1c", "7-Zip"), (0, b"Rar!\x1a\x07", "RAR"),
    (0, b"(\xb5/\xfd", "zstd"), (257, b"ustar", "tar"), (0, b"SQLite format 3\0", "SQLite"), (0, b"PAR1", "Parquet"),
    (4, b"Standard Jet DB", "Microsoft Access"), (4, b"Standard ACE DB", "Microsoft Access"),
    (0, b"AT&TFORM", "DjVu"), (0, b"MZ", "Windows program"), (0, b"\x7fELF", "Linux program"), (0, b"age-encryption.org/", "age"),
    (0, b"bplist", "Apple plist"), (0, b"-----BEGIN ", "PEM"),
)  # fmt: skip
# Also how a heading may begin: two or three letters prove nothing by themselves.
_PLAIN_STARTS = frozenset({b"BM", b"MZ", b"ID3", b"RIFF", b"BZh", b"PAR1", b"GIF8"})
_SHAPES = b"\0\0\x27\x0a\0\0\0\0"  # of a .shp and of its index
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BIFF = (
    b"\x09\x08\x10\0\0\x06\x05\0",
    b"\x09\x08\x08\0\0\x05\x05\0",
    b"\x09\x04\x06\0\0\0\x10\0",
    b"\x09\x02\x06\0\0\0\x10\0",
    b"\x09\0\x04\0",
)
_JSON = re.compile(r"\s*(?:\{\s*(?:\"[^\"\n]{0,80}\"\s*:|\}\s*$)|\[\s*(?:[\[{]|\]\s*$))")
_GEOJSON = re.compile(
    r"\"type\"\s*:\s*\"Feature(?:Collection)?\"|"
    r"^\s*\{\s*\"(?:type|coordinates|geometries)\"\s*:[^{}]{0,400}\"(?:(?:Multi)?(?:Point|LineString|Polygon)|GeometryCollection)\""
)
_XML_ROOT = re.compile(r"<(?![?!])\s*(?:[\w.-]+:)?([\w.-]+)")
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|table|meta|style|div|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_CONTROLS = re.compile(rb"[\x01-\x08\x0e-\x19\x1c-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Signature:
    """What a file is: how it is to be opened, and (of text) the encoding that its first bytes already prove."""

    container: Container
    encoding: str | None = None


def recognise(path: Path, head: bytes) -> Signature:
    """What a file is. `head`: its first `HEAD` bytes. Raises Problem for anything that holds no table to read.

    `file-is-not-a-table` names what it is instead (JPEG, PDF ...), `file-is-not-text` is anything else; `workbook-of-another-kind` is a spreadsheet that has to
    be saved anew; `file-is-empty` and `file-has-a-password` say themselves.
    """
    if not head.strip(b"\0 \t\r\n\x1a\xef\xbb\xbf\xff\xfe"):
        raise _problem("file-is-empty", path)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return Signature(_inside_zip(path))
    if head.startswith(_SHAPES):
        return Signature("shapefile")
    if head.startswith(_OLE):
        return Signature(_inside_ole(path, head))
    if head.startswith(_BIFF):
        raise _problem("workbook-of-another-kind", path, what="Excel 2, 3, 4")
    encoding = marked_encoding(head)
    if encoding is None:
        _refuse_marked(path, head)
        encoding = unmarked_utf16(head)
        if encoding is None:
            _refuse_binary(path, head)
    shown = head.decode(encoding or "latin-1", "replace").lstrip("\ufeff")
    return Signature(_inside_text(path, shown), encoding)


def _refuse_marked(path: Path, head: bytes) -> None:
    """Refuse a file that begins with the mark of another kind."""
    for at, mark, name in _BINARY:
        if head.startswith(mark, at) and (
            mark not in _PLAIN_STARTS or _CONTROLS.search(head) or 0 in head[:64]
        ):
            raise _problem("file-is-not-a-table", path, what=name)


def _refuse_binary(path: Path, head: bytes) -> None:
    """Refuse bytes that are no text in any encoding."""
    if _is_dbase(head):
        raise _problem("file-is-not-a-table", path, what="dBASE (DBF)")
    # Blocks of NUL are what a crash leaves in a text file; other control characters are no text at all.
    if len(_CONTROLS.findall(head)) > 0.01 * len(head.replace(b"\0", b"")):
        raise _problem("file-is-not-text", path)


def _is_dbase(head: bytes) -> bool:
    """A version byte, a date, and a header whose length is 32 bytes a field and one: text has none of them together."""
    return (
        len(head) > 32
        and head[0] in (0x03, 0x30, 0x83, 0x8B, 0xF5)
        and 1 <= head[2] <= 12
        and 1 <= head[3] <= 31
        and int.from_bytes(head[8:10], "little") % 32 in (0, 1, 8, 9)
        and b"\0\0" in head[12:32]
    )


def _inside_text(path: Path, shown: str) -> Container:
    if _HTML.match(shown):
        if "<table" in shown.lower() or "<frameset" in shown.lower():
            return "html"
        raise _problem("file-is-not-a-table", path, what="HTML")
    if shown.lstrip().startswith("<"):
        if "urn:schemas-microsoft-com:office:spreadsheet" in shown:
            raise _problem("workbook-of-another-kind", path, what="Excel 2003 XML")
        root = _XML_ROOT.search(shown)
        if root and root[1].lower() in ("gpx", "kml"):
            return "gpx" if root[1].lower() == "gpx" else "kml"
        if shown.lstrip().startswith("<?xml") or (root and re.search(r"xmlns|</\w", shown)):
            raise _problem("file-is-not-a-table", path, what=f"XML ({root[1]})" if root else "XML")
    if _JSON.match(shown):
        if _GEOJSON.search(shown):
            return "geojson"
        raise _problem("file-is-not-a-table", path, what="JSON")
    if re.match(r"(?:from: |mime-version: )", shown, re.IGNORECASE) and "Content-Type:" in shown:
        raise _problem("workbook-of-another-kind", path, what="MHTML")
    return "text"


def _inside_ole(path: Path, head: bytes) -> Container:
    """An old compound file: a workbook of Excel 97, or something else of Office, or a workbook under a password."""
    with path.open("rb") as file:
        whole = head + file.read(8_000_000)[len(head) :]

    def has(name: str) -> bool:
        return name.encode("utf-16-le") in whole

    if has("EncryptedPackage"):
        raise _problem("file-has-a-password", path)
    if has("Workbook") or has("Book"):
        return "xls"
    for name, what in (
        ("WordDocument", "Word (doc)"),
        ("PowerPoint Document", "PowerPoint (ppt)"),
        ("__properties_version", "Outlook (msg)"),
    ):
        if has(name):
            raise _problem("file-is-not-a-table", path, what=what)
    raise _problem("file-is-not-a-table", path, what="OLE")


def _inside_zip(path: Path) -> Container:
    try:
        with zipfile.ZipFile(path) as package:
            names = package.namelist()
            media_type = package.open("mimetype").read(200) if "mimetype" in names else b""
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError) as error:
        raise _problem("file-is-damaged", path) from error
    if any(name.endswith("xl/workbook.xml") for name in names) or "xl/workbook.xml" in names:
        return "xlsx"
    if media_type.startswith(b"application/vnd.oasis.opendocument.spreadsheet"):
        return "ods"
    if any(name.lower().endswith(".shp") for name in names):
        return "shapefile"
    if any(name.lower().endswith(".kml") for name in names):
        return "kmz"
    raise _another_package(path, names, media_type)


def _another_package(path: Path, names: Sequence[str], media_type: bytes) -> Problem:
    for beginning, what in (
        ("xl/workbook.bin", "Excel (xlsb)"),
        ("Index/Document.iwa", "Numbers"),
        ("Index.zip", "Numbers"),
    ):
        if any(name.startswith(beginning) for name in names):
            return _problem("workbook-of-another-kind", path, what=what)
    for beginning, what in (
        ("word/", "Word (docx)"),
        ("ppt/", "PowerPoint (pptx)"),
        ("META-INF/MANIFEST.MF", "Java, APK"),
    ):
        if any(name.startswith(beginning) for name in names):
            return _problem("file-is-not-a-table", path, what=what)
    if media_type:
        return _problem("file-is-not-a-table", path, what=media_type.decode("ascii", "replace").strip())
    return _problem("file-is-not-a-table", path, what="ZIP")


def _problem(code: str, path: Path, **parameters: str) -> Problem:
    return Problem(code, where=Where(file=path.name), parameters=parameters)
