"""`camifield sync team`: two laptops become a team in the terminal, and every job says what it did."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from camifield.security import passphrase
from camifield.security.passphrase import Work
from tests.cli.terminal import Terminal


def laptop(terminal: Terminal, folder: Path, name: str) -> Terminal:
    """A laptop on which this person began a project alone."""
    found = terminal.at(folder)
    found.json("record", "person", f"name={name}", f"code={name[0]}", "role=ranger")
    return found


@pytest.fixture(name="pair")
def a_pair(terminal: Terminal, tmp_path: Path) -> tuple[Terminal, Terminal]:
    """A coordinator's laptop and a newcomer's."""
    return laptop(terminal, tmp_path / "k1", "Aibek"), laptop(terminal, tmp_path / "m7", "Gulnara")


def test_a_newcomer_comes_in_by_invitation(pair: tuple[Terminal, Terminal], tmp_path: Path) -> None:
    """Protects the usual way: four commands, and both laptops list the same team."""
    team, newcomer = pair
    files = [str(tmp_path / name) for name in ("invitation.cfb", "request.cfb", "answer.cfb")]
    team.json("sync", "team", "name", "Tost")
    assert team.json("sync", "team", "invite", files[0], "--role", "reviewer")["role"] == "reviewer"
    asked = newcomer.json("sync", "team", "ask", files[1], "--invitation", files[0])
    assert asked["records"] == 0  # people come along, and are no records
    assert newcomer.json("sync", "team", "code")["codes"] == [asked["code"]]
    assert team.json("sync", "team", "code", files[1])["codes"] == [asked["code"]]
    assert team.json("sync", "team", "admit", files[1], files[2])["records"] == 0
    assert newcomer.json("sync", "team", "join", files[2]) == {"team": "Tost", "role": "reviewer"}
    for one in (team, newcomer):
        told = one.json("sync", "team")
        assert (told["name"], [person["role"] for person in told["people"]]) == (
            "Tost",
            ["coordinator", "reviewer"],
        )
    told = team("sync", "team", "list")
    assert "Aibek" in told.out
    assert "never met" in told.out
    assert newcomer("sync", "team", "invite", files[0]).code == 1


def test_without_an_invitation_the_code_is_given(pair: tuple[Terminal, Terminal], tmp_path: Path) -> None:
    """Protects both sides: a code that differs, or none, lets nobody in."""
    team, newcomer = pair
    request, answer = str(tmp_path / "request"), str(tmp_path / "answer.cfb")
    code = newcomer.json("sync", "team", "ask", request)["code"]
    assert (
        team("sync", "team", "admit", f"{request}.cfb", answer, "--json").problem["problem"]
        == "compare-the-code"
    )
    wrong = team("sync", "team", "admit", f"{request}.cfb", answer, "--compared", "1", "--json")
    assert wrong.problem["problem"] == "codes-differ"
    done = team.json(
        "sync", "team", "admit", f"{request}.cfb", answer, "--compared", code, "--role", "monitor"
    )
    joined = newcomer.json("sync", "team", "join", answer, "--compared", done["code"].replace(" ", ""))
    assert joined["role"] == "monitor"


def test_a_second_laptop_comes_in_as_its_members(pair: tuple[Terminal, Terminal], tmp_path: Path) -> None:
    """Protects one person with two laptops in the terminal: said by name, compared by code, and one person afterwards."""
    team, first = pair
    files = [str(tmp_path / name) for name in ("i.cfb", "r.cfb", "a.cfb", "r2.cfb", "a2.cfb")]
    team.json("sync", "team", "invite", files[0])
    first.json("sync", "team", "ask", files[1], "--invitation", files[0])
    team.json("sync", "team", "admit", files[1], files[2])
    [who] = [one["person"] for one in team.json("sync", "team")["people"] if one["role"] == "ranger"]
    second = laptop(first, tmp_path / "n7", "Gulnara")
    code = second.json("sync", "team", "ask", files[3], "--member")["code"]
    admitting = ("sync", "team", "admit", files[3], files[4], "--same-as")
    assert team(*admitting, who[-8:], "--json").problem["problem"] == "compare-the-code"
    assert team(*admitting, "Zara", "--json").problem["problem"] == "person-not-in-team"
    assert team(*admitting, f"X9={who[-8:]}").code == 2
    done = team.json(*admitting, f"G={who[-8:]}", "--compared", code)
    assert done["people"] == [who]
    second.json("sync", "team", "join", files[4], "--compared", done["code"])
    people = {one["person"]: len(one["laptops"]) for one in second.json("sync", "team")["people"]}
    assert people[who] == 2
    assert len(people) == 2


def test_roles_and_lost_laptops(pair: tuple[Terminal, Terminal], tmp_path: Path) -> None:
    """Protects the coordinator's work in the terminal: each job finds its person and its laptop."""
    team, newcomer = pair
    files = [str(tmp_path / name) for name in ("i.cfb", "r.cfb", "a.cfb")]
    invitation = team.json("sync", "team", "invite", files[0])
    newcomer.json("sync", "team", "ask", files[1], "--invitation", files[0])
    team.json("sync", "team", "admit", files[1], files[2], "--role", "coordinator", "--admin")
    assert team.json("sync", "team", "withdraw", invitation["id"])["state"] == "withdrawn"
    (person,) = [one for one in team.json("sync", "team")["people"] if not one["laptops"][0]["here"]]
    device, who = person["laptops"][0]["device"], person["person"][-8:]
    assert team.json("sync", "team", "role", who, "monitor")["role"] == "monitor"
    assert team.json("sync", "team", "admin", device)["looks_after"] is False
    assert team.json("sync", "team", "revoke", device[-8:])["missing"] == 0
    assert team("sync", "team", "rescue", device, "--json").problem["problem"] == "nothing-to-rescue"
    assert team.json("sync", "team", "trust", device)["records"] == 0
    assert (
        team("sync", "team", "role", "Nobody", "monitor", "--json").problem["problem"] == "person-not-in-team"
    )
    assert team("sync", "team", "revoke", "Z9", "--json").problem["problem"] == "device-unknown"


