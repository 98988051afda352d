"""The locks: every dependency in them, at a version that fits, held by its hash."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
GROUPS = PROJECT["dependency-groups"]
WANTED = {
    "installer": GROUPS["installer"],
    "app": PROJECT["project"]["dependencies"] + GROUPS["build"],
    "test": PROJECT["project"]["dependencies"] + GROUPS["build"] + GROUPS["test"] + GROUPS["lint"],
}
BUILD = PROJECT["build-system"]["requires"]


def entries(lock: str) -> list[str]:
    """One text for each locked version, with its hashes."""
    text = (ROOT / "requirements" / f"{lock}.lock").read_text()
    return re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)[1:]


def versions(lock: str) -> dict[str, str]:
    return dict(entry.split()[0].split("==") for entry in entries(lock))


@pytest.mark.parametrize("lock", WANTED)
def test_a_lock_holds_every_dependency_at_a_version_that_fits(lock: str) -> None:
    held = versions(lock)
    wanted = [Requirement(line) for line in WANTED[lock]]

    unmet = [str(need) for need in wanted if not need.specifier.contains(held.get(need.name, "0"))]

    assert len(wanted) > 0
    assert unmet == [], "run: python3 -m crm lock"


@pytest.mark.parametrize("lock", WANTED)
def test_every_locked_version_is_held_by_a_hash(lock: str) -> None:
    loose = [entry.split()[0] for entry in entries(lock) if "--hash=sha256:" not in entry]

    assert len(entries(lock)) >= len(WANTED[lock])
    assert loose == []


def test_the_tests_run_on_the_versions_that_the_app_runs_on() -> None:
    app, test = versions("app"), versions("test")

    assert {name: test.get(name) for name in app} == app


def test_what_builds_mitra_is_locked_so_that_the_build_needs_no_network() -> None:
    held = versions("app")

    assert all(need.specifier.contains(held[need.name]) for need in map(Requirement, BUILD))
