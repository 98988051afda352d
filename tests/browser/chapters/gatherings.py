"""Which meeting of the demo stands for which state, and those that the demo lacks."""

from datetime import timedelta

import sqlalchemy as sa

from crm.core import clock
from crm.core.db import db
from crm.gatherings.models import ActionItem, Gathering, GatheringKind, GatheringState, Invitee
from tests.browser.cast import Cast
from tests.factories.gatherings import make_agenda_item, make_gathering, make_invitee


def fill(cast: Cast) -> None:
    draft = _planned(cast)
    cast.examples["draft gathering"] = draft.id
    _held(cast)
    for gathering in db.session.scalars(sa.select(Gathering).order_by(Gathering.starts_at)):
        kind = "" if gathering.kind is GatheringKind.REGULAR else f"{gathering.kind} "
        cast.examples.setdefault(f"{kind or gathering.state.value + ' '}gathering", gathering.id)
    invited = cast.examples["gathering_id"] = cast.examples["invited gathering"]
    of_invited = sa.select(sa.func.min(Invitee.id)).where(Invitee.gathering_id == invited)
    cast.examples |= {
        "item_id": draft.agenda[0].id,
        "action_id": db.session.scalar(sa.select(sa.func.max(ActionItem.id))),
        "invitee_id": db.session.scalar(of_invited),
    }


def _planned(cast: Cast) -> Gathering:
    """A meeting that is still being written."""
    opens = clock.now() + timedelta(days=50)
    draft = make_gathering(title="Rapat Khusus Anggaran", starts_at=opens)
    for title in ("Laporan bendahara", "Iuran tahun depan"):
        draft.agenda.append(make_agenda_item(draft, title))
    for key in "BMY":
        make_invitee(draft, cast.troupe.members[key])
    return draft


def _held(cast: Cast) -> None:
    """A meeting of yesterday of which nobody has noted yet who came."""
    began = clock.now() - timedelta(days=1)
    state = GatheringState.INVITED
    held = make_gathering(title="Rapat Tim Portal", starts_at=began, state=state)
    for key in "BMY":
        make_invitee(held, cast.troupe.members[key])
    cast.examples["past gathering"] = held.id
