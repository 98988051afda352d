"""Pages are plain acts on resources, and each says who may use it."""

import ast
from pathlib import Path

from flask import Flask

from crm.core.access import declared_access
from crm.permissions import GRANTS, Permission, Role
from tests.conventions.source import ROOT, modules

SEVEN = {"index", "new", "create", "show", "edit", "update", "destroy"}
MACHINES = {"health.healthz", "health.readyz", "health.csp"}


def views() -> dict[str, ast.Module]:
    return {path: tree for path, tree in modules().items() if "/views/" in path}


def test_every_view_declares_who_may_use_it(house_on_sqlite: object) -> None:
    app: Flask = house_on_sqlite.app  # type: ignore[attr-defined]

    declared = {
        rule.endpoint: declared_access(app, rule.endpoint) for rule in app.url_map.iter_rules()
    }

    assert len(declared) > 20


def test_pages_have_one_of_seven_names(house_on_sqlite: object) -> None:
    app: Flask = house_on_sqlite.app  # type: ignore[attr-defined]
    endpoints = {rule.endpoint for rule in app.url_map.iter_rules()} - MACHINES

    strange = {
        e for e in endpoints if e.rsplit(".", 1)[-1] not in SEVEN and not e.endswith("static")
    }

    assert strange == set()


def test_views_neither_query_nor_catch() -> None:
    found = [
        f"{path}:{node.lineno}"
        for path, tree in views().items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Try)
        or (
            isinstance(node, ast.Call)
            and getattr(node.func, "id", getattr(node.func, "attr", "")) == "select"
        )
    ]

    assert found == []


def test_views_are_at_most_eight_statements() -> None:
    long = [
        f"{path}:{node.name}"
        for path, tree in views().items()
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and node.name in SEVEN and statements(node) > 8
    ]

    assert long == []


def statements(function: ast.FunctionDef) -> int:
    """How many things a view does; the refusal of an invalid form is one of them."""
    return len(function.body)


def test_every_permission_is_granted_and_used() -> None:
    granted = {permission for rights in GRANTS.values() for permission in rights}
    source = "".join(
        (ROOT / path).read_text() for path in modules() if path != "crm/permissions.py"
    )
    source += "".join(file.read_text() for file in Path(ROOT / "templates").rglob("*.html"))

    unused = {
        p for p in Permission if f"Permission.{p.name}" not in source and p.value not in source
    }

    assert set(Permission) - granted == set()
    assert set(Role) == set(GRANTS)
    assert unused == set()
