"""Changes of an approved window: asked for, then agreed to or not (domain 2.7, S42)."""

from collections.abc import Sequence
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from crm.campaigns.events.campaigns import WindowAskedFor, WindowChanged, WindowRefused
from crm.campaigns.models.campaigns import Campaign
from crm.campaigns.models.windows import check_nothing_stranded, check_window
from crm.core import clock
from crm.core.actors import Actor
from crm.core.db import Model, save
from crm.core.errors import NotPossible
from crm.core.events import Event, record
from crm.core.words import gettext as _


class WindowChange(Model):
    """Another window for an approved plan; one that reaches further needs a new approval."""

    id: Mapped[int] = mapped_column(primary_key=True)
    campaign_id: Mapped[int] = mapped_column(sa.ForeignKey("campaign.id"), index=True)
    from_starts_on: Mapped[date]
    from_ends_on: Mapped[date]
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    reason: Mapped[str] = mapped_column(sa.Text)
    asked_at: Mapped[datetime]
    asked_by: Mapped[str] = mapped_column(sa.String(200))
    asked_by_id: Mapped[int | None] = mapped_column(sa.ForeignKey("account.id"))
    decided_at: Mapped[datetime | None]
    decided_by: Mapped[str] = mapped_column(sa.String(200), default="")
    accepted: Mapped[bool | None]

    campaign: Mapped[Campaign] = relationship()

    __table_args__ = (
        sa.CheckConstraint("ends_on >= starts_on", name="window_order"),
        sa.Index(
            "uq_window_change_open",
            "campaign_id",
            unique=True,
            sqlite_where=sa.text("decided_at IS NULL"),
            postgresql_where=sa.text("decided_at IS NULL"),
        ),
    )

    @classmethod
    def ask(
        cls,
        campaign: Campaign,
        window: tuple[date, date],
        *,
        reason: str,
        by: Actor,
        stranded: Sequence[str] = (),
    ) -> "WindowChange":
        """Ask for another window; one inside the present window holds at once.

        `stranded` names the placements that would lie outside; they are moved first.
        """
        starts_on, ends_on = window
        check_window(starts_on, ends_on)
        check_nothing_stranded(stranded)
        if not campaign.is_agreed:
            raise NotPossible(_("Change the window in the plan itself; it is not approved yet."))
        change = save(
            cls(
                campaign=campaign,
                from_starts_on=campaign.window_starts_on,
                from_ends_on=campaign.window_ends_on,
                starts_on=starts_on,
                ends_on=ends_on,
                reason=reason,
                asked_at=clock.now(),
                asked_by=by.name,
                asked_by_id=by.user_id,
            )
        )
        if campaign.holds(starts_on, ends_on):
            change._take_effect(by=by)  # noqa: SLF001
        else:
            change._say(WindowAskedFor, by=by)  # noqa: SLF001
        return change

    def agree(self, *, by: Actor, stranded: Sequence[str] = ()) -> None:
        """Let the new window hold."""
        self._require_open()
        check_nothing_stranded(stranded)
        if self.asked_by_id is not None and self.asked_by_id == by.user_id:
            raise NotPossible(_("You asked for this yourself. Someone else decides."))
        self._take_effect(by=by)

    def refuse(self, *, by: Actor, reason: str) -> None:
        """Let the old window stand."""
        self._require_open()
        self._decide(accepted=False, by=by)
        self._say(WindowRefused, by=by, reason=reason)

    def _take_effect(self, *, by: Actor) -> None:
        self._decide(accepted=True, by=by)
        self.campaign.window_starts_on, self.campaign.window_ends_on = self.starts_on, self.ends_on
        self.campaign.plan_version += 1
        self.campaign.approved_version = self.campaign.plan_version
        self._say(WindowChanged, by=by)

    def _require_open(self) -> None:
        if self.decided_at is not None:
            raise NotPossible(_("This was decided already."))

    def _decide(self, *, accepted: bool, by: Actor) -> None:
        self.accepted, self.decided_at, self.decided_by = accepted, clock.now(), by.name

    def _say(self, fact: type[Event], *, by: Actor, reason: str = "") -> None:
        record(
            fact(
                subject=self.campaign,
                by=by,
                reason=reason or self.reason,
                version=self.campaign.plan_version,
                before={
                    "starts_on": self.from_starts_on.isoformat(),
                    "ends_on": self.from_ends_on.isoformat(),
                },
                after={
                    "starts_on": self.starts_on.isoformat(),
                    "ends_on": self.ends_on.isoformat(),
                },
            )
        )
