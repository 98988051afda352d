"""Every page of the room, as the application registers them."""

from collections.abc import Sequence

from flask import Blueprint

from crm.people.views import (
    absences,
    affiliations,
    availabilities,
    consents,
    erasure_completions,
    erasure_refusals,
    erasures,
    expert_partners,
    experts,
    people,
    person_contacts,
    person_copies,
    person_handovers,
    person_skills,
)

PAGES: Sequence[Blueprint] = (
    absences.bp,
    affiliations.bp,
    availabilities.bp,
    consents.bp,
    erasure_completions.bp,
    erasure_refusals.bp,
    erasures.bp,
    expert_partners.bp,
    experts.bp,
    people.bp,
    person_contacts.bp,
    person_copies.bp,
    person_handovers.bp,
    person_skills.bp,
)
