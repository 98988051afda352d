"""What people fill in."""

from crm.sharing.forms.agreements import AgreementForm, filled_agreement
from crm.sharing.forms.answers import CounterForm, DeclineForm, WithdrawalForm
from crm.sharing.forms.drafts import AssignmentForm, filled_draft
from crm.sharing.forms.promises import PromiseForm, filled_promise

__all__ = [
    "AgreementForm",
    "AssignmentForm",
    "CounterForm",
    "DeclineForm",
    "PromiseForm",
    "WithdrawalForm",
    "filled_agreement",
    "filled_draft",
    "filled_promise",
]
