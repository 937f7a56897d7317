"""The words of a mapping: what each target is called, and which targets a column may be sent to."""

from __future__ import annotations

from camifield.fields.choice import Choice
from camifield.fields.declaration import Declared
from camifield.fields.labels import label
from camifield.fields.vocabulary import Vocabulary
from camifield.formats.mapping.mappings import TableMapping
from camifield.formats.mapping.targets import (
    DATE_PARTS,
    GRID,
    LEAVE,
    NEVER,
    OWN_LINE,
    PRIVATE,
    SHOWN,
    SPECIAL,
    LineTarget,
    key_field,
    line_target,
)
from camifield.i18n.words import Words
from camifield.kinds.catalogue import kind as kind_of

# Repeats that stand in columns of their own, and their numbers, in the order of the form.
WIDE = {"losses": ("killed", "injured", "missing"), "livestock": ("number", "young")}
# Livestock offered for a wide column: the kinds, not every class.
_ANIMALS = ("sheep", "goat", "cattle", "horse", "yak", "camel_bactrian", "donkey", "dog", "unknown")


def target_words(declared: Declared, target: str, words: Words) -> str:
    """What a target is called: "Date", "Killed: sheep", "Leave out"."""
    if target in SPECIAL:
        return words.say(f"import.target.{target.removeprefix('@')}")
    line = line_target(target)
    if line is None:
        return label(declared, target, words)
    lines = declared.lines[line.repeat]
    shown = label(lines, line.field, words)
    if line.label == OWN_LINE:
        return words.say("import.target.of_line", line=label(declared, line.repeat, words), field=shown)
    key = lines.fields[key_field(declared, line.repeat)]
    named = Vocabulary(key.of).label(line.label, words.language) if isinstance(key, Choice) else line.label
    return words.say("import.target.of_animal", field=shown, animal=named)


def targets_for(mapping: TableMapping, words: Words) -> list[tuple[str, str]]:
    """Everything a column of this table may be sent to, with its words: nowhere first, then the fields in their order."""
    declared = kind_of(mapping.kind)
    names = [
        name
        for name, field in declared.fields.items()
        if name not in NEVER and (field.editor or field.is_number)
    ]
    found = [LEAVE, PRIVATE, *names]
    for repeat, numbers in WIDE.items():
        if repeat in declared.repeats:
            found += [str(LineTarget(repeat, animal, number)) for number in numbers for animal in _ANIMALS]
            fields = declared.lines[repeat].fields
            found += [str(LineTarget(repeat, OWN_LINE, field)) for field in fields]
    used = [one.target for one in mapping.columns if one.target not in found]
    if "event_date" in declared.fields:
        found += [GRID, *DATE_PARTS, SHOWN]
    found += [one for one in dict.fromkeys(used) if one not in found]
    return [(target, target_words(declared, target, words)) for target in found]
