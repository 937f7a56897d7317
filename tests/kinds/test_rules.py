"""The rules across fields, as a person meets them: what stops, what asks, and what is said."""

from __future__ import annotations

from datetime import date

import pytest

from camifield.fields.field import Asking
from camifield.fields.validation import CONFIRMED, Checked, validate
from camifield.fields.values import lines_of
from camifield.i18n.words import LANGUAGES, Words
from camifield.kinds.catalogue import kind as kind_of

TODAY = date(2026, 11, 22)
SIGHTING = {
    "event_date": "2026-03-14",
    "recorded_by": "01" * 16,
    "locality": "Jukuu",
    "how_known": "saw",
    "species": "ARG",
    "certainty": "certain",
    "country_code": "KG",
}
CONFLICT = {
    "event_date": "2026-03-14",
    "recorded_by": "01" * 16,
    "village": "Sary-Bulak",
    "conflict_type": ["depredation"],
    "species": "WOL",
    "losses": [{"animal": "sheep", "killed": "3"}],
}
GRAZING = {
    "event_date": "2026-03-14",
    "recorded_by": "01" * 16,
    "locality": "Tosor",
    "grazing_type": "herd_met",
    "livestock": [{"animal": "sheep", "number": "10"}],
}
KINDS = {"sighting": SIGHTING, "conflict": CONFLICT, "grazing": GRAZING}


def check(kind: str, **changes: object) -> Checked:
    """The plain record of a kind with some answers changed, read as the form reads it."""
    entries = {**KINDS[kind], **changes}
    return validate(kind_of(kind), entries, Asking(today=TODAY))  # pyright: ignore[reportArgumentType]


@pytest.mark.parametrize("kind", KINDS)
def test_the_plain_record_is_complete(kind: str) -> None:
    """The few answers that are asked are enough."""
    checked = check(kind)
    assert checked.is_complete
    assert checked.findings == ()


SEEN_FROM = {"verbatim_coordinates": "42.31860 76.90412", "position_of": "observer"}
Case = tuple[str, dict[str, object], str, str]
ERRORS: list[Case] = [
    ("sighting", {"event_date": "2028-01-01"}, "date-in-future", "event_date"),
    ("sighting", {"verbatim_coordinates": "0, 0"}, "null-island", "verbatim_coordinates"),
    ("sighting", {"verbatim_coordinates": "95 76"}, "latitude-out-of-range", "verbatim_coordinates"),
    ("sighting", {"count": "-1"}, "count-negative", "count"),
    ("sighting", {"count": "1000000000"}, "number-too-large", "count"),
    ("sighting", {"count": "12", "adult_males": "9", "adult_females": "6"}, "classes-over-total", "count"),
    ("sighting", {"adult_males": "2", "horn_class_1": "3"}, "horns-over-males", "horn_class_1"),
    ("sighting", {"occurrence": "absent"}, "effort-needed", "occurrence"),
    ("sighting", {"occurrence": "absent", "effort_km": "4", "count": "3"}, "count-with-none-found", "count"),
    ("sighting", {"count": "0"}, "zero-without-none-found", "count"),
    ("sighting", {"locality": ""}, "place-needed", "locality"),
    ("sighting", {"decimal_latitude": "42.3"}, "other-coordinate-needed", "decimal_longitude"),
    ("sighting", {"is_told": "reported_to_me", "informant_name": "Асан"}, "consent-needed", "consent_given"),
    ("sighting", {"species": ""}, "answer-needed", "species"),
    ("sighting", {"species": "grendel"}, "not-in-list", "species"),
    ("conflict", {"losses": []}, "line-needed", "losses"),
    ("conflict", {"losses": [{"animal": "sheep"}]}, "loss-needed", "losses.killed"),
    ("conflict", {"herd_size_at_risk": "2"}, "lost-over-herd", "herd_size_at_risk"),
    ("conflict", {"attack_place": "corral_night", "corral_type": "none"}, "corral-but-none", "corral_type"),
    ("conflict", {"visit_date": "2026-03-01"}, "before-it-happened", "visit_date"),
    (
        "grazing",
        {"livestock": [{"animal": "sheep", "number": "3", "young": "5"}]},
        "young-over-number",
        "livestock.young",
    ),
]
WARNINGS: list[Case] = [
    (
        "sighting",
        {"count": "~12", "adult_males": "9", "adult_females": "6"},
        "classes-over-total-asked",
        "count",
    ),
    ("sighting", {"count": "12", "adult_males": "9"}, "classes-under-total", "count"),
    ("sighting", {"species": "SNL", "count": "9"}, "count-out-of-the-ordinary", "count"),
    ("sighting", {"species": "TIG"}, "species-out-of-range", "species"),
    ("sighting", {"species": "YAK", "country_code": "CN"}, "easily-confused", "species"),
    (
        "sighting",
        {"decimal_latitude": "76.9", "decimal_longitude": "42.3"},
        "coordinates-swapped",
        "verbatim_coordinates",
    ),
    ("sighting", {"verbatim_coordinates": "52.3 104.9"}, "place-in-other-country", "verbatim_coordinates"),
    ("sighting", {"verbatim_coordinates": "48.85 2.35"}, "place-outside-country", "verbatim_coordinates"),
    ("sighting", {"verbatim_coordinates": "42.0 51.0"}, "place-at-sea", "verbatim_coordinates"),
    (
        "sighting",
        {"verbatim_coordinates": "34.16 77.58", "country_code": ""},
        "ground-is-claimed",
        "verbatim_coordinates",
    ),
    (
        "sighting",
        {"verbatim_coordinates": "42.4 77.9", "state_province": "Нарынская область"},
        "province-differs",
        "state_province",
    ),
    ("sighting", {"event_time": "12:00", "part_of_day": "night"}, "time-and-part-of-day", "event_time"),
    ("sighting", {"how_known": "dead", "count": "4"}, "three-or-more-dead", "mortality_scale"),
    ("sighting", {"event_date": "1957"}, "date-long-ago", "event_date"),
    ("sighting", {"locality": "42.31860 76.90412"}, "locality-is-coordinates", "locality"),
    ("sighting", {**SEEN_FROM, "distance_m": "800"}, "bearing-needed", "bearing_deg"),
    (
        "sighting",
        {**SEEN_FROM, "bearing_deg": "135", "bearing_north": "true"},
        "distance-needed",
        "distance_m",
    ),
    ("sighting", {**SEEN_FROM, "distance_m": "800", "bearing_deg": "135"}, "north-needed", "bearing_north"),
    (
        "sighting",
        {**SEEN_FROM, "position_of": "", "distance_m": "800", "bearing_deg": "135", "bearing_north": "true"},
        "whose-position",
        "position_of",
    ),
    ("conflict", {"evidence": ["told"], "certainty": "certain"}, "told-is-possible-at-most", "certainty"),
    ("grazing", {"permitted_heads": "5"}, "heads-over-permit", "permitted_heads"),
]


