"""The request: a laptop asks to come into a team, with all that it wrote alone, under its own keys.

Body: version, core (bytes), signed (a list of [device, signature]), proof. The core is canonical CBOR of a map:

    project, root, roster  the project it comes from: its id, its root key, its roster commits
    heads                  a list of [feed, seq, commit]: where each of its feeds stands (0 and no bytes before its first)
    people                 a list of [person, device, signing, encryption, nonce, code, name]: who works on it; the
                           name is empty where the letter is not sealed
    team, invitation       what it was invited to and by; empty without an invitation
    admin                  the key by which it could be an administrator's laptop, or empty
    records, made_ms, laptop, nonce
    member                 whether the first of them says that they are in the team already, on another laptop;
                           earlier versions did not ask

Every device that asks signs the core; an invitation's key, or a device that is in the team already, proves it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from camifield.errors import Problem
from camifield.revisions.commits import Commit
from camifield.revisions.encoding import EncodingError, Value, decode, encode
from camifield.revisions.roster import Roster
from camifield.security.encryption import SECRET_BYTES
from camifield.security.hashing import ID_BYTES, short_hash
from camifield.security.keyring import DeviceKeys
from camifield.security.signing import PUBLIC_BYTES, Purpose, SigningKey, VerifyKey
from camifield.store.feeds import Head
from camifield.sync.cover import REQUEST
from camifield.sync.letters import Letter
from camifield.sync.roster_letters import damaged, read_commits, read_roster, write_commits

VERSION: Final = 1
MOST_PEOPLE: Final = 50
LONGEST_NAME: Final = 200


class Asker(NamedTuple):
    """One person on the laptop that asks: the keys' public halves, and the nonce of the feeds to come."""

    person: bytes
    device: bytes
    signing: VerifyKey
    encryption: bytes
    nonce: bytes
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Request:
    """What a laptop asks. `roster` is that of the project it comes from; `core` is what was signed."""

    project: bytes
    root: bytes
    commits: tuple[Commit, ...] = field(repr=False)
    heads: Mapping[bytes, Head]
    people: tuple[Asker, ...]
    team: bytes
    invitation: bytes
    admin: VerifyKey | None
    records: int
    made_ms: int
    laptop: str
    nonce: bytes
    is_member: bool = False
    core: bytes = field(default=b"", repr=False)
    proof: bytes = b""
    signed: Mapping[bytes, bytes] = field(default_factory=dict[bytes, bytes])

    @property
    def id(self) -> bytes:
        """16 bytes by which the answer names the request."""
        return short_hash(self.core)

    @property
    def roster(self) -> Roster:
        """The roster of the project that the laptop comes from."""
        return Roster.from_commits(self.project, self.commits)

    def is_proven_by(self, key: VerifyKey) -> bool:
        """Whether the holder of this invitation's key made the request."""
        return key.verify(Purpose.INVITATION, self.core, self.proof)

    def is_vouched_for(self, device: bytes, key: VerifyKey) -> bool:
        """Whether this device signed it as well."""
        return key.verify(Purpose.REQUEST, self.core, self.signed.get(device, b""))


def write_core(request: Request) -> bytes:
    """The bytes that are signed. Raises EncodingError for what a letter cannot hold."""
    people: list[Value] = [
        [one.person, one.device, one.signing.public, one.encryption, one.nonce, one.code, one.name]
        for one in request.people
    ]
    return encode(
        {
            "project": request.project,
            "root": request.root,
            "roster": write_commits(request.commits),
            "heads": [[feed, head.seq, head.id] for feed, head in sorted(request.heads.items())],
            "people": people,
            "team": request.team,
            "invitation": request.invitation,
            "admin": request.admin.public if request.admin else b"",
            "records": request.records,
            "made_ms": request.made_ms,
            "laptop": request.laptop,
            "nonce": request.nonce,
            "member": request.is_member,
        }
    )


