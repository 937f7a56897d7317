"""A manifest is read again as it was written, and one that was tampered with is not believed."""

from __future__ import annotations

import json
from typing import Any

import pytest

from camifield.backup.manifest import FORMAT, Manifest, Member, from_bytes, photo_name, photo_of, to_bytes
from camifield.errors import Problem

WHOLE = Manifest(
    project=b"p" * 16,
    made_ms=1_773_457_200_000,
    sequence=7,
    laptop="M7",
    app="0.1.0",
    why="before-import",
    layout=1,
    records=12,
    drafts=3,
    photos=2,
    last_commit=40,
    members={"store.sqlite": Member(4096, b"s" * 32), "keys": Member(10, b"k" * 32)},
    left_out=("drafts.sqlite",),
)


def test_a_manifest_is_read_again() -> None:
    """Every fact that a person chooses a backup by survives."""
    assert from_bytes(to_bytes(WHOLE), "x") == WHOLE
    assert WHOLE.bytes == 4106


def test_a_photo_is_named_by_its_content_and_by_nothing_else() -> None:
    """No other name inside a backup is ever taken for a photo, least of all a path."""
    assert photo_of(photo_name(b"\7" * 32)) == b"\7" * 32
    for name in (
        "photos/../keys",
        "photos/" + "a" * 63,
        "photos/" + "A" * 64,
        "/photos/" + "a" * 64,
        "keys",
        "a" * 64 + "\n",
    ):
        assert photo_of(name) is None


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("project", "zz"),
        ("project", "00"),
        ("records", -1),
        ("records", True),
        ("sequence", 1 << 60),
        ("laptop", "x" * 101),
        ("members", {}),
        ("members", {"store.sqlite": {"bytes": 1}}),
        (
            "members",
            {"store.sqlite": {"bytes": 1, "sha256": "00" * 32}, "../keys": {"bytes": 1, "sha256": "00" * 32}},
        ),
        ("left_out", None),
        ("format", "1"),
        ("format", None),
    ],
)
def test_what_cannot_be_is_damage(name: str, value: object) -> None:
    """A hostile or spoilt manifest changes nothing and is told as damage."""
    facts: dict[str, Any] = json.loads(to_bytes(WHOLE))
    facts[name] = value
    with pytest.raises(Problem) as caught:
        from_bytes(json.dumps(facts).encode(), "old.cfbackup")
    assert (caught.value.code, caught.value.parameters) == ("backup-is-damaged", {"file": "old.cfbackup"})


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b"\xff\xfe", b"[" * 60_000, b'{"format": 1}'])
def test_bytes_that_are_no_manifest_are_damage(data: bytes) -> None:
    """Whatever stands where the manifest should be raises nothing but the Problem."""
    with pytest.raises(Problem) as caught:
        from_bytes(data, "x")
    assert caught.value.code == "backup-is-damaged"


def test_a_newer_format_is_told_as_such() -> None:
    """An older program asks for a newer one; it does not call the backup damaged."""
    facts: dict[str, Any] = json.loads(to_bytes(WHOLE))
    with pytest.raises(Problem) as caught:
        from_bytes(json.dumps({**facts, "format": FORMAT + 1}).encode(), "x")
    assert caught.value.code == "backup-is-newer"
