"""The yearly check of the data: what a member said of its own record, field by field."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from crm.core import clock
from crm.core.actors import Actor
from crm.core.db import Model, Words
from crm.core.errors import NotPossible
from crm.core.events import record
from crm.core.words import gettext as _
from crm.institutions.events import CorrectionsReceived, CorrectionsSettled
from crm.institutions.models.members import Institution


class CheckState(StrEnum):
    """Whether the secretariat has looked at every correction."""

    WAITING = "waiting"
    SETTLED = "settled"


class Verdict(StrEnum):
    """What the secretariat said to one correction."""

    OPEN = "open"
    ACCEPTED = "accepted"
    KEPT = "kept"


class DataCheck(Model):
    """One answer to "please check your data": nothing of it is true before it is accepted."""

    id: Mapped[int] = mapped_column(primary_key=True)
    institution_id: Mapped[int] = mapped_column(sa.ForeignKey("institution.id"), index=True)
    state: Mapped[CheckState] = mapped_column(Words(CheckState), default=CheckState.WAITING)
    answered_at: Mapped[datetime]
    answered_on: Mapped[date]
    by_name: Mapped[str] = mapped_column(sa.String(200))
    by_email: Mapped[str] = mapped_column(sa.String(254), default="")
    language: Mapped[str] = mapped_column(sa.String(5), default="id")
    remark: Mapped[str] = mapped_column(sa.Text, default="")
    settled_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)

    institution: Mapped[Institution] = relationship()
    corrections: Mapped[list["DataCorrection"]] = relationship(
        back_populates="check", order_by="DataCorrection.id"
    )

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012
    __table_args__ = (sa.Index("ix_data_check_state", "state", "answered_at", "id"),)

    def receive(self, corrections: dict[str, tuple[Any, Any]], *, by: Actor) -> None:
        """Take the corrections (field: as it was seen, as it should be) for the staff to judge."""
        self.corrections = [
            DataCorrection(field=field, was=was, wanted=wanted, verdict=Verdict.OPEN)
            for field, (was, wanted) in corrections.items()
        ]
        count = len(corrections)
        record(
            CorrectionsReceived(subject=self.institution, by=by, reason=self.remark, count=count)
        )

    @property
    def is_waiting(self) -> bool:
        """Tell whether somebody still has to judge it."""
        return self.state is CheckState.WAITING

    def judge(
        self, correction: "DataCorrection", verdict: Verdict, *, by: Actor, answer: str = ""
    ) -> None:
        """Accept one correction, which changes the record, or keep what is stored and say why."""
        if not self.is_waiting:
            raise NotPossible(_("This check is settled already."))
        if correction.verdict is not Verdict.OPEN:
            raise NotPossible(_("This correction is judged already."))
        correction.verdict, correction.answer, correction.judged_by = verdict, answer, by.name

    def settle(self, *, by: Actor) -> None:
        """Close the check once every correction is judged; the data are confirmed by it."""
        if any(one.verdict is Verdict.OPEN for one in self.corrections):
            raise NotPossible(_("Some corrections are not judged yet."))
        self.state, self.settled_at = CheckState.SETTLED, clock.now()
        accepted = sum(one.verdict is Verdict.ACCEPTED for one in self.corrections)
        kept = len(self.corrections) - accepted
        record(
            CorrectionsSettled(
                subject=self.institution, by=by, check=self, accepted=accepted, kept=kept
            )
        )


class DataCorrection(Model):
    """One field as the member saw it and as it should be."""

    id: Mapped[int] = mapped_column(primary_key=True)
    check_id: Mapped[int] = mapped_column(sa.ForeignKey("data_check.id"), index=True)
    field: Mapped[str] = mapped_column(sa.String(40))
    was: Mapped[Any] = mapped_column(sa.JSON)
    wanted: Mapped[Any] = mapped_column(sa.JSON)
    verdict: Mapped[Verdict] = mapped_column(Words(Verdict), default=Verdict.OPEN)
    answer: Mapped[str] = mapped_column(sa.String(500), default="")
    judged_by: Mapped[str] = mapped_column(sa.String(200), default="")

    check: Mapped[DataCheck] = relationship(back_populates="corrections")
