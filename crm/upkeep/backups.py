"""Backups: one file with all that has to come back, made while everybody works (D10, B29)."""

import tempfile
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import sqlalchemy as sa
from alembic.migration import MigrationContext

from crm import __version__
from crm.core import clock
from crm.core.addresses import configuration
from crm.core.db import db, reading
from crm.files import shelf
from crm.files.models import StoredFile
from crm.upkeep import archives, dumps
from crm.upkeep.archives import ENDING, Manifest

FOLDER = "backups"
TOO_OLD = timedelta(hours=26)
"""A night and a little: an older newest backup is an alarm (B30)."""


@dataclass(frozen=True)
class Made:
    """A backup that was made."""

    file: Path
    manifest: Manifest

    def as_row(self) -> dict[str, object]:
        """What the command says of it."""
        return {
            "file": str(self.file),
            "bytes": self.file.stat().st_size,
            "rows": sum(self.manifest.counts.values()),
            "files": len(self.manifest.files),
            "lacking": self.manifest.lacking,
        }


def own_folder() -> Path:
    """Where backups lie unless another folder is named."""
    return configuration().instance_path / FOLDER


def make_backup(folder: Path | None = None) -> Made:
    """Back everything up into a new file in a folder, without stopping anybody.

    A file of a record that is lost or damaged already is named and left out. Raises NotPossible
    where the database refuses.
    """
    where = folder or own_folder()
    where.mkdir(parents=True, exist_ok=True, mode=0o700)
    now = clock.now()
    with tempfile.TemporaryDirectory(prefix=".mitra-", dir=where) as scratch:
        revision = current_revision()
        dump, counts = dumps.dump(database_url(), Path(scratch))
        kept, lacking = _contents()
        manifest = Manifest(
            made_at=now.isoformat(),
            version=__version__,
            engine=dumps.engine_name(database_url()),
            revision=revision,
            dump=dump.name,
            digest=archives.digest_of(dump),
            counts=counts,
            files=sorted(kept),
            lacking=sorted(lacking),
        )
        target = where / f"mitra-{now:%Y%m%d-%H%M%S}-{now.microsecond:06}{ENDING}"
        archives.pack(manifest, dump, {name: shelf.place_of(name) for name in kept}, target)
    return Made(target, manifest)


def newest_in(folder: Path | None = None) -> Path | None:
    """The newest backup in a folder, or none."""
    found = sorted((folder or own_folder()).glob(f"mitra-*{ENDING}"))
    return found[-1] if found else None


def database_url() -> str:
    """The address of the database in use, as its driver knows it."""
    return db.engine.url.render_as_string(hide_password=False)


def current_revision() -> str:
    """The revision that the database stands at; empty before the first migration."""
    with reading():
        connection = db.session.connection()
        return MigrationContext.configure(connection).get_current_revision() or ""


def _contents() -> tuple[list[str], list[str]]:
    """Files are kept before the rows that name them: whoever asks after the copy misses none."""
    with reading():
        names = db.session.scalars(sa.select(StoredFile.sha256)).all()
    whole = {name: shelf.is_whole(name) for name in names}
    return [name for name in names if whole[name]], [name for name in names if not whole[name]]
