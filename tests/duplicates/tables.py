"""Every row of every table, to be compared before and after."""

from typing import Any

import sqlalchemy as sa

from crm.core.db import Model, db
from crm.search.models import SearchEntry

JOURNALS = {"merge", "merge_step", "audit_entry", "audit_seal", "entry"}
"""What tells of a merge stays: its journal, the trail, the lines of the timeline."""
Tables = dict[str, dict[str, Any]]


def all_tables() -> Tables:
    """The rows of each table by their keys."""
    found: Tables = {}
    for table in Model.metadata.sorted_tables:
        rows = db.session.execute(_what_counts(table)).mappings()
        keys = [column.name for column in table.primary_key.columns]
        found[table.name] = {repr([row[key] for key in keys]): dict(row) for row in rows}
    return found


def _what_counts(table: sa.Table) -> sa.Select[Any]:
    """All rows; of the search those with words: one without is never found, as if it were none."""
    query = sa.select(table)
    is_search = table is SearchEntry.__table__
    return query.where(sa.cast(table.c.words, sa.Text) != "") if is_search else query


def differences(before: Tables, after: Tables) -> list[str]:
    """Which rows differ; to the journals rows may have been added, none changed."""
    found = []
    for name, rows in before.items():
        now = after[name]
        kept = {key: row for key, row in now.items() if key in rows} if name in JOURNALS else now
        found += [f"{name} {key}" for key in rows | kept if rows.get(key) != kept.get(key)]
    return found
