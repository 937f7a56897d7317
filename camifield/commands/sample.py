"""The sample project: an invented valley over three seasons, made through the same commands as real records.

It lies in a folder of its own with a mark, is never exported without saying so, and can be thrown away and made anew.
"""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from camifield import resources
from camifield.commands import people
from camifield.commands.saving import save, with_line_ids, with_offset
from camifield.fields.field import Asking
from camifield.fields.grouping import groups_of
from camifield.fields.validation import validate
from camifield.fields.values import Entry
from camifield.folders import Folder
from camifield.i18n.words import Words
from camifield.ids import new_id
from camifield.kinds.catalogue import kind as kind_of
from camifield.progress import Progress
from camifield.project.opening import SAMPLE_MARK, open_project
from camifield.project.project import REAL, Project, World
from camifield.revisions.headers import Action
from camifield.settings import Settings
from camifield.store.lock import LOCK
from camifield.store.opening import take_lock
from camifield.store.writing import Save

FOLDER = "sample"
RECORDS_A_MONTH = 34
MOST_DAYS_ON = 10  # how far a record of the last week may reach into the next month
Entries = dict[str, Entry]


def open_sample(
    beside: Path, settings: Settings, settings_path: Path, progress: Progress, *, world: World = REAL
) -> Project:
    """Open the sample beside the real project, making it the first time. For the worker: it takes a second or two."""
    path = beside / FOLDER
    finished = path / SAMPLE_MARK
    if path.exists() and not finished.exists():
        _clear(Folder(path))
    is_new = not finished.exists()
    own = settings_path.with_name("sample-settings.json")
    facts = _facts()
    project = open_project(
        path,
        world=world,
        settings_path=own,
        settings=replace(settings, laptop="S1", country=facts["country"], people_here=(), typed_by=None),
    )
    if is_new:
        try:
            project.learn()
            fill(project, facts, progress)
            Folder(path).write(b"An invented valley. Not real.\n", SAMPLE_MARK)
        except BaseException:
            project.close()  # stopped, or the disk is full: the next opening begins anew
            raise
    project.is_sample = True
    return project


def _clear(folder: Folder) -> None:
    """Begin anew what was interrupted while being made; nothing in it is anybody's. Raises Problem while another makes it."""
    lock = take_lock(folder, 0.0)
    try:
        for name in list(folder.names()):
            if name == LOCK:
                continue
            path = folder.path(name)
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    finally:
        if lock is not None:
            lock.release()


def _facts() -> dict[str, Any]:
    return json.loads(resources.path("sample", "valley.json").read_text("utf-8"))


def fill(project: Project, facts: dict[str, Any], progress: Progress) -> None:
    """Write the people, the places, and the records of every month."""
    words = Words("en")
    dice = random.Random(facts["seed"])  # noqa: S311 - inventing, not hiding
    team = [people.add_person(project, one["name"], words, role=one["role"]) for one in facts["people"]]
    for one in facts["places"]:
        save(
            project,
            "place",
            {
                "name": one["name"],
                "other_names": one["other"],
                "place_kind": one["kind"],
                "verbatim_coordinates": f"{one['lat']} {one['lon']}",
            },
            words,
        )
    # Invented days are not in the future, whatever the laptop's clock says.
    last_day = date.fromisoformat(f"{facts['months'][-1]}-28") + timedelta(days=MOST_DAYS_ON)
    asking = replace(project.asking(words), today=max(project.today(), last_day))
    maker = _Maker(facts, team, dice)
    total = len(facts["months"]) * RECORDS_A_MONTH
    done = 0
    for month in facts["months"]:
        made = list(maker.month(month))
        project.save([_save_of(project, kind, entries, asking) for kind, entries in made], Action.SAVE)
        done += len(made)
        progress.step(done, total, "sample.making")


def _save_of(project: Project, kind: str, entries: Entries, asking: Asking) -> Save:
    declared = kind_of(kind)
    checked = validate(declared, entries, asking)
    if not checked.is_complete:
        raise ValueError(f"the sample is wrong: {kind} {entries} {checked.findings}")
    values = with_line_ids(declared, with_offset(project, checked.values), project)
    values["record_number"] = project.next_number()
    return Save(new_id(project.clock, project.entropy), kind, groups_of(declared, values))


