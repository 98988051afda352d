"""Campaigns: a behaviour to change, for whom, within a set window (domain 2.1, 2.7)."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from crm.accounts.models import User
from crm.campaigns.events.campaigns import (
    CampaignApproved,
    CampaignCancelled,
    CampaignChanged,
    CampaignClosing,
    CampaignHeld,
    CampaignPlanned,
    CampaignReady,
    CampaignResumed,
    CampaignReturned,
    CampaignStarted,
    CampaignSubmitted,
    CampaignTakenBack,
)
from crm.campaigns.models.windows import check_nothing_stranded, check_window
from crm.core import clock
from crm.core.actors import SYSTEM, Actor
from crm.core.changes import changed
from crm.core.db import Model, Words, save
from crm.core.errors import NotPossible
from crm.core.events import Event, record
from crm.core.words import gettext as _
from crm.core.words import lazy_gettext as _l

if TYPE_CHECKING:
    from crm.campaigns.models.window_changes import WindowChange

LONGEST_TEASER = timedelta(days=14)


class CampaignState(StrEnum):
    """Where a campaign stands (domain 2.7)."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    APPROVED = "approved"
    PRETESTING = "pretesting"
    READY = "ready"
    RUNNING = "running"
    CLOSING = "closing"
    EVALUATED = "evaluated"
    ARCHIVED = "archived"
    ON_HOLD = "on_hold"
    CANCELLED = "cancelled"


S = CampaignState
_NOT_NOW = _l("This is not possible in the campaign's present state.")
ASIDE = {S.ON_HOLD, S.CANCELLED}
MOVES: Mapping[CampaignState, set[CampaignState]] = {
    S.DRAFT: {S.IN_REVIEW, *ASIDE},
    S.IN_REVIEW: {S.APPROVED, S.DRAFT, *ASIDE},
    S.APPROVED: {S.PRETESTING, S.READY, S.RUNNING, *ASIDE},
    S.PRETESTING: {S.READY, S.RUNNING, *ASIDE},
    S.READY: {S.RUNNING, *ASIDE},
    S.RUNNING: {S.CLOSING, *ASIDE},
    S.CLOSING: {S.EVALUATED},
    S.EVALUATED: {S.ARCHIVED},
    S.ARCHIVED: set(),
    S.ON_HOLD: {S.CANCELLED},
    S.CANCELLED: set(),
}
AGREED = frozenset({S.APPROVED, S.PRETESTING, S.READY, S.RUNNING})
"""The plan was approved and work on its placements may go ahead."""
CHANGEABLE = AGREED | {S.DRAFT}
"""The manager may change the plan; while others read it or it rests, it stands still."""
PUBLISHED = AGREED | {S.CLOSING, S.EVALUATED, S.ARCHIVED}
"""What partners of the campaign may know of."""
AWAKE = AGREED | {S.DRAFT, S.IN_REVIEW}
"""Its dates matter now: neither over nor at rest."""


class Goal(StrEnum):
    """The goals and objectives of the source presentation, by line, that a campaign serves."""

    BEHAVIOUR = "S13"
    COMMUNITY_VIEW = "S14"
    AWARENESS = "S15"
    MINDSET = "S16"
    ACCESS_AND_SATISFACTION = "S17"
    NETWORK_SERVICES = "S18"
    ETHICAL_USE = "S19"
    AGENTS_OF_CHANGE = "S20"


class CampaignCounter(Model):
    """The last campaign number given out in a calendar year."""

    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last: Mapped[int]


