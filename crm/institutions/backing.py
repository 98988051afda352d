"""How far a parent body backs what the network does: with money, with its word, in time (I14)."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from crm.almanac.workdays import workdays
from crm.core.words import lazy_gettext as _l
from crm.institutions.models import Backing, BackingKind, BackingState, ParentBody
from crm.institutions.queries import today
from crm.institutions.rolling import Chance, Ids


def last_day_to_answer(body: ParentBody, *, asked_on: date) -> date:
    """The working day until which a parent body has time to answer."""
    return workdays(body.province_code).shifted(asked_on, body.approval_days)


def _backed(kind: BackingKind) -> Any:
    def count(bodies: Ids, _ids: Ids, since: datetime) -> tuple[Any, Any]:
        """Those given, of those answered or unanswered after their day."""
        due = sa.select(sa.func.count(Backing.id)).where(
            Backing.kind == kind,
            Backing.parent_body_id.in_(bodies),
            Backing.asked_on >= since.date(),
            (Backing.state != BackingState.OPEN) | (Backing.reply_by < today()),
        )
        given = due.where(Backing.state == BackingState.GIVEN)
        return given.scalar_subquery(), due.scalar_subquery()

    return count


BODY_FUNDED = Chance(_l("Asked for money, and gave it"), _backed(BackingKind.FUNDING))
BODY_ENDORSED = Chance(_l("Asked for its word, and gave it"), _backed(BackingKind.ENDORSEMENT))
