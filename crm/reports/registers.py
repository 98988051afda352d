"""The registers of letters (P34): every number given out, and every letter that came in."""

from zoneinfo import ZoneInfo

from crm.accounts.models import User
from crm.core.db import db
from crm.core.languages import in_reader_language
from crm.core.templating import short_date
from crm.core.words import gettext as _
from crm.core.words import ngettext
from crm.documents.models import Document, IncomingLetter
from crm.documents.queries import documents_in_order, letters_in_order
from crm.documents.words import STATE_NAMES
from crm.network.queries import the_network
from crm.reports.figures import report_of_figures
from crm.reports.papers import Report, Table

Row = list[str]


def letter_registers(user: User, _of: int) -> Report:
    """Both books from their first number, as far as the reader keeps them. Three statements."""
    out = [_outgoing(one) for one in db.session.scalars(documents_in_order(user))]
    came = [_incoming(one) for one in db.session.scalars(letters_in_order(user))]
    outgoing, incoming = str(_("Outgoing")), str(_("Incoming"))
    rows = [*([outgoing, *row] for row in out), *([incoming, *row] for row in came)]
    given_out = ngettext(
        "%(num)s number was given out.", "%(num)s numbers were given out.", len(out)
    )
    came_in = ngettext("%(num)s letter came in.", "%(num)s letters came in.", len(came))
    return report_of_figures(
        "P34",
        str(_("Registers of letters")),
        Table([str(_("Book")), *columns()], rows),
        sentences=[f"{given_out} {came_in}"],
        sections=[(outgoing, Table(columns(), out)), (incoming, Table(columns(), came))],
        empty=str(_("Nothing in this book yet.")),
    )


def columns() -> list[str]:
    """The heads of both tables."""
    heads = (_("Number"), _("Date"), _("From or to"), _("About"), _("State"), _("Note"))
    return [str(head) for head in heads]


def _outgoing(one: Document) -> Row:
    when = short_date(one.issued_at.astimezone(ZoneInfo(the_network().zone)).date())
    to = str(one.facts.get("to") or in_reader_language(one.register.names))
    state = str(STATE_NAMES[one.state])
    return [one.number, when, to, in_reader_language(one.titles), state, one.void_reason]


def _incoming(one: IncomingLetter) -> Row:
    state = str(_("Followed up") if one.done_at else _("Waits") if one.is_waiting else "–")
    until = _("until %(day)s", day=short_date(one.due_on)) if one.due_on and not one.done_at else ""
    note = " · ".join(filter(None, (one.number, one.follower, str(until), one.outcome)))
    return [one.entry, short_date(one.received_on), one.sender, one.subject, state, note]
