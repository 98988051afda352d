"""The status board of staff sharing (P08)."""

from collections import Counter

from flask_babel import get_locale

from crm.accounts.models import User
from crm.core.words import gettext as _
from crm.core.words import ngettext
from crm.documents.charts import bars
from crm.documents.pictures import picture
from crm.institutions.queries import today
from crm.reports.figures import report_of_figures
from crm.reports.papers import Report, Table
from crm.sharing.models import State
from crm.sharing.queries import BoardRow, status_board
from crm.sharing.wording import STATES, party_name


def status(user: User, _of: int) -> Report:
    """What is under way by state, who is awaited and for how long."""
    board = status_board(on=today(), user=user)
    counts = "; ".join(f"{name} {count}" for name, count in counted(board))
    return report_of_figures(
        "P08",
        str(_("Staff-sharing status")),
        Table(columns(), [row_of(line) for line in board]),
        sentences=[told(len(board))],
        picture=drawing(board),
        caption=f"{_('Assignments by state')}: {counts}",
    )


def told(count: int) -> str:
    """How much is under way, in words."""
    return str(
        ngettext(
            "%(num)s assignment is under way.",
            "%(num)s assignments are under way.",
            count,
        )
        if count
        else _("No staff sharing is under way.")
    )


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
