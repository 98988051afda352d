"""An answer that came by phone or on paper, written down by the secretariat (domain 3.3, 5.6)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from werkzeug.datastructures import FileStorage

from crm.accounts.models import User
from crm.core.actors import Actor
from crm.core.db import reference_to
from crm.core.errors import NotPossible, NotValid
from crm.core.words import gettext as _
from crm.files.attaching import attach
from crm.institutions.models import Institution, ParentBody
from crm.permissions import Permission
from crm.sharing.authority import Contact, approving_body, contacts_for
from crm.sharing.events import AnswerRecorded
from crm.sharing.forms import RecordedAnswerForm
from crm.sharing.models import (
    APPROVING,
    Assignment,
    DeclineReason,
    Party,
    SignOff,
    Voice,
)
from crm.sharing.negotiation import agree, decline, refuse_replaced, version_named
from crm.sharing.occasions import proposed_on
from crm.sharing.wording import PARTIES


@dataclass(frozen=True)
class Desk:
    """Whose answers to one assignment may be written down, and the form for it."""

    assignment: Assignment
    user: User

    @property
    def speakers(self) -> Sequence[Contact]:
        """Everyone whose answer is awaited and who has not said anything to this version."""
        contacts = contacts_for(self.assignment)
        return [
            contact for party in unheard(self.assignment) for contact in contacts.get(party, ())
        ]

    def form(self) -> RecordedAnswerForm:
        """The form, with the names that it offers; nobody left is refused."""
        speakers = self.speakers
        if not speakers:
            raise NotPossible(_("Nobody's answer is awaited that could be written down."))
        offered = {key_of(one): f"{one.name}, {PARTIES[one.party]}" for one in speakers}
        form = RecordedAnswerForm(data={"version": self.assignment.current_number})
        return form.offer(offered, since=proposed_on(self.assignment))

    def takes(self, form: RecordedAnswerForm) -> SignOff | None:
        """Keep the paper, then the answer; None, with the refusal in the form, for a wrong file."""
        speaker = next(one for one in self.speakers if key_of(one) == form.speaker.data)
        version, by = version_named(form.data), self.user.as_actor()
        _refuse_heard(self.assignment, speaker.party, version)
        try:
            paper = _kept(self.assignment, form.papers, by=by)
        except NotValid as refusal:
            form.say("paper", str(refusal.message))
            return None
        voice = Voice(
            party=speaker.party,
            by=replace(by, on_behalf_of=speaker.name, way=form.way.data),
            email=speaker.email,
            person_id=speaker.person_id,
            said_on=form.said_on.data,
            paper=paper,
            note=form.note.data,
        )
        reason = DeclineReason(form.reason.data) if form.is_no else None
        return record_answer(self.assignment, voice, version=version, reason=reason)


def _kept(assignment: Assignment, papers: list[FileStorage], *, by: Actor) -> str:
    """Hang the paper on the assignment for good and give its address; empty without one."""
    if not papers:
        return ""
    attached = attach(reference_to(assignment), papers, by=by)[0]
    attached.keep()
    return attached.code


def may_record(user: User, assignment: Assignment) -> bool:
    """Tell whether this user writes answers down, and some are awaited."""
    return user.can(Permission.RECORD_SHARING_ANSWERS) and bool(unheard(assignment))


def record_answer(
    assignment: Assignment, voice: Voice, *, version: int, reason: DeclineReason | None = None
) -> SignOff:
    """Let what was written down count like the party's own word: a yes, or a no with its reason.

    Never for a party that has answered this version, and never on a version that was replaced.
    """
    assignment.hold()
    _refuse_heard(assignment, voice.party, version)
    if reason is None:
        answer = agree(assignment, voice, version=version)
    else:
        decline(assignment, voice, version=version, reason=reason, note=voice.note)
        answer = assignment.sign_offs[-1]
    assignment.tell(
        AnswerRecorded,
        replace(voice.by, on_behalf_of=""),
        privately=True,
        version=version,
        party=voice.party.value,
        speaker=voice.name,
        how=voice.by.way,
        said_on=voice.said_on,
        reason=voice.note,
    )
    return answer


def unheard(assignment: Assignment) -> list[Party]:
    """The parties that are awaited and have not said anything to the current version."""
    given = assignment.answers_to(assignment.current_number)
    said = {answer.party for answer in given if not answer.is_void}
    return [party for party in assignment.awaited if party not in said]


def receipt_to(assignment: Assignment, answer: SignOff) -> Contact | None:
    """Whom the receipt goes to: the party's own address, not that of who is said to have spoken.

    So an institution hears of what was written down in its name and can object.
    """
    contacts = contacts_for(assignment).get(answer.party, [])
    speaker = next((one for one in contacts if one.person_id == answer.by_person_id), None)
    if speaker is None:
        return None
    place = own_place(assignment, answer.party)
    if place is not None and place.email:
        speaker = replace(speaker, name=place.name, email=place.email, user_id=None)
    return speaker if speaker.email else None


def own_place(assignment: Assignment, party: Party) -> Institution | ParentBody | None:
    """The place that a party speaks for; None for the person."""
    if party in APPROVING:
        return approving_body(assignment)
    return {Party.HOME_HEAD: assignment.home, Party.HOST_HEAD: assignment.host}.get(party)


def _refuse_heard(assignment: Assignment, party: Party, version: int) -> None:
    refuse_replaced(assignment, version)
    if party not in unheard(assignment):
        raise NotPossible(
            _("This party has answered by now, or is not asked any more. Its own word counts.")
        )


def key_of(contact: Contact) -> str:
    """How the form names somebody who speaks for a party."""
    return f"{contact.party}:{contact.person_id or 0}"
