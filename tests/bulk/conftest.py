"""Input that may not ship: from the folder that MITRA_TEST_DATA names, else 'not run'."""

import os
from pathlib import Path

import pytest
from flask import Flask

from tests.bulk.files import Desk

SAMPLES = Path(__file__).parent / "samples"


@pytest.fixture(scope="session")
def outside_data() -> Path:
    named = os.environ.get("MITRA_TEST_DATA", "")
    if not named:
        pytest.skip("MITRA_TEST_DATA is not set: not run")
    return Path(named)


@pytest.fixture
def desk(app: Flask, tmp_path: Path) -> Desk:
    return Desk(app, tmp_path)
