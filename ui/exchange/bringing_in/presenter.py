"""What the page for bringing in a table knows: the file, how it is read, what its rows become, and what came of it. No Qt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from camifield.commands import bringing_in
from camifield.commands.importing.profiles import keep_mapping
from camifield.commands.importing.running import Imported
from camifield.fields.field import Asking, Field
from camifield.fields.labels import kind_name
from camifield.fields.text import Text
from camifield.fields.values import Entry
from camifield.formats.mapping.mappings import TableMapping, applied
from camifield.formats.mapping.preview import Counts, Preview, PreviewRow
from camifield.formats.mapping.proposing import KINDS
from camifield.formats.mapping.targets import field_of
from camifield.i18n.words import Words
from camifield.i18n.writing import whole_text
from camifield.kinds.catalogue import kind as kind_of
from camifield.progress import Progress
from camifield.project.project import Project
from ui.exchange.bringing_in import for_all_rows, reading_words, row_words, targets_shown
from ui.exchange.bringing_in.for_all_rows import Answers, ForAll
from ui.exchange.bringing_in.looking import Opened, Reading, Wish, open_sheet, propose_again
from ui.exchange.bringing_in.row_words import Count, Said
from ui.exchange.telling import earlier_line
from ui.widgets.fitting import fitting
from ui.widgets.option import Option


class BringingIn:
    """One table on its way in. What takes long (`look`, `reading`, `bring_in`) is for the worker and changes nothing here."""

    def __init__(self, project: Project, words: Words, path: Path) -> None:
        self.project = project
        self.words = words
        self.path = path
        self.wish = Wish()
        self.opened: Opened | None = None
        self.mapping = TableMapping("", "", ())
        self.preview: Preview | None = None
        self.people: tuple[str, ...] = ()
        self._asked_too: list[str] = []

    # The file

    def look(self, wish: Wish, progress: Progress) -> Opened:
        """Open the file as wished, or only propose anew where nothing about its reading changed. For the worker."""
        opened = self.opened
        if opened is not None and replace(wish, kind=None, is_anew=False) == replace(
            opened.wish, kind=None, is_anew=False
        ):
            return propose_again(self.project, opened, wish, self.words, progress)
        return open_sheet(self.project, self.path, wish, self.words, progress)

    def take(self, opened: Opened) -> None:
        """The file is open: show it. What a person had decided stays where it still fits."""
        before = self.mapping
        mapping = opened.proposal.mapping
        is_same_form = before.kind == mapping.kind and before.signature == mapping.signature
        is_let_go = opened.wish.is_anew and not self.wish.is_anew
        if self.opened is not None and is_same_form and not is_let_go and before.is_decided:
            mapping = applied(mapping, before)
        if before.kind != mapping.kind:
            self._asked_too = []
        self.wish = replace(opened.wish, sheet=opened.sheet.name)
        self.opened = replace(opened, wish=self.wish)
        self.mapping, self.preview, self.people = mapping, None, ()

    @property
    def sheets(self) -> list[str]:
        """The sheets that can be chosen."""
        return [one.name for one in self.opened.table.sheets] if self.opened is not None else []

    def kinds(self) -> list[tuple[str, str]]:
        """What each row may become, in words; first that it becomes nothing, where that is so."""
        found = [(kind, kind_name(kind, self.words)) for kind in KINDS]
        return found if self.mapping.kind else [("", self.words.say("import.choose_kind")), *found]

    def wish_for(self, *, sheet: str | None = None, kind: str | None = None, is_anew: bool = False) -> Wish:
        """The present wish with another sheet or kind; another sheet begins with no kind chosen."""
        if sheet is not None:
            return replace(self.wish, sheet=sheet, kind=None, is_anew=False)
        return replace(self.wish, kind=kind if kind is not None else self.wish.kind, is_anew=is_anew)

    def wish_answered(self, asked: str, answer: str) -> Wish:
        """The present wish with something about the reading decided. Another row of headings is another table."""
        choice = reading_words.answered(self.wish.choice, asked, answer)
        kind = None if asked in ("heading_row", "encoding", "delimiter") else self.mapping.kind or None
        return replace(self.wish, choice=choice, kind=kind)

    # The mapping

    def send(self, index: int, target: str) -> str:
        """Send a column somewhere. Returns the sentence about those that had to give way; empty for none."""
        mapping, gone = targets_shown.sent(self.mapping, index, target)
        self.mapping = mapping
        if not gone:
            return ""
        return self.words.say("import.gave_way", column=gone[0])

    def mean(self, column: int, text: str, code: str) -> None:
        """Say what a text of a column stands for; an empty code takes that back."""
        self.mapping = self.mapping.with_meaning(column, text, code)

    def answer_for_all(self, name: str, entry: Entry) -> None:
        """Say what holds for all rows; an empty entry takes that back."""
        if name not in self._asked_too:
            self._asked_too.append(name)
        self.mapping = self.mapping.with_constant(name, entry)

    def ask_too(self, name: str) -> None:
        """Ask about one more field for all rows."""
        self._asked_too.append(name)

    def read_nothing(self, blank: str, reading: str) -> None:
        """Say how a dash, NA, "none" or "not known" is read."""
        self.mapping = self.mapping.with_nothing(blank, reading)

    def numeric_columns(self) -> frozenset[int]:
        """The columns of numbers, to be set one below the other; numbers that are only names are not."""
        if self.opened is None:
            return frozenset()
        names = {one.index for one in self.mapping.columns if isinstance(self._field(one.target), Text)}
        facts = self.opened.sheet.facts()
        return frozenset(one.index for one in facts if one.kind == "number") - names

    def _field(self, target: str) -> Field | None:
        return field_of(kind_of(self.mapping.kind), target) if self.mapping.kind else None

    @property
    def asking(self) -> Asking:
        """What reading an answer of this project depends on."""
        return self.project.asking(self.words, is_import=True)

    def answers(self) -> Answers:
        """The answers that the fields of this table's kind can have."""
        return Answers(self.mapping, self.asking, self.project.names)

    def for_all(self) -> list[ForAll]:
        """What is said once for all rows."""
        if self.mapping.is_own:
            return []
        return for_all_rows.for_all_rows(self.mapping, self.asking, self._asked_too)

    def for_all_line(self) -> tuple[bool, str]:
        """Whether something is lacking, and one line about what is said once for all rows."""
        found = self.for_all()
        between = self.words.say("title.list_mark")
        zone = for_all_rows.zone_lacking(self.mapping, self.rows)
        lacking = [one.label for one in found if one.is_wanted or one.name == zone]
        if lacking:
            return True, self.words.say("import.for_all_lacking", fields=between.join(lacking))
        answers = self.answers() if self.mapping.kind else None
        said = [
            self.words.say("import.pair", name=one.label, value=answers.text(one.name, one.entry))
            for one in found
            if one.entry and answers is not None
        ]
        if not said:
            return False, self.words.say("import.for_all_nothing")
        apart = self.words.say("import.fact.between")
        return False, self.words.say("import.for_all_said", answers=apart.join(said))

    def other_fields(self, typed: str) -> list[Option]:
        """The other fields about which something can be said for all rows."""
        shown = [one.name for one in self.for_all()]
        return fitting(for_all_rows.others(self.mapping, shown, self.words), typed)

    def people_line(self) -> str:
        """Whom the table names and nobody knows; empty when there is nobody."""
        if not self.people:
            return ""
        names = self.words.say("title.list_mark").join(self.people)
        return self.words.say("import.new_people", count=len(self.people), names=names)

    # The rows

    def reading(self) -> Reading:
        """A look through the rows with the present mapping, to be run beside the window."""
        assert self.opened is not None
        return Reading(self.project, self.opened, self.mapping, self.words)

    def show(self, reading: Reading) -> None:
        """Rows were looked through: show them."""
        self.preview, self.people = reading.preview, reading.people

    @property
    def rows(self) -> list[PreviewRow]:
        """The rows looked through so far."""
        return self.preview.rows if self.preview is not None else []

    def facts_line(self) -> str:
        """How the table was read, in one line."""
        if self.opened is None:
            return ""
        whole = self.preview.counts.rows if self.preview is not None and self.preview.is_whole else None
        return reading_words.facts_line(self.opened, whole, self.words)

    def states(self) -> Mapping[str, int]:
        """How many rows there are in each state."""
        return row_words.tally(self.preview.counts if self.preview is not None else Counts())

    def counts(self) -> list[Count]:
        """The numbers at the foot."""
        left_over: Mapping[str, int] = self.preview.counts.left_over if self.preview is not None else {}
        return row_words.counts_in_words(self.states(), left_over, self.words)

    @property
    def is_first_rows_only(self) -> bool:
        """Whether the sheet has more rows than are looked at before the import."""
        return self.preview is not None and not self.preview.is_whole

    def first_rows_line(self) -> str:
        """That the numbers are of the first rows only; empty when they are of all."""
        if not self.is_first_rows_only:
            return ""
        count = self.preview.counts.rows if self.preview is not None else 0
        return self.words.say("import.of_first", number=whole_text(count, self.words.language), count=count)

    def counting_line(self) -> str:
        """That rows are still being counted, and how many were by now."""
        count = self.preview.counts.rows if self.preview is not None else 0
        if not count:
            return self.words.say("import.looking")
        return self.words.say("import.counting", number=whole_text(count, self.words.language), count=count)

    def shown_line(self) -> str:
        """Which rows stand in the table, where these are not all; empty where they are."""
        preview = self.preview
        if preview is None or preview.counts.rows <= preview.shown:
            return ""
        number = whole_text(preview.shown, self.words.language)
        return self.words.say("import.shown_rows", number=number, count=preview.shown)

    @property
    def has_shown(self) -> bool:
        """Whether enough rows were looked at for a person to decide; counting may go on."""
        return self.preview is not None and self.preview.has_shown

    def do_words(self) -> str:
        """The button that brings it all in."""
        if self.is_first_rows_only:
            return self.words.say("import.do_all")
        number = row_words.comes_in(self.states())
        if not number:
            return self.words.say("import.do_plain")
        return self.words.say("import.do", number=whole_text(number, self.words.language), count=number)

    @property
    def can_bring_in(self) -> bool:
        """Whether there is anything to bring in."""
        return bool(self.mapping.kind) and bool(row_words.comes_in(self.states()))

    def say(self, row: int, column: int) -> Said:
        """What is said of a cell; `column` -1 for the row as a whole."""
        return row_words.say(self.rows[row], column, self.mapping, self.words)

    def next_cell(self, row: int, column: int) -> tuple[int, int] | None:
        """The next cell in which something was noticed."""
        return row_words.next_cell(self.rows, row, column, self.mapping)

    # What it does

    def earlier_line(self) -> str:
        """That this sheet was brought in before; empty when it was not."""
        earlier = self.opened.earlier if self.opened is not None else ()
        if not earlier or self.mapping.is_own:
            return ""
        return earlier_line(self.project, earlier[0], self.words)

    def bring_in(
        self,
        progress: Progress,
        *,
        again: bool = False,
        only_the_rest: bool = False,
        without_backup: bool = False,
    ) -> Imported:
        """Import the sheet. For the worker. Raises Problems; Stop leaves whole pieces and is told in the answer."""
        if not self.mapping.is_own:
            keep_mapping(self.project, self.mapping)
        return bringing_in.import_table(
            self.project,
            self.path,
            self.mapping,
            self.words,
            progress,
            choice=self.wish.choice,
            again=again,
            only_the_rest=only_the_rest,
            without_backup=without_backup,
        )
