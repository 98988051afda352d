"""When somebody has hours to give, and when somebody is away."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from crm.core.actors import Actor
from crm.core.db import Model
from crm.core.errors import NotValid
from crm.core.events import record
from crm.core.words import gettext as _
from crm.people.events import AbsenceNoted, TimesChanged
from crm.people.models.persons import Person


class Availability(Model):
    """So many free minutes a week in a span of days, open at either end; inclusive at both."""

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), index=True)
    weekly_minutes: Mapped[int]
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]

    __table_args__ = (sa.CheckConstraint("weekly_minutes BETWEEN 1 AND 10080", name="in_a_week"),)

    @classmethod
    def offer(
        cls,
        person: Person,
        *,
        weekly_minutes: int,
        starts_on: date | None,
        ends_on: date | None,
        by: Actor,
    ) -> "Availability":
        """Note hours that somebody has to give; the caller saves it."""
        _refuse_backward(starts_on, ends_on)
        record(TimesChanged(subject=person, by=by, after={"weekly_minutes": weekly_minutes}))
        return cls(
            person_id=person.id,
            weekly_minutes=weekly_minutes,
            starts_on=starts_on,
            ends_on=ends_on,
        )

    def take_back(self, person: Person, *, by: Actor) -> None:
        """Remember that the hours are given no more; the caller deletes the row."""
        was = {"weekly_minutes": self.weekly_minutes}
        record(TimesChanged(subject=person, by=by, before=was))


class Absence(Model):
    """Days on which somebody is away, first and last included. The reason is never of health."""

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id"), index=True)
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    note: Mapped[str] = mapped_column(sa.String(120), default="")

    __table_args__ = (sa.CheckConstraint("ends_on >= starts_on", name="span"),)

    @classmethod
    def note_for(
        cls, person: Person, *, starts_on: date, ends_on: date, note: str, by: Actor
    ) -> "Absence":
        """Note days away; the caller saves it."""
        _refuse_backward(starts_on, ends_on)
        record(AbsenceNoted(subject=person, by=by))
        return cls(person_id=person.id, starts_on=starts_on, ends_on=ends_on, note=note)

    def take_back(self, person: Person, *, by: Actor) -> None:
        """Remember that the person is there after all; the caller deletes the row."""
        record(AbsenceNoted(subject=person, by=by))


def _refuse_backward(first: date | None, last: date | None) -> None:
    if first and last and last < first:
        raise NotValid(_("The last day lies before the first. Choose a later day."))
