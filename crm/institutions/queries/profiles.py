"""Questions about what hangs on one institution: relations, strengths, needs, checks, filings."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from crm.core.actors import Visitor
from crm.institutions.models import (
    GRACE,
    Backing,
    BackingState,
    CheckState,
    DataCheck,
    DataCorrection,
    Filing,
    Institution,
    MembershipState,
    Need,
    NeedState,
    ParentBody,
    Relation,
    Strength,
)
from crm.institutions.models.members import SEES_ALL
from crm.institutions.queries.register import institutions_visible_to
from crm.institutions.subjects import Subject
from crm.permissions import Role


def relations_of(institution: Institution) -> sa.Select[Relation]:
    """What an institution is and was for others, from both sides, the present first."""
    return (
        sa.select(Relation)
        .where(sa.or_(Relation.near_id == institution.id, Relation.far_id == institution.id))
        .options(
            joinedload(Relation.near, innerjoin=True), joinedload(Relation.far, innerjoin=True)
        )
        .order_by(Relation.ends_on.isnot(None), Relation.starts_on.desc(), Relation.id)
    )


def relations_seen_by(reader: Visitor, institution: Institution) -> sa.Select[Relation]:
    """The relations of an institution to those that the reader may see."""
    if Role(reader.role_word) in SEES_ALL:
        return relations_of(institution)
    seen = institutions_visible_to(reader).with_only_columns(Institution.id)
    other = sa.case((Relation.near_id == institution.id, Relation.far_id), else_=Relation.near_id)
    return relations_of(institution).where(other.in_(seen))


def strengths_of(institution: Institution) -> sa.Select[Strength]:
    """What an institution is good at, the deepest first."""
    return (
        sa.select(Strength)
        .where(Strength.institution_id == institution.id)
        .order_by(Strength.depth.desc(), Strength.subject)
    )


def strength_in(institution: Institution, subject: Subject) -> sa.Select[Strength]:
    """The strength of an institution in one subject."""
    return strengths_of(institution).where(
        Strength.scheme == subject.scheme, Strength.subject == subject.subject
    )


def backings_of(body: ParentBody) -> sa.Select[Backing]:
    """What a parent body was asked to give, the open first, the newest before the older."""
    return (
        sa.select(Backing)
        .where(Backing.parent_body_id == body.id)
        .options(joinedload(Backing.body))
        .order_by(Backing.state != BackingState.OPEN, Backing.asked_on.desc(), Backing.id.desc())
    )


def needs_of(institution: Institution) -> sa.Select[Need]:
    """What an institution lacks and lacked, the open first, the newest before the older."""
    return (
        sa.select(Need)
        .where(Need.institution_id == institution.id)
        .options(joinedload(Need.met_by))
        .order_by(Need.state != NeedState.OPEN, Need.noted_on.desc(), Need.id.desc())
    )


def checks_of(institution: Institution) -> sa.Select[DataCheck]:
    """The answers to yearly checks that brought corrections, with these; the newest first."""
    return (
        sa.select(DataCheck)
        .where(DataCheck.institution_id == institution.id)
        .options(joinedload(DataCheck.institution, innerjoin=True))
        .order_by(DataCheck.id.desc())
    )


def checks_waiting() -> sa.Select[DataCheck]:
    """The corrections that nobody has gone through yet, the oldest first."""
    return (
        sa.select(DataCheck)
        .where(DataCheck.state == CheckState.WAITING)
        .options(joinedload(DataCheck.institution, innerjoin=True))
        .order_by(DataCheck.answered_at, DataCheck.id)
    )


def corrections_of(check: DataCheck) -> sa.Select[DataCorrection]:
    """The corrections of one answer."""
    return sa.select(DataCorrection).where(DataCorrection.check_id == check.id)


def filings_of(institution: Institution) -> sa.Select[Filing]:
    """What was filed of an institution's application."""
    return sa.select(Filing).where(Filing.institution_id == institution.id)


def memberships_run_out(*, on: date) -> sa.Select[Institution]:
    """Members whose last day lies before a day, and those whose grace does too."""
    ends_on = Institution.membership_ends_on
    to_grace = (Institution.state == MembershipState.ACTIVE) & (ends_on < on)
    to_lapse = (Institution.state == MembershipState.GRACE) & (ends_on < on - GRACE)
    return (
        sa.select(Institution)
        .where(sa.or_(to_grace, to_lapse), Institution.membership_is_fixed.is_(False))
        .order_by(Institution.id)
    )
