"""Asking for a printer with the system's own dialog: the one way from a page of the program to paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QPageSize
from PySide6.QtWidgets import QWidget

from ui.standing import keyboard_kept

if TYPE_CHECKING:  # a library of its own, loaded when somebody prints
    from PySide6.QtPrintSupport import QPrinter


def chosen_printer(over: QWidget, title: str) -> QPrinter | None:
    """The printer that a person chose; None when they thought better of it. `title` names the page in the printer's queue."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    with keyboard_kept(over):
        is_chosen = QPrintDialog(printer, over).exec() == QPrintDialog.DialogCode.Accepted
    return printer if is_chosen else None
