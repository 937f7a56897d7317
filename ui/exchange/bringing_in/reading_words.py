"""How a table was read, in words: the line above it, what is asked of it, and what can be chosen otherwise. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, cast

from camifield.formats.mapping.mappings import AS_BLANK, AS_UNKNOWN, AS_ZERO, TableMapping
from camifield.formats.mapping.targets import SPECIAL
from camifield.formats.reading.columns import ColumnFacts
from camifield.formats.reading.numbers import Mark
from camifield.formats.reading.sheets import ReadingChoice
from camifield.i18n.words import Words
from camifield.i18n.writing import whole_text
from ui.exchange.bringing_in.looking import Opened

Asked = Literal["date_order", "decimal"]
ORDERS: tuple[Literal["dmy", "mdy", "ymd"], ...] = ("dmy", "mdy", "ymd")
MARKS: tuple[Mark, ...] = (",", ".")
DELIMITERS = {";": "semicolon", ",": "comma", "\t": "tab", "|": "bar"}
NOTHINGS = ("dash", "not_available", "none", "unknown")
READINGS = (AS_BLANK, AS_UNKNOWN, AS_ZERO)
# What old tables of the region were saved in, offered when the guess was wrong.
ENCODINGS = ("utf-8", "cp1251", "cp866", "koi8-r", "utf-16", "cp1252", "gb18030", "cp932", "cp1256")
# A comma in a latitude is never a sign of thousands.
DEGREES = ("decimal_latitude", "decimal_longitude", "verbatim_coordinates")
_HEADING_ROWS = 20
_MOST_SAMPLES = 3
_LONGEST = 24


@dataclass(frozen=True, slots=True)
class Question:
    """Something that the table itself does not decide: what, the sentence with three of its cells, and the answers."""

    asked: Asked
    sentence: str
    answers: tuple[tuple[str, str], ...]


def facts_line(opened: Opened, rows: int | None, words: Words) -> str:
    """One line: the sheet, its headings, its rows, and how it writes dates and numbers."""
    sheet, text = opened.sheet, opened.table.text
    parts: list[str] = []
    if len(opened.table.sheets) == 1 and text is None:
        parts.append(words.say("import.fact.sheet", sheet=sheet.name))
    if sheet.heading_row is not None:
        parts.append(words.say("import.fact.headings", row=sheet.heading_row))
    elif not opened.proposal.mapping.is_own:  # our own workbooks have two rows of them
        parts.append(words.say("import.fact.no_headings"))
    parts.append(_rows(opened, rows, words))
    facts = _used(opened)
    orders = {one.date_order for one in facts if one.dates > one.typed and one.date_order in ORDERS}
    parts += [words.say(f"import.fact.dates.{order}") for order in ORDERS if order in orders]
    marks = {one.decimal for one in facts if one.decimal is not None}
    if marks:
        key = "both" if len(marks) > 1 else "comma" if "," in marks else "point"
        parts.append(words.say(f"import.fact.decimal.{key}"))
    if text is not None:
        parts.append(encoding_words(text.encoding))
        delimiter = DELIMITERS.get(text.delimiter or "")
        if delimiter:
            parts.append(words.say(f"import.fact.delimiter.{delimiter}"))
    return words.say("import.fact.between").join(parts)


def _rows(opened: Opened, rows: int | None, words: Words) -> str:
    if rows is not None:
        return words.say("import.fact.rows", count=rows, number=whole_text(rows, words.language))
    about = max(0, (opened.sheet.info.rows or 0) - (opened.sheet.heading_row or 0))
    return words.say("import.fact.about_rows", count=about, number=whole_text(about, words.language))


def _used(opened: Opened) -> list[ColumnFacts]:
    used = {one.index for one in opened.proposal.mapping.columns if one.target not in SPECIAL}
    return [one for one in opened.sheet.facts() if one.index in used]


def encoding_words(encoding: str) -> str:
    """An encoding as programs for tables call it."""
    if encoding.startswith("cp125"):
        return f"Windows-{encoding.removeprefix('cp')}"
    return {"utf-8-sig": "UTF-8", "cp866": "DOS 866", "cp932": "Shift-JIS", "gb18030": "GB 18030"}.get(
        encoding, encoding.upper()
    )


def questions(opened: Opened, words: Words) -> list[Question]:
    """What is asked once for the whole file, with three cells that could be read in both ways."""
    found: list[Question] = []
    choice, proposal, facts = opened.wish.choice, opened.proposal, _used(opened)
    if proposal.needs_date_order and choice.date_order is None:
        cells = _samples([one for one in facts if one.needs_date_order])
        answers = tuple((order, words.say(f"import.ask.dates.{order}")) for order in ORDERS[:2])
        found.append(Question("date_order", words.say("import.ask.dates", cells=cells), answers))
    degrees = {one.index for one in proposal.mapping.columns if one.target in DEGREES}
    doubtful = [one for one in facts if one.needs_decimal and one.index not in degrees]
    if doubtful and choice.decimal is None:
        cells = _samples(doubtful)
        answers = tuple((mark, words.say(f"import.ask.decimal.{_mark_word(mark)}")) for mark in MARKS)
        found.append(Question("decimal", words.say("import.ask.decimal", cells=cells), answers))
    return found


def _samples(facts: Sequence[ColumnFacts]) -> str:
    texts = [sample.text.strip()[:_LONGEST] for one in facts for sample in one.samples]
    return "  ·  ".join(dict.fromkeys(texts[:_MOST_SAMPLES]))


def _mark_word(mark: str) -> str:
    return "comma" if mark == "," else "point"


def answered(choice: ReadingChoice, asked: str, answer: str) -> ReadingChoice:
    """The reading with one thing decided; an empty answer leaves it to the program again."""
    if asked == "date_order":
        order = cast("Literal['dmy', 'mdy', 'ymd']", answer)
        return replace(choice, date_order=order if answer else None)
    if asked == "decimal":
        return replace(choice, decimal=cast("Mark", answer) if answer else None)
    if asked == "heading_row":
        return replace(choice, heading_row=int(answer) if answer else None)
    if asked == "encoding":
        return replace(choice, encoding=answer or None)
    return replace(choice, delimiter=answer or None)


@dataclass(frozen=True, slots=True)
class Choosing:
    """Something about the reading that can be chosen: its key, label, the answers (code, words) and the present one."""

    key: str
    label: str
    answers: tuple[tuple[str, str], ...]
    present: str


def choosable(opened: Opened, mapping: TableMapping, words: Words) -> list[Choosing]:
    """Everything about the reading that a person can decide otherwise, as it stands now."""
    choice, text = opened.wish.choice, opened.table.text
    facts = _used(opened)
    found = [_heading_rows(opened, words)]
    order = choice.date_order or next((one.date_order for one in facts if one.date_order in ORDERS), None)
    orders = tuple((code, words.say(f"import.fact.dates.{code}")) for code in ORDERS)
    if any(one.dates for one in facts):
        found.append(_choosing("date_order", orders, order or "", words))
    mark = choice.decimal or next((one.decimal for one in facts if one.decimal), None)
    marks = tuple((code, words.say(f"import.fact.decimal.{_mark_word(code)}")) for code in MARKS)
    if any(one.numbers for one in facts):
        found.append(_choosing("decimal", marks, mark or "", words))
    if text is not None:
        names = dict.fromkeys((text.encoding, *text.other_encodings, *ENCODINGS))
        codes = tuple((name, encoding_words(name)) for name in names)
        found.append(_choosing("encoding", codes, text.encoding, words))
        signs = tuple((sign, words.say(f"import.delimiter.{name}")) for sign, name in DELIMITERS.items())
        found.append(_choosing("delimiter", signs, text.delimiter or "", words))
    readings = tuple((one, words.say(f"import.nothing.as_{one}")) for one in READINGS)
    found += [_choosing(one, readings, mapping.nothing.get(one, AS_BLANK), words) for one in NOTHINGS]
    return found


def _choosing(key: str, answers: tuple[tuple[str, str], ...], present: str, words: Words) -> Choosing:
    room = "nothing" if key in NOTHINGS else "how"
    return Choosing(key, words.say(f"import.{room}.{key}"), answers, present)


def _heading_rows(opened: Opened, words: Words) -> Choosing:
    present = opened.sheet.heading_row or 0
    rows = sorted({*range(1, _HEADING_ROWS + 1), *([present] if present else [])})
    answers = [("0", words.say("import.fact.no_headings"))]
    answers += [(str(row), words.say("import.how.row", row=row)) for row in rows]
    return _choosing("heading_row", tuple(answers), str(present), words)


def has_shapes(opened: Opened) -> bool:
    """Whether the file holds lines or areas, which are no place of a row."""
    told = (*opened.table.notices, *opened.sheet.notices)
    return any(one.code == "features-are-no-points" for one in told)


def notices(opened: Opened, words: Words) -> list[str]:
    """What a person should know about the file and the sheet, in sentences."""
    found: list[str] = []
    for one in (*opened.table.notices, *opened.sheet.notices):
        key = f"reading.notice.{one.code}"
        if words.has(key):
            found.append(words.say(key, **{"row": one.row or 0, **one.parameters}))
    return list(dict.fromkeys(found))
