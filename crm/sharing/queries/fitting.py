"""Questions about who could help: those with a skill, what they promised, when they are away."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from crm.accounts.models import User
from crm.institutions.models import Institution
from crm.institutions.queries import current
from crm.people.models import Absence, Affiliation, Availability, Person, PersonSkill, Skill
from crm.people.queries import is_choosable_person
from crm.sharing.models import (
    AWAITING,
    PROMISED,
    Assignment,
    AssignmentVersion,
    Decision,
    NeedAnswer,
    OfferedSkill,
    PostingState,
    SharingOffer,
    SignOff,
    State,
)
from crm.sharing.models.work import TimeEntry
from crm.sharing.queries.candidates import known_to

PARENTS = ("home_parent", "host_parent")


Codes = Collection[str]


def with_skill(user: User, codes: Codes, *, on: date) -> Any:
    """Who has a skill and may be asked by a user: skill, person, level, home; once each home."""
    return (
        sa.select(Skill.code, PersonSkill.person_id, PersonSkill.level, Affiliation.institution_id)
        .select_from(PersonSkill)
        .join(Skill, Skill.id == PersonSkill.skill_id)
        .join(Person, Person.id == PersonSkill.person_id)
        .outerjoin(Affiliation, (Affiliation.person_id == Person.id) & current(Affiliation, on))
        .where(Skill.code.in_(codes), is_choosable_person(), known_to(user, on))
        .distinct()
    )


def homes_of(codes: Codes, *, on: date) -> Any:
    """The institutions at which people with a skill work, and those that offer it.

    Each with its place and what it lends of one person, if it says so itself.
    """
    working = sa.select(Affiliation.institution_id).where(
        Affiliation.person_id.in_(_with(codes)), current(Affiliation, on)
    )
    offering = offers_open(codes).with_only_columns(SharingOffer.home_id)
    return sa.select(
        Institution.id,
        Institution.name,
        Institution.regency_code,
        Institution.province_code,
        Institution.latitude,
        Institution.longitude,
        Institution.lent_minutes,
    ).where(Institution.id.in_(working) | Institution.id.in_(offering))


def offers_open(codes: Codes) -> Any:
    """The open offers of a skill: what is offered, the skill and how well."""
    return (
        sa.select(SharingOffer, Skill.code, OfferedSkill.level)
        .join(OfferedSkill, OfferedSkill.offer_id == SharingOffer.id)
        .join(Skill, Skill.id == OfferedSkill.skill_id)
        .where(Skill.code.in_(codes), SharingOffer.state == PostingState.OPEN)
    )


def names_of(person_ids: Collection[int]) -> sa.Select[int, str, str, str]:
    """The names of some people, with their titles apart."""
    return sa.select(Person.id, Person.title_before, Person.name, Person.title_after).where(
        Person.id.in_(person_ids)
    )


def _with(codes: Codes) -> Any:
    of = sa.select(PersonSkill.person_id).join(Skill, Skill.id == PersonSkill.skill_id)
    offered = offers_open(codes).with_only_columns(SharingOffer.person_id)
    return of.where(Skill.code.in_(codes)).union(offered.where(SharingOffer.person_id.is_not(None)))


def _spans(first: date, last: date) -> Any:
    return (
        sa.select(
            Assignment.person_id,
            AssignmentVersion.starts_on,
            AssignmentVersion.ends_on,
            AssignmentVersion.weekly_minutes,
        )
        .join(AssignmentVersion, AssignmentVersion.assignment_id == Assignment.id)
        .where(AssignmentVersion.starts_on <= last, AssignmentVersion.ends_on >= first)
    )


IN_FORCE = (AssignmentVersion.number == Assignment.number_in_force) & Assignment.state.in_(PROMISED)
ON_ITS_WAY = (AssignmentVersion.number == Assignment.current_number) & Assignment.state.in_(
    (State.DRAFT, *AWAITING)
)


def promised_by(codes: Codes, first: date, last: date, *, tentative: bool) -> Any:
    """What people with a skill promised in a span of days: person, span, minutes a week.

    With `tentative`, also what is drafted or proposed.
    """
    counts = IN_FORCE | ON_ITS_WAY if tentative else IN_FORCE
    return _spans(first, last).where(Assignment.person_id.in_(_with(codes)), counts)


def taken_from_offers(codes: Codes, first: date, last: date, *, tentative: bool) -> Any:
    """What is taken from open offers in a span of days: offer, span, minutes a week."""
    counts = IN_FORCE | ON_ITS_WAY if tentative else IN_FORCE
    offered = offers_open(codes).with_only_columns(SharingOffer.id)
    return (
        _spans(first, last)
        .join(NeedAnswer, NeedAnswer.assignment_id == Assignment.id)
        .with_only_columns(
            NeedAnswer.offer_id,
            AssignmentVersion.starts_on,
            AssignmentVersion.ends_on,
            AssignmentVersion.weekly_minutes,
        )
        .where(NeedAnswer.offer_id.in_(offered), counts)
    )


def away_of(codes: Codes, first: date, last: date) -> sa.Select[int, date, date]:
    """When people with a skill are away in a span of days."""
    return sa.select(Absence.person_id, Absence.starts_on, Absence.ends_on).where(
        Absence.person_id.in_(_with(codes)), Absence.starts_on <= last, Absence.ends_on >= first
    )


def free_of(codes: Codes, first: date, last: date) -> Any:
    """The free minutes a week that people with a skill said they have, and when."""
    begins = Availability.starts_on.is_(None) | (Availability.starts_on <= last)
    ends = Availability.ends_on.is_(None) | (Availability.ends_on >= first)
    return sa.select(
        Availability.person_id,
        Availability.starts_on,
        Availability.ends_on,
        Availability.weekly_minutes,
    ).where(Availability.person_id.in_(_with(codes)), begins, ends)


def given_by(codes: Codes, first: date, last: date) -> sa.Select[int, int]:
    """The confirmed minutes that people with a skill worked in a span of days."""
    return (
        sa.select(Assignment.person_id, sa.func.sum(TimeEntry.minutes))
        .join(Assignment, Assignment.id == TimeEntry.assignment_id)
        .where(
            Assignment.person_id.in_(_with(codes)),
            TimeEntry.confirmed_at.is_not(None),
            TimeEntry.day.between(first, last),
        )
        .group_by(Assignment.person_id)
    )


def parents_said(since: datetime) -> sa.Select[int | None, Any, int]:
    """How the parent bodies of each home answered since a day: home, yes, answers."""
    is_yes = sa.case((SignOff.decision == Decision.YES, 1), else_=0)
    return (
        sa.select(Assignment.home_id, sa.func.sum(is_yes), sa.func.count(SignOff.id))
        .join(Assignment, Assignment.id == SignOff.assignment_id)
        .where(SignOff.party.in_(PARENTS), SignOff.at >= since, Assignment.home_id.is_not(None))
        .group_by(Assignment.home_id)
    )
