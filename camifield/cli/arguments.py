"""What each verb takes: the whole command line at a glance, and light, so that help and mistakes are told at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from camifield.cli import area_arguments
from camifield.cli.aliases import KINDS
from camifield.cli.parsing import Parser, whole_number
from camifield.kinds.names import EVENT_KINDS, PLACED_KINDS

# Kinds that a table may become: see `formats.mapping.proposing`.
TABLE_KINDS = ("sighting", "conflict", "grazing", "patrol", "place", "person")
TEAM_ROLES = ("monitor", "ranger", "reviewer", "coordinator")
TEAM_JOBS = (
    "list",
    "name",
    "invite",
    "withdraw",
    "ask",
    "person",
    "code",
    "admit",
    "join",
    "role",
    "same",
    "apart",
    "revoke",
    "trust",
    "rescue",
    "admin",
    "paper",
    "root",
    "recover",
    "takeover",
    "passphrase",
)
DATE_ORDERS = ("dmy", "mdy", "ymd")
WRITINGS = ("dd", "dm", "dms", "utm", "mgrs", "sk42")


def _record(parser: Parser) -> None:
    parser.add("kind", choices=KINDS, help_key="record.kind", metavar="kind")
    parser.add("answers", nargs="*", help_key="record.answers", metavar="answer")
    parser.add("--from", dest="entries", help_key="record.from", metavar="file")
    parser.add("--photo", action="append", help_key="record.photo", metavar="file")
    parser.add("--from-photo", action="store_true", help_key="record.from_photo")
    parser.add("--confirm", action="store_true", help_key="record.confirm")
    parser.add("--strict", action="store_true", help_key="record.strict")
    parser.add("--fields", action="store_true", help_key="record.fields")
    parser.add_wait()


def _photos_add(parser: Parser) -> None:
    parser.add("files", nargs="+", help_key="photos.files", metavar="file")
    parser.add("--kind", choices=PLACED_KINDS, help_key="photos.kind", metavar="kind")
    parser.add("--together", action="store_true", help_key="photos.together")
    parser.add("--behind", help_key="photos.behind", metavar="length")
    parser.add("--ahead", help_key="photos.ahead", metavar="length")
    parser.add("--by-satellites", action="store_true", help_key="photos.by_satellites")
    parser.add_wait()


def _filters(parser: Parser, *, with_words: bool) -> None:
    """Which records; `filters.py` makes the query of it."""
    names = ("words",) if with_words else ("--words",)
    more = {"nargs": "*"} if with_words else {"action": "append"}
    parser.add(*names, help_key="filter.words", group="filters", metavar="word", **more)
    several = {"action": "append", "group": "filters"}
    kinds = KINDS if with_words else EVENT_KINDS
    parser.add("--kind", choices=kinds, help_key="filter.kind", metavar="kind", **several)
    parser.add("--species", help_key="filter.species", metavar="name", **several)
    parser.add("--who", help_key="filter.who", metavar="name", **several)
    parser.add("--place", help_key="filter.place", metavar="name", **several)
    parser.add("--area", help_key="filter.area", metavar="name", **several)
    parser.add("--state", help_key="filter.state", metavar="name", **several)
    parser.add("--from", dest="first", help_key="filter.from", metavar="date", group="filters")
    parser.add("--to", dest="last", help_key="filter.to", metavar="date", group="filters")
    parser.add("--new", action="store_true", help_key="filter.new", group="filters")


def _list(parser: Parser) -> None:
    _filters(parser, with_words=True)
    parser.add("--deleted", action="store_true", help_key="list.deleted", group="filters")
    parser.add("--limit", type=whole_number, help_key="list.limit", metavar="number")
    parser.add("--drafts", action="store_true", help_key="list.drafts")


def _show(parser: Parser) -> None:
    parser.add("record", help_key="show.record", metavar="record")
    parser.add("--history", action="store_true", help_key="show.history")


def _review(parser: Parser) -> None:
    parser.add("record", nargs="?", help_key="review.record", metavar="record")
    parser.add("--keep", help_key="review.keep", metavar="letter")
    parser.add("--question", type=whole_number, help_key="review.question", metavar="number")
    parser.add("--answer", dest="answers", action="append", help_key="review.answer", metavar="answer")
    parser.add("--why", help_key="review.why", metavar="text")
    parser.add("--limit", type=whole_number, help_key="list.limit", metavar="number")
    parser.add_wait()


def _review_clock(parser: Parser) -> None:
    parser.add("clock", help_key="review.clock", metavar="clock")
    parser.add("--from", dest="first", help_key="review.clock_from", metavar="record")
    parser.add("--to", dest="last", help_key="review.clock_to", metavar="record")
    parser.add("--truly", help_key="review.clock_truly", metavar="date")
    parser.add("--offset", help_key="review.clock_offset", metavar="length")
    parser.add("--right", action="store_true", help_key="review.clock_right")
    parser.add("--hold", action="store_true", help_key="review.clock_hold")
    parser.add("--dates", choices=("move", "stay"), help_key="review.clock_dates", metavar="what")
    parser.add("--why", help_key="review.why", metavar="text")
    parser.add_wait()


def _tracks(parser: Parser) -> None:
    parser.add("files", nargs="+", help_key="tracks.files", metavar="file")
    parser.add("--preview", action="store_true", help_key="tracks.preview")
    parser.add("--who", help_key="tracks.who", metavar="name")
    parser.add("--patrol", help_key="tracks.patrol", metavar="record")
    parser.add("--date", help_key="tracks.date", metavar="date")
    parser.add("--place", action="store_true", help_key="tracks.place")
    parser.add_wait()


def _gps(parser: Parser) -> None:
    parser.add("--list", dest="only_list", action="store_true", help_key="gps.list")
    parser.add("--port", help_key="gps.port", metavar="port")
    parser.add("--seconds", type=whole_number, help_key="gps.seconds", metavar="number")


def _import(parser: Parser) -> None:
    parser.add("files", nargs="+", help_key="import.files", metavar="file")
    parser.add("--preview", action="store_true", help_key="import.preview")
    parser.add("--kind", choices=TABLE_KINDS, help_key="import.kind", metavar="kind")
    parser.add("--sheet", help_key="import.sheet", metavar="name")
    parser.add("--set", dest="constants", action="append", help_key="import.set", metavar="answer")
    parser.add("--column", dest="targets", action="append", help_key="import.column", metavar="heading")
    parser.add("--mapping", help_key="import.mapping", metavar="file")
    parser.add("--save-mapping", dest="keep", help_key="import.save_mapping", metavar="file")
    parser.add("--again", action="store_true", help_key="import.again")
    parser.add("--rest", dest="only_rest", action="store_true", help_key="import.rest")
    parser.add("--no-backup", action="store_true", help_key="import.no_backup")
    reading = {"group": "reading"}
    parser.add("--dates", choices=DATE_ORDERS, help_key="import.dates", **reading)
    parser.add("--decimal", choices=(".", ","), help_key="import.decimal", **reading)
    parser.add("--encoding", help_key="import.encoding", metavar="name", **reading)
    parser.add("--delimiter", help_key="import.delimiter", metavar="sign", **reading)
    parser.add("--headings", type=whole_number, help_key="import.headings", metavar="number", **reading)
    parser.add_wait()


def _undo(parser: Parser) -> None:
    parser.add("batch", nargs="?", help_key="undo.batch", metavar="batch")
    parser.add("--list", dest="only_list", action="store_true", help_key="undo.list")
    parser.add_wait()


def _export(parser: Parser) -> None:
    parser.add("file", help_key="export.file", metavar="file")
    parser.add("--exact", action="store_true", help_key="export.exact")
    parser.add("--generalised", action="store_true", help_key="export.generalised")
    parser.add("--for", dest="receiver", help_key="export.for", metavar="name")
    parser.add("--purpose", help_key="export.purpose", metavar="text")
    parser.add("--people", action="store_true", help_key="export.people")
    parser.add("--photos", action="store_true", help_key="export.photos")
    parser.add("--coordinates", choices=WRITINGS, help_key="export.coordinates")
    parser.add("--separator", choices=(",", ";"), help_key="export.separator")
    parser.add("--overwrite", action="store_true", help_key="export.overwrite")
    _filters(parser, with_words=False)
    parser.add_wait()


def _backup(parser: Parser) -> None:
    parser.add("--to", dest="target", help_key="backup.to", metavar="folder")
    parser.add("--photos", action="store_true", help_key="backup.photos")
    parser.add("--list", dest="only_list", action="store_true", help_key="backup.list")
    parser.add("--restore", help_key="backup.restore", metavar="file")
    parser.add_wait()


def _check(parser: Parser) -> None:
    parser.add("--backups", action="store_true", help_key="check.backups")


def _sample(parser: Parser) -> None:
    parser.add_wait()


def _team(parser: Parser) -> None:
    parser.add("job", nargs="?", choices=TEAM_JOBS, help_key="team.job", metavar="job")
    parser.add("values", nargs="*", help_key="team.values", metavar="text")
    parser.add("--role", choices=TEAM_ROLES, help_key="team.role", metavar="role")
    parser.add("--invitation", help_key="team.invitation", metavar="file")
    parser.add("--compared", help_key="team.compared", metavar="code")
    parser.add("--member", action="store_true", help_key="team.member")
    parser.add("--same-as", action="append", help_key="team.same_as", metavar="name")
    parser.add("--admin", action="store_true", help_key="team.admin")
    parser.add("--renew", action="store_true", help_key="team.renew")
    parser.add("--row", type=whole_number, help_key="team.row", metavar="number")
    parser.add_wait()


def _preview(parser: Parser) -> None:
    parser.add("--preview", action="store_true", help_key="meeting.preview")
    parser.add_wait()


def _sync_folder(parser: Parser) -> None:
    parser.add("folder", help_key="meeting.folder", metavar="folder")
    parser.add("--take", action="store_true", help_key="meeting.take")
    parser.add("--give", action="store_true", help_key="meeting.give")
    parser.add("--photos", action="store_true", help_key="meeting.photos")
    _preview(parser)


def _sync_import(parser: Parser) -> None:
    parser.add("file", help_key="meeting.file_in", metavar="file")
    _preview(parser)


def _sync_export(parser: Parser) -> None:
    parser.add("file", help_key="meeting.file_out", metavar="file")
    parser.add("--for", dest="receivers", action="append", help_key="meeting.for", metavar="name")
    parser.add("--most", type=whole_number, help_key="meeting.most", metavar="number")
    parser.add("--overwrite", action="store_true", help_key="export.overwrite")
    _preview(parser)


def _sync_undo(parser: Parser) -> None:
    parser.add("meeting", nargs="?", help_key="meeting.id", metavar="batch")
    parser.add("--list", dest="only_list", action="store_true", help_key="meeting.list")
    parser.add("--restore", action="store_true", help_key="meeting.restore")
    parser.add_wait()


def _sync_erase(parser: Parser) -> None:
    parser.add("records", nargs="*", help_key="erase.records", metavar="record")
    parser.add("--everything", action="store_true", help_key="erase.everything")
    parser.add("--why", help_key="erase.why", metavar="text")
    parser.add("--sure", action="store_true", help_key="erase.sure")
    parser.add("--list", dest="only_list", action="store_true", help_key="erase.list")
    parser.add_wait()


def _where(parser: Parser) -> None:
    parser.add("text", help_key="where.text", metavar="text")
    parser.add("--country", help_key="where.country", metavar="name")
    parser.add("--distance", help_key="where.distance", metavar="metres")
    parser.add("--bearing", help_key="where.bearing", metavar="degrees")
    parser.add("--north", help_key="where.north", metavar="name")
    parser.add("--date", help_key="where.date", metavar="date")


def _nothing(_parser: Parser) -> None:
    """A verb that takes nothing of its own."""


ARGUMENTS: Mapping[str, Callable[[Parser], None]] = MappingProxyType(
    {
        "record": _record,
        "photos add": _photos_add,
        "list": _list,
        "show": _show,
        "review": _review,
        "review clocks": _nothing,
        "review clock": _review_clock,
        "import": _import,
        "tracks": _tracks,
        "areas add": area_arguments.add,
        "areas list": _nothing,
        "areas remove": area_arguments.remove,
        "areas tag": area_arguments.tag,
        "gps": _gps,
        "undo": _undo,
        "export": _export,
        "backup": _backup,
        "check": _check,
        "where": _where,
        "sample": _sample,
        "sync status": _nothing,
        "sync folder": _sync_folder,
        "sync export": _sync_export,
        "sync import": _sync_import,
        "sync undo": _sync_undo,
        "sync erase": _sync_erase,
        "sync team": _team,
    }
)
