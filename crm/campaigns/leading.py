"""Where a tracked link leads: one indexed read on a bare connection, nothing else."""

from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple

import sqlalchemy as sa

from crm.campaigns.queries import target_of

LONGEST_CODE = 12


class Target(NamedTuple):
    """A link and its address."""

    link_id: int
    url: str


def headers_to(target: Target) -> dict[str, str]:
    """What sends a browser on, each time anew: a link may be turned after it was printed."""
    return {"Location": target.url, "Cache-Control": "no-store"}


def target_behind(engine: sa.Engine, code: str) -> Target | None:
    """The target of a code; its letters may be typed in capitals."""
    if len(code) > LONGEST_CODE:
        return None
    statement, parameters = _written(engine)
    connection = engine.raw_connection()
    try:
        cursor = connection.cursor()
        cursor.execute(statement, parameters(code.lower()))
        row = cursor.fetchone()
        cursor.close()
    finally:
        connection.close()
    return Target(*row) if row else None


@cache
def _written(engine: sa.Engine) -> tuple[str, Callable[[str], Any]]:
    """The statement in the words of the engine's driver, and how it takes its one value."""
    written = target_of(sa.bindparam("code", type_=sa.String)).compile(engine)
    if written.positional:
        return str(written), lambda code: (code,)
    return str(written), lambda code: {"code": code}
