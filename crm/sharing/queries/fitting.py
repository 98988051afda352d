"""Questions about who could help: those with a skill, what they promised, when they are away."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from crm.accounts.models import User
from crm.institutions.models import Institution
from crm.institutions.queries import current
from crm.people.models import Absence, Affiliation, Availability, Person, PersonSkill, Skill
from crm.people.queries import is_choosable_person
from crm.sharing.models import PROMISED, Assignment, AssignmentVersion, Decision, SignOff
from crm.sharing.models.work import TimeEntry
from crm.sharing.queries.candidates import known_to

PARENTS = ("home_parent", "host_parent")


def with_skill(user: User, code: str, *, but: int, on: date) -> Any:
    """The people with a skill whom a user may ask, with level and home; not those of a host."""
    home = aliased(Institution)
    return (
        sa.select(
            Person.id,
            Person.name,
            Person.title_before,
            Person.title_after,
            PersonSkill.level,
            home.id,
            home.name,
            home.regency_code,
            home.province_code,
            home.latitude,
            home.longitude,
        )
        .join(PersonSkill, PersonSkill.person_id == Person.id)
        .join(Skill, Skill.id == PersonSkill.skill_id)
        .outerjoin(Affiliation, (Affiliation.person_id == Person.id) & current(Affiliation, on))
        .outerjoin(home, home.id == Affiliation.institution_id)
        .where(Skill.code == code, is_choosable_person(), known_to(user, on))
        .where(home.id.is_distinct_from(but))
        .distinct()
        .order_by(Person.id, home.id)
    )


def _with(code: str) -> sa.Select[Any]:
    of = sa.select(PersonSkill.person_id).join(Skill, Skill.id == PersonSkill.skill_id)
    return of.where(Skill.code == code)


def promised_by(code: str, first: date, last: date) -> sa.Select[int, date, date, int]:
    """What people with a skill promised in a span of days: person, span, minutes a week."""
    return (
        sa.select(
            Assignment.person_id,
            AssignmentVersion.starts_on,
            AssignmentVersion.ends_on,
            AssignmentVersion.weekly_minutes,
        )
        .join(AssignmentVersion, AssignmentVersion.assignment_id == Assignment.id)
        .where(
            AssignmentVersion.number == Assignment.number_in_force,
            Assignment.state.in_(PROMISED),
            Assignment.person_id.in_(_with(code)),
            AssignmentVersion.starts_on <= last,
            AssignmentVersion.ends_on >= first,
        )
    )


def away_of(code: str, first: date, last: date) -> sa.Select[int, date, date]:
    """When people with a skill are away in a span of days."""
    return sa.select(Absence.person_id, Absence.starts_on, Absence.ends_on).where(
        Absence.person_id.in_(_with(code)), Absence.starts_on <= last, Absence.ends_on >= first
    )


def free_of(code: str, first: date, last: date) -> sa.Select[int, int]:
    """The free minutes a week that people with a skill said they have in a span of days."""
    begins = Availability.starts_on.is_(None) | (Availability.starts_on <= last)
    ends = Availability.ends_on.is_(None) | (Availability.ends_on >= first)
    return (
        sa.select(Availability.person_id, sa.func.max(Availability.weekly_minutes))
        .where(Availability.person_id.in_(_with(code)), begins, ends)
        .group_by(Availability.person_id)
    )


def given_by(code: str, first: date, last: date) -> sa.Select[int, int]:
    """The confirmed minutes that people with a skill worked in a span of days."""
    return (
        sa.select(Assignment.person_id, sa.func.sum(TimeEntry.minutes))
        .join(Assignment, Assignment.id == TimeEntry.assignment_id)
        .where(
            Assignment.person_id.in_(_with(code)),
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
