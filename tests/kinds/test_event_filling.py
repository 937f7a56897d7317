"""Country and province are filled in from the position, follow it, and never overwrite what a person wrote."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from camifield import resources
from camifield.fields.field import Asking, Spot
from camifield.fields.filling import as_it_was, filled_by_program
from camifield.fields.validation import Checked, validate
from camifield.fields.values import Value
from camifield.geo.ground import ground
from camifield.geo.whereabouts import whereabouts
from camifield.i18n.words import Words
from camifield.kinds.catalogue import kind
from camifield.kinds.event import Event, uncertainty_of
from camifield.kinds.event_filling import country_and_province, where

ASKING = Asking(date(2026, 11, 22), country="KG")
PLAIN = {
    "event_date": "2026-03-14",
    "recorded_by": "01" * 16,
    "how_known": "saw",
    "species": "ARG",
    "certainty": "certain",
}


def read(asking: Asking = ASKING, **changes: str) -> Checked:
    """A plain sighting with some answers."""
    return validate(kind("sighting"), {**PLAIN, **changes}, asking)


def admin(checked: Checked) -> tuple[Value | None, Value | None]:
    """Country and province among the values."""
    return checked.values.get("country_code"), checked.values.get("state_province")


@pytest.mark.parametrize(
    ("place", "country", "province"),
    [
        ("41.43 75.99", "KG", "Naryn"),
        ("43.24 76.95", "KZ", "Almaty"),
        ("47.92 106.91", "MN", "Ulaanbaatar"),
        ("39.97 71.13", "UZ", "Fergana"),
        ("42.0 51.0", None, None),
        ("35.2 79.2", None, None),
    ],
)
def test_the_position_tells_country_and_province(
    place: str, country: str | None, province: str | None
) -> None:
    """In an enclave the enclave's; at sea and on ground that states claim, none at all."""
    assert admin(read(verbatim_coordinates=place)) == (country, province)


def test_the_province_is_in_the_readers_language() -> None:
    """What stands on the form is in the language of the window."""
    assert admin(read(replace(ASKING, words=Words("ru")), verbatim_coordinates="41.43 75.99")) == (
        "KG",
        "Нарынская область",
    )


def test_without_a_position_it_is_the_teams_country() -> None:
    """Not for the rows of a table, of which the team's settings say nothing."""
    assert admin(read(locality="Jukuu")) == ("KG", None)
    assert admin(read(replace(ASKING, is_import=True), locality="Jukuu")) == (None, None)
    assert admin(read(replace(ASKING, country=None), locality="Jukuu")) == (None, None)


def test_claimed_ground_is_the_teams_where_its_country_claims_it() -> None:
    """A team that says it works for India or Pakistan says whose ground it stands on; the program never does."""
    for team, told in (("IN", "IN"), ("PK", "PK"), ("KG", None), (None, None)):
        checked = read(replace(ASKING, country=team), verbatim_coordinates="34.16 77.58")
        assert admin(checked) == (told, None)


def test_what_a_person_wrote_stands() -> None:
    """Another country or province is asked about, and kept; no province of one country is put beside another."""
    checked = read(verbatim_coordinates="41.43 75.99", country_code="UZ")
    assert admin(checked) == ("UZ", None)
    assert "place-in-other-country" in [one.code for one in checked.findings]
    checked = read(verbatim_coordinates="41.43 75.99", state_province="Ат-Башы")
    assert admin(checked) == ("KG", "Ат-Башы")
    assert checked.findings == ()


def test_a_province_of_another_country_is_asked_about() -> None:
    """Naryn written beside a point in Mongolia: kept, and asked about."""
    checked = read(verbatim_coordinates="47.92 106.91", state_province="Нарынская область")
    assert admin(checked) == ("MN", "Нарынская область")
    assert "province-differs" in [one.code for one in checked.findings]


@pytest.mark.parametrize(
    "written", ["Нарынская область", "naryn", "Нарын облусу", "Нарынская", "Naryn oblast", "At-Bashy"]
)
def test_a_province_in_other_words_is_no_mistake(written: str) -> None:
    """The same province in another language, or a name that is not known, raises nothing."""
    assert read(verbatim_coordinates="41.43 75.99", state_province=written).findings == ()


def test_five_kilometres_from_a_border_both_are_right() -> None:
    """Borders are right to three kilometres: Korday and Karasu, Kazakh and Kyrgyz, are not told apart by the program."""
    assert read(verbatim_coordinates="43.03 74.72", country_code="KG").findings == ()
    assert read(verbatim_coordinates="43.03 74.72", country_code="KZ").findings == ()


def test_species_are_judged_by_the_point() -> None:
    """A tiger on the map of Mongolia is asked about though Russia was written; near a border the neighbour's animals pass."""
    codes = [one.code for one in read(species="TIG", verbatim_coordinates="47.92 106.91").findings]
    assert "species-out-of-range" in codes
    at_home = read(species="GOB", verbatim_coordinates="43.2 99.0").findings
    assert "species-out-of-range" not in [one.code for one in at_home]


def filled(**values: str) -> set[str]:
    """What the program filled in of a record with these values, and would fill in anew with another position."""
    return filled_by_program(
        Event.FILLINGS, {"decimal_latitude": "41.43", "decimal_longitude": "75.99", **values}, ASKING,
        "verbatim_coordinates",
    )  # fmt: skip


