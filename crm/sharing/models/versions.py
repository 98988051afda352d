"""One version of an assignment's content: frozen once it was proposed (domain 3.2)."""

from datetime import date, datetime, time
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from crm.core.db import Model, Words
from crm.people.models import Person
from crm.sharing.capacity.limits import Check
from crm.sharing.capacity.patterns import BASE_WEEK, Pattern, Slot
from crm.sharing.models.vocabulary import Cost, Mode, ParentReason, Party, Purpose

CONTENT = (
    "role",
    "tasks",
    "purpose",
    "skills",
    "weekly_minutes",
    "starts_on",
    "ends_on",
    "slots",
    "zone",
    "mode",
    "location",
    "home_supervisor",
    "host_supervisor",
    "costs",
    "terms",
    "person_id",
)
"""What the parties agree to, and what a counter-proposal may change."""


class AssignmentVersion(Model):
    """What the parties are asked to agree to. While the assignment is a draft it may change.

    `made_from` is the version that it changes. `person_id` names who helps once a change named
    somebody else. `holds_until` is its last day when a later version took over before its end.
    """

    id: Mapped[int] = mapped_column(primary_key=True)
    assignment_id: Mapped[int] = mapped_column(sa.ForeignKey("assignment.id"))
    number: Mapped[int]
    role: Mapped[str] = mapped_column(sa.String(200), default="")
    tasks: Mapped[str] = mapped_column(sa.Text, default="")
    purpose: Mapped[Purpose | None] = mapped_column(Words(Purpose))
    skills: Mapped[list[str]] = mapped_column(default=list)
    weekly_minutes: Mapped[int]
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    slots: Mapped[list[dict[str, Any]]] = mapped_column(default=list)
    zone: Mapped[str] = mapped_column(sa.String(40), default="Asia/Jakarta")
    mode: Mapped[Mode] = mapped_column(Words(Mode), default=Mode.REMOTE)
    location: Mapped[str] = mapped_column(sa.String(255), default="")
    home_supervisor: Mapped[str] = mapped_column(sa.String(200), default="")
    host_supervisor: Mapped[str] = mapped_column(sa.String(200), default="")
    costs: Mapped[list[dict[str, Any]]] = mapped_column(default=list)
    terms: Mapped[dict[str, Any]] = mapped_column(default=dict)

    proposed_at: Mapped[datetime | None]
    proposed_by: Mapped[str] = mapped_column(sa.String(200), default="")
    proposed_party: Mapped[Party | None] = mapped_column(Words(Party))
    note: Mapped[str] = mapped_column(sa.Text, default="")
    reply_by: Mapped[date | None] = mapped_column(index=True)
    required: Mapped[list[str]] = mapped_column(default=list)
    needs_parent: Mapped[bool] = mapped_column(default=False)
    parent_reasons: Mapped[list[str]] = mapped_column(default=list)
    planned_minutes: Mapped[int] = mapped_column(default=0)
    capacity: Mapped[dict[str, Any]] = mapped_column(default=dict)
    made_from: Mapped[int | None]
    person_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"), index=True)
    binding_since: Mapped[datetime | None]
    holds_until: Mapped[date | None]

    person: Mapped[Person | None] = relationship()

    __table_args__ = (
        sa.UniqueConstraint("assignment_id", "number"),
        sa.CheckConstraint("ends_on >= starts_on", name="span"),
        sa.CheckConstraint("weekly_minutes > 0", name="weekly_minutes_range"),
        sa.Index("ix_assignment_version_span", "starts_on", "ends_on"),
    )

    @property
    def weekly_hours(self) -> float:
        """Hours a week."""
        return self.weekly_minutes / 60

    @property
    def fte(self) -> float:
        """The share of a full week; it does not change in Ramadan."""
        return self.weekly_minutes / BASE_WEEK

    @property
    def week(self) -> tuple[Slot, ...]:
        """The spans of a week, in order."""
        return tuple(sorted(slot_of(plain) for plain in self.slots))

    @property
    def last_day(self) -> date:
        """The last day on which it counts."""
        return min(self.ends_on, self.holds_until or self.ends_on)

    @property
    def holds(self) -> bool:
        """Tell whether all parties agreed to it, and it counts or counted on some day."""
        return self.binding_since is not None and self.starts_on <= self.last_day

    @property
    def pattern(self) -> Pattern:
        """What it asks of the person's time."""
        return Pattern(
            first=self.starts_on,
            last=self.last_day,
            zone=self.zone,
            weekly_minutes=self.weekly_minutes,
            slots=self.week,
            keeps_free_days=bool(self.terms.get("keeps_free_days")),
            scales_in_ramadan=bool(self.terms.get("scales_in_ramadan")),
        )

    @property
    def check(self) -> Check | None:
        """What the arithmetic found when the version was proposed."""
        return Check.from_plain(self.capacity) if self.capacity else None

    @property
    def cost(self) -> int:
        """What it costs in whole rupiah, all payers together; the salary is not counted."""
        return sum(item["amount"] for item in self.costs if item["item"] != Cost.SALARY)

    @property
    def parties(self) -> list[Party]:
        """Who has to agree before it is confirmed, in the order of asking."""
        return [Party(word) for word in self.required]

    @property
    def reasons_for_parent(self) -> list[ParentReason]:
        """Why a parent body has to approve; empty when none has to."""
        return [ParentReason(word) for word in self.parent_reasons]

    def content(self) -> dict[str, Any]:
        """Everything that is agreed to."""
        return {name: getattr(self, name) for name in CONTENT}

    def changed_by(self, changes: dict[str, Any]) -> dict[str, Any]:
        """Those of the changes that say something else than this version."""
        return {name: value for name, value in changes.items() if getattr(self, name) != value}


def slot_of(plain: dict[str, Any]) -> Slot:
    """Read a span of the week from its JSON."""
    starts, ends = time.fromisoformat(plain["starts"]), time.fromisoformat(plain["ends"])
    return Slot(plain["weekday"], starts, ends)


def plain_slot(slot: Slot) -> dict[str, Any]:
    """Write a span of the week as JSON."""
    return {
        "weekday": slot.weekday,
        "starts": f"{slot.starts:%H:%M}",
        "ends": f"{slot.ends:%H:%M}",
    }
