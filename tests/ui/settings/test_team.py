"""The team's card: two windows become a team by files, roles and lost laptops are a press away."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path
from typing import TypeVar, cast

import pytest
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from camifield.commands.inviting import admit
from camifield.commands.joining import ask
from camifield.i18n import words
from camifield.project.admitting import read_incoming
from camifield.project.project import Project
from camifield.queries.team import team as look
from camifield.security import passphrase
from camifield.security.passphrase import Work
from tests.commands.laptops import Camp, camp, meet
from ui.desk import Desk
from ui.settings.page import SettingsPage
from ui.settings.team.card import TeamCard
from ui.unlocking import ask_passphrase
from ui.widgets.asking import Asking
from ui.widgets.chip_row import ChipRow


@pytest.fixture(name="here")
def a_camp(tmp_path: Path) -> Generator[Camp, None, None]:
    """Where the laptops meet; the window speaks English."""
    before = words.language()
    words.use("en")
    with camp(tmp_path) as made:
        yield made
    words.use(before)


Kind = TypeVar("Kind", bound=QWidget)


def children(widget: QWidget, kind: type[Kind]) -> list[Kind]:
    """The visible ones of this kind inside a widget, in the order in which they were made."""
    found = cast("list[Kind]", widget.findChildren(kind))  # pyright: ignore[reportUnknownMemberType]  (the stub leaves a type out)
    return [one for one in found if one.isVisible()]


WAIT_MS = 20_000


class Sitting:
    """Somebody at the Settings page of one laptop."""

    def __init__(self, qtbot: QtBot, project: Project) -> None:
        self.qtbot = qtbot
        self.desk = Desk(project)
        self.page = SettingsPage(self.desk)
        qtbot.addWidget(self.page)
        self.page.show()

    @property
    def card(self) -> TeamCard:
        """The card as it is made now."""
        return children(self.page, TeamCard)[-1]

    def press(self, key: str) -> None:
        """Press the button of these words."""
        shown = words.say(key)
        next(one for one in children(self.card, QAbstractButton) if one.text() == shown).click()

    def asking(self) -> Asking:
        """The question, once it is asked."""

        def asked() -> list[Asking]:
            parts = (self.card.members, self.card.letters, self.card.keys)
            return [part.asking for part in parts if part.asking is not None]

        self.qtbot.waitUntil(lambda: bool(asked()), timeout=WAIT_MS)
        return asked()[0]

    def chips(self) -> list[ChipRow]:
        """The rows of chips in the question."""
        return children(self.asking(), ChipRow)

    def answer(self, key: str) -> None:
        """Wait for the question, and answer it."""
        self.asking().answer(key)

    def answer_and_be_told(self, key: str) -> None:
        """Answer, and wait until it is done and said: the card is made anew then, and an earlier one asks in vain."""
        before = self.card
        self.answer(key)
        self.qtbot.waitUntil(lambda: self.card is not before, timeout=WAIT_MS)

    def close(self) -> None:
        """Let the workers end; the project is the camp's to close."""
        self.desk.reader.close()
        self.desk.worker.close()


@pytest.fixture(name="pair")
def a_pair(qtbot: QtBot, here: Camp) -> Generator[tuple[Sitting, Sitting], None, None]:
    """A coordinator and a newcomer, each before their window."""
    pair = Sitting(qtbot, here.laptop("K1", "Aibek U.")), Sitting(qtbot, here.laptop("M7", "Gulnara S."))
    yield pair
    for one in pair:
        one.close()


def save_to(monkeypatch: pytest.MonkeyPatch, file: Path) -> None:
    """The next file dialog answers with this file."""

    def chosen(*_given: object) -> tuple[str, str]:
        return str(file), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", chosen)


