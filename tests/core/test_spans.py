"""Some ids are asked for by their two ends only where nothing lies between that is not meant."""

import pytest
import sqlalchemy as sa

from crm.core.spans import among


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
