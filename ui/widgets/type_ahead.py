"""Choosing from many by typing: any name finds it, the keyboard alone takes it, and what was typed is never lost."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget
from shiboken6 import isValid

from camifield.folding import search_form
from camifield.i18n import words
from ui.widgets.icon_edit import IconEdit
from ui.widgets.option import Option
from ui.widgets.option_list import MOST_ROWS, OptionList

Find = Callable[[str], Sequence[Option]]
Add = Callable[[str], Option | None]
Means = Callable[[str, Option], bool]
ADD_FROM = 3
"""From so many letters on, what is not yet among the answers can be added, though some are near it."""


def begins_so(typed: str, option: Option) -> bool:
    """Whether an option's own name or its second one is the typed text or begins with it."""
    wanted = search_form(typed)
    return bool(wanted) and any(search_form(name).startswith(wanted) for name in (option.text, option.second))


class TypeAhead(IconEdit):
    """A field with a list of what fits. `chosen` with the Option taken, or None when typing left it.

    `find` gets the text as typed (empty: the usual ones) and returns the best first; it is called at every key
    and must be quick. Down and Up walk, Enter takes the highlighted (at first the first), Escape closes. Tab takes
    what was walked to; without that, only an option that the text `means`: one that is called so or begins so.
    Somebody who types on without looking at the list is never given an animal that is merely spelt alike.
    A text that nothing fits stays as typed; with `add`, the list offers, last, to add what it does not have: the
    callback returns the new Option, or None when it goes its own way. Where any text is an answer (`is_free`) nothing is
    said of one that nothing fits.
    """

    chosen = Signal(object)

    def __init__(
        self,
        find: Find,
        *,
        name: str,
        placeholder: str = "",
        icon: str = "search",
        add: Add | None = None,
        means: Means | None = None,
        is_free: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(name=name, icon=icon, placeholder=placeholder, parent=parent)
        self._find = find
        self._add = add
        self._means = means or begins_so
        self._own_icon = icon
        self._is_free = is_free
        self._option: Option | None = None
        self._shown: list[Option] = []
        self._is_adding = False
        self._add_row = -1
        self._was_moved = False
        self._list: OptionList | None = None
        self._watched: list[QWidget] = []
        self.textEdited.connect(self._on_edited)

    @property
    def option(self) -> Option | None:
        """What is chosen; None while the text is only text."""
        return self._option

    @property
    def is_open(self) -> bool:
        return self._list is not None and self._list.isVisible()

    @property
    def offered(self) -> tuple[Option, ...]:
        """What the open list offers, best first; empty when it is closed or only offers to add."""
        if not self.is_open or self._is_adding:
            return ()
        return tuple(option for row, option in enumerate(self._shown) if row != self._add_row)

    def set_option(self, option: Option | None) -> None:
        """Show a choice without telling."""
        self._option = option
        self.setText(option.text if option else "")
        self.setCursorPosition(0)
        self._show_sign()

    def set_typed(self, text: str) -> None:
        """Show text that fits nothing (as from a draft) without telling."""
        self._option = None
        self.setText(text)
        self._show_sign()

    def _show_sign(self) -> None:
        option = self._option
        self.show_icon(option.icon if option and option.icon else self._own_icon)
        self.setAccessibleDescription(option.second if option else "")

    def _on_edited(self, text: str) -> None:
        had = self._option
        self._option = None
        self._show_sign()
        self._was_moved = False
        self.open_list()
        if had is not None:
            self.chosen.emit(None)
        if not text:
            self.close_list()

    def open_list(self) -> None:
        """Offer what fits the text; nothing is offered by a field that is not in sight yet."""
        if not self.isVisible():
            return
        typed = self.text().strip()
        found = list(self._find(typed))
        self._is_adding = not found and bool(typed) and not self._is_free
        self._add_row = -1
        is_known = any(option.text.casefold() == typed.casefold() for option in found)
        if self._add is not None and not is_known and (len(typed) >= ADD_FROM or (typed and not found)):
            self._add_row = len(found)
            found.append(Option("", words.say("kit.add_typed", typed=typed), icon="add"))
        elif self._is_adding:
            found = [Option("", words.say("kit.nothing_fits", typed=typed), icon="info")]
        self._shown = found
        if not found:
            self.close_list()
            return
        if self._list is None or self._list.parentWidget() is not self.window():
            self._make_list()
        assert self._list is not None
        self._list.show_options(found)
        self._list.place(self)
        self._watch_ancestors()
        self._announce()

    def _make_list(self) -> None:
        if self._list is not None:
            self._list.deleteLater()
        self._list = OptionList(self.window())
        self._list.taken.connect(self._take)
        self.destroyed.connect(self._list.deleteLater)

    def close_list(self) -> None:
        if self._list is not None:
            self._list.hide()
        for widget in self._watched:
            if isValid(widget):
                widget.removeEventFilter(self)
        self._watched.clear()

    def _announce(self) -> None:
        """Let a screen reader hear the highlighted option while the focus stays in the field."""
        assert self._list is not None
        row = self._list.highlighted
        if 0 <= row < len(self._shown):
            self.setAccessibleDescription(self._shown[row].text)

    def _take(self, row: int) -> None:
        if not 0 <= row < len(self._shown):
            return
        option: Option | None = self._shown[row]
        if self._is_adding or row == self._add_row:
            option = self._add(self.text().strip()) if self._add else None
            if option is None:
                self.close_list()
                return
        self.close_list()
        self.set_option(option)
        self.chosen.emit(option)

    def _take_meant(self) -> None:
        """Take the highlighted option on the way out when it was walked to, or when the text means it."""
        assert self._list is not None
        row, typed = self._list.highlighted, self.text().strip()
        if self._is_adding or not 0 <= row < len(self._shown):
            return
        is_meant = row != self._add_row and bool(typed) and self._means(typed, self._shown[row])
        if self._was_moved or is_meant:
            self._take(row)

    def event(self, event: QEvent, /) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self.is_open:
            if event.key() == Qt.Key.Key_Tab:
                self._take_meant()
            elif event.key() == Qt.Key.Key_Escape:
                self.close_list()
                return True
        is_override = event.type() == QEvent.Type.ShortcutOverride
        if self.is_open and is_override and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()  # the page's own Escape must not also hear it
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        key = event.key()
        steps = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: MOST_ROWS,
            Qt.Key.Key_PageUp: -MOST_ROWS,
        }
        if not self.is_open:
            if key == Qt.Key.Key_Down:
                self._was_moved = True
                self.open_list()
                return
            super().keyPressEvent(event)
            return
        assert self._list is not None
        if key in steps:
            self._was_moved = True
            self._list.highlight(self._list.highlighted + steps[Qt.Key(key)])
            self._announce()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(self._list.highlighted)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent, /) -> None:
        super().mousePressEvent(event)
        if not self.is_open and self._option is None:
            self.open_list()

    def focusOutEvent(self, event: QFocusEvent, /) -> None:
        super().focusOutEvent(event)
        if event.reason() == Qt.FocusReason.ActiveWindowFocusReason:
            return
        self.close_list()
        typed = self.text().strip().casefold()
        if self._option is None and typed:
            same = [option for option in self._find(self.text().strip()) if option.text.casefold() == typed]
            if len(same) == 1:
                self.set_option(same[0])
                self.chosen.emit(same[0])

    def _watch_ancestors(self) -> None:
        """Stay at the field while the page under it moves."""
        if self._watched:
            return
        ancestor: QWidget | None = self
        while ancestor is not None:
            parent = None if ancestor.isWindow() else ancestor.parentWidget()
            # A scroll area's viewport is Qt's own: PySide may call it deleted while it lives, and what scrolls
            # is the content in it, which is watched.
            if not isinstance(parent, QAbstractScrollArea):
                ancestor.installEventFilter(self)
                self._watched.append(ancestor)
            ancestor = parent

    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        moved = (QEvent.Type.Move, QEvent.Type.Resize)
        if self.is_open and watched in self._watched and event.type() in moved:
            assert self._list is not None
            if self.visibleRegion().isEmpty():
                self.close_list()
            else:
                self._list.place(self)
        elif watched is self and event.type() == QEvent.Type.Hide:
            self.close_list()
        return False
