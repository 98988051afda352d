"""The yearly check of the data: asked by letter, answered by link, accepted field by field."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from crm.core import clock
from crm.core.actors import Actor
from crm.core.db import Words, db, save
from crm.core.errors import NotPossible
from crm.core.words import gettext as _
from crm.institutions.models import DataCheck, DataCorrection, Institution, Verdict
from crm.institutions.queries import institution_with_npp

PURPOSE = "institutions.data_check"
LIVES = timedelta(days=60)
"""How long a link to check the data can be answered."""


@dataclass(frozen=True)
class Answered:
    """Who answered, where an answer about the judgement reaches them."""

    by: Actor
    email: str = ""
    language: str = "id"


def answerable_until(day: date, zone: str) -> datetime:
    """When a link that was sent on a day has run out."""
    return datetime.combine(day + LIVES, time(23, 59), ZoneInfo(zone))


def take_answer(
    institution: Institution,
    corrections: dict[str, tuple[Any, Any]],
    *,
    remark: str,
    answered: Answered,
) -> DataCheck | None:
    """Take what a member said of its record: all true, or corrections that wait for judgement."""
    on = clock.today(institution.zone)
    if not corrections and not remark:
        institution.confirm_data(by=answered.by, on=on)
        return None
    check = DataCheck(
        institution=institution,
        answered_at=clock.now(),
        answered_on=on,
        by_name=answered.by.name,
        by_email=answered.email,
        language=answered.language,
        remark=remark,
    )
    check.receive(corrections, by=answered.by)
    return save(check)


def accept(check: DataCheck, correction: DataCorrection, *, by: Actor) -> None:
    """Let one correction change the record."""
    value = value_of(correction.field, correction.wanted)
    if correction.field == "npp" and value and _is_taken(value, check.institution):
        raise NotPossible(_("Another institution of the register has this number."))
    check.judge(correction, Verdict.ACCEPTED, by=by)
    check.institution.change(by=by, **{correction.field: value})
    finish(check, by=by)


def keep(check: DataCheck, correction: DataCorrection, *, by: Actor, answer: str) -> None:
    """Leave the record as it is, and say why."""
    if not answer:
        raise NotPossible(_("Say why it stays as it is: the member reads it."))
    check.judge(correction, Verdict.KEPT, by=by, answer=answer)
    finish(check, by=by)


def finish(check: DataCheck, *, by: Actor) -> None:
    """Close a check whose corrections are all judged: from the day of the answer the data hold."""
    if any(one.verdict is Verdict.OPEN for one in check.corrections):
        return
    check.settle(by=by)
    confirmed = check.institution.last_confirmed_on
    if confirmed is None or confirmed < check.answered_on:
        check.institution.confirm_data(by=by, on=check.answered_on)


def value_of(field: str, plain: Any) -> Any:
    """A plain value as the record keeps it in a field."""
    kind = Institution.__table__.c[field].type
    if plain is None:
        return None
    if isinstance(kind, Words):
        return kind.kind(plain)
    if isinstance(kind, sa.Date):
        return date.fromisoformat(plain)
    return Decimal(plain) if isinstance(kind, sa.Numeric) else plain


def _is_taken(npp: str, institution: Institution) -> bool:
    holder = db.session.scalar(institution_with_npp(npp))
    return holder is not None and holder is not institution
