"""What several bundles that lie together say and hold: read by every road that is made of files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from camifield.errors import Problem, Where
from camifield.progress import Progress
from camifield.revisions.headers import Stream
from camifield.revisions.roster import Roster
from camifield.revisions.vectors import Want
from camifield.store.proofs import Carried
from camifield.sync.bundle_reading import Bundle, open_bundle
from camifield.sync.cover import OPEN, Section
from camifield.sync.limits import LARGEST_PARCEL
from camifield.sync.manifest import Closed, Manifest, check_sender
from camifield.sync.party import Party, readers
from camifield.sync.receipts import check_receipt, read_receipt
from camifield.sync.road import Keeper, Packet, Receipt, Run
from camifield.sync.runs import is_wanted

FETCHING = "meeting.fetching"


@dataclass(frozen=True)
class Lying:
    """One whole bundle whose sender the roster knows: its file, its open section, and what that says."""

    bundle: Bundle
    section: Section
    manifest: Manifest

    @property
    def name(self) -> str:
        """The file's name."""
        return self.bundle.path.name


@dataclass
class Found:
    """What a look over files found. `strangers` are bundles of devices that the roster does not know."""

    lying: list[Lying] = field(default_factory=list[Lying])
    strangers: list[Lying] = field(default_factory=list[Lying])
    problems: list[Problem] = field(default_factory=list[Problem])
    roster: Roster | None = None


