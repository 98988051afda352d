"""Questions about institutions, their services and the parent bodies above them."""

from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from crm.core import clock
from crm.core.actors import Visitor
from crm.core.addresses import configuration
from crm.core.db import db
from crm.institutions.models import (
    MEMBERS,
    Belonging,
    Institution,
    MembershipState,
    OfferedService,
    ParentBody,
    Service,
    Subordination,
)
from crm.institutions.models.members import NETWORK_STAFF, SEES_ALL
from crm.institutions.models.parents import DEEPEST
from crm.permissions import Role


def today() -> date:
    """The civil date where the network is."""
    return clock.today(configuration().timezone)


def current(edge: Any, on: date) -> sa.ColumnElement[bool]:
    """Hold for dated rows (belongings, subordinations, affiliations) on a day, ends included."""
    begun = edge.starts_on.is_(None) | (edge.starts_on <= on)
    return sa.and_(begun, edge.ends_on.is_(None) | (edge.ends_on >= on))


@cache
def institutions() -> sa.Select[Institution]:
    """Every institution with its region."""
    return sa.select(Institution).options(
        joinedload(Institution.regency), joinedload(Institution.province)
    )


def institutions_visible_to(reader: Visitor, *, on: date | None = None) -> sa.Select[Institution]:
    """The institutions that someone may see at all; how much of each, `is_known_to` says.

    Secretariat, administrator, board and campaign managers see all; a partner the own one and
    those published; an approver the own tree; an expert those published.
    """
    role = Role(reader.role_word)
    if role in SEES_ALL:
        return institutions()
    if role is Role.PARENT_APPROVER:
        return institutions_below(reader.parent_body_id, on=on or today())
    is_own = Institution.id == reader.institution_id if role is Role.PARTNER else sa.false()
    return institutions().where(is_own | Institution.published)


def institutions_known_to(reader: Visitor, *, on: date | None = None) -> sa.Select[Institution]:
    """The institutions of which someone may see more than the public facts."""
    role = Role(reader.role_word)
    if role in SEES_ALL | {Role.PARENT_APPROVER}:
        return institutions_visible_to(reader, on=on)
    is_own = Institution.id == reader.institution_id if role is Role.PARTNER else sa.false()
    return institutions().where(is_own)


def institutions_with_history_for(reader: Visitor) -> sa.Select[Institution]:
    """The institutions whose timeline someone reads: the network's people all, a member its own."""
    role = Role(reader.role_word)
    if role in SEES_ALL:
        return institutions()
    is_own = Institution.id == reader.institution_id if role is Role.PARTNER else sa.false()
    return institutions().where(is_own)


def institutions_editable_by(reader: Visitor) -> sa.Select[Institution]:
    """The institutions whose data someone may change: all for the network's staff, else the own."""
    if Role(reader.role_word) in {Role.SECRETARIAT, Role.ADMIN}:
        return institutions()
    return institutions_known_to(reader).where(Institution.id == reader.institution_id)


def institutions_below(parent_body_id: int | None, *, on: date) -> sa.Select[Institution]:
    """The institutions under a parent body on a day, through every level of the tree."""
    members = sa.select(Belonging.institution_id).where(
        Belonging.parent_body_id.in_(bodies_below(parent_body_id, on=on)), current(Belonging, on)
    )
    return institutions().where(Institution.id.in_(members))


def members() -> sa.Select[Institution]:
    """Who is a member now, by name."""
    return (
        institutions()
        .where(Institution.state.in_(MEMBERS))
        .order_by(Institution.sort_name, Institution.id)
    )


def institutions_on_their_way() -> sa.Select[Institution]:
    """Those that have applied or were verified: somebody of the staff is to act."""
    on_their_way = (MembershipState.APPLIED, MembershipState.VERIFIED)
    return (
        sa.select(Institution)
        .where(Institution.state.in_(on_their_way))
        .order_by(Institution.state, Institution.sort_name, Institution.id)
    )


def counts_by_standing() -> sa.Select[MembershipState, int]:
    """How many institutions stand how with the network; those that never came near are left out."""
    return (
        sa.select(Institution.state, sa.func.count())
        .where(Institution.state != MembershipState.NONE)
        .group_by(Institution.state)
    )


def published_members() -> sa.Select[Institution]:
    """The members that agreed to be listed, with their places, by province and name."""
    return (
        institutions()
        .where(Institution.state.in_(MEMBERS), Institution.published)
        .order_by(Institution.province_code, Institution.sort_name, Institution.id)
    )


def institution_with_npp(npp: str) -> sa.Select[Institution]:
    """Whoever holds a library number."""
    return sa.select(Institution).where(Institution.npp == npp)