def test_two_windows_become_a_team_by_three_files(
    qtbot: QtBot, here: Camp, pair: tuple[Sitting, Sitting], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Protects the whole way: invite, ask, let in, come in, each one question and one file."""
    team, newcomer = pair
    files = [here.table / name for name in ("i.cfb", "r.cfb", "a.cfb")]
    save_to(monkeypatch, files[0])
    team.press("team.invite")
    team.answer_and_be_told("yes")
    save_to(monkeypatch, files[1])
    newcomer.card.letters.open_file(files[0])
    newcomer.answer_and_be_told("yes")
    save_to(monkeypatch, files[2])
    team.card.letters.open_file(files[1])
    team.answer_and_be_told("yes")
    assert all(file.is_file() for file in files)
    newcomer.card.letters.open_file(files[2])
    newcomer.answer("yes")
    project = newcomer.desk.project
    qtbot.waitUntil(lambda: len(look(project).members) == 2, timeout=WAIT_MS)
    assert project.store.project == team.desk.project.store.project
    assert [one.role for one in look(project).members] == ["coordinator", "ranger"]


def test_a_second_laptop_is_let_in_as_its_members(
    qtbot: QtBot, here: Camp, pair: tuple[Sitting, Sitting], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Protects one person with two laptops: who they are is likely said already, and the code is compared all the same."""
    team, second = pair
    first = here.laptop("G1", "Gulnara S.")
    here.invite_in(team.desk.project, first, "monitor")
    meet(first, team.desk.project)
    team.page.refresh()
    files = [here.table / name for name in ("i.cfb", "r.cfb", "a.cfb")]
    save_to(monkeypatch, files[0])
    team.press("team.invite")
    team.answer_and_be_told("yes")
    save_to(monkeypatch, files[1])
    second.card.letters.open_file(files[0])
    second.chips()[0].set_chosen(["member"])
    second.answer_and_be_told("yes")
    save_to(monkeypatch, files[2])
    team.card.letters.open_file(files[1])
    member = first.identity.founder
    who = next(row for row in team.chips() if row.accessibleName() == words.say("team.whose"))
    assert list(who.chosen()) == [member.hex()]
    team.answer("yes")
    code = read_incoming(team.desk.project, files[1]).code
    assert any(code in text.text() for text in children(team.asking(), QLabel))
    assert not files[2].exists()
    team.answer_and_be_told("yes")
    assert files[2].is_file()
    second.card.letters.open_file(files[2])
    second.answer("yes")
    project = second.desk.project
    qtbot.waitUntil(lambda: project.typist == member, timeout=WAIT_MS)
    assert len(look(project).members) == 2
    assert [len(one.laptops) for one in look(project).members if one.person == member] == [2]


def test_of_two_laptops_it_is_said_which_is_shut_out(here: Camp, pair: tuple[Sitting, Sitting]) -> None:
    """Protects the laptop that was not lost: of somebody with two, the chosen one is shut out and no other."""
    team, first = (one.desk.project for one in pair)
    here.invite_in(team, first)
    meet(first, team)
    second = here.laptop("N7", "Gulnara S.")
    files = [here.table / name for name in ("r.cfb", "a.cfb")]
    ask(second, files[0], is_member=True)
    same = {second.identity.founder: first.identity.founder}
    admit(team, read_incoming(team, files[0]), files[1], same=same, is_compared=True)
    pair[0].page.refresh()
    [member] = [one for one in look(team).members if not one.is_here]
    pair[0].card.members.change(member)
    pair[0].chips()[-1].set_chosen(["1"])
    pair[0].answer("shut_out")
    pair[0].answer_and_be_told("yes")
    [member] = [one for one in look(team).members if not one.is_here]
    assert [one.is_revoked for one in member.laptops] == [False, True]
    assert not member.is_shut_out


def test_a_lost_laptop_is_shut_out_after_a_second_question(
    qtbot: QtBot, here: Camp, pair: tuple[Sitting, Sitting]
) -> None:
    """Protects against a slip: shutting out is asked twice, and can be taken back."""
    team, newcomer = (one.desk.project for one in pair)
    here.invite_in(team, newcomer)
    meet(newcomer, team)
    pair[0].page.refresh()

    def other_is_shut_out() -> bool:
        return next(one for one in look(team).members if not one.is_here).is_shut_out

    for keys, expected in ((("shut_out", "no"), False), (("shut_out", "yes"), True), (("trust",), False)):
        card = pair[0].card
        member = next(one for one in look(team).members if not one.is_here)
        card.members.change(member)
        for key in keys:
            pair[0].answer(key)
        qtbot.waitUntil(lambda expected=expected: other_is_shut_out() is expected, timeout=WAIT_MS)
        if keys[-1] != "no":
            qtbot.waitUntil(lambda card=card: pair[0].card is not card, timeout=WAIT_MS)


def test_what_this_laptop_may_not_is_not_offered(here: Camp, pair: tuple[Sitting, Sitting]) -> None:
    """Protects a ranger from buttons that would only refuse."""
    team, newcomer = (one.desk.project for one in pair)
    here.invite_in(team, newcomer)
    meet(team, newcomer)
    pair[1].page.refresh()
    shown = {button.text() for button in children(pair[1].card, QAbstractButton)}
    assert words.say("team.invite") not in shown
    assert words.say("team.change") not in shown
    assert words.say("team.ask") not in shown
    assert {words.say("team.open_file"), words.say("team.one_more"), words.say("team.root_back")} <= shown


def test_the_passphrase_is_asked_until_it_is_right(
    qtbot: QtBot, pair: tuple[Sitting, Sitting], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Protects a person who slips on the keyboard: the question comes again, with what was wrong."""
    monkeypatch.setattr(passphrase, "MODERATE", Work(1, 8192))
    sitting = pair[0]
    project = sitting.desk.project
    project.identity.protect("a line of a song")
    closed = type(project.identity)(project.folder, project.store, project.clock, project.entropy)
    project.identity = closed
    opened: list[bool] = []
    card = ask_passphrase(sitting.page, sitting.desk, lambda: opened.append(True))
    type_into(card, "a line of another")
    card.answer("open")
    qtbot.waitUntil(lambda: any(one is not card for one in children(sitting.page, Asking)), timeout=WAIT_MS)
    again = next(one for one in children(sitting.page, Asking) if one is not card)
    type_into(again, "a line of a song")
    again.answer("open")
    qtbot.waitUntil(lambda: opened == [True], timeout=WAIT_MS)
    assert not closed.is_closed


def type_into(card: Asking, text: str) -> None:
    """Type into the one box of a card."""
    children(card, QLineEdit)[0].setText(text)


def test_two_of_one_name_are_asked_about_made_one_and_two_again(here: Camp, qtbot: QtBot) -> None:
    """Protects a list with somebody in it twice: it is said in a sentence, and answered and taken back with a press."""
    team, first, second = (
        here.laptop("K1", "Aibek"),
        here.laptop("M7", "Gulnara"),
        here.laptop("N7", "Gulnara"),
    )
    here.invite_in(team, first)
    here.invite_in(team, second, "reviewer")
    meet(first, team)
    meet(second, team)
    sitting = Sitting(qtbot, team)
    card = sitting.card
    [banner] = card.doubles.banners
    assert banner.sentence.startswith("Gulnara is in the team twice: ")
    assert banner.sentence.endswith("Is this the same person?")
    banner.action.click()
    asking = card.doubles.asking
    assert asking is not None
    [chips] = children(asking, ChipRow)
    assert list(chips.chosen()) == ["ranger"]
    asking.answer("yes")
    qtbot.waitUntil(lambda: len(look(team).members) == 2, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: not sitting.card.doubles.banners, timeout=WAIT_MS)
    [member] = [one for one in look(team).members if one.also]
    assert (member.shown, member.role, len(member.laptops)) == ("Gulnara", "ranger", 2)
    sitting.card.members.change(member)
    again = sitting.card.members.asking
    assert again is not None
    again.answer("apart")
    qtbot.waitUntil(lambda: len(look(team).members) == 3, timeout=WAIT_MS)
    assert not sitting.card.doubles.banners
