"""Protects telling records where they lie: only when somebody decides, only what is empty, undone as one."""

from __future__ import annotations

from pathlib import Path

import pytest

from camifield.commands.deleting import delete
from camifield.commands.saving import save
from camifield.commands.tagging import tag, untagged
from camifield.commands.undoing import undo
from camifield.fields.values import Value
from camifield.formats.blurring import Blurred, Blurring
from camifield.project.project import Project
from tests.commands.area_files import bring_in, file, square
from tests.making import ENGLISH, make_project, person, save_sighting, sighting


@pytest.fixture(name="project")
def a_project(tmp_path: Path) -> Project:
    """A project with two people."""
    return make_project(tmp_path)


def told(project: Project, record: bytes, name: str = "protected_area") -> Value | None:
    """What a record says of areas."""
    return project.stored(record).values.get(name)


def test_records_are_told_on_one_word_and_forget_it_on_another(project: Project, tmp_path: Path) -> None:
    """Nothing is rewritten before; then every record inside, in one action that is taken back as one."""
    inside, outside = save_sighting(project), save_sighting(project, verbatim_coordinates="41.5 75.5")
    placeless = save_sighting(project, verbatim_coordinates="")
    assert untagged(project, ENGLISH).records == ()
    bring_in(project, file(tmp_path, square("Sarychat"), square("Corridor", sort="corridor")))
    found = untagged(project, ENGLISH)
    assert found.records == (inside.record,)
    done = tag(project, found.records, ENGLISH, "areas.kml")
    assert done.count == 1
    assert (told(project, inside.record), told(project, inside.record, "corridor")) == (
        "Sarychat",
        "Corridor",
    )
    assert untagged(project, ENGLISH).records == ()
    assert undo(project, done.batch).count == 1
    assert told(project, inside.record) is None
    assert untagged(project, ENGLISH).records == (inside.record,)
    assert told(project, outside.record) is None
    assert told(project, placeless.record) is None


def test_what_a_person_wrote_is_left_alone(project: Project, tmp_path: Path) -> None:
    """A name that no area has was somebody's word; beside it other fields are filled in all the same."""
    record = save_sighting(project, protected_area="The old reserve").record
    bring_in(project, file(tmp_path, square("Sarychat")))
    assert untagged(project, ENGLISH).records == ()
    bring_in(project, file(tmp_path, square("Corridor", sort="corridor"), name="b.kml"))
    tag(project, untagged(project, ENGLISH).records, ENGLISH)
    assert (told(project, record), told(project, record, "corridor")) == ("The old reserve", "Corridor")


def test_a_further_area_joins_those_that_are_told(project: Project, tmp_path: Path) -> None:
    """A park over the reserve is added; a record that says less than before is never made."""
    bring_in(project, file(tmp_path, square("Sarychat")))
    record = save_sighting(project).record
    bring_in(project, file(tmp_path, square("Ala-Too", west=76.5), name="b.kml"))
    tag(project, untagged(project, ENGLISH).records, ENGLISH)
    assert told(project, record) == "Ala-Too; Sarychat"


def test_an_area_that_was_renamed_is_offered_under_its_new_name(project: Project, tmp_path: Path) -> None:
    """With the old name among its other names the program knows that it is the same."""
    bring_in(project, file(tmp_path, square("Sarychat")))
    record = save_sighting(project).record
    [area] = project.areas().all
    entries = {
        "name": "Sarychat-Ertash",
        "other_names": "Sarychat",
        "area_kind": "protected_area",
        "shape": area.packed,
    }
    save(project, "area", entries, ENGLISH, record=area.id)
    tag(project, untagged(project, ENGLISH).records, ENGLISH)
    assert told(project, record) == "Sarychat-Ertash"


def test_grazing_answers_come_where_nothing_was_known(project: Project, tmp_path: Path) -> None:
    """ "Not known" becomes yes; what somebody answered stays."""
    entries = {
        "event_date": "2026-03-12",
        "recorded_by": person(project),
        "grazing_type": "water_point",
        "verbatim_coordinates": "42.31860 76.90412",
    }
    plain = save(project, "grazing", entries, ENGLISH).record
    said = save(project, "grazing", {**entries, "in_protected_area": "no"}, ENGLISH).record
    unsure = save(project, "grazing", {**entries, "in_protected_area": "unknown"}, ENGLISH).record
    bring_in(project, file(tmp_path, square("Sarychat")))
    tag(project, untagged(project, ENGLISH).records, ENGLISH)
    answers = [told(project, one, "in_protected_area") for one in (plain, said, unsure)]
    assert answers == ["yes", "no", "yes"]


def test_a_record_that_went_into_the_bin_meanwhile_is_passed_over(project: Project, tmp_path: Path) -> None:
    """What was looked at a minute ago may have changed since."""
    gone, changed = save_sighting(project).record, save_sighting(project).record
    bring_in(project, file(tmp_path, square("Sarychat")))
    found = untagged(project, ENGLISH).records
    delete(project, [gone])
    save(project, "sighting", sighting(project, verbatim_coordinates="41 75"), ENGLISH, record=changed)
    assert tag(project, found, ENGLISH).count == 0


def test_others_are_not_told_the_area_of_an_animal_whose_place_is_kept(
    project: Project, tmp_path: Path
) -> None:
    """A reserve of one valley gives the place back: where the place is generalised, its name is left out, as a locality is."""
    bring_in(project, file(tmp_path, square("Sarychat", side=2, west=75.5, south=41.5)))
    guarded = save_sighting(project, species="SNL").record
    open_one = save_sighting(project, species="WOL", locality="").record
    blurring, cells = Blurring(is_exact=False), dict[bytes, Blurred]()
    for record in (guarded, open_one):
        values = project.stored(record).values
        cells[record] = blurring.blur("sighting", {name: str(value) for name, value in values.items()})
        assert values["protected_area"] == "Sarychat"
    assert "protected_area" in cells[guarded].withheld
    assert "protected_area" not in cells[open_one].withheld
