"""Finding options by what is typed: by any of their names, and by names spelt alike when nothing else fits. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from camifield.folding import ALIKE_ENOUGH, likeness_to_name, search_form
from ui.widgets.option import Option


def fitting(options: Sequence[Option], typed: str) -> list[Option]:
    """The options with a name that holds what was typed, those that begin with it first; else those spelt alike.

    Nothing typed gives all of them, in their order.
    """
    wanted = search_form(typed)
    if not wanted:
        return list(options)
    found = [one for one in options if any(wanted in name for name in _names(one))]
    if found:
        return sorted(found, key=lambda one: not search_form(one.text).startswith(wanted))
    alike = [(max(likeness_to_name(wanted, name) for name in _names(one)), one) for one in options]
    return [one for like, one in sorted(alike, key=lambda pair: -pair[0]) if like >= ALIKE_ENOUGH]


def is_meant(options: Sequence[Option], typed: str, option: Option) -> bool:
    """Whether a text means an option: it is called so, or it is the only one with a word that begins so.

    Two people may bear a name, so the beginning of both means neither.
    """
    wanted = search_form(typed)
    if not wanted:
        return False
    begun = [one.key for one in options if any(f" {wanted}" in f" {name}" for name in _names(one))]
    return wanted in _names(option) or begun == [option.key]


def means_one_of(options: Callable[[], Sequence[Option]]) -> Callable[[str, Option], bool]:
    """The rule of `is_meant` over what there is at the time."""
    return lambda typed, option: is_meant(options(), typed, option)


def _names(option: Option) -> tuple[str, ...]:
    return tuple(search_form(name) for name in (option.text, *option.also))
