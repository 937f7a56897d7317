"""How positions are written on this laptop: one of a few ways, each shown for a place in the person's own country."""

from __future__ import annotations

from collections.abc import Callable

from camifield.changes import Changes
from camifield.i18n import words
from ui.desk import Desk
from ui.settings.presenter import SettingsPresenter
from ui.widgets.picker import Picker

BROADEST = 560


def coordinates_picker(
    desk: Desk, presenter: SettingsPresenter, attempt: Callable[[Callable[[], None]], bool]
) -> Picker:
    """A drop-down of the ways of writing; a choice is kept by `attempt`, and every page hears of it."""
    picker = Picker(name=words.say("settings.coordinates"), most=BROADEST)
    for writing, shown in presenter.writings():
        picker.addItem(shown, writing)
    picker.setCurrentIndex(max(0, picker.findData(presenter.settings.coordinates)))

    def on_chosen(_row: int) -> None:
        chosen = str(picker.currentData())
        attempt(lambda: presenter.change(coordinates=chosen))
        desk.tell(Changes(settings=True))

    picker.currentIndexChanged.connect(on_chosen)
    return picker
