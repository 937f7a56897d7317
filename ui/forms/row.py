"""One labelled row of the form: its editors side by side, and what was noticed about them beneath."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from ui.forms.editors.editor import Editor
from ui.forms.findings import FindingsBox
from ui.theme.theme import look
from ui.widgets.layouts import Column, Row
from ui.widgets.text import Text

LABEL_WIDTH = 144
LABELS_ABOVE_FROM = 1.5


class RowWidget(QWidget):
    """`names` are its fields; `findings` is the box beneath."""

    def __init__(self, title: str, editors: list[tuple[str, str, Editor]]) -> None:
        super().__init__()
        self.names = [name for name, _, _ in editors]
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._label = Text(title, "table", tone="ink2")
        self._body = QWidget()
        column = Column(self._body, gap=4)
        line = Row(gap=8)
        for _, caption, editor in editors:
            line.addWidget(
                self._captioned(editor, caption) if caption else editor, 0 if len(editors) > 1 else 1
            )
        if len(editors) > 1:
            line.addStretch(1)
        column.addLayout(line)
        self.findings = FindingsBox({code for _, _, editor in editors for code in editor.offers_itself})
        column.addWidget(self.findings)
        look().changed.connect(self.on_look_changed)
        self.on_look_changed()

    def _captioned(self, editor: Editor, caption: str) -> QWidget:
        """A small word over one of several boxes in a row."""
        holder = QWidget()
        column = Column(holder, gap=2)
        column.addWidget(Text(caption, "help", tone="ink2", is_wrapped=False))
        column.addWidget(editor)
        return holder

    def on_look_changed(self) -> None:
        """Labels stand before the field, and above it when the text is large."""
        theme = look()
        is_above = theme.scale >= LABELS_ABOVE_FROM
        self._grid.removeWidget(self._label)
        self._grid.removeWidget(self._body)
        self._grid.setHorizontalSpacing(theme.px(16))
        self._grid.setVerticalSpacing(theme.px(4))
        if is_above:
            self._label.setMinimumWidth(0)
            self._label.setMaximumWidth(16_777_215)
            self._label.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignBottom)
            self._grid.addWidget(self._label, 0, 0)
            self._grid.addWidget(self._body, 1, 0)
        else:
            self._label.setFixedWidth(theme.px(LABEL_WIDTH))
            self._label.setMinimumHeight(theme.sizes.control)
            self._label.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
            self._grid.addWidget(self._label, 0, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(self._body, 0, 1)