class _Maker:
    """Invents the entries of a month, the same for the same seed."""

    def __init__(self, facts: dict[str, Any], team: list[bytes], dice: random.Random) -> None:
        self._facts = facts
        self._team = team
        self._dice = dice

    def month(self, month: str) -> Iterator[tuple[str, Entries]]:
        first = date.fromisoformat(f"{month}-01")
        for week in range(4):
            day = first + timedelta(days=week * 7 + self._dice.randrange(3))
            if self._dice.random() < 0.7:
                yield "patrol", self._patrol(day)
            for _ in range(self._dice.randrange(4, 8)):
                yield "sighting", self._sighting(day + timedelta(days=self._dice.randrange(5)))
            for _ in range(self._dice.randrange(1, 4)):
                yield "grazing", self._grazing(day + timedelta(days=self._dice.randrange(5)))
            if self._dice.random() < (0.6 if first.month in (12, 1, 2, 3) else 0.35):
                yield "conflict", self._conflict(day + timedelta(days=self._dice.randrange(5)))

    def _event(self, day: date) -> Entries:
        dice = self._dice
        place = dice.choice(self._facts["places"])
        entries: Entries = {
            "event_date": day.isoformat(),
            "recorded_by": dice.choice(self._team[:3]).hex(),
            "locality": place["name"] if dice.random() < 0.6 else place["other"],
            "country_code": self._facts["country"],
            "sampling_protocol": "opportunistic",
        }
        if dice.random() < 0.9:
            latitude = place["lat"] + dice.uniform(-0.02, 0.02)
            longitude = place["lon"] + dice.uniform(-0.025, 0.025)
            entries["verbatim_coordinates"] = f"{latitude:.5f} {longitude:.5f}"
            entries["elevation"] = str(place["m"] + dice.randrange(-120, 160))
            entries["georeference_source"] = "handheld_gps"
        if dice.random() < 0.85:
            entries["event_time"] = (
                f"{dice.randrange(6, 19):02}:{dice.choice(('00', '10', '20', '35', '45'))}"
            )
        if dice.random() < 0.25:
            entries["remarks"] = dice.choice(self._facts["remarks"])
        return entries

    def _sighting(self, day: date) -> Entries:
        dice, animals = self._dice, self._facts["animals"]
        here = [one for one in animals if day.month in one.get("months", [day.month])]
        animal = dice.choices(here, [one["weight"] for one in here])[0]
        known = dice.choice(animal["known"])
        entries = self._event(day)
        entries |= {
            "species": animal["code"],
            "how_known": known,
            "certainty": dice.choice(("certain", "certain", "probable", "possible")),
        }
        if known == "sign":
            entries["sign_type"] = dice.choice(("pugmark_track", "scat", "scrape"))
            return entries
        least, most = animal["group"]
        count = dice.randint(least, most)
        entries["count"] = str(count) if count < 12 or dice.random() < 0.5 else f"~{count}"
        if count >= 6 and animal["code"] in ("ARG", "SIB") and str(entries["count"]).isdigit():
            males, females = count // 4, count // 2
            entries |= {
                "adult_males": str(males),
                "adult_females": str(females),
                "young": str(count - males - females),
            }
        if known == "saw" and dice.random() < 0.06:
            entries |= {
                "how_known": "dead",
                "count": "1",
                "carcass_condition": "decay",
                "cause_of_death": "unknown",
                "cause_certainty": "unknown",
            }
            for name in ("adult_males", "adult_females", "young"):
                entries.pop(name, None)
        return entries

    def _grazing(self, day: date) -> Entries:
        dice = self._dice
        entries = self._event(day)
        herds = dice.sample(self._facts["herds"], dice.randint(1, 3))
        entries |= {
            "grazing_type": dice.choice(("herd_met", "herd_met", "camp")),
            "livestock": [
                {"animal": code, "number": str(dice.randint(least, most))} for code, least, most in herds
            ],
            "counted": dice.choice(("exact", "estimate", "owner_said")),
            "herding": dice.choice(("herder_with_herd", "unattended", "part_day")),
            "household_code": f"H{dice.randrange(1, 30):02}",
        }
        if dice.random() < 0.6:
            entries["dogs"] = str(dice.randrange(0, 5))
        return entries

    def _conflict(self, day: date) -> Entries:
        dice = self._dice
        entries = self._event(day)
        is_night = dice.random() < 0.5
        if is_night:
            entries["event_date"] = f"{(day - timedelta(days=1)).isoformat()}/{day.isoformat()}"
            entries["part_of_day"] = "night"
            entries.pop("event_time", None)
        lost = dice.sample(("sheep_ewe", "sheep_lamb", "goat_doe", "horse_foal"), dice.randint(1, 2))
        entries |= {
            "conflict_type": ["depredation"],
            "species": dice.choice(("WOL", "WOL", "WOL", "SNL", "wolf_or_dog", "LYN", "UNK")),
            "certainty": dice.choice(("probable", "possible")),
            "evidence": ["tracks", "bite_pattern"],
            "losses": [
                {
                    "animal": code,
                    dice.choice(("killed", "killed", "killed", "missing")): str(dice.randint(1, 4)),
                }
                for code in lost
            ],
            "attack_place": "corral_night" if is_night else "pasture",
            "household_code": f"H{dice.randrange(1, 30):02}",
            "village": "Сары-Булак",
        }
        return entries

    def _patrol(self, day: date) -> Entries:
        dice = self._dice
        return {
            "start_date": day.isoformat(),
            "end_date": (day + timedelta(days=dice.randrange(0, 4))).isoformat(),
            "leader": self._team[0].hex(),
            "members": [self._team[1].hex()],
            "transport": [dice.choice(("horse", "foot", "vehicle"))],
            "distance_km": str(dice.randrange(9, 60)),
            "purpose": "",
            "locality": dice.choice(self._facts["places"])["name"],
        }
