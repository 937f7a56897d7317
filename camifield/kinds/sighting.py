"""An animal, or its sign, seen, photographed, found dead or told of; or looked for and not found."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar

from camifield.fields.card import CardFacts
from camifield.fields.choice import Choice, Choices, Species
from camifield.fields.conditions import Both, Filled, Is, Unless
from camifield.fields.count import Count, part_of_count
from camifield.fields.field import Derived
from camifield.fields.lines import Lines
from camifield.fields.number import DecimalNumber, Number
from camifield.fields.reading.counts import COUNT_TYPES
from camifield.fields.text import Text
from camifield.fields.values import Cell, Value, lines_of, text_of, texts_of
from camifield.fields.vocabulary import species as all_species
from camifield.fields.vocabulary import species_by_code
from camifield.kinds import event_rules, sighting_rules
from camifield.kinds.event import Event
from camifield.kinds.record import RecordLine

DEAD = Is("how_known", "dead")
SIGN = Is("how_known", "sign")
DIE_OFF = Both(DEAD, Is("mortality_scale", "cluster", "die_off"))
NONE_FOUND = Is("occurrence", "absent")
FOUND = Unless("occurrence", "absent")  # nobody is sure or unsure of an animal that was not there
LIVING = Is("how_known", "saw", "camera", "told", "capture", "telemetry", "drone")
POACHED = Both(
    DEAD, Is("cause_of_death", "poaching_gun", "poaching_snare", "poaching_dog", "poison", "unknown")
)
HORNED = tuple(one.code for one in all_species() if one.horn_classes)


def latin_name(values: Mapping[str, Value]) -> Cell:
    """The current Latin name of the kept species code, for Darwin Core."""
    code = text_of(values, "species")
    found = species_by_code(code) if code else None
    return found.current_name if found else None


class SegmentLine(RecordLine, table=True):
    """One segment of a walked cell or transect: found, walked with nothing found, or not walked (three things)."""

    __tablename__ = "sighting_segment"  # pyright: ignore[reportAssignmentType]  (SQLModel takes a plain name)

    segment: Annotated[str | None, Text(most=40, required=True)] = None
    result: Annotated[str | None, Choice(of="segment_result", required=True)] = None


class Sighting(Event, table=True):
    """An animal, or its sign, at a place and a time."""

    how_known: Annotated[
        str | None, Choice(of="how_known", required=True, spared=NONE_FOUND, dwc="basisOfRecord")
    ] = None
    occurrence: Annotated[str | None, Choice(of="occurrence", dwc="occurrenceStatus")] = None
    species: Annotated[
        str | None, Species(group="taxon", required=True, as_said="vernacular_name", dwc="taxonID")
    ] = None
    vernacular_name: Annotated[str | None, Text(group="taxon", most=200, dwc="vernacularName")] = None
    scientific_name: Annotated[str | None, Derived(compute=latin_name, dwc="scientificName")] = None
    certainty: Annotated[
        str | None, Choice(of="certainty", required=True, when=FOUND, dwc="identificationQualifier")
    ] = None

    count: Annotated[str | None, Count(unit="individuals", dwc="organismQuantity")] = None
    individual_count: Annotated[
        int | None, Derived(compute=part_of_count("individual_count"), gives="whole", dwc="individualCount")
    ] = None
    count_type: Annotated[
        str | None,
        Derived(
            compute=part_of_count("count_type"),
            codes=COUNT_TYPES,
            said="count_type",
            dwc="organismQuantityType",
        ),
    ] = None
    count_least: Annotated[int | None, Derived(compute=part_of_count("least"), gives="whole")] = None
    count_most: Annotated[int | None, Derived(compute=part_of_count("most"), gives="whole")] = None
    adult_males: Annotated[int | None, Number(unit="individuals", least=0, most=50_000, when=LIVING)] = None
    adult_females: Annotated[int | None, Number(unit="individuals", least=0, most=50_000, when=LIVING)] = None
    young: Annotated[int | None, Number(unit="individuals", least=0, most=50_000, when=LIVING)] = None
    unclassified: Annotated[int | None, Number(unit="individuals", least=0, most=50_000, when=LIVING)] = None
    subadults: Annotated[int | None, Number(unit="individuals", least=0, most=50_000, when=LIVING)] = None
    yearlings: Annotated[int | None, Number(unit="individuals", least=0, most=50_000, when=LIVING)] = None
    horn_class_1: Annotated[
        int | None, Number(unit="individuals", least=0, most=5000, when=Is("species", *HORNED))
    ] = None
    horn_class_2: Annotated[
        int | None, Number(unit="individuals", least=0, most=5000, when=Is("species", *HORNED))
    ] = None
    horn_class_3: Annotated[
        int | None, Number(unit="individuals", least=0, most=5000, when=Is("species", *HORNED))
    ] = None
    horn_class_4: Annotated[
        int | None, Number(unit="individuals", least=0, most=5000, when=Is("species", *HORNED))
    ] = None

    distance_m: Annotated[
        float | None, DecimalNumber(group="offset_to_animal", unit="m", least=0, most=5000)
    ] = None
    bearing_deg: Annotated[
        float | None,
        DecimalNumber(group="offset_to_animal", unit="degrees", least=0, most=360, is_most_excluded=True),
    ] = None
    bearing_north: Annotated[
        str | None, Choice(group="offset_to_animal", of="bearing_north", when=Filled("bearing_deg"))
    ] = None
    distance_method: Annotated[
        str | None, Choice(group="offset_to_animal", of="distance_method", when=Filled("distance_m"))
    ] = None
    perpendicular_distance_m: Annotated[float | None, DecimalNumber(unit="m", least=0, most=5000)] = None
    transect: Annotated[str | None, Text(most=80, kept=True)] = None
    effort_km: Annotated[float | None, DecimalNumber(unit="km", least=0, most=2000, dwc="samplingEffort")] = (
        None
    )
    segments: ClassVar = Lines(SegmentLine, when=SIGN, most=500)

    sign_type: Annotated[str | None, Choice(of="sign_type", when=SIGN)] = None
    sign_age: Annotated[str | None, Choice(of="sign_age", when=SIGN)] = None
    sign_count: Annotated[int | None, Number(unit="signs", least=1, most=200, when=SIGN)] = None
    sign_length_cm: Annotated[float | None, DecimalNumber(unit="cm", least=0, most=60, when=SIGN)] = None
    sign_width_cm: Annotated[float | None, DecimalNumber(unit="cm", least=0, most=60, when=SIGN)] = None
    substrate: Annotated[str | None, Choice(of="substrate", when=SIGN)] = None
    behaviour: Annotated[str | None, Choice(of="behaviour", when=LIVING, dwc="behavior")] = None
    first_reaction: Annotated[str | None, Choice(of="first_reaction", when=LIVING)] = None
    livestock_within_1km: Annotated[str | None, Choice(of="yes_no_not_looked")] = None
    dogs_within_1km: Annotated[str | None, Choice(of="yes_no_not_looked")] = None
    individual: Annotated[str | None, Text(most=80, dwc="organismID")] = None
    mark_type: Annotated[str | None, Choice(of="mark_type", when=Filled("individual"))] = None
    origin: Annotated[str | None, Choice(of="origin", dwc="degreeOfEstablishment")] = None
    sample_number: Annotated[str | None, Text(group="sample", most=80, dwc="materialSampleID")] = None
    sample_type: Annotated[
        str | None, Choice(group="sample", of="sample_type", when=Filled("sample_number"))
    ] = None
    preservative: Annotated[
        str | None,
        Choice(group="sample", of="preservative", when=Filled("sample_number"), dwc="preparations"),
    ] = None

    carcass_condition: Annotated[str | None, Choice(of="carcass_condition", when=DEAD)] = None
    cause_of_death: Annotated[
        str | None, Choice(group="cause", of="cause_of_death", when=DEAD, dwc="causeOfDeath")
    ] = None
    cause_certainty: Annotated[str | None, Choice(group="cause", of="cause_certainty", when=DEAD)] = None
    trophy_missing: Annotated[str | None, Choices(of="trophy_part", when=POACHED)] = None
    days_since_death: Annotated[int | None, Number(unit="days", least=0, most=3650, when=DEAD)] = None
    dead_males: Annotated[int | None, Number(unit="individuals", least=0, most=300_000, when=DEAD)] = None
    dead_females: Annotated[int | None, Number(unit="individuals", least=0, most=300_000, when=DEAD)] = None
    dead_young: Annotated[int | None, Number(unit="individuals", least=0, most=300_000, when=DEAD)] = None
    dead_unclassified: Annotated[int | None, Number(unit="individuals", least=0, most=300_000, when=DEAD)] = (
        None
    )
    mortality_scale: Annotated[str | None, Choice(of="mortality_scale", when=DEAD)] = None
    count_method: Annotated[str | None, Choice(of="count_method", when=DIE_OFF)] = None
    live_sick_count: Annotated[
        int | None, Number(unit="individuals", least=0, most=300_000, when=DIE_OFF)
    ] = None
    clinical_signs: Annotated[str | None, Choices(of="clinical_sign", when=DIE_OFF)] = None
    affected_area_ha: Annotated[
        float | None, DecimalNumber(unit="ha", least=0, most=10_000_000, when=DIE_OFF)
    ] = None
    disposal: Annotated[str | None, Choice(of="disposal", when=DEAD, dwc="disposition")] = None
    agency_notified: Annotated[str | None, Choice(of="agency_notified", when=DEAD)] = None

    RULES: ClassVar = (*event_rules.RULES, *sighting_rules.RULES)

    @classmethod
    def card(cls, values: Mapping[str, Value]) -> CardFacts:
        card = super().card(values)
        occurrence, known = text_of(values, "occurrence"), text_of(values, "how_known")
        found = sum(1 for line in lines_of(values, "segments") if line.get("result") == "found")
        detail = (
            "absent"
            if occurrence == "absent"
            else known
            if known in ("sign", "camera", "dead", "told")
            else ""
        )
        said = texts_of(values, ("vernacular_name", "individual", "transect"))
        return card._replace(
            species=text_of(values, "species") or None,
            count_text=text_of(values, "count") or (str(found) if found else ""),
            detail=detail,
            texts=(*card.texts, *said),
            tokens=(*card.tokens, f"h_{known}") if known else card.tokens,
        )
