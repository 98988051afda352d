"""A backup in the place of what is there: after a broken disk, or after a mistake (D10)."""

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from crm.accounts.models import User
from crm.core.actors import SYSTEM
from crm.core.db import db, reading
from crm.core.errors import NotPossible
from crm.core.later import Later
from crm.core.transactions import unit_of_work
from crm.files import shelf
from crm.people.erasing import erasure_list, replay_erasures
from crm.people.erasure_ledger import kept_list
from crm.reminders.models import Message
from crm.reminders.queries import OWED
from crm.upkeep import dumps
from crm.upkeep.archives import FILES, Unpacked, unpacked
from crm.upkeep.backups import database_url, make_backup
from crm.upkeep.drill import verify

migrations = Later("flask_migrate")


@dataclass(frozen=True)
class Restored:
    """What came back."""

    made_at: str
    rows: int
    files: int
    erased_again: int
    owed: int
    saved: Path | None

    def lines(self) -> list[str]:
        """The same in sentences for whoever restores."""
        said = [f"Restored: {self.rows} rows and {self.files} files as of {self.made_at}."]
        if self.saved:
            said.append(f"What was here before is in {self.saved}.")
        if self.erased_again:
            said.append(f"{self.erased_again} people were erased again, as they had asked.")
        if self.owed:
            said.append(
                f"{self.owed} letters were owed at that moment. What left since would leave a "
                "second time: look through /desk/outbox before a worker runs."
            )
        return said


def restore(file: Path, *, replace: bool = False) -> Restored:
    """Put a backup in the place of what the database holds: all of it or nothing.

    The backup goes through the drill first. Raises NotPossible where the database holds accounts,
    unless `replace` says that they may go; they are then backed up before. Who was erased since is
    erased again.
    """
    occupied = _is_occupied()
    if occupied and not replace:
        raise NotPossible(
            "The database holds an installation. Restore into an empty one, or say --replace: "
            "what is here is then backed up first."
        )
    verify(file)
    erased = [*kept_list(), *(_erased() if occupied else [])]
    saved = make_backup().file if occupied else None
    with unpacked(file) as archive:
        _refuse_other_engine(archive)
        _let_go()
        dumps.load(archive.dump, database_url())
        _put_files(archive)
        told = archive.manifest
    migrations.upgrade()
    with unit_of_work():
        again = replay_erasures(erased, by=SYSTEM)
    return Restored(told.made_at, sum(told.counts.values()), len(told.files), again, _owed(), saved)


def _is_occupied() -> bool:
    with reading():
        if not sa.inspect(db.session.connection()).has_table(User.__tablename__):
            return False
        return db.session.scalar(sa.select(User.id).limit(1)) is not None


def _erased() -> list[dict[str, Any]]:
    with reading():
        return erasure_list()


def _owed() -> int:
    with reading():
        asked = sa.select(sa.func.count()).where(Message.state.in_(OWED))
        return db.session.scalar(asked) or 0


def _let_go() -> None:
    db.session.remove()
    db.engine.dispose()


def _refuse_other_engine(archive: Unpacked) -> None:
    if archive.manifest.engine != dumps.engine_name(database_url()):
        raise NotPossible(
            f"This backup is of {archive.manifest.engine}, and DATABASE_URL is not: restore it "
            "where it came from."
        )


def _put_files(archive: Unpacked) -> None:
    for name in archive.manifest.files:
        if not shelf.is_whole(name):
            place = shelf.place_of(name)
            place.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(archive.folder / FILES / name[:2] / name, place)
