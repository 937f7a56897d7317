"""The words for kinds, fields and answers, found from their names so that nothing is named twice."""

from __future__ import annotations

from functools import cache

from camifield.fields.declaration import Declared
from camifield.i18n.words import Words


def label_key(declared: Declared, name: str) -> str:
    """The catalogue key of a field: that of the class which declares it, or of the kind itself where it says it otherwise."""
    return _key(declared.model, declared.name, name)


@cache
def _key(kind: type, kind_name: str, name: str) -> str:
    own = f"{kind_name}.{name}"
    if Words().has(own):
        return own
    for model in kind.__mro__:
        if name in vars(model).get("__annotations__", {}):
            table = getattr(model, "__tablename__", model.__name__.lower())
            key = f"{table}.{name}"
            if Words().has(key):
                return key
    return own


def label(declared: Declared, name: str, words: Words) -> str:
    """The label of a field or a repeat, as the form and the workbook show it."""
    return words.say(label_key(declared, name))


def hint(declared: Declared, name: str, words: Words) -> str:
    """The short help under a field; empty where none is needed."""
    key = f"{label_key(declared, name)}.hint"
    return words.say(key) if words.has(key) else ""


def kind_name(kind: str, words: Words) -> str:
    """A kind's name on the screen."""
    return words.say(f"kind.{kind}")
