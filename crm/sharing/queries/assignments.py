"""Questions about assignments."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload

from crm.accounts.models import User
from crm.institutions.models import Institution
from crm.institutions.queries import family, today
from crm.permissions import Permission, Role
from crm.sharing.models import (
    AWAITING,
    ENDED,
    PROMISED,
    Assignment,
    AssignmentVersion,
    Decision,
    Party,
    SharingAgreement,
    SignOff,
    State,
)
from crm.sharing.queries.reach import SEE_ALL, confirmed_by, institutions_under, own_person
from crm.sharing.queries.unfinished import awaits_closing, awaits_settling, awaits_word_of

WITH_PARTIES = (
    joinedload(Assignment.person),
    joinedload(Assignment.home).joinedload(Institution.regency),
    joinedload(Assignment.host).joinedload(Institution.regency),
    selectinload(Assignment.versions).joinedload(AssignmentVersion.person),
    selectinload(Assignment.sign_offs),
)
IN_LISTS = (selectinload(Assignment.versions).defer(AssignmentVersion.capacity),)
"""For lists: without the weeks that were checked, the largest part of a version."""


def assignments_visible_to(user: User, *, on: date) -> sa.Select[Assignment]:
    """What a user may see: the own institution's, the own tree's, the own; drafts of one's side."""
    return sa.select(Assignment).options(*WITH_PARTIES).where(_seen_by(user, on))


def assignments_known_to(user: User) -> sa.Select[Assignment]:
    """What a user may see, by itself, for files and whatever else hangs on it."""
    known = sa.select(Assignment).where(_seen_by(user, today()))
    return known if user.can(Permission.SEE_SHARING) else known.where(sa.false())


def assignments_of(institution: Institution) -> sa.Select[Assignment]:
    """All that an institution and what it took over lend or receive; drafts of its own side."""
    return (
        sa.select(Assignment)
        .options(*WITH_PARTIES)
        .where(_concerns_institution(institution.id))
        .order_by(Assignment.moved_at.desc(), Assignment.id.desc())
    )


def assignments_waiting_for(user: User, *, on: date) -> sa.Select[Assignment]:
    """The assignments on which this user is the one to act now, longest waiting first."""
    waiting: list[sa.ColumnElement[bool]] = []
    if user.can(Permission.ANSWER_SHARING):
        waiting += [*_awaits_answer_of(user, on), *awaits_word_of(user, on)]
    if user.can(Permission.APPROVE_SHARING) and user.parent_body_id is not None:
        waiting.append(_awaits_approval & _among(institutions_under(user.parent_body_id, on=on)))
    if user.role is Role.SECRETARIAT:
        waiting += [_awaits_papers, awaits_closing, awaits_settling]
    return (
        sa.select(Assignment)
        .join(AssignmentVersion, _is_current)
        .options(*WITH_PARTIES)
        .where(sa.or_(sa.false(), *waiting))
        .order_by(Assignment.moved_at, Assignment.id)
    )


def assignments_in(query: sa.Select[Assignment], states: Sequence[State]) -> sa.Select[Assignment]:
    """Only those that stand somewhere; all of them when no state is named."""
    return query.where(Assignment.state.in_(states)) if states else query


def assignments_dated(user: User, first: date, last: date, *, on: date) -> sa.Select[Assignment]:
    """What a user sees that is asked, begins or ends in a span of days."""
    asked = standing_at(AWAITING) & AssignmentVersion.reply_by.between(first, last)
    dates = (AssignmentVersion.starts_on, AssignmentVersion.ends_on)
    dated = sa.or_(*(day.between(first, last) for day in dates))
    begins_or_ends = Assignment.state.in_(PROMISED) & _has_version(_counts & dated)
    return (
        assignments_visible_to(user, on=on)
        .where(_has_version(_is_current & asked) | begins_or_ends)
        .order_by(Assignment.id)
    )


def assignments_open() -> sa.Select[Assignment]:
    """Everything that has not ended and is more than a draft."""
    query = sa.select(Assignment).options(*WITH_PARTIES)
    return query.where(Assignment.state.not_in([*ENDED, State.DRAFT]))


def standing_at(states: Iterable[State]) -> sa.ColumnElement[bool]:
    """Hold for what stands there itself, or has a change asked for that stands there."""
    wanted = list(states)
    return Assignment.state.in_(wanted) | Assignment.amendment.in_(wanted)


