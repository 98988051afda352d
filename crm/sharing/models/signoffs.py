"""One party's answer to one version of an assignment (domain 3.2)."""

from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from crm.core.actors import Actor
from crm.core.db import Model, Words
from crm.sharing.models.vocabulary import Decision, DeclineReason, Party


@dataclass(frozen=True, kw_only=True)
class Voice:
    """Someone who speaks for a party, in person or through whoever writes it down.

    `said_on`, `paper` (the address of the upload) and `note` belong to an answer written down.
    """

    party: Party
    by: Actor
    email: str = ""
    person_id: int | None = None
    said_on: date | None = None
    paper: str = ""
    note: str = ""

    @property
    def name(self) -> str:
        """Who said it, whoever wrote it down."""
        return self.by.on_behalf_of or self.by.name


class SignOff(Model):
    """Who answered what, for which party, to which version. Rows are only ever added.

    `recorded_by` is who wrote it down for the one named, from the phone or from a paper. Such an
    answer may be voided: it stays, and counts no more. `objection` is what the party said against
    it, and `settled_by` who looked into that.
    """

    id: Mapped[int] = mapped_column(primary_key=True)
    assignment_id: Mapped[int] = mapped_column(sa.ForeignKey("assignment.id"))
    version: Mapped[int]
    party: Mapped[Party] = mapped_column(Words(Party))
    decision: Mapped[Decision] = mapped_column(Words(Decision))
    reason: Mapped[DeclineReason | None] = mapped_column(Words(DeclineReason))
    note: Mapped[str] = mapped_column(sa.Text, default="")
    at: Mapped[datetime]
    by_name: Mapped[str] = mapped_column(sa.String(200))
    by_email: Mapped[str] = mapped_column(sa.String(254), default="")
    by_user_id: Mapped[int | None] = mapped_column(sa.ForeignKey("account.id"))
    by_person_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    way: Mapped[str] = mapped_column(sa.String(20), default="page")
    recorded_by: Mapped[str] = mapped_column(sa.String(200), default="")
    said_on: Mapped[date | None]
    paper: Mapped[str] = mapped_column(sa.String(40), default="")
    came_late: Mapped[bool] = mapped_column(default=False)
    conflict: Mapped[bool] = mapped_column(default=False)
    voided_at: Mapped[datetime | None]
    voided_by: Mapped[str] = mapped_column(sa.String(200), default="")
    void_reason: Mapped[str] = mapped_column(sa.Text, default="")
    objected_at: Mapped[datetime | None] = mapped_column(index=True)
    objection: Mapped[str] = mapped_column(sa.Text, default="")
    settled_at: Mapped[datetime | None]
    settled_by: Mapped[str] = mapped_column(sa.String(200), default="")

    __table_args__ = (
        sa.Index("ix_sign_off_assignment", "assignment_id", "version", "party"),
        sa.Index(
            "uq_sign_off_one_yes",
            "assignment_id",
            "version",
            "party",
            unique=True,
            sqlite_where=sa.text("decision = 'yes' AND voided_at IS NULL"),
            postgresql_where=sa.text("decision = 'yes' AND voided_at IS NULL"),
        ),
    )

    @property
    def is_yes(self) -> bool:
        """Tell whether the party agreed, in time, and the answer was not voided."""
        return self.decision is Decision.YES and not self.came_late and not self.is_void

    @property
    def is_void(self) -> bool:
        """Tell whether it was voided: what was written down was not what the party said."""
        return self.voided_at is not None

    @property
    def is_disputed(self) -> bool:
        """Tell whether the party objects, and nobody has looked into it yet."""
        return self.objected_at is not None and self.settled_at is None
