"""One walk over all kinds: words in every language, a place on the page, an editor, and a way there and back."""

from __future__ import annotations

from datetime import date

import pytest

from camifield.fields.choice import Choice
from camifield.fields.declaration import OPEN, RESTRICTED, Declared
from camifield.fields.field import Asking
from camifield.fields.grouping import groups_of, values_of
from camifield.fields.labels import label
from camifield.fields.validation import entries_of, validate
from camifield.fields.vocabulary import Vocabulary
from camifield.i18n.words import LANGUAGES, Words
from camifield.kinds.catalogue import kinds
from ui.forms.layouts.catalogue import LAYOUTS

NAMES = tuple(kinds())
# Darwin Core terms in use (tdwg/dwc, simple Darwin Core), read 2026-10.
DARWIN_CORE = frozenset(
    [
        "recordNumber",
        "eventDate",
        "eventTime",
        "verbatimEventDate",
        "recordedBy",
        "verbatimCoordinates",
        "decimalLatitude",
        "decimalLongitude",
        "verbatimCoordinateSystem",
        "verbatimSRS",
        "coordinatePrecision",
        "georeferenceRemarks",
        "georeferenceSources",
        "coordinateUncertaintyInMeters",
        "locality",
        "locationID",
        "minimumElevationInMeters",
        "countryCode",
        "stateProvince",
        "county",
        "municipality",
        "parentEventID",
        "samplingProtocol",
        "fieldNumber",
        "habitat",
        "associatedMedia",
        "eventRemarks",
        "basisOfRecord",
        "occurrenceStatus",
        "taxonID",
        "vernacularName",
        "scientificName",
        "identificationQualifier",
        "organismQuantity",
        "individualCount",
        "organismQuantityType",
        "behavior",
        "organismID",
        "degreeOfEstablishment",
        "materialSampleID",
        "preparations",
        "causeOfDeath",
        "disposition",
        "samplingEffort",
        "footprintWKT",
    ]
)
PROGRAMS_OWN = frozenset(
    ("source_file", "source_row", "as_written", "as_written_private", "confirmed_findings", "record_number")
)
# Understood from the text in `verbatim_coordinates`, or kept from a file: never asked on the page.
BY_PRODUCTS = frozenset((
    "decimal_latitude", "decimal_longitude", "verbatim_coordinate_system", "coordinate_precision",
    "verbatim_srs", "coordinate_operation", "reading_uncertainty_in_meters",
    "verbatim_event_date", "verbatim_event_time", "offset_source", "record_state", "points", "shape",
))  # fmt: skip


def parts(kind: str) -> list[Declared]:
    """A kind and its repeats."""
    declared = kinds()[kind]
    return [declared, *declared.lines.values()]


@pytest.mark.parametrize("kind", NAMES)
def test_every_field_has_a_label_in_every_language(kind: str) -> None:
    """A person never sees a key in place of a word."""
    for language in LANGUAGES:
        words = Words(language.code)
        assert words.has(f"kind.{kind}")
        for declared in parts(kind):
            for name in (*declared.columns, *declared.repeats):
                assert "." not in label(declared, name, words), (language.code, declared.name, name)


@pytest.mark.parametrize("kind", NAMES)
def test_darwin_core_terms_are_real(kind: str) -> None:
    """A misspelt term would make an archive that no aggregator reads."""
    for declared in parts(kind):
        for column in declared.columns.values():
            assert not column.field.dwc or column.field.dwc in DARWIN_CORE, column.name


@pytest.mark.parametrize("kind", NAMES)
def test_every_field_has_one_place_on_the_page(kind: str) -> None:
    """A field that stands nowhere can never be answered; one that stands twice is answered twice."""
    declared = kinds()[kind]
    placed = list(LAYOUTS[kind].fields())
    assert len(placed) == len(set(placed))
    asked = {*declared.fields, *declared.repeats} - PROGRAMS_OWN - BY_PRODUCTS
    assert set(placed) == asked


@pytest.mark.parametrize("kind", NAMES)
def test_every_line_field_has_a_column_in_its_repeat(kind: str) -> None:
    """The lines of a repeat show all their fields, in an order set by hand."""
    declared = kinds()[kind]
    for repeat, lines in declared.lines.items():
        assert set((LAYOUTS[kind].lines or {})[repeat]) == set(lines.fields)


@pytest.mark.parametrize("kind", NAMES)
def test_every_choice_has_its_list(kind: str) -> None:
    """A choice without its vocabulary could only be answered with an error."""
    for declared in parts(kind):
        for name, field in declared.fields.items():
            if isinstance(field, Choice):
                assert Vocabulary(field.of).terms, (declared.name, name)


