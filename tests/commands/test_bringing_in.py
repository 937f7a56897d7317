"""A table comes in as one, is noticed when it comes again, and goes out again as one; Stop and crashes leave whole rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from threading import Thread

import pytest

from camifield.commands import backing_up, bringing_in
from camifield.commands.bringing_in import (
    Imported,
    import_table,
    look_at,
    propose_mapping,
    restore_import,
    undo_import,
)
from camifield.commands.importing.profiles import keep_mapping
from camifield.commands.importing.registry import State
from camifield.commands.saving import save
from camifield.errors import Problem
from camifield.fields.validation import entries_of
from camifield.fields.values import lines_of, text_of
from camifield.formats.mapping.mappings import TableMapping
from camifield.formats.reading.sheets import ReadingChoice
from camifield.kinds.catalogue import kind
from camifield.progress import Progress
from camifield.project.project import Project
from camifield.revisions.headers import Action
from camifield.store.draft import Draft
from camifield.store.draft_query import DraftQuery
from camifield.store.query import CardQuery
from camifield.store.records import StoredRecord
from camifield.store.writing import Save, Saved
from tests.formats.mapping.making import LOSSES, write_text, write_workbook
from tests.formats.mapping.test_proposing import CAMERAS, SIGHTINGS
from tests.making import ENGLISH, make_project, save_sighting


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """A project with two people."""
    found = make_project(tmp_path)
    yield found
    found.close()


def mapping_of(project: Project, path: Path, which: int = 0, **constants: str) -> TableMapping:
    """What is proposed for a sheet, with what a person says for all rows."""
    table = look_at(project, path).table
    mapping = propose_mapping(project, table, table.sheet(which), ENGLISH).mapping
    for name, entry in constants.items():
        mapping = mapping.with_constant(name, entry)
    return mapping


def bring(project: Project, path: Path, **constants: str) -> Imported:
    """Import the first sheet of a file."""
    return import_table(project, path, mapping_of(project, path, 0, **constants), ENGLISH)


def records_of(project: Project, batch: bytes) -> list[StoredRecord]:
    """The living records of an import, in the order of the file."""
    cards = project.store.cards(CardQuery(batches=(batch,)))
    found = [project.stored(card.id) for card in cards]
    return sorted(found, key=lambda one: int(text_of(one.values, "source_row").rpartition("!")[2]))


def many(rows: int) -> list[tuple[str, ...]]:
    """A table of that many sightings."""
    return [SIGHTINGS[0], *((*SIGHTINGS[1][:4], str(at % 30 + 1), *SIGHTINGS[1][5:]) for at in range(rows))]


def test_the_drawn_register_comes_in(project: Project, tmp_path: Path) -> None:
    """Protects the whole road of the drawing: an old Russian table with decimal commas, days first, a total at its foot."""
    rows = [[text.replace("–", "-") for text in row] for row in LOSSES]
    imported = bring(project, write_text(tmp_path, rows, encoding="cp1251"), recorded_by="Aibek U.")
    assert (imported.rows, imported.records, imported.drafts, imported.left_over) == (8, 5, 2, {"total": 1})
    first = records_of(project, imported.batch)[0]
    assert first.values["event_date"] == "2023-01-03"
    assert first.values["decimal_longitude"] == "77.2410"
    assert [(line["animal"], line["killed"]) for line in lines_of(first.values, "losses")] == [("sheep", 3)]
    assert (first.values["source_file"], first.values["source_row"]) == ("table.csv", "2")


def test_a_draft_says_what_is_missing_and_can_be_finished(project: Project, tmp_path: Path) -> None:
    """Protects the rows with errors: as a draft with the cells as written, it becomes a record once it is put right."""
    rows = [[text.replace("–", "-") for text in row] for row in LOSSES]
    imported = bring(project, write_text(tmp_path, rows), recorded_by="Aibek U.")
    drafts = project.drafts.page(DraftQuery(batch=imported.batch))
    refused = next(one for one in drafts if one.origin.row == 7)
    assert ("longitude-out-of-range", "decimal_longitude") in refused.findings
    assert ("долгота", "-199,3") in refused.origin.cells
    entries = {**refused.entries, "decimal_longitude": "77.93"}
    saved = save(project, "conflict", entries, ENGLISH, draft=refused.id)
    assert text_of(project.stored(saved.record).values, "as_written").count("-199,3") == 1
    assert project.drafts.count(DraftQuery(batch=imported.batch)) == 1


def test_unknown_people_become_people_and_known_ones_stay(project: Project, tmp_path: Path) -> None:
    """Protects the team: a name is one person however it is spaced, and nobody is made twice."""
    rows = [SIGHTINGS[0], *SIGHTINGS[1:], ("15.03.2024", "", "aibek u.", "волк", "1", "", "", "Ак-Суу", "")]
    before = len(project.names.people)
    imported = bring(project, write_text(tmp_path, rows))
    assert imported.people == 2
    assert len(project.names.people) == before + 2
    observers = [one.values["recorded_by"] for one in records_of(project, imported.batch)]
    assert observers[0] == observers[2] == project.names.find("person", "А. Асанов")[0]
    assert observers[3] == project.names.find("person", "Aibek U.")[0]
    made = project.names.people[project.names.find("person", "Б. Бекова")[0]]
    assert made.code == "ББ"


def test_names_go_into_the_restricted_stream_only(project: Project, tmp_path: Path) -> None:
    """Protects owners and their phones: no byte of them enters the open log, nor the files a monitor may read."""
    rows = [
        ("Дата", "Хищник", "овцы", "Село", "Владелец", "Телефон", "Email"),
        ("03.01.2023", "волк", "3", "Тосор", "Нурлан Секретов", "0555 123456", "n@example.org"),
    ]
    imported = bring(project, write_text(tmp_path, rows), recorded_by="Aibek U.")
    record = records_of(project, imported.batch)[0]
    assert record.values["owner_name"] == "Нурлан Секретов"
    assert "n@example.org" in text_of(record.values, "as_written_private")
    declared = kind("conflict")
    opened = {group for group in record.groups if declared.stream_of(group) == 1}
    shown = str([record.groups[group] for group in opened])
    assert not any(secret in shown for secret in ("Секретов", "123456", "example.org"))


def test_a_table_that_comes_again_is_noticed(project: Project, tmp_path: Path) -> None:
    """Protects the numbers from counting every row twice: the same bytes are asked about, under any name."""
    path = write_text(tmp_path, SIGHTINGS)
    first = bring(project, path)
    copy = tmp_path / "copy.csv"
    copy.write_bytes(path.read_bytes())
    with pytest.raises(Problem) as found:
        bring(project, copy)
    assert (found.value.code, found.value.parameters["records"]) == ("brought-in-before", 3)
    assert [one.batch for one in look_at(project, copy).earlier["copy"]] == [first.batch.hex()]
    again = import_table(project, path, mapping_of(project, path), ENGLISH, again=True)
    assert again.records == 3
    assert project.store.count(CardQuery(kinds=("sighting",))) == 6


def test_only_the_rest_comes_in_after_a_stop(project: Project, tmp_path: Path) -> None:
    """Protects Stop: whole pieces are in, it is said how far, and the rest can follow without a row twice or lost."""
    path = write_text(tmp_path, many(1200))
    mapping = mapping_of(project, path)
    progress = _StopsAfter(700)
    first = import_table(project, path, mapping, ENGLISH, progress)
    assert first.is_stopped
    assert 0 < first.records < 1200
    assert first.last_row == first.records + 1
    assert project.store.count(CardQuery(batches=(first.batch,))) == first.records
    rest = import_table(project, path, mapping, ENGLISH, only_the_rest=True)
    assert rest.records == 1200 - first.records
    assert rest.left_over == {"brought_in_before": first.records}
    assert project.store.count(CardQuery(kinds=("sighting",))) == 1200


class _StopsAfter(Progress):
    """A person who presses Stop when so many rows were read."""

    def __init__(self, rows: int) -> None:
        super().__init__()
        self._rows = rows

    def step(self, done: int, total: int = 0, doing: str = "") -> None:
        if doing == "import.rows" and done >= self._rows:
            self.stop()
        super().step(done, total, doing)


def test_an_import_is_taken_back_and_brought_back_as_one(project: Project, tmp_path: Path) -> None:
    """Protects from a wrong mapping: one action takes records, drafts and new people away, one brings them back."""
    rows = [*SIGHTINGS, ("31.02.2024", "", "Г. Новых", "волк", "1", "", "", "Ак-Суу", "")]
    path = write_text(tmp_path, rows)
    imported = bring(project, path)
    assert (imported.records, imported.drafts) == (3, 1)
    back = undo_import(project, imported.batch)
    assert (back.records, back.drafts, back.kept) == (3, 1, ())
    assert project.store.count(CardQuery(kinds=("sighting",))) == 0
    assert project.drafts.count() == 0
    assert (back.people, back.people_stay) == (imported.people, ())
    assert not project.names.find("person", "А. Асанов")
    assert bringing_in.brought_in(project)[0].state is State.UNDONE
    again = restore_import(project, imported.batch)
    assert (again.records, again.drafts) == (3, 1)
    assert project.store.count(CardQuery(kinds=("sighting",))) == 3
    assert project.drafts.count() == 1
    assert project.names.find("person", "А. Асанов")
    once_more = undo_import(project, imported.batch)
    assert (once_more.records, once_more.people) == (3, imported.people)


def test_people_of_whom_something_else_speaks_stay_and_are_named(project: Project, tmp_path: Path) -> None:
    """Protects the records of others: nobody goes who stands in a record or a draft that does not come from the import."""
    imported = bring(project, write_text(tmp_path, SIGHTINGS))
    assert imported.people == 2
    (seen,) = project.names.find("person", "А. Асанов")
    save_sighting(project, companions=[seen.hex()])
    project.drafts.keep(
        Draft(b"d" * 16, "sighting", {"recorded_by": "А. Асанов", "companions": "б. бекова; Айбек"})
    )
    back = undo_import(project, imported.batch)
    assert (back.records, back.people, back.people_stay) == (3, 0, ("А. Асанов", "Б. Бекова"))
    assert project.names.find("person", "А. Асанов") == [seen]
    project.drafts.discard([one.id for one in project.drafts.page()])
    restore_import(project, imported.batch)
    again = undo_import(project, imported.batch)
    assert (again.people, again.people_stay) == (1, ("А. Асанов",))


def test_what_was_edited_since_stays_and_is_named(project: Project, tmp_path: Path) -> None:
    """Protects a colleague's work: a record that somebody put right is not deleted with the rest of its import."""
    imported = bring(project, write_text(tmp_path, SIGHTINGS))
    edited = records_of(project, imported.batch)[0]
    entries = entries_of(kind("sighting"), edited.values)
    save(project, "sighting", {**entries, "count": "13"}, ENGLISH, record=edited.id)
    back = undo_import(project, imported.batch)
    assert back.records == 2
    assert [one.record for one in back.kept] == [edited.id]
    assert project.stored(edited.id).values["count"] == "13"


