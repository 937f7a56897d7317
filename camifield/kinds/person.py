"""People of the team: a code that anyone may see, a name and phone that only the restricted stream carries."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar

from camifield.fields.card import CardFacts
from camifield.fields.choice import Choice
from camifield.fields.text import Text
from camifield.fields.values import Value, text_of
from camifield.kinds.record import Record


class Person(Record, table=True):
    """Somebody who sees, types, visits or verifies."""

    code: Annotated[str | None, Text(required=True, most=20)] = None
    role: Annotated[str | None, Choice(of="person_role")] = None
    observer_role: Annotated[str | None, Choice(of="observer_role")] = None
    name: Annotated[str | None, Text(group="identity", restricted=True, most=200)] = None
    phone: Annotated[str | None, Text(group="identity", restricted=True, most=60)] = None
    is_away: Annotated[str | None, Choice(of="yes_no_unknown")] = None

    RULES: ClassVar = ()

    @classmethod
    def card(cls, values: Mapping[str, Value]) -> CardFacts:
        return CardFacts(
            detail=text_of(values, "code"),
            texts=(text_of(values, "code"),),
            restricted_texts=tuple(filter(None, (text_of(values, "name"), text_of(values, "phone")))),
        )
