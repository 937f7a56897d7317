"""The page's question becomes the store's, and its answer becomes words."""

from __future__ import annotations

from datetime import date

import pytest

from camifield.commands.deleting import delete
from camifield.commands.saving import save
from camifield.i18n.words import Words
from camifield.project.project import Project
from camifield.queries.values import Bin
from camifield.security.references import reference_of
from tests.making import ENGLISH, conflict, person, save_sighting, sighting
from ui.filters.periods import Period
from ui.filters.question import ANIMAL, DELETED, KIND, MORE, NOT_SENT, PERSON, Chosen
from ui.records.presenter import RecordsPresenter


@pytest.fixture
def presenter(project: Project) -> RecordsPresenter:
    """A presenter that asks for everything."""
    return RecordsPresenter(project, ENGLISH)


def test_people_and_places_are_not_among_the_records(presenter: RecordsPresenter) -> None:
    """What a team shares has pages of its own; the list holds what happened in the field."""
    assert set(presenter.query().kinds) == {"sighting", "grazing", "conflict", "patrol", "track"}
    assert presenter.total() == 0


def test_everything_chosen_is_asked_for_together(presenter: RecordsPresenter, project: Project) -> None:
    """Filters narrow each other; the bin is looked at only when it is asked for."""
    who = person(project)
    presenter.chosen = (
        Chosen("snow", Period("own", "x", date(2026, 3, 1), date(2026, 3, 31)))
        .choosing(KIND, ["sighting"])
        .choosing(ANIMAL, ["SNL", "ARG"])
        .choosing(PERSON, [who])
        .choosing(MORE, [NOT_SENT])
    )
    query = presenter.query()
    assert (query.words, query.kinds, query.species) == ("snow", ("sighting",), ("SNL", "ARG"))
    assert query.people == (bytes.fromhex(who),)
    assert (query.first_day, query.last_day) == (date(2026, 3, 1).toordinal(), date(2026, 3, 31).toordinal())
    assert (query.only_unsent, query.bin) == (True, Bin.LEFT_OUT)
    presenter.chosen = presenter.chosen.choosing(MORE, [DELETED])
    assert presenter.query().bin is Bin.ONLY


def test_the_question_is_told_in_words_for_the_export(presenter: RecordsPresenter) -> None:
    """The About sheet must say which records a workbook holds, in the reader's language."""
    presenter.chosen = Chosen("wolf", Period("winter-2025", "Winter 2025–26")).choosing(
        ANIMAL, ["SNL", "ARG"]
    )
    assert presenter.filter_words() == "“wolf”; Winter 2025–26; Animal: Snow leopard, Argali"
    presenter.chosen = Chosen()
    assert presenter.filter_words() == ""


def test_a_filter_shows_what_it_holds(presenter: RecordsPresenter) -> None:
    """One name, and how many more: a chip never grows over the page."""
    presenter.chosen = Chosen().choosing(ANIMAL, ["SNL", "ARG", "WOL"])
    assert presenter.held(ANIMAL) == "Snow leopard +2"
    assert presenter.held(PERSON) == ""


@pytest.mark.parametrize(
    ("order", "shown", "span"),
    [
        ("dmy", "12.03.2026", "11–12.03.2026"),
        ("ymd", "2026-03-12", "2026-03-11–2026-03-12"),
        ("mdy", "03/12/2026", "03/11–03/12/2026"),
    ],
)
def test_dates_are_written_in_the_order_of_the_laptop(
    presenter: RecordsPresenter, project: Project, order: str, shown: str, span: str
) -> None:
    """3 April must never be read as 4 March; a night of two days shows both."""
    from dataclasses import replace

    project.settings = replace(project.settings, date_order=order)
    seen = save_sighting(project, event_date="2026-03-12").record
    night = save(project, "conflict", conflict(project), ENGLISH).record
    cards = project.store.cards_of([seen, night])
    assert [row.date for row in presenter.rows([cards[seen], cards[night]])] == [shown, span]


def test_a_patrol_shows_its_days_and_its_way(project: Project) -> None:
    """Six days and 34.5 km of a Russian reader's patrol: first and last day, his decimal sign, his kilometres."""
    entries = {"start_date": "2026-03-09", "end_date": "2026-03-14", "distance_km": "34.5"}
    walked = save(project, "patrol", {**entries, "leader": person(project)}, ENGLISH).record
    (row,) = RecordsPresenter(project, Words("ru")).rows([project.store.cards_of([walked])[walked]])
    assert (row.date, row.count_text) == ("09–14.03.2026", "34,5 км")


def test_a_line_says_what_it_was_and_how_it_stands(presenter: RecordsPresenter, project: Project) -> None:
    """An attack names its animal and its losses; a deleted record says so before anything else."""
    attack = save(project, "conflict", conflict(project), ENGLISH).record
    card = project.store.cards_of([attack])[attack]
    row = presenter.row(card)
    assert (row.kind_word, row.place, row.who, row.sign) == (
        "Attack or damage",
        "Сары-Булак",
        "Гулнара С.",
        "new",
    )
    assert row.title.startswith("Wolf")
    delete(project, [attack])
    row = presenter.row(project.store.cards_of([attack])[attack])
    assert (row.sign, row.state) == ("deleted", "Deleted")


def test_a_reference_of_a_file_for_others_is_found(presenter: RecordsPresenter, project: Project) -> None:
    """Typed where one searches, in small letters too: exactly that record is shown."""
    records = [save(project, "sighting", sighting(project), ENGLISH).record for _ in range(3)]
    reference = reference_of(project.store.project or b"", records[1])
    for typed in (reference, reference.lower().replace("-", "")):
        presenter.chosen = Chosen(words=typed)
        assert [card.id for card in project.store.cards(presenter.query())] == [records[1]]


def test_the_count_says_found_of_all(presenter: RecordsPresenter) -> None:
    """ "1,284 of 12,906" in the reader's own digits; while it is being counted only the whole is said."""
    assert presenter.count_line(12_906, 12_906, 0) == "12,906 records"
    presenter.chosen = Chosen("wolf")
    assert presenter.count_line(1284, 12_906, 0) == "1,284 of 12,906"
    assert presenter.count_line(None, 12_906, 0) == "12,906 records"
    assert presenter.count_line(1284, 12_906, 3) == "3 chosen of 1,284"
    presenter.words = Words("ru")
    assert presenter.count_line(1284, 12_906, 0) == "1\u00a0284 из 12\u00a0906"


def test_the_animals_offered_have_their_latin_names(presenter: RecordsPresenter) -> None:
    """A person who reads slowly and one who reads Latin choose from the same list."""
    options = {one.key: (one.text, one.second) for one in presenter.options(ANIMAL)}
    assert options["SNL"] == ("Snow leopard", "Panthera uncia")


def test_a_sighting_of_a_range_reads_as_one(presenter: RecordsPresenter, project: Project) -> None:
    """10-15 is shown with a dash between, not as a subtraction."""
    record = save_sighting(project, count="10-15").record
    assert presenter.row(project.store.cards_of([record])[record]).count_text == "10–15"


@pytest.mark.parametrize(
    ("written", "shown"), [("March 2024", "03.2024"), ("2024", "2024"), ("01.03.2024", "01.03.2024")]
)
def test_a_month_is_not_shown_as_its_first_day(
    presenter: RecordsPresenter, project: Project, written: str, shown: str
) -> None:
    """Nobody said the first of March: a date that vague must not look sharper in the list."""
    record = save_sighting(project, event_date=written).record
    (row,) = presenter.rows([project.store.cards_of([record])[record]])
    assert row.date == shown
