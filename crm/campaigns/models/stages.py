"""The stages of a placement, and how it goes from one to the next (domain 2.7)."""

from collections.abc import Mapping
from enum import StrEnum


class PlacementState(StrEnum):
    """Where a placement stands (domain 2.7)."""

    PLANNED = "planned"
    BRIEFED = "briefed"
    DESIGN = "design"
    PRETEST = "pretest"
    APPROVED = "approved"
    PERMIT_REQUESTED = "permit_requested"
    PERMIT_GRANTED = "permit_granted"
    PRODUCING = "producing"
    DELIVERED = "delivered"
    LIVE = "live"
    ENDED = "ended"
    VERIFIED = "verified"
    MEASURED = "measured"
    PERMIT_REFUSED = "permit_refused"
    REJECTED_BY_MEDIA = "rejected_by_media"
    MISSED = "missed"
    DAMAGED = "damaged"
    CANCELLED = "cancelled"


S = PlacementState
GIVEN_UP = {S.MISSED, S.CANCELLED}
MOVES: Mapping[PlacementState, set[PlacementState]] = {
    S.PLANNED: {S.BRIEFED, *GIVEN_UP},
    S.BRIEFED: {S.DESIGN, *GIVEN_UP},
    S.DESIGN: {S.PRETEST, *GIVEN_UP},
    S.PRETEST: {S.APPROVED, S.DESIGN, *GIVEN_UP},
    S.APPROVED: {S.PERMIT_REQUESTED, S.PRODUCING, *GIVEN_UP},
    S.PERMIT_REQUESTED: {S.PERMIT_GRANTED, S.PERMIT_REFUSED, *GIVEN_UP},
    S.PERMIT_REFUSED: {S.PERMIT_REQUESTED, S.CANCELLED},
    S.PERMIT_GRANTED: {S.PRODUCING, *GIVEN_UP},
    S.PRODUCING: {S.DELIVERED, S.REJECTED_BY_MEDIA, *GIVEN_UP},
    S.DELIVERED: {S.LIVE, S.REJECTED_BY_MEDIA, S.DAMAGED, *GIVEN_UP},
    S.REJECTED_BY_MEDIA: {S.DESIGN, S.CANCELLED},
    S.LIVE: {S.ENDED, S.DAMAGED},
    S.DAMAGED: {S.LIVE, S.ENDED, S.CANCELLED},
    S.ENDED: {S.VERIFIED},
    S.VERIFIED: {S.MEASURED},
    S.MEASURED: set(),
    S.MISSED: set(),
    S.CANCELLED: set(),
}
NOT_STARTED = frozenset({S.PLANNED, S.BRIEFED})
"""Nobody has begun to make it yet: after its must-start date such a placement is late."""
ONGOING = frozenset(S) - {S.ENDED, S.VERIFIED, S.MEASURED, *GIVEN_UP}
SHOWING = frozenset({S.LIVE, S.ENDED, S.VERIFIED, S.MEASURED})
"""People can see it, or could."""
GONE = frozenset({S.CANCELLED})
"""Counts for nothing any more."""
SIDEWAYS = frozenset({S.PERMIT_REFUSED, S.REJECTED_BY_MEDIA, S.MISSED, S.DAMAGED, S.CANCELLED})
"""Moves off the straight way; each is told with a reason."""
