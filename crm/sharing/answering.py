"""An answer that comes by a private link: once, on one version, whoever else tries meanwhile."""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from crm.core import clock
from crm.core.errors import NotUnderstood
from crm.core.words import gettext as _
from crm.institutions.models import ParentBody
from crm.links.issuing import consume
from crm.links.models import Link
from crm.sharing.authority import approving_body, voice_by
from crm.sharing.differences import Line, summary, week_elsewhere
from crm.sharing.drafting import counter_with
from crm.sharing.events import AnsweredByHandedLink
from crm.sharing.forms import CounterForm, DeclineForm
from crm.sharing.models import (
    APPROVING,
    Assignment,
    AssignmentVersion,
    Decision,
    DeclineReason,
    Party,
    SignOff,
    Voice,
)
from crm.sharing.negotiation import agree, decline
from crm.sharing.wording import said_of


@dataclass(frozen=True)
class Asked:
    """One assignment as the holder of a link sees it."""

    assignment: Assignment
    link: Link
    number: int = 0

    @property
    def party(self) -> Party:
        """For whom the holder answers."""
        return Party(self.link.party)

    @property
    def is_approval(self) -> bool:
        """Tell whether a parent body is asked."""
        return self.party in APPROVING

    @property
    def version(self) -> AssignmentVersion:
        """The version that the link asks about, or the one that the holder has made of it."""
        return self.assignment.version(self.number or self.link.subject_version)

    @property
    def is_replaced(self) -> bool:
        """Tell whether a newer version has taken its place."""
        older = self.link.subject_version < self.assignment.current_number
        return older and not self.is_waiting

    @property
    def is_change(self) -> bool:
        """Tell whether a change of what was agreed is asked for, beside the version in force."""
        return self.assignment.amendment is not None

    @property
    def is_waiting(self) -> bool:
        """Tell whether the approval asked for waits because a change is being agreed on."""
        return self.is_change and self.link.subject_version == self.assignment.number_in_force

    @property
    def is_dropped(self) -> bool:
        """Tell whether the change that the link asks about did not come about."""
        return self.link.subject_version > self.assignment.current_number

    @property
    def receipt(self) -> dict[str, Any]:
        """What the holder answered by this link."""
        return self.link.receipt if self.link.used_at else {}

    @cached_property
    def lines(self) -> list[Line]:
        """What is asked about, with what changed since the version before."""
        return summary(self.version, self.assignment.origin_of(self.version))

    @property
    def clock(self) -> str:
        """The hours on the clock of the holder's institution, when it differs."""
        return week_elsewhere(self.version, self._zone) if self._zone else ""

    @property
    def agreed(self) -> list[SignOff]:
        """Who has agreed to this version."""
        return [one for one in self.assignment.answers_to(self.version.number) if one.is_yes]

    @property
    def own_answer(self) -> SignOff | None:
        """What the holder's party said to this version last, by whatever way."""
        answers = self.assignment.answers_to(self.version.number)
        own = (one for one in reversed(answers) if one.party is self.party and not one.is_void)
        return next(own, None)

    @property
    def gave_up(self) -> str:
        """What the party had said to the version before, if that counts no longer."""
        origin = self.assignment.origin_of(self.version)
        if origin is None or origin is self.assignment.in_force:
            return ""
        before = self.assignment.answers_to(origin.number)
        return next((one.decision.value for one in before if one.party is self.party), "")

    @cached_property
    def body(self) -> ParentBody | None:
        """The parent body that is asked, or will be."""
        return approving_body(self.assignment) if self.version.needs_parent else None

    @property
    def _zone(self) -> str:
        places = (self.assignment.home, self.assignment.host)
        near = (place for place in places if place and place.id == self.link.institution_id)
        return next((place.zone for place in near), "")


@dataclass(frozen=True)
class Given:
    """What became of an answer; `made` is the version that a counter-proposal has made."""

    words: str = ""
    made: Asked | None = None
    is_late: bool = False
    is_closed: bool = False
    is_refused: bool = False


CLOSED = Given(is_closed=True)
REFUSED = Given(is_refused=True)


def is_answerable(asked: Asked) -> bool:
    """Tell whether the question still stands and this party has not agreed yet."""
    assignment = asked.assignment
    return (
        asked.link.subject_version == assignment.current_number
        and assignment.is_asked(asked.party)
        and asked.party not in assignment.agreed
    )


def answer_by_link(
    asked: Asked, decision: str, changes: CounterForm, refusal: DeclineForm
) -> Given:
    """Take a yes, a counter-proposal or a no; the assignment is held before the link is used.

    In this order everywhere, else a yes and a counter in the same second would wait for each other.
    """
    wanted = _decision(asked, decision)
    form = {Decision.COUNTER: changes, Decision.NO: refusal}.get(wanted)
    if form is not None and not form.validate():
        return REFUSED
    asked.assignment.hold()
    voice = voice_by(asked.link)
    if asked.is_replaced:
        return _too_late(asked, voice, wanted)
    if not is_answerable(asked) or not consume(asked.link, receipt=_receipt(wanted, voice)):
        return CLOSED
    given = TAKERS[wanted](asked, voice, changes, refusal)
    if asked.link.handed_by and not given.is_refused:
        _tell_handed(asked, voice)
    return given


def _tell_handed(asked: Asked, voice: Voice) -> None:
    """Who answered by a link that came by hand has a receipt at the party's own address."""
    about = {"version": asked.link.subject_version, "party": asked.party.value}
    clerk = asked.link.handed_by
    asked.assignment.tell(AnsweredByHandedLink, voice.by, privately=True, clerk=clerk, **about)


def _decision(asked: Asked, word: str) -> Decision:
    allowed = {Decision.YES, Decision.NO} | (set() if asked.is_approval else {Decision.COUNTER})
    if word not in {decision.value for decision in allowed}:
        raise NotUnderstood(_("Choose one of the answers on the page."))
    return Decision(word)


def _too_late(asked: Asked, voice: Voice, decision: Decision) -> Given:
    """Keep a yes that crossed with a counter-proposal; it does not count (domain 9, E4)."""
    if decision is not Decision.YES:
        return CLOSED
    answer = agree(asked.assignment, voice, version=asked.link.subject_version)
    return Given(words=said_of(asked.assignment, answer), is_late=True)


def _take_yes(asked: Asked, voice: Voice, _changes: CounterForm, _refusal: DeclineForm) -> Given:
    answer = agree(asked.assignment, voice, version=asked.link.subject_version)
    return Given(words=said_of(asked.assignment, answer))


def _take_counter(asked: Asked, voice: Voice, changes: CounterForm, _refusal: DeclineForm) -> Given:
    changes.version.data = str(asked.link.subject_version)
    if not counter_with(asked.assignment, voice, changes):
        return REFUSED
    number = asked.assignment.current_number
    words = _("Your changes are version %(number)s now. The others get a letter.", number=number)
    return Given(words=str(words), made=replace(asked, number=number))


def _take_no(asked: Asked, voice: Voice, _changes: CounterForm, refusal: DeclineForm) -> Given:
    reason, version = DeclineReason(refusal.reason.data), asked.link.subject_version
    decline(asked.assignment, voice, version=version, reason=reason, note=refusal.note.data)
    return Given(
        words=str(_("Your no is recorded, and the others have a letter with your reason."))
    )


def _receipt(decision: Decision, voice: Voice) -> dict[str, str]:
    return {"decision": decision.value, "by": voice.by.name, "at": clock.now().isoformat()}


TAKERS = {Decision.YES: _take_yes, Decision.COUNTER: _take_counter, Decision.NO: _take_no}
