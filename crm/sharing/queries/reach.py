"""How far someone's sight and word reach: trees, own institutions, the own person."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import sqlalchemy as sa

from crm.accounts.models import User
from crm.institutions.models import Belonging, ParentBody
from crm.institutions.queries import bodies_below, current
from crm.people.models import Affiliation, Person
from crm.permissions import Role

SEE_ALL = frozenset({Role.SECRETARIAT, Role.BOARD, Role.ADMIN})


def institutions_under(parent_body_id: int, *, on: date) -> sa.Select[Any]:
    """The ids of the institutions under a parent body, however deep, on a day."""
    bodies = bodies_below(parent_body_id, on=on)
    return sa.select(Belonging.institution_id).where(
        Belonging.parent_body_id.in_(bodies), current(Belonging, on)
    )


def own_person(user: User) -> sa.ScalarSelect[Any]:
    """The id of the person behind an account."""
    return sa.select(Person.id).where(Person.user_id == user.id).scalar_subquery()


def confirmed_by(user: User, *, on: date) -> sa.Select[Any]:
    """The ids of the institutions for which a user may confirm on a day."""
    return (
        sa.select(Affiliation.institution_id)
        .join(Person)
        .where(Person.user_id == user.id, Affiliation.may_confirm, current(Affiliation, on))
        .where(Affiliation.institution_id.is_not(None))
    )


def bodies_copied(institution_ids: Iterable[int], *, on: date) -> sa.Select[ParentBody]:
    """The parent bodies directly above some institutions that get copies of letters."""
    belonging = sa.select(Belonging.parent_body_id).where(
        Belonging.institution_id.in_(list(institution_ids)), current(Belonging, on)
    )
    return (
        sa.select(ParentBody)
        .where(ParentBody.id.in_(belonging), ParentBody.copied_by_default)
        .order_by(ParentBody.sort_name, ParentBody.id)
    )
