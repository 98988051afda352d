"""The schema: one head, both directions, and exactly what the models say."""

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask_migrate import downgrade, upgrade

from bench.postgres import ThrowawayServer, is_available
from crm.app import create_app
from crm.core.db import Model, db
from tests.conventions.source import ROOT
from tests.houses import settings_of_a_test


def test_there_is_one_head() -> None:
    script = ScriptDirectory(str(ROOT / "migrations"))

    assert len(script.get_heads()) == 1


def test_migrations_import_no_models() -> None:
    files = list((ROOT / "migrations" / "versions").glob("*.py"))

    assert files
    assert [
        file.name
        for file in files
        if "models" in file.read_text() and "from crm" in file.read_text()
    ] == []


@pytest.mark.slow
@pytest.mark.timeout(180)
def test_up_check_down_and_up_again_on_sqlite(tmp_path: object) -> None:
    there_and_back(f"sqlite:///{tmp_path}/there.db", tmp_path)


@pytest.mark.slow
@pytest.mark.timeout(180)
def test_up_check_down_and_up_again_on_postgresql(tmp_path: object) -> None:
    if not is_available():
        pytest.skip("PostgreSQL: not run, no server on this machine")
    with ThrowawayServer() as server:
        server.create_database("there")
        there_and_back(server.url("there"), tmp_path)


def there_and_back(url: str, folder: object) -> None:
    app = create_app(settings_of_a_test(folder, url))  # type: ignore[arg-type]
    with app.app_context():
        upgrade()
        assert differences() == []
        downgrade(revision="base")
        assert tables() <= {"alembic_version"}
        upgrade()
        assert differences() == []
        db.session.remove()
        db.engine.dispose()


def differences() -> list[object]:
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": ours})
        return list(compare_metadata(context, Model.metadata))


def ours(_item: object, name: str, kind: str, reflected: bool, _other: object) -> bool:
    """The tables that full-text search makes for itself are not models."""
    return not (
        kind in {"table", "index"} and reflected and name.startswith(("search_", "ix_search"))
    )


def tables() -> set[str]:
    with db.engine.connect() as connection:
        return set(sa.inspect(connection).get_table_names())
