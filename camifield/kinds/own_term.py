"""The project's own rows of a vocabulary: a species, a village, a cause that the packaged lists do not have."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar

from camifield.fields.card import CardFacts
from camifield.fields.choice import Choice
from camifield.fields.text import Text
from camifield.fields.values import Value, text_of
from camifield.kinds.record import Record


class OwnSpecies(Record, table=True):
    """An animal that the team added: its names, and how closely its places are guarded."""

    __tablename__ = "own_species"  # pyright: ignore[reportAssignmentType]  (SQLModel takes a plain name)

    name: Annotated[str | None, Text(required=True, most=120)] = None
    other_names: Annotated[str | None, Text(most=500)] = None
    latin_name: Annotated[str | None, Text(most=120, dwc="scientificName")] = None
    sensitivity: Annotated[str | None, Choice(of="sensitivity")] = None

    RULES: ClassVar = ()

    @classmethod
    def card(cls, values: Mapping[str, Value]) -> CardFacts:
        names = (text_of(values, name) for name in ("name", "other_names", "latin_name"))
        return CardFacts(detail=text_of(values, "name"), texts=tuple(filter(None, names)))


class OwnTerm(Record, table=True):
    """A term that the team added to one of the lists."""

    __tablename__ = "own_term"  # pyright: ignore[reportAssignmentType]  (SQLModel takes a plain name)

    vocabulary: Annotated[str | None, Text(required=True, most=60)] = None
    label: Annotated[str | None, Text(required=True, most=120)] = None

    RULES: ClassVar = ()

    @classmethod
    def card(cls, values: Mapping[str, Value]) -> CardFacts:
        return CardFacts(detail=text_of(values, "label"), texts=(text_of(values, "label"),))
