"""What one record looks like in the tables across kinds: its own row, its card, its words, its point, what contests it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import Any, Final, NamedTuple, cast

from camifield.fields.card import CardFacts
from camifield.revisions.encoding import Value, encode
from camifield.revisions.headers import Stream
from camifield.revisions.merge import Folded, Version
from camifield.store import query as q
from camifield.store.query import settled, token
from camifield.store.search import indexed_words
from camifield.store.states import State

Row = tuple[Any, ...]
REFUSED: Final = "?"


class BoxRow(NamedTuple):
    """A point in the R*Tree."""

    card: int
    west: float
    east: float
    south: float
    north: float


def record_row(state: State, card: int | None) -> Row:
    """The row of `record`."""
    return (
        state.serial,
        state.id,
        state.kind,
        int(state.deleted),
        b"".join(state.open.heads),
        b"".join(state.restricted.heads),
        state.author,
        state.created_ms,
        state.changed_ms,
        state.batch,
        state.last_n,
        card,
    )


def unsettled_rows(state: State) -> tuple[Row, ...]:
    """The rows of `unsettled`: one a contested group.

    An edit that met a deletion is a row with no group's name; a write that its author's role did not allow is one
    whose name is REFUSED and the commit, with that commit as its only candidate.
    """
    found: list[Row] = [
        (state.serial, REFUSED + commit.hex(), stream, encode([[commit]])) for stream, commit in state.refused
    ]
    for stream, folded in ((Stream.OPEN, state.open), (Stream.RESTRICTED, state.restricted)):
        if folded.conflicts or folded.edited_after_delete:
            found.extend(_unsettled_of(state.serial, int(stream), folded))
    return tuple(found)


def _unsettled_of(serial: int, stream: int, folded: Folded) -> list[Row]:
    rows: list[Row] = [
        (serial, name, stream, _candidates(versions)) for name, versions in sorted(folded.conflicts.items())
    ]
    if folded.edited_after_delete:
        rows.append((serial, "", stream, encode(cast("Value", [list(folded.heads)]))))
    return rows


def _candidates(versions: tuple[Version, ...]) -> bytes:
    """Canonical CBOR of a list of [value, commits], the version that is shown first."""
    return encode(
        [
            [None if version.value is None else dict(version.value), list(version.commits)]
            for version in versions
        ]
    )


def card_row(card: int, state: State, facts: CardFacts, unsettled: int) -> Row:
    """The row of `card`."""
    return (
        card,
        state.id,
        state.kind,
        facts.species,
        facts.count_text,
        facts.detail,
        facts.person,
        facts.place_text,
        facts.place,
        facts.latitude,
        facts.longitude,
        facts.state,
        facts.number,
        state.changed_ms,
        int(state.deleted),
        unsettled,
    )


def index_words(
    state: State, facts: CardFacts, *, is_unsettled: bool, others: Sequence[CardFacts] = ()
) -> str:
    """What `found` holds of a record: its words, and the filter words that any question can ask for.

    `others` are the facts by the contested answers that are not shown: it is found by theirs as well.
    """
    named = _named(facts)
    tokens = [token(q.KIND, state.kind), token(q.STATE, facts.state), *map(settled, facts.tokens), *named]
    tokens += [q.otherwise(one) for other in others for one in _named(other) if one not in named]
    if state.batch:
        tokens.append(token(q.BATCH, state.batch))
    if state.deleted:
        tokens.append(q.IN_BIN)
    if is_unsettled:
        tokens.append(q.IN_CONFLICT)
    texts = chain(facts.texts, *(other.texts for other in others))
    restricted = (*facts.restricted_texts, *chain.from_iterable(other.restricted_texts for other in others))
    return indexed_words(texts, restricted, tokens)


def _named(facts: CardFacts) -> list[str]:
    """The filter words of what has names of its own."""
    families = ((q.SPECIES, facts.species), (q.PERSON, facts.person), (q.PLACE, facts.place))
    return [token(family, value) for family, value in families if value]


def box_row(card: int, facts: CardFacts) -> BoxRow | None:
    """The row of `box`; None without a position, or with one that is not on the earth."""
    latitude, longitude = facts.latitude, facts.longitude
    if latitude is None or longitude is None or not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        return None
    return BoxRow(card, longitude, longitude, latitude, latitude)
