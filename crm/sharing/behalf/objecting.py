"""What was written down may be wrong: voided with a reason, or objected to by the party itself."""

from collections.abc import Mapping
from typing import Any

from crm.core import clock
from crm.core.actors import Actor
from crm.core.db import get_or_404
from crm.core.errors import NotPossible, NotValid
from crm.core.words import gettext as _
from crm.links.issuing import consume, issue
from crm.links.models import Link
from crm.sharing.authority import Contact
from crm.sharing.behalf.events import (
    AnswerDisputed,
    AnswerVoided,
    ObjectionSettled,
    RecordedAnswerFact,
)
from crm.sharing.models import Assignment, SignOff
from crm.sharing.occasions import LONGEST
from crm.sharing.queries import assignments_numbered
from crm.sharing.queries.signoffs import recorded_answers

OBJECTION = "sharing.objection"
LONGEST_WORDS = 4000


def objection_link(answer: SignOff, contact: Contact) -> Link:
    """The private link by which a party says that this was not its answer."""
    return issue(
        OBJECTION,
        answer,
        recipient=contact.email,
        recipient_name=contact.name,
        party=answer.party.value,
        version=answer.version,
        institution_id=contact.institution_id,
        language=contact.language,
        expires_at=clock.now() + LONGEST,
    )


def answer_behind(link: Link) -> tuple[Assignment, SignOff]:
    """The answer that a link is about, and its assignment."""
    answer = get_or_404(recorded_answers(), link.subject_id)
    number = answer.assignment_id
    return get_or_404(assignments_numbered(number), number), answer


def recorded_in(assignment: Assignment, answer_id: int) -> SignOff:
    """The answer with this number among those written down for an assignment; 404 for another."""
    return get_or_404(recorded_answers(of=assignment.id), answer_id)


def void_answer(assignment: Assignment, answer: SignOff, *, by: Actor, reason: str) -> None:
    """Let a yes that was written down count no more; the party is awaited again.

    Refused once all have agreed: then only a change or a withdrawal helps (domain 3.3).
    """
    assignment.hold()
    if not assignment.may_void(answer):
        raise NotPossible(
            _(
                "This answer can't be voided any more. What was agreed is changed by an amendment"
                " or withdrawn; after a no, write a new proposal."
            )
        )
    answer.voided_at, answer.voided_by, answer.void_reason = clock.now(), by.name, reason
    _tell(assignment, AnswerVoided, answer, by, reason)


def object_by_link(link: Link, words: str) -> bool:
    """Take the party's word that this was not its answer: void it where that is still possible.

    Whatever is possible, the secretariat has to look into it. False for a link used before.
    """
    assignment, answer = answer_behind(link)
    assignment.hold()
    if not consume(link, receipt={"at": clock.now().isoformat()}):
        return False
    by, said = link.as_actor(), words.strip()[:LONGEST_WORDS]
    answer.objected_at, answer.objection = clock.now(), said
    _tell(assignment, AnswerDisputed, answer, by, said)
    if assignment.may_void(answer):
        void_answer(assignment, answer, by=by, reason=said or str(_("The party objected.")))
    return True


def settle(assignment: Assignment, answer: SignOff, *, by: Actor, reason: str) -> None:
    """Note what was found about an objection, and that it is dealt with."""
    assignment.hold()
    if not answer.is_disputed:
        raise NotPossible(_("This objection is settled already."))
    answer.settled_at, answer.settled_by = clock.now(), by.name
    _tell(assignment, ObjectionSettled, answer, by, reason)


def reason_in(given: Mapping[str, Any]) -> str:
    """Why somebody does it; refused when nothing is said."""
    said = str(given.get("reason", "")).strip()[:LONGEST_WORDS]
    if not said:
        raise NotValid(_("Say why, in a few words."))
    return said


def _tell(
    assignment: Assignment, fact: type[RecordedAnswerFact], answer: SignOff, by: Actor, reason: str
) -> None:
    about: dict[str, Any] = {"version": answer.version, "party": answer.party.value}
    about |= {"speaker": answer.by_name, "answer_id": answer.id, "reason": reason}
    assignment.tell(fact, by, privately=True, **about)
