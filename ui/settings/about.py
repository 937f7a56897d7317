"""What the program is, where its facts come from, and where this project lies."""

from __future__ import annotations

from camifield.i18n import words
from camifield.project.project import Project
from camifield.version import VERSION
from ui import keys
from ui.keys_card import show_keys
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.layouts import Row
from ui.widgets.seam import SectionTitle
from ui.widgets.text import KeyCap, Text


class AboutCard(Card):
    """Version, folder, credits, what still waits for a confirmation, and every key."""

    def __init__(self, project: Project) -> None:
        super().__init__("inset", gap=6)
        self.body.addWidget(SectionTitle(words.say("about_program.title"), has_seam=False))
        button = Button(words.say("settings.keys"), "outlined")
        button.clicked.connect(lambda: show_keys(self))
        line = Row(gap=12)
        line.addWidget(button)
        line.addWidget(KeyCap(keys.HELP.shown))
        line.addStretch(1)
        folder = str(project.folder.root)
        for text in (
            words.say("about_program.version", version=VERSION),
            words.say("about_program.folder", folder=folder),
            words.say("about_program.facts"),
            words.say("about_program.credits"),
        ):
            self.body.addWidget(Text(text, "help", tone="ink2"))
        self.body.addLayout(line)
