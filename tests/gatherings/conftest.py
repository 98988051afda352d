"""The fourth of January 2027, and the cast of the domain."""

from collections.abc import Iterator

import pytest
import time_machine
from flask import Flask

from tests.factories.gathering_cast import Cast, make_cast
from tests.factories.gatherings import jakarta


@pytest.fixture(autouse=True)
def today() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(jakarta(2027, 1, 4, 9), tick=False) as traveller:
        yield traveller


@pytest.fixture
def cast(app: Flask) -> Cast:
    return make_cast()