@pytest.mark.parametrize("kind", NAMES)
def test_conditions_speak_of_fields_that_are_there(kind: str) -> None:
    """A condition on a misspelt field would hide a question for ever."""
    declared = kinds()[kind]
    for name, field in declared.fields.items():
        if field.when is not None:
            assert field.when.fields() <= set(declared.fields), name
    for name, repeat in declared.repeats.items():
        if repeat.when is not None:
            assert repeat.when.fields() <= set(declared.fields), name


@pytest.mark.parametrize("kind", NAMES)
def test_names_and_phones_are_restricted(kind: str) -> None:
    """What was signed into the open stream can never be taken apart later."""
    declared = kinds()[kind]
    personal = ("owner_name", "owner_phone", "claimant_name", "informant_name", "phone")
    for name in declared.fields:
        group = declared.group_of(name)
        if name in personal or (kind == "person" and name == "name"):
            assert declared.stream_of(group) == RESTRICTED, name
        elif not declared.fields[name].restricted:
            assert declared.stream_of(group) == OPEN, name


FULL = {
    "sighting": {
        "event_date": "2026-03-14",
        "event_time": "09:20",
        "recorded_by": "01" * 16,
        "verbatim_coordinates": "42.31860 76.90412",
        "locality": "Upper Kyzyl-Suu",
        "how_known": "saw",
        "species": "ARG",
        "certainty": "certain",
        "count": "~12",
        "adult_males": "3",
        "weather": ["clear", "wind"],
    },
    "grazing": {
        "event_date": "2026-03",
        "recorded_by": "01" * 16,
        "locality": "Tosor",
        "grazing_type": "herd_met",
        "livestock": [
            {"animal": "sheep", "number": "140", "id": "0123456789ab"},
            {"animal": "goat", "number": "0", "id": "ba9876543210"},
        ],
    },
    "conflict": {
        "event_date": "2026-03-12/2026-03-13",
        "recorded_by": "01" * 16,
        "village": "Сары-Булак",
        "conflict_type": ["depredation"],
        "species": "WOL",
        "owner_name": "Бакыт",
        "losses": [{"animal": "sheep_ewe", "killed": "3", "id": "0123456789ab"}],
    },
    "patrol": {
        "start_date": "2026-03-10",
        "leader": "01" * 16,
        "distance_km": "23.5",
        "transport": ["horse"],
    },
    "person": {"code": "AU", "name": "Айбек У.", "phone": "+996 555"},
    "place": {"name": "Tosor", "verbatim_coordinates": "42 19 06.9 N 76 54 14.8 E"},
    "track": {
        "start_date": "2026-03-10",
        "recorded_by": "01" * 16,
        "utc_offset": "+06:00",
        "points": "1:eNpjaZjXNYt5wRxGloZJq+6xghm1//80NAiwNCxY/e9n0v/5QPJRQ0MDIwMAzdEWPg==",
    },
    "area": {
        "name": "Сарычат",
        "area_kind": "protected_area",
        "valid_from": "2026",
        "shape": "1:eNpjYmLi4Gg4cnQCM0NDZxUDR8OOp1dYQaz/HVUAfvMKuA==",
    },
    "own_species": {"name": "сайга-бөкөн", "latin_name": "Saiga tatarica"},
    "own_term": {"vocabulary": "habitat", "label": "сырт"},
    "clock_correction": {
        "feed": "0b" * 16,
        "from_seq": "3",
        "to_seq": "9",
        "offset_ms": "-757382400000",
        "reason": "the battery was flat",
        "dates_stay": "yes",
    },
}


@pytest.mark.parametrize("kind", NAMES)
def test_answers_survive_the_way_to_the_log_and_back(kind: str) -> None:
    """Entries, values, merge groups and back again: nothing is lost and nothing is added."""
    declared = kinds()[kind]
    checked = validate(declared, FULL[kind], Asking(today=date(2026, 11, 22)))
    assert checked.is_complete, checked.findings
    shown, unknown = values_of(declared, groups_of(declared, checked.values))
    assert not unknown
    assert shown == checked.values
    again = validate(declared, entries_of(declared, shown), Asking(today=date(2026, 11, 22)))
    assert again.values == checked.values


@pytest.mark.parametrize("kind", NAMES)
def test_table_cells_come_back_as_values(kind: str) -> None:
    """What a workbook reads from the typed tables is what was kept."""
    declared = kinds()[kind]
    values = validate(declared, FULL[kind], Asking(today=date(2026, 11, 22))).values
    for name, field in declared.fields.items():
        if name in values:
            found = field.value(field.column(values[name]))
            assert str(found) == str(values[name]) or float(str(found)) == float(str(values[name]))


def test_a_field_of_a_newer_version_passes_unharmed() -> None:
    """A group this version does not know is carried, not dropped."""
    declared = kinds()["sighting"]
    groups = {"when": {"event_date": "2026"}, "moon": {"phase": "full"}, "when2": {}}
    values, unknown = values_of(declared, groups)
    assert values == {"event_date": "2026"}
    assert unknown == {"moon": {"phase": "full"}}
