"""Which language the terminal speaks: as asked, as the laptop is set, or as the system is."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence

from camifield import settings as laptop
from camifield.clock import SystemClock
from camifield.entropy import SystemEntropy
from camifield.i18n.words import LANGUAGES, best_language

OPTION = "--language"
# In the order in which programs look at them.
VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")


def language_of(arguments: Sequence[str], environment: Mapping[str, str] = os.environ) -> str:
    """The code of the language, found before the arguments are read, so that their help is in it already."""
    for place, argument in enumerate(arguments):
        asked = ""
        if argument == OPTION and place + 1 < len(arguments):
            asked = arguments[place + 1]
        elif argument.startswith(f"{OPTION}="):
            asked = argument.partition("=")[2]
        if any(asked == language.code for language in LANGUAGES):
            return asked
    return _of_laptop() or best_language(_of_system(environment))


def _of_laptop() -> str:
    """The language chosen in the window; empty when none is, or when there are no settings yet."""
    path = laptop.settings_file()
    if not path.is_file():
        return ""
    return laptop.load(path, SystemEntropy(), SystemClock()).settings.language or ""


def _of_system(environment: Mapping[str, str]) -> str:
    for name in VARIABLES:
        wished = environment.get(name, "").partition(":")[0]
        if wished:
            return wished
    return _of_windows() if os.name == "nt" else ""


def _of_windows() -> str:
    """The language of the user's own Windows, which has no such variables."""
    import ctypes
    import locale

    windows = getattr(ctypes, "windll", None)
    return (
        "" if windows is None else locale.windows_locale.get(windows.kernel32.GetUserDefaultUILanguage(), "")
    )
