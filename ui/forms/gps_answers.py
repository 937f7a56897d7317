"""What a receiver answered on a form: given where nothing was, and taken back when another place is typed. No Qt."""

from __future__ import annotations

from collections.abc import Mapping

from camifield.fields.as_typed import as_typed
from camifield.fields.place_words import in_chosen_writing
from camifield.fields.values import Entry
from ui.forms.presenter import FormPresenter

PLACE = "verbatim_coordinates"


class GpsAnswers:
    """The answers of one form that came from a receiver."""

    def __init__(self, presenter: FormPresenter) -> None:
        self._presenter = presenter
        self._given: dict[str, Entry] = {}

    def use(self, entries: Mapping[str, Entry]) -> None:
        """Answer the questions that have no answer."""
        presenter = self._presenter
        place = entries.get(PLACE)
        if isinstance(place, str):
            entries = {**entries, PLACE: in_chosen_writing(place, presenter.asking)}
        for name, entry in entries.items():
            if name in presenter.declared.fields and not presenter.entries.get(name):
                presenter.answer(name, as_typed(presenter.declared.fields[name], entry, presenter.asking))
                presenter.leave(name)
                self._given[name] = presenter.entries.get(name)

    def forget(self) -> bool:
        """Another place was typed: how sure the receiver was, and its height, are not of it. Whether any was taken back."""
        given, self._given = self._given, {}
        given.pop(PLACE, None)
        stale = [name for name, entry in given.items() if self._presenter.entries.get(name) == entry]
        for name in stale:
            self._presenter.answer(name, "")
        return bool(stale)
