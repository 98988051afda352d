"""How far someone's sight and word reach: trees, own institutions, the own person."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import sqlalchemy as sa

from crm.accounts.models import User
from crm.institutions.models import Belonging, Institution, ParentBody, Subordination
from crm.institutions.models.parents import DEEPEST
from crm.institutions.queries import bodies_below, current, family, heirs
from crm.people.models import Affiliation, Person
from crm.permissions import Role
from crm.sharing.models import Assignment

SEE_ALL = frozenset({Role.SECRETARIAT, Role.BOARD, Role.ADMIN})


def institutions_under(parent_body_id: int, *, on: date) -> sa.Select[Any]:
    """The ids of the institutions under a parent body on a day, however deep.

    What became part of them stays in sight: its promises are theirs to keep (domain 9, E8).
    """
    bodies = bodies_below(parent_body_id, on=on)
    below = sa.select(Belonging.institution_id).where(
        Belonging.parent_body_id.in_(bodies), current(Belonging, on)
    )
    return family(below)


def own_person(user: User) -> sa.ScalarSelect[Any]:
    """The id of the person behind an account."""
    return sa.select(Person.id).where(Person.user_id == user.id).scalar_subquery()


def confirmed_by(user: User, *, on: date) -> sa.Select[Any]:
    """The ids of the institutions for which a user may confirm on a day.

    Who may for the successor may for what became part of it (domain 9, E8).
    """
    given = (
        sa.select(Affiliation.institution_id)
        .join(Person)
        .where(Person.user_id == user.id, Affiliation.may_confirm, current(Affiliation, on))
        .where(Affiliation.institution_id.is_not(None))
    )
    return family(given)


def bodies_over(institution_ids: Iterable[int], *, on: date) -> sa.Select[int, ParentBody]:
    """Each institution with the parent bodies above it on a day, the nearest first.

    Above one that became part of another stand the bodies of that one.
    """
    line = heirs(institution_ids).subquery()
    direct = (
        sa.select(
            line.c.asked_id.label("institution_id"),
            Belonging.parent_body_id.label("body_id"),
            sa.literal(0).label("height"),
        )
        .join(Belonging, Belonging.institution_id == line.c.heir_id)
        .where(current(Belonging, on))
    )
    chain = direct.cte("chain", recursive=True)
    step = sa.select(chain.c.institution_id, Subordination.parent_id, chain.c.height + 1).where(
        Subordination.child_id == chain.c.body_id,
        current(Subordination, on),
        chain.c.height < DEEPEST,
    )
    found = chain.union(step)
    return (
        sa.select(found.c.institution_id, ParentBody)
        .join(ParentBody, ParentBody.id == found.c.body_id)
        .order_by(found.c.height, ParentBody.id)
    )


def bodies_copied(institution_ids: Iterable[int], *, on: date) -> sa.Select[ParentBody]:
    """The parent bodies directly above some institutions that get copies of letters."""
    line = heirs(institution_ids).subquery()
    belonging = sa.select(Belonging.parent_body_id).where(
        Belonging.institution_id.in_(sa.select(line.c.heir_id)), current(Belonging, on)
    )
    return (
        sa.select(ParentBody)
        .where(ParentBody.id.in_(belonging), ParentBody.copied_by_default)
        .order_by(ParentBody.sort_name, ParentBody.id)
    )


def may_see_weeks(user: User, assignment: Assignment) -> bool:
    """Tell whether the capacity calendar of the one lent opens: to the home, and to the person."""
    at_home = user.role is Role.PARTNER and user.belongs_to(assignment.home)
    return at_home or user.role in SEE_ALL or assignment.person.user_id == user.id


def may_visit(user: User, institution: Institution) -> bool:
    """Tell whether the page of an institution opens for a user, so that no link leads nowhere."""
    return user.role in SEE_ALL or institution.published or institution.id == user.institution_id
