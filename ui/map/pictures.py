"""A tile's bytes as a picture: of the three sorts that maps are made of, and no larger than a tile may be. Any thread."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QImageReader

from camifield.geo.tiles.package import picture_format

LARGEST_SIDE = 1024
"""Pixels. What a file says of its size is read before any of it is unpacked: 4 MB at most for one tile."""
SORTS = {"png": b"png", "jpg": b"jpeg", "webp": b"webp"}


def decoded(data: bytes) -> QImage | None:
    """The picture as Qt paints it fastest; None for what is none, is broken, or is too large."""
    sort = SORTS.get(picture_format(data) or "")
    if sort is None:
        return None
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    picture = _read(QImageReader(buffer, QByteArray(sort)))
    buffer.close()
    if picture is None or picture.isNull() or max(picture.width(), picture.height()) > LARGEST_SIDE:
        return None
    fast = QImage.Format.Format_RGB32
    if picture.hasAlphaChannel():
        fast = QImage.Format.Format_ARGB32_Premultiplied
    return picture.convertToFormat(fast)  # pyright: ignore[reportUnknownMemberType]  (the stub leaves a type out)


def _read(reader: QImageReader) -> QImage | None:
    """The picture of a reader, which is gone before what it reads from; None where it would be too large."""
    reader.setDecideFormatFromContent(False)
    size = reader.size()
    if not size.isValid() or max(size.width(), size.height()) > LARGEST_SIDE:
        return None
    return reader.read()
