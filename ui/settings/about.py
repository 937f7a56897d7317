"""What the program is, where its facts come from, and where this project lies."""

from __future__ import annotations

from camifield.i18n import words
from camifield.project.project import Project
from camifield.version import VERSION
from ui.widgets.card import Card
from ui.widgets.seam import SectionTitle
from ui.widgets.text import Text


class AboutCard(Card):
    """Version, folder, credits, and what still waits for a confirmation."""

    def __init__(self, project: Project) -> None:
        super().__init__("inset", gap=6)
        self.body.addWidget(SectionTitle(words.say("about_program.title"), has_seam=False))
        folder = str(project.folder.root)
        for text in (
            words.say("about_program.version", version=VERSION),
            words.say("about_program.folder", folder=folder),
            words.say("about_program.facts"),
            words.say("about_program.credits"),
        ):
            self.body.addWidget(Text(text, "help", tone="ink2"))
