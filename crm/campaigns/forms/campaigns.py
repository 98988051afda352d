"""Writing the plan of a campaign."""

from typing import Any

from wtforms import StringField, TextAreaField

from crm.campaigns.fields import DayField
from crm.campaigns.models import Campaign, Goal
from crm.campaigns.models.links import LONGEST_TARGET, checked_target
from crm.campaigns.models.windows import window_refusals
from crm.campaigns.words import GOALS
from crm.core.errors import NotValid
from crm.core.forms import ChoicesField, Form, at_most, needed, optional
from crm.core.stale import Versioned
from crm.core.words import lazy_gettext as _l

LONG = 4000


class PlanWords(Form):
    """The words of a plan, whatever its state."""

    title_id = StringField(_l("Title in Indonesian"), [needed(), at_most(200)])
    title_en = StringField(_l("Title in English"), [optional(), at_most(200)])
    purpose = TextAreaField(
        _l("Purpose"),
        [optional(), at_most(LONG)],
        description=_l("What changes if the campaign succeeds."),
    )
    welfare_benefit = TextAreaField(
        _l("How people will be better off"),
        [optional(), at_most(LONG)],
        description=_l("Social marketing serves welfare: say whose, and how."),
    )
    problem = TextAreaField(_l("Problem"), [optional(), at_most(LONG)])
    focus = TextAreaField(_l("Focus"), [optional(), at_most(LONG)])
    positioning = TextAreaField(
        _l("Positioning"),
        [optional(), at_most(LONG)],
        description=_l(
            "We want these people to see this behaviour as …, and as better than what they do now."
        ),
    )
    goals = ChoicesField(_l("Goals of the network that it serves"), kind=Goal, labels=dict(GOALS))
    landing_url = StringField(
        _l("Where the links lead"),
        [optional(), at_most(LONGEST_TARGET)],
        description=_l("The page that people reach by QR code, unless a placement has its own."),
    )
    unserved_reason = TextAreaField(
        _l("Why librarians or the users meant are not addressed"),
        [optional(), at_most(LONG)],
        description=_l("Only if one of both is left out on purpose."),
    )
    peak_on = DayField(_l("Peak"), [optional()])

    def words(self) -> dict[str, Any]:
        """What was written, by the names of the record."""
        left = {"csrf_token", "version"}
        return {field.name: field.data for field in self if field.name not in left}

    def validate(self, extra_validators: Any = None) -> bool:
        """Check the fields, then what the domain says of them together."""
        is_valid = bool(super().validate(extra_validators))
        told = self.refusals() if is_valid else {}
        for name, words in told.items():
            self.say(name, words)
        return is_valid and not told

    def refusals(self) -> dict[str, str]:
        """What the domain has against it, by field."""
        return target_refusals("landing_url", self.landing_url.data)


class CampaignForm(PlanWords):
    """A new plan: with its window."""

    window_starts_on = DayField(_l("First day of the window"), [needed()])
    window_ends_on = DayField(_l("Last day of the window"), [needed()])

    def refusals(self) -> dict[str, str]:
        """Add what is wrong with the window (VR1)."""
        first, last = self.window_starts_on.data, self.window_ends_on.data
        return {**super().refusals(), **window_refusals(first, last, peak_on=self.peak_on.data)}


class DraftForm(Versioned, CampaignForm):
    """A plan that was not approved yet: everything may change."""


class AgreedForm(Versioned, PlanWords):
    """A plan that was approved: its window is changed apart, with a reason."""

    def refusals(self) -> dict[str, str]:
        """Keep the peak inside the window that holds."""
        campaign: Campaign = self.saved
        return {
            **super().refusals(),
            **window_refusals(
                campaign.window_starts_on, campaign.window_ends_on, peak_on=self.peak_on.data
            ),
        }


def plan_form(campaign: Campaign) -> DraftForm | AgreedForm:
    """The form that fits a plan as it stands."""
    kind = DraftForm if campaign.approved_version is None else AgreedForm
    return kind(obj=campaign)


def target_refusals(name: str, address: str | None) -> dict[str, str]:
    """What is wrong with a web address, beside its field."""
    if not address:
        return {}
    try:
        checked_target(address)
    except NotValid as refusal:
        return {name: str(refusal)}
    return {}
