"""Protects joining a team: an invitation and a request arrive as they were written, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from camifield.entropy import SeededEntropy
from camifield.errors import Problem
from camifield.folders import Folder
from camifield.revisions.encoding import Value
from camifield.security.encryption import EncryptionKey
from camifield.sync.bundle_reading import open_bundle
from camifield.sync.letters import Letter, read_letter, write_letter
from camifield.sync.limits import LARGEST_LETTER
from tests.revisions.making import PROJECT, group_values
from tests.revisions.teams import AT
from tests.sync.bundles import Camp

KEY, OTHER = EncryptionKey.make(SeededEntropy(1)), EncryptionKey.make(SeededEntropy(2))
INVITATION = Letter(
    what="invitation", project=PROJECT, made_ms=AT, body={"team": "Сары-Булак", "root": b"r" * 32}
)


@given(group_values, st.sampled_from(["invitation", "request"]), st.booleans())
def test_a_round_trip(
    tmp_path_factory: pytest.TempPathFactory, body: dict[str, Value], what: str, sealed: bool
) -> None:
    """Protects whatever stands in a letter, sealed or not."""
    folder = tmp_path_factory.getbasetemp()
    letter = Letter(what=what, project=PROJECT, made_ms=AT, body=body, device=b"d" * 16)
    size = write_letter(Folder(folder), "letter.cfb", letter, [KEY.public] if sealed else ())
    assert size == (folder / "letter.cfb").stat().st_size
    assert read_letter(folder / "letter.cfb", [KEY]) == letter


def test_a_sealed_letter_is_for_its_reader(tmp_path: Path) -> None:
    """Protects the names in a request from everybody on the way."""
    write_letter(Folder(tmp_path), "request.cfb", INVITATION, [KEY.public])
    assert "Сары".encode() not in (tmp_path / "request.cfb").read_bytes()
    for keys in ((), (OTHER,)):
        with pytest.raises(Problem, match="bundle-not-for-us"):
            read_letter(tmp_path / "request.cfb", keys)


def test_no_prefix_and_no_changed_byte_is_taken(tmp_path: Path) -> None:
    """Protects against a letter cut or changed on its way; only the cover's own claims are not vouched for."""
    write_letter(Folder(tmp_path), "invitation.cfb", INVITATION)
    path = tmp_path / "invitation.cfb"
    data = path.read_bytes()
    for at in range(len(data)):
        path.write_bytes(data[:at])
        with pytest.raises(Problem, match="bundle-"):
            read_letter(path)
        path.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
        try:
            assert read_letter(path).body == INVITATION.body
        except Problem as problem:
            assert problem.where.file == path.name  # noqa: PT017 - some bytes are of the cover's claims


def test_each_file_is_opened_as_what_it_is(tmp_path: Path) -> None:
    """Protects against a bundle taken for an invitation, and the other way round."""
    write_letter(Folder(tmp_path), "invitation.cfb", INVITATION)
    with pytest.raises(Problem, match="bundle-of-another-use"):
        open_bundle(tmp_path / "invitation.cfb")
    with pytest.raises(Problem, match="bundle-of-another-use"):
        read_letter(Camp().write(tmp_path))


def test_a_letter_has_a_size(tmp_path: Path) -> None:
    """Protects the newcomer's laptop: what it could not read is not written, and no other kind of letter is."""
    large = Letter(what="request", project=PROJECT, made_ms=AT, body={"x": bytes(LARGEST_LETTER)})
    with pytest.raises(Problem, match="bundle-too-large"):
        write_letter(Folder(tmp_path), "large.cfb", large)
    odd = Letter(what="bundle", project=PROJECT, made_ms=AT, body={})
    with pytest.raises(ValueError, match="no such letter"):
        write_letter(Folder(tmp_path), "odd.cfb", odd)
    assert list(tmp_path.iterdir()) == []
