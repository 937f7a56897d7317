"""Meeting other laptops: look before anything is written, take in, hand over, and undo it as one."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from camifield.changes import Changes
from camifield.commands.erasing import clean_up
from camifield.errors import Problem
from camifield.folders import Folder
from camifield.ids import new_id
from camifield.progress import Progress, Stopped
from camifield.project.member_keys import keys_of_member
from camifield.project.project import SHARED_KINDS, Project
from camifield.revisions.vectors import Vector
from camifield.store.foreseeing import Foreseen
from camifield.store.meetings import AFTER, Meeting, MeetingState
from camifield.store.removal import Gone
from camifield.sync import handing, originals, outlook
from camifield.sync.bundle_road import BundleRoad
from camifield.sync.folder_road import FolderRoad
from camifield.sync.handing import HandedOver
from camifield.sync.meeting import Taken, keep_receipts, take_in
from camifield.sync.outlook import Outlook, Side
from camifield.sync.party import Party
from camifield.sync.road import PhotosGiven, Road

SCRATCH = "scratch"
STICK, FILE = "folder", "bundle"


@dataclass(frozen=True)
class Way:
    """A road with what people call it: `kind` is folder or bundle, `place` the name of the folder or file.

    `readers` are the receipts of those a file is meant for; None where everyone may come by. Close it after use.
    """

    road: Road
    kind: str
    place: str
    readers: tuple[Vector, ...] | None = None

    def close(self) -> None:
        """Clear what was put together for reading."""
        if isinstance(self.road, BundleRoad):
            self.road.close()


def folder_way(project: Project, root: Path) -> Way:
    """A stick, or a folder that others reach too. Nothing is written there before `meet`."""
    return Way(FolderRoad(root, _party(project)), STICK, root.name or str(root))


def file_way(
    project: Project, path: Path, *, readers: Collection[bytes] = (), part_bytes: int | None = None
) -> Way:
    """One file, for reading or writing. `readers` are the devices it is meant for: it then holds what they lack by
    their latest receipts, and everything when one of them gave none. `part_bytes` splits what is written.
    """
    said = {one.device: one.vector for one in project.store.receipts()}
    nothing: Vector = {}
    vectors = tuple(said.get(device, nothing) for device in readers)
    road = BundleRoad(path, _party(project), project.folder.make(SCRATCH), part_bytes)
    return Way(road, FILE, path.name, vectors)


def _party(project: Project) -> Party:
    keyring = project.identity.keyring()
    typist, roster = project.typist, project.identity.roster
    named = (keyring.device_of(typist), keys_of_member(keyring, roster, typist), *keyring.devices)
    # Keys that the roster does not name, as after a restore, make everybody who reads take this laptop for a stranger.
    known = (one for one in named if one is not None and one.device in roster.devices)
    keys = next(known, keyring.devices[0])
    others = tuple(one for one in keyring.devices if one is not keys)
    project_id, commits = project.store.project or b"", project.store.roster_commits
    return Party(project_id, keys, commits, project.clock, project.entropy, others)


def side_of(project: Project) -> Side:
    """This laptop as a meeting needs it."""
    project.learn()
    return Side(_party(project), project.store, Folder(project.folder.root), project.identity.own_feeds())


def look(project: Project, way: Way, progress: Progress, photos: Collection[bytes] = ()) -> Outlook:
    """What a meeting on this road would change, here and there. Nothing is written. Raises Problem and Stopped."""
    return outlook.look(side_of(project), way.road, progress, readers=way.readers, photos=photos)


def keep_word(project: Project, seen: Outlook) -> None:
    """Keep what others said they hold, where a look showed nothing else that could be done: no record changes by it."""
    keep_receipts(side_of(project), seen.seen)


@dataclass(frozen=True)
class Choice:
    """What a person chose in the preview: to take in, to hand over, and which originals of photos come and go."""

    take: bool = True
    give: bool = True
    photos_in: tuple[bytes, ...] = ()
    photos_out: tuple[bytes, ...] = ()


@dataclass
class Met:
    """What a meeting did, also when it was stopped or broke off: what is in it stands.

    `has_begun_anew` says that this laptop's project had been copied or put back, and goes on with numbers of its
    own; `problem` is what ended it early.
    """

    meeting: Meeting
    taken: Taken | None = None
    handed: HandedOver | None = None
    photos_in: tuple[bytes, ...] = ()
    photos_out: PhotosGiven | None = None
    has_begun_anew: bool = False
    is_stopped: bool = False
    problem: Problem | None = None
    changes: Changes = field(default_factory=Changes)


def meet(
    project: Project, way: Way, seen: Outlook | None, progress: Progress, choice: Choice = Choice()
) -> Met:
    """Take in and hand over, as `look` foretold. Safe at any moment: what was done stands, and the next meeting goes on.

    Only what `seen` showed is taken in; with None, where nobody looked, all that lies there. Never raises for what
    a road or a disk does: `Met.problem` tells, and the meeting is remembered as far as it came.
    """
    side = side_of(project)
    meeting = Meeting(
        new_id(project.clock, project.entropy),
        side.party.now_ms(),
        way.kind,
        way.place,
        facts=_foretold(seen)
        | {"took": choice.take, "gave": choice.give, AFTER: project.store.last_commit()},
    )
    project.store.note_meeting(meeting)
    met = Met(meeting, Taken())
    try:
        if choice.take:
            try:
                met.taken = take_in(side, way.road, progress, meeting.id, met.taken, seen)
                met.is_stopped = met.taken.is_stopped
            finally:  # what came before the road broke off stands, and so does what follows from it
                _settle(project, met, progress)
            side = side_of(project)
        if choice.give and not met.is_stopped:
            met.handed = handing.hand_over(side, way.road, progress, readers=way.readers)
        if seen is not None and not met.is_stopped:
            _exchange_photos(side, way, seen, choice, met, progress)
    except Stopped:
        met.is_stopped = True
    except Problem as problem:
        met.problem = problem
    _remember(project, met)
    return met


def _settle(project: Project, met: Met, progress: Progress) -> None:
    """What follows from what came: new people, new feeds after a copied disk, and words that others erased."""
    taken = met.taken
    if taken is None:
        return
    project.identity.forget_roster()
    project.forget_names()
    met.changes |= Changes(frozenset(taken.records), frozenset(taken.kinds))
    if taken.commits and not taken.records:
        met.changes |= Changes(kinds=frozenset(SHARED_KINDS))
    met.has_begun_anew = project.identity.continue_after_homecoming()
    if clean_up(project, progress):
        met.changes |= Changes(drafts=True)


def _exchange_photos(
    side: Side, way: Way, seen: Outlook, choice: Choice, met: Met, progress: Progress
) -> None:
    if choice.photos_in:
        brought = originals.take_photos(side, way.road, choice.photos_in, progress)
        met.photos_in, met.is_stopped = tuple(brought.digests), brought.is_stopped
    chosen = set(choice.photos_out)
    going = [photo for photo in seen.going.photos if photo.digest in chosen]
    if going and not met.is_stopped:
        met.photos_out = originals.hand_photos(way.road, going, progress)


def _foretold(seen: Outlook | None) -> dict[str, Any]:
    """What the preview said, for the receipt: counts and people, no words of records."""
    if seen is None:
        return {"devices": []}
    coming = seen.coming or Foreseen()
    return {
        "new": dict(coming.new.counts),
        "changed": dict(coming.changed.counts),
        "deleted": dict(coming.deleted.counts),
        "withdrawn": dict(coming.withdrawn.counts),
        "contested": dict(coming.contested.counts),
        "newcomers": [person.hex() for person in coming.newcomers],
        "refused": dict(coming.refused),
        "given": dict(seen.going.kinds),
        "devices": sorted({packet.sender.hex() for packet in seen.seen.packets}),
    }


def _remember(project: Project, met: Met) -> None:
    facts = dict(met.meeting.facts)
    if met.taken is not None:
        facts |= {
            "taken": met.taken.commits,
            "quarantined": len(met.taken.quarantined),
            "records": len(met.taken.records),
            "has_more": met.taken.has_more,
            "problems": [_kept(problem) for problem in met.taken.problems],
            "devices": sorted({*facts["devices"], *(device.hex() for device in met.taken.devices)}),
        }
    given = met.handed.given if met.handed is not None else None
    facts |= {
        "handed_over": given.commits if given else 0,
        "bytes": given.size if given else 0,
        "files": list(given.names) if given and met.meeting.road == FILE else [],
        "photos_in": len(met.photos_in),
        "photos_out": len(met.photos_out.given) if met.photos_out else 0,
        "is_whole": met.problem is None and not met.is_stopped,
        "has_begun_anew": met.has_begun_anew,
        "ended_by": None if met.problem is None else _kept(met.problem),
    }
    met.meeting = replace(met.meeting, state=MeetingState.DONE, facts=facts)
    project.store.note_meeting(met.meeting)


def _kept(problem: Problem) -> dict[str, Any]:
    """A problem as it is remembered, to be told in any language."""
    return {"code": problem.code, "file": problem.where.file, "parameters": dict(problem.parameters)}


def undo_meeting(project: Project, meeting: bytes, progress: Progress) -> Changes:
    """Set aside everything that a meeting brought: nothing is deleted, nothing travels, and it can come back.

    Raises Stopped between two pieces; the same call again goes on. `store.built_on` names own later edits first.
    """
    project.learn()
    gone = project.store.set_aside(meeting, project.identity.own_feeds(), progress)
    return _moved(project, gone)


def bring_back(project: Project, meeting: bytes, progress: Progress) -> Changes:
    """Take everything that was set aside of a meeting back in. Raises Stopped, as `undo_meeting`."""
    project.learn()
    return _moved(project, project.store.take_back_in(meeting, progress))


def _moved(project: Project, gone: Gone) -> Changes:
    project.forget_names()
    return Changes(gone.records, gone.kinds | SHARED_KINDS)


def finish_half_done(project: Project, progress: Progress) -> Changes:
    """Finish what a crash broke off: meetings half set aside or half taken back, and words half erased."""
    changes = Changes()
    for meeting in project.store.meetings():
        if meeting.state is MeetingState.LEAVING:
            changes |= undo_meeting(project, meeting.id, progress)
        elif meeting.state is MeetingState.RETURNING:
            changes |= bring_back(project, meeting.id, progress)
    if clean_up(project, progress):
        changes |= Changes(drafts=True)
    return changes


def photos_fitting(seen: Outlook, spare: int = 50_000_000) -> Sequence[bytes]:
    """The originals that fit on the road beside the records, in the order in which they would go."""
    free = seen.seen.free_bytes
    return [photo.digest for photo in seen.going.fitting(None if free is None else max(0, free - spare))]
