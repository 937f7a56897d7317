"""What people do at one laptop: record, correct, delete, settle, undo, erase; by the program's own commands."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from camifield.commands.deleting import delete, restore
from camifield.commands.erasing import Scope, erase
from camifield.commands.saving import save
from camifield.commands.settling import Decision, settle
from camifield.commands.undoing import undo
from camifield.fields.validation import entries_of
from camifield.fields.values import Entry
from camifield.kinds.catalogue import kind as kind_of
from camifield.progress import Progress
from camifield.store.records import StoredRecord
from tests.making import ENGLISH
from tests.simulator.clock_deeds import decide_on_clock
from tests.simulator.laptop import Form, Laptop, Lost
from tests.simulator.script import Step

RECORDED = ("sighting", "conflict", "grazing")
EDITED = (*RECORDED, "person")
TALKED_OF = 3  # people work on the same few records, or else they would never contradict each other


def records(laptop: Laptop, *, deleted: bool = False) -> list[bytes]:
    """The records that its people see, in an order that is the same wherever the same records are: people last."""
    sql = (
        "SELECT id FROM record WHERE deleted = ? AND card IS NOT NULL AND kind IN (?, ?, ?, ?)"
        " ORDER BY kind = 'person', id"
    )
    rows = laptop.connection.execute(sql, (int(deleted), *EDITED)).fetchall()
    return [row[0] for row in rows if deleted or row[0] != laptop.person]


def _picked(found: list[bytes], number: int) -> bytes | None:
    """Mostly one of the first few, sometimes any."""
    if not found:
        return None
    return found[number % (len(found) if number % 5 == 0 else min(len(found), TALKED_OF))]


def record_something(laptop: Laptop, step: Step) -> str:
    """A new record of some kind that this version knows."""
    known = [name for name in RECORDED if name in laptop.kinds]
    kind = known[step.what % len(known)]
    made = save(laptop.project, kind, _new(laptop, kind, step.how), ENGLISH)
    return f"records a {kind} {_short(made.record)}"


def _new(laptop: Laptop, kind: str, how: int) -> dict[str, Entry]:
    who, day = laptop.person.hex(), f"2026-03-{1 + how % 12:02}"
    if kind == "sighting":
        entries: dict[str, Entry] = {
            "event_date": day,
            "recorded_by": who,
            "verbatim_coordinates": "42.31860 76.90412",
            "locality": f"Valley {how % 7}",
            "how_known": "saw",
            "species": "ARG",
            "certainty": "certain",
            "count": str(1 + how % 30),
            "country_code": "KG",
        }
        if not laptop.is_older:
            entries["transect"] = f"T{how % 5}"
    elif kind == "conflict":
        entries = {
            "event_date": day,
            "recorded_by": who,
            "village": "Sary-Bulak",
            "conflict_type": ["depredation"],
            "species": "WOL",
            "losses": [
                {"animal": "sheep_ewe", "killed": str(1 + how % 5)},
                {"animal": "goat", "missing": "1"},
            ],
        }
        if not laptop.is_older:
            entries |= {"owner_name": f"Owner {how % 9}", "owner_phone": f"+996 555 {how:03}"}
    else:
        entries = {
            "event_date": day,
            "recorded_by": who,
            "locality": f"Pasture {how % 4}",
            "grazing_type": "herd_met",
            "livestock": [{"animal": "sheep_ewe", "number": str(how)}],
        }
    return entries


def correct(laptop: Laptop, step: Step) -> str:
    """Other answers in a record, saved at once."""
    record = _picked(records(laptop), step.what)
    if record is None:
        return ""
    form = _opened(laptop, record)
    return f"corrects {_save(laptop, form, step.how)}"


def open_form(laptop: Laptop, step: Step) -> str:
    """A record is opened for an edit; it is saved much later, or never."""
    record = _picked(records(laptop), step.what)
    if record is None:
        return ""
    laptop.forms.append(_opened(laptop, record))
    return f"opens {_short(record)}"


def save_form(laptop: Laptop, step: Step) -> str:
    """What was opened is saved, whatever came in between."""
    if not laptop.forms:
        return ""
    form = laptop.forms.pop(step.what % len(laptop.forms))
    return f"saves what was opened before, {_save(laptop, form, step.how)}"


def _opened(laptop: Laptop, record: bytes) -> Form:
    stored: StoredRecord = laptop.project.stored(record)
    entries = entries_of(kind_of(stored.kind), stored.values)
    return Form(record, stored.kind, entries, stored.heads)


def _save(laptop: Laptop, form: Form, how: int) -> str:
    changed = {**form.entries, **_other_answers(laptop, form, how)}
    before = laptop.project.stored(form.record).unknown
    saved = save(laptop.project, form.kind, changed, ENGLISH, record=form.record, bases=form.heads)
    if _holds(laptop, form.heads) and laptop.project.stored(form.record).unknown != before:
        raise Lost(f"{laptop.name} changed what a newer version says of {_short(form.record)}")
    return f"the {form.kind} {_short(saved.record)}"


def _holds(laptop: Laptop, heads: Sequence[bytes]) -> bool:
    """Whether what a form was opened on lies in the log: where it was set aside, who began the record is judged anew."""
    sql = "SELECT 1 FROM commits WHERE id = ?"
    return all(laptop.connection.execute(sql, (head,)).fetchone() for head in heads)


def _other_answers(laptop: Laptop, form: Form, how: int) -> Mapping[str, Entry]:
    if form.kind == "sighting":
        choices: list[dict[str, Entry]] = [
            {"count": str(1 + how % 60)},
            {"locality": f"Pass {how % 50}"},
            {"verbatim_coordinates": f"42.{how:03}00 76.90412"},
            {"event_date": f"2026-02-{1 + how % 27:02}"},
            {"count": "", "locality": f"Pass {how % 50}"},
        ]
        if not laptop.is_older:
            choices.append({"transect": f"T{how % 50}"})
    elif form.kind == "conflict":
        choices = [
            {"village": f"Village {how % 50}"},
            {"losses": _other_lines(form.entries.get("losses"), how)},
            {"losses": _other_lines(form.entries.get("losses"), how + 1)},
        ]
        if not laptop.is_older:
            choices.append({"owner_name": f"Owner {how}", "owner_phone": "+996 777"})
    elif form.kind == "grazing":
        choices = [{"locality": f"Pasture {how}"}, {"pasture_name": f"Jailoo {how}"}]
    else:
        choices = [{"phone": f"+996 {how}"}, {"is_away": ("yes", "no")[how % 2]}]
    return choices[how % len(choices)]


def _other_lines(kept: Entry, how: int) -> Entry:
    """One line changed, taken out, or put in."""
    lines = (
        [dict(one) for one in kept if isinstance(one, Mapping)] if kept and not isinstance(kept, str) else []
    )
    if not lines or how % 3 == 0:
        return [*lines, {"animal": "horse", "killed": str(1 + how % 4)}]
    if how % 3 == 1:
        return lines[1:]
    lines[0] = {**lines[0], "killed": str(1 + how % 80)}
    return lines


def put_into_bin(laptop: Laptop, step: Step) -> str:
    """A record is deleted."""
    record = _picked(records(laptop), step.what)
    if record is None:
        return ""
    laptop.done.append(delete(laptop.project, [record], "twice").batch)
    return f"deletes {_short(record)}"


def take_from_bin(laptop: Laptop, step: Step) -> str:
    """A deleted record is restored."""
    record = _picked(records(laptop, deleted=True), step.what)
    if record is None:
        return ""
    laptop.done.append(restore(laptop.project, [record]).batch)
    return f"restores {_short(record)}"


def has_questions(laptop: Laptop) -> bool:
    """Whether anything waits there for a decision."""
    return laptop.connection.execute("SELECT 1 FROM unsettled LIMIT 1").fetchone() is not None


def decide(laptop: Laptop, step: Step) -> str:
    """One open question is settled, for one of the answers given."""
    sql = (
        "SELECT DISTINCT r.id FROM unsettled u JOIN record r USING (serial) WHERE r.deleted = 0 AND r.card IS NOT NULL"
        " ORDER BY r.id"
    )
    record = _picked([row[0] for row in laptop.connection.execute(sql).fetchall()], step.what)
    if record is None:
        return ""
    disputed = laptop.project.store.disputed([record])[record]
    if not disputed.disputes:
        return ""
    dispute = disputed.disputes[step.how % len(disputed.disputes)]
    stand = dispute.stands[step.how // 7 % len(dispute.stands)]
    version = stand.sayings[0].commit if stand.sayings else b""
    settled = settle(laptop.project, [Decision(record, dispute.group, dispute.stream, version)])
    laptop.done.append(settled.batch)
    return f"settles {dispute.group or 'the deletion'} of {_short(record)}: {settled.answers}"


def take_back(laptop: Laptop, step: Step) -> str:
    """Something that was done here is undone."""
    if step.what % 2 and laptop.done:
        what: bytes | list[bytes] = _as_list(laptop.done[step.how % len(laptop.done)])
    else:
        sql = "SELECT id FROM commits WHERE author = ? AND stream <> 0 ORDER BY n DESC LIMIT 8"
        own = [row[0] for row in laptop.connection.execute(sql, (laptop.project.typist,)).fetchall()]
        if not own:
            return ""
        what = [own[step.how % len(own)]]
    undone = undo(laptop.project, what)
    laptop.done.append(undone.batch)
    return f"undoes something: {undone.count} put back, {len(undone.kept)} kept"


def _as_list(one: bytes | tuple[bytes, ...]) -> bytes | list[bytes]:
    return one if isinstance(one, bytes) else list(one)


def erase_someone(laptop: Laptop, step: Step) -> str:
    """The words of a record go for good, here and wherever they went."""
    record = _picked(records(laptop), step.what)
    if record is None:
        return ""
    erase(laptop.project, [record], list(Scope)[step.how % 2], "asked to", Progress())
    return f"erases what {_short(record)} says ({list(Scope)[step.how % 2]})"


def _short(identifier: bytes) -> str:
    return identifier.hex()[-6:]


DEEDS: Mapping[str, Callable[[Laptop, Step], str]] = {
    "save": record_something,
    "edit": correct,
    "open-form": open_form,
    "save-form": save_form,
    "delete": put_into_bin,
    "restore": take_from_bin,
    "settle": decide,
    "undo": take_back,
    "erase": erase_someone,
    "put-clock-right": decide_on_clock,
}
