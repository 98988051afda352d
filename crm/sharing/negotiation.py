"""What the parties do with a proposal: send it, agree, change it, say no (domain 3.3)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from crm.accounts.models import User
from crm.almanac.workdays import workdays
from crm.core import clock
from crm.core.actors import SYSTEM
from crm.core.db import db
from crm.core.errors import NotPossible, NotUnderstood, NotValid
from crm.core.words import gettext as _
from crm.institutions.queries import today
from crm.people.models import Person
from crm.sharing import events
from crm.sharing.amendments.events import AmendmentAgreed, Why
from crm.sharing.authority import contacts_for, parties_of, voice_of
from crm.sharing.capacity.availability import checked, planned_with
from crm.sharing.models import (
    AWAITING,
    CONFIRMING,
    Assignment,
    AssignmentVersion,
    Decision,
    DeclineReason,
    Party,
    SignOff,
    State,
    Voice,
)
from crm.sharing.models.rules import (
    approving_party,
    faults_of,
    reasons_for_parent,
    required_parties,
)
from crm.sharing.wording import PARTIES

DAYS_TO_ANSWER = 10
"""Working days in which the parties answer."""
LONGEST_NUMBER = 6


def propose(assignment: Assignment, *, by: User) -> None:
    """Ask the parties. Whoever proposes with the right to sign has agreed by proposing."""
    assignment.hold()
    assignment.refuse_unless_draft()
    missing = [*faults_of(assignment, assignment.current), *_unreachable(assignment)]
    if missing:
        raise NotPossible(_("The draft can't be sent yet."), missing=missing)
    assignment.move_to(State.PROPOSED)
    actor = by.as_actor()
    _freeze(assignment, by=actor.name, party=assignment.proposer)
    assignment.tell(events.AssignmentProposed, actor, from_state=State.DRAFT)
    if assignment.proposer in CONFIRMING and assignment.proposer in parties_of(by, assignment):
        assignment.sign(voice_of(by, assignment, {assignment.proposer}), Decision.YES)


def agree(assignment: Assignment, voice: Voice, *, version: int) -> SignOff:
    """Record a yes; the last one needed confirms. A yes to an old version is kept, no more."""
    assignment.hold()
    _refuse_unknown(assignment, version)
    _refuse_second_yes(assignment, voice.party, version)
    if version != assignment.current_number:
        return _note_late(assignment, voice, version)
    refuse_unless_asked(assignment, voice.party)
    answer = assignment.sign(voice, Decision.YES)
    if voice.party is approving_party(assignment):
        _approve(assignment, voice)
    else:
        _tell(assignment, events.AnswerGiven, voice, from_state=assignment.question)
        _confirm_if_all_agreed(assignment)
    return answer


def counter(
    assignment: Assignment, voice: Voice, *, version: int, changes: dict[str, Any], note: str
) -> AssignmentVersion:
    """Propose version n+1: every answer to n is void, the counter-maker's yes stands on n+1."""
    assignment.hold()
    refuse_replaced(assignment, version)
    refuse_unless_open(assignment, voice.party)
    before = assignment.question
    proposed = next_version(assignment, changes, note)
    assignment.sign(voice, Decision.COUNTER, note=note)
    put_up(assignment, voice, proposed)
    move = assignment.ask_for_change if assignment.amendment else assignment.move_to
    move(State.COUNTERED)
    _tell(assignment, events.AssignmentCountered, voice, from_state=before, reason=note)
    return proposed


def put_up(assignment: Assignment, voice: Voice, proposed: AssignmentVersion) -> None:
    """Ask about a new version; who proposes it with the right to sign has agreed to it."""
    assignment.versions.append(proposed)
    assignment.current_number = proposed.number
    _freeze(assignment, by=voice.name, party=voice.party)
    if voice.party in proposed.parties:
        assignment.sign(voice, Decision.YES)


def decline(
    assignment: Assignment, voice: Voice, *, version: int, reason: DeclineReason, note: str
) -> None:
    """Say no for a party, or for its parent body; both end the assignment, with the reason.

    A no to a change of what was agreed ends that change only.
    """
    assignment.hold()
    refuse_replaced(assignment, version)
    refuse_unless_asked(assignment, voice.party)
    before = assignment.question
    assignment.sign(voice, Decision.NO, reason=reason, note=note)
    if assignment.amendment:
        assignment.drop_change(by=voice.by, why=Why.REFUSED, reason=note)
        return
    assignment.move_to(State.DECLINED)
    _tell(assignment, events.AssignmentDeclined, voice, from_state=before, reason=note)


def refuse_unless_asked(assignment: Assignment, party: Party) -> None:
    """Refuse an answer that nobody waits for."""
    if not assignment.is_asked(party):
        raise NotPossible(_("This assignment is not waiting for your answer."))


def refuse_unless_open(assignment: Assignment, party: Party) -> None:
    """Refuse changes to what is not open any more, or by whom nobody asked."""
    if assignment.question not in AWAITING:
        raise NotPossible(_("Only an open proposal can be changed."))
    refuse_unless_asked(assignment, party)


