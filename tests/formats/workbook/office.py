"""LibreOffice without a window: what another program makes of our files."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

# Every sheet as a CSV file of its own, separator ",", texts as they are shown (LibreOffice, "CSV Filter Options").
UTF_8 = "CSV:44,34,76"  # what its import dialog would have found by the file's mark
CSV_OF_ALL_SHEETS = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,true,false,false,-1"


def converted(path: Path, to: str, folder: Path, *, opened_as: str = "") -> list[Path]:
    """The files that LibreOffice makes of `path`, in `folder`. Skips the test on a machine without LibreOffice."""
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("LibreOffice is not installed")
    folder.mkdir(parents=True, exist_ok=True)
    profile = folder / "profile"  # of its own, so that tests can run side by side
    command = [soffice, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"]
    command += [f"--infilter={opened_as}"] if opened_as else []
    done = subprocess.run(
        [*command, "--convert-to", to, "--outdir", str(folder), str(path)],
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    shutil.rmtree(profile, ignore_errors=True)
    found = sorted(one for one in folder.iterdir() if one.is_file())
    assert found, done.stdout + done.stderr
    return found
