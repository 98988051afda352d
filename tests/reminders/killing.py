"""Kills workers at random moments while letters are owed, and counts what arrived (fault B1).

    python -m tests.reminders.killing DATABASE_URL LOG PORT LETTERS KILLS [WORKERS]

prints one JSON object: letters, arrived, lost, copies (beyond the first of each), unlike (copies
that are not their first to the byte), ambiguous, kills and seconds. PORT 0 takes a folder beside
LOG instead of a mail server: it knows a letter by its name, so no copy is possible there. The
database must be installed and empty. Workers are forked from this process, so that a kill costs
milliseconds and many fit into a test.
"""

import json
import os
import random
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path

import sqlalchemy as sa

from crm.app import create_app
from crm.core import clock
from crm.core.db import db
from crm.core.mail import Folder
from crm.core.parcels import Transport
from crm.core.smtp import Smtp
from crm.core.transactions import commit
from crm.reminders import outbox
from crm.reminders.models import Message, MessageState
from crm.reminders.outbox import Addressee, Letter
from crm.reminders.sending import Postman
from tests.houses import settings_of_a_test
from tests.reminders.sinks import CONNECTION, OTHER

LEASE = timedelta(seconds=0.5)
FOLDER = "letters"


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


def new_worker(transport: Callable[[], Transport]) -> int:
    """Fork a worker that delivers until it is killed."""
    child = os.fork()
    if child:
        return child
    postman = Postman(transport(), lease=LEASE)
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


def kill_again_and_again(
    transport: Callable[[], Transport], letters: int, kills: int, count: int
) -> None:
    """Kill one of the workers so often, spread over the letters; then let them finish."""
    workers = [new_worker(transport) for _ in range(count)]
    for number in range(kills):
        goal = letters * (kills - number - 1) // (kills + 1)
        while open_letters() > goal + letters // (kills + 1):
            time.sleep(0.02)
        time.sleep(random.uniform(0, 0.05))
        end(workers.pop(random.randrange(count)))
        workers.append(new_worker(transport))
    while open_letters():
        time.sleep(0.05)
    for worker in workers:
        end(worker)


def end(worker: int) -> None:
    os.kill(worker, signal.SIGKILL)
    os.waitpid(worker, 0)


def figures(log: Path, letters: int) -> dict[str, int]:
    """What the sink took, against what the rows say."""
    lines = log.read_text().split() if log.exists() else []
    taken = Counter(line for line in lines if line not in {CONNECTION, OTHER})
    taken.update(file.name for file in (log.parent / FOLDER).glob("*.eml"))
    ambiguous = db.session.scalar(sa.select(sa.func.sum(Message.ambiguous)))
    return {
        "letters": letters,
        "arrived": len(taken),
        "lost": letters - len(taken),
        "copies": sum(taken.values()) - len(taken),
        "unlike": lines.count(OTHER),
        "ambiguous": int(ambiguous or 0),
    }


def main(
    database_url: str, log: str, port: str, letters: str, kills: str, count: str = "1"
) -> None:
    app = create_app(settings_of_a_test(Path(log).parent, database_url))
    sink = partial(Smtp, "127.0.0.1", int(port)) if int(port) else folder_beside(Path(log))
    with app.app_context():
        began = clock.now()
        owe_letters(int(letters))
        db.session.remove()
        db.engine.dispose()
        kill_again_and_again(sink, int(letters), int(kills), int(count))
        seconds = round((clock.now() - began).total_seconds(), 1)
        found = figures(Path(log), int(letters))
        print(json.dumps({**found, "kills": int(kills), "seconds": seconds}))


def folder_beside(log: Path) -> Callable[[], Transport]:
    folder = Folder(log.parent / FOLDER)
    folder.open()
    return lambda: folder


if __name__ == "__main__":
    main(*sys.argv[1:])
