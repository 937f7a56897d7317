"""Herds, camps, pastures, water and dogs: what grazes where the wild animals live."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar

from camifield.fields.card import CardFacts
from camifield.fields.choice import Choice, Choices
from camifield.fields.conditions import Is
from camifield.fields.date import PartialDate
from camifield.fields.lines import Lines
from camifield.fields.number import DecimalNumber, Number
from camifield.fields.text import Text
from camifield.fields.values import Value, lines_of, text_of, whole_of
from camifield.kinds import event_rules, grazing_filling, grazing_rules
from camifield.kinds.event import Event
from camifield.kinds.record import RecordLine

HERDS = Is("grazing_type", "herd_met", "camp", "household_count")
CAMP = Is("grazing_type", "camp", "household_count")
WATER = Is("grazing_type", "water_point")
PASTURE = Is("grazing_type", "pasture_check")
WITH_DOGS = Is("grazing_type", "herd_met", "camp", "household_count", "dog_count")


class LivestockLine(RecordLine, table=True):
    """One kind of livestock in the herd and its number of heads."""

    __tablename__ = "grazing_livestock"  # pyright: ignore[reportAssignmentType]  (SQLModel takes a plain name)

    animal: Annotated[str | None, Choice(of="livestock_class", required=True)] = None
    animal_as_said: Annotated[str | None, Text(most=120)] = None
    number: Annotated[int | None, Number(unit="heads", least=0, most=20_000)] = None
    young: Annotated[int | None, Number(unit="heads", least=0, most=20_000)] = None

    RULES: ClassVar = grazing_rules.LIVESTOCK_RULES


class DogLine(RecordLine, table=True):
    """Dogs of one role: how many, and whether they were vaccinated."""

    __tablename__ = "grazing_dogs"  # pyright: ignore[reportAssignmentType]  (SQLModel takes a plain name)

    role: Annotated[str | None, Choice(of="dog_role", required=True)] = None
    number: Annotated[int | None, Number(unit="dogs", least=0, most=100)] = None
    rabies: Annotated[str | None, Choice(of="vaccinated")] = None
    distemper: Annotated[str | None, Choice(of="vaccinated")] = None
    vaccination_date: Annotated[str | None, PartialDate()] = None
    tied_at_night: Annotated[str | None, Choice(of="yes_no_unknown")] = None
    chases_wildlife: Annotated[str | None, Choice(of="yes_no_unknown")] = None


class VaccinationLine(RecordLine, table=True):
    """Livestock vaccinated against one disease."""

    __tablename__ = "grazing_vaccination"  # pyright: ignore[reportAssignmentType]  (SQLModel takes a plain name)

    disease: Annotated[str | None, Choice(of="vaccine_disease", required=True)] = None
    number: Annotated[int | None, Number(unit="heads", least=0, most=20_000)] = None
    date: Annotated[str | None, PartialDate()] = None
    given_by: Annotated[str | None, Text(most=120)] = None


class WinterLossLine(RecordLine, table=True):
    """Livestock lost over the winter by one cause, as the household tells it."""

    __tablename__ = "grazing_winter_loss"  # pyright: ignore[reportAssignmentType]  (SQLModel takes a plain name)

    cause: Annotated[str | None, Choice(of="winter_loss_cause", required=True)] = None
    animal: Annotated[str | None, Choice(of="livestock_class")] = None
    number: Annotated[int | None, Number(unit="heads", least=0, most=20_000)] = None


class Grazing(Event, table=True):
    """A herd or a camp met, a household's livestock, a pasture, a water point, or dogs."""

    grazing_type: Annotated[str | None, Choice(of="grazing_type", required=True)] = None
    pasture_name: Annotated[str | None, Text(most=200, kept=True)] = None
    livestock: ClassVar = Lines(LivestockLine, when=HERDS, required=True)
    counted: Annotated[str | None, Choice(of="counted", when=HERDS)] = None
    herding: Annotated[str | None, Choice(of="herding", when=HERDS)] = None
    dogs: Annotated[int | None, Number(unit="dogs", least=0, most=200, when=WITH_DOGS)] = None
    household_code: Annotated[str | None, Text(most=40)] = None
    action_taken: Annotated[str | None, Choices(of="grazing_action")] = None

    season_pasture: Annotated[str | None, Choice(of="season_pasture")] = None
    herders_present: Annotated[int | None, Number(unit="people", least=0, most=50, when=HERDS)] = None
    ownership: Annotated[str | None, Choice(of="ownership", when=HERDS)] = None
    herd_origin: Annotated[str | None, Choice(of="herd_origin", when=HERDS)] = None
    households: Annotated[int | None, Number(unit="households", least=1, most=500, when=CAMP)] = None
    camp_type: Annotated[str | None, Choice(of="camp_type", when=CAMP)] = None
    arrival_date: Annotated[str | None, PartialDate(group="stay", when=CAMP)] = None
    departure_date: Annotated[str | None, PartialDate(group="stay", when=CAMP, may_be_future=True)] = None
    permit_number: Annotated[str | None, Text(group="permit", most=80, when=HERDS)] = None
    permitted_heads: Annotated[
        int | None, Number(group="permit", unit="heads", least=0, most=100_000, when=HERDS)
    ] = None
    pasture_user_group: Annotated[str | None, Text(most=200)] = None
    tenure: Annotated[str | None, Choice(of="tenure")] = None
    in_protected_area: Annotated[str | None, Choice(of="yes_no_unknown", is_filled_by_program=True)] = None
    in_no_grazing_zone: Annotated[str | None, Choice(of="yes_no_unknown", is_filled_by_program=True)] = None
    on_migration_route: Annotated[str | None, Choice(of="yes_no_unknown", is_filled_by_program=True)] = None
    wildlife_seen: Annotated[str | None, Choices(of="species")] = None
    dog_lines: ClassVar = Lines(DogLine, when=WITH_DOGS)
    vaccinations: ClassVar = Lines(VaccinationLine, when=CAMP)
    winter_losses: ClassVar = Lines(WinterLossLine, when=CAMP)

    water_type: Annotated[str | None, Choice(of="water_type", when=WATER)] = None
    water_state: Annotated[str | None, Choice(of="water_state", when=WATER)] = None
    water_shared_with_wildlife: Annotated[str | None, Choice(of="yes_no_unknown", when=WATER)] = None
    pasture_cover_percent: Annotated[int | None, Number(unit="%", least=0, most=100, when=PASTURE)] = None
    bare_ground_percent: Annotated[int | None, Number(unit="%", least=0, most=100, when=PASTURE)] = None
    sward_height_cm: Annotated[float | None, DecimalNumber(unit="cm", least=0, most=300, when=PASTURE)] = None
    dominant_plants: Annotated[str | None, Text(most=500, when=PASTURE)] = None
    utilisation_percent: Annotated[int | None, Number(unit="%", least=0, most=100, when=PASTURE)] = None
    pasture_condition: Annotated[str | None, Choice(of="pasture_condition", when=PASTURE)] = None

    RULES: ClassVar = (*event_rules.RULES, *grazing_rules.RULES)
    FILLINGS: ClassVar = grazing_filling.FILLINGS

    @classmethod
    def card(cls, values: Mapping[str, Value]) -> CardFacts:
        card = super().card(values)
        heads = [
            number
            for line in lines_of(values, "livestock")
            if (number := whole_of(line, "number")) is not None
        ]
        animals = dict.fromkeys(text_of(line, "animal") for line in lines_of(values, "livestock"))
        names = (
            text_of(values, "pasture_name"),
            text_of(values, "household_code"),
            text_of(values, "dominant_plants"),
        )
        return card._replace(
            count_text=str(sum(heads)) if heads else "",
            detail=" ".join((text_of(values, "grazing_type"), *animals)).strip(),
            place_text=card.place_text or text_of(values, "pasture_name"),
            texts=(*card.texts, *filter(None, names)),
            tokens=(*card.tokens, *(f"a_{animal}" for animal in animals)),
        )
