"""Records of gatherings."""

from crm.gatherings.models.actions import ActionItem
from crm.gatherings.models.conversations import conversation, keep_promise, log
from crm.gatherings.models.gatherings import Gathering
from crm.gatherings.models.invitees import Invitee, Reply
from crm.gatherings.models.kinds import (
    ActionState,
    Attendance,
    Capacity,
    GatheringKind,
    GatheringState,
    Mode,
    QuorumRule,
    Rsvp,
)
from crm.gatherings.models.minutes import AgendaItem, Correction, Decision, Minutes
from crm.gatherings.models.past import past_gathering
from crm.gatherings.models.series import Series, new_uid
from crm.gatherings.models.sessions import Session

__all__ = [
    "ActionItem",
    "ActionState",
    "AgendaItem",
    "Attendance",
    "Capacity",
    "Correction",
    "Decision",
    "Gathering",
    "GatheringKind",
    "GatheringState",
    "Invitee",
    "Minutes",
    "Mode",
    "QuorumRule",
    "Reply",
    "Rsvp",
    "Series",
    "Session",
    "conversation",
    "keep_promise",
    "log",
    "new_uid",
    "past_gathering",
]
