"""Protects the contracts on who may import whom: each is broken on purpose here, and must be seen to fail."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import cast

import pytest

from tests.__main__ import LINT_IMPORTS

CHECKOUT = Path(__file__).resolve().parents[2]
PAGES = ("today", "records", "forms", "exchange", "settings_page")
DOCSTRING = '"""A house of cardboard."""\n'

# A file, the line put into it, and the contract that must be broken by it: that one, and no other.
BREAKS = [
    ("camifield/cli/one.py", "import ui.today.presenter", "The window stands above everything"),
    ("camifield/errors.py", "import camifield.clock", "Each floor imports only"),
    ("camifield/store/one.py", "import camifield.commands.one", "Each floor imports only"),
    ("camifield/commands/one.py", "import camifield.queries.one", "Each floor imports only"),
    ("camifield/geo/one.py", "import camifield.i18n.one", "Each floor imports only"),
    ("camifield/devices/one.py", "import camifield.geo.one", "Each floor imports only"),
    ("camifield/fields/one.py", "import camifield.kinds.one", "Each floor imports only"),
    ("camifield/utils.py", "", "Each floor imports only"),
    ("ui/today/page.py", "import camifield.store.one", "The window reaches data"),
    ("ui/window.py", "from camifield.revisions import one", "The window reaches data"),
    ("ui/forms/page.py", "import camifield.security.one", "The window reaches data"),
    ("ui/settings_page/page.py", "import camifield.backup.one", "The window reaches data"),
    ("ui/today/page.py", "import ui.records.page", "Pages do not know each other"),
    ("ui/filters/bar.py", "import ui.records.page", "Pages do not know each other"),
    ("camifield/media/one.py", "from PySide6.QtGui import QImage", "Qt only in the window"),
    ("camifield/i18n/one.py", "import pyqtgraph", "Qt only in the window"),
    ("ui/forms/presenter.py", "from PySide6.QtCore import QObject", "A presenter has no Qt"),
    ("ui/forms/parts/presenter.py", "import ui.widgets.one", "A presenter has no Qt"),
    ("ui/records/presenter.py", "import ui.theme.one", "A presenter has no Qt"),
    ("camifield/queries/one.py", "import sqlite3", "SQL has one home"),
    ("ui/window.py", "from sqlalchemy import select", "SQL has one home"),
    ("camifield/fields/one.py", "from sqlmodel import SQLModel", "SQLModel declares"),
    ("camifield/revisions/one.py", "from nacl.signing import SigningKey", "Cryptography has one home"),
    ("camifield/sync/one.py", "import pyrage", "Cryptography has one home"),
    ("camifield/sync/one.py", "import camifield.formats.one", "Each floor imports only"),
    ("ui/exchange/page.py", "import openpyxl", "Other people's files"),
    ("camifield/media/one.py", "import lxml.etree", "Other people's files"),
    ("camifield/commands/one.py", "from PIL import Image", "Pictures are opened"),
    ("ui/today/page.py", "from babel.dates import format_date", "Pictures are opened"),
]


def contracts() -> list[dict[str, object]]:
    """The contracts as pyproject.toml declares them."""
    table = tomllib.loads(CHECKOUT.joinpath("pyproject.toml").read_text("utf-8"))
    return cast("list[dict[str, object]]", table["tool"]["importlinter"]["contracts"])


def floors() -> list[str]:
    """The names of all packages and modules that have a floor."""
    layers = next(cast("list[str]", one["layers"]) for one in contracts() if one.get("exhaustive"))
    return [name.strip(" ()") for layer in layers for name in layer.split("|")]


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A house of the same floors with next to nothing in it, so that checking it takes no time."""
    root = tmp_path_factory.mktemp("model")
    shutil.copy(CHECKOUT / "pyproject.toml", root)
    parts = [f"ui/{page}/{name}.py" for page in PAGES for name in ("__init__", "page", "presenter")]
    parts += ["ui/forms/parts/__init__.py", "ui/forms/parts/presenter.py", "ui/window.py"]
    parts += ["ui/filters/__init__.py", "ui/filters/bar.py"]
    for name in floors():
        is_module = CHECKOUT.joinpath("camifield", f"{name}.py").exists()
        parts += (
            [f"camifield/{name}.py"]
            if is_module
            else [f"camifield/{name}/__init__.py", f"camifield/{name}/one.py"]
        )
    lines = {
        "ui/__init__.py": "",
        "camifield/__init__.py": "",
        "ui/widgets/__init__.py": "",
        "ui/widgets/one.py": "from PySide6 import QtWidgets\n",
        "ui/theme/__init__.py": "",
        "ui/theme/one.py": "import qtawesome\n",
    } | dict.fromkeys(parts, "")
    lines |= {
        "camifield/store/one.py": "import sqlite3, sqlalchemy, sqlmodel\nimport camifield.kinds.one\n",
        "camifield/kinds/one.py": "import sqlmodel\n",
        "camifield/security/one.py": "import nacl\nimport pyrage\n",
        "camifield/formats/one.py": "import openpyxl, python_calamine, lxml\n",
        "camifield/media/one.py": "import PIL\n",
        "camifield/i18n/one.py": "import babel\n",
        "camifield/commands/one.py": "import camifield.store.one, camifield.formats.one\n",
        "ui/today/page.py": "import camifield.commands.one, ui.widgets.one, ui.today.presenter\n",
        "ui/window.py": "import ui.today.page, ui.records.page\n",
    }
    for name, text in lines.items():
        root.joinpath(name).parent.mkdir(parents=True, exist_ok=True)
        root.joinpath(name).write_text(DOCSTRING + text, encoding="utf-8")
    return root


def broken_contracts(root: Path) -> list[str]:
    """The names of the contracts that the house in `root` breaks. Raises AssertionError when it cannot be checked."""
    command = [sys.executable, "-c", LINT_IMPORTS, "--no-cache", "--no-logo"]
    done = subprocess.run(command, cwd=root, capture_output=True, encoding="utf-8", check=False)
    counted = re.search(r"(\d+) kept, (\d+) broken", done.stdout)
    assert counted, done.stdout + done.stderr
    found = [
        name
        for name in (str(one["name"]) for one in contracts())
        if f"{name} BROKEN" in " ".join(done.stdout.split())
    ]
    assert len(found) == int(counted[2])
    return found


def test_the_model_house_keeps_every_contract(model: Path) -> None:
    """What the contracts allow must be allowed, or the failures below would show nothing."""
    assert broken_contracts(model) == []


@pytest.mark.parametrize(("name", "line", "contract"), BREAKS)
def test_a_forbidden_import_is_seen(model: Path, tmp_path: Path, name: str, line: str, contract: str) -> None:
    """A contract that cannot fail protects nothing: one wrong import breaks exactly the contract that forbids it."""
    root = tmp_path / "house"
    shutil.copytree(model, root)
    path = root / name
    before = path.read_text("utf-8") if path.exists() else DOCSTRING
    path.write_text(f"{before}{line}\n", encoding="utf-8")
    broken = broken_contracts(root)
    assert len(broken) == 1, broken
    assert broken[0].startswith(contract)


def test_every_contract_is_broken_here_once() -> None:
    """A contract added without a look at its failure is only a hope."""
    unseen = [
        str(one["name"])
        for one in contracts()
        if not any(str(one["name"]).startswith(by) for *_, by in BREAKS)
    ]
    assert unseen == []
