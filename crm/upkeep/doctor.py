"""The self-check: what is wrong with this installation, and what to do about it."""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

import sqlalchemy as sa
from alembic.script import ScriptDirectory

from config import ROOT
from crm.audit.sealing import faults as faults_of_trail
from crm.core import clock
from crm.core.addresses import configuration
from crm.core.db import db, reading
from crm.core.mail import transport_for
from crm.core.parcels import Unreachable
from crm.documents.printing import PaperDelayed, PaperRefused, print_paper
from crm.files import shelf
from crm.files.models import StoredFile
from crm.network.models import Network
from crm.reminders.queries import oldest_owed
from crm.upkeep import dumps
from crm.upkeep.archives import ENDING
from crm.upkeep.backups import TOO_OLD, current_revision, database_url, newest_in, own_folder

PATIENCE = timedelta(hours=1)
ROOM_BYTES = 1_000_000_000
TRIAL = '<!doctype html><html lang="id"><title>Mitra</title><body><main><p>Mitra</p></main>'


class Verdict(StrEnum):
    """How well one thing stands."""

    OK = "ok"
    WARNING = "warning"
    BROKEN = "broken"


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at; `mend` says what to do where it is not well."""

    name: str
    verdict: Verdict
    said: str
    mend: str = ""

    def as_row(self) -> dict[str, str]:
        """The same for programs and for the terminal."""
        return {
            "verdict": self.verdict.value,
            "name": self.name,
            "said": self.said,
            "mend": self.mend,
        }


def examined() -> list[Finding]:
    """Look at everything, the foundations first; without a database nothing else is asked."""
    foundations = [schema()]
    if foundations[0].verdict is Verdict.BROKEN:
        return foundations
    with reading():
        return foundations + [check() for check in CHECKS]


def schema() -> Finding:
    """Whether the database answers and stands at the newest revision."""
    try:
        stands = current_revision()
    except sa.exc.SQLAlchemyError as error:
        said = str(getattr(error, "orig", error)).strip().splitlines()[0]
        return _broken("database", said, "Start it, or correct DATABASE_URL.")
    newest = ScriptDirectory(str(ROOT / "migrations")).get_current_head()
    if stands != newest:
        said = f"stands at revision {stands or 'none'}, the program at {newest}"
        return _broken("database", said, "Run: flask --app wsgi db upgrade")
    return _ok("database", f"answers, at revision {stands}")


def pages() -> Finding:
    """Whether the database's own pages are whole (B28)."""
    found = dumps.faults_of_pages(database_url())
    if found:
        return _broken("pages", "; ".join(found[:3]), "Restore the newest backup: mitra restore")
    return _ok("pages", "whole")


def trail() -> Finding:
    """Whether the audit trail is whole."""
    found = list(faults_of_trail())
    if found:
        return _broken("trail", "; ".join(found[:3]), "Find out who wrote past Mitra; restore.")
    return _ok("trail", "whole")


def files() -> Finding:
    """Whether every stored file is as it was put there (B27)."""
    names = db.session.scalars(sa.select(StoredFile.sha256)).all()
    bad = [name for name in names if not shelf.is_whole(name)]
    if bad:
        some = ", ".join(name[:12] for name in bad[:5])
        said = f"{len(bad)} of {len(names)} lost or changed: {some}"
        return _broken("files", said, "Restore them from a backup, or attach them again.")
    return _ok("files", f"{len(names)}, all whole")


def room() -> Finding:
    """Whether the disk of the instance folder has room."""
    free = shutil.disk_usage(configuration().instance_path).free
    if free < ROOM_BYTES:
        return _warning("disk", f"{free // 1_000_000} MB free", "Make room: 1 GB at least.")
    return _ok("disk", f"{free // 1_000_000_000} GB free")


def folder() -> Finding:
    """Whether the instance folder can be written, and only by us."""
    path = configuration().instance_path
    if not os.access(path, os.W_OK | os.X_OK):
        return _broken("folder", f"{path} can't be written", "Give it to the account of Mitra.")
    return _ok("folder", str(path))


def address() -> Finding:
    """Whether links in letters lead to us, and safely."""
    config = configuration()
    if config.mode == "production" and not config.is_secure:
        said = f"BASE_URL is {config.base_url}, without https"
        return _warning("address", said, "Put a proxy with TLS in front and set BASE_URL.")
    return _ok("address", config.base_url)


def mail() -> Finding:
    """Whether letters have a way out that answers now."""
    try:
        way = transport_for(configuration())
        if way is None:
            return _warning("mail", "MAIL_URL is not set: letters stay owed", "Set MAIL_URL.")
        way.open()
        way.close()
    except (Unreachable, ValueError, OSError) as error:
        return _broken("mail", str(error), "Correct MAIL_URL, or start the mail server.")
    return _ok("mail", "the way out answers")


def desk() -> Finding:
    """Whether somebody delivers: no letter waits for long."""
    oldest: datetime | None = db.session.scalar(oldest_owed())
    if oldest and clock.now() - oldest > PATIENCE:
        said = f"a letter is owed since {oldest.isoformat(timespec='minutes')}"
        return _warning("desk", said, "Run mitra serve or mitra worker, and look at /desk/outbox.")
    return _ok("desk", "no letter waits for longer than an hour")


def zone() -> Finding:
    """Whether the network's zone is said."""
    network = db.session.scalar(sa.select(Network).limit(1))
    said = network.zone if network else configuration().timezone
    return _ok("clock", f"{clock.now().isoformat(timespec='seconds')}, the network in {said}")


def backup() -> Finding:
    """Whether the newest backup is from last night (B30)."""
    newest = newest_in()
    if newest is None:
        return _warning("backup", f"none in {own_folder()}", "Run mitra backup every night.")
    age = clock.now() - datetime.fromtimestamp(newest.stat().st_mtime, tz=clock.now().tzinfo)
    hours = int(age.total_seconds() // 3600)
    said = f"{newest.name.removesuffix(ENDING)}, {hours} hours old"
    if age > TOO_OLD:
        return _warning("backup", said, "Run mitra backup every night, and mitra backup verify.")
    return _ok("backup", said)


def printing() -> Finding:
    """Whether papers are printed."""
    try:
        print_paper(TRIAL)
    except (PaperRefused, PaperDelayed) as error:
        return _broken("printing", str(error), "Install libpango-1.0-0 and libpangoft2-1.0-0.")
    return _ok("printing", "a paper was printed")


CHECKS: tuple[Callable[[], Finding], ...] = (
    pages, trail, files, room, folder, address, mail, desk, zone, backup, printing,
)  # fmt: skip


def lines_of(findings: list[Finding]) -> Iterator[str]:
    """One line for each thing, and what to do below where it is not well."""
    for one in findings:
        yield f"{one.verdict.value:8} {one.name}: {one.said}"
        if one.mend:
            yield f"{'':8} -> {one.mend}"


def _ok(name: str, said: str) -> Finding:
    return Finding(name, Verdict.OK, said)


def _warning(name: str, said: str, mend: str) -> Finding:
    return Finding(name, Verdict.WARNING, said, mend)


def _broken(name: str, said: str, mend: str) -> Finding:
    return Finding(name, Verdict.BROKEN, said, mend)
