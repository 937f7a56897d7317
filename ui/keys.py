"""Every key that does something of its own, declared once: pages take their keys from here, and F1 shows them all."""

from __future__ import annotations

from typing import NamedTuple


class Key(NamedTuple):
    """What does one thing: `name` is a catalogue key below ``keys.does.``, `keys` are written as Qt writes them.

    `cap` is what stands on the key cap, where that is not simply the keys; in braces stand keys of the catalogue.
    """

    name: str
    keys: tuple[str, ...]
    cap: str = ""

    @property
    def first(self) -> str:
        """The one that is meant where only one is said."""
        return self.keys[0]

    @property
    def shown(self) -> str:
        """The cap as people know it from their keyboard."""
        return self.cap or self.first.replace("Return", "Enter").replace("PgDown", "PgDn")


HELP = Key("help", ("F1",))
BEGIN = Key("begin", ("Ctrl+1", "Ctrl+2", "Ctrl+3", "Ctrl+4"), "Ctrl+1 … 4")
GO_TO = Key("go_to", tuple(f"Alt+{number}" for number in range(1, 10)), "Alt+1 … 6")
PAGE_BEFORE = Key("page_before", ("Ctrl+PgUp",))
PAGE_AFTER = Key("page_after", ("Ctrl+PgDown",))
UNDO = Key("undo", ("Ctrl+Z",))
SAVE = Key("save", ("Ctrl+S",))
SAVE_AND_NEXT = Key("save_and_next", ("Ctrl+Return", "Ctrl+Enter"))
PICK = Key("pick", ("F4",))
FIND = Key("find", ("Ctrl+F",))
DRAFTS = Key("drafts", ("Ctrl+D",))
KEEP = Key("keep", ("Alt+A", "Alt+B"), "Alt+A, Alt+B")
ANOTHER = Key("another", ("Alt+N",))
SKIP = Key("skip", ("Alt+S",))
NEXT_FINDING = Key("next_finding", ("F8",))
DO = Key("do", ("Ctrl+Return", "Ctrl+Enter"))
MAP_GO = Key("map_go", ("Ctrl+G",))
MAP_ALL = Key("map_all", ("Ctrl+0",))
MAP_MEASURE = Key("map_measure", ("Ctrl+M",))
MAP_SAVE = Key("map_save", ("Ctrl+P",))
MAP_LAYERS = Key("map_layers", ("Ctrl+L",))
MAP_NEARER, MAP_FURTHER = Key("map_nearer", ("+",)), Key("map_further", ("-",), "−")

ROOMS: dict[str, tuple[Key, ...]] = {
    "everywhere": (
        BEGIN,
        GO_TO,
        PAGE_BEFORE,
        PAGE_AFTER,
        Key("next", ("Tab",)),
        Key("before", ("Shift+Tab",)),
        Key("press", ("Space",), "{space}"),
        Key("back", ("Esc",)),
        UNDO,
        HELP,
    ),
    "form": (
        SAVE_AND_NEXT,
        SAVE,
        Key("letter", (), "{letter}"),
        Key("list", ("Down",), "↓"),
        Key("line", ("Enter",)),
        PICK,
        Key("paste_photo", ("Ctrl+V",)),
    ),
    "records": (
        FIND,
        DRAFTS,
        Key("open", ("Enter",)),
        Key("delete", ("Del",), "Delete"),
        Key("more", ("Shift+Down",), "Shift+↓"),
        Key("all", ("Ctrl+A",)),
    ),
    "map": (
        Key("map_move", (), "← ↑ → ↓"),
        MAP_NEARER,
        MAP_FURTHER,
        Key("map_open", ("Enter",)),
        Key("map_next", (), "Ctrl+← ↑ → ↓"),
        Key("map_box", (), "Shift+← ↑ → ↓"),
        Key("map_menu", ("Shift+F10",)),
        MAP_GO,
        MAP_ALL,
        MAP_MEASURE,
        Key("map_corner", ("Space",), "{space}"),
        MAP_LAYERS,
        MAP_SAVE,
    ),
    "review": (KEEP, ANOTHER, SKIP),
    "exchange": (DO, NEXT_FINDING),
}
"""Where a key works -> the keys, in the order in which F1 shows them."""
