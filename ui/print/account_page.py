"""The receipt of a meeting on paper: with whom, when, what came, what went, what was passed over, and room to sign."""

from __future__ import annotations

from camifield.i18n.words import Words
from camifield.queries.accounts import Account
from ui.print.pages import bullets, heading, paragraph


def account_page(account: Account, laptop: str, words: Words) -> str:
    """The page as HTML; `laptop` is the code of the one that prints it."""
    parts = [
        heading(account.title),
        paragraph(words.say("meet.when_where", when=account.on_paper, where=account.where)),
        paragraph(words.say("print.from_laptop", code=laptop), "quiet"),
    ]
    for name, lines in (("came", account.came), ("went", account.went), ("left", account.left)):
        if lines:
            parts += [heading(words.say(f"meet.section.{name}"), 2), bullets(lines)]
    parts += [paragraph(note) for note in account.notes]
    if account.state == "aside":
        parts.append(paragraph(words.say("meet.state.aside")))
    parts += [paragraph("\u00a0"), paragraph(words.say("print.signed"))]
    return "".join(parts)
