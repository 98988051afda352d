"""Entering a person and, in the same step, where they work."""

from collections.abc import Mapping
from typing import Any

from flask import abort

from crm.core.actors import Actor, Visitor
from crm.core.db import get_or_404, save
from crm.institutions.models import Institution, ParentBody
from crm.institutions.queries import institutions_visible_to, parent_bodies_visible_to
from crm.people.models import Affiliation, Person

Place = Institution | ParentBody


def place_named(arguments: Mapping[str, str], reader: Visitor) -> Place | None:
    """The institution or parent body on whose page somebody began to add a person, if any."""
    if "institution_id" in arguments:
        return get_or_404(institutions_visible_to(reader), _number(arguments["institution_id"]))
    if "parent_body_id" in arguments:
        return get_or_404(parent_bodies_visible_to(reader), _number(arguments["parent_body_id"]))
    return None


def _number(text: str) -> int:
    if not text.isdecimal():
        abort(404)
    return int(text)


def enter_person(
    facts: dict[str, Any], place: Place | None, role: dict[str, Any], *, by: Actor
) -> Person:
    """Enter a person in the register, at a place where one is named."""
    person = save(Person.register(by=by, **facts))
    if place is not None:
        save(Affiliation.begin(person, place, by=by, **role))
    return person
