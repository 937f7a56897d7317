"""Widths of a table's columns: each its least, the rest shared out, and some given up where there is no room."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QTableView

from ui.theme.theme import look


@dataclass(frozen=True)
class Widths:
    """`least` in px of the design, in the order of the columns; `shares` of what is left over; who goes first."""

    least: Mapping[str, int]
    shares: Mapping[str, int]
    first_to_go: Sequence[str]

    def share_out(self, table: QTableView) -> None:
        """Set the widths for the room that there is; nothing is measured, which is what makes it quick."""
        theme = look()
        wide = table.viewport().width()
        shown = dict(self.least)
        for name in self.first_to_go:
            if sum(map(theme.px, shown.values())) > wide:
                del shown[name]
        left_over = max(0, wide - sum(map(theme.px, shown.values())))
        shares = sum(self.shares.get(name, 0) for name in shown)
        for number, (name, least) in enumerate(self.least.items()):
            part = left_over * self.shares.get(name, 0) // shares if shares and name in shown else 0
            table.setColumnHidden(number, name not in shown)
            table.setColumnWidth(number, theme.px(least) + part)
