"""What belongs to this laptop and not to the project: language, looks, who is here, where things lie."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from pathlib import Path
from typing import NamedTuple, TypeAlias

from camifield.clock import Clock
from camifield.entropy import Entropy
from camifield.errors import Problem
from camifield.folders import Folder

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"

NAME = "CAMI Field"
PROJECT_VARIABLE = "CAMIFIELD_PROJECT"
PORTABLE_MARK = "keep-project-here.txt"

THEMES = ("system", "light", "dark", "sunlight")
DATE_ORDERS = ("dmy", "mdy", "ymd")
PLACES = ("exact", "blurred")
# How positions are written: decimal degrees, degrees and minutes, with seconds, UTM, MGRS, Gauss-Krüger on SK-42.
WRITINGS = ("DD", "DM", "DMS", "UTM", "MGRS", "SK42")

# No 0, O, 1, I: the code is read aloud over a radio and written by hand.
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
_SIGNS = _LETTERS + "23456789"
_MOST_BYTES = 1_000_000
MOST_MAPS = 100


class OwnMap(NamedTuple):
    """A map that somebody brought: its file, its name, whether it is shown and how strongly, in percent."""

    file: str
    name: str
    is_shown: bool = True
    strength: int = 100


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one laptop; a change is a new value (`dataclasses.replace`), written with `save`.

    None means "not chosen": the system's language, the country's own decimal sign and order of dates, the usual
    budget for backups. People are record ids in 32 hexadecimal digits. `window` is Qt's own geometry, in base64.
    `own_maps` stand from the uppermost to the lowest.
    `unknown` holds what a newer version wrote here, so that it is still there when that version comes back.
    """

    laptop: str
    language: str | None = None
    theme: str = "system"
    text_scale: float = 1.0
    country: str | None = None
    typed_by: str | None = None
    people_here: tuple[str, ...] = ()
    people_here_on: str | None = None
    decimal_sign: str | None = None
    date_order: str | None = None
    coordinates: str = "DD"
    backup_megabytes: int | None = None
    backup_folder: str | None = None
    last_project: str | None = None
    export_places: str = "exact"
    export_people: bool = False
    export_folder: str | None = None
    shared_folder: str | None = None
    map_borders: bool = True
    map_ways: bool = True
    map_places: bool = True
    own_maps: tuple[OwnMap, ...] = ()
    map_hidden_areas: tuple[str, ...] = ()
    exchange_folder: str | None = None
    window: str | None = None
    unknown: Mapping[str, Json] = field(default_factory=dict[str, Json])

    def people_of(self, today: date) -> tuple[str, ...]:
        """Who is here, when that was said today; yesterday's people are asked for again."""
        return self.people_here if self.people_here_on == today.isoformat() else ()


class Loaded(NamedTuple):
    """Settings that can always be used, and what the person should be told about how they were read."""

    settings: Settings
    problem: Problem | None = None


def new_laptop_code(entropy: Entropy) -> str:
    """Two letters or digits that can be told apart when spoken, the first a letter so that Excel makes no number of it."""
    first, second = entropy.take(2)
    return _LETTERS[first % len(_LETTERS)] + _SIGNS[second % len(_SIGNS)]


def load(path: Path, entropy: Entropy, clock: Clock) -> Loaded:
    """Read the settings file; the first time make one with this laptop's own code.

    A value that cannot be is left at its default and kept in the file. A file that makes no sense is put away
    under a dated name: Problem ``settings-were-damaged``. One that the disk will not give is left alone: Problem
    ``settings-not-readable``. When nothing can be written here the settings still work: ``settings-not-written``.
    """
    problem: Problem | None = None
    found: dict[str, Json] = {}
    try:
        found = _read(path)
    except FileNotFoundError:
        pass
    except OSError:
        return Loaded(
            _settings({}, entropy), Problem("settings-not-readable", parameters={"file": str(path)})
        )
    except (ValueError, RecursionError):
        problem = _put_away(path, clock)
    settings = _settings(found, entropy)
    if found.get("laptop") != settings.laptop:
        not_written = _write_first(path, settings)
        problem = problem or not_written
    return Loaded(settings, problem)


