"""Who signs here: the keys of this laptop, the project's founding without a question, and new feeds after a restore."""

from __future__ import annotations

from typing import TYPE_CHECKING

from camifield.clock import Clock, milliseconds
from camifield.entropy import Entropy
from camifield.errors import Problem
from camifield.folders import Folder
from camifield.store.store import Store

if TYPE_CHECKING:  # signing is imported at the first save: the first page is painted without it
    from camifield.revisions.parts import Part
    from camifield.revisions.roster import Roster
    from camifield.security.keyring import DeviceKeys, Keyring
    from camifield.security.signing import SigningKey
    from camifield.store.signing import Signer

KEYS = "keys"


class Identity:
    """The keys of one project on this laptop. One key belongs to one person on one laptop; a shared laptop has several."""

    def __init__(self, folder: Folder, store: Store, clock: Clock, entropy: Entropy) -> None:
        self._folder = folder
        self._store = store
        self._clock = clock
        self._entropy = entropy
        self._keyring: Keyring | None = None
        self._roster: Roster | None = None

    def read_keys(self) -> Keyring | None:
        """The keys of this laptop, None where it has none; read at first need.

        Raises Problem ``keyring-damaged`` or ``keyring-is-newer``.
        """
        if self._keyring is None and self._folder.exists(KEYS):
            from camifield.security.keyring import Keyring

            self._keyring = Keyring.from_bytes(self._folder.read(KEYS))
        return self._keyring

    def _write(self, keyring: Keyring) -> None:
        self._folder.write(keyring.to_bytes(), KEYS, private=True)
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
            self._write(founding.keyring)
            self._store.found(founding.keyring.project, founding.commit)
        elif self._store.was_restored or was_put_back:
            self.continue_anew()

    def continue_anew(self) -> None:
        """New feeds for every person of this laptop: the store was restored or copied, and old numbers may be taken."""
        from camifield.revisions import roster_parts
        from camifield.security.hashing import ID_BYTES

        for keys in self._keys().devices:
            device = self.roster.devices.get(keys.device)
            if device is None:
                continue
            nonce = self._entropy.take(ID_BYTES)
            bases = self.roster.heads.get(keys.device, ())
            part = roster_parts.incarnation_part(keys.device, nonce, len(device.incarnations) + 1, bases)
            self._seal([part], keys.signing, keys.person)
        self._store.restart_mark()

    @property
    def roster(self) -> Roster:
        if self._roster is None:
            self._roster = self._store.roster()
        return self._roster

    @property
    def founder(self) -> bytes:
        """The person who began here: the first keys of the keyring."""
        keyring = self.read_keys()
        return keyring.devices[0].person if keyring is not None and keyring.devices else b"\0" * 16

    def _keys(self) -> Keyring:
        keyring = self.read_keys()
        if keyring is None:
            raise Problem("keys-are-missing")
        return keyring

    def signer(self, author: bytes) -> Signer:
        """What signs a save of this person. Somebody new at a shared laptop gets keys of their own first.

        Raises Problem ``keys-are-missing`` when this laptop may not sign, ``person-has-no-keys`` when it may not
        enrol people either.
        """
        from camifield.store.signing import Signer

        keyring = self._keys()
        keys = keyring.device_of(author) or self._enrol(keyring, author)
        device = self.roster.devices.get(keys.device)
        if device is None or not device.incarnations:
            raise Problem("person-has-no-keys")
        return Signer(
            keyring.project, author, keys.signing, device.incarnations[-1], self._clock, self._entropy
        )

    def _enrol(self, keyring: Keyring, person: bytes) -> DeviceKeys:
        from camifield.revisions import enrolment, roster_parts
        from camifield.security.hashing import ID_BYTES

        admin = keyring.admin or keyring.root
        if admin is None:
            raise Problem("person-has-no-keys")
        keys = enrolment.new_device_keys(person, self._entropy, at_ms=milliseconds(self._clock.now()))
        self._write(keyring.with_device(keys))
        parts = [roster_parts.device_part(keys, self._entropy.take(ID_BYTES))]
        if person not in self.roster.roles:
            parts.insert(0, roster_parts.person_part(person, "ranger", self.roster.heads.get(person, ())))
        self._seal(parts, admin, person)
        return keys

    def _seal(self, parts: list[Part], key: SigningKey, author: bytes) -> None:
        from camifield.revisions import enrolment
        from camifield.revisions.headers import Action, Header, Stream
        from camifield.security.hashing import ID_BYTES, feed_id

        nonce = self._entropy.take(ID_BYTES)
        feed = feed_id(key.public, nonce, Stream.ROSTER)
        head = self._store.head_of_feed(feed)
        header = Header(
            project=self._keys().project,
            feed=feed,
            stream=Stream.ROSTER,
            seq=head.seq + 1,
            author=author,
            schema=0,
            lamport=self._store.highest_lamport() + 1,
            at_ms=milliseconds(self._clock.now()),
            quality=self._clock.quality,
            action=Action.ENROL,
        )
        commit = enrolment.seal_roster(header, parts, key, nonce, self._entropy)
        self._store.add_to_roster([commit])
        self._roster = None
