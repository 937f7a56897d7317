"""A row of chips: one of few, or several of few, as one Tab stop that the keyboard walks through."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from time import monotonic

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.widgets import strokes
from ui.widgets.chip import UNKNOWN, Chip, Choice
from ui.widgets.flow import FlowLayout

SPELLING_S = 1.0
"""Letters typed within this time belong to one word."""


class ChipRow(QWidget):
    """Chips in lines. `changed` when a person changed the choice, `acted` with the code of an action chip.

    Arrows, Home and End move; Space or Enter chooses and, pressed again, takes the choice back (blank is not
    "Not known") unless `is_required`; the first letters of a word choose it; of an action
    they only stand at it. `name` is said by screen readers.
    """

    changed = Signal()
    acted = Signal(str)

    def __init__(
        self,
        choices: Sequence[Choice],
        *,
        name: str,
        is_many: bool = False,
        is_required: bool = False,
        actions: Sequence[Choice] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._is_many = is_many
        self._is_required = is_required
        self._flow = FlowLayout(self)
        self._chips: list[Chip] = []
        self._spelt = ""
        self._spelt_at = 0.0
        self._spelt_chip: Chip | None = None
        self.setAccessibleName(name)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_choices(choices, actions)

    def set_choices(self, choices: Sequence[Choice], actions: Sequence[Choice] = ()) -> None:
        """Other chips; what is chosen stays chosen where its code is still there."""
        kept = self.chosen()
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.deleteLater()
        known = [choice for choice in choices if choice.code != UNKNOWN]
        unknown = [choice for choice in choices if choice.code == UNKNOWN]
        self._chips = [self._make(choice, is_action=False) for choice in (*known, *unknown)]
        self._chips += [self._make(choice, is_action=True) for choice in actions]
        self.set_chosen(kept)

    def _make(self, choice: Choice, *, is_action: bool) -> Chip:
        chip = Chip(choice, is_action=is_action, parent=self)
        chip.installEventFilter(self)
        chip.clicked.connect(lambda: self._on_pressed(chip))
        self._flow.addWidget(chip)
        if self.isVisible():
            chip.show()  # at once, not with the next event: the keyboard may go to it now
        return chip

    @property
    def chips(self) -> tuple[Chip, ...]:
        """The chips in the order of reading, actions last."""
        return tuple(self._chips)

    def chosen(self) -> list[str]:
        """The codes that are chosen, in the order of the chips."""
        return [chip.choice.code for chip in self._chips if chip.isChecked()]

    def set_chosen(self, codes: Iterable[str]) -> None:
        """Choose without telling; unknown codes are left out."""
        wanted = set(codes)
        for chip in self._chips:
            chip.setChecked(chip.isCheckable() and chip.choice.code in wanted)
        self._rove(self._stop())

    def _stop(self) -> Chip | None:
        """The chip at which Tab enters: the chosen one, else the first."""
        chosen = [chip for chip in self._chips if chip.isChecked()]
        return next(iter(chosen or self._chips), None)

    def _rove(self, stop: Chip | None) -> None:
        for chip in self._chips:
            chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus if chip is stop else Qt.FocusPolicy.ClickFocus)
        if stop is not None:
            self.setFocusProxy(stop)

    def _on_pressed(self, chip: Chip) -> None:
        if not chip.isCheckable():
            self.acted.emit(chip.choice.code)
            return
        if self._is_required and not self.chosen():
            chip.setChecked(True)
            return
        if chip.isChecked():
            self._settle(chip)
        self._rove(chip)
        self.changed.emit()

    def _settle(self, chip: Chip) -> None:
        """Take back what cannot stand beside a newly chosen chip."""
        is_lonely = not self._is_many or chip.choice.code == UNKNOWN
        for other in self._chips:
            if other is not chip and (is_lonely or other.choice.code == UNKNOWN):
                other.setChecked(False)

    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        if isinstance(watched, Chip):
            if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
                return self._on_key(watched, event)
            if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusIn:
                self._rove(watched)
        return False

    def _on_key(self, chip: Chip, event: QKeyEvent) -> bool:
        """Walk and spell. Returns whether the key was used."""
        here = self._chips.index(chip)
        forward = Qt.Key.Key_Left if strokes.is_rtl(self) else Qt.Key.Key_Right
        backward = Qt.Key.Key_Right if strokes.is_rtl(self) else Qt.Key.Key_Left
        target: int | None = None
        if event.key() in (forward, Qt.Key.Key_Down):
            target = here + 1
        elif event.key() in (backward, Qt.Key.Key_Up):
            target = here - 1
        elif event.key() == Qt.Key.Key_Home:
            target = 0
        elif event.key() == Qt.Key.Key_End:
            target = len(self._chips) - 1
        if target is not None:
            self._chips[target % len(self._chips)].setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        letters = event.text()
        control = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        if letters and letters.isprintable() and not letters.isspace() and not event.modifiers() & control:
            self._spell(letters, here)
            return True
        return False

    def _spell(self, letters: str, here: int) -> None:
        """Choose the chip whose word begins with the letters typed of late; one letter again goes on to the next."""
        now = monotonic()
        is_going_on = now - self._spelt_at < SPELLING_S
        self._spelt_at = now
        before = self._spelt_chip if is_going_on else None
        spelt = (self._spelt if is_going_on else "") + letters.casefold()
        is_next = len(spelt) == 1 and self._chips[here].isChecked()
        found = self._beginning_with(spelt, here + 1 if is_next else here)
        if found is None and set(spelt) == {letters.casefold()}:
            spelt = letters.casefold()
            found = self._beginning_with(spelt, here + 1)
        self._spelt = spelt
        action = None if found else next((one for one in self._chips if _begins(one, spelt)), None)
        if found is not None:
            self._choose_spelt(found, before if self._is_many else None)
        elif action is not None:
            action.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose_spelt(self, found: Chip, before: Chip | None) -> None:
        """Choose a chip found by its letters; of many, take back the one that fewer letters had chosen."""
        was = self.chosen()
        if before is not None and before is not found:
            before.setChecked(False)
        self._spelt_chip = None if found.isChecked() else found
        found.setFocus(Qt.FocusReason.OtherFocusReason)
        found.setChecked(True)
        self._settle(found)
        if self.chosen() != was:
            self.changed.emit()

    def _beginning_with(self, spelt: str, start: int) -> Chip | None:
        chips = [chip for chip in self._chips[start:] + self._chips[:start] if chip.isCheckable()]
        return next((chip for chip in chips if _begins(chip, spelt)), None)


def _begins(chip: Chip, spelt: str) -> bool:
    """Whether the word of a chip begins with these letters (folded)."""
    return chip.text().casefold().startswith(spelt)
