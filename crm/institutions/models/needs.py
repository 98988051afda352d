"""What an institution lacks and another might give (source S12, S23): a light register."""

from datetime import date
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from crm.core.actors import Actor
from crm.core.changes import changed
from crm.core.db import Model, Words
from crm.core.errors import NotPossible
from crm.core.events import record
from crm.core.words import gettext as _
from crm.institutions.events import NeedChanged, NeedClosed, NeedMet, NeedNoted
from crm.institutions.models.members import Institution


class NeedKind(StrEnum):
    """What is lacking."""

    SKILL = "skill"
    LITERATURE = "literature"
    PROCESSING = "processing"
    PROMOTION = "promotion"


class NeedState(StrEnum):
    """Whether it is still lacking."""

    OPEN = "open"
    MET = "met"
    CLOSED = "closed"


class Need(Model):
    """Something that an institution lacks: open until somebody met it or it lapsed."""

    id: Mapped[int] = mapped_column(primary_key=True)
    institution_id: Mapped[int] = mapped_column(sa.ForeignKey("institution.id"))
    kind: Mapped[NeedKind] = mapped_column(Words(NeedKind))
    title: Mapped[str] = mapped_column(sa.String(200))
    detail: Mapped[str] = mapped_column(sa.Text, default="")
    state: Mapped[NeedState] = mapped_column(Words(NeedState), default=NeedState.OPEN)
    noted_on: Mapped[date]
    settled_on: Mapped[date | None]
    met_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("institution.id"), index=True)
    settled_how: Mapped[str] = mapped_column(sa.String(500), default="")
    version: Mapped[int] = mapped_column(default=1)

    institution: Mapped[Institution] = relationship(foreign_keys=institution_id)
    met_by: Mapped[Institution | None] = relationship(foreign_keys=met_by_id)

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012
    __table_args__ = (
        sa.Index("ix_need_institution", "institution_id", "state", "noted_on", "id"),
        sa.Index("ix_need_state", "state", "kind", "noted_on", "id"),
    )

    @classmethod
    def note(cls, institution: Institution, *, by: Actor, on: date, **facts: Any) -> "Need":
        """Enter a need; the caller saves it."""
        need = cls(institution=institution, noted_on=on, state=NeedState.OPEN, **facts)
        record(NeedNoted(subject=institution, by=by, need=need.title))
        return need

    @property
    def is_open(self) -> bool:
        """Tell whether it is still lacking."""
        return self.state is NeedState.OPEN

    def change(self, *, by: Actor, **given: Any) -> None:
        """Say the need in other words."""
        before, after = changed(self, given)
        if after:
            record(
                NeedChanged(
                    subject=self.institution, by=by, need=self.title, before=before, after=after
                )
            )

    def meet(self, *, by: Actor, on: date, helper: Institution | None, how: str = "") -> None:
        """Remember that it was met, and by whom: another institution, or by other means."""
        self._settle(NeedState.MET, on=on, how=how)
        self.met_by = helper
        record(NeedMet(subject=self.institution, by=by, need=self.title, reason=how, helper=helper))

    def close(self, *, by: Actor, on: date, how: str) -> None:
        """Remember that it lapsed unmet, and why."""
        self._settle(NeedState.CLOSED, on=on, how=how)
        record(NeedClosed(subject=self.institution, by=by, need=self.title, reason=how))

    def open_again(self, *, by: Actor) -> None:
        """Let it be lacking again: what met it came to nothing."""
        before = {"state": self.state.value}
        self.state, self.settled_on, self.settled_how = NeedState.OPEN, None, ""
        self.met_by = None
        after = {"state": self.state.value}
        record(
            NeedChanged(
                subject=self.institution, by=by, need=self.title, before=before, after=after
            )
        )

    def _settle(self, state: NeedState, *, on: date, how: str) -> None:
        if not self.is_open:
            raise NotPossible(_("This need is settled already."))
        self.state, self.settled_on, self.settled_how = state, on, how
