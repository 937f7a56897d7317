"""The terminal as other programs meet it: in a process of its own, by its exit codes, stdout and stderr."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from camifield.cli import listing
from camifield.cli.call import Call
from camifield.cli.language import language_of
from camifield.cli.main import main
from camifield.cli.outlet import Outlet
from camifield.cli.watching import watched
from camifield.i18n.words import Words
from camifield.progress import Stopped
from camifield.settings import Settings, reports_folder, save, settings_file
from camifield.version import VERSION
from tests.cli.terminal import Terminal, environment, in_own_process


def test_exit_codes(tmp_path: Path) -> None:
    """0 done, 1 a problem, 2 wrong use, 3 something is left: scripts rest on these numbers."""
    project = ("--project", str(tmp_path / "p"))
    assert in_own_process(*project, "record", "person", "name=Ann").code == 0
    assert in_own_process(*project, "show", "X-1").code == 1
    assert in_own_process(*project, "show").code == 2
    assert in_own_process(*project, "record", "sighting", "species=SNL").code == 3


def test_json_is_all_there_is(tmp_path: Path) -> None:
    """With --json stdout holds one UTF-8 document whatever the terminal's encoding, and nothing else."""
    project = ("--project", str(tmp_path / "проект"))
    made = in_own_process(
        *project, "record", "person", "name=Айбек У. 雪豹", "--json", PYTHONIOENCODING="ascii"
    )
    assert made.code == 0
    assert made.err == ""
    assert made.json["records"][0]["title"] == "Айбек У. 雪豹"
    refused = in_own_process(*project, "show", "Щ-1", "--json", PYTHONIOENCODING="ascii")
    assert refused.out == ""
    assert refused.problem["problem"] == "no-such-record"
    assert "Щ-1" in refused.problem["what"]
    assert refused.problem["do"]
    wrong = in_own_process(*project, "list", "--limit", "many", "--json")
    assert (wrong.code, wrong.out, wrong.problem["problem"]) == (2, "", "wrong-use")


def test_words_survive_a_poor_terminal(tmp_path: Path) -> None:
    """A terminal that cannot show a letter shows a mark in its place, and the record is saved all the same."""
    answer = in_own_process(
        "--project", str(tmp_path / "p"), "record", "person", "name=雪豹", PYTHONIOENCODING="ascii"
    )
    assert answer.code == 0
    assert "Saved" in answer.out


def test_project_of_the_environment(tmp_path: Path) -> None:
    """CAMIFIELD_PROJECT names the project, and --project stands before it, on either side of the verb."""
    here, there = str(tmp_path / "here"), str(tmp_path / "there")
    assert in_own_process("record", "person", "name=Ann", CAMIFIELD_PROJECT=here).code == 0
    people = ("list", "--kind", "person", "--json")
    assert in_own_process(*people, CAMIFIELD_PROJECT=here).json["count"] == 1
    assert in_own_process(*people, "--project", here, CAMIFIELD_PROJECT=there).json["count"] == 1
    assert in_own_process("--project", here, *people, CAMIFIELD_PROJECT=there).json["count"] == 1
    assert in_own_process(*people, CAMIFIELD_PROJECT=there).code == 1


def test_no_verb_and_no_such_verb(capsys: pytest.CaptureFixture[str]) -> None:
    """Without a verb the help comes, on stderr; a mistyped one is answered with the one that was meant."""
    assert main([]) == 2
    assert "record" in capsys.readouterr().err
    assert main(["lsit"]) == 2
    assert "Did you mean “list”?" in capsys.readouterr().err
    assert main(["--help"]) == 0
    assert main(["--version"]) == 0
    assert VERSION in capsys.readouterr().out


def test_reader_that_has_enough(terminal: Terminal) -> None:
    """`camifield list | head -1` ends quietly."""
    for _ in range(3):
        terminal.sighting()
    command = [sys.executable, "-m", "camifield.cli.main", "--project", str(terminal.project), "list"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment())
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    told = process.stderr.read()
    process.stderr.close()
    assert process.wait(timeout=60) == 0
    assert told == b""


