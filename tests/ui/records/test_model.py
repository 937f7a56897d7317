"""The table's lines: positions first, cards only for what is looked at."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocumentFragment
from pytestqt.qtbot import QtBot

from camifield.project.project import Project
from camifield.queries.values import Card, CardQuery
from tests.making import ENGLISH, save_sighting
from ui.records.model import CHUNK, COLUMNS, KEPT_CHUNKS, CardsModel
from ui.records.presenter import RecordsPresenter
from ui.widgets.cells import KIND, STATE


def made_card(number: int) -> Card:
    """A card that stands at a position, without a store behind it."""
    return Card(
        number, number.to_bytes(16, "big"), "sighting", "ARG", str(number), "", None, "Tosor", None, None, None,
        "new", f"M7-{number}", 0, 0, 0,
    )  # fmt: skip


class Fetching:
    """Gives made cards, and remembers how many were asked for."""

    def __init__(self) -> None:
        self.asked: list[int] = []

    def __call__(self, numbers: Sequence[int]) -> list[Card]:
        self.asked.append(len(numbers))
        return [made_card(number) for number in numbers if number % 1000]


def model_of(project: Project, rows: int) -> tuple[CardsModel, Fetching]:
    """A model of so many rows."""
    fetching = Fetching()
    model = CardsModel(RecordsPresenter(project, ENGLISH), fetching)
    model.show_positions(array("q", range(rows, 0, -1)))
    return model, fetching


def test_a_million_rows_fetch_only_what_is_seen(project: Project, qtbot: QtBot) -> None:
    """The memory and the time of a page depend on what is in view, never on how many records there are."""
    model, fetching = model_of(project, 1_000_000)
    assert model.rowCount() == 1_000_000
    model.data(model.index(500_000, 1))
    assert fetching.asked == [CHUNK]
    for row in range(0, (KEPT_CHUNKS + 10) * CHUNK, CHUNK):
        model.data(model.index(row, 1))
    assert len(fetching.asked) <= KEPT_CHUNKS + 11
    model.data(model.index(0, 1))
    assert len(fetching.asked) == KEPT_CHUNKS + 12


def test_every_row_of_real_records_is_told(project: Project, filled: list[bytes], qtbot: QtBot) -> None:
    """What the delegate paints comes from the store's own cards."""
    model = CardsModel(RecordsPresenter(project, ENGLISH), project.store.cards_at)
    model.show_positions(project.store.positions(CardQuery(kinds=("sighting",))))
    assert model.rowCount() == len(filled)
    shown = {name: model.data(model.index(0, number)) for number, name in enumerate(COLUMNS)}
    assert (shown["title"], shown["count"], shown["date"]) == ("Snow leopard", "12", "12.03.2026")
    assert model.data(model.index(0, 0), KIND) == "sighting"
    assert model.data(model.index(0, 0), Qt.ItemDataRole.AccessibleTextRole) == "Animal or sign"
    assert model.data(model.index(0, 5), STATE) == "new"


def test_a_place_that_is_markup_is_shown_as_it_was_typed(project: Project, qtbot: QtBot) -> None:
    """Words of other laptops stand in the tooltip and are not obeyed: no picture is loaded from where they say."""
    locality = '<img src="file://host/a.png">Tosor'
    save_sighting(project, locality=locality)
    model = CardsModel(RecordsPresenter(project, ENGLISH), project.store.cards_at)
    model.show_positions(project.store.positions(CardQuery(kinds=("sighting",))))
    here = model.index(0, COLUMNS.index("place"))
    assert model.data(here) == model.data(here, Qt.ItemDataRole.AccessibleTextRole) == locality
    shown = model.data(here, Qt.ItemDataRole.ToolTipRole)
    assert QTextDocumentFragment.fromHtml(shown).toPlainText() == locality


def test_the_first_page_grows_into_the_whole_answer(project: Project, qtbot: QtBot) -> None:
    """Rows that are shown already must stay where they are when the rest arrives."""
    model, _ = model_of(project, 300)
    whole = model.positions
    model.show_positions(whole[:96])
    assert model.extend(whole)
    assert model.rowCount() == 300
    assert not model.extend(array("q", (7, 6, 5)))
    assert not model.extend(array("q", (*range(999, 500, -1),)))


def test_a_record_that_is_gone_leaves_a_blank_line(project: Project, qtbot: QtBot) -> None:
    """Between an answer and a look at it a record may change its place: that is no error."""
    model, _ = model_of(project, 2000)
    gone = 2000 - 1000
    assert model.card_at(gone) is None
    assert model.data(model.index(gone, 1)) == ""
    assert model.card_at(-1) is None
    assert model.card_at(2000) is None


def test_a_card_is_found_in_the_order_of_dates(project: Project, qtbot: QtBot) -> None:
    """After a change the page looks for the record where its date puts it now."""
    model, _ = model_of(project, 2000)
    assert model.row_of(1500) == 500
    assert model.row_of(99_999) == 0
    assert model.row_of(0) == 2000