def institution_with_code(code: str) -> sa.Select[Institution]:
    """Whoever holds an official code."""
    return sa.select(Institution).where(Institution.code == code)


def parent_body_with_code(code: str) -> sa.Select[ParentBody]:
    """Whoever holds an official code."""
    return sa.select(ParentBody).where(ParentBody.code == code)


def parent_bodies() -> sa.Select[ParentBody]:
    """Every parent body with its region."""
    return sa.select(ParentBody).options(
        joinedload(ParentBody.regency), joinedload(ParentBody.province)
    )


def parent_bodies_visible_to(reader: Visitor, *, on: date | None = None) -> sa.Select[ParentBody]:
    """The parent bodies that someone may see: the network's staff all, an approver the own tree."""
    role = Role(reader.role_word)
    if role in NETWORK_STAFF:
        return parent_bodies()
    if role is not Role.PARENT_APPROVER:
        return parent_bodies().where(sa.false())
    own = bodies_below(reader.parent_body_id, on=on or today())
    return parent_bodies().where(ParentBody.id.in_(own))


def parent_bodies_with_history_for(reader: Visitor) -> sa.Select[ParentBody]:
    """The parent bodies whose timeline someone reads: the network's staff all of them."""
    is_staff = Role(reader.role_word) in NETWORK_STAFF
    return parent_bodies() if is_staff else parent_bodies().where(sa.false())


def bodies_below(parent_body_id: int | None, *, on: date) -> sa.Select[int]:
    """The ids of a parent body and all below it on a day; circles in the data do no harm."""
    start = sa.select(sa.literal(parent_body_id, sa.Integer).label("id"))
    below = start.cte(recursive=True)
    step = sa.select(Subordination.child_id).where(
        Subordination.parent_id == below.c.id, current(Subordination, on)
    )
    found = below.union(step)
    return sa.select(found.c.id)


def bodies_above(parent_body_id: int, *, on: date) -> sa.Select[ParentBody]:
    """The chain above a parent body on a day, the top first; the body itself is not in it."""
    chain = sa.select(
        sa.literal(parent_body_id, sa.Integer).label("id"), sa.literal(0).label("steps")
    ).cte(recursive=True)
    step = sa.select(Subordination.parent_id, chain.c.steps + 1).where(
        Subordination.child_id == chain.c.id,
        current(Subordination, on),
        chain.c.steps < DEEPEST,
    )
    found = chain.union(step)
    return (
        sa.select(ParentBody)
        .join(found, found.c.id == ParentBody.id)
        .where(found.c.steps > 0)
        .order_by(found.c.steps.desc())
    )


def belongings_of(institution: Institution) -> sa.Select[Belonging]:
    """Where an institution belongs and belonged, the present first."""
    return (
        sa.select(Belonging)
        .where(Belonging.institution_id == institution.id)
        .options(joinedload(Belonging.parent_body, innerjoin=True))
        .order_by(Belonging.ends_on.isnot(None), Belonging.starts_on.desc(), Belonging.id.desc())
    )


def subordinations_of(body: ParentBody) -> sa.Select[Subordination]:
    """The edges above and below a parent body, past ones included."""
    return (
        sa.select(Subordination)
        .where((Subordination.child_id == body.id) | (Subordination.parent_id == body.id))
        .options(
            joinedload(Subordination.child, innerjoin=True),
            joinedload(Subordination.parent, innerjoin=True),
        )
        .order_by(Subordination.ends_on.isnot(None), Subordination.id)
    )


def parent_names(institution_ids: Iterable[int], *, on: date) -> dict[int, list[tuple[int, str]]]:
    """The parent bodies directly above each institution on a day. Costs one statement."""
    named: dict[int, list[tuple[int, str]]] = {}
    rows = db.session.execute(
        sa.select(Belonging.institution_id, ParentBody.id, ParentBody.name)
        .join(ParentBody, ParentBody.id == Belonging.parent_body_id)
        .where(Belonging.institution_id.in_(list(institution_ids)), current(Belonging, on))
        .order_by(ParentBody.sort_name)
    )
    for institution_id, body_id, name in rows:
        named.setdefault(institution_id, []).append((body_id, name))
    return named


def services() -> sa.Select[Service]:
    """The vocabulary of services."""
    return sa.select(Service).order_by(Service.id)


def services_offered_by(institution_ids: Iterable[int]) -> sa.Select[OfferedService]:
    """What some institutions offer, in the order of the vocabulary."""
    return (
        sa.select(OfferedService)
        .where(OfferedService.institution_id.in_(list(institution_ids)))
        .order_by(OfferedService.service_id)
    )
