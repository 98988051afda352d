"""Private links to answer an invitation, and the calendar file that goes with it."""

from datetime import datetime, timedelta

from crm.core import clock
from crm.core.addresses import link_to
from crm.core.ical import Appointment, Method, Participant, Standing, media_type, written
from crm.documents.models import Document
from crm.gatherings.models import Capacity, Gathering, Invitee, Rsvp
from crm.links.issuing import issue, revoke
from crm.links.models import Link
from crm.network.queries import the_network
from crm.reminders.outbox import Addressee, Enclosed
from crm.reminders.sources import LinkWanted

PURPOSE = "gatherings.rsvp"
AT_MOST = timedelta(days=60)
PARTSTAT = {
    Rsvp.NEEDS_ACTION: "NEEDS-ACTION",
    Rsvp.ACCEPTED: "ACCEPTED",
    Rsvp.DECLINED: "DECLINED",
    Rsvp.TENTATIVE: "TENTATIVE",
    Rsvp.DELEGATED: "DELEGATED",
}


def answer_link(invitee: Invitee) -> Link:
    """A new link to answer with; the open one that it replaces works no more."""
    gathering = invitee.gathering
    revoke(invitee, purpose=PURPOSE)
    return issue(
        PURPOSE,
        invitee,
        recipient=invitee.email,
        recipient_name=invitee.name or invitee.title,
        expires_at=_until(gathering),
        version=gathering.sequence + 1,
        party=invitee.capacity,
        institution_id=invitee.institution_id,
        language=invitee.language,
    )


def close_links(gathering: Gathering) -> None:
    """Let no letter about this gathering be answered any more."""
    for invitee in gathering.invitees:
        revoke(invitee, purpose=PURPOSE)


def link_wanted(invitee: Invitee) -> LinkWanted:
    """The link that a reminder to this place on the list carries."""
    gathering = invitee.gathering
    return LinkWanted(
        purpose=PURPOSE,
        expires_at=_until(gathering),
        version=gathering.sequence + 1,
        party=invitee.capacity,
    )


def _until(gathering: Gathering) -> datetime:
    return min(gathering.starts_at, clock.now() + AT_MOST)


def addressee(invitee: Invitee) -> Addressee:
    """To whom a letter to this place on the list goes."""
    institution = invitee.institution
    return Addressee(
        email=invitee.email,
        name=invitee.name or invitee.title,
        language=invitee.language,
        zone=invitee.zone,
        province_code=institution.province_code if institution else None,
        institution_id=invitee.institution_id,
        person_id=invitee.person_id,
    )


def calendar_file(invitee: Invitee, method: Method, document: Document | None = None) -> Enclosed:
    """The gathering for one calendar: to be answered, or taken out again."""
    number = document.number if document else ""
    data = written([appointment(invitee.gathering, invitee, description=number)], method=method)
    return Enclosed("rapat.ics", media_type(method), data)


def appointment(
    gathering: Gathering, invitee: Invitee | None = None, *, description: str = ""
) -> Appointment:
    """A gathering as calendars keep it; its uid never changes, its sequence rises."""
    network = the_network()
    return Appointment(
        uid=gathering.uid,
        sequence=gathering.sequence,
        starts=gathering.starts_at,
        ends=gathering.ends_at,
        zone=gathering.zone,
        summary=gathering.title,
        location=gathering.place or gathering.link,
        description="\n".join(filter(None, [description, gathering.link])),
        url=link_to("gatherings.show", gathering_id=gathering.id),
        standing=Standing.CONFIRMED,
        stamp=clock.now(),
        organizer=Participant(network.email, network.name) if network.email else None,
        participants=[_participant(invitee)] if invitee else [],
    )


def _participant(invitee: Invitee) -> Participant:
    return Participant(
        invitee.email,
        invitee.name or invitee.title,
        answer=PARTSTAT[invitee.rsvp],
        is_needed=invitee.capacity is not Capacity.OBSERVER,
    )
