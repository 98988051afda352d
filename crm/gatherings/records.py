"""Gatherings, as lower rooms name them: notes, files and letters hang on them."""

from collections.abc import Sequence

from crm.core.addresses import path_of
from crm.core.db import db
from crm.core.records import RecordKind
from crm.core.words import lazy_gettext as _l
from crm.gatherings.models import Gathering, GatheringKind
from crm.gatherings.queries.gatherings import gatherings_known_to


def _address_of(gathering_id: int) -> str:
    """A conversation has a page of its own."""
    gathering = db.session.get_one(Gathering, gathering_id)
    is_talk = gathering.kind is GatheringKind.INFORMAL
    page = "conversations.show" if is_talk else "gatherings.show"
    return path_of(page, gathering_id=gathering_id)


RECORDS: Sequence[RecordKind] = (
    RecordKind(
        kind="gathering",
        label=_l("Gatherings"),
        icon="calendar-event",
        endpoint="gatherings.show",
        argument="gathering_id",
        known=gatherings_known_to,
        title="title",
        sought="title",
        address=_address_of,
        between=True,
    ),
)
