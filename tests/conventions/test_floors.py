"""The floors of the house, held by a machine (pyproject, import contracts)."""

import ast
import subprocess
import sys

from tests.conventions.source import ROOT, functions


def test_the_import_contracts_hold() -> None:
    contracts = [
        sys.executable,
        "-c",
        "from importlinter.cli import lint_imports_command as c; c()",
    ]

    ran = subprocess.run(contracts, cwd=ROOT, capture_output=True, text=True, check=False)

    assert ran.returncode == 0, ran.stdout
    assert "0 broken" in ran.stdout


def test_no_import_hides_inside_a_function() -> None:
    hidden = [
        f"{path}:{node.lineno}"
        for path, function in functions()
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]

    assert hidden == []
