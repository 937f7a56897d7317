"""What is told of rows that name a place and have no position of their own, in sentences. No Qt."""

from __future__ import annotations

from camifield.formats.mapping.preview import Preview
from camifield.i18n.words import Words
from camifield.i18n.writing import whole_text


def places_lines(preview: Preview | None, words: Words) -> list[str]:
    """How many rows take their position from known places, and how many names of places nobody knows."""
    if preview is None:
        return []
    numbers = {
        "import.placed": preview.counts.placed,
        "import.not_placed": len({one.text for one in preview.not_placed}),
    }
    return [
        words.say(key, count=count, number=whole_text(count, words.language))
        for key, count in numbers.items()
        if count
    ]