def test_language_is_found(own_home: Path) -> None:
    """As asked on the command line, else as the laptop is set, else as the system is, else English."""
    assert own_home.is_dir()
    assert language_of(["list", "--language", "ru"], {"LANG": "mn_MN.UTF-8"}) == "ru"
    assert language_of(["--language=mn", "list"], {}) == "mn"
    assert language_of(["list"], {"LANG": "ru_KZ.UTF-8"}) == "ru"
    assert language_of(["list"], {"LANG": "ru_RU", "LC_ALL": "mn_MN"}) == "mn"
    assert language_of(["list"], {"LANG": "ru_RU", "LANGUAGE": "en:ru"}) == "en"
    assert language_of(["list"], {"LANG": "C"}) == "en"
    assert language_of(["list", "--language", "xx"], {"LANG": "ru_RU"}) == "ru"
    save(settings_file(), Settings("M7", language="mn"))
    assert language_of(["list"], {"LANG": "ru_RU"}) == "mn"


def test_mistakes_are_told_in_the_persons_language(capsys: pytest.CaptureFixture[str]) -> None:
    """Not even a mistyped option is answered in English to somebody who reads Russian."""
    assert main(["show", "--language", "ru"]) == 2
    assert "Не хватает" in capsys.readouterr().err
    assert main(["list", "--language", "ru", "--limit", "x"]) == 2
    assert "не целое число" in capsys.readouterr().err
    assert main(["list", "--language", "ru", "--frm", "2024"]) == 2
    assert "Не понято" in capsys.readouterr().err
    assert main(["record", "yeti", "--language", "ru"]) == 2
    assert "Выберите из: sighting, grazing" in capsys.readouterr().err


def test_interrupt_stops_at_the_next_step() -> None:
    """Ctrl+C lets the work come to a safe place; a second one breaks off at once; afterwards it is as it was."""
    import argparse

    call = Call(argparse.Namespace(), Words(), Outlet(Words(), is_json=False))
    before = signal.getsignal(signal.SIGINT)
    with watched(call) as progress:
        progress.step(1)
        signal.raise_signal(signal.SIGINT)
        with pytest.raises(Stopped):
            progress.step(2)
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is before


@pytest.mark.skipif(os.name == "nt", reason="Windows has no signal that a process can send like Ctrl+C")
def test_interrupted_import(terminal: Terminal, tmp_path: Path) -> None:
    """Ctrl+C during an import leaves whole pieces, says how far it came with exit code 130, and --rest goes on."""
    table = tmp_path / "long.csv"
    count = 20_000
    rows = (f"2024-03-14,Aibek U.,SNL,saw,possible,Place {number}" for number in range(count))
    table.write_text("event_date,recorded_by,species,how_known,certainty,locality\n" + "\n".join(rows) + "\n")
    command = [sys.executable, "-m", "camifield.cli.main", "--project", str(terminal.project)]
    process = subprocess.Popen(
        [*command, "import", str(table), "--kind", "sighting", "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
    )
    imports = terminal.project / "imports"
    until = time.monotonic() + 60
    while not (imports.is_dir() and list(imports.glob("*.json"))) and time.monotonic() < until:
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 130, err
    found = json.loads(out)
    assert found["stopped"] is True
    assert found["records"] == found["rows"] < count
    assert terminal.json("list")["count"] == found["records"]
    assert terminal("check").code == 0


@pytest.mark.parametrize("arguments", [["--help"], ["record", "--help"], ["lsit"]])
def test_help_needs_no_heavy_library(arguments: list[str]) -> None:
    """Help and mistakes are told at once: what takes long to import is imported only to do a job."""
    heavy = (
        "sqlalchemy",
        "sqlmodel",
        "pydantic",
        "openpyxl",
        "lxml",
        "nacl",
        "babel",
        "PIL",
        "numpy",
        "sqlite3",
    )
    program = (
        "import sys; from camifield.cli.main import main; main(sys.argv[1:]);"
        f"sys.stderr.write('|' + ' '.join(one for one in {heavy!r} if one in sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments], capture_output=True, env=environment(), check=True
    )
    assert done.stderr.decode().rpartition("|")[2] == ""


def test_a_mistake_of_the_program_is_reported(terminal: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    """A sentence and the path of a report that a person can send; never a traceback."""
    typed = "the answer of a person"

    def breaks(_call: Call) -> int:
        raise KeyError(typed)

    monkeypatch.setattr(listing, "run", breaks)
    answer = terminal("list", "--json")
    assert answer.code == 1
    assert answer.problem["problem"] == "program-mistake"
    assert "Traceback" not in answer.err
    [report] = [one for one in reports_folder().glob("*.txt") if one.name in answer.err]
    assert "in breaks" in report.read_text("utf-8")
    assert typed not in report.read_text("utf-8")