def test_a_taken_back_table_may_come_in_again(project: Project, tmp_path: Path) -> None:
    """Protects the second try with a better mapping: nothing is asked about an import that was taken back."""
    path = write_text(tmp_path, SIGHTINGS)
    undo_import(project, bring(project, path).batch)
    assert bring(project, path).records == 3


def test_bringing_back_what_was_not_taken_back_is_a_problem(project: Project, tmp_path: Path) -> None:
    """Protects from a second click: the import that stands is left as it is."""
    imported = bring(project, write_text(tmp_path, SIGHTINGS))
    with pytest.raises(Problem) as found:
        restore_import(project, imported.batch)
    assert found.value.code == "import-was-not-undone"


def test_sheets_of_one_workbook_are_kept_apart(project: Project, tmp_path: Path) -> None:
    """Protects workbooks of several sheets: each may come in once, and a row says of which sheet it is."""
    path = write_workbook(tmp_path, {"2023": SIGHTINGS, "2024": SIGHTINGS})
    first = import_table(project, path, mapping_of(project, path, 0), ENGLISH)
    second = import_table(project, path, mapping_of(project, path, 1), ENGLISH)
    assert (first.records, second.records) == (3, 3)
    assert records_of(project, second.batch)[0].values["source_row"] == "2024!2"


