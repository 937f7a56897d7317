"""One text of a place read: 65 ways of writing it, each with a position that was never read before."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Mapping
from statistics import median

from camifield.geo.position import distance_m, format_position, read_position
from camifield.geo.systems.writing import format_mgrs, format_sk42, format_utm
from tests.bench.measuring import Aim, Measured, in_turn

POINTS = 100
NEAR_M = 200  # another datum moves a point by no more than that there
READING = Aim("most", 1000)

# Of decimal degrees: north and east with five decimals, in digits of ASCII.
DECIMAL = (
    "{n} {e}",
    "{n}, {e}",
    "{n},{e}",
    "{n}; {e}",
    "{n}/{e}",
    "({n}, {e})",
    "[{n}, {e}]",
    "{n}\t{e}",
    "{n}\n{e}",
    "+{n} +{e}",
    "{n}N {e}E",
    "{n} N, {e} E",
    "{n}° N, {e}° E",
    "{n}°N {e}°E",
    "N{n} E{e}",
    "N {n}° E {e}°",
    "E{e} N{n}",
    "{e}E {n}N",
    "lat {n} lon {e}",
    "lat: {n}, lon: {e}",
    "Latitude {n} Longitude {e}",
    "lon={e} lat={n}",
    "широта {n} долгота {e}",
    "с.ш. {n} в.д. {e}",
    "{n} с.ш., {e} в.д.",
    "{n}° с. ш. {e}° в. д.",
    "北纬{n} 东经{e}",
    "WGS84 {n} {e}",
    "{n} {e} 2400 m",
    "geo:{n},{e}",
    "geo:{n},{e};u=20",
    "POINT({e} {n})",
    "SRID=4326;POINT({e} {n})",
    '{{"type": "Point", "coordinates": [{e}, {n}]}}',
    '{{"lat": {n}, "lng": {e}}}',
    "https://www.google.com/maps/@{n},{e},15z",
    "https://maps.google.com/?q={n},{e}",
    "https://www.openstreetmap.org/#map=12/{n}/{e}",
    "https://yandex.ru/maps/?ll={e}%2C{n}&z=12",
    "СК-42 {n} {e}",
    "Pulkovo 1995 {n} {e}",
    "ГСК-2011 {n} {e}",
    "CGCS2000 {n} {e}",
    "Beijing 1954 {n} {e}",
)
# Of degrees and minutes, and of degrees, minutes and seconds: whole degrees, minutes, seconds.
SEXAGESIMAL = (
    "{nd}°{nm:.3f}' N {ed}°{em:.3f}' E",
    "N{nd} {nm:.3f} E{ed} {em:.3f}",
    "N {nd}° {nm:.3f} E {ed}° {em:.3f}",
    "{nd} {nm:.3f}N, {ed} {em:.3f}E",
    "{nd}°{nw:02d}'{ns:04.1f}\" N {ed}°{ew:02d}'{es:04.1f}\" E",
    "{nd}°{nw:02d}′{ns:04.1f}″ N, {ed}°{ew:02d}′{es:04.1f}″ E",
    "{nd} {nw} {ns:.1f} N {ed} {ew} {es:.1f} E",
    "{nd}º {nw}' {ns:.1f}'' N, {ed}º {ew}' {es:.1f}'' E",
    "{nd}:{nw:02d}:{ns:04.1f}N {ed}:{ew:02d}:{es:04.1f}E",
    "с.ш. {nd}°{nw:02d}'{ns:04.1f}\" в.д. {ed}°{ew:02d}'{es:04.1f}\"",
    "{nd}d {nw}m {ns:.1f}s N {ed}d {ew}m {es:.1f}s E",
)
EASTERN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"), str.maketrans("0123456789", "०१२३४५६७८९")


def writings(latitude: float, longitude: float) -> list[str]:
    """One position in every way."""
    north, east = f"{latitude:.5f}", f"{longitude:.5f}"
    plain = {"n": north, "e": east}
    found = [one.format_map(plain) for one in DECIMAL]
    found += [one.format_map(_parts(latitude, longitude)) for one in SEXAGESIMAL]
    found.append(f"{north} {east}".replace(".", ","))
    found.append(f"{north} N {east} E".replace(".", ","))
    found += [f"{north} {east}".translate(digits) for digits in EASTERN]
    found.append(format_position(north, east, "DMS"))
    utm, mgrs = format_utm(north, east), format_mgrs(north, east)
    found += [utm, f"UTM {utm}", mgrs, mgrs.replace(" ", ""), format_sk42(north, east)]
    return found


def _parts(latitude: float, longitude: float) -> Mapping[str, float]:
    parts: dict[str, float] = {}
    for letter, value in (("n", latitude), ("e", longitude)):
        degrees, minutes = int(value), value % 1 * 60
        parts |= {f"{letter}d": degrees, f"{letter}m": min(minutes, 59.999)}
        parts |= {f"{letter}w": int(minutes), f"{letter}s": min(minutes % 1 * 60, 59.9)}
    return parts


def places_read(runs: int) -> list[Measured]:
    """All ways in turn, the simplest alone, and the slowest; the floor splits two numbers and takes each as a float."""
    chance = random.Random(7)
    points = [(chance.uniform(40, 49), chance.uniform(70, 86)) for _ in range(POINTS)]
    texts = [writings(*point) for point in points]
    ways = len(texts[0])
    for text in texts[0]:
        found = read_position(text, country="KZ").candidates
        if not any(distance_m(*points[0], one.latitude, one.longitude) < NEAR_M for one in found):
            raise ValueError(f"not this place: {text!r}")
    simple, all_of_them = [one[0] for one in texts], [text for one in texts for text in one]
    slowest = max(range(ways), key=lambda way: _each([one[way] for one in texts], _read)())
    ours, plain, worst, floor = in_turn(
        runs,
        _each(all_of_them, _read),
        _each(simple, _read),
        _each([one[slowest] for one in texts], _read),
        _each(simple, lambda text: [float(part) for part in text.split()]),
    )
    return [
        Measured(
            f"one place text read, {ways} ways of writing, against two floats", ours, floor, "us", READING
        ),
        Measured("the same, two plain decimal numbers", plain, floor, "us"),
        Measured(f"the same, the slowest way ({texts[0][slowest][:40]})", worst, floor, "us"),
    ]


def _read(text: str) -> object:
    return read_position(text, country="KZ")


def _each(texts: list[str], read: Callable[[str], object]) -> Callable[[], float]:
    """Microseconds a text: the mean of each hundred, and of those the median."""

    def work() -> float:
        took: list[float] = []
        for start in range(0, len(texts), 100):
            piece = texts[start : start + 100]
            begun = time.perf_counter()
            for text in piece:
                read(text)
            took.append((time.perf_counter() - begun) * 1e6 / len(piece))
        return median(took)

    return work
