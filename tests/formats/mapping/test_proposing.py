"""The first mapping of a sheet: its kind, its columns, and what is offered or asked for all rows; nothing is invented."""

from __future__ import annotations

from pathlib import Path

import pytest

from camifield.formats.mapping import mappings
from tests.formats.mapping.making import LOSSES, proposed, sheet, sheet_of, target_of, write_workbook

SIGHTINGS = (
    ("Дата", "Время", "Наблюдатель", "Вид", "Кол-во", "Широта", "Долгота", "Местность", "Примечание"),
    ("12.03.2024", "9:20", "А. Асанов", "архар", "12", "42.31860", "76.90412", "Кызыл-Суу", ""),
    ("13.03.2024", "утром", "Б. Бекова", "снежный барс", "1", "42.31901", "76.91200", "Кызыл-Суу", "след"),
    ("14.03.2024", "", "А. Асанов", "волк", "~5", "42.30000", "76.90000", "Ак-Шыйрак", ""),
)
SEGMENTS = (
    ("Cell", *(str(number) for number in range(1, 11))),
    ("AA17", "0", "0", "1", "0", "0", "NA", "NA", "NA", "NA", "NA"),
    ("AA18", "0", "0", "0", "0", "0", "0", "0", "NA", "NA", "NA"),
    ("AA19", "0", "1", "0", "0", "0", "0", "0", "0", "0", "0"),
)
CAMERAS = (
    ("#ID", "X", "Y", "Effort", "Topo"),
    ("SLT014", "745288", "4832200", "43", "Saddle"),
    ("SLT023", "741565.5", "4836709.9", "44", "Canyon"),
    ("SLT017", "732925.8", "4838204.9", "44", "Canyon"),
)
CAPTURES = (
    ("#Session", "ID", "Occasion", "Detector", "Sex"),
    ("1", "Waa", "1", "SLT006", "NA"),
    ("1", "Hurle", "1", "SLT007", "NA"),
    ("1", "Hurle", "1", "SLT006", "F"),
    ("1", "Waa", "1", "SLT007", "NA"),
)
HERDS = (
    ("Дата", "Пастбище", "Чабан", "овцы", "козы", "лошади"),
    ("12.06.2024", "Ак-Шыйрак", "Нурлан", "220", "80", "5"),
    ("13.06.2024", "Сары-Жаз", "Бакыт", "150", "0", ""),
)
PATROLS = (
    ("Дата начала", "Дата окончания", "Старший", "Транспорт", "Пройдено км"),
    ("01.06.2024", "04.06.2024", "А. Асанов", "конь", "64,5"),
    ("11.06.2024", "12.06.2024", "Б. Бекова", "пешком", "18,0"),
)


@pytest.mark.parametrize(
    ("rows", "kind"),
    [
        (SIGHTINGS, "sighting"),
        (LOSSES, "conflict"),
        (SEGMENTS, "sighting"),
        (CAMERAS, "place"),
        (HERDS, "grazing"),
        (PATROLS, "patrol"),
    ],
    ids=["sightings", "losses", "segments", "cameras", "herds", "patrols"],
)
def test_the_kind_is_seen_from_headings_and_content(
    tmp_path: Path, rows: tuple[tuple[str, ...], ...], kind: str
) -> None:
    """Protects the first look: the commonest tables of the field are what they are."""
    assert proposed(sheet(tmp_path, rows)).mapping.kind == kind


def test_captures_of_named_animals_are_sightings_by_camera(tmp_path: Path) -> None:
    """Protects capture tables: the file's name says that they are of cameras, and that is shown as the reason."""
    proposal = proposed(sheet(tmp_path, CAPTURES), name="Nemegt2013_Capture.csv")
    mapping = proposal.mapping
    assert (target_of(mapping, "ID"), target_of(mapping, "Detector")) == ("individual", "locality")
    assert mapping.constants["how_known"] == mappings.Constant("camera", mappings.BY_FILE_NAME)
    assert mapping.constants["certainty"] == mappings.Constant("unknown", mappings.NOT_SAID)


def test_who_and_when_and_which_animal_are_asked_and_never_made_up(tmp_path: Path) -> None:
    """Protects the truth: no observer, date or species is taken from the laptop, its owner or the file's name."""
    proposal = proposed(sheet(tmp_path, CAPTURES), name="Nemegt2013_Capture.csv")
    assert set(proposal.wanting) == {"event_date", "recorded_by", "species"}
    assert not set(proposal.wanting) & set(proposal.mapping.constants)


def test_the_drawn_register_goes_where_the_drawing_says(tmp_path: Path) -> None:
    """Protects the page as it was drawn: these columns to these fields, two of them marked to be looked at."""
    mapping = proposed(sheet(tmp_path, LOSSES)).mapping
    assert [one.target for one in mapping.columns] == [
        "form_number",
        "event_date",
        "village",
        "species",
        "losses.sheep.killed",
        "losses.goat.killed",
        "decimal_latitude",
        "decimal_longitude",
        "remarks",
        "@leave",
    ]
    assert mapping.constants["conflict_type"].entry == ["depredation"]
    assert {one.decimal for one in mapping.columns if one.target.startswith("decimal")} == {","}


