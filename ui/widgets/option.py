"""One answer that type-ahead can offer; no Qt, so that presenters make them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Option:
    """`key` is kept, `text` is shown and typed, `second` stands beside it (a Latin name), `icon` before it.

    `also` holds other names that find it and are not shown.
    """

    key: str
    text: str
    second: str = ""
    icon: str = ""
    also: tuple[str, ...] = ()
