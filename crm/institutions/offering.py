"""What an institution offers: the whole list at once."""

from collections.abc import Mapping

import sqlalchemy as sa

from crm.core.actors import Actor
from crm.core.db import db
from crm.institutions.models import Institution, OfferedService, Service
from crm.institutions.queries import services_offered_by


def offer(institution: Institution, audiences: Mapping[Service, str], *, by: Actor) -> None:
    """Offer each service to its audience, and no longer those without one.

    Fee and contact of a service that stays are kept.
    """
    held = {
        one.service_id: one for one in db.session.scalars(services_offered_by([institution.id]))
    }
    before = sorted(f"{one.service.code}: {one.audience}" for one in held.values())
    for service, audience in audiences.items():
        _settle(institution, service, audience, held.get(service.id))
    after = sorted(f"{service.code}: {to}" for service, to in audiences.items() if to)
    institution.note_services(by=by, before=before, after=after)


def _settle(
    institution: Institution, service: Service, audience: str, held: OfferedService | None
) -> None:
    if not audience:
        gone = (OfferedService.institution_id == institution.id) & (
            OfferedService.service_id == service.id
        )
        db.session.execute(sa.delete(OfferedService).where(gone))
    elif held is None:
        db.session.add(OfferedService(institution=institution, service=service, audience=audience))
    else:
        held.audience = audience
