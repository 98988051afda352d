"""Follow-ups: whose they are, which are due, which open the next agenda."""

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from crm.accounts.models import User
from crm.gatherings.models import ActionItem, Gathering
from crm.gatherings.models.kinds import UNFINISHED
from crm.gatherings.queries.gatherings import (
    READABLE_MINUTES,
    SEEING_ALL,
    gatherings_visible_to,
)
from crm.institutions.queries import family
from crm.people.models import Person
from crm.permissions import Permission, Role


def actions_visible_to(user: User) -> sa.Select[ActionItem]:
    """Follow-ups that a user may know of: all, or their own and those in minutes they can read."""
    query = sa.select(ActionItem).options(
        joinedload(ActionItem.gathering),
        joinedload(ActionItem.institution),
        joinedload(ActionItem.person),
    )
    if user.role in SEEING_ALL:
        return query
    readable = (
        gatherings_visible_to(user)
        .where(Gathering.state.in_(READABLE_MINUTES))
        .with_only_columns(Gathering.id)
    )
    return query.where(_in_charge(user) | ActionItem.gathering_id.in_(readable))


def _in_charge(user: User) -> sa.ColumnElement[bool]:
    person = ActionItem.person_id.in_(sa.select(Person.id).where(Person.user_id == user.id))
    if user.institution_id is None:
        return person
    return person | ActionItem.institution_id.in_(family([user.institution_id]))


def actions_due(user: User) -> sa.Select[ActionItem]:
    """Open follow-ups that wait for a user, the earliest first; for the secretariat all of them."""
    query = actions_visible_to(user).where(ActionItem.state.in_(UNFINISHED))
    if user.role is not Role.SECRETARIAT:
        query = query.where(_in_charge(user))
    return query.order_by(ActionItem.due_on, ActionItem.id)


def actions_in_hands_of(user: User) -> sa.Select[ActionItem]:
    """The follow-ups that a user may move on: their own, and for the secretariat all."""
    query = actions_visible_to(user)
    return query if user.can(Permission.PLAN_GATHERINGS) else query.where(_in_charge(user))


def settled_or_open(query: sa.Select[ActionItem], *, settled: bool) -> sa.Select[ActionItem]:
    """Only what is settled, or only what is still to be done."""
    is_open = ActionItem.state.in_(UNFINISHED)
    return query.where(~is_open if settled else is_open)


def actions_of(gathering: Gathering) -> sa.Select[ActionItem]:
    """What was agreed in a gathering."""
    return _listed_actions().where(_agreed_in(gathering))


def actions_carried_into(gathering: Gathering) -> sa.Select[ActionItem]:
    """What earlier meetings of the series left open: the first point of the next agenda."""
    return _listed_actions().where(_carried_into(gathering))


def actions_around(gathering: Gathering, *, own: bool) -> sa.Select[ActionItem]:
    """What earlier meetings of the series left open, and its own, where those are asked for too."""
    carried = _carried_into(gathering)
    return _listed_actions().where(carried | _agreed_in(gathering) if own else carried)


def _agreed_in(gathering: Gathering) -> sa.ColumnElement[bool]:
    return ActionItem.gathering_id == gathering.id


def _carried_into(gathering: Gathering) -> sa.ColumnElement[bool]:
    earlier = sa.select(Gathering.id).where(
        Gathering.series_id.is_not(None),
        Gathering.series_id == gathering.series_id,
        Gathering.starts_at < gathering.starts_at,
    )
    return ActionItem.gathering_id.in_(earlier) & ActionItem.state.in_(UNFINISHED)


def _listed_actions() -> sa.Select[ActionItem]:
    return (
        sa.select(ActionItem)
        .options(
            joinedload(ActionItem.gathering),
            joinedload(ActionItem.institution),
            joinedload(ActionItem.person),
        )
        .order_by(ActionItem.due_on, ActionItem.id)
    )
