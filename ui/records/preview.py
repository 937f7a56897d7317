"""What a correction would do, before it is done: how many records, from which answers, what is asked, what is left out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from camifield.commands.correcting import Noticed, Preview
from camifield.i18n.words import Words
from camifield.i18n.writing import whole_text
from ui.widgets.banner import Banner
from ui.widgets.layouts import Column
from ui.widgets.severity import Severity
from ui.widgets.text import Text

MOST_LINES = 6
MOST_NAMED = 8


class PreviewList(QWidget):
    """Shows one Preview, or the sentence that nothing was answered yet."""

    def __init__(self, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._column = Column(self, gap=10)
        self._shown: list[QWidget] = []
        self.show_preview(None)

    def show_sentence(self, sentence: str) -> None:
        """Say one thing in place of a preview."""
        self._put([Text(sentence, "help", tone="ink2")])

    def show_preview(self, found: Preview | None) -> None:
        """Show what would change."""
        if found is None:
            self.show_sentence(self._words.say("records.preview_empty"))
            return
        say = self._words.say
        shown: list[QWidget] = [Text(self._counted("records.will_change", found.changing), "card_title")]
        blank = say("records.blank")
        for before, count in list(found.before.items())[:MOST_LINES]:
            line = say(
                "records.from_to",
                before=before or blank,
                after=found.after or blank,
                number=self._number(count),
                count=count,
            )
            shown.append(Text(line, "table"))
        rest = len(found.before) - MOST_LINES
        if rest > 0:
            shown.append(
                Text(say("records.from_others", number=self._number(rest), count=rest), "help", tone="ink2")
            )
        if found.same:
            shown.append(Text(self._counted("records.same_already", found.same), "help", tone="ink2"))
        for name, count in found.falls_away.items():
            sentence = say("records.falls_away", field=name, number=self._number(count), count=count)
            shown.append(Banner("warning", sentence))
        if found.asked:
            shown += self._noticed("question", "records.would_ask", found.asked)
        refused = [one for one in found.left_out if one.findings]
        if refused:
            shown += self._noticed("error", "records.left_out", refused)
        elsewhere = len(found.left_out) - len(refused)
        if elsewhere:
            shown.append(Banner("told", self._counted("records.not_asked", elsewhere)))
        self._put(shown)

    def _noticed(self, severity: Severity, key: str, noticed: Sequence[Noticed]) -> list[QWidget]:
        shown: list[QWidget] = [Banner(severity, self._counted(key, len(noticed)))]
        shown += [Text(self._line(one), "help", tone="ink2") for one in noticed[:MOST_NAMED]]
        if len(noticed) > MOST_NAMED:
            rest = len(noticed) - MOST_NAMED
            shown.append(
                Text(self._words.say("records.and_others", number=self._number(rest)), "help", tone="ink2")
            )
        return shown

    def _line(self, one: Noticed) -> str:
        number = one.number or self._words.say(f"kind.{one.kind}")
        return self._words.say("records.pair", name=number, value=one.findings[0].sentence(self._words))

    def _counted(self, key: str, count: int) -> str:
        return self._words.say(key, number=self._number(count), count=count)

    def _number(self, count: int) -> str:
        return whole_text(count, self._words.language)

    def _put(self, widgets: list[QWidget]) -> None:
        for old in self._shown:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._shown = widgets
        for widget in widgets:
            self._column.addWidget(widget)
