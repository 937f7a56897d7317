"""Protects that everybody installs the same packages, from wherever their machine gets packages."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import cast

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from camifield.version import VERSION

CHECKOUT = Path(__file__).resolve().parents[2]
GROUPS = ("", "gate", "freeze")


def pins() -> dict[str, str]:
    """The pinned version of each package, by its canonical name."""
    lines = CHECKOUT.joinpath("packaging", "pins.txt").read_text("utf-8").splitlines()
    pairs = [line.split("==") for line in lines if line and not line.startswith("#")]
    return {canonicalize_name(name): version for name, version in pairs}


def project_table() -> dict[str, object]:
    """The `project` table of pyproject.toml."""
    return tomllib.loads(CHECKOUT.joinpath("pyproject.toml").read_text("utf-8"))["project"]


def direct_requirements() -> list[Requirement]:
    """What pyproject.toml asks for itself, in every group."""
    table = project_table()
    groups = cast("dict[str, list[str]]", table["optional-dependencies"])
    texts = [
        *cast("list[str]", table["dependencies"]),
        *(text for group in groups.values() for text in group),
    ]
    return [Requirement(text) for text in texts]


def needed_in_turn(requirements: list[Requirement]) -> Iterator[str]:
    """The canonical names of everything that is installed because of these requirements."""
    waiting, seen = list(requirements), set[str]()
    while waiting:
        requirement = waiting.pop()
        name = canonicalize_name(requirement.name)
        if name in seen and not requirement.extras:
            continue
        seen.add(name)
        yield name
        try:
            deeper = [Requirement(text) for text in metadata.requires(requirement.name) or []]
        except metadata.PackageNotFoundError:  # a group that this environment was made without
            continue
        for found in deeper:
            extras = ["", *requirement.extras]
            if found.marker is None or any(found.marker.evaluate({"extra": extra}) for extra in extras):
                waiting.append(found)


def test_every_direct_requirement_is_pinned_within_its_range() -> None:
    """A pin that pyproject.toml contradicts would make every installation fail."""
    pinned = pins()
    wrong = [
        str(asked)
        for asked in direct_requirements()
        if not asked.specifier.contains(pinned.get(canonicalize_name(asked.name), "0"))
    ]
    assert wrong == []


def test_everything_installed_because_of_us_is_pinned() -> None:
    """One unpinned package, however deep, and two laptops of a team run different programs."""
    assert sorted(set(needed_in_turn(direct_requirements())) - set(pins())) == []


def test_this_environment_is_the_pinned_one() -> None:
    """Tests that pass with other versions than people get would say nothing about theirs."""
    pinned = pins()
    different = {
        name: metadata.version(name)
        for name in needed_in_turn(direct_requirements())
        if is_installed(name) and metadata.version(name) != pinned[name]
    }
    assert different == {}


def is_installed(name: str) -> bool:
    """Whether this environment has the package at all."""
    try:
        metadata.version(name)
    except metadata.PackageNotFoundError:
        return False
    return True


def test_the_builder_is_pinned_too() -> None:
    """What builds the project is installed from the same list, without a build environment of its own."""
    text = CHECKOUT.joinpath("pyproject.toml").read_text("utf-8")
    for asked in map(Requirement, tomllib.loads(text)["build-system"]["requires"]):
        assert asked.specifier.contains(pins()[canonicalize_name(asked.name)])


def dependency_lines() -> list[str]:
    """The lines of pyproject.toml that each ask for one package."""
    lines = CHECKOUT.joinpath("pyproject.toml").read_text("utf-8").splitlines()
    names = {asked.name for asked in direct_requirements()}
    pattern = re.compile(r'\s*"(?P<name>[A-Za-z0-9_.-]+)(\[[a-z]+\])?[=<>]')
    return [line for line in lines if (found := pattern.match(line)) and found["name"] in names]


def test_every_dependency_says_why_it_is_there() -> None:
    """A package whose reason nobody wrote down can never be removed."""
    lines = dependency_lines()
    assert len(lines) == len(direct_requirements())
    assert [line for line in lines if len(line.partition("#")[2].strip()) < 8] == []


@pytest.mark.parametrize("name", ["pyproject.toml", "packaging/pins.txt", ".ci/run"])
def test_no_file_of_the_set_up_names_where_packages_come_from(name: str) -> None:
    """A place that is far or forbidden on someone's network must never be written into the project."""
    text = CHECKOUT.joinpath(name).read_text("utf-8")
    assert not re.search(r"https?://|--(extra-)?index-url|--find-links|--trusted-host", text)


def test_the_program_says_the_version_that_is_installed() -> None:
    """About, reports and backups must not name another version than the package has."""
    assert project_table()["version"] == VERSION
