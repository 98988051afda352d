"""What people allow, and what follows at once when they allow it no more (domain 5.4, E9)."""

from collections.abc import Iterable

import sqlalchemy as sa

from crm.accounts.models import User
from crm.core.actors import Actor
from crm.core.db import db, save
from crm.institutions.queries import today
from crm.people.erasing import ask_erasure
from crm.people.models import Consent, Decision, Person, Purpose, Said, Way
from crm.people.queries import mailboxes_of, person_with_email, standing_consents
from crm.reminders.redirecting import redirect, stop_redirecting
from crm.reminders.standing_in import ANYWHERE
from crm.reminders.unsubscribing import stop_promotion, welcome_promotion


def note_consents(
    person: Person, purposes: Iterable[Purpose], decision: Decision, how: Said, *, by: Actor
) -> None:
    """Write down what somebody said about some purposes, and do what follows from it.

    Who allows no letters about work allows no promotion either.
    """
    said = set(purposes)
    if decision is Decision.WITHDRAWN and Purpose.OPERATIONAL in said:
        said.add(Purpose.PROMOTIONAL)
    for purpose in [one for one in Purpose if one in said]:
        end = sa.update(Consent).where(Consent.person_id == person.id, Consent.purpose == purpose)
        db.session.execute(end.where(Consent.holds).values(holds=False))
        save(Consent.note(person, purpose, decision, how, by=by))
    if decision is Decision.WITHDRAWN:
        _follow_withdrawal(person, said, by=by)
    else:
        _follow_consent(person, said)


def _follow_withdrawal(person: Person, purposes: set[Purpose], *, by: Actor) -> None:
    addresses = addresses_of(person)
    if Purpose.PROMOTIONAL in purposes:
        for address in addresses:
            stop_promotion(address)
    if Purpose.OPERATIONAL in purposes:
        boxes = mailboxes_of(person, on=today())
        for address in addresses:
            redirect(address, {**boxes, ANYWHERE: next(iter(boxes.values()), "")})
        ask_erasure(person, by=by)


def _follow_consent(person: Person, purposes: set[Purpose]) -> None:
    for address in addresses_of(person):
        if Purpose.PROMOTIONAL in purposes:
            welcome_promotion(address)
        if Purpose.OPERATIONAL in purposes:
            stop_redirecting(address)


def note_unsubscription(address: str) -> None:
    """Write down that a reader stopped promotion by the link in a letter."""
    person = db.session.scalar(person_with_email(address.casefold()))
    held = standing_consents(person.id) if person else {}
    line = held.get(Purpose.PROMOTIONAL)
    if person is None or (line is not None and not line.is_given):
        return
    by = Actor(name=person.full_name, way="link")
    how = Said(Way.LINK, today(), "")
    note_consents(person, [Purpose.PROMOTIONAL], Decision.WITHDRAWN, how, by=by)


def addresses_of(person: Person) -> list[str]:
    """Where letters reach somebody: the own address and the account's."""
    account = db.session.get(User, person.user_id) if person.user_id else None
    found = [person.email, account.email if account else None]
    return list(dict.fromkeys(address.casefold() for address in found if address))
