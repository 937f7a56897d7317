"""What the panel of layers is told of each layer: its name, whether it is shown, and what can be done with it. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple


class LayerChoice(NamedTuple):
    """One line of a layer's menu: words and what they do. `is_chosen`: which of several it is; None where it is a verb."""

    words: str
    act: Callable[[], object]
    is_chosen: bool | None = None


class LayerEntry(NamedTuple):
    """One layer. `told` stands below its name: what sort it is, or what is wrong with it (`is_wrong`).

    `on_shown` hears whether it is to be shown from now on; the panel asks for all entries anew afterwards.
    """

    key: str
    name: str
    told: str
    is_shown: bool
    on_shown: Callable[[bool], object]
    choices: Sequence[LayerChoice] = ()
    is_wrong: bool = False


Entries = Callable[[], Sequence[LayerEntry]]
"""Asked whenever the panel is shown: the layers of one sort, the uppermost first."""
