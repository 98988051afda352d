"""From an empty folder to a printed directory, by commands alone: each in a process of its own."""

import json
import multiprocessing
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from crm import cli

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
WARM = multiprocessing.get_context("forkserver")
WARM.set_forkserver_preload(["crm.app"])
GIVEN = {"MITRA_MODE": "test", "SECRET_KEY": "the secret of the commands, long enough for all"}


class Told(NamedTuple):
    """What a program said."""

    out: str
    err: str


class Shell:
    """A terminal in the checkout, with an installation in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
        self.folder = folder
        self.env = {
            **kept,
            **GIVEN,
            "MITRA_INSTANCE_PATH": str(folder),
            "BASE_URL": "http://x.test",
        }

    def types(self, *words: str | Path, code: int = 0) -> Told:
        """Run a program as it is installed, which takes a whole start."""
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
        return Told(ran.stdout, ran.stderr)

    def runs(self, *words: str | Path, code: int = 0) -> Told:
        """Run `mitra` with these words in a new process that finds the house loaded."""
        out, err = self.folder / "out", self.folder / "err"
        ran = WARM.Process(target=obey, args=([*map(str, words)], self.env, out, err))
        ran.start()
        ran.join(100)
        told = Told(out.read_text(), err.read_text())
        assert ran.exitcode == code, f"{words}: {told}"
        return told

    def told(self, *words: str | Path) -> Any:
        return json.loads(self.runs(*words, "--json").out)


def obey(words: list[str], env: dict[str, str], out: Path, err: Path) -> None:
    """What the new process does: become `mitra` with these words."""
    os.environ.clear()
    os.environ.update(env)
    for number, file in enumerate((out, err), start=1):
        os.dup2(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), number)
    sys.argv = ["mitra", *words]
    cli.main()


@pytest.fixture(scope="module")
def shell(tmp_path_factory: pytest.TempPathFactory) -> Shell:
    shell = Shell(tmp_path_factory.mktemp("instance"))
    shell.types("flask", "--app", "wsgi", "db", "upgrade")
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
    shell.runs("tick")
    shell.runs("report", "P24", "--out", directory)
    link = shell.types("mitra", "user", "add", "sari@jpk.example", "--role", "secretariat").out
    shell.runs("audit", "verify")

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

    refused = shell.types("mitra", "import", "institutions", nameless, code=1)
    missing = shell.runs("import", "institutions", tmp_path / "none.csv", code=2)
    nobody = shell.runs("report", "P10", "--of", "999999", "--out", tmp_path / "x.pdf", code=1)

    assert "Traceback" not in refused.err
    assert refused.err.startswith("Error: ")
    assert "none.csv" in missing.err
    assert "999999" in nobody.err
    assert nobody.err.count("\n") == 1


def test_a_refused_export_leaves_the_file_that_was_there(shell: Shell, tmp_path: Path) -> None:
    kept = tmp_path / "cards.vcf"
    kept.write_text("of yesterday")

    told = shell.runs("export", "institutions", kept, code=1)

    assert told.err.count("\n") == 1
    assert {one.name: one.read_text() for one in tmp_path.iterdir()} == {
        "cards.vcf": "of yesterday"
    }


def test_moments_are_told_in_iso_8601(shell: Shell) -> None:
    for now in ("2027-01-05", "2027-01-05T09:00+07:00", "2027-01-05T02:00:00.5Z"):
        shell.runs("tick", "--now", now)
    shell.runs("reminders", "preview", "--from", "2027-01-01", "--to", "2027-01-02T00:00")

    wrong = shell.runs("tick", "--now", "besok", code=2)

    assert "2027-01-05T09:00" in wrong.err


@pytest.mark.parametrize(
    "words",
    [
        ("export", "people", "nowhere/people.csv"),
        ("report", "P24", "--out", "nowhere/directory.pdf"),
        ("backup", "in_the_way/backups"),
    ],
)
def test_a_place_that_cannot_be_written_is_one_clear_line(
    shell: Shell, tmp_path: Path, words: tuple[str, ...]
) -> None:
    (tmp_path / "in_the_way").write_text("")
    *said, place = words

    told = shell.runs(*said, tmp_path / place, code=1)

    assert told.err.startswith(f"Error: {tmp_path / Path(place).parent}")
    assert f".{Path(place).name}." not in told.err
    assert told.err.count("\n") == 1
