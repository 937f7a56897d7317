"""Protects own areas as records: what is worked out from the shape, and what the form refuses."""

from __future__ import annotations

from datetime import date

from camifield.fields.field import Asking
from camifield.fields.validation import Checked, validate
from camifield.geo.shapes import packed_shape, shape_of
from camifield.i18n.words import Words
from camifield.kinds.area import Area, extent_of, hectares_of, length_of
from camifield.kinds.catalogue import kind as kind_of

ASKING = Asking(date(2026, 11, 22), Words("en"))
SQUARE = packed_shape(shape_of([[(76.0, 42.0), (76.1, 42.0), (76.1, 42.1), (76.0, 42.1)]], is_closed=True))
LINE = packed_shape(shape_of([[(76.0, 42.0), (76.0, 42.1)]], is_closed=False))


def checked(**entries: str) -> Checked:
    """The answers of an area."""
    return validate(kind_of("area"), {"name": "Sarychat", "area_kind": "protected_area", **entries}, ASKING)


def test_size_length_and_box_are_worked_out() -> None:
    """An area has hectares and no length, a line a length and no hectares; both have a box."""
    area, line = checked(shape=SQUARE).values, checked(shape=LINE).values
    assert extent_of(area) == "76 42 76.1 42.1"
    assert hectares_of(area) == 9_181
    assert length_of(area) is None
    assert hectares_of(line) is None
    assert length_of(line) == 11_120
    assert extent_of({"shape": "9:newer"}) is None


def test_the_shape_is_told_in_words() -> None:
    """Nobody reads packed corners; one of a newer version is told as that."""
    field = kind_of("area").fields["shape"]
    assert field.text(SQUARE, ASKING) == "area with 4 corners"
    assert field.text(LINE, ASKING) == "line with 2 corners"
    assert field.text("9:newer", ASKING) == "A shape of a newer version"


def test_what_is_no_shape_and_a_span_that_ends_first_are_refused() -> None:
    """A text that is no shape would be an area without a place; a span that ends before it begins holds never."""
    assert [one.code for one in checked(shape="9:newer").findings] == ["not-a-shape"]
    found = checked(shape=SQUARE, valid_from="2026-05-01", valid_to="2025-05")
    assert [one.code for one in found.findings] == ["end-before-start"]
    assert checked(shape=SQUARE, valid_from="2026-05-01", valid_to="2026-05").is_complete


def test_an_area_is_found_by_all_its_names() -> None:
    """The list shows the name and the sort; a search finds the other names as well."""
    card = Area.card({"name": "Sarychat", "other_names": "Сарычат", "area_kind": "protected_area"})
    assert (card.place_text, card.detail) == ("Sarychat", "protected_area")
    assert card.texts == ("Sarychat", "Сарычат")
