"""Regular meetings: a rule that gives the dates, and the meetings made from it."""

import re
from datetime import date, datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from babel.dates import format_date
from sqlalchemy.orm import Mapped, mapped_column, relationship

from crm.core import clock
from crm.core.actors import Actor
from crm.core.db import Model, Words
from crm.core.errors import NotPossible
from crm.core.events import record
from crm.core.words import gettext as _
from crm.gatherings.events import SeriesExtended, SeriesPlanned
from crm.gatherings.models.gatherings import Gathering
from crm.gatherings.models.kinds import GatheringKind, GatheringState, Mode, QuorumRule
from crm.gatherings.recurrence import horizon, parts_of, skips_months, starts_of
from crm.people.models import Person

YEAR_AT_END = re.compile(r"\s+\d{4}$")


def new_uid() -> str:
    """A name under which calendars know one gathering for ever."""
    return f"{uuid4().hex}@gatherings.mitra"


class Series(Model):
    """A regular meeting: how it comes again, and what its meetings have in common.

    Dates are made up to the end of the twelfth calendar month, never further. Changing the series
    touches no meeting that is there already.
    """

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[GatheringKind] = mapped_column(Words(GatheringKind), default=GatheringKind.REGULAR)
    title: Mapped[str] = mapped_column(sa.String(200))
    rule: Mapped[str] = mapped_column(sa.String(200))
    first_starts_at: Mapped[datetime]
    zone: Mapped[str] = mapped_column(sa.String(40), default="Asia/Jakarta")
    duration: Mapped[int] = mapped_column(default=120)
    mode: Mapped[Mode] = mapped_column(Words(Mode), default=Mode.ONSITE)
    place: Mapped[str] = mapped_column(sa.String(300), default="")
    link: Mapped[str] = mapped_column(sa.String(300), default="")
    chair_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    note_taker_id: Mapped[int | None] = mapped_column(sa.ForeignKey("person.id"))
    quorum: Mapped[QuorumRule] = mapped_column(Words(QuorumRule), default=QuorumRule.FRACTION)
    quorum_number: Mapped[int] = mapped_column(default=50)
    online_counts: Mapped[bool] = mapped_column(default=True)
    made_until: Mapped[date | None]
    ended_on: Mapped[date | None]
    created_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    chair: Mapped[Person | None] = relationship(foreign_keys=chair_id)
    note_taker: Mapped[Person | None] = relationship(foreign_keys=note_taker_id)
    occurrences: Mapped[list[Gathering]] = relationship(
        back_populates="series", order_by=[Gathering.starts_at, Gathering.id]
    )

    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012
    __table_args__ = (sa.CheckConstraint("duration BETWEEN 1 AND 1440", name="within_a_day"),)

    @property
    def skips_months(self) -> bool:
        """Whether months without that day have no meeting (E6)."""
        return skips_months(self.rule)

    @property
    def may_extend(self) -> bool:
        """Whether dates have come within reach that are not made yet."""
        last = min(self.furthest(), self.ended_on or date.max)
        return self.made_until is None or self.made_until < last

    @property
    def first_day(self) -> date:
        """The civil day of the first start."""
        return self.first_starts_at.astimezone(ZoneInfo(self.zone)).date()

    def furthest(self) -> date:
        """The last day for which dates may be made now."""
        return horizon(max(self.first_day, clock.today(self.zone)))

    def plan(self, until: date, *, by: Actor) -> list[Gathering]:
        """Make the first dates, and say that the series stands in the plan."""
        made = self._make(until, by=by)
        record(SeriesPlanned(subject=self, by=by))
        return made

    def extend(self, *, by: Actor) -> int:
        """Make the dates that have come within reach since, and say how many."""
        made = self.keep_ahead(by=by)
        if not made:
            raise NotPossible(_("All dates of the next twelve months are there already."))
        return made

    def keep_ahead(self, *, by: Actor) -> int:
        """The same, content when there is nothing to make."""
        made = self._make(self.furthest(), by=by)
        if made:
            record(SeriesExtended(subject=self, by=by, number=len(made)))
        return len(made)

    def _make(self, until: date, *, by: Actor) -> list[Gathering]:
        last = min(until, self.furthest(), self.ended_on or date.max)
        present = {one.original_start for one in self.occurrences}
        starts = starts_of(self.rule, self.first_starts_at, self.zone, until=last)
        new = [self._occurrence(start) for start in starts if start not in present]
        self.occurrences.extend(new)
        for one in new:
            one.plan(by=by)
        self.made_until = max(last, self.made_until or last)
        return new

    def title_on(self, start: datetime) -> str:
        """The title of one meeting as its letter has it: Rapat Rutin Januari 2027.

        Letters are Indonesian by form; meetings that come more than once a month name their day.
        """
        pattern = "d MMMM y" if parts_of(self.rule).get("FREQ") == "WEEKLY" else "MMMM y"
        day = start.astimezone(ZoneInfo(self.zone)).date()
        bare = YEAR_AT_END.sub("", self.title)
        return f"{bare} {format_date(day, pattern, locale='id_ID')}"[:200]

    def _occurrence(self, start: datetime) -> Gathering:
        return Gathering(
            kind=self.kind,
            state=GatheringState.DRAFT,
            title=self.title_on(start),
            original_start=start,
            starts_at=start,
            ends_at=start + timedelta(minutes=self.duration),
            zone=self.zone,
            mode=self.mode,
            place=self.place,
            link=self.link,
            chair_id=self.chair_id,
            note_taker_id=self.note_taker_id,
            quorum=self.quorum,
            quorum_number=self.quorum_number,
            online_counts=self.online_counts,
            uid=new_uid(),
            sequence=0,
            created_at=clock.now(),
        )