def with_promise(query: sa.Select[Assignment]) -> sa.Select[Assignment]:
    """The same assignments, each beside the version by which people work."""
    return query.join(AssignmentVersion, _counts)


def assignments_numbered(assignment_id: int) -> sa.Select[Assignment]:
    """One assignment, for whoever holds a link to it."""
    return sa.select(Assignment).options(*WITH_PARTIES).where(Assignment.id == assignment_id)


def assignments_beginning(*, on: date) -> sa.Select[Assignment]:
    """Documented assignments whose first day has come."""
    return with_promise(assignments_open()).where(
        Assignment.state == State.DOCUMENTED, AssignmentVersion.starts_on <= on
    )


def assignments_unanswered(*, since: date) -> sa.Select[Assignment]:
    """Open proposals, and changes asked for, whose deadline lies before a day."""
    return (
        assignments_open()
        .join(AssignmentVersion, _is_current)
        .where(standing_at(AWAITING), AssignmentVersion.reply_by < since)
    )


def assignments_under(
    query: sa.Select[Assignment], agreement: SharingAgreement
) -> sa.Select[Assignment]:
    """Of some assignments those made under an agreement, newest first."""
    return query.where(Assignment.agreement_id == agreement.id).order_by(Assignment.id.desc())


_is_current = (AssignmentVersion.assignment_id == Assignment.id) & (
    AssignmentVersion.number == Assignment.current_number
)
_counts = (AssignmentVersion.assignment_id == Assignment.id) & (
    AssignmentVersion.number
    == sa.func.coalesce(Assignment.number_in_force, Assignment.current_number)
)
_question = sa.func.coalesce(Assignment.amendment, Assignment.state)
_awaits_approval = (_question == State.CONFIRMED.value) & AssignmentVersion.needs_parent
_awaits_papers = sa.or_(
    Assignment.state == State.APPROVED,
    (_question == State.CONFIRMED.value) & ~AssignmentVersion.needs_parent,
    Assignment.state.in_([State.DOCUMENTED, State.ACTIVE])
    & (Assignment.documented_number < Assignment.number_in_force),
)


def _has_version(condition: sa.ColumnElement[bool]) -> sa.Exists:
    found: sa.Select[Any] = sa.select(AssignmentVersion.id).where(condition)
    return found.correlate(Assignment).exists()


def _seen_by(user: User, on: date) -> sa.ColumnElement[bool]:
    if user.role in SEE_ALL:
        return sa.true()
    named = _has_version(
        (AssignmentVersion.assignment_id == Assignment.id)
        & (AssignmentVersion.person_id == own_person(user))
    )
    helps = (Assignment.person_id == own_person(user)) | named
    mine = helps & (Assignment.state != State.DRAFT)
    if user.role is Role.PARTNER and user.institution_id is not None:
        return mine | _concerns_institution(user.institution_id)
    if user.role is Role.PARENT_APPROVER and user.parent_body_id is not None:
        under = institutions_under(user.parent_body_id, on=on)
        return mine | (_among(under) & (Assignment.state != State.DRAFT))
    return mine


def _concerns_institution(institution_id: int) -> sa.ColumnElement[bool]:
    whole = family([institution_id])
    either, own_side = _among(whole), Assignment.proposer_institution_id.in_(whole)
    return either & ((Assignment.state != State.DRAFT) | own_side)


def _among(institution_ids: sa.Select[Any]) -> sa.ColumnElement[bool]:
    return Assignment.home_id.in_(institution_ids) | Assignment.host_id.in_(institution_ids)


def _awaits_answer_of(user: User, on: date) -> list[sa.ColumnElement[bool]]:
    confirms = confirmed_by(user, on=on)
    asked = standing_at(AWAITING)
    helps = sa.func.coalesce(AssignmentVersion.person_id, Assignment.person_id)
    return [
        asked & Assignment.home_id.in_(confirms) & ~_said_yes(Party.HOME_HEAD),
        asked & Assignment.host_id.in_(confirms) & ~_said_yes(Party.HOST_HEAD),
        asked & (helps == own_person(user)) & ~_said_yes(Party.PERSON),
    ]


def _said_yes(party: Party) -> sa.ColumnElement[bool]:
    return (
        sa.select(SignOff.id)
        .where(
            SignOff.assignment_id == Assignment.id,
            SignOff.version == Assignment.current_number,
            SignOff.party == party,
            SignOff.decision == Decision.YES,
            SignOff.voided_at.is_(None),
        )
        .exists()
    )
