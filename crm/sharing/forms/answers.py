"""Answers to a version: changes, a no, a withdrawal."""

from wtforms import HiddenField, TextAreaField

from crm.core.forms import ChoiceField, Form, at_most, needed, optional
from crm.core.words import lazy_gettext as _l
from crm.sharing.forms.promises import LONGEST_TEXT, PromiseForm
from crm.sharing.models import DeclineReason
from crm.sharing.wording import DECLINE_REASONS


class CounterForm(PromiseForm):
    """The changes that a party proposes, with a word to the others."""

    note = TextAreaField(_l("A word to the others"), [optional(), at_most(LONGEST_TEXT)])
    version = HiddenField()


class DeclineForm(Form):
    """A no with its reason."""

    reason = ChoiceField(_l("Reason"), kind=DeclineReason, labels=DECLINE_REASONS)
    note = TextAreaField(
        _l("In your words"),
        [needed(), at_most(LONGEST_TEXT)],
        description=_l("The others read this; it helps them to propose something better."),
    )
    version = HiddenField()


class WithdrawalForm(Form):
    """Why a proposal is taken back."""

    reason = TextAreaField(_l("Why do you withdraw it?"), [needed(), at_most(LONGEST_TEXT)])
