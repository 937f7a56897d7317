"""Looking the whole store over: every page, every signature, every row against the log, every attachment on the disk."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

from camifield.progress import Progress, Stopped
from camifield.store import attachments
from camifield.store.connection import transaction
from camifield.store.faults import CheckReport, Faults
from camifield.store.log_check import check_log, check_own_feeds
from camifield.store.row_check import RowCheck
from camifield.store.sheaf import KindLayouts

STEPS_BETWEEN_LOOKS = 1_000_000  # of SQLite's machine: some ten milliseconds


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a check compares the store with: its project, its own feeds, the high-water mark, and the photos there are.

    `has_photo` answers for a SHA-256 and a size in bytes.
    """

    project: bytes
    own_feeds: Collection[bytes] = ()
    mark: Mapping[bytes, int] = field(default_factory=dict[bytes, int])
    has_photo: Callable[[bytes, int], bool] | None = None


def check_store(
    connection: sqlite3.Connection, layouts: KindLayouts, around: Surroundings, progress: Progress
) -> CheckReport:
    """Look at everything. Raises Stopped; what is wrong is reported, never raised.

    `connection` may be the one that writes: then the full-text index is looked into as well. Nothing is changed.
    """
    faults = Faults()
    connection.set_progress_handler(lambda: int(progress.is_stopped), STEPS_BETWEEN_LOOKS)
    try:
        _check_pages(connection, faults)
    finally:
        connection.set_progress_handler(None, 0)
    progress.step(0, 0, "store.checking")
    if faults.count:
        return CheckReport(0, 0, 0, tuple(faults.named), faults.count)
    commits = check_log(connection, around.project, progress, faults)
    check_own_feeds(connection, around.own_feeds, around.mark, faults)
    records = RowCheck(connection, layouts, faults).check(progress)
    photos = attachments.sizes(connection)
    for digest, size in photos.items():
        if around.has_photo is not None and not around.has_photo(digest, size):
            faults.add("photo-is-missing", sha256=digest.hex())
    return CheckReport(commits, records, len(photos), tuple(faults.named), faults.count)


def _check_pages(connection: sqlite3.Connection, faults: Faults) -> None:
    """SQLite's own look at every page and index, at the R*Tree and at the full-text index."""
    try:
        for row in connection.execute("PRAGMA integrity_check(20)").fetchall():
            if row[0] != "ok":
                faults.add("file-is-damaged", detail=str(row[0]))
        for row in connection.execute("SELECT rtreecheck('box')").fetchall():
            if row[0] != "ok":
                faults.add("box-is-damaged", detail=str(row[0]))
        if not connection.execute("PRAGMA query_only").fetchone()[0]:
            with transaction(connection):
                connection.execute("INSERT INTO found (found) VALUES ('integrity-check')")
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT:
            raise Stopped from error
        faults.add("file-is-damaged", detail=str(error))
