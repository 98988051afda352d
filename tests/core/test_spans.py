"""Some ids are asked for by their two ends only where nothing lies between that is not meant."""

from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask

from crm.core.db import db
from crm.core.spans import among, one_of
from crm.institutions.models import Service
from crm.people.models import Person
from crm.places.models import Province
from tests.conftest import CountQueries
from tests.houses import House


@pytest.mark.parametrize(
    "ids", [[3], [3, 4, 5], [5, 3, 4], {4, 3}, [3, 5], [1, 9], [2, 3, 5, 6], []]
)
def test_those_are_found_that_are_asked_for(ids: list[int]) -> None:
    engine = sa.create_engine("sqlite://")
    series = sa.func.json_each("[1, 2, 3, 4, 5, 6, 7, 8, 9]").table_valued("value")

    with engine.connect() as connection:
        found = connection.scalars(sa.select(series.c.value).where(among(series.c.value, ids)))
        assert found.all() == sorted(ids)
    engine.dispose()


@pytest.mark.both_engines
@pytest.mark.parametrize(
    ("column", "asked", "found"),
    [
        (Province.code, ["31", "32", "xx", "'; --"], ["31", "32"]),
        (Province.code, [], []),
        (Service.id, [1, 3, 10_000_000], [1, 3]),
    ],
)
def test_many_values_go_as_one(
    app: Flask, count_queries: CountQueries, column: Any, asked: list[Any], found: list[Any]
) -> None:
    with count_queries() as statements:
        rows = db.session.scalars(sa.select(column).where(one_of(column, asked)).order_by(column))

    assert rows.all() == found
    with count_queries() as more:
        db.session.execute(sa.select(column).where(one_of(column, asked * 2)).order_by(column))
    assert more == statements


@pytest.mark.both_engines
def test_what_is_not_one_of_them_is_everything_else(app: Flask) -> None:
    others = sa.select(Province.code).where(sa.not_(one_of(Province.code, ["31", "32"])))

    assert not {"31", "32"} & set(db.session.scalars(others))
    assert len(db.session.scalars(others).all()) == 36


def test_sqlite_looks_for_each_value_along_the_index(house_on_sqlite: House) -> None:
    """Compared with 1, as a truth value is, the whole table would be read for every bundle."""
    with house_on_sqlite.app.app_context():
        query = sa.select(Person.id).where(one_of(Person.sort_name, ["ratna", "tono"]))
        told = str(query.compile(db.engine))
        plan = db.session.execute(
            sa.text("EXPLAIN QUERY PLAN " + told.replace("?", "'[\"ratna\"]'"))
        ).all()

    assert "SEARCH person USING COVERING INDEX ix_person_sort_name_id" in plan[0].detail
