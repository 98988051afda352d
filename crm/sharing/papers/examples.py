"""Cases to see a wording with: recent assignments of the network, or one that is invented."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import cached_property

from crm.accounts.models import User
from crm.core import clock
from crm.core.db import db
from crm.core.words import gettext as _
from crm.institutions.models import Institution
from crm.institutions.queries import today
from crm.people.models import Affiliation, Person
from crm.sharing.capacity.patterns import Slot
from crm.sharing.forms.papers import answers_to_show
from crm.sharing.models import (
    Assignment,
    AssignmentVersion,
    Decision,
    DeclineReason,
    Mode,
    Party,
    Purpose,
    SignOff,
    State,
    plain_slot,
)
from crm.sharing.papers.cases import UNKNOWN, Case
from crm.sharing.papers.issuing import papers_of
from crm.sharing.papers.kinds import PaperKind
from crm.sharing.queries import assignments_visible_to
from crm.sharing.work.hours import Worked

MOST = 20


def recent_cases(kind: PaperKind, user: User) -> Sequence[Assignment]:
    """The assignments that a user sees for which this paper makes sense, last moved first."""
    query = (
        assignments_visible_to(user, on=today())
        .where(Assignment.state.in_(kind.states | kind.seen))
        .order_by(Assignment.moved_at.desc(), Assignment.id.desc())
        .limit(MOST)
    )
    return [one for one in db.session.scalars(query).unique() if kind.fits(one)]


def real_case(kind: PaperKind, assignment: Assignment) -> Case:
    """An assignment as this paper would tell it, with the answers of its last paper."""
    known = papers_of(assignment, kind)
    given = known[0].facts.get("given", {}) if known else {}
    return Case(assignment, kind, answers_to_show(kind, Case(assignment, kind, given)))


def invented_case(kind: PaperKind) -> Case:
    """An assignment that there is not, in the language that is spoken now; it is never kept."""
    case = Invented(_invented_assignment(), kind)
    return Invented(case.assignment, kind, answers_to_show(kind, case))


@dataclass(frozen=True)
class Invented(Case):
    """What an invented assignment knows without asking the database."""

    @cached_property
    def worked(self) -> Worked:
        """As many hours as were planned."""
        planned = self.promise.planned_minutes
        return Worked(planned=planned, noted=planned, confirmed=planned)

    @cached_property
    def duty_letter(self) -> str:
        """A number that no register gave out."""
        return UNKNOWN

    @cached_property
    def heads(self) -> dict[int | None, list[Affiliation]]:
        """Who would sign for home and host."""
        return {
            -1: [_head("Dewi Anggraini", self.assignment.home)],
            -2: [_head("Yusuf Rahmadi", self.assignment.host)],
        }


def _head(name: str, place: Institution | None) -> Affiliation:
    return Affiliation(person=Person(name=name, **NO_TITLES), institution=place, position="")


NO_TITLES = {"title_before": "", "title_after": "", "nip": "", "position": "", "rank": ""}


def _place(number: int, name: str) -> Institution:
    return Institution(id=number, name=name, address="", phone="", email="", code=None)


def _invented_assignment() -> Assignment:
    name = "Ratna Prameswari"
    person = Person(id=-1, name=name, **NO_TITLES | {"position": str(_("Librarian"))})
    return Assignment(
        id=0,
        person=person,
        home_id=-1,
        home=_place(-1, "Perpustakaan FK Universitas Lazuardi Nusantara"),
        host=_place(-2, "RSUD Puspa Lentera"),
        proposer=Party.HOST_HEAD,
        state=State.EVALUATED,
        current_number=1,
        created_at=clock.now(),
        versions=[_invented_version(today() + timedelta(days=30))],
        sign_offs=[_invented_refusal()],
    )


def _invented_refusal() -> SignOff:
    note = str(_("Two colleagues are on leave until June."))
    return SignOff(
        version=1,
        party=Party.HOST_HEAD,
        decision=Decision.NO,
        reason=DeclineReason.CAPACITY,
        note=note,
    )


def _invented_version(first: date) -> AssignmentVersion:
    week = [Slot(day, time(9), time(12)) for day in (1, 3)]
    return AssignmentVersion(
        number=1,
        role=str(_("Cataloguer")),
        tasks="\n".join([str(_("Catalogue 400 titles")), str(_("Train one member of staff"))]),
        purpose=Purpose.PROCESSING,
        weekly_minutes=360,
        planned_minutes=13 * 360,
        starts_on=first,
        ends_on=first + timedelta(days=90),
        slots=[plain_slot(slot) for slot in week],
        zone="Asia/Makassar",
        mode=Mode.ONSITE,
        location=str(_("Library of the hospital")),
        costs=[],
        terms={},
    )
