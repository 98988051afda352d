"""Lint, format, types and spelling are part of the tests: nothing softer lands."""

import subprocess
import sys

import pytest

from tests.conventions.source import ROOT

CHECKS = {
    "lint": ["ruff", "check", "."],
    "format": ["ruff", "format", "--check", "."],
    "types": ["mypy"],
    "templates": ["djlint", "templates", "--lint", "--quiet"],
    "spelling": ["codespell", "crm", "templates", "docs", "README.md", "CHANGELOG.md"],
}


@pytest.mark.slow
@pytest.mark.parametrize("check", CHECKS)
@pytest.mark.timeout(300)
def test_the_house_passes(check: str) -> None:
    tool, *words = CHECKS[check]

    ran = subprocess.run(
        [sys.executable, "-m", module_of(tool), *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert ran.returncode == 0, (ran.stdout + ran.stderr)[-4000:]


def module_of(tool: str) -> str:
    return {"codespell": "codespell_lib"}.get(tool, tool)
