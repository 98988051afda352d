"""What an institution offers: the whole list at once."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from crm.core.actors import Actor
from crm.core.changes import changed
from crm.core.db import db
from crm.institutions.models import Institution, Need, OfferedService, Service, Strength
from crm.institutions.queries import services_offered_by, today


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


def detail(offered: OfferedService, *, by: Actor, **facts: Any) -> None:
    """Say for whom, at what price and through whom a service is offered."""
    before, after = changed(offered, facts)
    if after:
        code = offered.service.code
        was, now = ([f"{code}: {values}"] for values in (before, after))
        offered.institution.note_services(by=by, before=was, after=now)


def except_hours(institution: Institution, exception: dict[str, Any], *, by: Actor) -> None:
    """Keep other hours on some days."""
    held = [*(institution.hour_exceptions or []), exception]
    institution.change(by=by, hour_exceptions=sorted(held, key=lambda one: str(one["first"])))


def take_exception_back(institution: Institution, place: int, *, by: Actor) -> None:
    """Keep the usual hours again, where an exception stands in this place."""
    held = institution.hour_exceptions
    institution.change(by=by, hour_exceptions=held[:place] + held[place + 1 :])


def remove_strength(strength: Strength, *, by: Actor) -> None:
    """Say a strength no more."""
    strength.note_removal(by=by)
    db.session.delete(strength)


def settle_need(
    need: Need, *, by: Actor, helper: Institution | None, unmet: bool, how: str
) -> None:
    """Note today how a need ended: met by somebody, by other means, or not."""
    if unmet:
        need.close(by=by, on=today(), how=how)
    else:
        need.meet(by=by, on=today(), helper=helper, how=how)