def test_places_come_in_as_known_places(project: Project, tmp_path: Path) -> None:
    """Protects lists of camera stations: each is a place of the team afterwards, found by its name."""
    imported = bring(project, write_text(tmp_path, CAMERAS))
    assert imported.records == 3
    assert project.names.find("place", "SLT023")


def test_a_person_s_choice_is_there_for_the_next_table(project: Project, tmp_path: Path) -> None:
    """Protects next month's table of the same form from the same questions."""
    path = write_text(tmp_path, SIGHTINGS)
    mapping = mapping_of(project, path, certainty="probable").with_target(8, "behaviour")
    keep_mapping(project, mapping)
    april = write_text(tmp_path, [SIGHTINGS[0], SIGHTINGS[2]], name="april.csv")
    again = mapping_of(project, april)
    assert again.columns[8].target == "behaviour"
    assert again.constants["certainty"].entry == "probable"


def test_who_is_new_is_said_before(project: Project, tmp_path: Path) -> None:
    """Protects the team's list: a person sees whom an import would add, and nobody is added by looking."""
    path = write_text(tmp_path, SIGHTINGS)
    table = look_at(project, path).table
    sheet = table.sheet(0)
    found = bringing_in.preview(project, table, sheet, mapping_of(project, path), ENGLISH)
    found.read()
    assert set(found.new_people) == {"А. Асанов", "Б. Бекова"}
    assert not project.names.find("person", "А. Асанов")


