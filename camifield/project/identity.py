"""Who signs here: the keys of this laptop, the project's founding without a question, and new feeds after a restore."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from camifield.clock import Clock, milliseconds
from camifield.entropy import Entropy
from camifield.errors import Problem
from camifield.folders import Folder
from camifield.project.keys_on_disk import KEYS, founder_behind_passphrase, is_closed_in
from camifield.project.member_keys import keys_of_member
from camifield.store.store import Store

if TYPE_CHECKING:  # signing is imported at the first save: the first page is painted without it
    from camifield.revisions.commits import Commit
    from camifield.revisions.membership import Device, Incarnation
    from camifield.revisions.parts import Part
    from camifield.revisions.roster import Roster
    from camifield.security.keyring import DeviceKeys, Keyring
    from camifield.security.passphrase import Lock, Work
    from camifield.security.signing import SigningKey
    from camifield.store.signing import Signer

NOBODY = b"\0" * 16


class Identity:
    """The keys of one project on this laptop. One key belongs to one person on one laptop; a shared laptop has several."""

    def __init__(
        self, folder: Folder, store: Store, clock: Clock, entropy: Entropy, *, passphrase: str | None = None
    ) -> None:
        self._folder = folder
        self._store = store
        self._clock = clock
        self._entropy = entropy
        self._passphrase = passphrase
        self._keyring: Keyring | None = None
        self._lock: Lock | None = None
        self._roster: Roster | None = None

    def read_keys(self) -> Keyring | None:
        """The keys of this laptop, None where it has none; read at first need.

        Raises Problem ``keyring-damaged``, ``keyring-is-newer``, ``keys-are-closed`` before `unlock`, and what a
        passphrase given at opening raises.
        """
        if self._keyring is None and self._folder.exists(KEYS):
            from camifield.security.keyring import open_keyring

            keyring, self._lock = open_keyring(self._folder.read(KEYS), self._passphrase)
            self._passphrase = None
            self._keyring = keyring
            if self._store.project is not None and not self._store.is_read_only_because:
                turned = keyring.turned_to(self._store.project)
                if turned is not keyring:  # a crash while joining, or a store from before it was put back
                    self.keep(turned.of_people(self.people_of_devices()))
        return self._keyring

    def people_of_devices(self) -> dict[bytes, bytes]:
        """Device -> whose it is, as the roster says."""
        return {device.id: device.person for device in self.roster.devices.values()}

    @property
    def has_passphrase(self) -> bool:
        """Whether the keys on the disk are closed by a passphrase."""
        return is_closed_in(self._folder)

    @property
    def is_closed(self) -> bool:
        """Whether a passphrase is needed before anything can be signed."""
        return self._keyring is None and self._passphrase is None and self.has_passphrase

    def unlock(self, passphrase: str) -> None:
        """Open the keys until the program ends. Raises Problem ``passphrase-wrong`` or ``passphrase-needs-memory``."""
        self._passphrase = passphrase
        try:
            self.read_keys()
        finally:
            self._passphrase = None

    def protect(self, passphrase: str, work: Work | None = None) -> None:
        """Close the keys by this passphrase from now on. Raises Problem ``passphrase-too-short`` or
        ``passphrase-needs-memory``. The keys in backups made before stay as they were.
        """
        from camifield.security.passphrase import MODERATE, Lock

        keyring = self.keyring()
        self._lock = Lock.make(passphrase, self._entropy, work or MODERATE)
        self.keep(keyring)

    def unprotect(self) -> None:
        """Keep the keys without a passphrase from now on."""
        keyring = self.keyring()
        self._lock = None
        self.keep(keyring)

    def keep(self, keyring: Keyring) -> None:
        """Write these keys in the place of those that were, closed as they were."""
        self._folder.write(keyring.to_bytes(self._lock, self._entropy), KEYS, private=True)
        self._keyring = keyring

    def begin(self, *, was_put_back: bool = False) -> None:
        """Found a project of one where there is none yet, or go on with new feeds where the store was put back.

        The keys are on the disk before the roster speaks of them, so a crash between the two only repeats this.
        """
        if self._store.is_read_only_because:
            return
        if self._store.project is None:
            from camifield.ids import new_id
            from camifield.revisions import enrolment

            at_ms = milliseconds(self._clock.now())
            person = new_id(self._clock, self._entropy)
            founding = enrolment.found(person, self._entropy, at_ms=at_ms, quality=self._clock.quality)
            first = founding.incarnation
            self.keep(founding.keyring.with_nonce(first.device, first.nonce))
            self._store.found(founding.keyring.project, founding.commit)
        elif self._store.was_restored or was_put_back:
            self.continue_anew()
        else:
            self.continue_after_homecoming()

    def continue_after_homecoming(self) -> bool:
        """New feeds where commits came of those that this laptop writes in: it was copied, or put back; whether it was.

        After a meeting, and at the next start where a meeting broke off before.
        """
        came_home = self._store.came_home()
        is_due = bool(came_home) and not came_home.isdisjoint(self.writing_feeds())
        if is_due:
            self.continue_anew()
        elif came_home:
            self._store.forget_came_home()
        return is_due

    def continue_anew(self) -> None:
        """New feeds for every person of this laptop: the store was restored or copied, and old numbers may be taken."""
        from camifield.revisions import roster_parts
        from camifield.security.hashing import ID_BYTES

        keyring = self.keyring()
        enrolled = [keys for keys in keyring.devices if keys.device in self.roster.devices]
        for keys in enrolled:
            keyring = keyring.with_nonce(keys.device, self._entropy.take(ID_BYTES))
        self.keep(keyring)
        for keys in enrolled:
            device, nonce = self.roster.devices[keys.device], keyring.nonces[keys.device]
            bases = self.roster.heads.get(keys.device, ())
            part = roster_parts.incarnation_part(keys.device, nonce, len(device.incarnations) + 1, bases)
            self.say([part], keys.signing, keys.person, nonce)
        self._store.restart_mark()

    @property
    def roster(self) -> Roster:
        """Who is in the team, as the log says; read at first need, and again after `forget_roster`."""
        if self._roster is None:
            self._roster = self._store.roster()
        return self._roster

    def forget_roster(self) -> None:
        """Read the roster anew at the next look: a meeting brought some of it."""
        self._roster = None

    @property
    def founder(self) -> bytes:
        """The person who began here: the first keys of the keyring, which a passphrase does not hide."""
        if self._keyring is None and (founder := founder_behind_passphrase(self._folder)) is not None:
            return founder
        keyring = self.read_keys()
        return keyring.founder if keyring is not None else NOBODY

    def keyring(self) -> Keyring:
        """As `read_keys`. Raises Problem ``keys-are-missing`` as well."""
        keyring = self.read_keys()
        if keyring is None:
            raise Problem("keys-are-missing")
        return keyring

    def own_devices(self) -> tuple[Device, ...]:
        """The devices of this laptop that are in the roster, in the order in which they were made."""
        keyring = self.read_keys()
        found = (self.roster.devices.get(keys.device) for keys in keyring.devices) if keyring else ()
        return tuple(device for device in found if device is not None)

    def own_feeds(self) -> tuple[bytes, ...]:
        """Every feed that this laptop ever wrote for its people, those of before it joined a team included."""
        devices = self.own_devices()
        keys = {device.signing for device in devices}
        present = [feed for device in devices for one in device.incarnations for feed in one.feeds]
        return (*present, *(feed for feed, one in self.roster.adopted.items() if one.signing in keys))

    def writing_feeds(self) -> tuple[bytes, ...]:
        """The feeds in which its people's next saves will be: of the others a copy of this laptop may still write some."""
        keyring = self.read_keys()
        found = [self._incarnation(keys) for keys in keyring.devices] if keyring else []
        return tuple(feed for one in found if one is not None for feed in one.feeds)

    def admin_key(self) -> SigningKey | None:
        """The key of this laptop that may enrol people: an administrator's, or the root's; None where it has none."""
        keyring, roster = self.keyring(), self.roster
        if keyring.admin is not None and keyring.admin.verify_key in roster.admins:
            return keyring.admin
        return self.root_key()

    def root_key(self) -> SigningKey | None:
        """The root key, where it is on this laptop."""
        root = self.keyring().root
        return root if root is not None and root.verify_key == self.roster.root else None

    def signer(self, author: bytes) -> Signer:
        """What signs a save of this person. Somebody new at a shared laptop gets keys of their own first.

        Raises Problem ``keys-are-missing`` when this laptop may not sign, ``person-has-no-keys`` when it may not
        enrol people either.
        """
        from camifield.store.signing import Signer

        keyring = self.keyring()
        keys = keyring.device_of(author) or keys_of_member(keyring, self.roster, author)
        if keys is None or keys.device not in self.roster.devices:
            keys = self._enrol(keyring, author, keys)
        incarnation = self._incarnation(keys)
        if incarnation is None:
            raise Problem("person-has-no-keys")
        return Signer(
            self.keyring().project, keys.person, keys.signing, incarnation, self._clock, self._entropy
        )

    def _incarnation(self, keys: DeviceKeys) -> Incarnation | None:
        """The feeds that this laptop writes in now; a copy of it may have begun others since, which are not ours."""
        device = self.roster.devices.get(keys.device)
        if device is None or not device.incarnations:
            return None
        nonce = self.keyring().nonces.get(keys.device)
        own = (one for one in device.incarnations if one.nonce == nonce)
        return next(own, device.incarnations[-1])

    def _enrol(self, keyring: Keyring, person: bytes, keys: DeviceKeys | None) -> DeviceKeys:
        from camifield.revisions import enrolment, roster_parts
        from camifield.revisions.membership import RANGER
        from camifield.security.hashing import ID_BYTES

        admin = self.admin_key()
        if admin is None:
            raise Problem("person-has-no-keys")
        nonce = self._entropy.take(ID_BYTES)
        if keys is None:
            keys = enrolment.new_device_keys(person, self._entropy, at_ms=milliseconds(self._clock.now()))
            self.keep(keyring.with_device(keys, nonce))
        else:  # a crash came between the keys and the roster
            self.keep(keyring.with_nonce(keys.device, nonce))
        parts = [roster_parts.device_part(keys, nonce)]
        if self.roster.role_of(person) is None:
            parts.insert(0, roster_parts.person_part(person, RANGER, self.roster.heads.get(person, ())))
        self.say(parts, admin, person)
        return keys

    def say(self, parts: Sequence[Part], key: SigningKey, author: bytes, nonce: bytes = b"") -> None:
        """Put these parts, which take nothing from anybody, into the roster, signed by this key."""
        self._store.add_to_roster([self.seal(parts, key, author, nonce)])
        self._roster = None

    def seal(self, parts: Sequence[Part], key: SigningKey, author: bytes, nonce: bytes = b"") -> Commit:
        """A roster commit of these parts, in this laptop's own roster feed of that key, to be taken in by the store."""
        from camifield.revisions import enrolment
        from camifield.revisions.headers import Stream, lamport_after
        from camifield.security.hashing import feed_id

        nonce = nonce or self._own_nonce()
        head = self._store.head_of_feed(feed_id(key.public, nonce, Stream.ROSTER))
        header = enrolment.roster_header(
            self.keyring().project,
            author,
            lamport=lamport_after([self._store.highest_lamport()]),
            at_ms=milliseconds(self._clock.now()),
            quality=self._clock.quality,
            seq=head.seq + 1,
            previous=head.id,
        )
        return enrolment.seal_roster(header, parts, key, nonce, self._entropy)

    def _own_nonce(self) -> bytes:
        """That of the first person's present feeds: the laptop's roster feeds are begun anew together with them."""
        incarnation = next(
            (one for keys in self.keyring().devices if (one := self._incarnation(keys)) is not None), None
        )
        if incarnation is None:
            raise Problem("keys-are-missing")
        return incarnation.nonce
