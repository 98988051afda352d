"""Noting who came and who spoke for whom, in one go."""

from collections.abc import Iterable

from crm.core.actors import Actor
from crm.gatherings.models import Attendance, Gathering, Invitee


def note_attendance(
    gathering: Gathering,
    present: dict[int, Attendance | None],
    proxies: Iterable[tuple[Invitee, Invitee | None]],
    *,
    by: Actor,
) -> None:
    """Write down the attendance list as it was filled in."""
    for invitee, holder in proxies:
        if holder is not invitee.proxy_holder:
            invitee.give_proxy(holder)
    gathering.record_attendance(present, by=by)
