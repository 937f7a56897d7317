"""The colours keep the contrast they promise, and the sizes keep their grid at every scale."""

from __future__ import annotations

import pytest

from ui.theme.tokens import DARK, LIGHT, SUNLIGHT, THEMES, Colours, sizes

# The least ratio each token promises (light, dark, sunlight) over the grounds it is used on.
PAGE_GROUNDS = ("page", "sheet", "sunken")
TINTS = ("error_tint", "warning_tint", "ok_tint", "sighting_tint", "grazing_tint", "conflict_tint")
PROMISED: dict[str, tuple[tuple[str, ...], tuple[float, float, float]]] = {
    "edge": (PAGE_GROUNDS, (3.4, 4.2, 21)),
    "ink": ((*PAGE_GROUNDS, "error_tint"), (13.4, 11.4, 21)),
    "ink2": ((*PAGE_GROUNDS, "rail"), (5.8, 5.7, 17.4)),
    "ink3": (PAGE_GROUNDS, (4.9, 5.6, 12.6)),
    "accent": ((*PAGE_GROUNDS, "rail"), (5.5, 5.7, 12.4)),
    "on_accent": (("accent", "accent_hover"), (7.2, 8.0, 12.4)),
    "soft_ink": (("soft",), (9.0, 8.1, 12.4)),
    "sighting": ((*PAGE_GROUNDS, "sighting_tint"), (5.5, 7.1, 10.3)),
    "grazing": ((*PAGE_GROUNDS, "grazing_tint"), (5.2, 7.0, 10.6)),
    "conflict": ((*PAGE_GROUNDS, "conflict_tint"), (5.6, 6.7, 10.9)),
    "error": ((*PAGE_GROUNDS, "error_tint"), (6.0, 6.1, 9.8)),
    "warning": ((*PAGE_GROUNDS, "warning_tint"), (5.8, 7.5, 10.6)),
    "ok": ((*PAGE_GROUNDS, "ok_tint"), (5.5, 6.9, 10.4)),
}


def luminance(colour: str) -> float:
    """The relative luminance of WCAG 2."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2, from 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def colour(theme: Colours, token: str) -> str:
    """A colour by the name of its token."""
    found = getattr(theme, token)
    assert isinstance(found, str)
    return found


@pytest.mark.parametrize("token", PROMISED)
@pytest.mark.parametrize(("place", "theme"), list(enumerate((LIGHT, DARK, SUNLIGHT))), ids=list(THEMES))
def test_a_colour_keeps_the_contrast_it_promises(token: str, place: int, theme: Colours) -> None:
    """A changed colour cannot silently become unreadable in one of the themes."""
    grounds, least = PROMISED[token]
    worst = min(contrast(colour(theme, token), colour(theme, ground)) for ground in grounds)
    assert round(worst, 1) >= least[place], worst


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
@pytest.mark.parametrize("token", ["error", "warning", "ok", "ink2", "accent"])
def test_states_stay_readable_on_the_chosen_row(theme: Colours, token: str) -> None:
    """A state's word is still text of AA contrast where its row is chosen."""
    assert contrast(colour(theme, token), theme.soft) >= 4.5


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
@pytest.mark.parametrize("tint", TINTS)
def test_words_are_easy_on_every_tint(theme: Colours, tint: str) -> None:
    """A banner's sentence or a field's value is AAA text on whatever ground it wears."""
    assert contrast(theme.ink, colour(theme, tint)) >= 7


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_focus_is_seen_on_every_ground(theme: Colours) -> None:
    """The ring of the keyboard focus reaches the 3:1 that controls need."""
    assert min(contrast(theme.focus, colour(theme, ground)) for ground in (*PAGE_GROUNDS, "rail")) >= 3


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_seams_can_be_seen(theme: Colours) -> None:
    """The seam is an ornament, yet never as faint as the line of a card (it was, in the dark pictures)."""
    for ground in ("sheet", "page"):
        assert contrast(theme.seam, colour(theme, ground)) > contrast(theme.line, colour(theme, ground))


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
def test_titles_are_readable_over_the_whole_picture(theme: Colours) -> None:
    """Wherever a long name runs into Today's ridges, it stays text."""
    for part in ("sky_top", "sky_foot", "far_ridge", "near_ridge"):
        assert contrast(theme.ink, colour(theme, part)) >= 4.5


def test_every_colour_is_a_plain_hex() -> None:
    """Style sheets and painters read the same notation."""
    for theme in THEMES.values():
        for name, value in theme._asdict().items():
            if isinstance(value, str) and name != "name":
                assert len(value) == 7, name
                assert int(value[1:], 16) >= 0


def test_a_question_wears_the_warning_and_a_told_thing_is_quiet() -> None:
    """Meanings without a colour of their own fall back to one, never to none."""
    assert LIGHT.tone("question") == LIGHT.warning
    assert LIGHT.tint("question") == LIGHT.warning_tint
    assert LIGHT.tint("told") == LIGHT.sunken


def test_sizes_follow_the_scale() -> None:
    """At twice the scale everything is twice as large, so words never outgrow their controls."""
    once, twice = sizes(1.0, LIGHT), sizes(2.0, LIGHT)
    assert (once.control, once.rail, once.border, once.focus) == (40, 104, 1, 2)
    assert (twice.control, twice.rail, twice.border, twice.focus) == (80, 208, 2, 4)
    assert twice.px(8) == 16


def test_sunlight_has_strong_borders() -> None:
    """Outdoors a line of one pixel disappears."""
    plain = sizes(1.0, SUNLIGHT)
    assert (plain.border, plain.focus) == (2, 3)
