"""Who is invited, who still has to answer, and from where they come."""

from collections.abc import Collection
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from crm.accounts.models import User
from crm.almanac.models import CalendarDay
from crm.core import clock
from crm.gatherings.models import Gathering, GatheringState, Invitee, Rsvp
from crm.institutions.models import Institution, MembershipState
from crm.institutions.queries import family
from crm.people.models import Person

MEMBERS = frozenset(
    {
        MembershipState.VERIFIED,
        MembershipState.ACTIVE,
        MembershipState.GRACE,
        MembershipState.HONORARY,
    }
)


def speaks_for(user: User) -> sa.ColumnElement[bool]:
    """The places on lists for which a user answers, those of what the own place took over too."""
    own = Invitee.email == user.email.casefold()
    person = Invitee.person_id.in_(sa.select(Person.id).where(Person.user_id == user.id))
    if user.institution_id is None:
        return own | person
    return own | person | Invitee.institution_id.in_(family([user.institution_id]))


def answers_counted(gathering_ids: Collection[int]) -> sa.Select[int, int, int, int]:
    """For each gathering: places on the list, places invited, and places that accepted."""
    accepted = sa.case((Invitee.rsvp.in_((Rsvp.ACCEPTED, Rsvp.DELEGATED)), 1), else_=0)
    answered = sa.case((Invitee.rsvp != Rsvp.NEEDS_ACTION, 1), else_=0)
    return (
        sa.select(
            Invitee.gathering_id,
            sa.func.count(),
            sa.func.sum(answered),
            sa.func.sum(accepted),
        )
        .where(Invitee.gathering_id.in_(gathering_ids))
        .group_by(Invitee.gathering_id)
    )


def invitees_answerable_by(user: User) -> sa.Select[Invitee]:
    """The places on lists for which a user may answer."""
    return (
        sa.select(Invitee)
        .where(Invitee.invited_at.is_not(None), speaks_for(user))
        .options(joinedload(Invitee.gathering), joinedload(Invitee.institution))
    )


def answers_waiting_for(user: User) -> sa.Select[Invitee]:
    """Invitations that a user has not answered and still can, soonest first."""
    return (
        invitees_answerable_by(user)
        .join(Invitee.gathering)
        .where(
            Invitee.rsvp == Rsvp.NEEDS_ACTION,
            Gathering.state == GatheringState.INVITED,
            Gathering.starts_at > clock.now(),
        )
        .order_by(Gathering.starts_at, Invitee.id)
    )


def invitees_of(gathering: Gathering) -> sa.Select[Invitee]:
    """The list of one gathering."""
    return sa.select(Invitee).where(Invitee.gathering_id == gathering.id).order_by(Invitee.id)


def calendar_days(first: date, last: date) -> sa.Select[CalendarDay]:
    """The special days of a span, both ends included."""
    return sa.select(CalendarDay).where(CalendarDay.day.between(first, last))


def places_invited(gathering_ids: Collection[int]) -> sa.Select[int, str, str | None]:
    """From which zones and provinces people come to each gathering."""
    return (
        sa.select(Invitee.gathering_id, Institution.zone, Institution.province_code)
        .join(Institution, Institution.id == Invitee.institution_id)
        .where(Invitee.gathering_id.in_(gathering_ids))
        .distinct()
    )


def places_of_members() -> sa.Select[str, str | None]:
    """The zones and provinces of the members."""
    return (
        sa.select(Institution.zone, Institution.province_code)
        .where(Institution.state.in_(MEMBERS))
        .distinct()
    )
