"""A laptop's own requests to come into a team: what it asked, kept until an answer comes, and the answer seen from here."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from camifield.errors import Problem
from camifield.project.project import Project
from camifield.revisions.commits import Commit
from camifield.revisions.encoding import decode, encode
from camifield.revisions.membership import AdoptedFeed, LastAccepted
from camifield.revisions.roster import Roster
from camifield.security.hashing import commit_id
from camifield.security.short_code import short_code
from camifield.sync.answers import read_answer
from camifield.sync.letters import Letter, read_letter
from camifield.sync.requests import Request, read_request

ASKED = "asked"


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer to a request of this laptop. `code` is compared with whoever let us in, unless they invited us."""

    request: Request
    roster: Roster
    commits: tuple[Commit, ...]
    code: str
    needs_comparing: bool

    @property
    def team(self) -> str:
        """What the team calls itself; may be empty."""
        return self.roster.name or ""


def keep_asked(project: Project, request: Request, letter: Letter) -> None:
    """Remember what was asked: it names people, so other users of the laptop cannot read it."""
    data = encode({"project": letter.project, "made_ms": letter.made_ms, "body": letter.body})
    project.folder.write(data, ASKED, request.id.hex(), private=True)


def asked(project: Project) -> list[Request]:
    """The requests that wait for an answer, the latest last."""
    found: list[Request] = []
    for name in project.folder.names(ASKED):
        request = _read_asked(project, name)
        if request is not None:
            found.append(request)
    return sorted(found, key=lambda one: one.made_ms)


def forget_asked(project: Project) -> None:
    """After coming in: no other answer is waited for."""
    for name in list(project.folder.names(ASKED)):
        project.folder.remove(ASKED, name)


def _read_asked(project: Project, name: str) -> Request | None:
    match decode(project.folder.read(ASKED, name)):
        case {"project": bytes(of), "made_ms": int(made_ms), "body": dict(body)}:
            return read_request(Letter(what="request", project=of, made_ms=made_ms, body=body))
        case _:
            return None


def read_reply(project: Project, path: Path) -> Reply:
    """The answer of a file. Nothing is written.

    Raises Problem ``answer-to-another-request``, ``answer-lets-nobody-in`` (the roster does not name this laptop as
    it asked, or the laptop was copied since), ``erased-since-asking``, and what `read_letter` and `read_answer` raise.
    """
    keys = [one.encryption for one in project.identity.keyring().devices]
    answer = read_answer(read_letter(path, keys))
    request = next((one for one in asked(project) if one.id == answer.request), None)
    if request is None or (request.team and request.team != answer.roster.project):
        raise Problem("answer-to-another-request")
    if not _lets_in(project, request, answer.roster):
        raise Problem("answer-lets-nobody-in")
    return _reply(project, request, answer.roster, answer.commits)


def _reply(project: Project, request: Request, roster: Roster, commits: tuple[Commit, ...]) -> Reply:
    if request.project != roster.project and _has_erased_since(project, roster):
        raise Problem("erased-since-asking")
    code = short_code(request.core, roster.project)
    return Reply(request, roster, commits, code, needs_comparing=not request.team)


def _lets_in(project: Project, request: Request, roster: Roster) -> bool:
    keyring = project.identity.keyring()
    for one in request.people:
        device, keys = roster.devices.get(one.device), keyring.device_of(one.person)
        if device is None or keys is None or device.revoked is not None:
            return False
        if device.signing != keys.signing.verify_key or not device.signs_as(one.person, roster.same):
            return False
    if request.project == roster.project:
        return True
    taken_in = [one for feed in request.heads if (one := roster.adopted.get(feed)) is not None]
    is_taken_in = bool(taken_in) or not request.heads
    return is_taken_in and all(one.last.seq == 0 or _holds(project, one.last) for one in taken_in)


def _has_erased_since(project: Project, roster: Roster) -> bool:
    """Whether something was erased here that the team would not follow.

    Alone one is one's own coordinator. What is written after asking is judged by the role that the team gives, and
    a team in which every newcomer could erase by an old feed of his would be safe from nobody.
    """
    taken_in = roster.adopted
    return any(
        one.feed not in taken_in or one.seq > taken_in[one.feed].judged_to for one in project.store.erasures()
    )


def _holds(project: Project, last: LastAccepted) -> bool:
    """Whether the commit up to which a feed was taken in is here: on a copy that went its own way it is not."""
    pieces = project.store.carried(last.feed, last.seq - 1, last.seq)
    return any(commit_id(one.header) == last.commit for piece in pieces for one in piece)


def written_since(project: Project, roster: Roster) -> dict[bytes, list[AdoptedFeed]]:
    """Device -> its own old feeds with what it wrote in them since it asked: for it to name itself."""
    found: dict[bytes, list[AdoptedFeed]] = {}
    own = {one.signing.verify_key: one.device for one in project.identity.keyring().devices}
    before = project.store.roster()
    for feed in {**before.feeds, **roster.adopted}:
        head, one = project.store.head_of_feed(feed), _as_adopted(feed, before, roster)
        if one is None or one.signing not in own or head.seq <= one.last.seq:
            continue
        last = LastAccepted(feed, head.seq, head.id)
        grown = AdoptedFeed(
            feed, one.project, one.stream, one.person, one.signing, one.role, last, root=one.root
        )
        found.setdefault(own[one.signing], []).append(grown)
    return found


def _as_adopted(feed: bytes, before: Roster, roster: Roster) -> AdoptedFeed | None:
    """The feed as the team knows it; one begun since asking as this laptop's own project knows it."""
    known, new = roster.adopted.get(feed), before.feeds.get(feed)
    if known is not None or new is None or before.project == roster.project or before.root is None:
        return known
    device = new.device
    return AdoptedFeed(
        feed,
        before.project,
        new.stream,
        device.person,
        device.signing,
        roster.role_of(device.person) or "monitor",
        LastAccepted(feed, 0, b""),
        root=before.root.public,
    )
