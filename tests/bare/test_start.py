"""The first command on a bare machine: what it needs, says and refuses."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from crm.bare import commands, machine, packages
from crm.bare.machine import Part
from crm.bare.progress import StepFailed, run, step

ROOT = commands.ROOT
LOADED = "import sys; import crm.bare.commands; print(*sys.modules)"


def absent(package: str = "no-such-package", without_it: str = "") -> Part:
    return Part("A missing part", package, lambda: False, without_it)


@pytest.fixture
def nothing_can_be_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "way_to_install", lambda: None)


def test_it_starts_with_the_standard_library_alone() -> None:
    bare = (
        sys.executable,
        "-S",
        "-E",
        "-c",
        f"import sys; sys.path[:0] = [{str(ROOT)!r}]; {LOADED}",
    )

    loaded = {name.split(".")[0] for name in run(*bare).split()}

    assert "crm" in loaded
    assert loaded - set(sys.stdlib_module_names) - {"crm", "__main__"} == set()


def test_no_module_of_it_names_a_host() -> None:
    modules = [ROOT / "crm" / "__main__.py", *(ROOT / "crm" / "bare").glob("*.py")]

    assert len(modules) > 5
    assert [module.name for module in modules if "://" in module.read_text()] == []


@pytest.mark.parametrize("words", [[], ["dmeo"], ["prepare", "everything"]])
def test_an_unknown_word_is_answered_with_all_that_are_known(words: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "crm", *words], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert done.returncode == 2
    for word in ("demo", "test", "prepare", "lock"):
        assert f"python3 -m crm {word}" in done.stderr


def test_continuous_integration_runs_exactly_the_test_command() -> None:
    script = ROOT / ".ci" / "run"
    lines = [line for line in script.read_text().splitlines() if line and line[0] != "#"]

    assert os.access(script, os.X_OK)
    assert lines[0] == "set -euo pipefail"
    assert lines[-1] == "exec python3 -m crm test"
    assert len(lines) == 3


@pytest.mark.usefixtures("nothing_can_be_installed")
def test_a_needed_part_that_cannot_be_installed_is_refused_with_the_line_to_run() -> None:
    with pytest.raises(StepFailed, match=r"lacks A missing part\..*no-such-package"):
        packages.require((absent(),))


@pytest.mark.usefixtures("nothing_can_be_installed")
def test_an_optional_part_is_done_without_and_that_is_said(
    capsys: pytest.CaptureFixture[str],
) -> None:
    packages.attempt((absent(without_it="the tests of it"),))

    said = capsys.readouterr().out
    assert "Without A missing part, the tests of it are not run." in said
    assert "no-such-package" in said


def test_what_the_machine_holds_is_not_asked_for() -> None:
    held, lacking = Part("A part", "a-package", lambda: True), absent()

    assert machine.missing((held, lacking)) == (lacking,)


def test_only_what_mitra_starts_without_is_optional() -> None:
    assert not any(part.without_it for part in (*machine.RUNNING, machine.VENV))
    assert all(part.without_it for part in machine.TESTING)


def test_a_library_is_found_by_its_name() -> None:
    assert machine.has_library("c")
    assert not machine.has_library("no-such-library-here")


def test_the_newest_postgresql_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for version in ("9.6", "15", "8.4"):
        (tmp_path / version / "bin").mkdir(parents=True)
        (tmp_path / version / "bin" / "initdb").touch()
    monkeypatch.setattr(machine, "POSTGRESQL_VERSIONS", tmp_path)

    assert machine.postgresql_programs() == tmp_path / "15" / "bin"


def test_a_failed_step_tells_what_the_machine_answered(capsys: pytest.CaptureFixture[str]) -> None:
    failing = (sys.executable, "-c", "print('no room on the disk'); raise SystemExit(3)")

    with pytest.raises(StepFailed, match="ended with 3:\nno room on the disk"), step("Working"):
        run(*failing)

    assert "Working ... failed after" in capsys.readouterr().out


def test_a_program_that_is_not_there_fails_the_step() -> None:
    with pytest.raises(StepFailed, match="could not start"):
        run("/no/such/program")