def test_what_the_program_filled_in_follows_the_position() -> None:
    """Own words are known in every language; a person's are left alone, and so is an offset that somebody gave."""
    assert filled(country_code="KG", state_province="Naryn") == {"country_code", "state_province"}
    assert filled(country_code="KG", state_province="Нарынская область") == {
        "country_code",
        "state_province",
    }
    assert filled(country_code="UZ", state_province="Ат-Башы") == set()
    assert filled(utc_offset="+06:00", offset_source="place") == {"utc_offset", "offset_source"}
    assert filled(utc_offset="+06:00", offset_source="typed") == set()
    assert filled(utc_offset="+06:00", offset_source="laptop") == set()


def test_another_answer_moves_nothing() -> None:
    """A corrected count leaves country and province as they are."""
    values = {"decimal_latitude": "41.43", "decimal_longitude": "75.99", "country_code": "KG"}
    assert filled_by_program(Event.FILLINGS, values, ASKING, "count") == set()


def test_damaged_tables_stop_nobody(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A copy of the program with a broken map still records: the place is kept, the country is not told."""
    (tmp_path / "vocabularies").mkdir()
    (tmp_path / "geo").mkdir()
    (tmp_path / "geo" / "ground.zip").write_bytes(b"no zip")
    ground.cache_clear()
    whereabouts.cache_clear()
    try:
        with monkeypatch.context() as patched:
            patched.setattr(resources, "path", tmp_path.joinpath)
            values = {"decimal_latitude": "41.43", "decimal_longitude": "75.99"}
            assert where(values) is None
            assert "country_code" in country_and_province(values, ASKING)
    finally:
        ground.cache_clear()
        whereabouts.cache_clear()
    found = where(values)
    assert found is not None
    assert found.country == "KG"


CAMP, PASS = b"camp".ljust(16, b"."), b"pass".ljust(16, b".")
SPOTS = {CAMP: Spot("41.43", "75.99", "camp", 5), PASS: Spot("47.92", "106.91")}
CALLED = {"camp": [CAMP], "двор": [CAMP, PASS]}


def _find(kind: str, text: str) -> Sequence[bytes]:
    return CALLED.get(text, []) if kind == "place" else []


PLACES = replace(ASKING, spot=SPOTS.get, find=_find)


def test_a_known_place_gives_its_position() -> None:
    """Where it lies, that this is how it is known, how far around it may have been, and the country there."""
    values = read(PLACES, place=CAMP.hex()).values
    assert (values["decimal_latitude"], values["decimal_longitude"]) == ("41.43", "75.99")
    assert (values["georeference_source"], values["coordinate_uncertainty_in_meters"]) == ("known_place", 300)
    assert uncertainty_of(values) == 305
    assert values["state_province"] == "Naryn"
    assert read(PLACES, place=PASS.hex()).values["coordinate_uncertainty_in_meters"] == 1000


def test_a_position_that_is_typed_stands() -> None:
    """A known place never writes over coordinates, understood or not, and takes what it gave along when they come."""
    typed = read(PLACES, place=CAMP.hex(), verbatim_coordinates="41.5 76.0").values
    assert (typed["decimal_latitude"], typed.get("georeference_source")) == ("41.5", None)
    assert "decimal_latitude" not in read(PLACES, place=CAMP.hex(), verbatim_coordinates="what").values
    given = read(PLACES, place=CAMP.hex()).values
    fillings = kind("sighting").fillings
    for changed in ("place", "verbatim_coordinates"):
        gone = filled_by_program(fillings, given, PLACES, changed)
        assert {"decimal_latitude", "decimal_longitude", "georeference_source"} <= gone


def test_a_place_without_a_position_gives_none() -> None:
    """A name alone is no position, and neither is a place of another laptop."""
    assert "decimal_latitude" not in read(PLACES, place="05" * 16).values


def test_a_table_names_known_places() -> None:
    """A name that one place has is that place; one that several have is asked; a form asks for itself."""
    table = replace(PLACES, is_import=True)
    assert read(table, locality="camp").values["place"] == CAMP
    assert read(table, locality="camp").values["decimal_latitude"] == "41.43"
    assert "place" not in read(PLACES, locality="camp").values
    assert "place" not in read(table, locality="camp", verbatim_coordinates="41.5 76.0").values
    several = read(table, locality="двор")
    assert "place" not in several.values
    [asked] = [one for one in several.findings if one.code == "several-places-of-that-name"]
    assert [one.entries["place"] for one in asked.suggestions] == [CAMP.hex(), PASS.hex()]


def test_a_position_far_from_the_place_is_asked() -> None:
    """A slip in a degree is seen where a place is named."""
    far = read(PLACES, place=CAMP.hex(), verbatim_coordinates="41.43 76.99")
    [asked] = [one for one in far.findings if one.code == "far-from-place"]
    assert asked.parameters["kilometres"] == 83
    near = read(PLACES, place=CAMP.hex(), verbatim_coordinates="41.43 76.01")
    assert not [one for one in near.findings if one.code == "far-from-place"]


def test_an_old_record_is_left_as_it_was() -> None:
    """Who corrects a count gives neither a position nor its country to a record that had none."""
    declared = kind("sighting")
    before = {
        name: value
        for name, value in read(PLACES, place=CAMP.hex()).values.items()
        if name in (*PLAIN, "place")
    }
    after = read(PLACES, place=CAMP.hex(), count="3").values
    kept = as_it_was(declared.fillings, before, after, {"place": CAMP.hex(), "count": "3"})
    assert kept["count"] == "3"
    assert not kept.keys() & {"decimal_latitude", "georeference_source", "country_code", "state_province"}
