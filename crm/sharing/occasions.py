"""Assignments and agreements as occasions to write about: what is said, to whom, until when."""

from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from crm.accounts.models import User
from crm.core import clock
from crm.core.addresses import path_of
from crm.core.db import db
from crm.core.languages import LANGUAGES, spoken
from crm.core.words import gettext as _
from crm.network.queries import the_network
from crm.permissions import Role
from crm.reminders.outbox import Addressee
from crm.reminders.sources import Fact, LinkWanted, Occasion, Recipient
from crm.sharing.authority import Contact, Contacts
from crm.sharing.differences import differences, summary
from crm.sharing.models import GRACE, Assignment, AssignmentVersion, State

ANSWER = "sharing.answer"
APPROVAL = "sharing.approval"
LONGEST = timedelta(days=60)


def addressee(contact: Contact) -> Addressee:
    """A contact as the outbox knows people."""
    return Addressee(
        email=contact.email,
        name=contact.name,
        language=contact.language,
        zone=contact.zone,
        province_code=contact.province_code,
        institution_id=contact.institution_id,
        user_id=contact.user_id,
        person_id=contact.person_id,
    )


def recipient(
    contact: Contact, audience: str, *, link: LinkWanted | None = None, from_step: int = 0
) -> Recipient:
    """A contact as somebody to remind."""
    named = vars(addressee(contact))
    return Recipient(**named, audience=audience, link=link, from_step=from_step)


def secretariat() -> list[Recipient]:
    """Everyone who works in the secretariat."""
    query = sa.select(User).where(User.role == Role.SECRETARIAT, User.active).order_by(User.id)
    return [
        Recipient(
            email=user.email,
            name=user.name,
            language=user.language,
            zone=user.zone,
            user_id=user.id,
            audience="secretariat",
        )
        for user in db.session.scalars(query)
    ]


def asked(assignment: Assignment, contacts: Contacts, *, from_step: int = 0) -> list[Recipient]:
    """Those whose answer is awaited, each with the wish for a link of their own."""
    return [
        recipient(contact, "party", link=wish(assignment, contact, ANSWER), from_step=from_step)
        for party in assignment.awaited
        for contact in contacts.get(party, ())
        if contact.email
    ]


def wish(assignment: Assignment, contact: Contact, purpose: str) -> LinkWanted:
    """The private link that a letter to a contact needs."""
    return LinkWanted(
        purpose=purpose,
        expires_at=link_expiry(assignment),
        version=assignment.current_number,
        party=contact.party.value,
    )


def link_expiry(assignment: Assignment) -> datetime:
    """When an answer by link is no longer taken: the deadline plus 7 days, at most 60 days."""
    now = clock.now()
    deadline = assignment.current.reply_by
    if deadline is None or assignment.question is State.CONFIRMED:
        return now + LONGEST
    return min(_midnight_after(deadline + GRACE), now + LONGEST)


def about(
    assignment: Assignment,
    recipients: Iterable[Recipient],
    *,
    on: date,
    version: AssignmentVersion | None = None,
    **facts: Fact,
) -> Occasion:
    """Something to say about an assignment, by the version in force unless another is named."""
    version = version or assignment.promise
    return Occasion(
        subject_kind="assignment",
        subject_id=assignment.id,
        title=f"{(version.person or assignment.person).name}, {assignment.host.name}",
        occurrence=f"v{version.number}",
        on=on,
        recipients=tuple(recipients),
        facts={**facts_of(assignment, version), **facts},
        url=path_of("assignments.show", assignment_id=assignment.id),
        known_at=version.proposed_at,
    )


def facts_of(assignment: Assignment, version: AssignmentVersion) -> dict[str, Fact]:
    """What any letter about a version can name."""
    staff = (version.person or assignment.person).full_name
    return {
        "staff": staff,
        "version": version.number,
        "home": assignment.home.name if assignment.home else staff,
        "host": assignment.host.name,
        "by": version.proposed_by,
        "reply_by": version.reply_by or version.starts_on,
    }


def details_of(assignment: Assignment) -> dict[str, str]:
    """What is asked, a line for each field, in both languages."""
    lines = partial(summary, assignment.current)
    return in_each_language(lambda: "\n".join(f"{line.label}: {line.words}" for line in lines()))


def changes_of(assignment: Assignment) -> dict[str, str]:
    """What the current version changed, old and new, in both languages."""
    lines = partial(differences, assignment.current, assignment.before)
    return in_each_language(
        lambda: "\n".join(
            f"{line.label}: {_in_one_line(line.was)} → {_in_one_line(line.words)}"
            for line in lines()
        )
    )


def note_of(assignment: Assignment) -> dict[str, str]:
    """What the counter-maker says to the others, in both languages; empty without a word."""
    note = assignment.current.note
    return in_each_language(lambda: _("In their words: %(note)s", note=note) if note else "")


def proposed_on(assignment: Assignment) -> date:
    """The civil date on which the current version was sent."""
    sent = assignment.current.proposed_at or assignment.moved_at
    return sent.astimezone(ZoneInfo(the_network().zone)).date()


def moved_on(assignment: Assignment) -> date:
    """The civil date of the last move."""
    return assignment.moved_at.astimezone(ZoneInfo(the_network().zone)).date()


def in_each_language(say: Callable[[], str]) -> dict[str, str]:
    """The same words in both languages."""
    words = {}
    for language in LANGUAGES:
        with spoken(language):
            words[language] = say()
    return words


def _in_one_line(words: str | None) -> str:
    return (words or "–").replace("\n", "; ")


def _midnight_after(day: date) -> datetime:
    zone = ZoneInfo(the_network().zone)
    return datetime.combine(day + timedelta(days=1), time(), zone).astimezone(UTC)
