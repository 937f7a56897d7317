"""One laptop's records to an empty one, in this process: `python -m tests.bench.meeting_child WAY COUNT [saved]` prints JSON.

Ways: ours (a bundle: made, looked at, taken in; then changes on both sides, then the same bundle again), loro (a CRDT
of maps, its snapshot imported), session (SQLite's session extension, one changeset applied; apsw). The peers get the
values of the same records. Each tells what it does when a hundred records were changed on both sides.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from tests.bench.children import memory_mb

CONTESTED = 100
Told = dict[str, Any]


def seconds(work: Callable[[], object]) -> float:
    """How long the work took."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def ours(count: int, folder: Path, *, is_saved_singly: bool) -> Told:
    """Two laptops of one team and a bundle between them, by the commands of the program."""
    from camifield.commands import meeting
    from camifield.commands.meeting import Choice
    from camifield.progress import Progress
    from camifield.project.project import Project
    from tests.bench.records import Maker
    from tests.teams import another_laptop, first_laptop

    first = first_laptop(folder / "one", name="Aibek U.")
    second = another_laptop(first, folder / "two", code="M3", name="Tilek A.", role="reviewer")
    one, two = first.project, second.project
    _fill(one, Maker(one, count), is_saved_singly=is_saved_singly)
    before_mb = memory_mb()

    def give(project: Project, to: Project, file: Path) -> None:
        readers = [device.id for device in to.identity.own_devices()]
        way = meeting.file_way(project, file, readers=readers)
        seen = meeting.look(project, way, Progress())
        met = meeting.meet(project, way, seen, Progress(), Choice(take=False))
        if met.problem is not None:
            raise met.problem

    def take(project: Project, file: Path) -> None:
        way = meeting.file_way(project, file)
        from camifield.sync.meeting import take_in

        taken = take_in(meeting.side_of(project), way.road, Progress())
        if taken.problems or taken.quarantined:
            raise SystemExit(f"not taken whole: {taken}")

    file = folder / "all.cfb"
    told: Told = {"make": seconds(lambda: give(one, two, file)), "bytes": file.stat().st_size}
    way = meeting.file_way(two, file)
    told["look"] = seconds(lambda: meeting.look(two, way, Progress()))
    told["take"] = seconds(lambda: take(two, file))
    told["again"] = seconds(lambda: take(two, file))
    told["records"] = two.store.count()
    _hear(two, one, folder / "heard.cfb", give, take)
    _edit(one, count // 100, "remarks", "изменено здесь")
    _edit(two, count // 100, "locality", "изменено там", offset=count // 2)
    there, back = folder / "there.cfb", folder / "back.cfb"
    told["changes"] = seconds(
        lambda: (give(one, two, there), take(two, there), give(two, one, back), take(one, back))
    )
    contested = min(CONTESTED, count)
    _edit(one, contested, "remarks", "одно", offset=count // 4)
    _edit(two, contested, "remarks", "другое", offset=count // 4)
    give(one, two, folder / "contested.cfb")
    take(two, folder / "contested.cfb")
    told["conflicts"] = f"{two.store.unsettled().records} records show both values until a person decides"
    told["mb"] = memory_mb(line="VmHWM") - before_mb
    return told


def _hear(
    two: Any, one: Any, file: Path, give: Callable[[Any, Any, Path], None], take: Callable[[Any, Path], None]
) -> None:
    """The first laptop hears what the second holds by now."""
    give(two, one, file)
    take(one, file)


def _fill(project: Any, maker: Any, *, is_saved_singly: bool) -> None:
    from camifield.commands.many import save_many
    from camifield.revisions.headers import Action

    if not is_saved_singly:
        save_many(project, maker.saves(), Action.IMPORT)
        return
    for save in maker.saves():
        project.save([save], Action.SAVE)


def _edit(project: Any, count: int, group: str, text: str, offset: int = 0) -> None:
    """Change so many records, as one correction of many does."""
    from camifield.commands.many import save_many
    from camifield.revisions.headers import Action
    from camifield.store.query import CardQuery
    from camifield.store.writing import Save

    numbers = project.store.positions(CardQuery(kinds=("sighting",)))[offset : offset + count]
    ids = [card.id for card in project.store.cards_at(list(numbers))]
    saves = (Save(one, "sighting", {group: {group: text}}) for one in ids)
    save_many(project, saves, Action.CORRECT)


def values(count: int, folder: Path) -> list[dict[str, Any]]:
    """The values of the same records, for the peers."""
    from tests.bench.records import Maker
    from tests.teams import first_laptop

    first = first_laptop(folder / "values", name="Aibek U.")
    maker = Maker(first.project, count)
    found = [
        {
            name: value if isinstance(value, str) else json.dumps(value, default=repr)
            for name, value in maker.values(at).items()
        }
        for at in range(count)
    ]
    first.close()
    return found


def loro(count: int, folder: Path) -> Told:
    """Loro (a library of CRDTs): one map a record, its snapshot handed over and read to the end."""
    library: Any = import_module("loro")
    rows = values(count, folder)
    before_mb = memory_mb()
    one: Any = library.LoroDoc()
    root: Any = one.get_map("records")

    def fill() -> None:
        for at, row in enumerate(rows):
            record: Any = root.insert_container(str(at), library.LoroMap())
            for name, value in row.items():
                record.insert(name, value)
        one.commit()

    told: Told = {"fill": seconds(fill)}
    snapshot: list[bytes] = []
    told["make"] = seconds(lambda: snapshot.append(one.export(library.ExportMode.Snapshot())))
    told["bytes"] = len(snapshot[0])
    two: Any = library.LoroDoc()
    told["take"] = seconds(lambda: (two.import_(snapshot[0]), two.get_deep_value()))
    told["again"] = seconds(lambda: two.import_(snapshot[0]))
    for doc, text in ((one, "одно"), (two, "другое")):
        for at in range(min(CONTESTED, count)):
            doc.get_map("records").get(str(at)).container.insert("remarks", text)
        doc.commit()
    two.import_(one.export(library.ExportMode.Updates(two.oplog_vv)))
    shown = {
        two.get_map("records").get(str(at)).container.get("remarks").value
        for at in range(min(CONTESTED, count))
    }
    told["conflicts"] = f"one value of each is shown ({len(shown)} different), no list of the others"
    told["mb"] = memory_mb(line="VmHWM") - before_mb
    return told


def session(count: int, folder: Path) -> Told:
    """SQLite's session extension: one changeset of all rows, applied to an empty table."""
    apsw: Any = import_module("apsw")
    rows = values(count, folder)
    names = sorted({name for row in rows for name in row})
    before_mb = memory_mb()
    columns = ", ".join(f'"{name}"' for name in names)
    table = f"CREATE TABLE record (id INTEGER PRIMARY KEY, {columns})"
    opened: list[Any] = []
    for name in ("one.sqlite", "two.sqlite"):
        connection = apsw.Connection(str(folder / name))
        connection.execute("PRAGMA journal_mode=TRUNCATE; PRAGMA synchronous=FULL")
        connection.execute(table)
        opened.append(connection)
    one, two = opened
    watching = apsw.Session(one, "main")
    watching.attach()
    marks = ", ".join("?" * (len(names) + 1))

    def fill() -> None:
        with one:
            one.executemany(
                f"INSERT INTO record VALUES ({marks})",
                ((at, *(row.get(name) for name in names)) for at, row in enumerate(rows)),
            )

    told: Told = {"fill": seconds(fill)}
    changeset: list[bytes] = []
    told["make"] = seconds(lambda: changeset.append(watching.changeset()))
    told["bytes"] = len(changeset[0])
    asked: list[int] = []

    def settle(reason: int, _change: object) -> int:
        asked.append(reason)
        return apsw.SQLITE_CHANGESET_OMIT

    told["take"] = seconds(lambda: apsw.Changeset.apply(changeset[0], two, conflict=settle))
    told["again"] = seconds(lambda: apsw.Changeset.apply(changeset[0], two, conflict=settle))
    asked.clear()
    watching = apsw.Session(one, "main")
    watching.attach()
    for connection, text in ((one, "одно"), (two, "другое")):
        connection.execute("UPDATE record SET remarks = ? WHERE id < ?", (text, min(CONTESTED, count)))
    apsw.Changeset.apply(watching.changeset(), two, conflict=settle)
    told["conflicts"] = f"{len(asked)} are asked about once, at once, and one value is dropped"
    told["mb"] = memory_mb(line="VmHWM") - before_mb
    return told


def main(arguments: Sequence[str]) -> None:
    """Do one way and print what it took, in seconds, bytes and MB."""
    way, count = arguments[0], int(arguments[1])
    with tempfile.TemporaryDirectory(prefix="camifield-meeting-") as folder:
        root = Path(folder)
        if way == "ours":
            told = ours(count, root, is_saved_singly="saved" in arguments)
        else:
            told = {"loro": loro, "session": session}[way](count, root)
    print(json.dumps(told, ensure_ascii=False))


if __name__ == "__main__":
    main(sys.argv[1:])
