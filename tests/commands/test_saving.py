"""Saving a record: what was typed becomes a signed commit, or stays a draft with a plain account of what is missing."""

from __future__ import annotations

from collections.abc import Generator
from datetime import timedelta
from pathlib import Path

import pytest

from camifield.clock import SteppedClock
from camifield.commands import drafting
from camifield.commands.saving import Incomplete, save
from camifield.errors import Problem
from camifield.fields.values import LINE_ID, lines_of
from camifield.ids import new_id
from camifield.project.project import Project
from camifield.store.query import CardQuery
from tests.formats.small_disks import no_file_over
from tests.making import ENGLISH, conflict, make_project, person, save_sighting, sighting


@pytest.fixture(name="project")
def a_project(tmp_path: Path) -> Generator[Project, None, None]:
    """A project with two people."""
    project = make_project(tmp_path)
    yield project
    project.close()


def test_a_saved_record_holds_what_was_typed(project: Project) -> None:
    """The text as written, what was understood from it, and nothing that nobody said."""
    saved = save_sighting(project, event_time="9:20", count="~12")
    values = project.stored(saved.record).values
    assert values["verbatim_coordinates"] == "42.31860 76.90412"
    assert (values["decimal_latitude"], values["decimal_longitude"]) == ("42.31860", "76.90412")
    assert (values["event_time"], values["verbatim_event_time"], values["count"]) == ("09:20", "9:20", "~12")
    assert "remarks" not in values
    assert saved.changes.records == {saved.record}
    assert saved.changes.kinds == {"sighting"}


def test_numbers_count_up_on_this_laptop(project: Project) -> None:
    """Short enough to say over a radio, never given twice, and left alone where a paper form had its own."""
    numbers = [save_sighting(project).number for _ in range(3)]
    assert numbers == ["M7-0001", "M7-0002", "M7-0003"]
    assert save_sighting(project, record_number="OLD-5").number == "OLD-5"
    assert save_sighting(project).number == "M7-0004"
    assert save(project, "place", {"name": "Tosor"}, ENGLISH).number == ""


def test_a_record_with_an_error_is_not_saved(project: Project) -> None:
    """What stops it is told, the questions beside it too, and the store is as it was."""
    before = project.store.last_commit()
    with pytest.raises(Incomplete) as caught:
        save_sighting(project, species="", event_date="2028-01-01", count="0")
    assert {one.code for one in caught.value.findings} >= {"answer-needed", "date-in-future"}
    assert caught.value.code == "record-not-complete"
    assert project.store.last_commit() == before


def test_questions_do_not_stop_a_save(project: Project) -> None:
    """A count that asks to be looked at again is kept as it is, and the question comes back with the record."""
    saved = save_sighting(project, count="3000")
    assert [one.is_error for one in saved.findings] == [False]


class TestTheOffsetFromUtc:
    """Every time is local: which local is kept beside it, and where that came from."""

    @pytest.mark.parametrize(
        ("country", "offset", "source"),
        [
            ("KG", "+06:00", "country"),
            ("IN", "+05:30", "country"),
            ("NP", "+05:45", "country"),
            ("MN", "+06:00", "laptop"),
        ],
    )
    def test_without_a_position_it_is_the_countrys(
        self, project: Project, country: str, offset: str, source: str
    ) -> None:
        """One zone: the country's clock. Several zones, or none: the laptop's own, and that is said."""
        saved = save_sighting(project, country_code=country, verbatim_coordinates="", locality="Jukuu")
        values = project.stored(saved.record).values
        assert (values["utc_offset"], values["offset_source"]) == (offset, source)

    @pytest.mark.parametrize(
        ("place", "day", "offset"),
        [
            ("47.9 106.9", "2026-03-14", "+08:00"),
            ("48.0 91.64", "2026-03-14", "+07:00"),
            ("43.24 76.95", "2024-02-01", "+06:00"),
            ("43.24 76.95", "2024-04-01", "+05:00"),
            ("28.5 84.5", "2026-03-14", "+05:45"),
            ("38.5 75.5", "2026-03-14", "+08:00"),
        ],
    )
    def test_with_a_position_it_is_the_places_on_that_day(
        self, project: Project, place: str, day: str, offset: str
    ) -> None:
        """Mongolia has two clocks, Kazakhstan's east had another until March 2024: the place and the day say which."""
        saved = save_sighting(project, verbatim_coordinates=place, event_date=day)
        values = project.stored(saved.record).values
        assert (values["utc_offset"], values["offset_source"]) == (offset, "place")

    def test_it_follows_the_countrys_history(self, project: Project) -> None:
        """Iran had summer time until 2022: an old record keeps the clock of its own day."""
        places = {"verbatim_coordinates": "33.1 56.5", "country_code": "IR"}
        summers = [save_sighting(project, event_date=f"{year}-07-01", **places) for year in (2021, 2024)]
        offsets = [project.stored(one.record).values["utc_offset"] for one in summers]
        assert offsets == ["+04:30", "+03:30"]

    def test_what_a_person_typed_stands(self, project: Project) -> None:
        """A receiver on another zone's time is no mistake."""
        values = project.stored(save_sighting(project, utc_offset="+05:00").record).values
        assert (values["utc_offset"], values["offset_source"]) == ("+05:00", "typed")

    def test_a_laptop_on_another_zone_says_so(self, project: Project) -> None:
        """Without a country the laptop's difference is what there is."""
        project.settings = project.settings.__class__(laptop="M7")
        project.clock = SteppedClock(offset=timedelta(hours=-3, minutes=-30))
        values = project.stored(
            save_sighting(project, verbatim_coordinates="", country_code="").record
        ).values
        assert (values["utc_offset"], values["offset_source"]) == ("-03:30", "laptop")


