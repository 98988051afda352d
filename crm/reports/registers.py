"""The registers of letters (P34): every number given out, and every letter that came in."""

from flask import render_template

from crm.accounts.models import User
from crm.core import clock
from crm.core.db import db
from crm.core.languages import in_reader_language
from crm.core.templating import plain_date, short_date
from crm.core.words import gettext as _
from crm.documents.models import Document, IncomingLetter
from crm.documents.queries import documents_in_order, letters_in_order
from crm.documents.words import STATE_NAMES
from crm.network.queries import the_network
from crm.reports.papers import Report, Table

PART = 300
Row = list[str]


def letter_registers(user: User, _of: int) -> Report:
    """Both books from their first number, as far as the reader keeps them. Three statements."""
    out = [_outgoing(one) for one in db.session.scalars(documents_in_order(user))]
    came = [_incoming(one) for one in db.session.scalars(letters_in_order(user))]
    title = str(_("Registers of letters"))
    pages = [*_pages(str(_("Outgoing")), out), *_pages(str(_("Incoming")), came)]
    parts = [
        render_template(
            "reports/documents/registers.html",
            title=title,
            book=book,
            rows=rows,
            columns=columns(),
            is_first=number == 0,
            counts=(len(out), len(came)),
            network=the_network(),
            printed_at=clock.now(),
        )
        for number, (book, rows) in enumerate(pages)
    ]
    table = [[str(_("Outgoing")), *row] for row in out] + [
        [str(_("Incoming")), *row] for row in came
    ]
    return Report(title, parts, Table([str(_("Book")), *columns()], table))


def _pages(book: str, rows: list[Row]) -> list[tuple[str, list[Row]]]:
    return [(book, rows[at : at + PART]) for at in range(0, len(rows) or 1, PART)]


def columns() -> list[str]:
    """The heads of both tables."""
    heads = (_("Number"), _("Date"), _("From or to"), _("About"), _("State"), _("Note"))
    return [str(head) for head in heads]


def _outgoing(one: Document) -> Row:
    when = plain_date(one.issued_at.date())
    to = str(one.facts.get("to") or in_reader_language(one.register.names))
    state = str(STATE_NAMES[one.state])
    return [one.number, when, to, in_reader_language(one.titles), state, one.void_reason]


def _incoming(one: IncomingLetter) -> Row:
    state = str(_("Followed up") if one.done_at else _("Waits") if one.is_waiting else "–")
    until = _("until %(day)s", day=short_date(one.due_on)) if one.due_on and not one.done_at else ""
    note = " · ".join(filter(None, (one.number, one.follower, str(until), one.outcome)))
    return [one.entry, plain_date(one.received_on), one.sender, one.subject, state, note]
