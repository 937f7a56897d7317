"""What people write above their columns every day: what was seen, what was lost, and what was herded are told apart."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.formats.mapping.making import proposed, sheet, target_of

# Headings and one row, parted by semicolons; the kind; and where some of the columns go.
SEEN = (
    ("Date;Observer;Animal;Number", "12.03.2024;Aibek;wolf;3", {"Animal": "species", "Number": "count"}),
    ("Date;Observer;Animal;Number", "12.03.2024;Aibek;sheep;3", {"Number": "count"}),
    ("Date;Place;Animal;Count;Remarks", "12.03.2024;Tosor;ibex;3;near the road", {"Count": "count"}),
    (
        "Date;Ranger;Species;Number;Latitude;Longitude",
        "12.03.2024;Aibek;ibex;3;42.1;76.2",
        {"Number": "count"},
    ),
    ("Date;Who;What;How many", "12.03.2024;Aibek;wolf;3", {"What": "species", "How many": "count"}),
    ("Date;Animal;Number dead;Cause of death", "12.03.2024;saiga;30;disease", {"Animal": "species"}),
    ("Дата;Наблюдатель;Животное;Количество", "12.03.2024;Айбек;волк;3", {"Количество": "count"}),
    ("Дата;Наблюдатель;Животное;Число", "12.03.2024;Айбек;архар;3", {"Число": "count"}),
    ("Дата;Место;Вид;Количество", "12.03.2024;Тосор;козерог;3", {"Вид": "species", "Место": "locality"}),
    (
        "Дата;Инспектор;Вид животного;Кол-во;Широта;Долгота",
        "12.03.2024;Айбек;волк;3;42.1;76.2",
        {"Кол-во": "count"},
    ),
    ("Дата;Кто видел;Кого видел;Сколько", "12.03.2024;Айбек;волк;3", {"Сколько": "count"}),
)
LOST = (
    ("Date;Village;Owner;Animal;Killed", "12.03.2024;Tosor;Bakyt;sheep;3", {"Animal": "losses.+.animal"}),
    ("Date;Village;Livestock;Killed;Predator", "12.03.2024;Tosor;sheep;3;wolf", {"Predator": "species"}),
    (
        "Date;Owner;Animal;Number;Compensation",
        "12.03.2024;Bakyt;sheep;3;15000",
        {"Number": "losses.+.killed"},
    ),
    (
        "Date;Observer;Animal;Number;Damage",
        "12.03.2024;Aibek;sheep;3;corral broken",
        {"Number": "losses.+.killed"},
    ),
    ("Дата;Село;Хозяин;Скот;Убито;Хищник", "12.03.2024;Тосор;Бакыт;овца;3;волк", {"Скот": "losses.+.animal"}),
    ("Дата;Владелец;Животное;Количество;Ущерб", "12.03.2024;Бакыт;овца;3;15000", {"Ущерб": "claim_amount"}),
)
HERDED = (
    (
        "Date;Camp;Herder;Livestock;Number",
        "12.03.2024;Tosor;Bakyt;sheep;300",
        {"Number": "livestock.+.number"},
    ),
    ("Дата;Стоянка;Чабан;Скот;Поголовье", "12.03.2024;Тосор;Бакыт;овцы;300", {"Скот": "livestock.+.animal"}),
)
TABLES = [
    (kind, *table)
    for kind, tables in (("sighting", SEEN), ("conflict", LOST), ("grazing", HERDED))
    for table in tables
]


@pytest.mark.parametrize(
    ("kind", "headings", "row", "targets"), TABLES, ids=[f"{one[0]}:{one[1]}" for one in TABLES]
)
def test_everyday_headings_are_what_they_say(
    tmp_path: Path, kind: str, headings: str, row: str, targets: dict[str, str]
) -> None:
    """Protects a ranger's notebook from being taken for a register of attacks, and a register from being taken for sightings."""
    found = sheet(tmp_path, [tuple(headings.split(";")), *[tuple(row.split(";"))] * 4])
    mapping = proposed(found).mapping
    assert mapping.kind == kind
    assert {heading: target_of(mapping, heading) for heading in targets} == targets


def test_a_number_in_a_register_of_attacks_is_only_a_guess(tmp_path: Path) -> None:
    """Protects a payment from a wrong count: what is only called a number is marked as to be looked at."""
    found = sheet(tmp_path, [tuple(LOST[2][0].split(";")), *[tuple(LOST[2][1].split(";"))] * 4])
    number = next(one for one in proposed(found).mapping.columns if one.heading == "Number")
    assert not number.is_sure
