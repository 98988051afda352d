"""Where an assignment stands on its way, and what comes next."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from crm.core.templating import local, short_date
from crm.core.words import gettext as _
from crm.core.words import lazy_gettext as _l
from crm.documents.models import Document
from crm.institutions.models import ParentBody
from crm.sharing.models import Assignment, State
from crm.sharing.wording import awaited_in_words

Stage = tuple[str, str]
LATER = {
    State.DRAFT: 0,
    State.APPROVED: 3,
    State.DOCUMENTED: 4,
    State.ACTIVE: 4,
    State.SUSPENDED: 4,
    State.COMPLETED: 5,
    State.EVALUATED: 6,
    State.CLOSED: 6,
}

ONCE_BEGUN: dict[State, Any] = {
    State.ACTIVE: _l("hours are noted as they are worked, and confirmed by the host."),
    State.SUSPENDED: _l("the work rests until home or host resumes it."),
    State.COMPLETED: _l("host and person say what they think of it."),
    State.EVALUATED: _l("the secretariat closes it."),
}
"""The next step once work has begun."""


def stages_of(
    assignment: Assignment, body: ParentBody | None, documents: Sequence[Document]
) -> list[dict[str, Any]]:
    """The stages from proposal to evaluation, as the track shows them."""
    version, countered = assignment.promise, _countered(assignment)
    stages: list[Stage] = [
        (_("Proposed"), _day(assignment.versions[0].proposed_at)),
        *countered,
        (_("Confirmed"), _agreed(assignment)),
        (_("Approved"), _approver(assignment, body)),
        (_("Duty letter"), _day(documents[0].issued_at) if documents else ""),
        (_("At work"), short_date(assignment.first_day)),
        (_("Evaluation done"), _("after %(day)s", day=short_date(version.ends_on))),
    ]
    here = _stage_of(assignment) + len(countered)
    return [
        {"label": label, "note": note, "state": _standing(place, here)}
        for place, (label, note) in enumerate(stages)
    ]


def next_step(assignment: Assignment) -> str:
    """The next step in words; empty when nothing is left to do."""
    if assignment.state is State.DRAFT:
        return str(_("complete the draft and send it for confirmation."))
    if assignment.awaited:
        names = awaited_in_words(assignment)
        return str(_("wait for the answer of %(parties)s.", parties=names))
    if assignment.is_ready_for_papers():
        return str(_("the duty letter."))
    if assignment.state is State.DOCUMENTED:
        return str(_("work begins on %(day)s.", day=short_date(assignment.promise.starts_on)))
    return str(ONCE_BEGUN.get(assignment.state, ""))


def _stage_of(assignment: Assignment) -> int:
    """The stage that is under way: 0 proposed, 1 confirmed … 5 evaluated, 6 past it all."""
    if assignment.state is State.CONFIRMED:
        return 2 if assignment.promise.needs_parent else 3
    return LATER.get(assignment.state, 1)


def _standing(place: int, here: int) -> str:
    if place < here:
        return "did"
    return "now" if place == here else ""


def _countered(assignment: Assignment) -> list[Stage]:
    """The stage that exists only once somebody proposed changes."""
    version = assignment.promise
    origin = assignment.origin_of(version)
    if origin is None or origin.binding_since:
        return []
    day, number = _day(version.proposed_at), version.number
    return [(_("Countered"), _("%(day)s, version %(number)s", day=day, number=number))]


def _agreed(assignment: Assignment) -> str:
    version = assignment.promise
    wanted = version.parties
    if not wanted:
        return ""
    said = {answer.party for answer in assignment.answers_to(version.number) if answer.is_yes}
    agreed = sum(party in said for party in wanted)
    return str(_("%(agreed)s of %(wanted)s parties", agreed=agreed, wanted=len(wanted)))


def _approver(assignment: Assignment, body: ParentBody | None) -> str:
    if not assignment.promise.needs_parent:
        return "" if assignment.state is State.DRAFT else str(_("not needed"))
    return body.approver_post or body.name if body else str(_("nobody on record"))


def _day(at: datetime | None) -> str:
    return short_date(local(at).date()) if at else ""
