"""Compiles the catalogues of words and says what they lack: `python packaging/words.py`, for those who edit them.

The texts stand in `resources/i18n/<language>/LC_MESSAGES/camifield.po`; the program reads the compiled `.mo` beside it.
With `--check` nothing is written. The answer is 1 when a text is missing or a compiled catalogue is not its `.po`.
"""

from __future__ import annotations

import argparse
import ast
import io
import re
import string
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

CHECKOUT = Path(__file__).resolve().parent.parent
FOLDER = CHECKOUT / "resources" / "i18n"
SOURCES = (CHECKOUT / "camifield", CHECKOUT / "ui")
LANGUAGES = ("en", "ru", "mn")
ANYTHING = "\0"  # stands for the changing part of a key such as f"dictionary.{name}"


@dataclass(frozen=True)
class Said:
    """A key in the source: where, and the key itself, with `ANYTHING` for each part that is worked out."""

    path: Path
    line: int
    key: str

    def is_in(self, keys: Mapping[str, object]) -> bool:
        """Whether the catalogue has it, or anything of its form."""
        if ANYTHING not in self.key:
            return self.key in keys
        form = re.compile(".+".join(map(re.escape, self.key.split(ANYTHING))))
        return any(form.fullmatch(key) for key in keys)


def catalogue(language: str) -> Catalog:
    """The texts of a language as they stand in its .po file."""
    with _file(language, "po").open("rb") as file:
        return read_po(file, locale=language)


def texts(language: str) -> dict[str, tuple[str, ...]]:
    """Key -> its text; several for a text with plurals."""
    found: dict[str, tuple[str, ...]] = {}
    for message in catalogue(language):
        if message.id:
            key = message.id if isinstance(message.id, str) else message.id[0]
            told = message.string or ()
            found[key] = (told,) if isinstance(told, str) else tuple(told)
    return found


def compiled(language: str) -> bytes:
    """The bytes that the .mo file must have."""
    out = io.BytesIO()
    write_mo(out, catalogue(language))
    return out.getvalue()


def names_in(text: str) -> frozenset[str]:
    """The named places of a text. Raises ValueError for a brace that is not closed."""
    return frozenset(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)


def said() -> Iterator[Said]:
    """Every key that the source says: `words.say("today.unfinished")`, found by Babel's extractor."""
    for path in _files():
        with path.open("rb") as file:
            # Babel's own types say what `extract` gives where they mean what a method gives.
            for line, key, _, _ in extract(_say_calls, file, {"say": None}):  # pyright: ignore[reportArgumentType]
                yield Said(path, line, str(key))


def codes(*makers: str) -> Iterator[Said]:
    """The codes that are handed to these functions or classes (Problem, error ...), literal or through a name."""
    for path in _files():
        tree = ast.parse(path.read_bytes())
        for call, owner in _calls(tree):
            if _name(call.func) in makers or (_is_super(call) and makers and _bases(owner) & set(makers)):
                for text in _literals(call.args[0], tree, owner) if call.args else ():
                    yield Said(path, call.lineno, text)


def _files() -> Iterator[Path]:
    return (path for source in SOURCES for path in sorted(source.rglob("*.py")))


def _file(language: str, ending: str) -> Path:
    return FOLDER / language / "LC_MESSAGES" / f"camifield.{ending}"


def _say_calls(
    file: Any, keywords: object, comment_tags: object, options: object
) -> Iterator[tuple[int, str, str, list[str]]]:
    """A method for Babel that understands `say("a" if x else "b")` and keys with a changing part as well."""
    del keywords, comment_tags, options
    tree = ast.parse(file.read())
    for call, owner in _calls(tree):
        if _name(call.func) == "say" and call.args:
            for text in _literals(call.args[0], tree, owner, through_names=False):
                if "." in text:
                    yield call.lineno, "say", text, []


Owner = ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


