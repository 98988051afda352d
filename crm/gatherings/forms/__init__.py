"""What people fill in."""

from crm.gatherings.forms.invitations import AnswerForm, InvitationForm, InviteeForm
from crm.gatherings.forms.plans import (
    GatheringForm,
    MoveForm,
    NewGatheringForm,
    ReasonForm,
    SeriesForm,
)
from crm.gatherings.forms.records import (
    ActionForm,
    AgendaItemForm,
    AttendanceForm,
    CompletionForm,
    ConversationForm,
    CorrectionForm,
    DecisionForm,
    MinutesForm,
    SessionForm,
)

__all__ = [
    "ActionForm",
    "AgendaItemForm",
    "AnswerForm",
    "AttendanceForm",
    "CompletionForm",
    "ConversationForm",
    "CorrectionForm",
    "DecisionForm",
    "GatheringForm",
    "InvitationForm",
    "InviteeForm",
    "MinutesForm",
    "MoveForm",
    "NewGatheringForm",
    "ReasonForm",
    "SeriesForm",
    "SessionForm",
]
