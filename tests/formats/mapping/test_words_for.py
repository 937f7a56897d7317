"""The words of a mapping, as the page's drop-downs and the terminal show them."""

from __future__ import annotations

from pathlib import Path

import pytest

from camifield.formats.mapping.targets import LEAVE, SPECIAL, is_known
from camifield.formats.mapping.words_for import target_words, targets_for
from camifield.i18n.words import Words
from camifield.kinds.catalogue import kind
from tests.formats.mapping.making import LOSSES, proposed, sheet


@pytest.mark.parametrize("language", ["en", "ru", "mn"])
def test_every_special_target_has_its_words(language: str) -> None:
    """Protects the drop-downs from bare keys."""
    words = Words(language)
    for target in SPECIAL:
        assert not target_words(kind("sighting"), target, words).startswith("import.")


def test_a_line_is_named_with_its_animal() -> None:
    """Protects wide tables on the page: the column says what was lost and of whom."""
    shown = target_words(kind("conflict"), "losses.sheep.killed", Words("en"))
    assert "Killed" in shown
    assert "Sheep" in shown
    assert target_words(kind("sighting"), "event_date", Words("ru")) == "Дата"


def test_what_is_offered_can_be_chosen(tmp_path: Path) -> None:
    """Protects a person's choice: nowhere comes first, everything offered is known to the kind, and each once."""
    mapping = proposed(sheet(tmp_path, LOSSES)).mapping
    offered = [target for target, _ in targets_for(mapping, Words("en"))]
    assert offered[0] == LEAVE
    assert all(is_known(kind("conflict"), target) for target in offered)
    assert len(offered) == len(set(offered))
    assert {one.target for one in mapping.columns} <= set(offered)