def test_numbered_columns_of_1_0_and_na_are_segments(tmp_path: Path) -> None:
    """Protects sign surveys: each numbered column is a segment, the first column is the cell."""
    mapping = proposed(sheet(tmp_path, SEGMENTS)).mapping
    assert target_of(mapping, "Cell") == "locality"
    assert target_of(mapping, "7") == "segments.7.result"
    assert mapping.constants["how_known"].entry == "sign"


def test_a_numbered_table_of_other_numbers_is_no_survey(tmp_path: Path) -> None:
    """Protects counts by day from becoming segments: 2 and 14 are no answers of a walked segment."""
    rows = [SEGMENTS[0], ("AA17", *("14" for _ in range(10))), ("AA18", *("2" for _ in range(10)))]
    assert "segments.7.result" not in proposed(sheet(tmp_path, rows)).mapping.targets


def test_metres_go_to_no_coordinate(tmp_path: Path) -> None:
    """Protects the map: X and Y in metres are kept as text, whatever their headings would mean elsewhere."""
    mapping = proposed(sheet(tmp_path, CAMERAS)).mapping
    assert (target_of(mapping, "X"), target_of(mapping, "Y")) == ("@grid", "@grid")


def test_a_sheet_of_notes_is_no_table(tmp_path: Path) -> None:
    """Protects the second sheet of many workbooks: remarks and questions of its author become no records."""
    path = write_workbook(
        tmp_path, {"questions": [[""], ["enter & export in harem column"], ["Are dates in order?"]]}
    )
    proposal = proposed(sheet_of(path))
    assert proposal.mapping.kind == ""
    assert set(proposal.mapping.targets) == {"@leave"}


def test_a_table_without_headings_is_known_by_what_it_holds(tmp_path: Path) -> None:
    """Protects lists without a heading row: date, animal and coordinates are proposed, each marked to be looked at."""
    rows = SIGHTINGS[1:]
    mapping = proposed(sheet(tmp_path, [(row[0], row[3], row[5], row[6]) for row in rows])).mapping
    assert [one.target for one in mapping.columns] == [
        "event_date",
        "species",
        "decimal_latitude",
        "decimal_longitude",
    ]
    assert not any(one.is_sure for one in mapping.columns)


def test_the_country_is_offered_unless_the_points_lie_elsewhere(tmp_path: Path) -> None:
    """Protects a table from Japan on a laptop of Kyrgyzstan: the country of the settings is no answer for it."""
    assert (
        proposed(sheet(tmp_path, SIGHTINGS)).mapping.constants["country_code"].because == mappings.BY_SETTINGS
    )
    elsewhere = [SIGHTINGS[0], *((*row[:5], "36.29", "136.36", *row[7:]) for row in SIGHTINGS[1:])]
    assert "country_code" not in proposed(sheet(tmp_path, elsewhere, name="japan.csv")).mapping.constants


def test_an_order_of_dates_that_nothing_decides_is_asked(tmp_path: Path) -> None:
    """Protects 05/06/2024: day or month first is asked once a file."""
    unclear = [("Date", "Species", "Count"), ("05/06/2024", "wolf", "2"), ("07/08/2024", "argali", "3")]
    clear = [*unclear, ("25/08/2024", "wolf", "1")]
    assert proposed(sheet(tmp_path, unclear)).needs_date_order
    assert not proposed(sheet(tmp_path, clear, name="clear.csv")).needs_date_order


def test_a_person_s_kind_is_taken(tmp_path: Path) -> None:
    """Protects the choice at the top of the page: the same table as another kind, its columns proposed anew."""
    rows = [("Species", "Counts", "Transect"), ("CT", "72", "20"), ("SH", "19", "20")]
    mapping = proposed(sheet(tmp_path, rows), "grazing").mapping
    assert mapping.kind == "grazing"
    assert (target_of(mapping, "Species"), target_of(mapping, "Counts")) == (
        "livestock.+.animal",
        "livestock.+.number",
    )


def test_livestock_in_any_case_is_offered_its_meaning(tmp_path: Path) -> None:
    """Protects long registers in Russian: "овец" in a cell is sheep, and the person sees that it is taken so."""
    rows = [
        ("Дата", "Хищник", "Вид скота", "Убито", "Село"),
        ("03.01.2023", "волк", "овец", "3", "Тосор"),
        ("04.01.2023", "волк", "коз", "1", "Тосор"),
    ]
    mapping = proposed(sheet(tmp_path, rows)).mapping
    column = next(one for one in mapping.columns if one.target == "losses.+.animal")
    assert column.meanings == {"овец": "sheep", "коз": "goat"}


@pytest.mark.parametrize(
    ("cells", "between"),
    [
        (("А. Асанов; Б. Бекова", "А. Асанов"), ";"),
        (("Асанов, Бекова", "Асанов"), ","),
        (("Асанов, А.А.", "Бекова, Б.Б."), ""),
        (("А. Асанов", "Б. Бекова"), ""),
    ],
)
def test_several_people_in_one_cell_are_told_from_surname_comma_name(
    tmp_path: Path, cells: tuple[str, str], between: str
) -> None:
    """Protects the team's list from people who are two, and from one who would be halved."""
    rows = [
        ("Дата", "Наблюдатель", "Вид"),
        ("12.03.2024", cells[0], "волк"),
        ("13.03.2024", cells[1], "волк"),
    ]
    quoted = [[f'"{text}"' for text in row] for row in rows]
    mapping = proposed(sheet(tmp_path, quoted, between=",")).mapping
    assert next(one for one in mapping.columns if one.target == "recorded_by").between == between
