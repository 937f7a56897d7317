"""Attacks on livestock and other damage by wild animals: the report, the visit and the claim, by different people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar

from camifield.fields.card import CardFacts
from camifield.fields.choice import Choice, Choices, Species
from camifield.fields.conditions import Either, Filled, Is
from camifield.fields.date import PartialDate
from camifield.fields.lines import Lines
from camifield.fields.number import DecimalNumber, Number
from camifield.fields.reference import Reference
from camifield.fields.text import Text
from camifield.fields.time import TimeOfDay
from camifield.fields.values import Value, lines_of, text_of, whole_of
from camifield.kinds import conflict_rules, event_rules
from camifield.kinds.event import Event
from camifield.kinds.record import RecordLine

LIVESTOCK = Is("conflict_type", "depredation", "livestock_disease")
CROP = Is("conflict_type", "crop_damage")
PROPERTY = Is("conflict_type", "property_damage")
PEOPLE = Is("conflict_type", "human_injury", "human_death")
CORRAL = Is("attack_place", "corral_night", "corral_day", "stable_indoor")
CLAIMED = Is("claim_made", "insurance", "government", "NGO")


class LossLine(RecordLine, table=True):
    """One kind and class of livestock, and what became of it: killed (carcass found), injured, missing (not found)."""

    __tablename__ = "conflict_loss"  # pyright: ignore[reportAssignmentType]  (SQLModel takes a plain name)

    animal: Annotated[str | None, Choice(of="livestock_class", required=True)] = None
    animal_as_said: Annotated[str | None, Text(most=120)] = None
    killed: Annotated[int | None, Number(unit="heads", least=0, most=5000)] = None
    injured: Annotated[int | None, Number(unit="heads", least=0, most=5000)] = None
    missing: Annotated[int | None, Number(unit="heads", least=0, most=5000)] = None
    died_later: Annotated[int | None, Number(unit="heads", least=0, most=5000)] = None
    eaten_percent: Annotated[int | None, Number(unit="%", least=0, most=100)] = None
    unit_value: Annotated[float | None, DecimalNumber(unit="money", least=0)] = None
    insured: Annotated[str | None, Choice(of="yes_no_unknown")] = None
    ear_tag: Annotated[str | None, Text(most=80)] = None

    RULES: ClassVar = conflict_rules.LOSS_RULES


class VictimLine(RecordLine, table=True):
    """A person hurt: no name, restricted stream only."""

    __tablename__ = "conflict_victim"  # pyright: ignore[reportAssignmentType]  (SQLModel takes a plain name)

    age_group: Annotated[str | None, Choice(of="age_group", restricted=True)] = None
    sex: Annotated[str | None, Choice(of="victim_sex", restricted=True)] = None
    injury: Annotated[str | None, Choice(of="injury", required=True, restricted=True)] = None
    activity: Annotated[str | None, Choice(of="victim_activity", restricted=True)] = None
    treated_at: Annotated[str | None, Text(most=200, restricted=True)] = None


class Conflict(Event, table=True):
    """One attack or one case of damage, with its losses, the visit that looked into it, and the claim."""

    conflict_type: Annotated[str | None, Choices(of="conflict_type", required=True)] = None
    reported_date: Annotated[str | None, PartialDate(group="reported", kept=True)] = None
    household_code: Annotated[str | None, Text(most=40)] = None
    owner_name: Annotated[str | None, Text(group="owner", restricted=True, most=200)] = None
    owner_phone: Annotated[str | None, Text(group="owner", restricted=True, most=60)] = None
    species: Annotated[
        str | None, Species(group="taxon", required=True, as_said="vernacular_name", dwc="taxonID")
    ] = None
    vernacular_name: Annotated[str | None, Text(group="taxon", most=200)] = None
    certainty: Annotated[str | None, Choice(of="certainty")] = None
    evidence: Annotated[str | None, Choices(of="evidence")] = None
    losses: ClassVar = Lines(LossLine, when=LIVESTOCK, required=True)
    attack_place: Annotated[str | None, Choice(of="attack_place", when=LIVESTOCK)] = None

    found_date: Annotated[str | None, PartialDate(group="found")] = None
    found_time: Annotated[str | None, TimeOfDay(group="found")] = None
    finding: Annotated[str | None, Choice(of="finding")] = None
    finding_certainty: Annotated[str | None, Choice(of="certainty", when=Filled("finding"))] = None
    predator_number: Annotated[int | None, Number(unit="individuals", least=1, most=30)] = None
    herd_size_at_risk: Annotated[int | None, Number(unit="heads", least=0, most=20_000, when=LIVESTOCK)] = (
        None
    )
    corral_type: Annotated[str | None, Choice(of="corral_type", when=CORRAL)] = None
    corral_wall_height_cm: Annotated[int | None, Number(unit="cm", least=0, most=500, when=CORRAL)] = None
    corral_roof: Annotated[str | None, Choice(of="yes_no_unknown", when=CORRAL)] = None
    corral_door_closed: Annotated[str | None, Choice(of="yes_no_unknown", when=CORRAL)] = None
    corral_predator_proof: Annotated[str | None, Choice(of="predator_proof", when=CORRAL)] = None
    guarding_at_attack: Annotated[str | None, Choices(of="guarding", when=LIVESTOCK)] = None
    prevention_before: Annotated[str | None, Choices(of="prevention")] = None
    prevention_after: Annotated[str | None, Choices(of="prevention")] = None
    response_taken: Annotated[str | None, Choices(of="response")] = None
    distance_to_camp_m: Annotated[int | None, Number(unit="m", least=0, most=100_000)] = None
    visited_by: Annotated[bytes | None, Reference(to="person", group="visit")] = None
    visit_date: Annotated[str | None, PartialDate(group="visit")] = None

    claim_made: Annotated[str | None, Choice(of="claim_made")] = None
    claim_scheme: Annotated[str | None, Text(group="claim", most=200, when=CLAIMED)] = None
    claim_number: Annotated[str | None, Text(group="claim", most=80, when=CLAIMED)] = None
    claim_date: Annotated[str | None, PartialDate(group="claim", when=CLAIMED)] = None
    claimant_name: Annotated[str | None, Text(group="claimant", restricted=True, most=200, when=CLAIMED)] = (
        None
    )
    claim_amount: Annotated[
        float | None, DecimalNumber(group="claim", unit="money", least=0, when=CLAIMED)
    ] = None
    claim_currency: Annotated[
        str | None,
        Choice(group="claim", of="currency", when=Either(Filled("claim_amount"), Filled("claim_paid"))),
    ] = None
    claim_decision: Annotated[str | None, Choice(group="claim", of="claim_decision", when=CLAIMED)] = None
    claim_paid: Annotated[float | None, DecimalNumber(group="claim", unit="money", least=0, when=CLAIMED)] = (
        None
    )
    paid_date: Annotated[str | None, PartialDate(group="claim", when=CLAIMED)] = None

    crop: Annotated[str | None, Choice(group="crop", of="crop", when=CROP)] = None
    crop_area_ha: Annotated[
        float | None, DecimalNumber(group="crop", unit="ha", least=0, most=100_000, when=CROP)
    ] = None
    crop_loss_percent: Annotated[int | None, Number(group="crop", unit="%", least=0, most=100, when=CROP)] = (
        None
    )
    property_damaged: Annotated[str | None, Choices(of="property_damaged", when=PROPERTY)] = None
    victims: ClassVar = Lines(VictimLine, when=PEOPLE, restricted=True)

    RULES: ClassVar = (*event_rules.RULES, *conflict_rules.RULES)

    @classmethod
    def card(cls, values: Mapping[str, Value]) -> CardFacts:
        card = super().card(values)
        killed = [
            number for line in lines_of(values, "losses") if (number := whole_of(line, "killed")) is not None
        ]
        missing = [
            number for line in lines_of(values, "losses") if (number := whole_of(line, "missing")) is not None
        ]
        animals = dict.fromkeys(text_of(line, "animal") for line in lines_of(values, "losses"))
        codes = values.get("conflict_type")
        kinds = [code for code in codes if isinstance(code, str)] if isinstance(codes, list) else []
        names = (
            text_of(values, "vernacular_name"),
            text_of(values, "household_code"),
            text_of(values, "claim_number"),
        )
        secret = (
            text_of(values, "owner_name"),
            text_of(values, "owner_phone"),
            text_of(values, "claimant_name"),
        )
        return card._replace(
            species=text_of(values, "species") or None,
            count_text=str(sum(killed)) if sum(killed) else str(sum(missing)) if missing else "",
            detail=" ".join(
                (*kinds[:1], *("killed" if sum(killed) else "missing" if sum(missing) else "",), *animals)
            ).strip(),
            texts=(*card.texts, *filter(None, names)),
            restricted_texts=(*card.restricted_texts, *filter(None, secret)),
            tokens=(*card.tokens, *(f"a_{animal}" for animal in animals), *(f"c_{code}" for code in kinds)),
        )
