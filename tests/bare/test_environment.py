"""The folder `.venv`: when it is filled, with what, and when it is left alone."""

from pathlib import Path

import pytest

from crm.bare.commands import ROOT
from crm.bare.environment import OWN_CODE, Environment, Lock
from crm.bare.progress import StepFailed

PROGRAM = """#!/bin/sh
echo "$(basename "$0") $*" >> {told}
case "{fails}" in "") exit 0;; esac
case "$*" in *{fails}*) exit 1;; esac
"""


class Checkout:
    """A checkout whose environment's programs only write down what they were told."""

    def __init__(self, root: Path) -> None:
        self.environment = Environment(root)
        self.told = root / "told"
        (root / "requirements").mkdir()
        for name in ("installer", "app", "test"):
            (root / "requirements" / f"{name}.lock").write_text(f"{name}==1")
        (root / "pyproject.toml").write_text("[project]")
        (root / ".venv" / "bin").mkdir(parents=True)
        self.place("python", "uv", "mitra")

    def place(self, *programs: str, fails: str = "") -> None:
        for program in programs:
            path = self.environment.folder / "bin" / program
            path.write_text(PROGRAM.format(told=self.told, fails=fails))
            path.chmod(0o755)

    def lines(self) -> list[str]:
        return self.told.read_text().splitlines()


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    return Checkout(tmp_path)


def test_once_filled_it_serves_without_asking_the_network(checkout: Checkout) -> None:
    assert not checkout.environment.serves(Lock.APP)

    checkout.environment.fill(Lock.APP)
    checkout.told.unlink()

    assert checkout.environment.serves(Lock.APP)
    assert not any("install" in line for line in checkout.lines())


def test_wheels_are_held_to_their_hashes(checkout: Checkout) -> None:
    checkout.environment.fill(Lock.APP)

    installed = [line for line in checkout.lines() if "app.lock" in line]
    assert installed
    assert all("--require-hashes" in line for line in installed)


def test_mitra_itself_is_installed_without_looking_for_anything(checkout: Checkout) -> None:
    checkout.environment.fill(Lock.APP)

    assert "--no-deps --no-build-isolation --editable" in checkout.lines()[-1]


def test_pip_takes_over_where_uv_cannot(checkout: Checkout) -> None:
    checkout.place("uv", fails="install")

    checkout.environment.fill(Lock.APP)

    by_pip = [line for line in checkout.lines() if "-m pip" in line and "app.lock" in line]
    assert len(by_pip) == 1
    assert "--require-hashes" in by_pip[0]
    assert checkout.environment.serves(Lock.APP)


def test_filled_for_the_tests_it_serves_the_demo_too(checkout: Checkout) -> None:
    checkout.environment.fill(Lock.TEST)

    assert checkout.environment.serves(Lock.APP)


def test_filled_for_the_demo_it_does_not_serve_the_tests(checkout: Checkout) -> None:
    checkout.environment.fill(Lock.APP)

    assert not checkout.environment.serves(Lock.TEST)


@pytest.mark.parametrize("changed", ["requirements/app.lock", "pyproject.toml"])
def test_a_change_of_what_it_was_filled_from_makes_it_stale(
    checkout: Checkout, changed: str
) -> None:
    checkout.environment.fill(Lock.APP)

    (checkout.environment.root / changed).write_text("something newer")

    assert not checkout.environment.serves(Lock.APP)


def test_one_whose_python_no_longer_works_does_not_serve(checkout: Checkout) -> None:
    checkout.environment.fill(Lock.APP)

    checkout.environment.python.unlink()

    assert not checkout.environment.serves(Lock.APP)


def test_an_installation_that_broke_off_is_not_taken_for_a_whole_one(checkout: Checkout) -> None:
    checkout.environment.fill(Lock.APP)
    checkout.place("python", fails="--editable")

    with pytest.raises(StepFailed):
        checkout.environment.fill(Lock.APP)

    assert not checkout.environment.stamp.exists()


def test_without_its_command_it_is_not_taken_for_a_whole_one(checkout: Checkout) -> None:
    (checkout.environment.folder / "bin" / "mitra").unlink()

    with pytest.raises(StepFailed, match=r"\.venv/bin/mitra is missing"):
        checkout.environment.fill(Lock.APP)

    assert not checkout.environment.serves(Lock.APP)


def test_libraries_and_own_code_are_compiled_so_that_every_start_is_quick(
    checkout: Checkout,
) -> None:
    checkout.environment.fill(Lock.APP)
    checkout.environment.compile()

    assert any("--compile-bytecode" in line for line in checkout.lines())
    assert "-m compileall -q" in checkout.lines()[-1]


def test_a_checkout_that_nobody_may_write_to_only_starts_slower(checkout: Checkout) -> None:
    checkout.place("python", fails="compileall")

    checkout.environment.compile()

    assert "compileall" in checkout.lines()[-1]


def test_own_code_names_what_is_there() -> None:
    assert all((ROOT / name).exists() for name in OWN_CODE)
