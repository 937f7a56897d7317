"""The Settings page: chips and short lists, each change taken at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from camifield.commands.opening_files import can_register
from camifield.errors import Problem
from camifield.i18n import problems, words
from camifield.queries.erasures import may_erase
from ui import qt_words
from ui.desk import Desk
from ui.erasing import Erasing
from ui.people import ask_newcomer
from ui.settings.about import AboutCard
from ui.settings.backups import BackupsCard
from ui.settings.coordinates import coordinates_picker
from ui.settings.files import FilesCard
from ui.settings.lists import ListsCard
from ui.settings.presenter import SettingsPresenter
from ui.settings.team.card import TeamCard
from ui.standing import place_in, stand_at
from ui.theme.theme import look, wished
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.chip import Choice
from ui.widgets.chip_row import ChipRow
from ui.widgets.flow import flowing
from ui.widgets.header import PageHeader
from ui.widgets.layouts import Column, Row, Sides
from ui.widgets.mark import PersonBadge
from ui.widgets.notice import Notice
from ui.widgets.page import Page
from ui.widgets.picker import Picker
from ui.widgets.progress_row import ProgressRow
from ui.widgets.seam import SectionTitle
from ui.widgets.severity import Severity
from ui.widgets.text import ElidedLabel, TagLabel, Text

LABEL_WIDTH = 160
LABELS_ABOVE_FROM = 1.5
NOTICE_SIDES: Sides = (32, 0, 32, 0)


class SettingsPage(QWidget):
    """`language_changed` after another language was chosen, `changed` after anything else was, `reopen` after a backup
    was put back; `edit` and `add` with the kind of what a team shares.
    """

    language_changed = Signal()
    changed = Signal()
    edit = Signal(str, bytes)
    add = Signal(str)
    wants_places = Signal()
    reopen = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._holder = Column(self, gap=0)
        # Above what scrolls: what became of a button far below is read where it was pressed.
        self.notice = Notice()
        above = Column(gap=0, sides=NOTICE_SIDES)
        above.addWidget(self.notice)
        self._holder.addLayout(above)
        self._page: QWidget | None = None
        self.refresh()

    def refresh(self) -> None:
        """Show the settings anew; what was told has been read."""
        self.notice.hide()
        place = place_in(self)
        page = Page(gap=16)
        self._presenter = SettingsPresenter(self._desk.project, words.present())
        page.body.addWidget(PageHeader(words.say("settings.title"), words.say("settings.line")))
        self._progress = ProgressRow()
        page.body.addWidget(self._progress)
        page.body.addWidget(self._looks_card())
        page.body.addWidget(self._country_card())
        page.body.addWidget(self._people_card())
        team = self._team = TeamCard(self._desk)
        team.told.connect(self._on_told, Qt.ConnectionType.QueuedConnection)
        page.body.addWidget(team)
        lists = ListsCard(self._desk.project)
        lists.lead_to(self.edit, self.add, self.wants_places)
        page.body.addWidget(lists)
        if can_register():
            files = FilesCard()
            files.told.connect(self._on_told, Qt.ConnectionType.QueuedConnection)
            page.body.addWidget(files)
        backups = BackupsCard(self._desk, self._presenter)
        backups.reopen.connect(self.reopen)
        page.body.addWidget(backups)
        page.body.addWidget(AboutCard(self._desk.project))
        page.body.addStretch(1)
        if self._page is not None:
            self._holder.removeWidget(self._page)
            self._page.deleteLater()
            self._page.hide()
        self._page = page
        self._holder.addWidget(page, 1)
        page.setVisible(True)  # at once: the keyboard may come back to it
        stand_at(self, place)

    def focus_country(self) -> None:
        """Put the keyboard at the country: somebody was asked to choose it."""
        self._country.setFocus(Qt.FocusReason.OtherFocusReason)

    def _looks_card(self) -> Card:
        card = Card(gap=12)
        card.body.addWidget(SectionTitle(words.say("settings.looks"), has_seam=False))
        settings, presenter = self._presenter.settings, self._presenter
        language = self._chips(
            "settings.language", presenter.languages(), settings.language or words.language()
        )
        language.changed.connect(lambda: self._on_language(language))
        theme = self._chips("settings.theme", presenter.themes(), settings.theme)
        theme.changed.connect(lambda: self._on_look(theme=_one(theme)))
        scale = self._chips("settings.text_size", presenter.scales(), str(settings.text_scale))
        scale.changed.connect(lambda: self._on_look(text_scale=float(_one(scale) or "1.0")))
        for key, row in (
            ("settings.language", language),
            ("settings.theme", theme),
            ("settings.text_size", scale),
        ):
            card.body.addWidget(self._labelled(key, row))
        return card

    def _country_card(self) -> Card:
        card = Card(gap=12)
        card.body.addWidget(SectionTitle(words.say("settings.country_title"), has_seam=False))
        settings, presenter = self._presenter.settings, self._presenter
        picker = Picker(name=words.say("settings.country"))
        picker.addItem(words.say("settings.no_country"), "")
        for code, name in presenter.countries():
            picker.addItem(name, code)
        picker.setCurrentIndex(max(0, picker.findData(settings.country or "")))
        picker.currentIndexChanged.connect(lambda _=0: self._change(country=picker.currentData() or None))
        self._country = picker
        card.body.addWidget(self._labelled("settings.country", picker, is_short=True))
        order = self._chips("settings.date_order", presenter.date_orders(), settings.date_order or "dmy")
        order.changed.connect(lambda: self._change(date_order=_one(order) or None))
        card.body.addWidget(self._labelled("settings.date_order", order))
        writing = coordinates_picker(self._desk, presenter, self._try)
        card.body.addWidget(self._labelled("settings.coordinates", writing, is_short=True))
        laptop = QLineEdit(settings.laptop)
        laptop.setMaxLength(4)
        laptop.setFixedWidth(look().px(96))
        laptop.setAccessibleName(words.say("settings.laptop"))
        laptop.editingFinished.connect(lambda: self._on_laptop(laptop))
        card.body.addWidget(self._labelled("settings.laptop", laptop, is_short=True))
        card.body.addWidget(Text(words.say("settings.laptop_line"), "help", tone="ink2"))
        return card

    def _people_card(self) -> Card:
        card = Card(gap=10)
        title = SectionTitle(
            words.say("settings.people"), line=words.say("settings.people_line"), has_seam=False
        )
        card.body.addWidget(title)
        typist, may = self._desk.project.typist, may_erase(self._desk.project)
        for person, line in self._presenter.people():
            holder = QWidget()
            column, row = Column(holder, gap=4), Row(gap=12)
            column.addLayout(row)
            row.addWidget(PersonBadge(person.shown))
            lines = Column(gap=0)
            lines.addWidget(ElidedLabel(person.shown, "row_title"))
            lines.addWidget(ElidedLabel(line, "help", tone="ink2"))
            row.addLayout(lines, 1)
            if person.id == typist:
                beside: list[QWidget] = [TagLabel(words.say("settings.types_here"))]
            else:
                types = Button(words.say("settings.let_type"), "quiet")
                types.setAccessibleName(words.say("settings.let_type_name", name=person.shown))
                types.clicked.connect(lambda _=False, one=person.id: self._on_typist(one))
                beside = [types]
            edit = Button(words.say("settings.edit"), "quiet", icon="edit")
            edit.setAccessibleName(words.say("settings.edit_name", name=person.shown))
            edit.clicked.connect(lambda _=False, one=person.id: self.edit.emit("person", one))
            beside.append(edit)
            if may:
                erase = Button(words.say("erasing.open_short"), "quiet")
                erase.setAccessibleName(words.say("erasing.open_name", name=person.shown))
                erase.clicked.connect(lambda _=False, one=person.id: self._on_erase(one))
                beside.append(erase)
            # In large text three words and a name have no room side by side.
            if look().scale >= LABELS_ABOVE_FROM:
                column.addWidget(flowing(*beside))
            for one in beside if look().scale < LABELS_ABOVE_FROM else ():
                row.addWidget(one)
            card.body.addWidget(holder)
        add = Button(words.say("settings.add_person"), "outlined", icon="person_new")
        add.clicked.connect(self._on_add_person)
        line = Row()
        line.addWidget(add)
        line.addStretch(1)
        card.body.addLayout(line)
        return card

    def _chips(self, key: str, choices: list[tuple[str, str]], chosen: str) -> ChipRow:
        shown_choices = [Choice(code, shown) for code, shown in choices]
        row = ChipRow(shown_choices, name=words.say(key), is_required=True)
        row.set_chosen([chosen])
        return row

    def _labelled(self, key: str, widget: QWidget, *, is_short: bool = False) -> QWidget:
        holder = QWidget()
        label = Text(words.say(key), "table", tone="ink2")
        is_above = look().scale >= LABELS_ABOVE_FROM
        row = Row(gap=16)
        column = Column(holder, gap=4)
        if is_above:
            column.addWidget(label)
        column.addLayout(row)
        row.addWidget(widget, 0 if is_short else 1)
        if is_short:
            row.addStretch(1)
        if is_above:
            return holder
        row.insertWidget(0, label)
        label.setFixedWidth(look().px(LABEL_WIDTH))
        label.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        return holder

    def _try(self, work: Callable[[], object]) -> bool:
        try:
            work()
        except Problem as problem:
            self.notice.tell(problems.sentence(problem, words.present()), severity="error")
            return False
        return True

    def _change(self, **changes: object) -> None:
        if self._try(lambda: self._presenter.change(**changes)):
            self.changed.emit()

    def _on_language(self, row: ChipRow) -> None:
        chosen = _one(row)
        if chosen:
            self._change(language=chosen)
            words.use(chosen)
            qt_words.use(chosen)
            self.language_changed.emit()

    def _on_look(self, **changes: object) -> None:
        self._change(**changes)
        settings = self._presenter.settings
        theme = settings.theme if settings.theme != "system" else wished()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            look().apply(app, theme, settings.text_scale)
        if "text_scale" in changes:  # what stood side by side may not have the room any more
            self.refresh()

    def _on_laptop(self, box: QLineEdit) -> None:
        code = "".join(letter for letter in box.text().upper() if letter.isascii() and letter.isalnum())
        if len(code) >= 2 and code[0].isalpha() and code != self._presenter.settings.laptop:
            self._change(laptop=code)
            self._desk.project.forget_number()
        box.setText(self._presenter.settings.laptop)

    def _on_typist(self, person: bytes) -> None:
        from camifield.commands.people import set_typist

        if self._try(lambda: set_typist(self._desk.project, person)):
            self.refresh()
            if told := self._presenter.cannot_save_yet(person):
                self.notice.tell(told, severity="warning")

    def _on_add_person(self) -> None:
        card = ask_newcomer(self, self._desk)
        card.answered.connect(self._on_newcomer, Qt.ConnectionType.QueuedConnection)

    def _on_told(self, sentence: str, severity: str) -> None:
        """Something became of the team: say it, and show the team as it is now."""
        self.refresh()
        told: Severity = "error" if severity == "error" else "warning" if severity == "warning" else "ok"
        self.notice.tell(sentence, severity=told)

    def open_letter(self, file: Path) -> None:
        """Open an invitation, a request or an answer, as its button does."""
        self._team.letters.open_file(file)

    def _on_erase(self, person: bytes) -> None:
        """Ask about erasing a name and a phone for good; afterwards the list is shown as it is."""
        Erasing(self._desk, self, self._on_told, self._progress).ask(
            [person], self._desk.project.names.name("person", person)
        )

    def _on_newcomer(self, _key: str) -> None:
        self.refresh()


def _one(row: ChipRow) -> str:
    return next(iter(row.chosen()), "")