def test_a_record_of_an_import_is_numbered_and_found(project: Project, tmp_path: Path) -> None:
    """Protects the number that people say over the radio: imported records have theirs, one after the other."""
    number = save_sighting(project).number
    imported = bring(project, write_text(tmp_path, SIGHTINGS))
    numbers = [text_of(one.values, "record_number") for one in records_of(project, imported.batch)]
    assert len({number, *numbers}) == 4
    assert project.store.count(CardQuery(words="Кызыл-Суу", batches=(imported.batch,))) == 2


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("photo.csv", b"\xff\xd8\xff\xe0\x00\x10JFIF" + b"\x00" * 200, "file-is-not-a-table"),
        ("empty.csv", b"", "file-is-empty"),
        ("missing.csv", None, "file-not-found"),
        ("broken.xlsx", b"PK\x03\x04" + b"\x00" * 100, "file-is-damaged"),
    ],
)
def test_what_is_no_table_is_a_problem(
    project: Project, tmp_path: Path, name: str, content: bytes | None, code: str
) -> None:
    """Protects the window from a traceback: a photo called .csv is named as what it is, before anything is written."""
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(Problem) as found:
        look_at(project, path)
    assert found.value.code == code
    assert bringing_in.brought_in(project) == []


def test_nul_bytes_never_reach_the_log(project: Project, tmp_path: Path) -> None:
    """Protects the log, which holds no NUL: a table with such bytes comes in without them."""
    path = write_text(tmp_path, SIGHTINGS)
    path.write_bytes(
        path.read_bytes()
        .replace("архар".encode(), "арх\0ар".encode())
        .replace(b"\xd0\x9a\xd1\x8b", b"\0\xd0\x9a\xd1\x8b")
    )
    imported = bring(project, path)
    assert imported.records == 3
    assert records_of(project, imported.batch)[0].values["species"] == "ARG"


