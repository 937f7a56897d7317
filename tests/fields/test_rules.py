"""What a rule needs: where it says that it would find nothing, it must find nothing."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from camifield.fields.declaration import Declared
from camifield.fields.field import Asking
from camifield.fields.findings import error
from camifield.fields.rules import Rule, needs, rule_of
from camifield.fields.validation import validate
from camifield.fields.values import Entry
from camifield.kinds.catalogue import kinds

ASKING = Asking(date(2026, 11, 22))
# Answers that make rules speak: too many, too late, nowhere, and in contradiction to each other.
SAID = (
    *(
        "0",
        "1",
        "3",
        "40",
        "20000",
        "10-15",
        "~12",
        "2026-03-14",
        "2020",
        "2026-03-10/2026-03-12",
        "03:30",
        "12:00",
    ),
    *(
        "42.3",
        "0.0",
        "179.5",
        "42.31860 76.90412",
        "village 42.31860 76.90412",
        "KG",
        "JP",
        "absent",
        "dead",
        "saw",
    ),
    *(
        "certain",
        "possible",
        "SNL",
        "ARG",
        "WOL",
        "told",
        "night",
        "dawn",
        "none",
        "corral_night",
        "other",
        "no",
    ),
)


def _rules() -> list[tuple[str, Declared, Rule]]:
    found: list[tuple[str, Declared, Rule]] = []
    for name, declared in kinds().items():
        for one in (declared, *declared.lines.values()):
            found += [
                (f"{name}:{getattr(rule.check, '__name__', '')}", one, rule)
                for rule in one.plan.rules
                if rule.needs
            ]
    return found


@pytest.mark.parametrize(
    ("declared", "rule"), [found[1:] for found in _rules()], ids=[one[0] for one in _rules()]
)
@settings(max_examples=25, deadline=None)
@given(chosen=st.data())
def test_a_rule_finds_nothing_without_what_it_needs(
    declared: Declared, rule: Rule, chosen: st.DataObject
) -> None:
    """Protects every warning and error: a rule that is not made for want of an answer would have found nothing there."""
    texts = chosen.draw(st.lists(st.sampled_from(SAID), min_size=4, max_size=4))
    entries: dict[str, Entry] = {}
    for at, (name, field) in enumerate(declared.fields.items()):
        readable = [text for text in texts if field.read(text, name, ASKING).value is not None]
        if readable:
            entries[name] = readable[at % len(readable)]
    missing = chosen.draw(st.sampled_from(sorted(rule.needs)))
    entries.pop(missing, None)
    values = dict(validate(declared, entries, ASKING).values)
    values.pop(missing, None)
    assert rule.check(values, ASKING) == []


def test_a_check_is_made_where_its_needs_are_met() -> None:
    """Protects the rules themselves: a check that names its needs is made with them, one that names none always."""
    always = rule_of(lambda _values, _asking: [error("noticed", "count")])
    asked = needs("count", "species")(always.check)
    assert always({}, ASKING)
    assert not asked({"count": "3"}, ASKING)
    assert asked({"count": "3", "species": "ARG"}, ASKING)
