"""What every editor of the form can do: show an entry, give it back, tell when it changed and when it was left."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QWidget

from camifield.fields.values import Entry
from ui.widgets.severity import Severity


class Editor(QWidget):
    """The ground of all editors. `changed` at every keystroke, `left` when the keyboard has gone on.

    `grown` when it has made parts that take the keyboard.
    `act` asks the page for something that is not this field's own, such as adding a person.
    """

    changed = Signal()
    left = Signal()
    act = Signal(str)
    grown = Signal()

    # Questions whose answers the editor offers itself: the finding beneath then only asks.
    offers_itself: frozenset[str] = frozenset()

    def entry(self) -> Entry:
        """What is in the editor now."""
        raise NotImplementedError

    def set_entry(self, entry: Entry) -> None:
        """Show an entry without telling."""
        raise NotImplementedError

    def show_severity(self, severity: Severity | None) -> None:
        """Give the editor the border of a finding, or take it off with None."""

    def refresh(self) -> None:
        """Other answers of the form changed: say anew what depends on them."""

    @property
    def is_busy(self) -> bool:
        """Whether something that belongs to the answer is still on its way."""
        return False

    def finish(self) -> bool:
        """The page is about to go: end what is on its way. Whether something was left behind."""
        return False

    def watch(self, *parts: QWidget) -> None:
        """Tell `left` when the focus leaves one of these parts for somewhere outside the editor."""
        for part in parts:
            part.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self.left.emit()
        return super().eventFilter(watched, event)


def text_of_entry(entry: Entry) -> str:
    """An entry as one line of text."""
    if entry is None:
        return ""
    return entry if isinstance(entry, str) else " ".join(str(part) for part in entry)


def codes_of_entry(entry: Entry) -> list[str]:
    """An entry as codes."""
    if not entry:
        return []
    return [entry] if isinstance(entry, str) else [str(part) for part in entry]
