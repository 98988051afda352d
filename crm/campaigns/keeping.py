"""What this room keeps about a person: placements in charge, told and passed on."""

from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from crm.campaigns.models import Placement
from crm.campaigns.models.stages import ONGOING
from crm.core.addresses import path_of
from crm.core.db import db
from crm.core.templating import plain_date
from crm.core.words import gettext as _
from crm.core.words import lazy_gettext as _l
from crm.people.keepers import Chapter, Held, Keeper, Leaving
from crm.people.models import Person


def tells(person: Person) -> Iterable[Chapter]:
    """The placements that the person is in charge of."""
    told = [
        {
            "name": one.name,
            "campaign": one.campaign.title_id,
            "starts_on": one.run_starts_on.isoformat(),
        }
        for one in _placements(person.user_id)
    ]
    yield Chapter(_l("Placements in charge"), told)


def holds(leaving: Leaving) -> Iterable[Held]:
    """Placements under way; without an account the successor can't be in charge."""
    stays = "" if leaving.successor.user_id else _("the successor has no account yet")
    for one in _ongoing(leaving):
        runs = _("runs from %(day)s", day=plain_date(one.run_starts_on))
        page = path_of("campaigns.show", campaign_id=one.campaign_id)
        yield Held(one.name, runs, page, stays)


def passes(leaving: Leaving) -> None:
    """Let the successor be in charge."""
    if leaving.successor.user_id:
        for one in _ongoing(leaving):
            one.owner_id = leaving.successor.user_id


def _ongoing(leaving: Leaving) -> list[Placement]:
    return [one for one in _placements(leaving.person.user_id) if one.state in ONGOING]


def _placements(user_id: int | None) -> list[Placement]:
    query = (
        sa.select(Placement)
        .options(joinedload(Placement.campaign))
        .where(Placement.owner_id == user_id, Placement.owner_id.is_not(None))
    )
    return list(db.session.scalars(query.order_by(Placement.run_starts_on, Placement.id)))


KEEPER = Keeper(tells=tells, holds=holds, passes=passes)
