"""Work is committed in one place; states move in models only."""

import ast
import re

from tests.conventions.source import ROOT, modules


def test_work_is_committed_in_one_place() -> None:
    found = [
        path for path in modules() if re.search(r"session\.commit\(", (ROOT / path).read_text())
    ]

    assert found == ["crm/core/transactions.py"]


def test_states_move_in_models_only() -> None:
    moved = [
        f"{path}:{node.lineno}"
        for path, tree in modules().items()
        if "/models" not in path and not path.endswith("models.py")
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Attribute) and target.attr == "state"
    ]

    assert moved == []


def test_nobody_reads_the_clock_or_the_environment_elsewhere() -> None:
    wanted = re.compile(r"datetime\.now\(|date\.today\(|os\.environ|time\.time\(")
    allowed = {"config.py", "crm/core/clock.py"}

    found = {path for path in modules() if wanted.search((ROOT / path).read_text())}

    assert {
        p for p in found if not p.startswith("crm/bare/") and p != "crm/__main__.py"
    } - allowed == set()
