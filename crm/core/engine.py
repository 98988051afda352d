"""How connections are opened and begun: recipe D1 of the reliability notes, on both engines."""

import logging
from typing import Any

import pysqlite3.dbapi2 as lite
import sqlalchemy as sa
from flask import Flask
from sqlalchemy import event

from crm.core.db import db

log = logging.getLogger(__name__)
FIXED = (
    ((3, 51, 3), (99, 0, 0)),
    ((3, 50, 7), (3, 51, 0)),
    ((3, 44, 6), (3, 45, 0)),
)


def journal_mode(version: tuple[int, ...]) -> str:
    """WAL where this SQLite no longer has the WAL-reset bug, else the slower, safe DELETE."""
    if any(low <= version < high for low, high in FIXED):
        return "WAL"
    log.warning("SQLite %s has the WAL-reset bug: using the slower DELETE journal.", version)
    return "DELETE"


def prepare_engines(app: Flask) -> None:
    """Teach every engine of the application our way to connect and to begin."""
    with app.app_context():
        for engine in db.engines.values():
            if engine.dialect.name == "sqlite":
                _prepare_sqlite(engine)


def _prepare_sqlite(engine: sa.Engine) -> None:
    mode = journal_mode(lite.sqlite_version_info)

    def connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        for pragma in (
            f"journal_mode={mode}",
            "synchronous=FULL",
            "foreign_keys=ON",
            "trusted_schema=OFF",
            "cell_size_check=ON",
            "cache_size=-16000",
            "temp_store=MEMORY",
        ):
            connection.execute(f"PRAGMA {pragma}")

    def begin(connection: sa.Connection) -> None:
        read_only = bool(connection.get_execution_options().get("mitra_ro"))
        connection.exec_driver_sql(f"PRAGMA query_only={int(read_only)}")
        connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")

    event.listen(engine, "connect", connect)
    event.listen(engine, "begin", begin)
