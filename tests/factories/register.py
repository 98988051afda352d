"""Accounts, institutions, parent bodies and people."""

from itertools import count
from typing import Any

from crm.accounts.models import User
from crm.core import clock
from crm.core.db import save
from crm.institutions.models import Belonging, Institution, InstitutionType, ParentBody
from crm.people.models import Affiliation, ContactRole, Person
from crm.permissions import Role

numbers = count(1)


def make_user(role: Role = Role.SECRETARIAT, **given: Any) -> User:
    number = next(numbers)
    return save(
        User(
            **{
                "email": f"user{number}@mitra.example",
                "name": f"User {number}",
                "role": role,
                "created_at": clock.now(),
                "epoch": 1,
                **given,
            }
        )
    )


def make_institution(**given: Any) -> Institution:
    number = next(numbers)
    name = given.get("name", f"Perpustakaan RS Contoh {number}")
    return save(
        Institution(
            **{
                "name": name,
                "sort_name": name.casefold(),
                "type": InstitutionType.HOSPITAL_LIBRARY,
                "created_at": clock.now(),
                "extras": {},
                **given,
            }
        )
    )


def make_parent_body(**given: Any) -> ParentBody:
    number = next(numbers)
    name = given.get("name", f"Dinas Kesehatan Contoh {number}")
    return save(
        ParentBody(
            **{
                "name": name,
                "sort_name": name.casefold(),
                "created_at": clock.now(),
                "extras": {},
                **given,
            }
        )
    )


def make_belonging(institution: Institution, parent_body: ParentBody, **given: Any) -> Belonging:
    return save(Belonging(institution=institution, parent_body=parent_body, **given))


def make_person(**given: Any) -> Person:
    number = next(numbers)
    name = given.get("name", f"Orang Contoh {number}")
    return save(
        Person(
            **{
                "name": name,
                "sort_name": name.casefold(),
                "email": f"orang{number}@contoh.example",
                "created_at": clock.now(),
                "extras": {},
                **given,
            }
        )
    )


def make_affiliation(person: Person, institution: Institution, **given: Any) -> Affiliation:
    return save(
        Affiliation(
            person=person,
            institution=institution,
            **{"role": ContactRole.LIAISON, **given},
        )
    )
