"""Letters that go out when something happens to a gathering."""

from collections.abc import Iterable
from typing import Any, cast

import sqlalchemy as sa

from crm.core.addresses import link_to
from crm.core.events import Event
from crm.core.ical import Method
from crm.gatherings.events import (
    GatheringCancelled,
    GatheringChanged,
    GatheringMoved,
    GatheringPostponed,
    InvitationIssued,
    MinutesCirculated,
)
from crm.gatherings.letters import minutes_facts
from crm.gatherings.models import Gathering, Invitee, Rsvp
from crm.gatherings.occasions import invited
from crm.gatherings.rsvp import PURPOSE, addressee, answer_link, calendar_file, close_links
from crm.links.issuing import revoke
from crm.links.models import Link
from crm.reminders.announcing import announce
from crm.reminders.models import Message
from crm.reminders.outbox import cancel, cancel_about, is_owed, placeholder, post

FOLDER = "gatherings/mail"


def send_invitations(event: Event) -> None:
    """R01, in the words of its rule: with a link to answer and the calendar file of each."""
    issued = cast("InvitationIssued", event)
    for invitee in issued.receivers:
        revoke(invitee, purpose=PURPOSE)
        announce("R01", invited(invitee, issued.document))


def tell_of_move(event: Event) -> None:
    """Another date: the new calendar file and a fresh link, to whoever had declined as well."""
    moved = cast("GatheringMoved", event)
    if moved.was_invited:
        _tell(event, "moved", Method.REQUEST, _invited(event), earlier=moved.moments[0])


def tell_of_change(event: Event) -> None:
    """Another title, place or link."""
    if cast("GatheringChanged", event).tells:
        _tell(event, "changed", Method.REQUEST, _expecting(event))


def tell_of_postponement(event: Event) -> None:
    """No date for now: calendars give the hour back."""
    if cast("GatheringPostponed", event).was_invited:
        _tell(event, "postponed", Method.CANCEL, _expecting(event))


def tell_of_cancellation(event: Event) -> None:
    """Called off: calendars give the hour back, nothing can be answered any more."""
    if cast("GatheringCancelled", event).was_invited:
        _tell(event, "cancelled", Method.CANCEL, _expecting(event))


def _tell(event: Event, letter: str, method: Method, to: Iterable[Invitee], **words: Any) -> None:
    gathering = cast("Gathering", event.subject)
    _take_back_letters(gathering)
    for invitee in to:
        link = placeholder(answer_link(invitee)) if method is Method.REQUEST else ""
        post(
            f"{FOLDER}/{letter}",
            addressee(invitee),
            key=f"gathering:{gathering.id}:{letter}:{gathering.sequence}:{invitee.id}",
            about=gathering,
            enclosed=[calendar_file(invitee, method)],
            gathering=gathering,
            invitee=invitee,
            reason=event.reason,
            link=link,
            **words,
        )
    if method is Method.CANCEL:
        close_links(gathering)


def _take_back_letters(gathering: Gathering) -> None:
    """Nobody is to read of the old plan in a letter that has not left yet."""
    because, places = "The gathering has changed since.", [one.id for one in gathering.invitees]
    cancel_about(gathering, because=because)
    to_places = sa.and_(Message.about_kind == "invitee", Message.about_id.in_(places))
    cancel(to_places, because=because)


def _invited(event: Event) -> list[Invitee]:
    gathering = cast("Gathering", event.subject)
    return [one for one in gathering.invitees if one.invited_at is not None]


def _expecting(event: Event) -> list[Invitee]:
    """Whoever was invited and has not declined."""
    return [one for one in _invited(event) if one.rsvp is not Rsvp.DECLINED]


def send_minutes(event: Event) -> None:
    """R10: the minutes are there, and until when they can be corrected."""
    circulated = cast("MinutesCirculated", event)
    gathering = cast("Gathering", event.subject)
    facts = minutes_facts(gathering)
    for invitee in gathering.invitees:
        if invitee.came or invitee.rsvp is Rsvp.ACCEPTED:
            post(
                f"{FOLDER}/minutes",
                addressee(invitee),
                key=f"gathering:{gathering.id}:R10:{circulated.number}:{invitee.id}",
                about=gathering,
                rule="R10",
                number=circulated.number,
                link=link_to("minutes.show", gathering_id=gathering.id),
                **facts,
            )


def invite_successor(invitee: Invitee) -> None:
    """A link for whoever takes over a place on the list; the one sent before works no more."""
    revoke(invitee, purpose=PURPOSE)
    if invitee.invited_at is None or not invitee.gathering.is_invited:
        return
    post(
        f"{FOLDER}/new_link",
        addressee(invitee),
        key=f"gathering:{invitee.gathering_id}:taken-over:{invitee.id}:{invitee.person_id}",
        about=invitee.gathering,
        gathering=invitee.gathering,
        invitee=invitee,
        link=placeholder(answer_link(invitee)),
    )


def send_new_link(used: Link, invitee: Invitee) -> None:
    """A fresh link for whoever wants to change an answer: to the same address, once for each."""
    key = f"gathering:{invitee.gathering_id}:again:{used.id}"
    if is_owed(key):
        return
    post(
        f"{FOLDER}/new_link",
        addressee(invitee),
        key=key,
        about=invitee.gathering,
        gathering=invitee.gathering,
        invitee=invitee,
        link=placeholder(answer_link(invitee)),
    )
