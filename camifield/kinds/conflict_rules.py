"""The rules across the answers of an attack: losses, corral, dates and money."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from camifield.fields.field import Asking
from camifield.fields.findings import Finding, error, warning
from camifield.fields.reading.dates import end_of, start_of
from camifield.fields.rules import needs
from camifield.fields.values import Value, codes_of, lines_of, text_of, whole_of

LOST = ("killed", "injured", "missing")


def something_was_lost(values: Mapping[str, Value], asking: Asking) -> list[Finding]:
    """A loss line says how many were killed, injured or missing."""
    del asking
    if any((whole_of(values, name) or 0) > 0 for name in LOST):
        return []
    return [error("loss-needed", "killed")]


@needs("died_later")
def died_later_within_injured(values: Mapping[str, Value], asking: Asking) -> list[Finding]:
    """Those who died later were injured first."""
    del asking
    injured, died = whole_of(values, "injured"), whole_of(values, "died_later")
    if died is None or died <= (injured or 0):
        return []
    return [error("died-later-over-injured", "died_later", died=died, injured=injured or 0)]


@needs("herd_size_at_risk")
def lost_within_herd(values: Mapping[str, Value], asking: Asking) -> list[Finding]:
    """A herd of forty cannot lose fifty."""
    del asking
    herd = whole_of(values, "herd_size_at_risk")
    lost = sum(whole_of(line, name) or 0 for line in lines_of(values, "losses") for name in LOST)
    if herd is None or lost <= herd:
        return []
    return [error("lost-over-herd", "herd_size_at_risk", lost=lost, herd=herd)]


@needs("attack_place", "corral_type")
def corral_has_a_type(values: Mapping[str, Value], asking: Asking) -> list[Finding]:
    """An attack in a corral with no corral is a contradiction."""
    if not text_of(values, "attack_place").startswith("corral") or text_of(values, "corral_type") != "none":
        return []
    shown = asking.vocabulary("attack_place").label(text_of(values, "attack_place"), asking.words.language)
    return [error("corral-but-none", "corral_type", place=shown)]


@needs("evidence", "certainty")
def told_alone_is_possible(values: Mapping[str, Value], asking: Asking) -> list[Finding]:
    """What was only told is at most "possible" (fields.md, evidence)."""
    del asking
    if codes_of(values, "evidence") != ("told",) or text_of(values, "certainty") in (
        "",
        "possible",
        "unknown",
    ):
        return []
    return [warning("told-is-possible-at-most", "certainty")]


def dates_in_order(values: Mapping[str, Value], asking: Asking) -> list[Finding]:
    """It happens, then it is found, visited, claimed, and paid."""
    del asking
    happened = text_of(values, "event_date")
    findings: list[Finding] = []
    for name in ("reported_date", "found_date", "visit_date", "claim_date"):
        later = text_of(values, name)
        if happened and later and end_of(later) < start_of(happened):
            findings.append(error("before-it-happened", name))
    claimed, paid = text_of(values, "claim_date"), text_of(values, "paid_date")
    if claimed and paid and end_of(paid) < start_of(claimed):
        findings.append(error("end-before-start", "paid_date"))
    return findings


@needs("claim_amount", "claim_paid")
def paid_within_claim(values: Mapping[str, Value], asking: Asking) -> list[Finding]:
    """More paid than claimed is asked about."""
    del asking
    amount, paid = text_of(values, "claim_amount"), text_of(values, "claim_paid")
    if not amount or not paid or Decimal(paid) <= Decimal(amount):
        return []
    return [warning("paid-over-claim", "claim_paid", paid=paid, amount=amount)]


LOSS_RULES = (something_was_lost, died_later_within_injured)
RULES = (lost_within_herd, corral_has_a_type, told_alone_is_possible, dates_in_order, paid_within_claim)
