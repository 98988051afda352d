"""Flask-Migrate, loaded by whoever migrates: no page needs Alembic and what it draws in."""

from typing import Any

import click
from flask import Flask

from config import ROOT
from crm.core.db import db
from crm.core.later import Later

flask_migrate = Later("flask_migrate")
commands = Later("flask_migrate.cli")


class Migrations:
    """What stands for Flask-Migrate in the application until somebody asks it for something."""

    def __init__(self, app: Flask) -> None:
        """Take its place."""
        self._app = app
        app.extensions["migrate"] = self

    def __getattr__(self, wanted: str) -> Any:
        """Let the real one take over; it registers itself in our place."""
        flask_migrate.Migrate(
            self._app, db, directory=str(ROOT / "migrations"), render_as_batch=True
        )
        return getattr(self._app.extensions["migrate"], wanted)


class Commands(click.Command):
    """`flask db …`: Flask-Migrate's own commands, loaded when one is asked for."""

    def make_context(self, *words: Any, **more: Any) -> click.Context:
        """Let the real group read the words; it runs them, too."""
        context: click.Context = commands.db.make_context(*words, **more)
        return context
