"""Type stays large enough to read."""

from __future__ import annotations

from ui.theme.roles import TYPES


def test_nothing_is_smaller_than_13_px() -> None:
    """The least size of the design is a floor for every role."""
    assert min(kind.px for kind in TYPES.values()) == 13


def test_serif_is_only_for_what_is_large() -> None:
    """Serifs under 20 px smear on old screens."""
    assert all(kind.px >= 20 for kind in TYPES.values() if kind.is_serif)