class Campaign(Model):
    """A plan to change one behaviour; its window is inclusive at both ends (domain 0.4)."""

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(sa.String(20), unique=True)
    title_id: Mapped[str] = mapped_column(sa.String(200))
    title_en: Mapped[str] = mapped_column(sa.String(200), default="")
    problem: Mapped[str] = mapped_column(sa.Text, default="")
    purpose: Mapped[str] = mapped_column(sa.Text, default="")
    focus: Mapped[str] = mapped_column(sa.Text, default="")
    welfare_benefit: Mapped[str] = mapped_column(sa.Text, default="")
    positioning: Mapped[str] = mapped_column(sa.Text, default="")
    goals: Mapped[list[str]] = mapped_column(default=list)
    window_starts_on: Mapped[date]
    window_ends_on: Mapped[date]
    peak_on: Mapped[date | None]
    landing_url: Mapped[str] = mapped_column(sa.String(2000), default="")
    unserved_reason: Mapped[str] = mapped_column(sa.Text, default="")
    manager_id: Mapped[int] = mapped_column(sa.ForeignKey("account.id"), index=True)
    state: Mapped[CampaignState] = mapped_column(Words(CampaignState), default=S.DRAFT)
    held_from: Mapped[CampaignState | None] = mapped_column(Words(CampaignState))
    state_reason: Mapped[str] = mapped_column(sa.Text, default="")
    plan_version: Mapped[int] = mapped_column(default=1)
    approved_version: Mapped[int | None]
    approved_at: Mapped[datetime | None]
    approved_by: Mapped[str] = mapped_column(sa.String(200), default="")
    created_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    manager: Mapped[User] = relationship()
    open_change: Mapped["WindowChange | None"] = relationship(
        primaryjoin="and_(Campaign.id == foreign(WindowChange.campaign_id),"
        " WindowChange.decided_at.is_(None))",
        viewonly=True,
    )

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012
    __table_args__ = (
        sa.CheckConstraint("window_ends_on >= window_starts_on", name="window_order"),
        sa.Index("ix_campaign_window_starts_on_id", "window_starts_on", "id"),
        sa.Index("ix_campaign_state_window_ends_on", "state", "window_ends_on"),
    )

    @classmethod
    def plan(cls, code: str, *, manager: User, by: Actor, **words: Any) -> "Campaign":
        """Begin a draft under a code that nobody else has."""
        campaign = cls(code=code, manager=manager, created_at=clock.now(), **words)
        check_window(campaign.window_starts_on, campaign.window_ends_on, peak_on=campaign.peak_on)
        save(campaign)
        record(CampaignPlanned(subject=campaign, by=by, to_state=S.DRAFT))
        return campaign

    @property
    def titles(self) -> dict[str, str]:
        """The title by language."""
        return {"id": self.title_id, "en": self.title_en or self.title_id}

    @property
    def days(self) -> int:
        """How many days the window has, both ends counted."""
        return (self.window_ends_on - self.window_starts_on).days + 1

    @property
    def is_changeable(self) -> bool:
        """Whether the plan may change now."""
        return self.state in CHANGEABLE

    @property
    def is_agreed(self) -> bool:
        """Whether the plan was approved and is being carried out."""
        return self.state in AGREED

    def is_managed_by(self, user_id: int | None) -> bool:
        """Tell whether this user manages the campaign."""
        return user_id is not None and self.manager_id == user_id

    def may(self, state: CampaignState) -> bool:
        """Tell whether the campaign can go to a state from where it stands."""
        return state in MOVES[self.state]

    def holds(self, first: date, last: date, *, teaser: bool = False) -> bool:
        """Tell whether a run lies inside the window; a teaser may begin 14 days before (VR5)."""
        earliest = self.window_starts_on - (LONGEST_TEASER if teaser else timedelta())
        return earliest <= first <= last <= self.window_ends_on

    def require_changeable(self) -> None:
        """Refuse a change while the plan stands still."""
        if not self.is_changeable:
            raise NotPossible(_("This plan can't be changed in its present state."))

    def change(self, *, by: Actor, stranded: Sequence[str] = (), **words: Any) -> None:
        """Write the plan anew; the window moves only before approval, later by `WindowChange`.

        `stranded` names the placements that would lie outside the window; they are moved first.
        """
        self.require_changeable()
        check_nothing_stranded(stranded)
        before, after = changed(self, words)
        check_window(self.window_starts_on, self.window_ends_on, peak_on=self.peak_on)
        if after:
            self._say(CampaignChanged, by=by, before=before, after=after)

    def revise(self) -> None:
        """Count a new version of a plan that was approved already."""
        if self.approved_version is not None and self.approved_version == self.plan_version:
            self.plan_version += 1

    def submit(self, *, by: Actor) -> None:
        """Hand the plan to the secretariat."""
        self._move_to(S.IN_REVIEW, CampaignSubmitted, by=by)

    def take_back(self, *, by: Actor) -> None:
        """Go on writing before the secretariat has decided."""
        self._require(S.IN_REVIEW)
        self._move_to(S.DRAFT, CampaignTakenBack, by=by)

    def send_back(self, *, by: Actor, reason: str) -> None:
        """Give the plan back to its manager with what to mend."""
        self._require(S.IN_REVIEW)
        self._move_to(S.DRAFT, CampaignReturned, by=by, reason=reason)

    def approve(self, *, by: Actor, missing: list[str]) -> None:
        """Agree to the plan as it is now; refused with everything that is missing (VR2)."""
        if self.is_managed_by(by.user_id):
            raise NotPossible(_("You manage this campaign. Someone else approves its plan."))
        self._require(S.IN_REVIEW)
        if missing:
            raise NotPossible(_("The plan can't be approved yet. It still needs:"), missing=missing)
        self._move_to(S.APPROVED, CampaignApproved, by=by)
        self.approved_version, self.approved_by = self.plan_version, by.name
        self.approved_at = clock.now()

    def make_ready(self, *, by: Actor) -> None:
        """Say that everything is prepared; the first live placement makes it run."""
        self._move_to(S.READY, CampaignReady, by=by)

    def start(self) -> None:
        """Run, because a placement is live."""
        if self.state is not S.RUNNING:
            self._move_to(S.RUNNING, CampaignStarted, by=SYSTEM)

    def close(self) -> None:
        """Begin closing, because the window is over."""
        self._move_to(S.CLOSING, CampaignClosing, by=SYSTEM)

    def hold(self, *, by: Actor, reason: str) -> None:
        """Let the campaign rest."""
        was = self.state
        self._move_to(S.ON_HOLD, CampaignHeld, by=by, reason=reason)
        self.held_from = was

    def resume(self, *, by: Actor) -> None:
        """Go on where the campaign was put to rest, and nowhere else."""
        self._require(S.ON_HOLD)
        self._arrive(self.held_from or S.DRAFT, CampaignResumed, by=by)
        self.held_from = None

    def cancel(self, *, by: Actor, reason: str) -> None:
        """Give the campaign up, for a reason."""
        self._move_to(S.CANCELLED, CampaignCancelled, by=by, reason=reason)

    def _require(self, state: CampaignState) -> None:
        if self.state is not state:
            raise NotPossible(_NOT_NOW)

    def _move_to(
        self, state: CampaignState, fact: type[Event], *, by: Actor, reason: str = ""
    ) -> None:
        if state not in MOVES[self.state]:
            raise NotPossible(_NOT_NOW)
        self._arrive(state, fact, by=by, reason=reason)

    def _arrive(
        self, state: CampaignState, fact: type[Event], *, by: Actor, reason: str = ""
    ) -> None:
        was, self.state, self.state_reason = self.state, state, reason
        self._say(fact, by=by, from_state=was, to_state=state, reason=reason)

    def _say(self, fact: type[Event], **given: Any) -> None:
        record(fact(subject=self, version=self.plan_version, **given))
