"""What people say of institutions: how many work there."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa

from crm.core.words import lazy_gettext as _l
from crm.institutions.queries import current, today
from crm.institutions.rolling import Figure, Ids
from crm.people.models import Affiliation


def _people_at(ids: Ids, _since: datetime) -> Any:
    there = sa.select(sa.func.count(sa.distinct(Affiliation.person_id))).where(
        Affiliation.institution_id.in_(ids), current(Affiliation, today())
    )
    return there.scalar_subquery()


PEOPLE_THERE = Figure(_l("people"), _people_at)
