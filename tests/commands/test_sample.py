"""The sample: invented, made through the real commands, marked, and never mixed with real records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from camifield.clock import SteppedClock
from camifield.commands.handing_over import Wish, export_workbook
from camifield.commands.sample import FOLDER, open_sample
from camifield.entropy import SeededEntropy
from camifield.fields.field import Asking
from camifield.fields.validation import entries_of, validate
from camifield.kinds.catalogue import kind as kind_of
from camifield.progress import Progress, Stopped
from camifield.project.opening import SAMPLE_MARK
from camifield.project.project import Project, World
from camifield.settings import Settings
from tests.commands.workbooks import about, pages
from tests.making import ENGLISH, make_project, save_sighting

SETTINGS = Settings(
    laptop="M7", language="ru", country="MN", people_here=("ab" * 16,), people_here_on="2026-03-14"
)


def opened(folder: Path, progress: Progress | None = None) -> Project:
    """The sample beside a project."""
    world = World(SteppedClock(), SeededEntropy(3))
    return open_sample(folder, SETTINGS, folder / "settings.json", progress or Progress(), world=world)


@pytest.fixture(scope="module", name="sample")
def a_sample(tmp_path_factory: pytest.TempPathFactory) -> Generator[Project, None, None]:
    """The sample, made once."""
    project = opened(tmp_path_factory.mktemp("beside"))
    yield project
    project.close()


def test_it_has_every_kind_over_three_seasons(sample: Project) -> None:
    """Enough to see what each page is for: hundreds of records, all kinds, in two scripts.

    The laptop's clock stands in March, in the middle of the sample's year: its days are not refused as future ones.
    """
    found = {
        kind: sample.store.records_of_kind(kind) for kind in ("sighting", "grazing", "conflict", "patrol")
    }
    assert all(len(records) >= 10 for records in found.values())
    assert sum(map(len, found.values())) > 200
    months = {str(one.values["event_date"])[5:7] for one in found["sighting"]}
    assert len(months) >= 6
    texts = "".join(str(one.values.get("locality")) for one in found["sighting"])
    assert any("а" <= sign <= "я" for sign in texts)
    assert any("a" <= sign <= "z" for sign in texts)


def test_every_record_of_it_would_pass_the_form(sample: Project) -> None:
    """The sample is what people learn from: none of it is wrong, and little of it asks a question."""
    asked: Counter[str] = Counter()
    for kind in ("sighting", "grazing", "conflict", "patrol"):
        for stored in sample.store.records_of_kind(kind):
            checked = validate(kind_of(kind), entries_of(kind_of(kind), stored.values), asking(sample))
            assert checked.is_complete, (kind, checked.findings)
            asked.update(one.code for one in checked.findings)
    assert asked.total() < 40, asked


def asking(project: Project) -> Asking:
    """What its answers are read with, in the year after."""
    return replace(project.asking(ENGLISH), today=date(2027, 1, 1))


def test_it_is_marked_everywhere(sample: Project, tmp_path: Path) -> None:
    """In its folder, on the project, and in the first line of every file that is made of it."""
    assert sample.is_sample
    assert sample.folder.exists(SAMPLE_MARK)
    path = tmp_path / "sample.xlsx"
    done = export_workbook(sample, Wish(path), ENGLISH, Progress())
    assert next(iter(about(path).items()))[0] == "NOT REAL"
    assert {kind: len(pages(path)[kind].rows) for kind in done.records} == done.records


def test_it_has_people_of_its_own_and_numbers_of_its_own(sample: Project) -> None:
    """Neither today's people nor this laptop's numbers come into it."""
    assert sample.settings.people_here == ()
    assert all(
        str(one.values["record_number"]).startswith("S1-") for one in sample.store.records_of_kind("patrol")
    )
    assert sample.settings_path.name == "sample-settings.json"


def test_it_is_never_mixed_with_real_records(tmp_path: Path) -> None:
    """A folder of its own: the real project has the records it had."""
    real = make_project(tmp_path)
    save_sighting(real)
    sample = opened(tmp_path)
    assert sample.folder.root == tmp_path / FOLDER
    assert real.store.count() == 3
    assert sample.store.project != real.store.project
    sample.close()
    real.close()


def test_it_is_the_same_each_time_and_made_once(tmp_path: Path) -> None:
    """The same seed, the same valley; a second opening makes nothing."""
    first = opened(tmp_path / "a")
    numbers = [
        (one.values["record_number"], one.values["species"])
        for one in first.store.records_of_kind("sighting")
    ]
    commit = first.store.last_commit()
    first.close()
    again = opened(tmp_path / "a")
    assert again.store.last_commit() == commit
    again.close()
    other = opened(tmp_path / "b")
    assert [
        (one.values["record_number"], one.values["species"])
        for one in other.store.records_of_kind("sighting")
    ] == numbers
    other.close()


def test_stopped_while_it_is_made_it_is_made_anew(tmp_path: Path) -> None:
    """A half valley is never shown: the next opening begins again, and nothing holds the folder meanwhile."""
    progress = Progress()
    progress.stop()
    with pytest.raises(Stopped):
        opened(tmp_path, progress)
    again = opened(tmp_path)
    assert again.folder.exists(SAMPLE_MARK)
    assert again.store.count() > 200
    again.close()