def test_the_main_key_goes_to_paper_and_comes_back(
    pair: tuple[Terminal, Terminal], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Protects the paper: what the terminal prints is what it takes back."""
    team, _ = pair
    told = team("sync", "team", "paper")
    document = team.json("sync", "team", "paper", "--renew")
    assert all(row in told.out for row in document["main_key"])
    monkeypatch.setattr("sys.stdin", io.StringIO(document["main_key"][1]))
    assert team.json("sync", "team", "root", "out", "--row", "2") == {"main_key_here": False}
    assert team.json("sync", "team")["main_key_here"] is False
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(document["main_key"])))
    assert team.json("sync", "team", "root", "back") == {"main_key_here": True}
    assert team.json("sync", "team", "takeover") == {"may_change": True}
    assert team("sync", "team", "root", "out").code == 2
    assert team("sync", "team", "root", "sideways").code == 2


def test_a_passphrase_comes_from_the_environment(
    pair: tuple[Terminal, Terminal], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Protects scripts: the passphrase is never an argument, reading needs none, and a wrong one signs nothing."""
    team, _ = pair
    monkeypatch.setattr(passphrase, "MODERATE", Work(1, 8192))
    monkeypatch.setenv("CAMIFIELD_NEW_PASSPHRASE", "short")
    assert team("sync", "team", "passphrase", "set", "--json").problem["problem"] == "passphrase-too-short"
    monkeypatch.setenv("CAMIFIELD_NEW_PASSPHRASE", "a line of a song")
    assert team.json("sync", "team", "passphrase", "set") == {"passphrase": True}
    assert team.json("list") is not None
    assert team.json("sync", "team")["passphrase"] is True
    person = ("record", "person", "name=Tuya", "code=T", "role=ranger", "--json")
    assert team(*person).problem["problem"] == "keys-are-closed"
    monkeypatch.setenv("CAMIFIELD_PASSPHRASE", "another line of it")
    assert team(*person).problem["problem"] == "passphrase-wrong"
    monkeypatch.setenv("CAMIFIELD_PASSPHRASE", "a line of a song")
    assert team(*person).code == 0
    assert team.json("sync", "team", "passphrase", "remove") == {"passphrase": False}


def test_the_group_teaches_its_verbs(terminal: Terminal) -> None:
    """Protects whoever types the first word alone: what can follow it is told, and a job that lacks a word says which."""
    assert "sync team" in terminal("sync", "--help").out
    assert terminal("sync").code == 2
    wrong = terminal("sync", "team", "admit", "one.cfb")
    assert wrong.code == 2
    assert "admit" in wrong.err


def test_the_paper_brings_a_lost_team_back(
    pair: tuple[Terminal, Terminal], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Protects an agency that lost its laptops: both keys typed from the paper, and the project is in a new folder."""
    team, _ = pair
    paper = team.json("sync", "team", "paper")
    file = tmp_path / "team.cfb"
    team.json("sync", "export", str(file))
    rows = "\n".join([*paper["main_key"], *paper["recovery_key"]])
    monkeypatch.setattr("sys.stdin", io.StringIO(rows))
    new = team.at(tmp_path / "new")
    assert new.json("sync", "team", "recover", str(file), "Officer")["records"] == 2
    assert [one["role"] for one in new.json("sync", "team")["people"]] == ["coordinator", "coordinator"]


def test_one_person_let_in_twice_is_made_one_and_two_again(
    pair: tuple[Terminal, Terminal], tmp_path: Path
) -> None:
    """Protects the terminal's way: the list says who is alike, two commands decide, and an end of an id tells them apart."""
    team, newcomer = pair
    again = laptop(newcomer, tmp_path / "n7", "Gulnara")
    for number, one in enumerate((newcomer, again)):
        files = [str(tmp_path / f"{number}-{name}.cfb") for name in ("invitation", "request", "answer")]
        team.json("sync", "team", "invite", files[0], "--role", ("ranger", "reviewer")[number])
        one.json("sync", "team", "ask", files[1], "--invitation", files[0])
        team.json("sync", "team", "admit", files[1], files[2])
        one.json("sync", "team", "join", files[2])
        one.json("sync", "export", str(tmp_path / f"{number}.cfb"))
        team.json("sync", "import", str(tmp_path / f"{number}.cfb"))
    listed = team.json("sync", "team")
    [alike] = listed["alike"]
    assert alike["why"] == "name"
    assert "Is this the same person?" in team("sync", "team").out
    assert team("sync", "team", "same", "Gulnara", "Aibek").code == 1  # which Gulnara?
    one, other = (person[-8:] for person in alike["people"])
    said = team.json("sync", "team", "same", one, other)
    assert said["role"] == "ranger"
    assert [person["role"] for person in team.json("sync", "team")["people"]] == ["coordinator", "ranger"]
    team.json("sync", "team", "apart", one, "Gulnara")
    after = team.json("sync", "team")
    assert (len(after["people"]), after["alike"]) == (3, [])
