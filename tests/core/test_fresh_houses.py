"""What a test finds: the database as the installation leaves it, its counting of rows included."""

import pytest
from flask import Flask

from crm.core.transactions import commit, rollback
from tests.factories.register import make_institution
from tests.houses import House

pytestmark = pytest.mark.both_engines


def test_the_next_test_counts_from_one_also_after_a_row_was_taken_back(
    house: House, app: Flask
) -> None:
    make_institution()
    rollback()

    house.clean()

    assert make_institution().id == 1
    commit()