def test_a_table_without_headings_comes_in(project: Project, tmp_path: Path) -> None:
    """Protects lists that begin with their first row: no row is lost as a heading."""
    rows = [(row[0], row[3], row[5], row[6]) for row in SIGHTINGS[1:]]
    imported = bring(project, write_text(tmp_path, rows), recorded_by="Aibek U.")
    assert (imported.rows, imported.records) == (3, 3)


def test_a_person_may_say_which_row_holds_the_headings(project: Project, tmp_path: Path) -> None:
    """Protects from a heading row that was taken wrongly: the person's word is used for the import as well."""
    path = write_text(tmp_path, [("Учёт", "2024", "", "", "", "", "", "", ""), *SIGHTINGS])
    choice = ReadingChoice(heading_row=2)
    table = look_at(project, path, choice=choice).table
    mapping = propose_mapping(project, table, table.sheet(0), ENGLISH).mapping
    assert import_table(project, path, mapping, ENGLISH, choice=choice).records == 3


def test_a_full_disk_leaves_whole_pieces(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Protects from half an import: what was written before the disk refused stands, is counted, and can be taken back."""
    path = write_text(tmp_path, many(1100))
    mapping = mapping_of(project, path)
    real = project.save
    written: list[int] = []

    def refusing(saves: Sequence[Save], action: Action = Action.SAVE, *, batch: bytes = b"") -> Saved:
        written.append(len(saves))
        if len(written) > 2:
            raise Problem("disk-is-full")
        return real(saves, action, batch=batch)

    monkeypatch.setattr(project, "save", refusing)
    with pytest.raises(Problem):
        import_table(project, path, mapping, ENGLISH)
    monkeypatch.undo()
    known = bringing_in.brought_in(project)[0]
    assert known.state is State.FAILED
    assert known.records == project.store.count(CardQuery(batches=(known.id,)))
    assert undo_import(project, known.id).records == known.records


def test_an_import_runs_beside_the_window(project: Project, tmp_path: Path) -> None:
    """Protects the window from standing still: the import runs in a thread of its own while this one reads and watches."""
    path = write_text(tmp_path, many(1500))
    mapping = mapping_of(project, path)
    progress, done = Progress(), list[Imported]()
    worker = Thread(target=lambda: done.append(import_table(project, path, mapping, ENGLISH, progress)))
    worker.start()
    seen = {project.store.count()}
    while worker.is_alive():
        seen.add(project.store.count())
    worker.join()
    assert done[0].records == 1500
    assert progress.latest.done >= 1500
    assert len(seen) > 1


def test_a_backup_is_made_before_the_first_row(project: Project, tmp_path: Path) -> None:
    """Protects what was here from a wrong table: the backup is from before the import, and is told by name."""
    path = write_text(tmp_path, SIGHTINGS)
    assert bring(project, path).backup == ""  # nothing was here that could be lost
    save_sighting(project)
    imported = import_table(project, path, mapping_of(project, path), ENGLISH, again=True)
    (made,) = backing_up.backups(project)
    assert made.path.name == imported.backup
    assert made.manifest is not None
    assert (made.manifest.why, made.manifest.records) == ("before-import", 3 + 1)
    assert import_table(project, path, mapping_of(project, path), ENGLISH, again=True).backup != ""
    assert len(backing_up.backups(project)) == 2


def test_without_room_for_a_backup_nothing_comes_in_unless_said_so(project: Project, tmp_path: Path) -> None:
    """Protects a person from believing in a backup that is not there: it is said, and only then gone on without."""
    save_sighting(project)
    project.settings = replace(project.settings, backup_folder=str(tmp_path / "table.csv"))
    path = write_text(tmp_path, SIGHTINGS)
    before = project.store.count(CardQuery())
    with pytest.raises(Problem) as caught:
        bring(project, path)
    assert caught.value.code == "backup-not-written"
    assert project.store.count(CardQuery()) == before
    assert bringing_in.brought_in(project) == []
    imported = import_table(project, path, mapping_of(project, path), ENGLISH, without_backup=True)
    assert (imported.records, imported.backup) == (3, "")