def save(path: Path, settings: Settings) -> None:
    """Write the settings whole or not at all. Raises Problem ``settings-not-written`` when the disk refuses."""
    kept: dict[str, object] = dict(settings.unknown)
    for one in fields(Settings):
        value: object = getattr(settings, one.name)
        if one.name != "unknown" and (one.name not in kept or value != one.default):
            kept[one.name] = value
    if settings.own_maps:
        kept["own_maps"] = [one._asdict() for one in settings.own_maps]
    text = json.dumps(kept, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    try:
        Folder(path.parent).write(text.encode("utf-8", "surrogatepass"), path.name)
    except OSError as error:
        raise Problem("settings-not-written", parameters={"file": str(path)}) from error


def portable_folder() -> Path | None:
    """The folder of the program when it runs from a stick and was told to keep everything beside itself."""
    if not getattr(sys, "frozen", False):
        return None
    beside = Path(sys.executable).resolve().parent
    return beside if (beside / PORTABLE_MARK).is_file() else None


def reports_folder() -> Path:
    """Where reports of the program's own mistakes are written."""
    return settings_file().parent / "reports"


def settings_file() -> Path:
    """Where the settings of this laptop are: beside a portable program, else in the platform's own place."""
    beside = portable_folder()
    if beside is not None:
        return beside / "settings.json"
    from platformdirs import user_config_path

    return user_config_path(NAME, appauthor=False) / "settings.json"


def default_project_folder(argument: Path | None = None, environment: Mapping[str, str] = os.environ) -> Path:
    """Where the project is: as asked, else as the environment says, else beside a portable program, else the platform's place."""
    asked = argument or environment.get(PROJECT_VARIABLE)
    if asked:
        return Path(asked).expanduser().absolute()
    beside = portable_folder()
    if beside is not None:
        return beside / "project"
    from platformdirs import user_data_path

    return user_data_path(NAME, appauthor=False) / "project"


def _read(path: Path) -> dict[str, Json]:
    with path.open("rb") as file:
        data = file.read(_MOST_BYTES + 1)
    if len(data) > _MOST_BYTES:
        raise ValueError("larger than any settings")
    found: Json = json.loads(data.decode("utf-8-sig", "surrogatepass"))
    if not isinstance(found, dict):
        raise ValueError("not an object")
    return found


def _write_first(path: Path, settings: Settings) -> Problem | None:
    """Write the code that was just made, so that every start of this laptop has the same one."""
    try:
        save(path, settings)
    except Problem as problem:
        return problem
    return None


def _put_away(path: Path, clock: Clock) -> Problem:
    kept = path.with_name(f"{path.stem}.damaged-{clock.now():%Y%m%dT%H%M%SZ}{path.suffix}")
    try:
        os.replace(path, kept)
    except OSError:
        return Problem("settings-not-written", parameters={"file": str(path)})
    return Problem("settings-were-damaged", parameters={"file": str(kept)})


def _settings(found: Mapping[str, Json], entropy: Entropy) -> Settings:
    good: dict[str, object] = {}
    unknown: dict[str, Json] = {}
    for name, value in found.items():
        checked = _CHECKS[name](value) if name in _CHECKS else None
        if checked is None and value is not None:
            unknown[name] = value
        elif checked is not None:
            good[name] = checked
    good.setdefault("laptop", new_laptop_code(entropy))
    return Settings(**good, unknown=unknown)  # pyright: ignore[reportArgumentType] (each was checked by its name)


def _matching(pattern: str) -> Callable[[Json], object]:
    return lambda value: value if isinstance(value, str) and re.fullmatch(pattern, value) else None


def _one_of(*allowed: str) -> Callable[[Json], object]:
    return lambda value: value if value in allowed else None


def _scale(value: Json) -> object:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if 1 <= value <= 2 else None


def _texts(pattern: str) -> Callable[[Json], object]:
    """A list of texts of this form; a list with any other is none."""
    is_one = _matching(pattern)
    return lambda value: tuple(value) if isinstance(value, list) and all(map(is_one, value)) else None


def _megabytes(value: Json) -> object:
    return (
        value if isinstance(value, int) and not isinstance(value, bool) and 0 < value < 10_000_000 else None
    )


def _flag(value: Json) -> object:
    return value if isinstance(value, bool) else None


def _own_maps(value: Json) -> object:
    """Those of a list that make sense; a list of anything else is none."""
    if not isinstance(value, list):
        return None
    found: list[OwnMap] = []
    for one in value[:MOST_MAPS]:
        match one:
            case {
                "file": str(file),
                "name": str(name),
                "is_shown": bool(is_shown),
                "strength": int(strength),
            } if _TEXT(file) and 1 <= strength <= 100:
                found.append(OwnMap(file, name, is_shown, strength))
            case _:
                pass
    return tuple(found)


_TEXT = _matching(r"[^\0]{1,20000}")
# What each setting may be; a check answers None for what it does not accept.
_CHECKS: Mapping[str, Callable[[Json], object]] = {
    "laptop": _matching(f"[{_LETTERS}][{_SIGNS}]"),
    "language": _matching("[a-z]{2,3}([-_][A-Za-z0-9]{2,8})*"),
    "theme": _one_of(*THEMES),
    "text_scale": _scale,
    "country": _matching("[A-Z]{2}"),
    "typed_by": _matching("[0-9a-f]{32}"),
    "people_here": _texts("[0-9a-f]{32}"),
    "people_here_on": _matching(r"\d{4}-\d{2}-\d{2}"),
    "decimal_sign": _one_of(".", ","),
    "date_order": _one_of(*DATE_ORDERS),
    "coordinates": _one_of(*WRITINGS),
    "backup_megabytes": _megabytes,
    "backup_folder": _TEXT,
    "last_project": _TEXT,
    "export_places": _one_of(*PLACES),
    "export_people": _flag,
    "export_folder": _TEXT,
    "shared_folder": _TEXT,
    "exchange_folder": _TEXT,
    "map_borders": _flag,
    "map_ways": _flag,
    "map_places": _flag,
    "own_maps": _own_maps,
    "map_hidden_areas": _texts("[a-z0-9_]{1,40}"),
    "window": _TEXT,
}
