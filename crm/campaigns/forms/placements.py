"""Writing a placement: common facts, and those that its kind of medium asks for."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from wtforms import (
    BooleanField,
    Field,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired
from wtforms.widgets import CheckboxInput, ListWidget

from crm.campaigns.fields import MOST_RUPIAH, DayField, WholeField
from crm.campaigns.forms.campaigns import target_refusals
from crm.campaigns.models import (
    KINDS,
    Campaign,
    CampaignSegment,
    Placement,
    PlacementLanguage,
    PlacementType,
)
from crm.campaigns.models.links import LONGEST_TARGET
from crm.campaigns.models.runs import run_refusals
from crm.campaigns.models.specs import SPECS, Shape, SpecField
from crm.campaigns.preview import Preview, count_back
from crm.campaigns.words import LANGUAGES
from crm.core.forms import ChoiceField, at_most, needed, optional
from crm.core.stale import Versioned
from crm.core.words import gettext as _
from crm.core.words import lazy_gettext as _l
from crm.places.models import Province

SPEC = "spec_"
COMMON = (
    "name", "run_starts_on", "run_ends_on", "lead_workdays", "is_teaser", "needs_permit",
    "quantity", "unit_cost", "vendor", "place", "message", "latitude", "longitude",
)  # fmt: skip


class PlacementForm(Versioned):
    """The facts that every placement has."""

    kind: PlacementType

    name = StringField(
        _l("Name"), [needed(), at_most(200)], description=_l("Baliho at the Dago crossing")
    )
    run_starts_on = DayField(_l("First day of the run"), [needed()])
    run_ends_on = DayField(_l("Last day of the run"), [needed()])
    lead_workdays = WholeField(
        _l("Lead time, in working days"),
        [InputRequired(_l("Fill this in."))],
        most=250,
        description=_l("How long it takes to make it ready before it runs."),
    )
    audiences = SelectMultipleField(
        _l("For whom"),
        [optional()],
        coerce=int,
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    target_url = StringField(
        _l("Where its QR code leads"),
        [optional(), at_most(LONGEST_TARGET)],
        description=_l("Empty: no tracked link for now."),
    )
    quantity = WholeField(_l("Quantity"), [optional()])
    unit_cost = WholeField(_l("Cost of one piece, in rupiah"), [optional()], most=MOST_RUPIAH)
    vendor = StringField(_l("Vendor or media"), [optional(), at_most(200)])
    place = TextAreaField(_l("Where"), [optional(), at_most(2000)])
    province_code = SelectField(
        _l("Province"),
        coerce=lambda code: code or None,
        description=_l("Its holidays count for the lead time."),
    )
    language = ChoiceField(
        _l("Language"), kind=PlacementLanguage, labels=dict(LANGUAGES),
        default=PlacementLanguage.INDONESIAN,
    )  # fmt: skip
    message = TextAreaField(_l("Message"), [optional(), at_most(4000)])
    is_teaser = BooleanField(
        _l("A teaser: may begin up to 14 days before the window, once that is approved")
    )
    needs_permit = BooleanField(_l("An authority's permit must cover every day"))

    def __init__(
        self,
        campaign: Campaign,
        audiences: Sequence[CampaignSegment],
        provinces: Sequence[Province],
        placement: Placement | None = None,
    ) -> None:
        """Begin with what is saved, or with what the kind usually takes."""
        super().__init__(obj=placement, data=_first_answers(self.kind, placement, campaign))
        self.campaign = campaign
        self.offered = audiences
        self.audiences.choices = [SelectChoice(one.id, one.segment.name) for one in audiences]
        everywhere = SelectChoice("", _("The whole country"))
        self.province_code.choices = [
            everywhere,
            *(SelectChoice(one.code, one.name) for one in provinces),
        ]
        if placement is None:
            del self.version
        else:
            del self.target_url

    @property
    def spec_fields(self) -> list[Field]:
        """The fields that only this kind of medium has."""
        return [field for field in self if field.name.startswith(SPEC)]

    def facts(self) -> dict[str, Any]:
        """What was written, by the names of the record."""
        found = {name: self[name].data for name in COMMON if name in self}
        chosen = set(self.audiences.data or ())
        return {
            **found,
            "type": self.kind,
            "province_code": self.province_code.data,
            "language": self.language.chosen(),
            "campaign_segments": [one for one in self.offered if one.id in chosen],
        }

    def preview(self) -> Preview | None:
        """When work would have to begin, by what stands in the fields now."""
        starts, lead = self.run_starts_on.data, self.lead_workdays.data
        if starts is None or lead is None or self.run_starts_on.errors or self.lead_workdays.errors:
            return None
        return count_back(starts, lead, self.province_code.data)

    def target(self) -> str:
        """Where the code of a new piece leads; nothing when it gets none yet."""
        return self.target_url.data or ""

    def spec(self) -> dict[str, Any]:
        """What the kind of medium asked for."""
        return {field.name.removeprefix(SPEC): field.data for field in self.spec_fields}

    def validate(self, extra_validators: Any = None) -> bool:
        """Check the fields, then whether the run lies inside the window (VR5)."""
        is_valid = bool(super().validate(extra_validators))
        told = self._refusals() if is_valid else {}
        for name, words in told.items():
            self.say(name, words)
        return is_valid and not told

    def _refusals(self) -> dict[str, str]:
        told = run_refusals(
            self.campaign,
            self.run_starts_on.data,
            self.run_ends_on.data,
            teaser=self.is_teaser.data,
        )
        link = self.target_url.data if "target_url" in self else ""
        return {**told, **target_refusals("target_url", link)}


@cache
def form_for(kind: PlacementType) -> type[PlacementForm]:
    """The form of one kind of medium."""
    fields = {f"{SPEC}{asked.name}": _field(asked) for asked in SPECS[kind]}
    return type(f"PlacementForm_{kind}", (PlacementForm,), {"kind": kind, **fields})


def _first_answers(
    kind: PlacementType, placement: Placement | None, campaign: Campaign
) -> dict[str, Any]:
    if placement is None:
        usual = KINDS[kind]
        return {
            "lead_workdays": usual.lead,
            "needs_permit": usual.needs_permit,
            "run_starts_on": campaign.window_starts_on,
            "run_ends_on": campaign.window_ends_on,
            "target_url": campaign.landing_url,
        }
    told = {f"{SPEC}{name}": value for name, value in placement.spec.items()}
    return {"audiences": [one.id for one in placement.campaign_segments], **told}


def _field(asked: SpecField) -> Any:
    hint = asked.unit
    if asked.shape is Shape.COUNT:
        return WholeField(asked.label, [optional()], description=hint)
    if asked.shape is Shape.YES_NO:
        return BooleanField(asked.label)
    if asked.shape is Shape.LINES:
        return TextAreaField(asked.label, [optional(), at_most(2000)], description=hint)
    if asked.choices:
        return SelectField(
            asked.label, choices=lambda: _offered(asked), coerce=lambda word: word or None
        )
    return StringField(asked.label, [optional(), at_most(200)], description=hint)


def _offered(asked: SpecField) -> list[SelectChoice]:
    words = [SelectChoice(word, str(label)) for word, label in asked.choices.items()]
    return [SelectChoice("", _("not decided yet")), *words]
