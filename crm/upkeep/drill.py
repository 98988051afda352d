"""The drill: a backup is only one when it has come back once (reliability B30)."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from flask import Flask

from crm.app import create_app
from crm.audit.sealing import faults as faults_of_trail
from crm.core.addresses import configuration
from crm.core.db import db, reading
from crm.core.errors import NotPossible
from crm.core.later import Later
from crm.upkeep import dumps
from crm.upkeep.archives import Manifest, Unpacked, unpacked
from crm.upkeep.backups import database_url

migrations = Later("flask_migrate")


def verify(file: Path) -> dict[str, object]:
    """Bring a backup back beside the real database, and say what it holds.

    It is unpacked and each content compared with its sum, loaded into an empty database, its pages
    and references checked, its rows counted against the list, migrated to today, and its trail
    read. Raises NotValid for a damaged archive, NotPossible for one that does not come back whole.
    """
    with unpacked(file) as archive:
        base = base_for(archive.manifest)
        with dumps.scratch(base, f"mitra_drill_{secrets.token_hex(6)}", archive.folder) as address:
            dumps.load(archive.dump, address)
            _refuse_faults(_faults(archive, address))
        told = archive.manifest
    return {
        "file": str(file),
        "made_at": told.made_at,
        "rows": sum(told.counts.values()),
        "files": len(told.files),
        "lacking": told.lacking,
    }


def base_for(manifest: Manifest) -> str:
    """The database beside which an archive can be laid; NotPossible where engines differ."""
    if manifest.engine == dumps.SQLITE:
        return "sqlite://"
    if dumps.engine_name(database_url()) != manifest.engine:
        raise NotPossible(
            "This backup is of a PostgreSQL database. Set DATABASE_URL to a PostgreSQL server."
        )
    return database_url()


def _faults(archive: Unpacked, address: str) -> Iterator[str]:
    yield from dumps.faults_of_pages(address)
    there = dumps.counted(address)
    for table, count in archive.manifest.counts.items():
        if there.get(table) != count:
            yield f"{table} has {there.get(table)} rows in place of {count}"
    with _opened(address, archive.folder):
        migrations.upgrade()
        with reading():
            yield from faults_of_trail()


@contextmanager
def _opened(address: str, folder: Path) -> Iterator[Flask]:
    """Another application over the scratch database, with the files of the archive."""
    config = replace(configuration(), database_url=address, instance_path=folder)
    app = create_app(config)
    with app.app_context():
        try:
            yield app
        finally:
            db.session.remove()
            db.engine.dispose()


def _refuse_faults(faults: Iterator[str]) -> None:
    found = list(faults)
    if found:
        raise NotPossible(f"This backup does not come back whole: {'; '.join(found[:5])}.")
