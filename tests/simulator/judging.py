"""After all have met: do they hold the same, is anything missing, are the tables what the log says?"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from camifield.progress import Progress
from camifield.revisions.commits import read_stored
from camifield.revisions.erasure import targets_of
from camifield.revisions.headers import Stream, read_header
from camifield.revisions.membership import READS_RESTRICTED, Link
from camifield.revisions.roster import Roster
from camifield.revisions.roster_records import strays
from camifield.security.hashing import sha256
from camifield.store.checking import Surroundings
from camifield.store.feeds import INCOMPLETE
from camifield.store.log import unpacked
from camifield.store.typed_tables import all_tables
from tests.simulator.laptop import Laptop

Looked = Mapping[str, Sequence[tuple[object, ...]]]


@dataclass
class Verdict:
    """Who is judged: the members' laptops that live, and the open commits that surely lay on the roads.

    `checked` are those whose tables are compared with a refold as well.
    """

    members: Sequence[Laptop]
    laid: Mapping[str, frozenset[bytes]]
    checked: Sequence[Laptop]


def judge(verdict: Verdict) -> list[str]:
    """Everything that is wrong, in words; nothing when all is well."""
    faults = [fault for one in verdict.checked for fault in _check(one)]
    comparable = [one for one in verdict.members if not is_shut_out(one, verdict.members)]
    if not comparable:
        return faults
    first = comparable[0]
    for one in comparable[1:]:
        if _roster_ids(one) != _roster_ids(first):
            faults.append(f"{one.name} and {first.name} know different rosters")
    faults += _missing(comparable, verdict.laid)
    faults += _differing("open", comparable, open_side)
    for is_older in (False, True):
        same = [one for one in comparable if one.is_older is is_older]
        faults += _differing("open answers", same, open_answers)
        readers = [one for one in same if reads_restricted(one)]
        faults += _differing("whole", readers, whole)
    return faults


def is_shut_out(laptop: Laptop, members: Sequence[Laptop]) -> bool:
    """Whether any of them knows that this laptop was revoked."""
    device = laptop.device
    for one in members:
        known = one.project.identity.roster.devices.get(device)
        if known is not None and known.revoked is not None:
            return True
    return False


def reads_restricted(laptop: Laptop) -> bool:
    """Whether somebody of this laptop may read what few may."""
    roster = laptop.project.identity.roster
    return any(
        device.revoked is None and roster.role_of(device.person) in READS_RESTRICTED
        for device in laptop.project.identity.own_devices()
    )


def _check(laptop: Laptop) -> list[str]:
    project = laptop.project
    around = Surroundings(project.store.project or b"", project.identity.own_feeds())
    report = project.store.check(around, Progress())
    return [f"{laptop.name} does not check clean: {fault}" for fault in report.faults[:4]]


def _differing(what: str, laptops: Sequence[Laptop], look: Callable[[Laptop], Looked]) -> list[str]:
    faults: list[str] = []
    if len(laptops) < 2:
        return faults
    first = look(laptops[0])
    for one in laptops[1:]:
        other = look(one)
        for name in first:
            if first[name] != other[name]:
                some = sorted(set(first[name]) ^ set(other[name]), key=repr)[:2]
                faults.append(
                    f"{what}: {name} differ between {laptops[0].name} and {one.name}: {some!r}"[:700]
                )
    return faults


def _rows(laptop: Laptop, sql: str, *values: object) -> list[tuple[object, ...]]:
    return sorted(laptop.connection.execute(sql, values).fetchall(), key=repr)


def open_side(laptop: Laptop) -> Looked:
    """What every laptop of the team must agree on, whatever its version and whoever may read there."""
    store = laptop.project.store
    streams = store.streams()
    marks = [
        (feed.hex(), *mark)
        for feed, mark in store.giving_vector().items()
        if streams[feed] != Stream.RESTRICTED
    ]
    return {
        "vectors": sorted(marks),
        "records": _rows(
            laptop,
            "SELECT hex(id), kind, iif(heads_open = x'', 0, deleted), hex(heads_open) FROM record WHERE heads_open <> x''",
        ),
        "words in commits": _commit_words(laptop, "stream <> 2"),
        "erased": _rows(laptop, "SELECT hex(id), part FROM erased"),
    }


def _commit_words(laptop: Laptop, where: str) -> list[tuple[object, ...]]:
    sql = f"SELECT id, payload FROM commits WHERE {where} ORDER BY id"
    return [
        (name.hex(), sha256(unpacked(kept)).hex()[:12])
        for name, kept in laptop.connection.execute(sql).fetchall()
    ]


def open_answers(laptop: Laptop) -> Looked:
    """What laptops of one version must agree on: open questions, and every open answer in the tables.

    A record of which only what few may read is known has a row, with nothing open in it, where somebody may read it.
    """
    found: dict[str, Sequence[tuple[object, ...]]] = {
        "open questions": _rows(
            laptop,
            "SELECT hex(r.id), u.group_name, hex(u.candidates) FROM unsettled u JOIN record r USING (serial)"
            " WHERE u.stream = 1",
        )
    }
    decided, streams = laptop.project.store.corrections(), laptop.project.store.streams()
    found["times"] = sorted(
        (one.feed.hex(), one.seq, decided.at(one.feed, one.seq, one.at_ms))
        for one in laptop.project.store.stamps()
        if "clock_correction" in laptop.kinds and streams.get(one.feed) == Stream.OPEN
    )
    for table in all_tables(laptop.kinds):
        names = [name for name, field in table.declared.fields.items() if not field.restricted]
        record = "record" if table.is_of_lines else "id"
        key = "line, position" if table.is_of_lines else "deleted"
        columns = ", ".join([record, key, *(f'"{name}"' for name in names)])
        has_open = f"{record} IN (SELECT id FROM record WHERE heads_open <> x'')"
        found[table.name] = _rows(laptop, f'SELECT {columns} FROM "{table.name}" WHERE {has_open}')
    return found


def whole(laptop: Laptop) -> Looked:
    """What those who may read everything must agree on: every vector, head, question, row, card and word."""
    marks = [(feed.hex(), *mark) for feed, mark in laptop.project.store.giving_vector().items()]
    found: dict[str, Sequence[tuple[object, ...]]] = {
        "vectors": sorted(marks),
        "records": _rows(
            laptop,
            "SELECT hex(id), kind, deleted, hex(heads_open), hex(heads_restricted), hex(author), created_ms, changed_ms,"
            " hex(batch) FROM record WHERE heads_open <> x'' OR heads_restricted <> x''",
        ),
        "questions": _rows(
            laptop,
            "SELECT hex(r.id), u.group_name, u.stream, hex(u.candidates) FROM unsettled u JOIN record r USING (serial)",
        ),
        "words in commits": _commit_words(laptop, "1"),
        "cards": _rows(
            laptop,
            "SELECT card >> 28, hex(id), kind, species, count_text, detail, hex(person), place_text, state, number,"
            " changed_ms, deleted, conflicts FROM card",
        ),
        "tally": _rows(laptop, "SELECT kind, day, deleted, records FROM tally WHERE records <> 0"),
        "search": _rows(
            laptop,
            "SELECT hex(card.id), found.words FROM card JOIN found ON found.rowid = card.card",
        ),
    }
    for table in all_tables(laptop.kinds):
        columns = ", ".join(f'"{name}"' for name in table.columns[1:])
        found[table.name] = _rows(laptop, f'SELECT {columns} FROM "{table.name}"')
    return found


def _roster_ids(laptop: Laptop) -> set[bytes]:
    return {one.id for one in laptop.project.store.roster_commits()}


def _missing(laptops: Sequence[Laptop], laid: Mapping[str, frozenset[bytes]]) -> list[str]:
    """Acknowledged and nowhere: what a living laptop or a sound road holds and some laptop that may read it lacks."""
    faults: list[str] = []
    opened: dict[bytes, str] = {}
    closed: dict[bytes, str] = {}
    for one in laptops:
        for name, stream in one.connection.execute("SELECT id, stream FROM commits").fetchall():
            (closed if stream == Stream.RESTRICTED else opened).setdefault(name, one.name)
    refused = {name for one in laptops for (name,) in one.connection.execute("SELECT id FROM quarantine")}
    for road, names in laid.items():
        for name in names:
            opened.setdefault(name, road)
    for one in laptops:
        due = opened | closed if reads_restricted(one) else opened
        here = {row[0] for row in one.connection.execute("SELECT id FROM commits").fetchall()}
        for name in sorted(due.keys() - here - refused)[:3]:
            faults.append(f"{one.name} lacks {name.hex()[:12]}, which {due[name]} has")
    return faults


def undue_quarantine(laptop: Laptop) -> list[str]:
    """Commits that are kept out though the roster lets them in, and whatever waits for no good reason.

    Words that nobody has any more because a laptop that is shut out erased them are explained by what waits itself.
    """
    roster: Roster = laptop.project.store.roster()
    sql = "SELECT id, feed, header, reason FROM quarantine ORDER BY id"
    rows = laptop.connection.execute(sql).fetchall()
    explained = _erased_by_what_waits(laptop)
    faults: list[str] = []
    for name, feed, header, reason in rows:
        if reason == INCOMPLETE and name in explained:
            continue
        head = read_header(header)
        if head.stream == Stream.ROSTER:
            faults.append(f"{laptop.name} keeps a roster commit out: {reason}")
        elif roster.refusal(head, name) is None and name not in _strays(laptop, roster, feed):
            faults.append(f"{laptop.name} keeps {name.hex()[:12]} out for no reason: {reason}")
        elif reason not in ("revoked", "adopted-up-to-here", "author-unknown"):
            faults.append(f"{laptop.name} keeps {name.hex()[:12]} out: {reason}")
    return faults


def _erased_by_what_waits(laptop: Laptop) -> set[bytes]:
    """The commits of which a part is named by an erasure that waits here."""
    rows = laptop.connection.execute("SELECT header, signature, payload FROM quarantine").fetchall()
    waiting = (read_stored(header, signature, unpacked(kept)) for header, signature, kept in rows)
    return {target.commit for commit in waiting for part in commit.parts for target in targets_of(part)}


def _strays(laptop: Laptop, roster: Roster, feed: bytes) -> frozenset[bytes]:
    last = roster.last_of(feed)
    if last is None:
        return frozenset()
    sql = "SELECT id, seq, header FROM commits WHERE feed = ? UNION ALL SELECT id, seq, header FROM quarantine WHERE feed = ?"
    links = [
        Link(name, seq, read_header(header).previous)
        for name, seq, header in laptop.connection.execute(sql, (feed, feed)).fetchall()
    ]
    return strays(last, links)
