"""A team whose laptops differ in every way there is: what the tests of deciding, and a look at the page, stand on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from camifield.commands.deleting import delete
from camifield.commands.saving import save
from camifield.fields.validation import entries_of
from camifield.fields.values import LINE_ID, Entry
from camifield.kinds.catalogue import kind as kind_of
from tests.making import ENGLISH
from tests.teams import Laptop, another_laptop, first_laptop, meet


@dataclass
class Differing:
    """Three laptops that have met, and the records in which they differ, by what differs."""

    here: Laptop
    office: Laptop
    camp: Laptop
    records: Mapping[str, bytes]

    def close(self) -> None:
        for laptop in (self.here, self.office, self.camp):
            laptop.close()


def edit(laptop: Laptop, record: bytes, why: str = "", **changes: Entry) -> None:
    """Put answers right through the real command, in the name of the laptop's person."""
    project = laptop.project
    stored = project.stored(record)
    entries = entries_of(kind_of(stored.kind), stored.values)
    if "verbatim_coordinates" in changes:
        for name in ("decimal_latitude", "decimal_longitude", "coordinate_precision"):
            entries.pop(name, None)
    entries.update(changes)
    save(project, stored.kind, entries, ENGLISH, record=record, bases=stored.heads, why=why or None)


def edit_line(laptop: Laptop, record: bytes, place: int, why: str = "", **changes: str) -> None:
    """Change one loss line; without changes, remove it."""
    kept = laptop.project.stored(record)
    entries = entries_of(kind_of(kept.kind), kept.values)
    lines = [dict(line) for line in entries["losses"] or () if isinstance(line, Mapping)]
    lines[place : place + 1] = [{**lines[place], **changes}] if changes else []
    assert all(LINE_ID in line for line in lines)
    edit(laptop, record, why, losses=lines)


def attack(laptop: Laptop, **changes: Entry) -> bytes:
    """A new attack, seen by the laptop's person."""
    entries: dict[str, Entry] = {
        "event_date": "2026-03-12/2026-03-13",
        "recorded_by": laptop.person.hex(),
        "village": "Sary-Bulak",
        "conflict_type": ["depredation"],
        "species": "WOL",
        "verbatim_coordinates": "42.31860 76.90412",
        "country_code": "KG",
        "losses": [{"animal": "sheep", "killed": "12"}, {"animal": "goat", "missing": "1"}],
        **changes,
    }
    return save(laptop.project, "conflict", entries, ENGLISH).record


def sighting(laptop: Laptop, **changes: Entry) -> bytes:
    """A new sighting by the laptop's person."""
    entries: dict[str, Entry] = {
        "event_date": "2026-03-12",
        "recorded_by": laptop.person.hex(),
        "verbatim_coordinates": "42.31860 76.90412",
        "locality": "Jukuu gorge",
        "how_known": "saw",
        "species": "ARG",
        "certainty": "certain",
        "count": "12",
        "country_code": "KG",
        **changes,
    }
    return save(laptop.project, "sighting", entries, ENGLISH).record


def team(folder: Path) -> tuple[Laptop, Laptop, Laptop]:
    """A coordinator at M7, a reviewer in the office at M1, a ranger in the camp at M3; all hold the same."""
    here = first_laptop(folder / "here", name="Gulnara S.")
    office = another_laptop(here, folder / "office", code="M1", name="Nurlan B.", role="reviewer", seed=2)
    camp = another_laptop(here, folder / "camp", code="M3", name="Bolat K.", role="ranger", seed=3)
    sighting(office, event_date="2026-02-01")
    sighting(camp, event_date="2026-02-02")
    meet(here, office, camp)
    return here, office, camp


def differing(folder: Path) -> Differing:
    """The whole team with every way to differ."""
    here, office, camp = team(folder)
    records = {
        "number": attack(here),
        "species": attack(here, event_date="2026-03-10", village="Tosor"),
        "place": sighting(here),
        "line": attack(here, event_date="2026-03-08", village="Barskoon"),
        "deleted": sighting(camp, event_date="2026-03-07"),
        "three": sighting(here, event_date="2026-03-06", locality="Upper Kyzyl-Suu"),
        "phone": attack(here, event_date="2026-03-05", owner_name="Asan", owner_phone="+996 555 010203"),
        "long": sighting(here, event_date="2026-03-04"),
    }
    meet(here, office, camp)
    here.wait(6)
    office.wait(21)
    camp.wait(-24 * 4)
    number = records["number"]
    edit_line(here, number, 0, "Two more found below the corral", killed="14")
    edit_line(office, number, 0, "Counted at the visit, one died first", killed="11")
    edit(here, number, verbatim_coordinates="42.31860 76.90012")
    edit(office, number, verbatim_coordinates="42.31660 76.90452")
    edit(office, records["species"], "The tracks are a dog's", species="DOG")
    edit(camp, records["species"], species="SNL")
    edit(here, records["place"], verbatim_coordinates="42.31860 76.90112")
    edit(office, records["place"], verbatim_coordinates="42.41860 76.80412")
    edit_line(here, records["line"], 1, missing="2")
    edit_line(office, records["line"], 1)
    edit(here, records["deleted"], "One more came out of the rocks", count="13")
    delete(office.project, [records["deleted"]], "The same as M3-0012")
    edit(here, records["three"], count="14")
    edit(office, records["three"], count="~20")
    edit(camp, records["three"], count="9")
    edit(here, records["phone"], owner_phone="+996 555 010204")
    edit(office, records["phone"], owner_phone="+996 700 111222")
    edit(here, records["long"], remarks="A long story. " * 20)
    edit(camp, records["long"], remarks="Seen from the ridge with the spotting scope, wind from the west.")
    meet(here, office, camp)
    return Differing(here, office, camp, records)
