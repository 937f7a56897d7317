"""Sightings for measuring: 30 filled columns each, words of a made-up language, the same for the same seed."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta

from camifield.commands.saving import with_offset
from camifield.fields.grouping import groups_of
from camifield.fields.validation import validate
from camifield.fields.values import Entry, Value
from camifield.i18n.words import Words
from camifield.ids import new_id
from camifield.kinds.catalogue import kind as kind_of
from camifield.project.project import Project
from camifield.store.writing import Save

HALF, RARE = "отара", "редкослово"
RARITY = 5e-5  # one record in twenty thousand holds the rare word
FIRST_DAY = date(2016, 1, 4)
DAYS = 3650
SPECIES = ("SNL", "WOL", "SIB", "ARG", "LYN", "BRB", "RFX", "PAL")
LETTERS = "абвгдежзиклмнопрстуфхцчшэюя"
ENGLISH = Words("en")


def sighting_entries(who: str, dice: random.Random) -> dict[str, Entry]:
    """What a person types for one sighting: 16 answers, from which reading fills 30 columns of the table."""
    return {
        "event_date": "2016-01-04",
        "event_time": f"{dice.randrange(24):02}:{dice.randrange(60):02}",
        "recorded_by": who,
        "verbatim_coordinates": "42.31860 76.90412",
        "georeference_source": "handheld_gps",
        "elevation": str(dice.randrange(400, 5000)),
        "locality": "Верхняя Кызыл-Суу",
        "country_code": "KG",
        "sampling_protocol": "opportunistic",
        "habitat": "alpine_meadow",
        "weather": ["clear", "wind"],
        "remarks": "написано в поле",
        "how_known": "saw",
        "species": dice.choice(SPECIES),
        "certainty": "certain",
        "count": dice.choice(("1", "2", "~12", "12+", "10-15")),
    }


class Maker:
    """Makes sightings in the order of dates with a month of disorder, as laptops bring them to each other."""

    def __init__(self, project: Project, count: int, seed: int = 3) -> None:
        self._project = project
        self._count = count
        self._dice = random.Random(seed)
        dice = self._dice
        self._words = ["".join(dice.choices(LETTERS, k=dice.randint(3, 10))) for _ in range(20_000)]
        self._people = [person.id.hex() for person in project.names.team()]
        self._templates = [self._template() for _ in range(200)]

    def _template(self) -> dict[str, Value]:
        entries = sighting_entries(self._dice.choice(self._people), self._dice)
        checked = validate(kind_of("sighting"), entries, self._project.asking(ENGLISH))
        if not checked.is_complete:
            raise ValueError(f"the measured record is wrong: {checked.findings}")
        return with_offset(self._project, checked.values)

    def values(self, at: int) -> dict[str, Value]:
        """The values of record number `at`: a checked template with its own day, place, words and number."""
        dice = self._dice
        day = FIRST_DAY + timedelta(days=at * DAYS // self._count + dice.randrange(30))
        remark = [*dice.choices(self._words, k=6)]
        if dice.random() < 0.5:
            remark.append(HALF)
        if dice.random() < RARITY:
            remark.append(RARE)
        latitude, longitude = f"{dice.uniform(36, 50):.5f}", f"{dice.uniform(66, 98):.5f}"
        return {
            **dice.choice(self._templates),
            "record_number": f"M7-{at + 1:07}",
            "event_date": day.isoformat(),
            "verbatim_coordinates": f"{latitude} {longitude}",
            "decimal_latitude": latitude,
            "decimal_longitude": longitude,
            "locality": " ".join(dice.choices(self._words, k=2)),
            "remarks": " ".join(remark),
        }

    def saves(self) -> Iterator[Save]:
        """All of them, ready to append."""
        project, declared = self._project, kind_of("sighting")
        for at in range(self._count):
            identifier = new_id(project.clock, project.entropy)
            yield Save(identifier, "sighting", groups_of(declared, self.values(at)))
