"""The roles of type: which words are large, strong, serif or slanted. Never smaller than 13 px."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple

Role = Literal[
    "page_title", "card_title", "big", "row_title", "body", "table", "help", "latin", "small", "strong"
]


class Type(NamedTuple):
    """One role of type: px at scale 1, whether it is 600, serif (titles and big numbers only) or italic."""

    px: int
    is_strong: bool = False
    is_serif: bool = False
    is_italic: bool = False


TYPES: Mapping[Role, Type] = MappingProxyType(
    {
        "page_title": Type(28, is_strong=True, is_serif=True),
        "card_title": Type(20, is_strong=True, is_serif=True),
        "big": Type(48, is_strong=True, is_serif=True),
        "row_title": Type(16, is_strong=True),
        "body": Type(16),
        "table": Type(15),
        "help": Type(14),
        "latin": Type(15, is_italic=True),
        "small": Type(13),
        "strong": Type(13, is_strong=True),
    }
)
