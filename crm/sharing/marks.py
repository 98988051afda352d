"""What this room puts on the calendar of one reader."""

from collections.abc import Iterable
from datetime import date

from crm.accounts.models import User
from crm.almanac.month import Entry
from crm.core.addresses import path_of
from crm.core.db import db
from crm.core.words import gettext as _
from crm.institutions.queries import today
from crm.permissions import Permission
from crm.sharing.models import AWAITING, PROMISED, Assignment
from crm.sharing.queries import assignments_dated


def sharing_entries(user: User, first: date, last: date) -> Iterable[Entry]:
    """First and last days of promised help, and deadlines of answers. Three statements."""
    if not user.can(Permission.SEE_SHARING):
        return
    for assignment in db.session.scalars(assignments_dated(user, first, last, on=today())).unique():
        for day, title, tone in _dates(assignment):
            if first <= day <= last:
                url = path_of("assignments.show", assignment_id=assignment.id)
                yield Entry(day, title, url, tone=tone, icon="arrows-exchange")


def _dates(assignment: Assignment) -> Iterable[tuple[date, str, str]]:
    asked, version = assignment.current, assignment.promise
    names = {"person": assignment.person.name, "host": assignment.host.name}
    if assignment.question in AWAITING and asked.reply_by:
        yield asked.reply_by, _("Answer by today: %(person)s to %(host)s", **names), "wait"
    if assignment.state in PROMISED:
        yield version.starts_on, _("%(person)s starts at %(host)s", **names), "move"
        yield version.ends_on, _("%(person)s ends at %(host)s", **names), "move"
