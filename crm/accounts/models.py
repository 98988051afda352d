"""Users and the sessions in which they are signed in (reliability D7)."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from crm.accounts.events import (
    PasswordSet,
    SecondFactorSet,
    UserChanged,
    UserDeactivated,
    UserReactivated,
)
from crm.accounts.words import ROLE_NAMES
from crm.core.actors import Actor
from crm.core.db import Model, Words
from crm.core.events import record
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
    needs_totp: Mapped[bool] = mapped_column(default=False)
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
    def role_label(self) -> str:
        """What the role is called, in the reader's language."""
        return str(ROLE_NAMES[self.role])

    @property
    def initials(self) -> str:
        """Up to two letters for the round mark beside the name."""
        return "".join(word[0] for word in self.name.split()[:2]).upper()

    def set_password(self, password_hash: str) -> None:
        """Take a new password; every session opened before ends at its next request."""
        self.password_hash = password_hash
        self.epoch += 1
        record(PasswordSet(subject=self, by=self.as_actor()))

    def set_second_factor(self, secret: str) -> None:
        """Let a second factor guard the account from now on."""
        self.totp_secret = secret
        record(SecondFactorSet(subject=self, by=self.as_actor()))

    def accepts_step(self, step: int) -> bool:
        """Use up one time step of the second factor: no code is good twice."""
        if step <= self.totp_last_step:
            return False
        self.totp_last_step = step
        return True

    def change(self, *, by: Actor, **changes: Any) -> None:
        """Change name, role, institution or language; a changed right ends open sessions."""
        before = {name: str(getattr(self, name)) for name in changes}
        for name, value in changes.items():
            setattr(self, name, value)
        after = {name: str(getattr(self, name)) for name in changes}
        if before != after:
            self.epoch += 1
            record(UserChanged(subject=self, by=by, before=before, after=after))

    def close(self, *, by: Actor) -> None:
        """Close the account: nobody gets in with it from the next request on."""
        self.active = False
        self.epoch += 1
        record(UserDeactivated(subject=self, by=by))

    def forget(self, *, by: Actor) -> None:
        """Close the account for good and let nothing be left that tells whose it was."""
        if self.active:
            self.close(by=by)
        self.email, self.name = f"account-{self.id}@erased.invalid", f"Orang terhapus ({self.id})"
        self.password_hash = self.totp_secret = None

    def reopen(self, *, by: Actor) -> None:
        """Open a closed account again."""
        self.active = True
        record(UserReactivated(subject=self, by=by))

    def can(self, permission: Permission) -> bool:
        """Tell whether the role carries the right."""
        return permission in grants(self.role)

    def belongs_to(self, *places: Institution | None) -> bool:
        """Tell whether the account is of one of these institutions, or of what it became part of.

        Who speaks for the successor speaks for its forerunners (domain 9, E8).
        """
        lines = [place.line for place in places if place is not None]
        return any(one.id == self.institution_id for line in lines for one in line)

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