def version_named(given: Mapping[str, Any]) -> int:
    """The version that a form speaks about."""
    text = str(given.get("version", ""))
    if not text.isascii() or not text.isdecimal() or len(text) > LONGEST_NUMBER:
        raise NotUnderstood(_("There is no such version."))
    return int(text)


def deadline() -> date:
    """The day by which an answer to what is sent today is awaited."""
    return workdays().shifted(today(), DAYS_TO_ANSWER)


def _freeze(assignment: Assignment, *, by: str, party: Party) -> None:
    """Fix the version as it is asked about: who proposed, who must agree, what the check found."""
    version = assignment.current
    version.proposed_at, version.proposed_by, version.proposed_party = clock.now(), by, party
    version.reply_by = deadline()
    version.required = [needed.value for needed in required_parties(assignment)]
    version.parent_reasons = [why.value for why in reasons_for_parent(assignment, version)]
    version.needs_parent = bool(version.parent_reasons)
    _store_check(assignment, version)


def _store_check(assignment: Assignment, version: AssignmentVersion) -> None:
    found = checked(assignment, version)
    version.capacity = found.as_plain()
    version.planned_minutes = planned_with(assignment, version, found.planned_minutes)


def _confirm_if_all_agreed(assignment: Assignment) -> None:
    if assignment.awaited:
        return
    _store_check(assignment, assignment.current)
    if assignment.amendment is None:
        assignment.confirm()
    elif assignment.current.needs_parent:
        before = assignment.question
        assignment.ask_for_change(State.CONFIRMED)
        assignment.tell(AmendmentAgreed, SYSTEM, from_state=before)
    else:
        assignment.take_force()


def _approve(assignment: Assignment, voice: Voice) -> None:
    """Take the parent body's yes; a change is checked once more before it takes force."""
    if assignment.amendment:
        _store_check(assignment, assignment.current)
        _tell(assignment, events.AnswerGiven, voice, from_state=State.CONFIRMED)
        assignment.take_force()
        return
    assignment.move_to(State.APPROVED)
    _tell(assignment, events.AssignmentApproved, voice, from_state=State.CONFIRMED)


def next_version(assignment: Assignment, changes: dict[str, Any], note: str) -> AssignmentVersion:
    """The version that the changes make of the current one; refused where they do not fit."""
    current = assignment.current
    changed = current.changed_by(changes)
    if not changed:
        raise NotValid(_("Nothing differs from version %(number)s.", number=current.number))
    proposed = AssignmentVersion(
        **(current.content() | changed),
        number=assignment.versions[-1].number + 1,
        made_from=current.number,
        note=note,
    )
    if proposed.person_id is not None:
        proposed.person = db.session.get_one(Person, proposed.person_id)
    faults = faults_of(assignment, proposed)
    if faults:
        raise NotValid(_("The changes do not fit together yet."), missing=faults)
    return proposed


def _note_late(assignment: Assignment, voice: Voice, version: int) -> SignOff:
    answer = assignment.sign(voice, Decision.YES, version=version)
    _tell(assignment, events.LateAnswerNoted, voice, version=version)
    return answer


def _refuse_second_yes(assignment: Assignment, party: Party, version: int) -> None:
    said = (one for one in assignment.answers_to(version) if one.decision is Decision.YES)
    if party in {one.party for one in said if not one.is_void}:
        raise NotPossible(_("This answer is recorded already: yes."))


def _refuse_unknown(assignment: Assignment, version: int) -> None:
    """Refuse what never was, what is asked about no more, and what waits for an open change."""
    if not 1 <= version <= len(assignment.versions):
        raise NotUnderstood(_("There is no such version."))
    if version > assignment.current_number:
        raise NotPossible(_("Version %(number)s is not asked about any more.", number=version))
    if assignment.amendment and version == assignment.number_in_force:
        raise NotPossible(
            _(
                "A change is asked for: version %(number)s. Answers to the version in force wait"
                " until then.",
                number=assignment.current_number,
            )
        )


def refuse_replaced(assignment: Assignment, version: int) -> None:
    """Refuse what is about another version than the one that is asked about."""
    _refuse_unknown(assignment, version)
    if version < assignment.current_number:
        raise NotPossible(
            _(
                "This is about version %(old)s. Version %(new)s has replaced it.",
                old=version,
                new=assignment.current_number,
            )
        )


def _unreachable(assignment: Assignment) -> list[str]:
    """The parties that nobody could answer for, in words."""
    contacts = contacts_for(assignment)
    return [
        _("someone who may answer for this party: %(party)s", party=PARTIES[party])
        for party in required_parties(assignment)
        if not any(contact.is_reachable for contact in contacts[party])
    ]


def _tell(
    assignment: Assignment, fact: type[events.SharingFact], voice: Voice, **more: Any
) -> None:
    assignment.tell(fact, voice.by, party=voice.party.value, **more)
