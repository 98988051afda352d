"""Letters about work to somebody who must not be written any more (domain 9, E9).

They go to the mailbox of the institution they concern, without private links: what a link may do
is one person's right. Where there is no such mailbox, they do not go at all, and the desk says so.
"""

from collections.abc import Iterable, Mapping

import sqlalchemy as sa

from crm.core import clock
from crm.core.addresses import absolute
from crm.core.db import db
from crm.links.models import Link
from crm.reminders.composing import link_ids, with_links
from crm.reminders.models import Lane, Message, MessageState, Redirection
from crm.reminders.standing_in import ANYWHERE, Mailboxes, box_in
from crm.reminders.upserts import insertion

NOT_BEGUN = (MessageState.QUEUED, MessageState.CLAIMED)
WORK = (Lane.LETTER, Lane.REMINDER)
BECAUSE = "The reader may not be written any more, and the institution has no mailbox."


def redirect(address: str, mailboxes: Mapping[int, str]) -> None:
    """Send what is about work to these mailboxes from now on, by institution; the queue as well."""
    boxes = {ANYWHERE: "", **mailboxes}
    stop_redirecting(address)
    for place, box in boxes.items():
        row = {"address": address.casefold(), "institution_id": place, "mailbox": box}
        db.session.execute(insertion(Redirection), [{**row, "at": clock.now()}])
    _turn_the_queue(address, boxes)


def stop_redirecting(address: str) -> None:
    """Write to the address itself again."""
    known = Redirection.address == address.casefold()
    db.session.execute(sa.delete(Redirection).where(known))


def mailboxes_for(addresses: Iterable[str] | None = None) -> Mailboxes:
    """The mailboxes that stand for those readers who may not be written. One statement."""
    query = sa.select(Redirection)
    if addresses is not None:
        wanted = {address.casefold() for address in addresses if address}
        query = query.where(Redirection.address.in_(wanted))
    found: dict[str, dict[int, str]] = {}
    for row in db.session.scalars(query):
        found.setdefault(row.address, {})[row.institution_id] = row.mailbox
    return dict(found)


def unlinked(*texts: str) -> list[str]:
    """The texts with the way to our first page where private links stood; the links are void."""
    numbers = link_ids(*texts)
    if numbers:
        voided = sa.update(Link).where(Link.id.in_(numbers), Link.used_at.is_(None))
        db.session.execute(voided.values(revoked_at=clock.now()))
    return [with_links(text, {}, masked=absolute("/")) for text in texts]


def _turn_the_queue(address: str, boxes: Mapping[int, str]) -> None:
    waiting = sa.select(Message).where(
        sa.func.lower(Message.recipient) == address.casefold(),
        Message.lane.in_(WORK),
        Message.state.in_(NOT_BEGUN),
    )
    for message in db.session.scalars(waiting.with_for_update()):
        message.body_text, message.body_html = unlinked(message.body_text, message.body_html)
        message.turn_to(box_in(boxes, message.institution_id), because=BECAUSE)
    db.session.flush()
