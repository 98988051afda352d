"""Users and the sessions in which they are signed in (reliability D7)."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from crm.core.actors import Actor
from crm.core.db import Model, Words
from crm.institutions.models import Institution, ParentBody
from crm.permissions import Permission, Role, grants


class User(Model):
    """Someone with an account: one role, and for partners the one institution they speak for."""

    __tablename__ = "account"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(sa.String(254), unique=True)
    name: Mapped[str] = mapped_column(sa.String(200))
    role: Mapped[Role] = mapped_column(Words(Role))
    institution_id: Mapped[int | None] = mapped_column(sa.ForeignKey("institution.id"), index=True)
    parent_body_id: Mapped[int | None] = mapped_column(sa.ForeignKey("parent_body.id"))
    language: Mapped[str] = mapped_column(sa.String(5), default="id")
    zone: Mapped[str] = mapped_column(sa.String(40), default="Asia/Jakarta")
    password_hash: Mapped[str | None] = mapped_column(sa.String(200))
    totp_secret: Mapped[str | None] = mapped_column(sa.String(64))
    totp_last_step: Mapped[int] = mapped_column(sa.BigInteger, default=0)
    active: Mapped[bool] = mapped_column(default=True)
    epoch: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime]

    institution: Mapped[Institution | None] = relationship()
    parent_body: Mapped[ParentBody | None] = relationship()

    @property
    def role_word(self) -> str:
        """The role's code word."""
        return self.role.value

    @property
    def initials(self) -> str:
        """Up to two letters for the round mark beside the name."""
        return "".join(word[0] for word in self.name.split()[:2]).upper()

    def can(self, permission: Permission) -> bool:
        """Tell whether the role carries the right."""
        return permission in grants(self.role)

    def as_actor(self) -> Actor:
        """The same person as the trail remembers them."""
        return Actor(
            name=self.name, role=self.role, user_id=self.id, institution_id=self.institution_id
        )


class SignedIn(Model):
    """One browser in which a user is signed in. The cookie's secret is kept as its digest."""

    id: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(sa.String(64), unique=True)
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("account.id"), index=True)
    epoch: Mapped[int]
    created_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    browser: Mapped[str] = mapped_column(sa.String(200), default="")

    user: Mapped[User] = relationship(lazy="joined", innerjoin=True)
