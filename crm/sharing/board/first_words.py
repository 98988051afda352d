"""The first words of a proposal that is written for a need or out of an offer."""

from typing import Any

from crm.sharing.board.answering import left_of
from crm.sharing.choosing import Choice, agreements_for
from crm.sharing.forms import AssignmentForm
from crm.sharing.models import Mode, SharingNeed, SharingOffer


def form_from(choice: Choice) -> AssignmentForm:
    """The empty draft, or what need and offer say of it already."""
    return AssignmentForm(data=content_from(choice.need, choice.offer)).offer(
        agreements_for(choice)
    )


def content_from(
    need: SharingNeed | None, offer: SharingOffer | None, minutes: int = 0
) -> dict[str, Any]:
    """What a version takes over: of a need all that was asked, of an offer what it can give."""
    if need is not None:
        most = min(need.weekly_minutes, left_of(offer)) if offer else need.weekly_minutes
        return _asked(need) | {"weekly_minutes": minutes or max(most, 1)}
    return {} if offer is None else _offered(offer)


def _asked(need: SharingNeed) -> dict[str, Any]:
    return {
        "role": need.title,
        "tasks": "\n".join(filter(None, [need.title, need.detail])),
        "purpose": need.purpose,
        "starts_on": need.starts_on,
        "ends_on": need.ends_on,
        "zone": need.host.zone,
        "mode": need.mode,
        "location": "" if need.mode is Mode.REMOTE else need.host.name,
    }


def _offered(offer: SharingOffer) -> dict[str, Any]:
    return {
        "role": offer.role,
        "tasks": offer.detail,
        "weekly_minutes": max(left_of(offer), 1),
        "starts_on": offer.starts_on,
        "ends_on": offer.ends_on,
    }
