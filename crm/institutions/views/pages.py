"""Every page of the room, as the application registers them."""

from collections.abc import Sequence

from flask import Blueprint

from crm.institutions.views import (
    backings,
    belongings,
    data_checks,
    data_confirmations,
    data_corrections,
    filings,
    hour_exceptions,
    institutions,
    memberships,
    need_settlements,
    needs,
    offered_services,
    offers,
    opening_hours,
    parent_bodies,
    relations,
    strengths,
    subordinations,
    successions,
)

PAGES: Sequence[Blueprint] = (
    backings.bp,
    belongings.bp,
    data_checks.bp,
    data_confirmations.bp,
    data_corrections.bp,
    filings.bp,
    hour_exceptions.bp,
    institutions.bp,
    memberships.bp,
    need_settlements.bp,
    needs.bp,
    offered_services.bp,
    offers.bp,
    opening_hours.bp,
    parent_bodies.bp,
    relations.bp,
    strengths.bp,
    subordinations.bp,
    successions.bp,
)
