"""Whether the headings of a table speak of loss: without such a word, an animal with a number was seen, and killed nobody's sheep."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from camifield.formats.mapping.heading_book import fold_heading

# Beginnings of words, as headings of registers of attacks have them; "dead" and "погибло" are not among them, for they
# stand over counts of wild animals too.
_SPEAKING = (
    "kill|loss|lost|damage|attack|depredat|predat|injur|wound|victim|compensat|claim|conflict|raided|missing|slaughter|"
    "убит|убыт|ущерб|потер|напад|хищник|жертв|пострада|ранен|пропа|зареза|задра|задав|падеж|компенс|возмещ|потрав|урон|"
    "унесен|съеден|кого уби|хохирол|алагд|идуул|нохон|дайр|довтол|шархад|шыгын|жарал|жарадар|олтир|олтур|шабуыл|отем|зыян|"
    "чабуул|зарар|хамла|кушт|hujum|zarar|خسارت|حمله|تلفات|受害|损失|損失|被害|補償|补偿|攻击|攻撃|क्षति|हमला"
)
_OF_OWNERS = (
    "damage|loss|compensat|ущерб|убыт|потер|компенс|возмещ|хохирол|нохон|зыян|шыгын|خسارت|损失|補償|补偿"
)
_WORTH = 1.5  # more than an owner's column is worth, less than a count of animals beside their behaviour


def speak_of_loss(headings: Iterable[str]) -> bool:
    """Whether any of the headings has a word of attacks, of what they cost, or of what is paid for it."""
    return any(_speaking().search(fold_heading(heading)) for heading in headings)


def worth_of_loss(headings: Iterable[str]) -> float:
    """What such words add to a table's fitness for a register of attacks: only where they speak of an owner's loss."""
    return _WORTH if any(_of_owners().search(fold_heading(heading)) for heading in headings) else 0.0


@cache
def _speaking() -> re.Pattern[str]:
    return re.compile(_beginning(_SPEAKING))


@cache
def _of_owners() -> re.Pattern[str]:
    return re.compile(_beginning(_OF_OWNERS))


def _beginning(words: str) -> str:
    """The words at the beginning of a word; scripts without spaces have none, and are found anywhere."""
    return rf"(?:(?<!\w)|(?<=[\u3040-\u9fff]))(?:{words})"
