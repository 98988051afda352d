"""Questions about promises that follow each other."""

from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased, selectinload

from crm.accounts.models import User
from crm.institutions.queries import family
from crm.network.models import Network
from crm.permissions import Role
from crm.sharing.models import (
    PROMISED,
    UNMADE,
    AgreementKind,
    AgreementParty,
    Assignment,
    AssignmentVersion,
    SharingAgreement,
    State,
)
from crm.sharing.queries.assignments import with_promise

Promise = type[Assignment] | type[SharingAgreement]
STILL_TO_DO = (*PROMISED, State.PROPOSED, State.COUNTERED, State.SUSPENDED)


def line_of(kind: Promise, record_id: int) -> sa.Select[Any]:
    """The ids of everything that a promise follows, and of all that follows these."""
    up = sa.select(kind.id, kind.renews_id).where(kind.id == record_id).cte("up", recursive=True)
    up = up.union(sa.select(kind.id, kind.renews_id).where(kind.id == up.c.renews_id))
    down = sa.select(up.c.id).where(up.c.renews_id.is_(None)).cte("down", recursive=True)
    down = down.union(sa.select(kind.id).where(kind.renews_id == down.c.id))
    return sa.select(down.c.id)


def is_renewed(kind: Promise) -> sa.ColumnElement[bool]:
    """Hold for an assignment whose renewal lives, and an agreement whose successor is signed."""
    next_one: Any = aliased(kind)
    lives = next_one.state.not_in(UNMADE) if kind is Assignment else next_one.signed_on.is_not(None)
    return sa.exists().where(next_one.renews_id == kind.id, lives)


def agreements_renewing(*, on: date) -> sa.Select[SharingAgreement]:
    """Signed agreements with the clause whose last day has come, and that nothing follows yet."""
    return (
        sa.select(SharingAgreement)
        .where(
            SharingAgreement.auto_renew,
            SharingAgreement.signed_on.is_not(None),
            SharingAgreement.valid_to <= on,
            ~is_renewed(SharingAgreement),
        )
        .order_by(SharingAgreement.id)
    )


def agreements_overlapping(
    kind: AgreementKind,
    parties: tuple[int | None, int | None],
    first: date,
    last: date | None,
    *,
    but: set[int],
) -> sa.Select[SharingAgreement]:
    """Signed or issued agreements of the same two parties and kind that touch a span of days."""
    agreed = SharingAgreement.signed_on.is_not(None) | SharingAgreement.issued_version.is_not(None)
    query = sa.select(SharingAgreement).where(
        agreed,
        SharingAgreement.kind == kind,
        SharingAgreement.id.not_in(but),
        SharingAgreement.valid_to.is_(None) | (SharingAgreement.valid_to >= first),
        SharingAgreement.valid_from <= last if last else sa.true(),
    )
    for institution_id in parties:
        side = AgreementParty.institution_id
        is_side = side.in_(family([institution_id])) if institution_id else side.is_(None)
        query = query.where(
            SharingAgreement.id.in_(sa.select(AgreementParty.agreement_id).where(is_side))
        )
    return query.order_by(SharingAgreement.valid_from).limit(1)


def agreements_to_settle(user: User, *, on: date, until: date) -> sa.Select[SharingAgreement, date]:
    """Agreements that end before work under them does, each with the last day of that work.

    The secretariat sees also those with the clause that end in a span of days, and whose next
    period waits for its review. A member sees its own work.
    """
    is_staff = user.role is Role.SECRETARIAT
    work = _last_days(sa.true() if is_staff else _own_work(user.institution_id))
    most = sa.select(Network.most_renewals).order_by(Network.id).limit(1).scalar_subquery()
    renewing = agreements_renewing(on=until).with_only_columns(SharingAgreement.id).order_by(None)
    stuck = SharingAgreement.id.in_(renewing) & (SharingAgreement.times_renewed >= most)
    return (
        sa.select(SharingAgreement, work.c.last_day)
        .outerjoin(work, work.c.agreement_id == SharingAgreement.id)
        .options(selectinload(SharingAgreement.renewals, recursion_depth=-1))
        .where(
            SharingAgreement.valid_to >= on,
            (work.c.last_day > SharingAgreement.valid_to) | (stuck if is_staff else sa.false()),
        )
        .order_by(SharingAgreement.valid_to, SharingAgreement.id)
    )


def _own_work(institution_id: int | None) -> sa.ColumnElement[bool]:
    own = family([institution_id or 0])
    return sa.or_(Assignment.home_id.in_(own), Assignment.host_id.in_(own))


def _last_days(condition: sa.ColumnElement[bool]) -> sa.Subquery:
    """The last day of what is asked for or agreed under each agreement."""
    work = with_promise(sa.select(Assignment)).where(
        Assignment.agreement_id.is_not(None), Assignment.state.in_(STILL_TO_DO), condition
    )
    last_day = sa.func.max(AssignmentVersion.ends_on).label("last_day")
    by_agreement = work.with_only_columns(Assignment.agreement_id, last_day)
    return by_agreement.group_by(Assignment.agreement_id).subquery()


def renewals_living(assignment_id: int) -> sa.Select[Assignment]:
    """What follows an assignment and is drafted, asked for or agreed."""
    return sa.select(Assignment).where(
        Assignment.renews_id == assignment_id, Assignment.state.not_in(UNMADE)
    )
