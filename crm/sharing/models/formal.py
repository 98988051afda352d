"""The formal assignment of a civil servant: what happened, step by step, outside of Mitra (3.1).

It goes by order of the home's authority (PPK) after the host's consent and the technical
consideration of BKN (BKN regulation 16/2022). Mitra keeps track of it and decides nothing.
"""

from datetime import date, datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from crm.core.db import Model, Words
from crm.people.models import Person
from crm.people.models.persons import PersonCategory
from crm.sharing.capacity.patterns import BASE_WEEK


class Step(StrEnum):
    """What the regulation asks for, in its order; a refusal sends the question back."""

    HOST_CONSENT = "host_consent"
    HOST_REFUSAL = "host_refusal"
    CONSIDERATION = "consideration"
    HOME_ORDER = "home_order"
    RELEASE = "release"
    RETURN = "return"


ORDER = (Step.HOST_CONSENT, Step.CONSIDERATION, Step.HOME_ORDER, Step.RELEASE, Step.RETURN)
BY_PAPER = frozenset({Step.HOST_CONSENT, Step.CONSIDERATION, Step.HOME_ORDER})
"""What is a letter with a number of its own."""


class FormalStep(Model):
    """One step that happened: when, by which paper, and what was said."""

    id: Mapped[int] = mapped_column(primary_key=True)
    assignment_id: Mapped[int] = mapped_column(sa.ForeignKey("assignment.id"), index=True)
    step: Mapped[Step] = mapped_column(Words(Step))
    day: Mapped[date]
    paper: Mapped[str] = mapped_column(sa.String(200), default="")
    note: Mapped[str] = mapped_column(sa.Text, default="")
    noted_by: Mapped[str] = mapped_column(sa.String(200))
    noted_at: Mapped[datetime]


def is_formal(person: Person, weekly_minutes: int, *, full_time: bool) -> bool:
    """Tell whether help is none of the normal way: a full week, or a civil servant full time."""
    civil_servant = person.category is PersonCategory.CIVIL_SERVANT
    return weekly_minutes >= BASE_WEEK or (civil_servant and full_time)
