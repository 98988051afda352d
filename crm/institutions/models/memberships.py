"""Where an institution may stand with the network, and the moves between (domain 5.3)."""

from datetime import timedelta
from enum import StrEnum

from crm.institutions.events import (
    ApplicationBegun,
    GraceBegun,
    HonoraryMembershipGiven,
    MembershipActivated,
    MembershipApplied,
    MembershipLapsed,
    MembershipMoved,
    MembershipSuspended,
    MembershipVerified,
    MembershipWithdrawn,
)


class MembershipState(StrEnum):
    """Where an institution stands with the network; NONE never applied."""

    NONE = "none"
    PROSPECT = "prospect"
    APPLIED = "applied"
    VERIFIED = "verified"
    ACTIVE = "active"
    GRACE = "grace"
    LAPSED = "lapsed"
    SUSPENDED = "suspended"
    WITHDRAWN = "withdrawn"
    HONORARY = "honorary"
    MERGED = "merged"


_S = MembershipState

MOVES: dict[MembershipState, frozenset[MembershipState]] = {
    _S.NONE: frozenset({_S.PROSPECT, _S.APPLIED, _S.HONORARY}),
    _S.PROSPECT: frozenset({_S.APPLIED, _S.HONORARY, _S.WITHDRAWN}),
    _S.APPLIED: frozenset({_S.VERIFIED, _S.PROSPECT, _S.WITHDRAWN}),
    _S.VERIFIED: frozenset({_S.ACTIVE, _S.APPLIED, _S.WITHDRAWN}),
    _S.ACTIVE: frozenset({_S.GRACE, _S.SUSPENDED, _S.WITHDRAWN}),
    _S.GRACE: frozenset({_S.ACTIVE, _S.LAPSED, _S.SUSPENDED, _S.WITHDRAWN}),
    _S.LAPSED: frozenset({_S.ACTIVE, _S.APPLIED, _S.WITHDRAWN}),
    _S.SUSPENDED: frozenset({_S.ACTIVE, _S.LAPSED, _S.WITHDRAWN}),
    _S.HONORARY: frozenset({_S.APPLIED, _S.WITHDRAWN}),
    _S.WITHDRAWN: frozenset({_S.PROSPECT, _S.APPLIED}),
    _S.MERGED: frozenset(),
}

GRACE = timedelta(days=90)
"""How long after its last day a membership may still be renewed; then it lapses."""

WITH_REASON = frozenset({_S.SUSPENDED, _S.WITHDRAWN, _S.LAPSED})
MEMBERS = frozenset({_S.ACTIVE, _S.GRACE, _S.HONORARY})
"""Who is a member now: invited, counted, and listed when published."""

FACTS: dict[MembershipState, type[MembershipMoved]] = {
    _S.PROSPECT: ApplicationBegun,
    _S.APPLIED: MembershipApplied,
    _S.VERIFIED: MembershipVerified,
    _S.ACTIVE: MembershipActivated,
    _S.GRACE: GraceBegun,
    _S.LAPSED: MembershipLapsed,
    _S.SUSPENDED: MembershipSuspended,
    _S.WITHDRAWN: MembershipWithdrawn,
    _S.HONORARY: HonoraryMembershipGiven,
}
