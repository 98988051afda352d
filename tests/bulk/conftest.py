"""Input that may not ship: from the folder that MITRA_TEST_DATA names, else 'not run'."""

import os
from pathlib import Path

import pytest

SAMPLES = Path(__file__).parent / "samples"


@pytest.fixture(scope="session")
def outside_data() -> Path:
    named = os.environ.get("MITRA_TEST_DATA", "")
    if not named:
        pytest.skip("MITRA_TEST_DATA is not set: not run")
    return Path(named)
