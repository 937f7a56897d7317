"""What the tests of the log build with: values the log may hold, keys, headers, and histories of several laptops."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from hypothesis import strategies as st

from camifield.entropy import SeededEntropy
from camifield.revisions.encoding import Group, Value
from camifield.revisions.headers import Header, Stream, lamport_after
from camifield.revisions.merge import Folded, Write, find_heads, fold
from camifield.revisions.parts import Part
from camifield.revisions.undo import Inverse
from camifield.security.signing import SigningKey

PROJECT, FEED, AUTHOR, RECORD = b"p" * 16, b"f" * 16, b"a" * 16, b"r" * 16
KEY = SigningKey.make(SeededEntropy(11))
GROUPS = ("what", "where", "note", "losses/0a", "losses/0b")

texts = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=12)
names = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1, max_size=8)
leaves = st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | texts | st.binary(max_size=12)
values: st.SearchStrategy[Value] = st.recursive(
    leaves,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(names, inner, max_size=4),
    max_leaves=12,
)
group_values = st.dictionaries(names, values, max_size=4)
ids = st.binary(min_size=16, max_size=16)
parts = st.builds(
    Part,
    kind=names,
    record=ids,
    groups=st.dictionaries(names, st.none() | group_values, max_size=4),
    bases=st.lists(ids, max_size=3, unique=True).map(lambda found: tuple(sorted(found))),
    deleted=st.none() | st.booleans(),
    why=st.none() | texts,
    salt=st.just(b""),
    erased=st.just(False),
)


def a_header(**changed: object) -> Header:
    """The header of a first save, with what the test needs changed."""
    plain: dict[str, object] = {
        "project": PROJECT,
        "feed": FEED,
        "stream": Stream.OPEN,
        "seq": 1,
        "author": AUTHOR,
        "schema": 1,
        "lamport": 1,
        "at_ms": 1_773_457_200_000,
        "quality": 1,
        "action": 1,
    }
    return Header(**(plain | changed))  # pyright: ignore[reportArgumentType] - the test names real fields


def a_part(record: bytes = RECORD, **changed: object) -> Part:
    """A small sighting, with what the test needs changed."""
    plain: dict[str, object] = {
        "kind": "sighting",
        "record": record,
        "groups": {"what": {"species": "panthera_uncia", "count": 2}},
    }
    return Part(**(plain | changed))  # pyright: ignore[reportArgumentType] - the test names real fields


def commit_name(number: int) -> bytes:
    """A made-up commit id whose order is unlike the order of making."""
    return (number * 0x9E3779B97F4A7C15 % 2**64).to_bytes(8, "big") + number.to_bytes(8, "big")


@dataclass
class Laptop:
    """A laptop as far as one record goes: the writes that it holds."""

    held: dict[bytes, Write] = field(default_factory=dict[bytes, Write])

    @property
    def folded(self) -> Folded:
        return fold(self.held.values())

    def write(
        self, number: int, groups: Mapping[str, Group | None], *, deleted: bool | None = None, ahead: int = 0
    ) -> Write:
        """A new write on all that is held here; `ahead` is how far its clock number jumps."""
        lamport = lamport_after(write.lamport for write in self.held.values()) + ahead
        new = Write(commit_name(number), lamport, find_heads(self.held.values()), groups, deleted)
        self.held[new.commit] = new
        return new

    def write_beside(self, number: int, undone: Inverse) -> None:
        """The writes of an undo, all on what was held before the first of them."""
        heads = find_heads(self.held.values())
        lamport = lamport_after(write.lamport for write in self.held.values())
        saves = [(undone.groups, undone.deleted), *((one.groups, one.deleted) for one in undone.beside)]
        for place, (groups, deleted) in enumerate(saves):
            new = Write(commit_name(number + place), lamport + place, heads, groups, deleted)
            self.held[new.commit] = new

    def receive(self, writes: Iterable[Write]) -> None:
        self.held.update((write.commit, write) for write in writes)


@st.composite
def meetings(draw: st.DrawFn) -> list[Laptop]:
    """Two to five laptops after edits, deletions, restorations and partial meetings, in any order."""
    laptops = [Laptop() for _ in range(draw(st.integers(2, 5)))]
    first = laptops[0].write(0, {"what": {"x": 0}, "losses/0a": {"order": 1}})
    for laptop in laptops[1 : draw(st.integers(1, len(laptops)))]:
        laptop.receive([first])
    which = st.integers(0, len(laptops) - 1)
    for number in range(1, draw(st.integers(1, 14))):
        laptop = laptops[draw(which)]
        match draw(
            st.sampled_from(["edit", "edit", "edit", "edit", "delete", "restore", "meet", "meet", "some"])
        ):
            case "meet":
                laptop.receive(laptops[draw(which)].held.values())
            case "some":
                others = list(laptops[draw(which)].held.values())
                chosen = draw(st.sets(st.sampled_from(range(len(others))))) if others else set[int]()
                laptop.receive(others[position] for position in chosen)
            case "edit":
                touched = draw(st.lists(st.sampled_from(GROUPS), min_size=1, max_size=3, unique=True))
                value = st.sampled_from([{"x": 1}, {"x": True}, {"x": 2, "order": 1}, {}])
                groups = {name: draw(value | st.none() if "/" in name else value) for name in touched}
                laptop.write(number, groups, ahead=draw(st.sampled_from([0, 0, 1000])))
            case meant:
                laptop.write(number, {}, deleted=meant == "delete")
    return laptops


histories = meetings().map(
    lambda laptops: list(
        {write.commit: write for laptop in laptops for write in laptop.held.values()}.values()
    )
)
