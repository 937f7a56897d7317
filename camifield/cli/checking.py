"""`camifield check`: look over everything that is kept, and report in words what is not as it should be."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace

from camifield.backup.archive import check as check_backup
from camifield.backup.listing import Backup
from camifield.cli.call import Call
from camifield.cli.exits import Exit
from camifield.cli.projects import for_reading, for_writing, insist_on_project
from camifield.cli.telling import Document
from camifield.cli.watching import watched
from camifield.commands.backing_up import backups
from camifield.errors import Problem
from camifield.i18n import problems
from camifield.media.photos import photo_path
from camifield.progress import Progress
from camifield.project.project import Project
from camifield.store.checking import Surroundings
from camifield.store.faults import CheckReport

# Why a project cannot be opened alone, and can be looked over all the same.
BESIDE = frozenset(("store-is-open-elsewhere", "store-is-newer", "store-is-older", "store-is-read-only"))


@dataclass(frozen=True, slots=True)
class _Seen:
    """What was found. `is_whole` is False where the search index could not be looked into; `lost` tells of damaged drafts."""

    report: CheckReport
    backups: Sequence[Backup]
    drafts: int
    lost: Problem | None
    is_whole: bool

    @property
    def is_good(self) -> bool:
        return self.report.is_clean and self.lost is None and not any(one.problem for one in self.backups)


def run(call: Call) -> int:
    """Look at everything; PROBLEM when anything is wrong. Only --backups reads the backups to their end."""
    insist_on_project(call)
    with ExitStack() as stack:
        # As a start of the program would open it, which mends what a crash left; beside another one only for reading.
        try:
            project = stack.enter_context(for_writing(call, wait_s=0))
        except Problem as problem:
            if problem.code not in BESIDE:
                raise
            project = stack.enter_context(for_reading(call))
        project.learn()
        seen = _look(call, project, stack.enter_context(watched(call)))
    _say(call, seen)
    call.outlet.give(_document(call, seen))
    return Exit.DONE if seen.is_good else Exit.PROBLEM


def _look(call: Call, project: Project, progress: Progress) -> _Seen:
    def has_photo(digest: bytes, size: int) -> bool:
        path = photo_path(project.folder, digest)
        return path.is_file() and path.stat().st_size == size

    around = Surroundings(project.store.project or b"", _own_feeds(project), has_photo=has_photo)
    report = project.store.check(around, progress)
    kept = [_read_whole(one, progress) if call.says("backups") else one for one in backups(project)]
    is_whole = not project.store.is_read_only_because
    return _Seen(report, kept, project.drafts.count(), project.drafts.problem, is_whole)


def _own_feeds(project: Project) -> tuple[bytes, ...]:
    """The feeds that this laptop wrote; none is known while a passphrase closes its keys."""
    return () if project.identity.is_closed else project.identity.own_feeds()


def _read_whole(backup: Backup, progress: Progress) -> Backup:
    if backup.problem is not None:
        return backup
    try:
        check_backup(backup.path, progress)
    except Problem as problem:
        return replace(backup, problem=problem)
    return backup


def _say(call: Call, seen: _Seen) -> None:
    words, say = call.words, call.outlet.say
    report = seen.report
    say(words.say("cli.check.records", count=report.records))
    say(words.say("cli.check.commits", count=report.commits))
    say(words.say("cli.check.photos", count=report.attachments))
    say(words.say("cli.check.drafts", count=seen.drafts))
    say(words.say("cli.check.backups", count=len(seen.backups)))
    if not seen.is_whole:
        say(words.say("cli.check.not_whole"))
    for fault in report.faults:
        say(words.say("cli.check.fault", sentence=words.say(f"fault.{fault.code}", **fault.parameters)))
    if report.faults_in_all > len(report.faults):
        say(words.say("cli.check.more_faults", count=report.faults_in_all - len(report.faults)))
    for problem in filter(None, (seen.lost, *(one.problem for one in seen.backups))):
        say(words.say("cli.check.fault", sentence=problems.sentence(problem, words)))
    say(words.say("cli.check.good" if seen.is_good else "cli.check.bad"))


def _document(call: Call, seen: _Seen) -> Document:
    report, words = seen.report, call.words
    return {
        "good": seen.is_good,
        "records": report.records,
        "commits": report.commits,
        "photos": report.attachments,
        "faults_in_all": report.faults_in_all,
        "faults": [
            {
                "code": fault.code,
                "sentence": words.say(f"fault.{fault.code}", **fault.parameters),
                "parameters": fault.parameters,
            }
            for fault in report.faults
        ],
        "search_index_checked": seen.is_whole,
        "drafts": {"count": seen.drafts, "problem": seen.lost.code if seen.lost is not None else None},
        "backups": [
            {"file": str(one.path), "problem": one.problem.code if one.problem is not None else None}
            for one in seen.backups
        ],
    }
