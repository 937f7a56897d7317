"""Tables that nobody here made come in whole: every row is a record, a draft, or named as no record, and the counts add up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import pytest

from camifield.commands.bringing_in import Imported, import_table, look_at, propose_mapping
from camifield.fields.values import lines_of, text_of
from camifield.formats.mapping.mappings import TableMapping
from camifield.project.project import Project
from camifield.store.draft_query import DraftQuery
from camifield.store.query import CardQuery, Page
from camifield.store.records import StoredRecord
from tests.making import ENGLISH, make_project

SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "data"
pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="../shared is absent")


class Trial(NamedTuple):
    """One sheet: what the program proposes makes of it, what a person says for all rows, and what comes of it then.

    `proposed` and `answered` are (records, drafts, rows that are no records).
    """

    file: str
    sheet: str
    rows: int
    proposed: tuple[int, int, int]
    answers: Mapping[str, str]
    answered: tuple[int, int, int]
    kind: str | None = None
    targets: Mapping[str, str] = {}
    meanings: Mapping[str, Mapping[str, str]] = {}


_CAMERAS = {"recorded_by": "Field team", "species": "SNL", "event_date": "2013", "country_code": "MN"}
_WALKED = {"recorded_by": "Survey team", "event_date": "2019", "country_code": "MN"}
_TRANSECT = {"recorded_by": "Transect team", "event_date": "2019", "country_code": "TZ"}
_BEARS = {"recorded_by": "Ishikawa Prefecture", "species": "ABB", "country_code": "JP"}
_HORSES = {"recorded_by": "Herd keepers", "species": "PRZ", "locality": "Pentezug", "country_code": "HU"}
_SCR = "snowleopard_scr_borchers/mongolia"

TRIALS = (
    Trial(f"{_SCR}/Nemegt2013_Cams.csv", "Nemegt2013_Cams", 38, (38, 0, 0), {}, (38, 0, 0)),
    Trial(f"{_SCR}/Nemegt2013_Capture.csv", "Nemegt2013_Capture", 54, (0, 54, 0), _CAMERAS, (54, 0, 0)),
    Trial(f"{_SCR}/Nemegt_cams.csv", "Nemegt_cams", 39, (39, 0, 0), {}, (39, 0, 0)),
    Trial(f"{_SCR}/Nemegt_capthist.csv", "Nemegt_capthist", 50, (0, 50, 0), _CAMERAS, (50, 0, 0)),
    Trial(f"{_SCR}/Noyon_cams.csv", "Noyon_cams", 30, (30, 0, 0), {}, (30, 0, 0)),
    Trial(f"{_SCR}/Noyon_capthist.csv", "Noyon_capthist", 85, (0, 85, 0), _CAMERAS, (85, 0, 0)),
    Trial(f"{_SCR}/Tost_cams.csv", "Tost_cams", 41, (41, 0, 0), {}, (41, 0, 0)),
    Trial(f"{_SCR}/Tost_capthist.csv", "Tost_capthist", 99, (0, 99, 0), _CAMERAS, (99, 0, 0)),
    Trial(
        "mongolia_occupancy/Occu_SL_2019_R.csv",
        "Occu_SL_2019_R",
        1017,
        (0, 1017, 0),
        {**_WALKED, "species": "SNL"},
        (1017, 0, 0),
    ),
    Trial("mongolia_occupancy/Seg_Walk_R.csv", "Seg_Walk_R", 1017, (0, 1017, 0), _WALKED, (0, 1017, 0)),
    Trial("mongolia_occupancy/Country_Occ.csv", "Country_Occ", 1977, (0, 0, 1977), {}, (0, 0, 1977)),
    Trial("makuyuni_livestock_wildlife/wildlife.csv", "wildlife", 74, (0, 74, 0), _TRANSECT, (73, 1, 0)),
    Trial(
        "makuyuni_livestock_wildlife/livestock.csv",
        "livestock",
        80,
        (0, 80, 0),
        _TRANSECT,
        (80, 0, 0),
        kind="grazing",
        meanings={"Species": {"CT": "cattle", "SH": "sheep_goat", "DN": "donkey"}},
    ),
    Trial(
        "ishikawa_bear_incidents/bear_sightings_r7.csv",
        "bear_sightings_r7",
        103,
        (0, 103, 0),
        {**_BEARS, "how_known": "told"},
        (103, 0, 0),
    ),
    Trial(
        "ishikawa_bear_incidents/bear_incidents_attractants_r1-r6.csv",
        "bear_incidents_attractants_r1-r6",
        273,
        (0, 273, 0),
        _BEARS,
        (273, 0, 0),
        meanings={"目撃痕跡種別": {"目撃": "told", "痕跡": "sign", "人身": "told"}},
    ),
    Trial("przewalski_hortobagy/1997_2008.xlsx", "data", 612, (0, 612, 0), _HORSES, (612, 0, 0)),
    Trial("przewalski_hortobagy/1997_2008.xlsx", "questions", 5, (0, 0, 5), {}, (0, 0, 5)),
    Trial("przewalski_hortobagy/2018-01-07.xlsx", "Sheet1", 275, (0, 275, 0), _HORSES, (275, 0, 0)),
    Trial(
        "gc_scripts_smart_kobo/kobotoolbox_submissions.csv",
        "kobotoolbox_submissions",
        3,
        (0, 3, 0),
        {"recorded_by": "Community"},
        (0, 3, 0),
    ),
    Trial("gc_scripts_smart_kobo/odk_submissions.csv", "odk_submissions", 2, (0, 2, 0), {}, (0, 2, 0)),
    Trial(
        "taibif_camera_trap_zh/HC20B_test.csv",
        "HC20B_test",
        255,
        (0, 207, 48),
        {"recorded_by": "TaiBIF", "country_code": "TW"},
        (207, 0, 48),
        meanings={"species": {"無法識別": "UNK"}},
    ),
    Trial(
        "camtrap_dp_example/observations.csv",
        "observations",
        549,
        (0, 380, 169),
        {"recorded_by": "Camera team", "country_code": "BE"},
        (380, 0, 169),
    ),
    Trial("camtrap_dp_example/deployments.csv", "deployments", 4, (4, 0, 0), {}, (4, 0, 0)),
    Trial("camtrap_dp_example/media.csv", "media", 423, (0, 0, 423), {}, (0, 0, 423)),
)


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """A project of a team in Kyrgyzstan, which none of these tables is from."""
    found = make_project(tmp_path)
    yield found
    found.close()


def mapping_of(project: Project, trial: Trial, *, is_answered: bool) -> TableMapping:
    """What the program proposes for a sheet, and with `is_answered` what a person says on top of it."""
    table = look_at(project, SHARED / trial.file).table
    sheet = table.sheet(trial.sheet)
    mapping = propose_mapping(
        project, table, sheet, ENGLISH, kind=trial.kind if is_answered else None
    ).mapping
    if not is_answered:
        return mapping
    for heading, target in trial.targets.items():
        mapping = mapping.with_target(_column(mapping, heading), target)
    for name, entry in trial.answers.items():
        mapping = mapping.with_constant(name, entry)
    for heading, meanings in trial.meanings.items():
        for text, code in meanings.items():
            mapping = mapping.with_meaning(_column(mapping, heading), text, code)
    return mapping


def _column(mapping: TableMapping, heading: str) -> int:
    return next(one.index for one in mapping.columns if one.heading == heading)


def bring(project: Project, trial: Trial, *, is_answered: bool) -> Imported:
    """Import the sheet of a trial."""
    return import_table(
        project, SHARED / trial.file, mapping_of(project, trial, is_answered=is_answered), ENGLISH
    )


def counted(imported: Imported) -> tuple[int, int, int]:
    """Records, drafts, and rows that are no records."""
    return imported.records, imported.drafts, sum(imported.left_over.values())


def records(project: Project, imported: Imported) -> list[StoredRecord]:
    """The records of an import, the latest event first."""
    cards = project.store.cards(CardQuery(batches=(imported.batch,)), Page(limit=5000))
    return [project.stored(card.id) for card in cards]


def trial_of(name: str) -> Trial:
    """The trial of the file that ends so."""
    return next(trial for trial in TRIALS if trial.file.endswith(name))


@pytest.mark.parametrize("trial", TRIALS, ids=lambda trial: f"{trial.file.rpartition('/')[2]}:{trial.sheet}")
@pytest.mark.parametrize("is_answered", [False, True], ids=["proposed", "answered"])
def test_every_row_is_accounted_for(project: Project, trial: Trial, is_answered: bool) -> None:
    """Protects the promise that nothing is dropped: rows in the file = records + drafts + rows named as no records."""
    imported = bring(project, trial, is_answered=is_answered)
    assert imported.rows == trial.rows
    assert sum(counted(imported)) == trial.rows
    assert counted(imported) == (trial.answered if is_answered else trial.proposed)
    assert project.store.count(CardQuery(batches=(imported.batch,))) == imported.records
    assert project.drafts.count(DraftQuery(batch=imported.batch)) == imported.drafts


def test_the_longitude_of_199_is_refused_with_its_row(project: Project) -> None:
    """Protects a map from a point that is not on the earth: the row is a draft that says so, its text kept."""
    imported = bring(project, trial_of("kobotoolbox_submissions.csv"), is_answered=False)
    drafts = project.drafts.page(DraftQuery(batch=imported.batch))
    refused = [draft for draft in drafts if ("longitude-out-of-range", "decimal_longitude") in draft.findings]
    assert [draft.origin.row for draft in refused] == [4]
    assert refused[0].entries["decimal_longitude"] == "-199.058787"
    assert any(text == "-199.058787" for _, text in refused[0].origin.cells)


def test_found_none_found_and_not_walked_stay_apart(project: Project) -> None:
    """Protects the sign survey: 1, 0 and NA are three things in every segment of every cell, counted here cell by cell."""
    trial = trial_of("Occu_SL_2019_R.csv")
    imported = bring(project, trial, is_answered=True)
    wanted = {"1": 0, "0": 0, "NA": 0}
    for line in (SHARED / trial.file).read_text("utf-8").splitlines()[1:]:
        for text in line.split(",")[1:]:
            wanted[text] += 1
    found = {"found": 0, "none_found": 0, "not_walked": 0}
    query = CardQuery(batches=(imported.batch,))
    for piece in project.store.line_rows("sighting", "segments", query, ("result",)):
        for (result,) in piece:
            found[result] += 1
    assert found == {"found": wanted["1"], "none_found": wanted["0"], "not_walked": wanted["NA"]}


def test_a_cell_where_nothing_was_found_is_no_snow_leopard(project: Project) -> None:
    """Protects maps of presence: a walked cell without a sign says "none found", one sign in any segment says "found"."""
    imported = bring(project, trial_of("Occu_SL_2019_R.csv"), is_answered=True)
    for record in records(project, imported):
        results = {text_of(line, "result") for line in lines_of(record.values, "segments")}
        assert text_of(record.values, "occurrence") == ("present" if "found" in results else "absent")


def test_metres_without_a_zone_are_kept_and_told(project: Project) -> None:
    """Protects camera stations from a guessed zone: the row comes in under its name, without a position, its metres kept."""
    imported = bring(project, trial_of("Nemegt_cams.csv"), is_answered=False)
    assert imported.records == 39
    for record in records(project, imported):
        assert "decimal_latitude" not in record.values
        assert '"X":' in text_of(record.values, "as_written")


def test_era_dates_and_about_times_are_read(project: Project) -> None:
    """Protects the prefecture's register: R4.5.16 is 16 May 2022, and "about 18:30" stays about."""
    imported = bring(project, trial_of("bear_incidents_attractants_r1-r6.csv"), is_answered=True)
    first = next(one for one in records(project, imported) if one.values["source_row"] == "2")
    assert first.values["event_date"] == "2022-05-16"
    assert first.values["event_time"] == "18:30"
    assert first.values["time_is_about"] == "yes"
    assert first.values["species"] == "ABB"
    assert "はちみつ" in text_of(first.values, "remarks")


def test_test_photos_and_blank_photos_are_no_animals(project: Project) -> None:
    """Protects counts of animals from the photos that a camera makes of nobody; an unknown animal is still an animal."""
    imported = bring(project, trial_of("HC20B_test.csv"), is_answered=True)
    assert imported.left_over == {"test_photo": 30, "blank_photo": 18}
    said = [text_of(one.values, "vernacular_name") for one in records(project, imported)]
    assert said.count("鼬獾") > 0
