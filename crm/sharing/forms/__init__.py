"""What people fill in."""

from crm.sharing.forms.agreements import AgreementForm, filled_agreement
from crm.sharing.forms.amendments import AmendmentForm, TakeBackForm, filled_amendment
from crm.sharing.forms.answers import CounterForm, DeclineForm, WithdrawalForm
from crm.sharing.forms.drafts import AssignmentForm, filled_draft
from crm.sharing.forms.formal import FormalStepForm
from crm.sharing.forms.postings import (
    SharingNeedForm,
    SharingOfferForm,
    filled_offer,
    skill_filter,
)
from crm.sharing.forms.promises import PromiseForm, filled_promise
from crm.sharing.forms.recorded import RecordedAnswerForm
from crm.sharing.forms.work import EarlyEndForm, EvaluationForm, HoursForm, PauseForm

__all__ = [
    "AgreementForm",
    "AmendmentForm",
    "AssignmentForm",
    "CounterForm",
    "DeclineForm",
    "EarlyEndForm",
    "EvaluationForm",
    "FormalStepForm",
    "HoursForm",
    "PauseForm",
    "PromiseForm",
    "RecordedAnswerForm",
    "SharingNeedForm",
    "SharingOfferForm",
    "TakeBackForm",
    "WithdrawalForm",
    "filled_agreement",
    "filled_amendment",
    "filled_draft",
    "filled_offer",
    "filled_promise",
    "skill_filter",
]
