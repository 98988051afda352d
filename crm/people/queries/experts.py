"""Questions about expert partners: who can do what, where, and who has hours to give."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import contains_eager, joinedload, with_expression

from crm.core.db import db
from crm.institutions.models import Institution
from crm.institutions.queries import current
from crm.people.models import (
    Absence,
    Affiliation,
    Availability,
    Expert,
    Person,
    PersonSkill,
    Skill,
)
from crm.places.models import Regency


def experts(*, on: date) -> sa.Select[Person]:
    """The expert partners with what makes them ones, where they work, and what is free on a day."""
    there = joinedload(Person.affiliations.and_(current(Affiliation, on)))
    return (
        sa.select(Person)
        .join(Person.expert)
        .where(Person.erased_at.is_(None))
        .options(
            contains_eager(Person.expert),
            with_expression(Person.free_minutes, free(on)),
            there.joinedload(Affiliation.institution),
            there.joinedload(Affiliation.parent_body),
        )
    )


def free(on: date) -> sa.ColumnElement[int]:
    """The weekly minutes that a person has to give on a day; none on a day away."""
    minutes = (
        sa.select(sa.func.coalesce(sa.func.sum(Availability.weekly_minutes), 0))
        .where(Availability.person_id == Person.id, current(Availability, on))
        .correlate(Person)
        .scalar_subquery()
    )
    away = (
        sa.select(Absence.id)
        .where(Absence.person_id == Person.id, current(Absence, on))
        .correlate(Person)
        .exists()
    )
    return sa.case((away, 0), else_=minutes)


def able(skill_code: str, *, level: int) -> sa.Select[int]:
    """The people who hold a skill, at a level or above it; without a code any skill counts."""
    query = sa.select(PersonSkill.person_id).where(PersonSkill.level >= level)
    if skill_code:
        query = query.join(PersonSkill.skill).where(Skill.code == skill_code)
    return query


def in_province(province_code: str, *, on: date) -> sa.ColumnElement[bool]:
    """Hold for people who live in a province or work in one on a day."""
    works = (
        sa.select(Affiliation.person_id)
        .join(Institution, Institution.id == Affiliation.institution_id)
        .where(Institution.province_code == province_code, current(Affiliation, on))
    )
    lives = sa.select(Regency.code).where(Regency.province_code == province_code)
    return Person.id.in_(works) | Person.regency_code.in_(lives)


def skills_among(person_ids: Iterable[int]) -> tuple[list[Skill], dict[int, list[PersonSkill]]]:
    """The vocabulary, and what each of some people can do of it, the best first. One statement."""
    of_them = sa.and_(PersonSkill.skill_id == Skill.id, PersonSkill.person_id.in_(list(person_ids)))
    query = (
        sa.select(Skill, PersonSkill)
        .outerjoin(PersonSkill, of_them)
        .options(contains_eager(PersonSkill.skill))
        .order_by(Skill.id, PersonSkill.person_id)
    )
    vocabulary: dict[int, Skill] = {}
    held: dict[int, list[PersonSkill]] = {}
    for skill, one in db.session.execute(query):
        vocabulary[skill.id] = skill
        if one is not None:
            held.setdefault(one.person_id, []).append(one)
    for some in held.values():
        some.sort(key=lambda one: (-one.level, one.skill_id))
    return list(vocabulary.values()), held


def availabilities_of(person: Person) -> sa.Select[Availability]:
    """The hours that a person has to give, the earliest first."""
    return (
        sa.select(Availability)
        .where(Availability.person_id == person.id)
        .order_by(Availability.starts_on.is_not(None), Availability.starts_on, Availability.id)
    )


def absences_of(person: Person, *, since: date) -> sa.Select[Absence]:
    """The days on which a person is away from a day on, the earliest first."""
    return (
        sa.select(Absence)
        .where(Absence.person_id == person.id, Absence.ends_on >= since)
        .order_by(Absence.starts_on, Absence.id)
    )


def times_of(person: Person, *, since: date) -> sa.Select[Any]:
    """Free hours and, from a day on, days away, as one list: those away have no minutes."""
    span = ("id", "starts_on", "ends_on")
    free_hours = sa.select(
        *(getattr(Availability, name) for name in span),
        Availability.weekly_minutes,
        sa.literal("").label("note"),
    ).where(Availability.person_id == person.id)
    away = sa.select(
        *(getattr(Absence, name) for name in span),
        sa.literal(0).label("weekly_minutes"),
        Absence.note,
    ).where(Absence.person_id == person.id, Absence.ends_on >= since)
    both = sa.union_all(free_hours, away).subquery()
    return sa.select(both).order_by(both.c.starts_on.is_not(None), both.c.starts_on, both.c.id)


def times_among(
    person_ids: Collection[int], first: date, last: date
) -> sa.Select[int, date | None, date | None, int]:
    """What people said of a span of days: person, first and last day, free minutes a week.

    Those of days away are nought.
    """
    kinds = ((Availability, Availability.weekly_minutes), (Absence, sa.literal(0)))
    found = [
        sa.select(kind.person_id, kind.starts_on, kind.ends_on, minutes.label("minutes")).where(
            kind.person_id.in_(person_ids),
            sa.or_(kind.starts_on.is_(None), kind.starts_on <= last),
            sa.or_(kind.ends_on.is_(None), kind.ends_on >= first),
        )
        for kind, minutes in kinds
    ]
    both: Any = sa.union_all(*found).subquery()
    return sa.select(both).order_by(both.c.person_id, both.c.starts_on)


def expert_of(person: Person) -> sa.Select[Expert]:
    """What makes a person an expert partner."""
    return sa.select(Expert).where(Expert.person_id == person.id)
