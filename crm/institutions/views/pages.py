"""Every page of the room, as the application registers them."""

from collections.abc import Sequence

from flask import Blueprint

from crm.institutions.views import (
    belongings,
    data_confirmations,
    institutions,
    memberships,
    offered_services,
    parent_bodies,
    subordinations,
)

PAGES: Sequence[Blueprint] = (
    belongings.bp,
    data_confirmations.bp,
    institutions.bp,
    memberships.bp,
    offered_services.bp,
    parent_bodies.bp,
    subordinations.bp,
)
