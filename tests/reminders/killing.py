"""Kills workers at random moments while letters are owed, and counts what arrived (fault B1).

    python -m tests.reminders.killing DATABASE_URL LOG PORT LETTERS KILLS

prints one JSON object: letters, arrived, lost, copies (beyond the first of each), ambiguous,
kills and seconds. The database must be installed and empty. Workers are forked from this process,
so that a kill costs milliseconds and many fit into a test.
"""

import json
import os
import random
import signal
import sys
import time
from collections import Counter
from datetime import timedelta
from pathlib import Path

import sqlalchemy as sa

from crm.app import create_app
from crm.core import clock
from crm.core.db import db
from crm.core.smtp import Smtp
from crm.core.transactions import commit
from crm.reminders import outbox
from crm.reminders.models import Message, MessageState
from crm.reminders.outbox import Addressee, Letter
from crm.reminders.sending import Postman
from tests.houses import settings_of_a_test

LEASE = timedelta(seconds=0.5)


def owe_letters(count: int) -> None:
    """Owe so many letters, each with a few words."""
    outbox.owe(
        [
            Letter(
                to=Addressee(email=f"orang{number}@contoh.example"),
                key=f"kill:{number}",
                kind="test",
                subject=f"Surat {number}",
                text="Isi surat.\n" * 5,
                html="<p>Isi surat.</p>" * 20,
            )
            for number in range(count)
        ]
    )
    commit()


def new_worker(port: int) -> int:
    """Fork a worker that delivers until it is killed."""
    child = os.fork()
    if child:
        return child
    postman = Postman(Smtp("127.0.0.1", port), lease=LEASE)
    while True:
        if not postman.deliver().moved:
            time.sleep(0.05)


def open_letters() -> int:
    """How many letters have not arrived as far as the rows know."""
    with db.engine.connect() as connection:
        waiting = sa.select(sa.func.count()).where(Message.state != MessageState.SENT)
        found = connection.execute(waiting).scalar_one()
        connection.rollback()
    db.engine.dispose()
    return int(found)


def kill_again_and_again(port: int, letters: int, kills: int) -> None:
    """Kill a worker so often, spread over the letters; then let one finish."""
    for number in range(kills):
        worker = new_worker(port)
        goal = letters * (kills - number - 1) // (kills + 1)
        while open_letters() > goal + letters // (kills + 1):
            time.sleep(0.02)
        time.sleep(random.uniform(0, 0.05))
        os.kill(worker, signal.SIGKILL)
        os.waitpid(worker, 0)
    worker = new_worker(port)
    while open_letters():
        time.sleep(0.05)
    os.kill(worker, signal.SIGKILL)
    os.waitpid(worker, 0)


def figures(log: Path, letters: int) -> dict[str, int]:
    """What the sink took, against what the rows say."""
    taken = Counter(line for line in log.read_text().split() if line != "CONNECTION")
    ambiguous = db.session.scalar(sa.select(sa.func.sum(Message.ambiguous)))
    return {
        "letters": letters,
        "arrived": len(taken),
        "lost": letters - len(taken),
        "copies": sum(taken.values()) - len(taken),
        "ambiguous": int(ambiguous or 0),
    }


def main(database_url: str, log: str, port: str, letters: str, kills: str) -> None:
    app = create_app(settings_of_a_test(Path(log).parent, database_url))
    with app.app_context():
        began = clock.now()
        owe_letters(int(letters))
        db.session.remove()
        db.engine.dispose()
        kill_again_and_again(int(port), int(letters), int(kills))
        seconds = round((clock.now() - began).total_seconds(), 1)
        found = figures(Path(log), int(letters))
        print(json.dumps({**found, "kills": int(kills), "seconds": seconds}))


if __name__ == "__main__":
    main(*sys.argv[1:])
