"""Entering a letter that came in: its number in our book, and the record that it is from."""

from typing import Any

from crm.core import clock
from crm.core.actors import Actor, Visitor
from crm.core.db import Reference, save
from crm.core.records import Named, called
from crm.documents.models import IncomingLetter
from crm.documents.numbering import next_sequence, register_of, written
from crm.network.queries import the_network

BOOK = "SM"
SENDERS = frozenset({"institution", "parent_body", "person"})


def receive_letter(
    facts: dict[str, Any], about: Reference | None, reader: Visitor, *, by: Actor
) -> IncomingLetter:
    """Enter a letter; a sender written exactly as a record is called is that record."""
    register, day = register_of(BOOK), clock.today(the_network().zone)
    sequence = next_sequence(register, day.year)
    entry = written(register, sequence, day, unit=the_network().secretariat_code)
    found = about or sender_called(facts["sender"], reader)
    return save(IncomingLetter.receive(entry, by=by, about=found, **facts))


def written_by(about: Named | None) -> str:
    """The sender that is likely when a letter is entered on the page of a record."""
    return about.name if about and about.reference.kind in SENDERS else ""


def sender_called(name: str, reader: Visitor) -> Reference | None:
    """The one record with exactly this name, if there is just one."""
    found = [one for one in called(name, reader) if one.reference.kind in SENDERS]
    same = [one for one in found if one.name.casefold() == name.casefold()]
    return same[0].reference if len(same) == 1 else None
