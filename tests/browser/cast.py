"""The example network of the pictures: the invented cast of the demo and a record of every kind.

What stands in an address for `<int:x_id>` is what a chapter has put into `examples`, else the
first row of the table `x` or `…_x`: a page for a new kind of record needs one such record, made
in `tests/browser/chapters/<room>.py`, and nothing else.
"""

from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from crm.accounts.models import User
from crm.core.actors import Actor
from crm.core.addresses import path_of
from crm.core.db import db
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
    links: dict[str, str] = field(default_factory=dict)

    @property
    def by(self) -> Actor:
        """The secretary, who enters most things."""
        return self.troupe.secretary

    def user(self, role: Role) -> User:
        """Who signs in for a role."""
        return next(user for user in self.troupe.users.values() if user.role is role)

    def hand_out(self, name: str, link: Link) -> None:
        """Keep the address of a private link, for the page behind it."""
        self.links[name] = path_of("links.new", token=link.secret)

    def example(self, argument: str) -> Any:
        """What to put into an address for an argument of this name; nothing when there is none."""
        if argument in self.examples:
            return self.examples[argument]
        tables = [table for table in db.metadata.tables.values() if "id" in table.c]
        name = argument.removesuffix("_id")
        named = [table for table in tables if table.name == name]
        named += [table for table in tables if table.name.endswith(f"_{name}")]
        return db.session.scalar(sa.select(sa.func.min(named[0].c.id))) if named else None
