"""Outcomes are written in pieces: people first, nothing counted before it is on the disk, offsets only where a country tells them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from camifield.commands.importing.pieces import completed
from camifield.fields.values import Value, lines_of
from camifield.kinds.catalogue import kind
from camifield.project.project import Project
from tests.making import make_project


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """A project of a team in Kyrgyzstan."""
    found = make_project(tmp_path)
    yield found
    found.close()


@pytest.mark.parametrize(
    ("values", "offset"),
    [
        ({"event_date": "2024-03-12", "country_code": "KG"}, "+06:00"),
        ({"event_date": "2024-03-12", "country_code": "MN"}, None),
        ({"event_date": "2024-03-12"}, None),
        ({"event_date": "2024-03-12", "utc_offset": "+09:00"}, "+09:00"),
    ],
    ids=["one zone", "several zones", "no country", "said"],
)
def test_the_laptop_s_own_offset_is_never_a_table_s(
    project: Project, values: dict[str, Value], offset: str | None
) -> None:
    """Protects times of old tables: an offset comes from the row or from a country of one zone, never from this laptop."""
    assert completed(project, kind("sighting"), values).get("utc_offset") == offset


def test_every_line_gets_an_id_of_its_own(project: Project) -> None:
    """Protects lines, which are merged one by one: each has an id from the first save on."""
    values: dict[str, Value] = {
        "losses": [{"id": "", "order": 0, "animal": "sheep"}, {"id": "", "order": 1, "animal": "goat"}]
    }
    ids = [line["id"] for line in lines_of(completed(project, kind("conflict"), values), "losses")]
    assert len(set(ids)) == 2
    assert all(ids)
