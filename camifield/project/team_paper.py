"""What stands on the team's paper: the same words and rows for a printer, a window and the terminal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from camifield.clock import moment
from camifield.i18n.words import Words
from camifield.i18n.writing import date_text

ROW_NAMES = "123456789"


@dataclass(frozen=True, slots=True, repr=False)
class Paper:
    """The secrets: nine rows of twelve digits for each. No file and no log ever holds it.

    `recovery` is empty when the recovery key of an earlier paper goes on counting.
    """

    team: str
    project: bytes
    made_ms: int
    root: tuple[str, ...]
    recovery: tuple[str, ...]


class PaperSection(NamedTuple):
    """A heading, what the rows are for, and the rows with their numbers."""

    title: str
    text: str
    rows: tuple[str, ...] = ()


def paper_sections(paper: Paper, words: Words) -> list[PaperSection]:
    """The whole paper, from its heading to what is lost with it."""
    team = paper.team or words.say("team.no_name")
    day = date_text(moment(paper.made_ms).date().isoformat(), words.language)
    heading = words.say("team.paper.line", day=day, project=paper.project.hex())
    found = [
        PaperSection(words.say("team.paper.title", team=team), heading),
        PaperSection(words.say("team.paper.root"), words.say("team.paper.root_line"), paper.root),
    ]
    if paper.recovery:
        title, line = words.say("team.paper.recovery"), words.say("team.paper.recovery_line")
        found.append(PaperSection(title, line, paper.recovery))
    found.append(PaperSection(words.say("team.paper.keep"), words.say("team.paper.keep_line")))
    return found


def paper_lines(paper: Paper, words: Words) -> list[str]:
    """The paper as lines of text."""
    lines: list[str] = []
    for section in paper_sections(paper, words):
        lines += [section.title, section.text]
        lines += [f"  {name}   {row}" for name, row in zip(ROW_NAMES, section.rows, strict=False)]
        lines.append("")
    return lines
