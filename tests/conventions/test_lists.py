"""A list that grows is read along an index: its last page costs what its first one does."""

import ast
from collections.abc import Iterator

import pytest

import crm.app  # noqa: F401  (all models)
from crm.core.db import Model
from tests.conventions.source import modules

FEW = {"Series", "User", "ImportedRow"}
"""Of these there are never more than a few pages, or an import and an outcome tell them apart."""
MODELS = {mapper.class_.__name__: mapper.class_ for mapper in Model.registry.mappers}


def paged() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each model that a page lists by key, with its keys."""
    for tree in modules().values():
        for call in ast.walk(tree):
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "page_of":
                keys = [one for one in call.args[1:] if isinstance(one, ast.Attribute)]
                if keys:
                    yield ast.unparse(keys[0].value), tuple(one.attr for one in keys)


@pytest.mark.parametrize(("name", "keys"), sorted({*paged()}))
def test_a_list_is_read_along_an_index(name: str, keys: tuple[str, ...]) -> None:
    table = MODELS[name].__table__
    indexes = [[column.name for column in one.columns] for one in table.indexes]
    indexes.append([column.name for column in table.primary_key])

    assert name in FEW or any(tuple(one[-len(keys) :]) == keys for one in indexes)
