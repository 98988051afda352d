"""The words of gatherings: kinds, states, answers, attendance (domain 4.1)."""

from enum import StrEnum


class GatheringKind(StrEnum):
    """What people gather for."""

    REGULAR = "regular"
    INFORMAL = "informal"
    WORKING_GROUP = "working_group"
    AUDIENCE = "audience"
    WORKSHOP = "workshop"
    MUNAS = "munas"


class GatheringState(StrEnum):
    """Where a gathering stands between its plan and its approved minutes."""

    DRAFT = "draft"
    INVITED = "invited"
    HELD = "held"
    MINUTES_DRAFT = "minutes_draft"
    MINUTES_CIRCULATED = "minutes_circulated"
    MINUTES_APPROVED = "minutes_approved"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"


class Mode(StrEnum):
    """Where people take part."""

    ONSITE = "onsite"
    ONLINE = "online"
    HYBRID = "hybrid"


class QuorumRule(StrEnum):
    """How a quorum is counted, always in institutions: none, more than a share, or a number."""

    NONE = "none"
    FRACTION = "fraction"
    ABSOLUTE = "absolute"


class Capacity(StrEnum):
    """In what capacity someone is invited."""

    VOTING = "voting"
    OBSERVER = "observer"
    SPEAKER = "speaker"
    COMMITTEE = "committee"


class Rsvp(StrEnum):
    """What an invitee has answered, in the words of iCalendar."""

    NEEDS_ACTION = "needs_action"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    TENTATIVE = "tentative"
    DELEGATED = "delegated"


class Attendance(StrEnum):
    """Whether and how an invitee took part."""

    PRESENT_ONSITE = "present_onsite"
    PRESENT_ONLINE = "present_online"
    LATE = "late"
    LEFT_EARLY = "left_early"
    EXCUSED = "excused"
    ABSENT = "absent"


class ActionState(StrEnum):
    """Where an agreed follow-up stands."""

    OPEN = "open"
    IN_PROGRESS = "in_progress"
    DONE = "done"
    DROPPED = "dropped"


PRESENT = frozenset(
    {
        Attendance.PRESENT_ONSITE,
        Attendance.PRESENT_ONLINE,
        Attendance.LATE,
        Attendance.LEFT_EARLY,
    }
)
S = GatheringState
MOVES: dict[GatheringState, frozenset[GatheringState]] = {
    S.DRAFT: frozenset({S.INVITED, S.POSTPONED, S.CANCELLED}),
    S.INVITED: frozenset({S.HELD, S.POSTPONED, S.CANCELLED}),
    S.POSTPONED: frozenset({S.DRAFT, S.INVITED, S.CANCELLED}),
    S.HELD: frozenset({S.MINUTES_DRAFT}),
    S.MINUTES_DRAFT: frozenset({S.MINUTES_CIRCULATED}),
    S.MINUTES_CIRCULATED: frozenset({S.MINUTES_APPROVED}),
    S.MINUTES_APPROVED: frozenset(),
    S.CANCELLED: frozenset(),
}
AHEAD = frozenset({S.DRAFT, S.INVITED, S.POSTPONED})
WITH_MINUTES = frozenset({S.MINUTES_DRAFT, S.MINUTES_CIRCULATED, S.MINUTES_APPROVED})
A = ActionState
ACTION_MOVES: dict[ActionState, frozenset[ActionState]] = {
    A.OPEN: frozenset({A.IN_PROGRESS, A.DONE, A.DROPPED}),
    A.IN_PROGRESS: frozenset({A.DONE, A.DROPPED}),
    A.DONE: frozenset(),
    A.DROPPED: frozenset(),
}
UNFINISHED = frozenset({A.OPEN, A.IN_PROGRESS})
