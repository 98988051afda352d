"""Letters when agreed hours together are more than the home lends (R28, domain 6)."""

from crm.core.events import Event
from crm.core.templating import number
from crm.reminders.announcing import announce
from crm.sharing.authority import contacts_at_work, contacts_of
from crm.sharing.capacity.availability import weighed
from crm.sharing.capacity.limits import Concern, Finding
from crm.sharing.models import Assignment, Party
from crm.sharing.occasions import about, in_each_language, moved_on, recipient
from crm.sharing.writing import assignment_of


def tell_over_cap(event: Event) -> None:
    """Tell the home when what took force now puts hours agreed before over the cap."""
    assignment = assignment_of(event)
    found = _pushed_over(assignment)
    if found is None:
        return
    contacts = contacts_at_work(assignment, contacts_of([assignment])[assignment.id])
    people = [recipient(one, "home") for one in contacts.get(Party.HOME_HEAD, ())]
    hours = in_each_language(lambda: number(found.facts["minutes"] / 60))
    cap = in_each_language(lambda: number(found.facts["limit"] / 60))
    announce("R28", about(assignment, people, on=moved_on(assignment), hours=hours, cap=cap))


def _pushed_over(assignment: Assignment) -> Finding | None:
    """What is over the cap only together with other agreed hours; alone it was said before."""
    check = weighed(assignment, assignment.promise)
    over = [one for one in check.findings if one.concern is Concern.OVER_CAP]
    firm = [week for week in check.weeks if week.minutes and week.firm]
    together = any(week.promised > check.cap >= week.minutes for week in firm)
    return over[0] if over and together else None
