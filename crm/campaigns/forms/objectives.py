"""Writing what a campaign promises to change."""

from collections.abc import Sequence
from typing import Any

from wtforms import SelectField, StringField
from wtforms.fields import SelectChoice

from crm.campaigns.fields import DayField, FigureField, WholeField
from crm.campaigns.models import (
    Campaign,
    CampaignSegment,
    Direction,
    Method,
    Objective,
    ObjectiveLevel,
)
from crm.campaigns.words import DIRECTIONS, LEVELS, METHODS, UNITS
from crm.core.forms import ChoiceField, Form, at_most, needed, optional
from crm.core.words import gettext as _
from crm.core.words import lazy_gettext as _l
from crm.measures.models import Unit


class ObjectiveForm(Form):
    """One promise: what, for whom, from where to where, until when."""

    level = ChoiceField(_l("What shall change"), kind=ObjectiveLevel, labels=dict(LEVELS))
    behaviour = StringField(
        _l("In words"),
        [needed(), at_most(300)],
        description=_l("Who does what: “Residents search the one-door portal every week”."),
    )
    campaign_segment_id = SelectField(_l("Audience"), coerce=lambda text: int(text or 0) or None)
    indicator_text = StringField(
        _l("Indicator"),
        [optional(), at_most(300)],
        description=_l("How it is counted: share of residents who used the portal last week."),
    )
    unit = ChoiceField(_l("Counted in"), kind=Unit, labels=dict(UNITS), default=Unit.PERCENT)
    direction = ChoiceField(
        _l("Direction"), kind=Direction, labels=dict(DIRECTIONS), default=Direction.UP
    )
    target_value = FigureField(_l("Target"), [optional()])
    target_on = DayField(_l("To be reached by"), [optional()])
    baseline_value = FigureField(_l("Baseline, if it was taken"), [optional()])
    baseline_on = DayField(_l("Taken on"), [optional()])
    baseline_n = WholeField(_l("Number asked (n)"), [optional()])
    baseline_method = ChoiceField(
        _l("How it was taken"), kind=Method, labels=dict(METHODS), blank=_l("–"),
        validators=[optional()],
    )  # fmt: skip
    baseline_wave_on = DayField(
        _l("Or: when the baseline will be taken"),
        [optional()],
        description=_l("By the first day of the window at the latest."),
    )

    def __init__(
        self, campaign: Campaign, audiences: Sequence[CampaignSegment], **given: Any
    ) -> None:
        """Offer the audiences of the campaign."""
        super().__init__(**given)
        self.campaign = campaign
        self.campaign_segment_id.choices = [
            SelectChoice("", _("Everyone")),
            *(SelectChoice(str(one.id), one.segment.name) for one in audiences),
        ]

    def figures(self) -> dict[str, Any]:
        """What was written, by the names of the record."""
        kinds = {"level": ObjectiveLevel, "unit": Unit, "direction": Direction}
        found = {field.name: field.data for field in self if field.name != "csrf_token"}
        found.update({name: kind(found[name]) for name, kind in kinds.items()})
        found["baseline_method"] = self.baseline_method.chosen()
        return found

    def validate(self, extra_validators: Any = None) -> bool:
        """Check the fields, then the figures against each other (VR3, VR4)."""
        is_valid = bool(super().validate(extra_validators))
        told = Objective(campaign=self.campaign, **self.figures()).refusals() if is_valid else {}
        for name, words in told.items():
            self.say(name, words)
        return is_valid and not told
