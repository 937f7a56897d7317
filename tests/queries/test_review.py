"""What waits for a decision, in words: titles, letters, laptops, clocks, places, and who may decide."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from camifield.i18n.words import Words
from camifield.progress import Progress
from camifield.queries.agreements import LATER, agreement
from camifield.queries.matters import Matter
from camifield.queries.positions import metres_text
from camifield.queries.review import matter, matters, waiting, who_decides
from tests.differing import Differing, differing
from tests.making import ENGLISH
from tests.teams import Laptop


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Differing]:
    """Three laptops that differ in every way; nothing here changes them."""
    made = differing(tmp_path_factory.mktemp("review"))
    yield made
    made.close()


def seen(laptop: Laptop, record: bytes) -> Matter:
    """A record as it waits."""
    found = matter(laptop.project, record, ENGLISH)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("name", "titles"),
    [
        ("number", ["Sheep · killed: 14 or 11", "Place: 420 m apart"]),
        ("species", ["Attacked by: Snow leopard or Dog (domestic or stray)"]),
        ("place", ["Place: 13.7 km apart"]),
        ("line", ["Goat: changed here, removed there"]),
        ("deleted", ["Changed here, deleted there"]),
        ("three", ["How many in all: 14, 9 or ~20"]),
        ("long", ["Remarks: different answers"]),
    ],
)
def test_a_question_says_what_differs_on_one_line(scene: Differing, name: str, titles: list[str]) -> None:
    """A person reads the list without opening anything; the place comes after what it is about."""
    assert [one.title for one in seen(scene.here, scene.records[name]).questions] == titles


def test_the_list_is_read_in_pages_newest_first(scene: Differing) -> None:
    """Page after page gives every record once, in the order of dates."""
    project = scene.here.project
    first = matters(project, ENGLISH, limit=3)
    rest = matters(project, ENGLISH, after=first[-1].card.card)
    cards = [one.card.card for one in (*first, *rest)]
    assert cards == sorted(cards, reverse=True)
    assert {one.record for one in (*first, *rest)} == set(scene.records.values())
    assert waiting(project) == len(cards)


def test_letters_are_the_same_in_all_questions_of_a_record(scene: Differing) -> None:
    """A is one person on one laptop throughout, this laptop first; each laptop sees itself as A."""
    here = seen(scene.here, scene.records["number"])
    assert [(side.letter, side.who, side.laptop) for side in here.sides] == [
        ("A", "Gulnara S.", "This laptop, M7"),
        ("B", "Nurlan B.", "Laptop M1"),
    ]
    for question in here.questions:
        assert [one.speakers[0].who for one in question.versions] == ["Gulnara S.", "Nurlan B."]
    there = seen(scene.office, scene.records["number"])
    assert [one.short for one in there.questions[0].versions] == ["11", "14"]


def test_what_was_before_and_why_stand_with_the_answers(scene: Differing) -> None:
    """The number that both had seen, and each one's reason."""
    [number, _] = seen(scene.here, scene.records["number"]).questions
    assert number.before == "12"
    assert [one.speakers[0].why for one in number.versions] == [
        "Two more found below the corral",
        "Counted at the visit, one died first",
    ]
    assert [(one.number, one.unit) for one in number.versions] == [("14", "sheep"), ("11", "sheep")]


def test_a_clock_that_cannot_be_right_is_said(scene: Differing) -> None:
    """Behind what it had itself seen, told on every laptop; ahead of the reader's, told as just that."""
    [question] = seen(scene.here, scene.records["three"]).questions
    clocks = {version.speakers[0].who: version.speakers[0].clock for version in question.versions}
    assert clocks["Bolat K."] == "Its clock was at least 4 days behind"
    assert clocks["Nurlan B."] == clocks["Gulnara S."] == ""
    [question] = seen(scene.camp, scene.records["three"]).questions
    ahead = {version.speakers[0].who: version.speakers[0].clock for version in question.versions}
    assert "ahead of this laptop's" in ahead["Nurlan B."]


def test_a_deletion_tells_what_the_deleter_did_not_know(scene: Differing) -> None:
    """Who changed what, against who deleted it and why."""
    [question] = seen(scene.here, scene.records["deleted"]).questions
    changed, deleted = question.versions
    assert [one.text for one in changed.told] == ["In all: 12 → 13"]
    assert (deleted.is_gone, deleted.speakers[0].why) == (True, "The same as M3-0012")


def test_restricted_questions_are_marked(scene: Differing) -> None:
    """A phone number on the page is known for what it is."""
    [question] = seen(scene.here, scene.records["phone"]).questions
    assert question.is_restricted
    assert "Asan" in [one.text for one in question.versions[0].told]


def test_who_may_decide(scene: Differing) -> None:
    """The coordinator and the reviewer; a ranger is told their names."""
    record = scene.records["number"]
    assert all(one.is_mine for one in seen(scene.here, record).questions)
    assert all(one.is_mine for one in seen(scene.office, record).questions)
    assert not any(one.is_mine for one in seen(scene.camp, record).questions)
    assert who_decides(scene.camp.project) == ["Gulnara S.", "Nurlan B."]


def test_every_language_has_its_words(scene: Differing) -> None:
    """No key of the catalogue shows through in Russian or Mongolian."""
    for language in ("ru", "mn"):
        for found in matters(scene.here.project, Words(language)):
            told = (found.facts, *(f"{one.title}{one.name}{one.before}" for one in found.questions))
            assert "review." not in " ".join(told)


def test_a_rule_for_two_laptops_leaves_out_where_a_third_differs(scene: Differing) -> None:
    """Only what these two alone answered differently is decided, for the one, the other, or the later."""
    project = scene.here.project
    found = seen(scene.here, scene.records["number"])
    one, other = found.sides
    for rule, killed in (("A", "14"), ("B", "11"), (LATER, "11")):
        would = agreement(project, one, other, rule, ENGLISH, Progress())
        assert {chosen[0] for chosen in would.chosen} == {
            scene.records[name] for name in ("number", "place", "line", "deleted", "phone")
        }
        assert (would.records, len(would.chosen), would.doubtful) == (5, 6, 0)
        assert any(line.endswith(f"→ {killed}") for line in would.lines)
        assert would.deleted == (rule != "A")
    first, second = seen(scene.camp, scene.records["number"]).sides
    assert agreement(scene.camp.project, first, second, "A", ENGLISH).chosen == ()


@pytest.mark.parametrize(
    ("metres", "text"),
    [(3.2, "3 m"), (424.7, "420 m"), (2_000, "2 km"), (13_680, "13.7 km"), (1_234_567, "1,235 km")],
)
def test_distances_are_told_no_finer_than_they_are_known(metres: float, text: str) -> None:
    """As people say them."""
    assert metres_text(metres, "en") == text
