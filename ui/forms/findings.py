"""The findings under a row of the form, each with the actions that help."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from camifield.fields.findings import Finding, Suggestion
from camifield.i18n.words import Words
from ui.widgets.finding import FindingLine
from ui.widgets.layouts import Column

MOST_OFFERS = 3


class FindingsBox(QWidget):
    """`acted` with the finding and the suggestion taken, or None when the person said "it is so"."""

    acted = Signal(object, object)

    def __init__(self, offered_above: Collection[str] = ()) -> None:
        """offered_above: codes of questions whose answers stand as buttons in the editor itself."""
        super().__init__()
        self._offered_above = offered_above
        self._column = Column(self, gap=2)
        self._shown: list[tuple[Finding, str]] = []
        self._lines: list[QWidget] = []
        self.hide()

    def show_findings(self, findings: Sequence[Finding], words: Words) -> bool:
        """Show these findings; nothing is rebuilt while they stay the same. Returns whether anything was."""
        wanted = [(one, one.sentence(words)) for one in findings]
        if wanted == self._shown:
            return False
        self._shown = wanted
        for line in self._lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = [self._make(finding, sentence, words) for finding, sentence in wanted]
        for line in self._lines:
            self._column.addWidget(line)
        self.setVisible(bool(wanted))
        return True

    def _make(self, finding: Finding, sentence: str, words: Words) -> QWidget:
        offers: list[tuple[str, Suggestion | None]] = [
            (words.say("form.perhaps", text=one.text) if one.text else words.say("form.mend"), one)
            for one in finding.suggestions[: 0 if finding.code in self._offered_above else MOST_OFFERS]
        ]
        if not finding.is_error:
            offers.append((words.say("form.it_is_so"), None))
        first = offers[0] if offers else ("", None)
        line = FindingLine(finding.weight.value, sentence, first[0])
        line.acted.connect(lambda: self.acted.emit(finding, first[1]))
        for shown, suggestion in offers[1:]:
            button = line.offer(shown)
            button.clicked.connect(lambda _=False, taken=suggestion: self.acted.emit(finding, taken))
        return line
