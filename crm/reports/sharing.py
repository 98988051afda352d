"""The status board of staff sharing (P08)."""

from collections import Counter

from flask import render_template
from flask_babel import get_locale

from crm.accounts.models import User
from crm.core import clock
from crm.core.words import gettext as _
from crm.documents.charts import bars
from crm.documents.pictures import picture
from crm.institutions.queries import today
from crm.network.queries import the_network
from crm.reports.papers import Report, Table
from crm.sharing.models import State
from crm.sharing.queries import BoardRow, status_board
from crm.sharing.wording import STATES, party_name


def status(user: User, _of: int) -> Report:
    """What is under way by state, who is awaited and for how long."""
    board = status_board(on=today(), user=user)
    table = Table(columns(), [row_of(line) for line in board])
    drawn = drawing(board)
    words = render_template(
        "reports/documents/status.html",
        title=_("Staff-sharing status"),
        table=table,
        counts=counted(board),
        picture=drawn,
        network=the_network(),
        printed_at=clock.now(),
    )
    return Report(str(_("Staff-sharing status")), [words], table, drawn)


def columns() -> list[str]:
    """The heads of the table."""
    heads = (_("Person"), _("Home"), _("Host"), _("State"), _("Awaited"), _("Days waiting"))
    return [str(head) for head in heads]


def row_of(line: BoardRow) -> list[object]:
    """One assignment as a row."""
    assignment = line.assignment
    return [
        assignment.person.full_name,
        assignment.home.name if assignment.home else "–",
        assignment.host.name,
        str(STATES[assignment.state][0]),
        ", ".join(party_name(assignment, party) for party in line.awaited) or "–",
        line.days_waiting if line.awaited else "–",
    ]


def counted(board: list[BoardRow]) -> list[tuple[str, int]]:
    """How many stand in each state, in the order of the states."""
    counts = Counter(line.assignment.state for line in board)
    return [(str(STATES[state][0]), counts[state]) for state in State if counts[state]]


def drawing(board: list[BoardRow]) -> str:
    """The counts as bars: the same picture on page and paper. Nothing to draw, no picture."""
    counts = counted(board)
    if not counts:
        return ""
    rows = [{"state": name, "count": count} for name, count in counts]
    locale = get_locale()
    return picture(
        bars(rows, value="count", name="state"),
        language=locale.language if locale else "id",
        title=str(_("Assignments by state")),
    )
