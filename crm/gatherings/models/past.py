"""Gatherings that are told of afterwards: by a list of the past, or by somebody's calendar."""

from datetime import datetime
from typing import Any

from crm.core import clock
from crm.gatherings.models.kinds import GatheringKind, GatheringState, Mode
from crm.gatherings.models.series import new_uid

_ONLINE = ("http", "zoom", "daring", "online", "google meet", "teams")


def past_gathering(  # noqa: PLR0913 (what a list tells of a gathering)
    *,
    kind: GatheringKind,
    title: str,
    starts_at: datetime,
    ends_at: datetime,
    zone: str,
    place: str = "",
    link: str = "",
    uid: str = "",
    is_cancelled: bool = False,
) -> dict[str, Any]:
    """The columns of a gathering that was held, was called off or, if it lies ahead, is a draft."""
    is_over = ends_at <= clock.now()
    done = GatheringState.HELD if is_over else GatheringState.DRAFT
    is_online = bool(link) or any(word in place.casefold() for word in _ONLINE)
    return {
        "kind": kind,
        "state": GatheringState.CANCELLED if is_cancelled else done,
        "title": title,
        "starts_at": starts_at,
        "ends_at": ends_at,
        "zone": zone,
        "mode": Mode.ONLINE if is_online else Mode.ONSITE,
        "place": place,
        "link": link,
        "uid": uid or new_uid(),
    }
