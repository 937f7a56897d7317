"""The text of a cell becomes the entry of its field; nothing, none, not known and zero stay four things."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from camifield.fields.choice import Choice
from camifield.fields.vocabulary import Vocabulary
from camifield.formats.mapping.mappings import USUAL_NOTHING
from camifield.formats.mapping.preparing import Grid, NotARecord, Prepared, preparer
from camifield.formats.mapping.targets import field_of, line_target
from camifield.kinds.catalogue import kind


def prepared(
    target: str,
    text: str,
    kind_name: str = "sighting",
    *,
    meanings: Mapping[str, str] | None = None,
    nothing: Mapping[str, str] = USUAL_NOTHING,
    is_own: bool = False,
) -> Prepared:
    """What a cell becomes on its way to a field."""
    field = field_of(kind(kind_name), target)
    assert field is not None
    line = line_target(target)
    vocabulary = Vocabulary(field.of) if isinstance(field, Choice) else None
    name = line.field if line else target
    prepare = preparer(
        name, field, meanings=meanings or {}, nothing=nothing, vocabulary=vocabulary, is_own=is_own
    )
    return prepare(text)


@pytest.mark.parametrize(
    ("target", "text", "entry"),
    [
        ("count", "", None),
        ("count", "–", None),
        ("count", "NA", None),
        ("count", "0", "0"),
        ("count", "нет", "0"),
        ("count", "не знают", "?"),
        ("adult_males", "нет", "0"),
        ("adult_males", "неизвестно", None),
        ("species", "не знают", "UNK"),
        ("species", "NA", None),
        ("certainty", "неизвестно", "unknown"),
        ("livestock_within_1km", "нет", "нет"),
        ("remarks", "нет", "нет"),
        ("remarks", "-", None),
        ("event_date", "NA", None),
        ("segments.7.result", "NA", "not_walked"),
        ("segments.7.result", "0", "none_found"),
        ("segments.7.result", "1", "found"),
        ("segments.7.result", "", None),
    ],
)
def test_nothing_none_unknown_and_zero(target: str, text: str, entry: str | None) -> None:
    """Protects the difference between a blank, "there were none", "not known" and 0 in every kind of field."""
    assert prepared(target, text) == entry


def test_a_person_may_say_what_a_dash_means() -> None:
    """Protects registers in which a dash stands for none: the person's word is taken."""
    nothing = {**USUAL_NOTHING, "dash": "zero"}
    assert prepared("losses.goat.killed", "–", "conflict", nothing=nothing) == "0"
    assert prepared("losses.goat.killed", "–", "conflict") is None


def test_a_meaning_is_taken_for_the_text() -> None:
    """Protects a person from answering the same question for every row."""
    assert prepared("species", " CT ", meanings={"CT": "CTL"}) == "CTL"
    assert prepared("species", "空拍", meanings={"空拍": "!blank_photo"}) == NotARecord("blank_photo")


@pytest.mark.parametrize(
    ("target", "text", "entry"),
    [
        ("coordinate_uncertainty_in_meters", "4.134", "5"),
        ("coordinate_uncertainty_in_meters", "0", None),
        ("elevation", "43.60000228881836", "44"),
        ("elevation", "high", "high"),
        ("count", "2.5", "2.5"),
        ("event_date", "2024-05-03T00:00", "2024-05-03"),
        ("event_date", "2024-05-03T14:30", "2024-05-03T14:30"),
    ],
)
def test_what_receivers_and_spreadsheets_write(target: str, text: str, entry: str | None) -> None:
    """Protects rows of phones: metres are rounded (a radius up, 0 is no radius), half an animal is not."""
    assert prepared(target, text) == entry


def test_a_position_in_metres_is_told_and_not_read() -> None:
    """Protects the map from a zone that nobody wrote."""
    assert prepared("verbatim_coordinates", "745288 4832200") == Grid("745288 4832200")
    assert prepared("verbatim_coordinates", "42.31860 76.90412") == "42.31860 76.90412"


def test_the_guard_of_our_own_csv_is_taken_off() -> None:
    """Protects text that begins with a sign: it goes out with an apostrophe and comes back without it."""
    assert prepared("remarks", "'-следы у реки", is_own=True) == "-следы у реки"
    assert prepared("remarks", "'-следы у реки") == "'-следы у реки"