class TestCorrecting:
    """The same form again, over a record that is there."""

    def test_only_what_changed_is_written(self, project: Project) -> None:
        """A corrected count is one change of one group, by whoever types, with the reason."""
        saved = save_sighting(project)
        again = save(
            project, "sighting", sighting(project, count="13"), ENGLISH, record=saved.record, why="recount"
        )
        assert again.record == saved.record
        changes = project.store.history(saved.record)
        assert {change.group for change in changes if change.commit != changes[0].commit} == {"count"}
        assert project.stored(saved.record).values["count"] == "13"
        assert project.stored(saved.record).values["record_number"] == "M7-0001"

    def test_saving_the_same_again_writes_nothing(self, project: Project) -> None:
        """Opened and closed: no commit, nothing to hand over again."""
        saved = save_sighting(project)
        before = project.store.last_commit()
        save(project, "sighting", sighting(project), ENGLISH, record=saved.record)
        assert project.store.last_commit() == before

    def test_a_cleared_answer_is_gone_and_what_the_program_filled_stays(self, project: Project) -> None:
        """Blank is not unknown: an emptied field is blank. Where the record came from is no answer of the form."""
        saved = save_sighting(project, remarks="by the spring", source_file="old.xlsx", as_written="{}")
        save(project, "sighting", sighting(project), ENGLISH, record=saved.record)
        values = project.stored(saved.record).values
        assert "remarks" not in values
        assert (values["source_file"], values["as_written"]) == ("old.xlsx", "{}")

    def test_an_edit_of_an_older_version_is_kept_beside_the_newer(self, project: Project) -> None:
        """Two people at one record: neither is overwritten, both values stand until somebody chooses."""
        saved = save_sighting(project)
        begun = tuple(project.stored(saved.record).heads)
        save(project, "sighting", sighting(project, count="13"), ENGLISH, record=saved.record)
        save(project, "sighting", sighting(project, count="14"), ENGLISH, record=saved.record, bases=begun)
        assert project.store.count(CardQuery(only_in_conflict=True)) == 1

    def test_a_record_that_is_not_here_is_told(self, project: Project) -> None:
        """An id of another project corrects nothing."""
        with pytest.raises(Problem, match="record-is-not-here"):
            save(project, "sighting", sighting(project), ENGLISH, record=b"x" * 16)


class TestLines:
    """Losses, herds, segments: each line has an id that never changes."""

    def test_every_line_gets_an_id_once(self, project: Project) -> None:
        """A line that is corrected is the same line; a new one beside it is another."""
        saved = save(project, "conflict", conflict(project), ENGLISH)
        first = lines_of(project.stored(saved.record).values, "losses")
        ids = [str(line[LINE_ID]) for line in first]
        assert len({*ids}) == 2
        losses = [{"id": ids[0], "animal": "sheep_ewe", "killed": "4"}, {"animal": "yak", "killed": "1"}]
        save(project, "conflict", conflict(project, losses=losses), ENGLISH, record=saved.record)
        then = lines_of(project.stored(saved.record).values, "losses")
        assert then[0][LINE_ID] == ids[0]
        assert then[1][LINE_ID] not in ids
        assert [line["animal"] for line in then] == ["sheep_ewe", "yak"]


class TestDrafts:
    """A draft becomes the record of its own id, and is off the list only when the save is certain."""

    def draft(self, project: Project) -> bytes:
        """A draft of a sighting on the list."""
        identifier = new_id(project.clock, project.entropy)
        drafting.keep(project, drafting.draft_of(project, "sighting", identifier, sighting(project), []))
        return identifier

    def test_the_draft_becomes_the_record(self, project: Project) -> None:
        """Pressed twice by mistake, the same draft makes no second record."""
        draft = self.draft(project)
        saved = save(project, "sighting", sighting(project), ENGLISH, draft=draft)
        assert saved.record == draft
        assert saved.changes.drafts
        assert project.drafts.count() == 0

    def test_an_incomplete_record_leaves_the_draft(self, project: Project) -> None:
        """Nothing that was typed is lost to an error."""
        draft = self.draft(project)
        with pytest.raises(Incomplete):
            save(project, "sighting", sighting(project, species=""), ENGLISH, draft=draft)
        assert project.drafts.count() == 1

    def test_a_full_disk_leaves_the_draft(self, project: Project) -> None:
        """The save is refused, the draft is on the list, and the next save works when there is room."""
        draft = self.draft(project)
        with no_file_over(1), pytest.raises(Problem) as caught:
            save(project, "sighting", sighting(project), ENGLISH, draft=draft)
        assert caught.value.code in ("disk-failed", "disk-is-full")
        assert project.store.count(CardQuery(kinds=("sighting",))) == 0
        assert project.drafts.count() == 1
        assert save(project, "sighting", sighting(project), ENGLISH, draft=draft).record == draft
        assert project.drafts.count() == 0


def test_a_new_shared_name_is_known_at_once(project: Project) -> None:
    """A place that was just added can be named in the next record."""
    save(project, "place", {"name": "Tosor", "other_names": "Тосор; Tossor"}, ENGLISH)
    assert len(project.names.find("place", "тосор")) == 1
    saved = save_sighting(project, place="Тосор", locality="")
    assert project.stored(saved.record).values["place"] == project.names.find("place", "Tosor")[0]


def test_somebody_else_may_have_seen_it(project: Project) -> None:
    """Who saw it and who typed it are two people on a shared laptop."""
    other = person(project, "Гулнара С.")
    saved = save_sighting(project, recorded_by=other)
    stored = project.stored(saved.record)
    assert stored.values["recorded_by"] == bytes.fromhex(other)
    assert project.store.history(saved.record)[0].author == project.typist
