"""What is reminded about work: it starts, goes unnoted or slowly, is not evaluated (R23-R27)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from crm.core.addresses import path_of
from crm.core.db import db
from crm.core.words import lazy_gettext as _l
from crm.reminders.sources import Fact, LeftOut, Nature, Occasion, Recipient, Source, Span
from crm.sharing.authority import Contacts, contacts_at_work, contacts_of
from crm.sharing.models import Assignment, Evaluation, Party, State
from crm.sharing.models.work import NEEDED_JUDGES
from crm.sharing.occasions import about, moved_on, recipient
from crm.sharing.queries import assignments_open
from crm.sharing.queries.work import delivered_among, evaluations_among, last_noted_among
from crm.sharing.work.appointments import calendar_files

AUDIENCES = {Party.PERSON: "person", Party.HOME_HEAD: "supervisor", Party.HOST_HEAD: "supervisor"}
JUDGES = {Party.PERSON: "person", Party.HOST_HEAD: "host"}
SUPERVISORS = {Party.HOME_HEAD: "supervisor", Party.HOST_HEAD: "supervisor"}
ENOUGH = 60
"""Percent of the plan up to mid-term below which those who look after the work are told (R25)."""
ON_THE_WAY = _l("%(share)s %% of the plan up to then is delivered")
NO_LETTER = _l("the duty letter is not issued")
JUDGED = _l("has evaluated already, %(on)s")


def work_starting(_span: Span) -> Iterable[Occasion]:
    """R23: work that begins soon, for the person and those who look after it on both sides."""
    for assignment, contacts in _at((State.CONFIRMED, State.APPROVED, State.DOCUMENTED)):
        people = _named(contacts, AUDIENCES)
        ready = assignment.state is State.DOCUMENTED
        occasion = about(assignment, people if ready else (), on=assignment.promise.starts_on)
        with_calendar = replace(occasion, enclosed=partial(calendar_files, assignment))
        yield with_calendar if ready else _without(occasion, people)


def _without(
    occasion: Occasion, people: Sequence[Recipient], reason: Any = NO_LETTER, **facts: Fact
) -> Occasion:
    left = tuple(LeftOut(one, reason, facts) for one in people)
    return replace(occasion, left_out=left)


def hours_unnoted(_span: Span) -> Iterable[Occasion]:
    """R24: work under way, by the last day for which its person noted hours, or by its start."""
    under_way = _at((State.ACTIVE,))
    found = db.session.execute(last_noted_among([work.id for work, _contacts in under_way]))
    noted = {row[0]: row[1] for row in found}
    for assignment, contacts in under_way:
        since = noted.get(assignment.id, assignment.promise.starts_on)
        people = _named(contacts, {Party.PERSON: "person"})
        waits = _at_page(about(assignment, people, on=since), "hours.index")
        yield replace(waits, occurrence=f"{waits.occurrence} {since}")


def _at_page(occasion: Occasion, endpoint: str) -> Occasion:
    """The same, with the page on which it is settled."""
    return replace(occasion, url=path_of(endpoint, assignment_id=occasion.subject_id))


def delivery_slow(_span: Span) -> Iterable[Occasion]:
    """R25: work of which too little is confirmed half way: by then half of the plan is due."""
    under_way = _at((State.ACTIVE,))
    found = db.session.execute(delivered_among([work.id for work, _contacts in under_way]))
    delivered = {row[0]: row[1] for row in found}
    for assignment, contacts in under_way:
        promise = assignment.promise
        if not promise.planned_minutes:
            continue
        share = delivered.get(assignment.id, 0) * 200 // promise.planned_minutes
        middle = promise.starts_on + (promise.ends_on - promise.starts_on) / 2
        people = _named(contacts, SUPERVISORS)
        told = people if share < ENOUGH else ()
        late = _at_page(about(assignment, told, on=middle, share=share), "hours.index")
        yield late if share < ENOUGH else _without(late, people, ON_THE_WAY, share=share)


def evaluations_missing(_span: Span) -> Iterable[Occasion]:
    """R27: completed work that the host or the person has not evaluated."""
    completed = _at((State.COMPLETED,))
    given: dict[int, dict[Party, Evaluation]] = defaultdict(dict)
    for one in db.session.scalars(evaluations_among([work.id for work, _contacts in completed])):
        given[one.assignment_id][one.party] = one
    for assignment, contacts in completed:
        known = given[assignment.id]
        waited = {party: word for party, word in JUDGES.items() if party not in known}
        occasion = about(assignment, _named(contacts, waited), on=moved_on(assignment))
        left = tuple(
            LeftOut(one, JUDGED, {"on": known[party].at})
            for party in NEEDED_JUDGES & known.keys()
            for one in _named(contacts, {party: JUDGES[party]})
        )
        yield replace(_at_page(occasion, "evaluations.new"), left_out=left)


def _at(states: Sequence[State]) -> list[tuple[Assignment, Contacts]]:
    query = assignments_open().where(Assignment.state.in_(states)).order_by(Assignment.id)
    found = db.session.scalars(query).unique().all()
    contacts = contacts_of(found)
    return [(one, contacts_at_work(one, contacts[one.id])) for one in found]


def _named(contacts: Contacts, audiences: dict[Party, str]) -> list[Recipient]:
    return [
        recipient(one, word) for party, word in audiences.items() for one in contacts.get(party, ())
    ]


TOKENS = {"staff": "staf", "home": "asal", "host": "tuan_rumah"}
SOURCES: Sequence[Source] = (
    Source(
        code="work_starts",
        label=_l("Work at another institution begins"),
        nature=Nature.BEFORE,
        occasions=work_starting,
        tokens=TOKENS,
        audiences={"person": _l("The person"), "supervisor": _l("Home and host")},
    ),
    Source(
        code="hours_unnoted",
        label=_l("Hours of work are not noted"),
        nature=Nature.AFTER,
        occasions=hours_unnoted,
        tokens=TOKENS,
        audiences={"person": _l("The person")},
        tells_moves=False,
    ),
    Source(
        code="delivery_slow",
        label=_l("Too little work is done half way"),
        nature=Nature.AFTER,
        occasions=delivery_slow,
        tokens={**TOKENS, "share": "persen"},
        audiences={"supervisor": _l("Home and host")},
        tells_moves=False,
    ),
    Source(
        code="evaluation_missing",
        label=_l("Completed work is not evaluated"),
        nature=Nature.AFTER,
        occasions=evaluations_missing,
        tokens=TOKENS,
        audiences={"person": _l("The person"), "host": _l("The host institution")},
        tells_moves=False,
    ),
    Source(
        code="over_cap",
        label=_l("Agreed hours together are over the cap"),
        nature=Nature.EVENT,
        tokens={**TOKENS, "hours": "jumlah_jam", "cap": "batas"},
        audiences={"home": _l("The home institution")},
    ),
)
