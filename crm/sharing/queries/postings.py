"""Questions about needs and offers: who sees them, what waits, what was written for them."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from crm.accounts.models import User
from crm.institutions.models import Institution
from crm.institutions.queries import family
from crm.people.models import Person
from crm.people.queries import people_at
from crm.permissions import Role
from crm.sharing.models import (
    ENDED,
    Assignment,
    NeedAnswer,
    PassedOver,
    PostingState,
    SharingNeed,
    SharingOffer,
)
from crm.sharing.queries.reach import SEE_ALL, confirmed_by, institutions_under

MOST_PEOPLE = 200


def needs_visible_to(user: User, *, on: date) -> sa.Select[SharingNeed]:
    """Every need for those who see all; a member's own, what it answered, and all open ones."""
    query = sa.select(SharingNeed).options(joinedload(SharingNeed.host))
    answered = SharingNeed.id.in_(_answered(user, NeedAnswer.need_id, Assignment.home_id))
    return query.where(_visible(user, SharingNeed.host_id, SharingNeed.state, answered, on))


def offers_visible_to(user: User, *, on: date) -> sa.Select[SharingOffer]:
    """Every offer for those who see all; a member's own, what it took up, and all open ones."""
    query = sa.select(SharingOffer).options(
        joinedload(SharingOffer.home),
        joinedload(SharingOffer.person),
        selectinload(SharingOffer.skills),
    )
    answered = SharingOffer.id.in_(_answered(user, NeedAnswer.offer_id, Assignment.host_id))
    return query.where(_visible(user, SharingOffer.home_id, SharingOffer.state, answered, on))


def _answered(user: User, posting: Any, place: Any) -> Any:
    """The needs or offers for which the member on the other side has an assignment."""
    own = family([user.institution_id or 0])
    return sa.select(posting).join(Assignment).where(posting.is_not(None), place.in_(own))


def _visible(
    user: User, place: Any, state: Any, answered: sa.ColumnElement[bool], on: date
) -> sa.ColumnElement[bool]:
    if user.role in SEE_ALL:
        return sa.true()
    if user.role is Role.PARENT_APPROVER and user.parent_body_id is not None:
        below: sa.ColumnElement[bool] = place.in_(institutions_under(user.parent_body_id, on=on))
        return below
    if user.role is Role.PARTNER:
        own = place.in_(family([user.institution_id or 0]))
        return sa.or_(own, state == PostingState.OPEN, answered)
    return sa.false()


def needs_waiting(user: User, *, on: date) -> sa.Select[SharingNeed]:
    """Open needs that this user may fill and for which nothing is under way, the nearest first."""
    under_way = (
        sa.select(NeedAnswer.need_id)
        .join(Assignment)
        .where(NeedAnswer.need_id.is_not(None), Assignment.state.not_in(ENDED))
    )
    query = sa.select(SharingNeed).options(joinedload(SharingNeed.host))
    if user.role is not Role.SECRETARIAT:
        query = query.where(SharingNeed.host_id.in_(confirmed_by(user, on=on)))
    return query.where(
        SharingNeed.state == PostingState.OPEN,
        SharingNeed.deadline >= on,
        SharingNeed.id.not_in(under_way),
    ).order_by(SharingNeed.deadline, SharingNeed.id)


def answers_about(*, need_id: int | None = None, offer_id: int | None = None) -> Any:
    """The ids of the assignments that were written for a need or out of an offer."""
    query = sa.select(NeedAnswer.assignment_id)
    if need_id is not None:
        return query.where(NeedAnswer.need_id == need_id)
    return query.where(NeedAnswer.offer_id == offer_id)


def answer_of(assignment_id: int) -> sa.Select[NeedAnswer]:
    """For which need, out of which offer an assignment was written."""
    return (
        sa.select(NeedAnswer)
        .options(joinedload(NeedAnswer.need), joinedload(NeedAnswer.offer))
        .where(NeedAnswer.assignment_id == assignment_id)
    )


def need_behind(user: User, assignment_id: int, *, on: date) -> sa.Select[SharingNeed]:
    """The need for which an assignment was written, if the reader may see it."""
    behind = sa.select(NeedAnswer.need_id).where(NeedAnswer.assignment_id == assignment_id)
    return needs_visible_to(user, on=on).where(SharingNeed.id.in_(behind))


def answers_to(need_ids: Iterable[int]) -> sa.Select[NeedAnswer]:
    """What was written for some needs."""
    return (
        sa.select(NeedAnswer)
        .options(joinedload(NeedAnswer.assignment))
        .where(NeedAnswer.need_id.in_(need_ids))
    )


def answers_out_of(offer_id: int) -> sa.Select[NeedAnswer]:
    """What was written out of an offer, with the versions."""
    return (
        sa.select(NeedAnswer)
        .options(joinedload(NeedAnswer.assignment).selectinload(Assignment.versions))
        .where(NeedAnswer.offer_id == offer_id)
    )


def passed_over(need_ids: Iterable[int]) -> sa.Select[PassedOver]:
    """Who was passed over for some needs, in the order in which it happened."""
    return (
        sa.select(PassedOver)
        .options(
            joinedload(PassedOver.need),
            joinedload(PassedOver.person),
            joinedload(PassedOver.offer).joinedload(SharingOffer.person),
        )
        .where(PassedOver.need_id.in_(need_ids))
        .order_by(PassedOver.id)
    )


def places_to_post_for(user: User, *, on: date) -> sa.Select[Institution]:
    """The institutions for which a member may ask and offer: where it may confirm."""
    return (
        sa.select(Institution)
        .where(Institution.id.in_(confirmed_by(user, on=on)))
        .order_by(Institution.sort_name, Institution.id)
    )


def people_to_offer(home_id: int, *, on: date) -> sa.Select[Person]:
    """Whom a home may offer: those who work there."""
    return people_at(home_id, on=on).order_by(Person.sort_name, Person.id).limit(MOST_PEOPLE)


def needs_lapsed(*, on: date) -> sa.Select[int]:
    """Open needs whose deadline has gone by."""
    return sa.select(SharingNeed.id).where(
        SharingNeed.state == PostingState.OPEN, SharingNeed.deadline < on
    )


def offers_lapsed(*, on: date) -> sa.Select[int]:
    """Open offers whose last day has gone by."""
    return sa.select(SharingOffer.id).where(
        SharingOffer.state == PostingState.OPEN, SharingOffer.ends_on < on
    )
