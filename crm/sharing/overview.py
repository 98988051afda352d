"""What the page of one assignment shows to one reader."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from crm.accounts.models import User
from crm.core.db import db
from crm.core.words import gettext as _
from crm.documents.models import Document
from crm.documents.queries import documents_about
from crm.institutions.models import Institution, ParentBody
from crm.institutions.queries import today
from crm.permissions import Permission
from crm.sharing import authority
from crm.sharing.amendments.amending import may_amend, may_take_back
from crm.sharing.authority import Contact
from crm.sharing.behalf.recording import may_record
from crm.sharing.capacity.availability import worded
from crm.sharing.capacity.picture import Picture, picture_of
from crm.sharing.differences import Line, differences, read_aloud, week_elsewhere
from crm.sharing.letters import DUTY_LETTER
from crm.sharing.models import (
    APPROVING,
    AWAITING,
    CONFIRMING,
    Assignment,
    AssignmentVersion,
    Party,
    SharingNeed,
    SignOff,
    State,
)
from crm.sharing.models.rules import approving_party, faults_of
from crm.sharing.papers.offers import Offer, offers_to
from crm.sharing.queries import may_see_weeks, may_visit
from crm.sharing.queries.postings import need_behind
from crm.sharing.stages import next_step, stages_of
from crm.sharing.wording import listed, party_name


@dataclass(frozen=True)
class PartyRow:
    """One party in the table of answers: what it said to the last two versions."""

    party: Party
    name: str
    answers: list[SignOff | None]
    is_awaited: bool
    since: datetime | None
    is_known: bool = True


@dataclass(frozen=True)
class Overview:
    """The assignment as one reader sees it; facts are looked up when the page asks, once."""

    assignment: Assignment
    user: User

    @property
    def version(self) -> AssignmentVersion:
        """The version that is drafted, asked about or agreed."""
        return self.assignment.current

    @property
    def promise(self) -> AssignmentVersion:
        """The version in force, else the one that is asked about."""
        return self.assignment.promise

    @property
    def is_change(self) -> bool:
        """Tell whether a change of what was agreed is asked for."""
        return self.assignment.amendment is not None

    @property
    def versions(self) -> list[AssignmentVersion]:
        """The version asked about, after the one that it replaced unless that was in force."""
        before = self.assignment.before
        apart = before is None or before.binding_since is not None
        return [self.version] if before is None or apart else [before, self.version]

    @cached_property
    def may_amend(self) -> bool:
        """Tell whether the reader may ask for a change of what was agreed."""
        amendable = self.assignment.is_amendable()
        return amendable and may_amend(self.user, self.assignment, self.contacts)

    @cached_property
    def may_take_back(self) -> bool:
        """Tell whether the reader's side asked for the change that is open."""
        return self.is_change and may_take_back(self.user, self.assignment, self.contacts)

    @cached_property
    def mine(self) -> list[Party]:
        """The parties for which the reader may answer now."""
        parties = authority.parties_of(self.user, self.assignment, self.contacts)
        return [party for party in parties if self.assignment.is_asked(party)]

    @property
    def may_agree(self) -> bool:
        """Tell whether a yes of the reader is awaited."""
        return any(party in self.assignment.awaited for party in self.mine if party in CONFIRMING)

    @property
    def may_counter(self) -> bool:
        """Tell whether the reader may propose changes."""
        return self.assignment.question in AWAITING and bool(self.mine)

    @property
    def may_approve(self) -> bool:
        """Tell whether the reader approves for the parent body."""
        return any(party in APPROVING for party in self.mine)

    @property
    def may_decline(self) -> bool:
        """Tell whether the reader may say no."""
        return bool(self.mine)

    @property
    def may_record(self) -> bool:
        """Tell whether the reader writes down answers that came by phone or on paper."""
        return may_record(self.user, self.assignment)

    @property
    def may_edit(self) -> bool:
        """Tell whether the reader may change the draft or send it."""
        is_draft = self.assignment.state is State.DRAFT
        return is_draft and authority.may_edit(self.user, self.assignment)

    @property
    def may_withdraw(self) -> bool:
        """Tell whether the reader's side may take it back."""
        pre_active = self.assignment.is_pre_active()
        return pre_active and authority.may_withdraw(self.user, self.assignment)

    @property
    def may_issue(self) -> bool:
        """Tell whether the reader issues the duty letter, now or once it is time."""
        due = self.assignment.is_ready_for_papers() or (
            self.assignment.is_pre_active() and self.assignment.state is not State.DOCUMENTED
        )
        return due and authority.may_issue_papers(self.user, self.assignment)

    @cached_property
    def contacts(self) -> dict[Party, list[Contact]]:
        """Whom each party's letters go to."""
        return authority.contacts_of([self.assignment])[self.assignment.id]

    @cached_property
    def body(self) -> ParentBody | None:
        """The parent body whose approval is needed; None when none is, or none is on record."""
        return authority.approving_body(self.assignment) if self.version.needs_parent else None

    @cached_property
    def rows(self) -> list[PartyRow]:
        """The table of answers, parent body last."""
        parties = [*self.version.parties]
        if self.version.needs_parent:
            parties.append(approving_party(self.assignment))
        return [self._row(party) for party in parties]

    @cached_property
    def lines(self) -> dict[str, Line]:
        """Every field in words."""
        return read_aloud(self.promise)

    @property
    def before(self) -> AssignmentVersion | None:
        """The version that the current one was made from."""
        return self.assignment.before

    @cached_property
    def changes(self) -> list[Line]:
        """What the version on show changed."""
        return differences(self.version, self.assignment.before)

    @property
    def concerns(self) -> list[tuple[str, bool]]:
        """What the arithmetic found when the version was proposed; True for what forbids it."""
        found = self.version.check
        zone = self.version.zone
        return [(worded(one, zone), one.blocks) for one in found.findings] if found else []

    @property
    def picture(self) -> Picture | None:
        """The weeks as bars."""
        found = self.version.check
        return picture_of(found) if found and found.weeks else None

    @cached_property
    def need(self) -> SharingNeed | None:
        """The need of the board for which it was written."""
        return db.session.scalar(need_behind(self.user, self.assignment.id, on=today()))

    @cached_property
    def documents(self) -> Sequence[Document]:
        """The papers of the assignment, newest first."""
        return db.session.scalars(documents_about(self.assignment)).all()

    @property
    def duty_letters(self) -> list[Document]:
        """The duty letters among the papers, newest first."""
        return [one for one in self.documents if one.kind == DUTY_LETTER]

    @cached_property
    def offers(self) -> list[Offer]:
        """The other papers that the reader may issue, now or once it is time."""
        return offers_to(self.user, self.assignment, self.documents)

    @property
    def is_late(self) -> bool:
        """Tell whether the deadline or the first day has passed without what it needs."""
        deadline = self.version.reply_by
        overdue = deadline is not None and deadline < today()
        at_risk = self.assignment.is_at_risk(on=today())
        return at_risk or (self.assignment.question in AWAITING and overdue)

    @property
    def is_asking(self) -> bool:
        """Tell whether answers are awaited until a deadline."""
        return self.assignment.question in AWAITING

    @property
    def may_see_weeks(self) -> bool:
        """Tell whether the capacity calendar of the person opens for the reader."""
        return may_see_weeks(self.user, self.assignment)

    @property
    def has_others(self) -> bool:
        """Tell whether other promises of the person show in the picture."""
        found = self.version.check
        return found is not None and any(week.firm or week.tentative for week in found.weeks)

    @property
    def faults(self) -> list[str]:
        """What the draft lacks."""
        return faults_of(self.assignment, self.version)

    @property
    def clock(self) -> str:
        """The hours on the reader's own clock, when it differs."""
        return week_elsewhere(self.promise, self.user.zone)

    @property
    def gate(self) -> str:
        """When the duty letter can be issued."""
        needs = self.assignment.papers_need()
        if needs:
            return str(_("Possible after: %(what)s", what=listed(needs)))
        return str(_("Can be issued now"))

    @property
    def next_step(self) -> str:
        """The next step in words; empty when nothing is left to do."""
        if self.may_agree:
            number = self.assignment.current_number
            return str(_("your answer to version %(number)s.", number=number))
        return next_step(self.assignment)

    @property
    def may_open(self) -> bool:
        """Tell whether the reader may open the papers themselves, not only check them."""
        own = self.user.belongs_to(self.assignment.home, self.assignment.host)
        return own or self.user.can(Permission.SEE_DOCUMENTS)

    def may_visit(self, institution: Institution) -> bool:
        """Tell whether the reader can open the page of an institution."""
        return may_visit(self.user, institution)

    @property
    def track(self) -> list[dict[str, Any]]:
        """The stages from proposal to evaluation, with what is known of each."""
        return stages_of(self.assignment, self.body, self.duty_letters)

    def _row(self, party: Party) -> PartyRow:
        answers = [self._last_answer(party, version.number) for version in self.versions]
        contacts = self.contacts.get(party, [])
        name = contacts[0].name if contacts else party_name(self.assignment, party)
        if party in APPROVING and self.body:
            name = self.body.approver_post or self.body.name
        said = answers[-1]
        return PartyRow(
            party,
            said.by_name if said else name,
            answers,
            party in self.assignment.awaited,
            said.at if said else self.version.proposed_at,
            bool(contacts) or (party in APPROVING and self.body is not None),
        )

    def _last_answer(self, party: Party, number: int) -> SignOff | None:
        said = self.assignment.answers_to(number)
        answers = [one for one in said if one.party is party and not one.is_void]
        return answers[-1] if answers else None
