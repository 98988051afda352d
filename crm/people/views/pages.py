"""Every page of the room, as the application registers them."""

from collections.abc import Sequence

from flask import Blueprint

from crm.people.views import (
    affiliations,
    experts,
    people,
    person_skills,
)

PAGES: Sequence[Blueprint] = (
    affiliations.bp,
    experts.bp,
    people.bp,
    person_skills.bp,
)
