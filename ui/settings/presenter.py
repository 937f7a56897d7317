"""What the Settings page says and changes. No Qt."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from camifield.clock import moment
from camifield.commands import backing_up
from camifield.commands.backing_up import Backup
from camifield.fields.place_words import position_text
from camifield.fields.vocabulary import Vocabulary
from camifield.geo.countries import countries, country
from camifield.i18n.words import LANGUAGES, Words
from camifield.i18n.writing import date_text
from camifield.project.names import Person
from camifield.project.project import Project
from camifield.queries.typists import can_save, stand_in
from camifield.settings import DATE_ORDERS, THEMES, WRITINGS, Settings

SCALES = (1.0, 1.25, 1.5, 1.75, 2.0)
MOST_BACKUPS = 12
WITHOUT_COUNTRY = (69.0, 39.0, 80.0, 43.0)
"""Where the example of a position is when no country is chosen."""
DIGITS = (0.01234, 0.05678)
"""What is added to the middle of a country, so that its example shows every digit."""


class SettingsPresenter:
    """The settings of this laptop as choices and lines."""

    def __init__(self, project: Project, words: Words) -> None:
        self.project = project
        self.words = words

    @property
    def settings(self) -> Settings:
        return self.project.settings

    def languages(self) -> list[tuple[str, str]]:
        """The languages by their own names; one that no native reader has approved yet says so."""
        shown: list[tuple[str, str]] = []
        for language in LANGUAGES:
            name = language.name
            if not language.is_approved:
                name = self.words.say("settings.language_waiting", language=name)
            shown.append((language.code, name))
        return shown

    def themes(self) -> list[tuple[str, str]]:
        return [(theme, self.words.say(f"settings.theme_{theme}")) for theme in THEMES]

    def scales(self) -> list[tuple[str, str]]:
        return [
            (str(scale), self.words.say("settings.percent", percent=round(scale * 100))) for scale in SCALES
        ]

    def countries(self) -> list[tuple[str, str]]:
        vocabulary = Vocabulary("country")
        named = [(one.iso2, vocabulary.label(one.iso2, self.words.language)) for one in countries()]
        return sorted(named, key=lambda pair: pair[1])

    def date_orders(self) -> list[tuple[str, str]]:
        return [(order, self.words.say(f"settings.order_{order}")) for order in DATE_ORDERS]

    def writings(self) -> list[tuple[str, str]]:
        """The ways to write a position, each with a place of the country in it; without one that knows no such place."""
        found = country(self.settings.country or "")
        west, south, east, north = found.box if found is not None else WITHOUT_COUNTRY
        here = (south + north) / 2 + DIGITS[0], (west + east) / 2 + DIGITS[1]
        chosen, degrees = self.settings.coordinates, position_text(*here, self.words, "DD")
        examples = ((writing, position_text(*here, self.words, writing)) for writing in WRITINGS)
        return [
            (writing, self.words.say(f"settings.writing_{writing}", example=example))
            for writing, example in examples
            if writing in ("DD", chosen) or example != degrees
        ]

    def change(self, **changes: object) -> None:
        """Keep changed settings. Raises Problem ``settings-not-written``; they hold for now all the same."""
        self.project.change_settings(replace(self.settings, **changes))

    def cannot_save_yet(self, person: bytes) -> str:
        """What to say to somebody who types now and may not save here; empty where they may."""
        other = stand_in(self.project)
        if other is None or can_save(self.project, person):
            return ""
        name = self.project.names.name("person", person, self.words)
        return self.words.say("settings.cannot_save_yet", name=name, other=other.shown)

    def people(self) -> list[tuple[Person, str]]:
        """Everybody named here, each with the role in the team; of somebody without a laptop, what was written down."""
        roles, roster = Vocabulary("person_role"), self.project.identity.roster
        return [
            (
                one,
                self.words.say(
                    "settings.person_line",
                    code=one.code,
                    role=roles.label(roster.role_of(one.id) or one.role, self.words.language),
                ),
            )
            for one in self.project.names.team()
        ]

    def backups(self) -> list[tuple[Backup, str, str]]:
        """The latest backups: when, and how many records."""
        shown: list[tuple[Backup, str, str]] = []
        for one in backing_up.backups(self.project)[:MOST_BACKUPS]:
            if one.manifest is None:
                shown.append((one, one.path.name, self.words.say("settings.backup_unreadable")))
                continue
            made = moment(one.manifest.made_ms) + self.project.clock.local_offset()
            day = date_text(made.date().isoformat(), self.words.language)
            when = self.words.say("settings.backup_when", date=day, time=made.strftime("%H:%M"))
            what = self.words.say(
                "settings.backup_what", count=one.manifest.records, megabytes=max(1, one.size // 1_000_000)
            )
            shown.append((one, when, what))
        return shown

    def backup_line(self) -> str:
        """How old the last backup is, in words."""
        found = [one for one, _, _ in self.backups() if one.manifest is not None]
        if not found or found[0].manifest is None:
            return self.words.say("settings.no_backup")
        age = self.project.clock.now() - moment(found[0].manifest.made_ms)
        days = max(0, age // timedelta(days=1))
        return (
            self.words.say("settings.backup_age", count=days)
            if days
            else self.words.say("settings.backup_today")
        )