@pytest.mark.parametrize(("kind", "changes", "code", "field"), ERRORS)
def test_errors_stop_and_say_where(kind: str, changes: dict[str, object], code: str, field: str) -> None:
    """An impossible answer stands at its field, stops completing, and loses nothing of the rest."""
    checked = check(kind, **changes)
    assert (code, field) in [(one.code, one.field) for one in checked.findings if one.is_error]
    assert not checked.is_complete


@pytest.mark.parametrize(("kind", "changes", "code", "field"), WARNINGS)
def test_warnings_ask_and_are_settled(kind: str, changes: dict[str, object], code: str, field: str) -> None:
    """A doubtful answer may be saved; "it is so" settles the question until the numbers change."""
    checked = check(kind, **changes)
    asked = [one for one in checked.findings if one.code == code]
    assert [one.field for one in asked] == [field]
    assert checked.is_complete
    settled = check(kind, **changes, **{CONFIRMED: [asked[0].mark]})
    assert code not in [one.code for one in settled.findings]


@pytest.mark.parametrize(("kind", "changes", "code", "field"), [*ERRORS, *WARNINGS])
def test_every_finding_has_its_sentence(kind: str, changes: dict[str, object], code: str, field: str) -> None:
    """Each finding says in every language what is wrong, with its numbers filled in."""
    finding = next(one for one in check(kind, **changes).findings if one.code == code)
    for language in LANGUAGES:
        sentence = finding.sentence(Words(language.code))
        assert not sentence.startswith("finding.")
        assert "{" not in sentence


def test_none_found_with_its_effort_is_complete() -> None:
    """ "Looked, none found" stands when the search behind it is known."""
    assert check("sighting", occurrence="absent", effort_km="4.5").is_complete
    segments = [{"segment": "1", "result": "none_found"}, {"segment": "2", "result": "not_walked"}]
    assert check("sighting", how_known="sign", occurrence="absent", segments=segments).is_complete
    unwalked = [{"segment": "2", "result": "not_walked"}]
    assert not check("sighting", how_known="sign", occurrence="absent", segments=unwalked).is_complete


def test_blank_unknown_and_zero_stay_apart() -> None:
    """Nothing, "not known" and none are three things."""
    values = check("grazing", livestock=[{"animal": "sheep", "number": "0"}, {"animal": "goat"}]).values
    none, blank = lines_of(values, "livestock")
    assert none["number"] == 0
    assert "number" not in blank
    assert check("sighting", count="?").values["count"] == "?"
    assert "count" not in check("sighting").values


def test_two_readings_are_both_offered() -> None:
    """Neither order of two numbers is guessed; taking one settles it."""
    finding = check("sighting", verbatim_coordinates="76.9 42.3").findings[0]
    assert finding.code == "several-places"
    assert len(finding.suggestions) == 2
    for offer in finding.suggestions:
        assert "decimal_latitude" in check("sighting", **offer.entries).values


def test_what_does_not_apply_is_not_kept() -> None:
    """A corral type typed before the place was changed to the pasture is no answer any more."""
    values = check("conflict", attack_place="pasture", corral_type="stone_wall").values
    assert "corral_type" not in values
    assert (
        check("conflict", attack_place="corral_night", corral_type="stone_wall").values["corral_type"]
        == "stone_wall"
    )


def test_the_text_as_written_is_kept() -> None:
    """The night of the twelfth stays as it was said, beside what was understood."""
    values = check("conflict", event_date="night of 12-13 March 2026").values
    assert values["event_date"] == "2026-03-12/2026-03-13"
    assert values["part_of_day"] == "night"
    assert values["verbatim_event_date"] == "night of 12-13 March 2026"


def test_wild_and_domestic_are_never_merged() -> None:
    """The Latin name that the convention shares with the livestock is asked about, never decided."""
    findings = check("sighting", species="Camelus bactrianus").findings
    assert [one.code for one in findings] == ["several-meanings"]
    assert {one.entries["species"] for one in findings[0].suggestions} == {"WCA", "DCA"}
