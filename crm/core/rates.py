"""Rate limits in SQL: exact over any number of processes (reliability D9)."""

import ipaddress
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, TypeVar

import sqlalchemy as sa
from flask import Flask, current_app, request
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, mapped_column

from crm.core import clock
from crm.core.db import Model
from crm.core.errors import TooMany
from crm.core.tokens import digest
from crm.core.traces import beside
from crm.core.words import gettext as _

View = TypeVar("View", bound=Callable[..., Any])


class RateBucket(Model):
    """How often one key was used in one window; keys are kept only as digests."""

    key: Mapped[str] = mapped_column(sa.String(64), primary_key=True)
    window: Mapped[int] = mapped_column(sa.BigInteger, primary_key=True)
    used: Mapped[int]


@dataclass(frozen=True)
class Limit:
    """At most `times` in every window of `seconds`."""

    times: int
    seconds: int


@dataclass(frozen=True)
class Allowance:
    """The limits of one kind of act: for each address, for each thing named, and for all."""

    name: str
    per_address: Limit | None = None
    per_subject: Limit | None = None
    overall: Limit | None = None
    field: str = ""


SIGN_IN = Allowance("sign-in", Limit(20, 60), Limit(5, 60), Limit(200, 60), field="email")
RESET = Allowance("reset", Limit(20, 3600), Limit(3, 3600), field="email")
ANSWER = Allowance("answer", Limit(10, 900))
IMPORT = Allowance("import", Limit(60, 3600))
UPLOAD = Allowance("upload", Limit(300, 3600))
PAPER = Allowance("paper", Limit(120, 3600))


def limited(allowance: Allowance) -> Callable[[View], View]:
    """Declare how often a view that writes may be used."""

    def declare(view: View) -> View:
        view.__dict__["allowance"] = allowance
        return view

    return declare


def network_of(address: str | None) -> str:
    """The address as a bucket: an IPv4 address itself, an IPv6 one by its /64."""
    try:
        found = ipaddress.ip_address(address or "")
    except ValueError:
        return "unknown"
    if isinstance(found, ipaddress.IPv4Address):
        return str(found)
    return str(ipaddress.ip_network(f"{found}/64", strict=False))


def take(key: str, limit: Limit) -> bool:
    """Use one of the allowed times; False when none is left in this window."""
    window = int(clock.now().timestamp()) // limit.seconds
    with beside() as connection:
        insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
        table = RateBucket.__table__
        statement = (
            insert(RateBucket)
            .values(key=digest(key), window=window, used=1)
            .on_conflict_do_update(
                index_elements=["key", "window"], set_={"used": table.c.used + 1}
            )
            .returning(table.c.used)
        )
        return int(connection.execute(statement).scalar_one()) <= limit.times


def sweep() -> int:
    """Forget buckets older than a day; say how many."""
    oldest = int((clock.now() - timedelta(days=1)).timestamp())
    longest = 3600
    with beside() as connection:
        swept = connection.execute(
            sa.delete(RateBucket).where(RateBucket.window < oldest // longest)
        )
        return int(swept.rowcount)


def check_allowance() -> None:
    """Refuse a write that comes too often, before anything is read or written."""
    view = current_app.view_functions.get(request.endpoint or "")
    allowance: Allowance | None = getattr(view, "allowance", None)
    if allowance is None or request.method in {"GET", "HEAD", "OPTIONS"}:
        return
    for key, limit in _buckets(allowance):
        if not take(key, limit):
            raise TooMany(
                _("Too many tries in a short time. Wait a little, then try again."),
                after=limit.seconds,
            )


def _buckets(allowance: Allowance) -> list[tuple[str, Limit]]:
    subject = request.form.get(allowance.field, "").strip().casefold()[:320]
    buckets = [
        (f"{allowance.name}|address|{network_of(request.remote_addr)}", allowance.per_address),
        (f"{allowance.name}|subject|{subject}", allowance.per_subject if subject else None),
        (f"{allowance.name}|all", allowance.overall),
    ]
    return [(key, limit) for key, limit in buckets if limit is not None]


def register_rates(app: Flask) -> None:
    """Ask the buckets before every view that declares an allowance."""
    app.before_request(check_allowance)
