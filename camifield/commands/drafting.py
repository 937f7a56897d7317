"""Drafts: what a new form begins with, what is kept while typing, and what the next form inherits."""

from __future__ import annotations

from collections.abc import Sequence

from camifield.changes import Changes
from camifield.clock import milliseconds
from camifield.fields.declaration import Declared
from camifield.fields.findings import Finding
from camifield.fields.values import Entries, Entry
from camifield.kinds.catalogue import kind as kind_of
from camifield.project.project import Project
from camifield.store.draft import Draft, Missing, Title

MOST_FINDINGS = 12


def starting_entries(project: Project, kind: str) -> dict[str, Entry]:
    """What a new form begins with: who is here, and what is nearly always so."""
    fields = kind_of(kind).fields
    entries: dict[str, Entry] = {}
    here = [one.hex() for one in project.people_here()]
    observer = here[0] if here else project.typist.hex() if project.settings.typed_by else None
    if observer and "recorded_by" in fields:
        entries["recorded_by"] = observer
    if "leader" in fields and observer:
        entries["leader"] = observer
        if len(here) > 1:
            entries["members"] = list(here[1:])
    if "sampling_protocol" in fields:
        entries["sampling_protocol"] = "opportunistic"
    if kind == "conflict":
        entries["conflict_type"] = ["depredation"]
    return entries


def kept_entries(declared: Declared, entries: Entries) -> dict[str, Entry]:
    """What "save and next" carries over (declared with the fields as `kept`)."""
    return {
        name: entry
        for name, entry in entries.items()
        if name in declared.fields and declared.fields[name].kept
    }


def draft_of(
    project: Project,
    kind: str,
    identifier: bytes,
    entries: Entries,
    findings: Sequence[Finding],
    *,
    record: bytes | None = None,
    bases: tuple[str, ...] = (),
) -> Draft:
    """A draft of what was typed so far, with the line that Today shows of it."""

    def text(*names: str) -> str:
        return next((entry for name in names if isinstance(entry := entries.get(name), str) and entry), "")

    errors = [one for one in findings if one.is_error]
    return Draft(
        id=identifier,
        kind=kind,
        entries=dict(entries),
        record=record,
        bases=bases,
        findings=tuple(Missing(one.code, one.field) for one in errors[:MOST_FINDINGS]),
        title=Title(
            text("species", "name"),
            text("locality", "village", "pasture_name"),
            text("event_date", "start_date"),
        ),
        author=project.typist,
        started_ms=milliseconds(project.clock.now()),
    )


def keep(project: Project, draft: Draft) -> Changes:
    """Write the draft; on the disk when this returns."""
    project.drafts.keep(draft)
    return Changes(drafts=True)


def discard(project: Project, identifier: bytes) -> Changes:
    """Throw a draft away. It can be taken back for thirty days."""
    project.drafts.discard([identifier])
    return Changes(drafts=True)


def discard_many(project: Project, identifiers: Sequence[bytes]) -> Changes:
    """Throw several drafts away, as when what made them is taken back."""
    project.drafts.discard(identifiers)
    return Changes(drafts=True)


def take_back(project: Project, identifier: bytes) -> Changes:
    """Bring a discarded draft back to the list."""
    project.drafts.restore([identifier])
    return Changes(drafts=True)