def write_request(request: Request, keys: Sequence[DeviceKeys], proof: SigningKey | None = None) -> Letter:
    """The letter, signed by these keys (and by the invitation's). Raises EncodingError."""
    core = request.core or write_core(request)
    body: dict[str, Value] = {
        "version": VERSION,
        "core": core,
        "signed": [[one.device, one.signing.sign(Purpose.REQUEST, core)] for one in keys],
        "proof": proof.sign(Purpose.INVITATION, core) if proof else b"",
    }
    return Letter(what=REQUEST, project=request.project, made_ms=request.made_ms, body=body)


def read_request(letter: Letter) -> Request:
    """The request of a letter; every device that asks signed it.

    Raises Problem ``letter-of-another-use``, ``letter-is-newer`` or ``letter-damaged``, and what a roster commit
    raises that is not honest.
    """
    if letter.what != REQUEST:
        raise Problem("letter-of-another-use")
    match letter.body:
        case {"version": int(version)} if version > VERSION:
            raise Problem("letter-is-newer", parameters={"version": version})
        case {"version": 1, "core": bytes(core), "signed": [*signed], "proof": bytes(proof)}:
            request = _read_core(core, proof, _read_signed(signed))
        case _:
            raise damaged("request")
    if request.project != letter.project or not request.people:
        raise damaged("request")
    if not all(request.is_vouched_for(one.device, one.signing) for one in request.people):
        raise damaged("signature")
    return request


def _read_signed(items: Sequence[Value]) -> dict[bytes, bytes]:
    found: dict[bytes, bytes] = {}
    for item in items:
        match item:
            case [bytes(device), bytes(signature)]:
                found[device] = signature
            case _:
                raise damaged("signature")
    return found


def _read_core(core: bytes, proof: bytes, signed: Mapping[bytes, bytes]) -> Request:
    try:
        plain = decode(core)
    except EncodingError as error:
        raise damaged("request") from error
    match plain:
        case {
            "project": bytes(project),
            "root": bytes(root),
            "roster": roster,
            "heads": [*heads],
            "people": [*people],
            "team": bytes(team),
            "invitation": bytes(invitation),
            "admin": bytes(admin),
            "records": int(records),
            "made_ms": int(made_ms),
            "laptop": str(laptop),
            "nonce": bytes(nonce),
            **later,
        } if len(people) <= MOST_PEOPLE and len(admin) in (0, PUBLIC_BYTES) and len(laptop) <= LONGEST_NAME:
            commits = tuple(read_commits(roster))
            if commits:
                read_roster(project, root, list(commits))
            return Request(
                project,
                root,
                commits,
                dict(_read_head(item) for item in heads),
                tuple(_read_asker(item) for item in people),
                team,
                invitation,
                VerifyKey(admin) if admin else None,
                max(records, 0),
                made_ms,
                laptop,
                nonce,
                later.get("member") is True,
                core,
                proof,
                signed,
            )
        case _:
            raise damaged("request")


def _read_head(item: Value) -> tuple[bytes, Head]:
    match item:
        case [bytes(feed), int(seq), bytes(commit)] if len(feed) == ID_BYTES and (
            (seq > 0 and len(commit) == ID_BYTES) or (seq, commit) == (0, b"")
        ):
            return feed, Head(seq, commit)
        case _:
            raise damaged("heads")


def _read_asker(item: Value) -> Asker:
    match item:
        case [
            bytes(person),
            bytes(device),
            bytes(signing),
            bytes(encryption),
            bytes(nonce),
            str(code),
            str(name),
        ] if (
            len(person) == len(device) == len(nonce) == ID_BYTES
            and len(signing) == PUBLIC_BYTES
            and len(encryption) == SECRET_BYTES
            and max(len(code), len(name)) <= LONGEST_NAME
        ):
            return Asker(person, device, VerifyKey(signing), encryption, nonce, code, name)
        case _:
            raise damaged("people")
