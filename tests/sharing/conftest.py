"""The cast of staff sharing, on a day in February 2027."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import time_machine
from flask import Flask

from tests.factories.sharing import Cast, make_cast

NOW = datetime(2027, 2, 24, 2, 0, tzinfo=UTC)


@pytest.fixture
def clock_stands() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def cast(app: Flask, clock_stands: time_machine.Traveller) -> Cast:
    return make_cast()