class BundleReader:
    """Reads bundles for one party; manifests that were read once are remembered, for such files never change."""

    def __init__(self, party: Party) -> None:
        self._party = party
        self._keys = party.reading_keys
        self._hints = party.hints
        self._known: dict[tuple[Path, int, int], Lying | Problem] = {}

    def find(self, paths: Iterable[Path], progress: Progress | None = None) -> Found:
        """Every bundle of these files whose sender is known; what was passed over, and why.

        The roster's commits that lie there count: whoever was taken into the team on another laptop is no stranger.
        """
        found = Found(roster=self._party.roster())
        read = list[Lying]()
        for number, path in enumerate(paths):
            if progress is not None:
                progress.step(number, 0, "meeting.looking")
            one = self._read(path)
            if isinstance(one, Problem):
                found.problems.append(one)
            else:
                read.append(one)
        self._judge(read, found)
        if found.strangers:
            coming = [one for lying in read for one in self._roster_commits(lying)]
            found.roster = self._party.roster(coming)
            found.lying, found.strangers = [], []
            self._judge(read, found)
        for lying in found.strangers:
            found.problems.append(Problem("bundle-from-stranger", where=Where(file=lying.name)))
        return found

    def _judge(self, read: Sequence[Lying], found: Found) -> None:
        roster = found.roster or self._party.roster()
        for lying in read:
            try:
                check_sender(lying.manifest, roster)
            except Problem as problem:
                if problem.code == "bundle-from-stranger":
                    found.strangers.append(lying)
                else:
                    self._note(found, Problem(problem.code, where=Where(file=lying.name)))
            else:
                found.lying.append(lying)

    def _note(self, found: Found, problem: Problem) -> None:
        if all((one.code, one.where) != (problem.code, problem.where) for one in found.problems):
            found.problems.append(problem)

    def _read(self, path: Path) -> Lying | Problem:
        try:
            stat = path.stat()
        except FileNotFoundError:  # its writer has just put a newer one in its place
            return Problem("bundle-cannot-be-opened", where=Where(file=path.name))
        key = (path, stat.st_size, stat.st_mtime_ns)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._open(path)
        return known

    def _open(self, path: Path) -> Lying | Problem:
        try:
            bundle = open_bundle(path, self._party.project)
            section = next((one for one in bundle.cover.sections if one.kind == OPEN), None)
            if section is None or section not in bundle.readable(self._keys):
                return self._closed(path.name, bundle.cover.device)
            return Lying(bundle, section, bundle.manifest(section, self._keys))
        except Problem as problem:
            return problem

    def _closed(self, name: str, sender: bytes) -> Problem:
        """A file that cannot be opened here. Between laptops of one team that has a reason that people should hear."""
        devices = self._party.roster().devices
        where = Where(file=name)
        if self._party.device in devices and sender in devices:
            return Problem("bundle-closed-to-us", where=where, parameters={"laptop": sender.hex()})
        return Problem("bundle-not-for-us", where=where)

    def _roster_commits(self, lying: Lying) -> Iterator[Carried]:
        """The roster's commits of a bundle, believed by nobody yet; nothing of a damaged one."""
        if not any(run.stream == Stream.ROSTER for run in lying.manifest.runs):
            return
        try:
            with lying.bundle.opened(lying.section, self._keys) as opened:
                for frame in opened.commits():
                    if frame.stream != Stream.ROSTER:
                        return
                    yield from frame.commits
        except Problem:
            return

    def receipts(self, found: Found) -> tuple[Receipt, ...]:
        """Every receipt, verified; one that is not true is told in `found`."""
        roster = found.roster or self._party.roster()
        receipts: list[Receipt] = []
        for lying in found.lying:
            if not lying.manifest.receipt:
                continue
            try:
                receipt = read_receipt(lying.manifest.receipt, self._party.project)
                device = roster.devices.get(receipt.device)
                if device is not None and device.revoked is not None:
                    continue  # its word no longer counts, though its commits are judged one by one
                check_receipt(receipt, roster)
            except Problem as problem:
                self._note(found, Problem(problem.code, where=Where(file=lying.name)))
            else:
                receipts.append(receipt)
        return tuple(receipts)

    def packet(self, lying: Lying, roster: Roster, size: int) -> Packet:
        """What `Road.look` tells of a bundle."""
        manifest, described = lying.manifest, self._described(lying)
        opened = [(section, told) for section, told in described if self._reads(section)]
        shut = [(section, told) for section, told in described if not self._reads(section)]
        for_team, for_some = (frozenset(readers(roster, one)) for one in (Stream.OPEN, Stream.RESTRICTED))
        partial = () if for_team <= frozenset(lying.section.hints) else manifest.runs
        partial += tuple(
            run
            for section, told in described
            if not for_some <= frozenset(section.hints)
            for run in told.runs
        )
        return Packet(
            lying.name,
            manifest.device,
            manifest.made_ms,
            size,
            manifest.runs + tuple(run for _, told in opened for run in told.runs),
            tuple(run for _, told in shut for run in told.runs),
            partial,
            tuple(section.sha256 for section, told in shut if told.sender not in self._party.devices),
            manifest.shown if for_team <= frozenset(lying.section.hints) else (),
        )

    def _reads(self, section: Section) -> bool:
        return not self._hints.isdisjoint(section.hints)

    def _described(self, lying: Lying) -> list[tuple[Section, Closed]]:
        """The other sections of a bundle with what its signed manifest says of them; those it is silent on are none."""
        told: Mapping[bytes, Closed] = {one.name: one for one in lying.manifest.closed}
        return [
            (section, told[section.sha256])
            for section in lying.bundle.cover.sections
            if section is not lying.section and section.sha256 in told
        ]

    def fetch(
        self, lying: Sequence[Lying], wants: Sequence[Want], keeper: Keeper, progress: Progress
    ) -> Iterator[list[Carried]]:
        """As `Road.fetch`, from these bundles."""
        for one in lying:
            self._hand_parcels(one, keeper)
        asked = [one for one in lying if self._sections(one, wants)]
        told = set[str]()
        total = sum(run.commits for one in asked for run in one.manifest.runs)
        done = 0
        for is_roster in (True, False):
            for one in asked:
                runs = one.manifest.runs
                if is_roster and not any(
                    run.stream == Stream.ROSTER and is_wanted(run, wants) for run in runs
                ):
                    continue
                try:
                    for piece in self._commits(one, wants, keeper, progress, is_roster=is_roster):
                        done += len(piece)
                        progress.step(done, max(done, total), FETCHING)
                        yield piece
                except Problem as problem:
                    if one.name not in told:
                        told.add(one.name)
                        keeper.tell(problem)

    def _sections(self, lying: Lying, wants: Sequence[Want]) -> list[Section]:
        """The sections of a bundle in which something is asked for, the open one first."""
        found = [lying.section] if _any_wanted(lying.manifest.runs, wants) else []
        return found + [
            section
            for section, told in self._described(lying)
            if self._reads(section) and _any_wanted(told.runs, wants)
        ]

    def _commits(
        self, lying: Lying, wants: Sequence[Want], keeper: Keeper, progress: Progress, *, is_roster: bool
    ) -> Iterator[list[Carried]]:
        for section in self._sections(lying, wants):
            if is_roster and section is not lying.section:
                return
            with lying.bundle.opened(section, self._keys, progress) as opened:
                for frame in opened.commits():
                    if (frame.stream == Stream.ROSTER) == is_roster:
                        yield frame.commits
                    elif is_roster:
                        break
                if not is_roster and section is lying.section:
                    for lot in opened.thumbnails():
                        for thumbnail in lot.thumbnails:
                            keeper.keep_thumbnail(thumbnail)

    def _hand_parcels(self, lying: Lying, keeper: Keeper) -> None:
        wanted = {
            section.sha256
            for section, told in self._described(lying)
            if not self._reads(section)
            and told.sender not in self._party.devices
            and section.size <= LARGEST_PARCEL
            and keeper.wants_parcel(section.sha256, section.size)
        }
        if not wanted:
            return
        try:
            for parcel in lying.bundle.parcels(self._keys, lying.manifest.closed):
                if parcel.name in wanted:
                    keeper.keep_parcel(parcel)
        except Problem as problem:
            keeper.tell(problem)


def _any_wanted(runs: Iterable[Run], wants: Sequence[Want]) -> bool:
    return any(is_wanted(run, wants) for run in runs)
