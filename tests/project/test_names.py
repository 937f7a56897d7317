"""Who and what the ids stand for: found by any way of writing, shown by name inside and by code outside."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Sequence
from pathlib import Path

import pytest

from camifield.commands.saving import save
from camifield.i18n.words import Words
from camifield.project.names import KnownPatrol, Names, read_names
from camifield.project.project import Project
from tests.making import ENGLISH, make_project, person

AIBEK, GULNARA, TOSOR, WALK = (bytes([number]) * 16 for number in range(1, 5))
TABLES: dict[str, list[dict[str, object]]] = {
    "person": [
        {"id": AIBEK, "code": "AU", "name": "Айбек Усенов", "role": "ranger"},
        {"id": GULNARA, "code": "ГС", "name": None, "is_away": "yes"},
    ],
    "place": [
        {"id": TOSOR, "name": "Tosor", "other_names": "Тосор; Тоссор|Tossor", "decimal_latitude": 42.1},
        {"id": b"p" * 16, "name": "Tosor winter camp", "other_names": "Tosor"},
    ],
    "patrol": [
        {
            "id": WALK,
            "record_number": "M7-0003",
            "name": "Spring",
            "start_date": "2026-03-10",
            "leader": AIBEK,
        },
        {"id": b"w" * 16, "start_date": "2026-03", "leader": b"x" * 16},
    ],
    "own_species": [
        {
            "id": b"s" * 16,
            "name": "сайга-бөкөн",
            "other_names": "saiga; Сайга",
            "latin_name": "Saiga tatarica",
        },
        {"id": b"t" * 16, "name": "мышь", "sensitivity": "none"},
    ],
    "own_term": [{"id": b"o" * 16, "vocabulary": "habitat", "label": "сырт"}],
}


def rows(kind: str, columns: Sequence[str]) -> Iterable[Sequence[object]]:
    """Rows as the typed tables give them."""
    return [tuple(row.get(column) for column in columns) for row in TABLES.get(kind, [])]


NAMES = read_names(rows)


@pytest.mark.parametrize(
    ("kind", "text", "near"),
    [
        ("person", "Айбек Усинов", [AIBEK]),
        ("person", "Абек", [AIBEK]),
        ("person", "Гулнара", []),
        ("person", "ГС", []),
        ("person", "Тосор", []),
        ("place", "Тосорр", [TOSOR]),
        ("place", "", []),
        ("patrol", "Sprinng", [WALK]),
    ],
)
def test_whoever_is_called_almost_so_is_near(kind: str, text: str, near: list[bytes]) -> None:
    """A slip of the finger leads to the one who is meant; who has left, and who is of another kind, is not offered."""
    assert [one for one in NAMES.near(kind, text) if one != b"p" * 16] == near


@pytest.mark.parametrize("text", ["Айбек Усенов", "АЙБЕК  УСЕНОВ", "au", "AU"])
def test_people_are_found_by_name_and_code(text: str) -> None:
    """However it is typed: capitals, spaces, or the code from the radio."""
    assert NAMES.find("person", text) == [AIBEK]


def test_one_name_of_two_places_gives_both() -> None:
    """The person chooses; the program does not take the first."""
    assert NAMES.find("place", "tosor") == [TOSOR, b"p" * 16]
    assert NAMES.find("place", "Тоссор") == [TOSOR]


def test_a_name_of_nobody_finds_nobody() -> None:
    """Neither an unknown name nor an empty one."""
    for text in ("Nobody", "", "  "):
        assert list(NAMES.find("person", text)) == []


def test_ids_are_shown_by_name_or_else_by_their_end() -> None:
    """A laptop that may not know a name shows the code; an id from nowhere still tells two apart."""
    assert NAMES.name("person", AIBEK) == "Айбек Усенов"
    assert NAMES.name("person", GULNARA) == "ГС"
    assert NAMES.name("place", TOSOR) == "Tosor"
    assert NAMES.name("person", b"\xab" * 16) == "…ababab"


def test_patrols_are_called_by_what_people_remember() -> None:
    """Date, name, leader, number; for those outside with the leader's code."""
    assert NAMES.patrols[WALK].shown(ENGLISH) == "10 March 2026 · Spring · Айбек Усенов · M7-0003"
    assert NAMES.name("patrol", WALK, Words("ru")).startswith("10 марта 2026")
    assert NAMES.patrols[WALK].coded == "2026-03-10 · Spring · AU · M7-0003"
    assert NAMES.patrols[b"w" * 16].shown(ENGLISH) == "March 2026"
    assert NAMES.find("patrol", "m7-0003") == [WALK]


