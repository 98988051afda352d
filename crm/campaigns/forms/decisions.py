"""Short forms: a reason, another window, a step, a permit, where a link leads."""

from typing import Any

from wtforms import StringField, TextAreaField

from crm.campaigns.fields import MOST_RUPIAH, DayField, WholeField
from crm.campaigns.forms.campaigns import target_refusals
from crm.campaigns.models import PlacementState, TaxStatus
from crm.campaigns.models.links import LONGEST_TARGET
from crm.campaigns.models.windows import window_refusals
from crm.campaigns.words import STEPS, TAXES
from crm.core.forms import ChoiceField, Form, NotBefore, at_most, needed, optional
from crm.core.words import lazy_gettext as _l


class ReasonForm(Form):
    """Why."""

    reason = TextAreaField(_l("Why?"), [needed(), at_most(2000)])


class WindowForm(ReasonForm):
    """Another window for an approved plan."""

    starts_on = DayField(_l("First day of the window"), [needed()])
    ends_on = DayField(_l("Last day of the window"), [needed()])

    def validate(self, extra_validators: Any = None) -> bool:
        """Check the fields, then the window (VR1)."""
        is_valid = bool(super().validate(extra_validators))
        told = window_refusals(self.starts_on.data, self.ends_on.data) if is_valid else {}
        for name, words in told.items():
            self.say(name.removeprefix("window_"), words)
        return is_valid and not told


class StepForm(Form):
    """Where a placement goes next."""

    state = ChoiceField(
        _l("Step"), kind=PlacementState, labels={PlacementState.PLANNED: "", **STEPS}
    )
    reason = TextAreaField(_l("Why?"), [optional(), at_most(2000)])

    def step(self) -> PlacementState:
        """Where to."""
        return PlacementState(self.state.data)


class LinkForm(Form):
    """Where a tracked link leads."""

    target_url = StringField(_l("Where its QR code leads"), [needed(), at_most(LONGEST_TARGET)])

    def validate(self, extra_validators: Any = None) -> bool:
        """Check that it is an address on the web."""
        is_valid = bool(super().validate(extra_validators))
        told = target_refusals("target_url", self.target_url.data) if is_valid else {}
        for name, words in told.items():
            self.say(name, words)
        return is_valid and not told


class PermitForm(Form):
    """A permit as it was given."""

    number = StringField(_l("Number of the permit"), [needed(), at_most(80)])
    office = StringField(_l("Given by"), [optional(), at_most(200)])
    valid_from = DayField(_l("Valid from"), [needed()])
    valid_to = DayField(_l("Valid to"), [needed(), NotBefore("valid_from")])
    location = StringField(_l("For which place"), [optional(), at_most(300)])
    size = StringField(_l("Size"), [optional(), at_most(60)])
    faces = WholeField(_l("Faces"), [optional()], most=100)
    tax_status = ChoiceField(_l("Advertisement tax"), kind=TaxStatus, labels=dict(TAXES))
    skpd_number = StringField(_l("Number of the tax notice (SKPD)"), [optional(), at_most(80)])
    amount = WholeField(_l("Tax, in rupiah"), [optional()], most=MOST_RUPIAH)
    deposit = WholeField(_l("Deposit, in rupiah"), [optional()], most=MOST_RUPIAH)
    sticker_number = StringField(_l("Number of the sticker"), [optional(), at_most(80)])
    removal_deadline = DayField(_l("To be taken down by"), [optional(), NotBefore("valid_from")])

    def facts(self) -> dict[str, Any]:
        """What was written, by the names of the record."""
        return {field.name: field.data for field in self if field.name != "csrf_token"}
