"""Needs and offers of staff sharing."""

from datetime import timedelta
from typing import Any

from crm.core.db import db, save
from crm.institutions.models import Institution
from crm.institutions.queries import today
from crm.people.models import Person, PersonSkill, Skill
from crm.people.queries import skills
from crm.sharing.models import Mode, Purpose, SharingNeed, SharingOffer
from tests.factories.register import make_user


def skill_named(code: str = "cataloguing") -> Skill:
    return next(one for one in db.session.scalars(skills()) if one.code == code)


def make_able(person: Person, level: int = 3, code: str = "cataloguing") -> Person:
    save(PersonSkill(person=person, skill=skill_named(code), level=level))
    return person


def make_need(host: Institution, **given: Any) -> SharingNeed:
    """Somebody to catalogue, six hours a week for two months, from afar."""
    first = given.pop("starts_on", today() + timedelta(days=30))
    need = save(
        SharingNeed(
            **{
                "host": host,
                "title": "Mengatalog 400 judul",
                "skill": skill_named(given.pop("code", "cataloguing")),
                "level": 3,
                "purpose": Purpose.PROCESSING,
                "weekly_minutes": 360,
                "starts_on": first,
                "ends_on": first + timedelta(days=60),
                "mode": Mode.REMOTE,
                "deadline": today() + timedelta(days=14),
                **given,
            }
        )
    )
    need.write(by=make_user().as_actor())
    return need


def make_offer(home: Institution, **given: Any) -> SharingOffer:
    """A cataloguer yet to be named, four hours a week over the next months."""
    skill = skill_named(given.pop("code", "cataloguing"))
    offer = save(
        SharingOffer(
            **{
                "home": home,
                "role": "Pengatalog",
                "weekly_minutes": 240,
                "starts_on": today(),
                "ends_on": today() + timedelta(days=180),
                "able": [f"{skill.id}:{given.pop('level', 3)}"],
                **given,
            }
        )
    )
    offer.write(by=make_user().as_actor())
    return offer
