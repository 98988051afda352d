"""Who in this room hears of changes to what was agreed, of work, and of what renewed itself."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from crm.core.events import Event
from crm.sharing import notices
from crm.sharing.amendments import events as amendments
from crm.sharing.amendments import notices as changes
from crm.sharing.board.answering import follow as follow_needs
from crm.sharing.capacity.notices import tell_over_cap
from crm.sharing.renewals import events as renewals
from crm.sharing.renewals.notices import tell_renewed_itself
from crm.sharing.work import events as work

HEARD: Mapping[type[Event], Sequence[Callable[[Any], None]]] = {
    amendments.AmendmentProposed: (changes.ask_for_change,),
    amendments.AmendmentAgreed: (changes.ask_approver_of_change,),
    amendments.AmendmentTookForce: (changes.tell_change, follow_needs, tell_over_cap),
    amendments.AmendmentDropped: (changes.tell_dropped,),
    work.AssignmentPaused: (notices.tell_turned,),
    work.AssignmentResumed: (notices.tell_turned,),
    work.AssignmentEnded: (notices.tell_turned, follow_needs),
    work.AssignmentCompleted: (notices.tell_turned,),
    renewals.AgreementRenewedItself: (tell_renewed_itself,),
}