def _calls(tree: ast.AST, owners: tuple[Owner, ...] = ()) -> Iterator[tuple[ast.Call, tuple[Owner, ...]]]:
    """Every call, with the classes and functions around it."""
    for child in ast.iter_child_nodes(tree):
        inner = (*owners, child) if isinstance(child, Owner) else owners
        if isinstance(child, ast.Call):
            yield child, inner
        yield from _calls(child, inner)


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _is_super(call: ast.Call) -> bool:
    inside = call.func.value if isinstance(call.func, ast.Attribute) else None
    return isinstance(inside, ast.Call) and _name(inside.func) == "super" and _name(call.func) == "__init__"


def _bases(owners: tuple[Owner, ...]) -> set[str]:
    return {_name(base) for owner in owners if isinstance(owner, ast.ClassDef) for base in owner.bases}


def _literals(
    node: ast.expr, tree: ast.AST, owners: tuple[Owner, ...], *, through_names: bool = True
) -> Iterator[str]:
    """The texts that an expression may be, as far as they are written down in the same file."""
    if isinstance(node, ast.Constant):
        yield from (node.value,) if isinstance(node.value, str) else ()
    elif isinstance(node, ast.JoinedStr):
        yield "".join(str(part.value) if isinstance(part, ast.Constant) else ANYTHING for part in node.values)
    elif isinstance(node, ast.IfExp | ast.BoolOp):
        for part in (node.body, node.orelse) if isinstance(node, ast.IfExp) else node.values:
            yield from _literals(part, tree, owners, through_names=through_names)
    elif isinstance(node, ast.Name) and through_names:
        for value in (*_assigned(node.id, tree), *_handed_over(node.id, tree, owners)):
            yield from _literals(value, tree, owners, through_names=False)


def _assigned(name: str, tree: ast.AST) -> Iterator[ast.expr]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and any(_name(target) == name for target in node.targets):
            yield node.value


def _handed_over(name: str, tree: ast.AST, owners: tuple[Owner, ...]) -> Iterator[ast.expr]:
    """What the calls in this file hand over for a parameter of the function around."""
    for owner in owners:
        if isinstance(owner, ast.ClassDef):
            continue
        names = [one.arg for one in owner.args.args if one.arg != "self"]
        for call, _ in _calls(tree) if name in names else ():
            if _name(call.func) == owner.name and len(call.args) > names.index(name):
                yield call.args[names.index(name)]


def missing() -> Iterator[str]:
    """What a maintainer has to write, one line each."""
    known = {language: texts(language) for language in LANGUAGES}
    for one in said():
        if not one.is_in(known["en"]):
            yield f"{one.path.relative_to(CHECKOUT)}:{one.line}: no text for {one.key.replace(ANYTHING, '…')}"
    for language in LANGUAGES[1:]:
        yield from (f"{language}: no text for {key}" for key in known["en"] if key not in known[language])
        for key, found in known[language].items():
            yield from _differences(language, key, known["en"].get(key), found)


def _differences(
    language: str, key: str, english: Sequence[str] | None, found: Sequence[str]
) -> Iterator[str]:
    if english is None:
        yield f"{language}: {key} is in no English catalogue"
    elif _names(english) != _names(found):
        yield f"{language}: {key} has the places {sorted(_names(found))}, English {sorted(_names(english))}"


def _names(found: Sequence[str]) -> frozenset[str]:
    return frozenset[str]().union(*map(names_in, found))


def stale() -> Iterator[str]:
    """The languages whose .mo is not what their .po says."""
    for language in LANGUAGES:
        path = _file(language, "mo")
        if not path.exists() or path.read_bytes() != compiled(language):
            yield language


def main(arguments: Sequence[str] | None = None, tell: Callable[[str], None] = print) -> int:
    """Compile and report; 1 when something is missing."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true", help="write nothing")
    is_check: bool = parser.parse_args(arguments).check
    lines = list(missing())
    for language in list(stale()):
        if is_check:
            lines.append(f"{language}: camifield.mo is not made from camifield.po")
        else:
            _file(language, "mo").write_bytes(compiled(language))
            tell(f"compiled: {language}")
    for line in lines:
        tell(line)
    tell(f"{len(lines)} missing" if lines else "Nothing is missing.")
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
