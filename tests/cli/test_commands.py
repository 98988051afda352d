"""From an empty folder to a printed directory, by commands alone: each in a process of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
GIVEN = {"MITRA_MODE": "test", "SECRET_KEY": "the secret of the commands, long enough for all"}


class Shell:
    """A terminal in the checkout, with an installation in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
        self.env = {
            **kept,
            **GIVEN,
            "MITRA_INSTANCE_PATH": str(folder),
            "BASE_URL": "http://x.test",
        }

    def run(self, *words: str | Path, code: int = 0) -> subprocess.CompletedProcess[str]:
        name, *rest = map(str, words)
        ran = subprocess.run(
            [str(BIN / name), *rest],
            cwd=ROOT,
            env=self.env,
            capture_output=True,
            text=True,
            check=False,
            timeout=100,
        )
        assert ran.returncode == code, f"{words}: {ran.stdout}{ran.stderr}"
        return ran

    def told(self, *words: str | Path) -> Any:
        return json.loads(self.run("mitra", *words, "--json").stdout)


@pytest.fixture(scope="module")
def shell(tmp_path_factory: pytest.TempPathFactory) -> Shell:
    shell = Shell(tmp_path_factory.mktemp("instance"))
    shell.run("flask", "--app", "wsgi", "db", "upgrade")
    return shell


@pytest.mark.timeout(300)
def test_an_installation_is_filled_and_asked_by_commands(
    shell: Shell, shipped_data: Path, tmp_path: Path
) -> None:
    offices, hospitals = shipped_data / "health_offices_id.csv", shipped_data / "hospitals_id.csv"
    directory = tmp_path / "directory.pdf"

    above = shell.told("import", "parent-bodies", offices)
    first = shell.told("import", "institutions", hospitals)
    again = shell.told("import", "institutions", hospitals)
    taken_back = shell.told("import", "undo", str(first["id"]))
    shell.run("mitra", "tick")
    shell.run("mitra", "report", "P24", "--out", directory)
    link = shell.run("mitra", "user", "add", "sari@jpk.example", "--role", "secretariat").stdout
    shell.run("mitra", "audit", "verify")

    assert (above["accepted"], above["rows"]) == (548, 548)
    assert (first["accepted"], first["rejected"], first["conflicts"]) == (2250, [], [])
    assert (again["accepted"], again["duplicates"]) == (0, 2250)
    assert taken_back["removed"] == 2250
    assert set(shell.told("outbox", "stats")) >= {"queued", "sent", "ambiguous", "oldest_owed"}
    assert isinstance(shell.told("reminders", "preview"), list)
    assert directory.read_bytes().startswith(b"%PDF-")
    assert "http://x.test/" in link


def test_what_is_refused_is_one_clear_line(shell: Shell, tmp_path: Path) -> None:
    nameless = tmp_path / "nameless.csv"
    nameless.write_text("warna,berat\nmerah,3\nbiru,4\n")

    refused = shell.run("mitra", "import", "institutions", nameless, code=1)
    missing = shell.run("mitra", "import", "institutions", tmp_path / "none.csv", code=2)

    assert "Traceback" not in refused.stderr
    assert refused.stderr.startswith("Error: ")
    assert "none.csv" in missing.stderr
