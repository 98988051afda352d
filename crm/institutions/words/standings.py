"""How memberships, needs and relations stand, in words, and what comes next."""

from typing import Any, NamedTuple

from crm.core.words import lazy_gettext as _l
from crm.institutions.models import (
    BackingKind,
    BackingState,
    Institution,
    MembershipState,
    NeedKind,
    NeedState,
    RelationKind,
    Requirement,
)

_S = MembershipState

BACKING_NAMES: dict[BackingKind, Any] = {
    BackingKind.FUNDING: _l("Money"),
    BackingKind.ENDORSEMENT: _l("Its word in public"),
}

BACKING_ANSWERS: dict[BackingState, Any] = {
    BackingState.OPEN: _l("no answer yet"),
    BackingState.GIVEN: _l("it gave it"),
    BackingState.REFUSED: _l("it refused"),
}

NEED_NAMES: dict[NeedKind, Any] = {
    NeedKind.SKILL: _l("Skill"),
    NeedKind.LITERATURE: _l("Literature"),
    NeedKind.PROCESSING: _l("Processing"),
    NeedKind.PROMOTION: _l("Promotion"),
}

NEED_STANDINGS: dict[NeedState, tuple[Any, str]] = {
    NeedState.OPEN: (_l("Open"), "wait"),
    NeedState.MET: (_l("Met"), "good"),
    NeedState.CLOSED: (_l("Closed"), "past"),
}

RELATION_NAMES: dict[RelationKind, tuple[Any, Any]] = {
    RelationKind.TEACHING_HOSPITAL_OF: (_l("teaching hospital of"), _l("teaches at")),
    RelationKind.BRANCH_OF: (_l("branch of"), _l("has as a branch")),
    RelationKind.MEMBER_OF: (_l("member of"), _l("has as a member")),
    RelationKind.SUPPORTS: (_l("supports"), _l("is supported by")),
    RelationKind.PARTNER_OF: (_l("partner of"), _l("partner of")),
    RelationKind.SUCCEEDED_BY: (_l("became part of"), _l("took over")),
}
"""What the near one is for the far one, and the far one for the near."""

REQUIREMENT_NAMES: dict[Requirement, Any] = {
    Requirement.JOINING_LETTER: _l("the joining letter, signed by the parent body"),
    Requirement.LIAISON: _l("a liaison who consented to be written to"),
    Requirement.NPP: _l("the NPP, or the reason why there is none"),
    Requirement.ETHICS: _l("the acknowledgement of the ethics policy"),
}

STATE_NAMES: dict[MembershipState, Any] = {
    _S.NONE: _l("Not a member"),
    _S.PROSPECT: _l("Prospect"),
    _S.APPLIED: _l("Applied"),
    _S.VERIFIED: _l("Verified"),
    _S.ACTIVE: _l("Active member"),
    _S.GRACE: _l("In grace"),
    _S.LAPSED: _l("Lapsed"),
    _S.SUSPENDED: _l("Suspended"),
    _S.WITHDRAWN: _l("Withdrawn"),
    _S.HONORARY: _l("Honorary member"),
    _S.MERGED: _l("Merged"),
}

STATE_TONES: dict[MembershipState, str] = {
    _S.NONE: "past",
    _S.PROSPECT: "idle",
    _S.APPLIED: "wait",
    _S.VERIFIED: "move",
    _S.ACTIVE: "good",
    _S.GRACE: "wait",
    _S.LAPSED: "stop",
    _S.SUSPENDED: "stop",
    _S.WITHDRAWN: "past",
    _S.HONORARY: "good",
    _S.MERGED: "past",
}

MOVE_NAMES: dict[MembershipState, Any] = {
    _S.PROSPECT: _l("Note as a prospect"),
    _S.APPLIED: _l("Note the application"),
    _S.VERIFIED: _l("Verify the application"),
    _S.ACTIVE: _l("Activate the membership"),
    _S.GRACE: _l("Give a time of grace"),
    _S.LAPSED: _l("Let the membership lapse"),
    _S.SUSPENDED: _l("Suspend the membership"),
    _S.WITHDRAWN: _l("Note the withdrawal"),
    _S.HONORARY: _l("Make an honorary member"),
}

NEXT_STEPS: dict[MembershipState, tuple[MembershipState, Any]] = {
    _S.PROSPECT: (_S.APPLIED, _l("the joining letter, signed by the parent body.")),
    _S.APPLIED: (_S.VERIFIED, _l("check the letter, the liaison and the ethics statement.")),
    _S.VERIFIED: (_S.ACTIVE, _l("say from which day the membership is active.")),
    _S.GRACE: (_S.ACTIVE, _l("renew the membership, or let it lapse.")),
}


class Standing(NamedTuple):
    """A state as a badge shows it."""

    label: str
    tone: str


def standing_of(state: MembershipState) -> Standing:
    """The words and the tone of a membership state."""
    return Standing(str(STATE_NAMES[state]), STATE_TONES[state])


def need_standing(state: NeedState) -> Standing:
    """The words and the tone of a need's state."""
    name, tone = NEED_STANDINGS[state]
    return Standing(str(name), tone)


def relation_name(kind: RelationKind, *, from_near: bool) -> str:
    """What a relation is called from one of its sides."""
    near, far = RELATION_NAMES[kind]
    return str(near if from_near else far)


class NextStep(NamedTuple):
    """What comes next for a membership, in words, and the move that does it."""

    text: str
    act_label: str
    to: MembershipState


def next_step_of(institution: Institution) -> NextStep | None:
    """The next step of a membership that is on its way; none where nothing has to happen."""
    if institution.state not in NEXT_STEPS:
        return None
    to, text = NEXT_STEPS[institution.state]
    return NextStep(str(text), str(MOVE_NAMES[to]), to)
