"""What the team shares besides people: known places and animals of its own, with a way to add and to put right."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QWidget

from camifield.fields.labels import kind_name
from camifield.fields.place_words import position_text
from camifield.i18n import words
from camifield.project.project import Project
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.flow import flowing
from ui.widgets.layouts import Row
from ui.widgets.mark import IconMark
from ui.widgets.seam import SectionTitle
from ui.widgets.text import ElidedLabel, Text

SHOWN = 8


class ListsCard(Card):
    """`edit` with a kind and a record, `add` with a kind, `wants_places` for the page of all known places."""

    edit = Signal(str, bytes)
    add = Signal(str)
    wants_places = Signal()

    def __init__(self, project: Project) -> None:
        super().__init__(gap=8)
        self.body.addWidget(
            SectionTitle(words.say("settings.lists"), line=words.say("settings.lists_line"), has_seam=False)
        )
        places = sorted(project.names.places.values(), key=lambda one: one.name.casefold())
        shown = [("place", one.id, one.name, _where(project, one.latitude, one.longitude)) for one in places]
        own = project.names.own_terms.get("species", ())
        shown += [
            ("own_species", bytes.fromhex(term.code.partition(":")[2]), term.label(words.language()), "")
            for term in own
        ]
        for kind, record, name, line in shown[:SHOWN]:
            self.body.addWidget(self._line(kind, record, name, line))
        if len(shown) > SHOWN:
            more = words.say("settings.lists_more", count=len(shown) - SHOWN)
            self.body.addWidget(Text(more, "help", tone="ink2"))
        adding: list[Button] = []
        for kind, icon in (("place", "place"), ("own_species", "sighting")):
            button = Button(words.say(f"settings.add_{kind}"), "outlined", icon=icon)
            button.clicked.connect(partial(self._on_add, kind))
            adding.append(button)
        every = Button(words.say("settings.all_places"), "outlined", icon="records")
        every.clicked.connect(self.wants_places)
        self.body.addWidget(flowing(every, *adding))

    def lead_to(self, edit: SignalInstance, add: SignalInstance, wants_places: SignalInstance) -> None:
        """Hand on what is wished for here."""
        for signal, told in ((self.edit, edit), (self.add, add), (self.wants_places, wants_places)):
            signal.connect(told)

    def _line(self, kind: str, record: bytes, name: str, line: str) -> QWidget:
        holder = QWidget()
        row = Row(holder, gap=12)
        row.addWidget(IconMark("place" if kind == "place" else "sighting", "ink2", px=20))
        row.addWidget(ElidedLabel(name, "row_title"), 1)
        row.addWidget(
            ElidedLabel(line or kind_name(kind, words.present()), "help", tone="ink2", is_ltr=bool(line)), 1
        )
        edit = Button(words.say("settings.edit"), "quiet", icon="edit")
        edit.setAccessibleName(words.say("settings.edit_name", name=name))
        edit.clicked.connect(partial(self._on_edit, kind, record))
        row.addWidget(edit)
        return holder

    def _on_edit(self, kind: str, record: bytes, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's
        self.edit.emit(kind, record)

    def _on_add(self, kind: str, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's own argument
        self.add.emit(kind)


def _where(project: Project, latitude: str, longitude: str) -> str:
    if not (latitude and longitude):
        return ""
    return position_text(latitude, longitude, words.present(), project.settings.coordinates)
