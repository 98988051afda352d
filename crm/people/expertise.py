"""Who is an expert partner, and who can do what."""

from collections.abc import Mapping
from typing import Any

from crm.core.actors import Actor
from crm.core.db import db
from crm.people.models import Expert, Person, PersonSkill, Skill
from crm.people.queries import expert_of, skills_of


def name_expert(person: Person, facts: dict[str, Any], *, by: Actor) -> Expert:
    """Make a person an expert partner, or change what is known of one."""
    touched = facts.pop("last_contact_on", None)
    if touched is not None:
        person.note_contact(on=touched, by=by)
    expert = db.session.scalar(expert_of(person)) or Expert.of(person, kind=facts["kind"])
    expert.change(by=by, **facts)
    db.session.add(expert)
    return expert


def end_partnership(person: Person, *, by: Actor) -> None:
    """Let a person be no expert partner any more."""
    expert = db.session.scalar(expert_of(person))
    if expert is not None:
        expert.note_end(by=by)
        db.session.delete(expert)


def set_skills(person: Person, levels: Mapping[Skill, int], *, by: Actor) -> None:
    """Let a person hold each skill at its level; level 0 takes it away."""
    held = {one.skill_id: one for one in db.session.scalars(skills_of(person))}
    before = {one.skill.code: one.level for one in held.values()}
    for skill, level in levels.items():
        _settle(person, skill, level, held.get(skill.id))
    after = {skill.code: level for skill, level in levels.items() if level}
    person.note_skills(by=by, before=before, after=after)


def _settle(person: Person, skill: Skill, level: int, held: PersonSkill | None) -> None:
    if held is None and level:
        db.session.add(PersonSkill(person=person, skill=skill, level=level))
    elif held is not None and level:
        held.level = level
    elif held is not None:
        db.session.delete(held)
