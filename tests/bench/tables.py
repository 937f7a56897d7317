"""A table of sightings as somebody else's program would write it: thirty columns, each filled in every row."""

from __future__ import annotations

import csv
import random
from datetime import timedelta
from pathlib import Path

from tests.bench.records import DAYS, FIRST_DAY, LETTERS

HEADINGS = (
    *("Date", "Time", "Observer", "Role of observer", "Latitude", "Longitude", "Elevation (m)", "Locality"),
    *(
        "Country",
        "Province",
        "District",
        "Village",
        "Waypoint",
        "Transect",
        "Habitat",
        "Individual",
        "Weather",
    ),
    *(
        "Snow depth (cm)",
        "How known",
        "Species",
        "Certainty",
        "Count",
        "Adult males",
        "Adult females",
        "Young",
    ),
    *("Distance (m)", "Behaviour", "Livestock within 1 km", "Dogs within 1 km", "Remarks"),
)


def write_table(path: Path, rows: int, seed: int = 5) -> Path:
    """Write a CSV file with that many sightings; answers the path."""
    dice = random.Random(seed)
    words = ["".join(dice.choices(LETTERS, k=dice.randint(3, 10))) for _ in range(5_000)]
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(HEADINGS)
        out.writerows(_row(at, rows, dice, words) for at in range(rows))
    return path


def _row(at: int, rows: int, dice: random.Random, words: list[str]) -> list[str]:
    males, females, young = dice.randrange(1, 4), dice.randrange(1, 6), dice.randrange(0, 4)
    return [
        (FIRST_DAY + timedelta(days=at * DAYS // rows)).isoformat(),
        f"{dice.randrange(6, 20):02}:{dice.randrange(60):02}",
        dice.choice(("Aibek U.", "Гулнара С.", "Тимур К.")),
        "ranger",
        f"{dice.uniform(40, 43):.5f}",
        f"{dice.uniform(70, 79):.5f}",
        str(dice.randrange(1500, 4500)),
        " ".join(dice.choices(words, k=2)),
        "Kyrgyzstan",
        "Ысык-Көл",
        "Ак-Суу",
        "Сары-Булак",
        f"{at % 1000:03}",
        f"T{at // 40}",
        "alpine meadow",
        f"SL-{at % 60}",
        "clear",
        str(dice.randrange(0, 30)),
        "seen",
        dice.choice(("argali", "ibex", "снежный барс", "wolf", "lynx")),
        "certain",
        str(males + females + young),
        str(males),
        str(females),
        str(young),
        str(dice.randrange(20, 900)),
        "feeding",
        "no",
        "no",
        " ".join(dice.choices(words, k=6)),
    ]
