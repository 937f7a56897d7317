"""What the home of the Exchange page is made of, read beside the window."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from camifield.i18n.words import Words
from camifield.progress import Progress
from camifield.project.project import Project
from camifield.queries.accounts import Account, accounts
from camifield.queries.erasures import Erasure, erasures
from camifield.queries.meetings import MeetingsFacts, meetings_facts


@dataclass(frozen=True, slots=True)
class HomeFacts:
    """Everything on the page, read beside the window."""

    meetings: MeetingsFacts
    accounts: Sequence[Account]
    erasures: Sequence[Erasure]


def read_home(project: Project, language: Words, _progress: Progress) -> HomeFacts:
    """Read the page. Raises Problem ``keys-are-closed``."""
    found = meetings_facts(project, language)
    return HomeFacts(found, accounts(project, found.meetings, language), erasures(project, language))
