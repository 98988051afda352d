"""Questions about agreements."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from crm.accounts.models import User
from crm.institutions.queries import family, today
from crm.permissions import Permission, Role
from crm.sharing.models import AgreementParty, SharingAgreement
from crm.sharing.queries.reach import SEE_ALL, institutions_under


def agreements_visible_to(user: User, *, on: date) -> sa.Select[SharingAgreement]:
    """Every agreement for those who see all; else those of the own institution or tree."""
    query = sa.select(SharingAgreement).options(
        selectinload(SharingAgreement.parties).joinedload(AgreementParty.institution)
    )
    if user.role in SEE_ALL:
        return query
    concerned = sa.select(AgreementParty.agreement_id)
    if user.role is Role.PARENT_APPROVER and user.parent_body_id is not None:
        under = institutions_under(user.parent_body_id, on=on)
        concerned = concerned.where(AgreementParty.institution_id.in_(under))
    else:
        own = family([user.institution_id or 0])
        concerned = concerned.where(AgreementParty.institution_id.in_(own))
    return query.where(SharingAgreement.id.in_(concerned))


def agreements_known_to(user: User) -> sa.Select[SharingAgreement]:
    """What a user may see now, for notes, files and whatever else hangs on it."""
    known = agreements_visible_to(user, on=today())
    return known if user.can(Permission.SEE_SHARING) else known.where(sa.false())


def agreements_between(
    home_id: int | None, host_id: int, *, on: date
) -> sa.Select[SharingAgreement]:
    """The agreements under which a home may lend to a host, on a day or later.

    What one of them took over brought its agreements along.
    """
    query = sa.select(SharingAgreement).where(
        SharingAgreement.valid_to.is_(None) | (SharingAgreement.valid_to >= on),
        SharingAgreement.withdrawn_at.is_(None),
    )
    for institution_id in (home_id, host_id):
        side = AgreementParty.institution_id
        is_side = side.in_(family([institution_id])) if institution_id else side.is_(None)
        party = sa.select(AgreementParty.agreement_id).where(is_side)
        query = query.where(SharingAgreement.id.in_(party))
    return query.order_by(SharingAgreement.valid_from.desc(), SharingAgreement.id)


def agreements_open(*, on: date) -> sa.Select[SharingAgreement]:
    """Agreements with an end that has not come yet."""
    return (
        sa.select(SharingAgreement)
        .options(selectinload(SharingAgreement.parties).joinedload(AgreementParty.institution))
        .where(SharingAgreement.valid_to >= on, SharingAgreement.withdrawn_at.is_(None))
    )
