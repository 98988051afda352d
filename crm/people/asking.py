"""Asking a member to check its data, now and by hand: the liaison gets a private link."""

from typing import cast

from crm.core import clock
from crm.core.events import Event
from crm.institutions.checking import PURPOSE, answerable_until
from crm.institutions.models import Institution
from crm.institutions.queries import today
from crm.links.issuing import issue, revoke
from crm.people.reminders import contacts_of, recipients
from crm.reminders.outbox import placeholder, post


def send_check_link(event: Event) -> None:
    """Send the link to the liaison, else the head, else the institution's own address."""
    institution = cast("Institution", event.subject)
    person = contacts_of([institution.id]).get(institution.id)
    revoke(institution, purpose=PURPOSE)
    for to in recipients(institution, person):
        link = issue(
            PURPOSE,
            institution,
            recipient=to.email,
            recipient_name=to.name,
            expires_at=answerable_until(today(), institution.zone),
            institution_id=institution.id,
            language=to.language,
        )
        post(
            "institutions/mail/check_asked",
            to,
            key=f"data-check:{institution.id}:{clock.now().isoformat()}",
            about=institution,
            institution=institution,
            link=placeholder(link),
            until=link.expires_at,
        )
