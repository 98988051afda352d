"""kill -9 of a worker twenty times while letters are owed: none lost, copies are accounted for."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from flask import Flask

from crm.core.db import db
from tests.houses import House
from tests.reminders.sinks import Sink

pytestmark = pytest.mark.both_engines

KILLS = 20


@pytest.mark.slow
def test_twenty_kills_lose_no_letter(house: House, app: Flask, tmp_path: Path) -> None:
    letters = 1000
    url = str(app.config["SQLALCHEMY_DATABASE_URI"])
    db.session.remove()
    db.engine.dispose()
    house.dirty = True
    log = tmp_path / "sink.log"

    with Sink(log) as sink:
        command = [sys.executable, "-m", "tests.reminders.killing", url, str(log), str(sink.port)]
        told = subprocess.run(
            [*command, str(letters), str(KILLS)], capture_output=True, text=True, check=False
        )
    assert told.returncode == 0, told.stderr
    found = json.loads(told.stdout)
    print(found)

    assert found["lost"] == 0
    assert found["unlike"] == 0
    assert found["copies"] <= found["ambiguous"] <= KILLS