@pytest.mark.parametrize(
    ("date", "found"),
    [
        ("2026-03-10", ["March", "day", "six days"]),
        ("2026-03-14", ["March", "six days"]),
        ("2026-03-09/2026-03-10", ["March", "day", "six days"]),
        ("2026-03", ["March", "day", "six days"]),
        ("2026-04-01", []),
        ("2025", []),
    ],
)
def test_a_patrol_is_found_by_a_day_of_it(date: str, found: list[str]) -> None:
    """First to last day, a month known only by its name, a night over two days; a date from nowhere finds none."""
    spans = {"day": ("2026-03-10", ""), "six days": ("2026-03-09", "2026-03-14"), "March": ("2026-03", "")}
    spans["strange"] = ("at harvest", "")
    patrols = {key.encode(): KnownPatrol(key.encode(), *span) for key, span in spans.items()}
    on = Names(patrols=patrols).patrols_on(date)
    assert sorted(one.id.decode() for one in on) == sorted(found)
    assert [one.start for one in on] == sorted((one.start for one in on), reverse=True)


def test_somebody_who_left_is_not_in_the_team() -> None:
    """Known for ever, offered no more."""
    assert [one.id for one in NAMES.team()] == [AIBEK]


def test_own_animals_are_guarded_unless_the_team_says_otherwise() -> None:
    """An animal that somebody added in a hurry is high, not none."""
    first, second = NAMES.own_terms["species"]
    assert (first.code, getattr(first, "sensitivity", "")) == (f"own:{(b's' * 16).hex()}", "high")
    assert getattr(second, "sensitivity", "") == "none"
    assert first.label("en") == first.label("mn") == "сайга-бөкөн"
    assert "Сайга" in first.other_names


def test_own_terms_join_their_list() -> None:
    """A habitat that the lists have not got is an answer like any other."""
    (term,) = NAMES.own_terms["habitat"]
    assert term.label("ru") == "сырт"


def test_nothing_is_known_of_an_empty_project() -> None:
    """No table, no name, no fault."""
    assert read_names(lambda kind, columns: []) == Names(own_terms={}, known_as={})


@pytest.fixture(name="project")
def a_project(tmp_path: Path) -> Generator[Project, None, None]:
    """A project with two people."""
    project = make_project(tmp_path)
    yield project
    project.close()


def test_names_are_read_from_the_store_and_anew_after_a_change(project: Project) -> None:
    """What was added a moment ago is known; what was renamed is found by its new name."""
    saved = save(project, "place", {"name": "Jukuu"}, ENGLISH)
    assert project.names.find("place", "jukuu") == [saved.record]
    save(project, "place", {"name": "Жууку"}, ENGLISH, record=saved.record)
    assert list(project.names.find("place", "jukuu")) == []
    assert project.names.find("place", "Жууку") == [saved.record]


def test_outside_the_team_people_are_codes(project: Project) -> None:
    """The words of a file that leaves the laptop; inside, names."""
    one = bytes.fromhex(person(project))
    assert project.asking(ENGLISH).name("person", one) == "Aibek U."
    assert project.coded_asking(ENGLISH).name("person", one) == "AU"
    assert project.coded_asking(ENGLISH).name("person", b"\xab" * 16) == "…ababab"


def test_somebody_with_a_second_record_is_one_person() -> None:
    """Protects lists from one person twice: named once, found by either name, and shown wherever either id stands."""
    second = b"z" * 16
    tables = {**TABLES, "person": [*TABLES["person"], {"id": second, "code": "AU2", "name": "Aibek U."}]}

    def with_second(kind: str, columns: Sequence[str]) -> Iterable[Sequence[object]]:
        return [tuple(row.get(column) for column in columns) for row in tables.get(kind, [])]

    names = read_names(with_second, {second: AIBEK})
    assert [one.id for one in names.team()] == [AIBEK]
    assert names.name("person", second) == names.name("person", AIBEK) == "Айбек Усенов"
    assert names.find("person", "aibek u.") == names.find("person", "AU2") == [AIBEK]
    assert names.person_of(second) == AIBEK


def test_until_a_members_own_record_comes_their_other_one_names_them() -> None:
    """Protects whoever just came in with a second laptop: their name is known here, though the team's word is not yet."""
    member = b"m" * 16
    names = read_names(rows, {AIBEK: member})
    assert names.name("person", member) == "Айбек Усенов"
    assert [one.id for one in names.team()] == [member]


def test_a_place_lies_where_its_record_says(tmp_path: Path) -> None:
    """What a form and a table take from a known place: its degrees, its kind, and what its own text leaves open."""
    project = make_project(tmp_path)
    entries = {
        "name": "Ак-Сай",
        "place_kind": "well",
        "verbatim_coordinates": "SK-42 zone 13: E 13581000 N 4590000",
    }
    place = save(project, "place", entries, ENGLISH).record
    bare = save(project, "place", {"name": "Somewhere"}, ENGLISH).record
    spot = project.asking(ENGLISH).spot(place)
    assert spot is not None
    assert (spot.kind, spot.latitude[:4], spot.unsure_m > 0) == ("well", "41.4", True)
    assert project.asking(ENGLISH).spot(bare) is None
    project.close()
