"""How migrations run: on the application's own engine, one transaction for all of them."""

from alembic import context
from alembic.operations.ops import MigrationScript
from flask import current_app

from crm.core.db import Moment, Words, db
from crm.wiring import INSTALLERS


def render_item(kind: str, item: object, _context: object) -> str | bool:
    """Write our own column types as the plain ones they stand for: migrations import no models."""
    if kind == "type" and isinstance(item, Moment):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, Words):
        return "sa.String(length=40)"
    return False


def drop_empty(_context: object, _revision: object, directives: list[MigrationScript]) -> None:
    """Make no migration where nothing changed."""
    operations = directives[0].upgrade_ops if directives else None
    if operations is not None and operations.is_empty():
        directives[:] = []


def reached_head() -> bool:
    """Tell whether this run asked for an upgrade and the database now stands at the head."""
    migration = context.get_context()
    heads = set(context.script.get_heads())
    return "destination_rev" in migration.opts and set(migration.get_current_heads()) == heads


with current_app.app_context():
    with db.engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=db.metadata,
            render_item=render_item,
            process_revision_directives=drop_empty,
            render_as_batch=True,
            compare_type=True,
        )
        with context.begin_transaction():
            context.run_migrations()
        connection.commit()
        arrived = reached_head()
    if arrived:
        for install in INSTALLERS:
            install()
