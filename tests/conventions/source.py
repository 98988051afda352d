"""The source of the house as the convention tests read it."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def modules() -> dict[str, ast.Module]:
    """Every module of the application by its path from the root."""
    files = [*ROOT.glob("crm/**/*.py"), ROOT / "config.py", ROOT / "wsgi.py"]
    return {str(file.relative_to(ROOT)): ast.parse(file.read_text()) for file in sorted(files)}


def functions() -> Iterator[tuple[str, Function]]:
    """Every function with the path of its module."""
    for path, tree in modules().items():
        for node in ast.walk(tree):
            if isinstance(node, Function):
                yield path, node


def length(function: Function) -> int:
    """How many lines a function takes, its docstring included."""
    return (function.end_lineno or function.lineno) - function.lineno + 1
