"""A record by whatever people call it when they type: its number, its id, or its reference in a file for others."""

from __future__ import annotations

from camifield.errors import Problem
from camifield.folding import code_key
from camifield.ids import id_from_text, id_text
from camifield.project.project import Project
from camifield.project.references import record_of
from camifield.queries.values import Bin, CardQuery, Page

_MOST_ALIKE = 500


def record_called(project: Project, asked: str) -> bytes | None:
    """The id that is meant, which need not be here; None for a number that no record has.

    Raises Problem ``several-of-that-number`` with their ids.
    """
    identifier = _identifier(asked) or record_of(project, asked)
    found = [identifier] if identifier else _numbered(project, asked)
    if len(found) > 1:
        ids = ", ".join(id_text(one) for one in found)
        raise Problem("several-of-that-number", parameters={"number": asked, "ids": ids})
    return found[0] if found else None


def _identifier(text: str) -> bytes | None:
    try:
        return id_from_text(text)
    except ValueError:
        return None


def _numbered(project: Project, number: str) -> list[bytes]:
    """The records of that number, deleted ones too; capitals and look-alike letters do not matter."""
    wanted = code_key(number)
    query = CardQuery(words=number, bin=Bin.INCLUDED)
    cards = project.store.cards(query, Page(limit=_MOST_ALIKE))
    return [card.id for card in cards if code_key(card.number) == wanted]
