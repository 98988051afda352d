"""Records of staff sharing."""

from crm.sharing.models.agreements import (
    AgreementKind,
    AgreementParty,
    SharingAgreement,
    Standing,
    new_agreement,
    past_agreement,
)
from crm.sharing.models.assignments import GRACE, Assignment
from crm.sharing.models.signoffs import SignOff, Voice
from crm.sharing.models.versions import CONTENT, AssignmentVersion, plain_slot, slot_of
from crm.sharing.models.vocabulary import (
    APPROVING,
    AWAITING,
    BEFORE_WORK,
    CONFIRMING,
    ENDED,
    MOVES,
    PROMISED,
    Cost,
    Decision,
    DeclineReason,
    Instrument,
    Mode,
    ParentReason,
    Party,
    Payer,
    Purpose,
    State,
)
from crm.sharing.models.work import Evaluation, TimeEntry

__all__ = [
    "APPROVING",
    "AWAITING",
    "BEFORE_WORK",
    "CONFIRMING",
    "CONTENT",
    "ENDED",
    "GRACE",
    "MOVES",
    "PROMISED",
    "AgreementKind",
    "AgreementParty",
    "Assignment",
    "AssignmentVersion",
    "Cost",
    "Decision",
    "DeclineReason",
    "Evaluation",
    "Instrument",
    "Mode",
    "ParentReason",
    "Party",
    "Payer",
    "Purpose",
    "SharingAgreement",
    "SignOff",
    "Standing",
    "State",
    "TimeEntry",
    "Voice",
    "new_agreement",
    "past_agreement",
    "plain_slot",
    "slot_of",
]
