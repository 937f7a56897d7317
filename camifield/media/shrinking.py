"""A picture made small: upright, on white where it is transparent, without the camera's notes."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

_SMALL = 480
QUALITY = 82


def shrink(image: Image, size: int) -> Image:
    """The image upright, its longest side at most `size` pixels; of a JPEG no more is unpacked than that needs.

    Every byte of the file is read, so a damaged one is found out. Raises what decoders raise.
    """
    from PIL import Image as Images

    gap = (
        1.0 if size > _SMALL else 2.0
    )  # a large one is unpacked no larger than needed: half the time, same look
    image.thumbnail((size, size), Images.Resampling.BICUBIC, reducing_gap=gap)
    return upright(image)


def upright(image: Image) -> Image:
    """The picture as it is to be looked at: turned as the camera was held, on white where it is transparent."""
    from PIL import Image as Images
    from PIL import ImageOps

    turned = ImageOps.exif_transpose(image)
    if turned.has_transparency_data:
        sheet = Images.new("RGBA", turned.size, "white")
        sheet.alpha_composite(turned.convert("RGBA"))
        turned = sheet
    return turned.convert("RGB")


def smaller(picture: Image, size: int) -> Image:
    """A smaller one of a picture that is small already."""
    from PIL import Image as Images

    found = picture.copy()
    found.thumbnail((size, size), Images.Resampling.BICUBIC)
    return found


def as_jpeg(picture: Image, quality: int = QUALITY) -> bytes:
    """The bytes of a JPEG, without notes."""
    out = BytesIO()
    picture.info.clear()  # a comment or a profile of the camera's would be written along
    picture.save(out, "JPEG", quality=quality)
    return out.getvalue()
