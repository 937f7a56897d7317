"""Enrolment: a project of one is founded without asking, and its roster commits prove themselves."""

from __future__ import annotations

from dataclasses import replace

import pytest

from camifield.entropy import SeededEntropy
from camifield.errors import Problem
from camifield.revisions.commits import Commit, seal
from camifield.revisions.enrolment import Founding, found, open_roster, seal_roster, signer_of
from camifield.revisions.headers import Stream
from camifield.revisions.roster import Roster
from camifield.revisions.roster_parts import incarnation_part, person_part
from camifield.security.hashing import feed_id, project_id
from camifield.security.keyring import Keyring
from camifield.security.signing import Purpose, SigningKey
from tests.revisions.making import AUTHOR, KEY, a_header, a_part

AT = 1_773_457_200_000


def founded(seed: int = 21) -> Founding:
    """A project of one; the same every time."""
    return found(AUTHOR, SeededEntropy(seed), at_ms=AT)


def reopened(commit: Commit) -> Commit:
    """The same roster commit, from its bytes."""
    return open_roster(commit.header_bytes, commit.signature, commit.payload)


def test_a_project_of_one_is_whole_from_its_first_commit() -> None:
    """Protects the first start: keys, project, person, device and both feeds are there, and nothing was asked."""
    made = founded()
    roster = Roster.from_commits(made.keyring.project, [reopened(made.commit)])
    root, admin, (device,) = made.keyring.root, made.keyring.admin, made.keyring.devices
    assert root is not None
    assert admin is not None
    assert made.keyring.project == project_id(root.public) == made.commit.header.project
    assert roster.root == root.verify_key
    assert roster.admins == (admin.verify_key,)
    assert roster.role_of(AUTHOR) == "coordinator"
    for stream in (Stream.OPEN, Stream.RESTRICTED):
        feed = made.incarnation.feed(stream)
        assert roster.key_of(feed) == device.signing.verify_key
        assert roster.feeds[feed].stream == stream
        assert not roster.is_revoked(feed, 10)
    assert roster.devices[device.device].encryption == device.encryption.public
    assert len(roster.feeds) == 2
    assert Keyring.from_bytes(made.keyring.to_bytes()) == made.keyring


def test_two_projects_share_nothing() -> None:
    """Protects projects from each other: other keys, feeds and names from other randomness."""
    one, two = founded(1), founded(2)
    assert one.keyring.project != two.keyring.project
    assert Roster.from_commits(one.keyring.project, [two.commit]).root is None
    assert founded(1).commit == one.commit


def test_the_first_save_of_a_project_of_one_is_accepted() -> None:
    """Protects saving right after founding: the roster knows the feed, its key and its person."""
    made = founded()
    (device,) = made.keyring.devices
    feed = made.incarnation.feed(Stream.OPEN)
    header = a_header(project=made.keyring.project, feed=feed)
    commit = seal(header, [a_part()], device.signing, SeededEntropy(1))
    roster = Roster.from_commits(made.keyring.project, [made.commit])
    key = roster.key_of(commit.header.feed)
    assert key is not None
    assert key.verify(Purpose.COMMIT, commit.header_bytes, commit.signature)
    assert roster.refusal(commit.header) is None


def test_a_roster_commit_is_believed_only_under_the_key_and_feed_it_names() -> None:
    """Protects the roster: no feed without its key, no key without its signature, no ordinary commit in its place."""
    made = founded()
    assert reopened(made.commit) == made.commit
    nonce = b"n" * 16
    header = a_header(project=made.keyring.project)
    stolen = replace(header, stream=Stream.ROSTER, feed=made.commit.header.feed)
    signer = seal_roster(header, [a_part()], KEY, nonce, SeededEntropy(1)).parts[0]
    for hostile in (
        seal(stolen, [signer, a_part()], KEY, SeededEntropy(2)),
        seal(stolen, [a_part()], KEY, SeededEntropy(2)),
        seal(replace(header, feed=feed_id(KEY.public, nonce, 0)), [signer, a_part()], KEY, SeededEntropy(2)),
    ):
        assert signer_of(hostile) is None
        with pytest.raises(Problem) as caught:
            reopened(hostile)
        assert caught.value.parameters["reason"] == "signer"
    other = SigningKey.make(SeededEntropy(31))
    unsigned = replace(made.commit, signature=other.sign(Purpose.COMMIT, made.commit.header_bytes))
    with pytest.raises(Problem) as caught:
        reopened(unsigned)
    assert caught.value.code == "commit-not-signed"


def test_a_roster_of_a_later_program_and_one_too_large_are_told_apart() -> None:
    """Protects a person from being told of damage where an update is what is needed."""
    import cbor2

    made = founded()
    items = cbor2.loads(made.commit.header_bytes)
    header = cbor2.dumps([2, *items[1:]], canonical=True)
    with pytest.raises(Problem) as caught:
        open_roster(header, made.commit.signature, made.commit.payload)
    assert caught.value.code == "commit-is-newer"
    with pytest.raises(Problem) as caught:
        open_roster(made.commit.header_bytes, made.commit.signature, bytes(2**20 + 1))
    assert caught.value.code == "commit-too-large"


def test_only_known_roles_are_written() -> None:
    """Protects permissions from a word that no laptop understands."""
    assert person_part(AUTHOR, "ranger").groups == {"role": {"role": "ranger"}}
    with pytest.raises(ValueError, match="no such role"):
        person_part(AUTHOR, "king")


def test_an_incarnation_is_part_of_its_device() -> None:
    """Protects restored laptops: new feeds are a line of the device they belong to."""
    made = founded()
    heads = Roster.from_commits(made.keyring.project, [made.commit]).heads[made.incarnation.device]
    part = incarnation_part(made.incarnation.device, b"n" * 16, 2, heads)
    assert (part.record, part.bases) == (made.incarnation.device, (made.commit.id,))
    assert list(part.groups) == [f"incarnation/{(b'n' * 16).hex()}"]
