"""The example network of the pictures: the demo's cast and year, and a record of every kind.

What stands in an address for `<int:x_id>` is what a chapter has put into `examples`, else the
first row of the table `x` or `…_x`: a page for a new kind of record needs one such record, in the
demo or in `tests/browser/chapters/<room>.py`, and nothing else.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import sqlalchemy as sa

from crm.accounts.models import User
from crm.core import clock
from crm.core.actors import Actor
from crm.core.addresses import path_of
from crm.core.db import db
from crm.core.tokens import digest
from crm.demo.register import Troupe
from crm.links.models import Link
from crm.permissions import Role

PASSWORD = "kunci pintu perpustakaan lama"


@dataclass
class Cast:
    """Who plays, and which record stands for each kind."""

    troupe: Troupe
    password_hash: str
    examples: dict[str, Any] = field(default_factory=dict)

    @property
    def by(self) -> Actor:
        """The secretary, who enters most things."""
        return self.troupe.secretary

    @property
    def today(self) -> date:
        """The day on which everything is placed."""
        return clock.today("Asia/Jakarta")

    def user(self, role: Role) -> User:
        """Who signs in for a role."""
        return next(user for user in self.troupe.users.values() if user.role is role)

    def example(self, argument: str) -> Any:
        """What to put into an address for an argument of this name; nothing when there is none."""
        if argument in self.examples:
            return self.examples[argument]
        tables = [table for table in db.metadata.tables.values() if "id" in table.c]
        name = argument.removesuffix("_id")
        named = [table for table in tables if table.name == name]
        named += [table for table in tables if table.name.endswith(f"_{name}")]
        return db.session.scalar(sa.select(sa.func.min(named[0].c.id))) if named else None

    def open_link(self, purpose: str) -> Link | None:
        """A private link for a purpose that somebody was sent and has not used."""
        asked = sa.select(Link).where(
            Link.purpose == purpose,
            Link.used_at.is_(None),
            Link.revoked_at.is_(None),
            Link.expires_at > clock.now(),
        )
        return db.session.scalars(asked.order_by(Link.id.desc())).first()

    def private_address(self, purpose: str) -> str | None:
        """Where a private link for a purpose leads."""
        link = self.open_link(purpose)
        return path_of("links.new", token=link.secret) if link else None

    def close_a_link(self, purpose: str) -> None:
        """Send a second link like the open one and void it: its page explains what became of it."""
        link = self.open_link(purpose)
        if link is None:
            return
        twin = Link(**{name: getattr(link, name) for name in COPIED})
        db.session.add(twin)
        db.session.flush()
        twin.digest, twin.revoked_at = digest(twin.secret), clock.now()
        self.examples[f"closed {purpose}"] = path_of("links.new", token=twin.secret)


COPIED = (
    "purpose",
    "subject_kind",
    "subject_id",
    "subject_version",
    "party",
    "recipient",
    "recipient_name",
    "institution_id",
    "language",
    "created_at",
    "expires_at",
    "receipt",
)
