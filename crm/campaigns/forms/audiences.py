"""Writing whom a campaign addresses and who carries it."""

from collections.abc import Sequence
from typing import Any

from wtforms import SelectField, SelectMultipleField, StringField
from wtforms.fields import SelectChoice

from crm.campaigns.fields import WholeField
from crm.campaigns.models import AudienceType, PartnerRole, Priority
from crm.campaigns.words import AUDIENCES, PARTNER_ROLES, PRIORITIES
from crm.core.forms import ChoiceField, Form, at_most, needed, optional
from crm.core.words import lazy_gettext as _l
from crm.institutions.models import Institution
from crm.places.models import Province


class SegmentForm(Form):
    """A new audience."""

    name = StringField(
        _l("Audience"), [needed(), at_most(200)], description=_l("Residents at teaching hospitals")
    )
    audience_type = ChoiceField(_l("Kind of people"), kind=AudienceType, labels=dict(AUDIENCES))
    priority = ChoiceField(
        _l("Importance"), kind=Priority, labels=dict(PRIORITIES), default=Priority.PRIMARY
    )
    size = WholeField(_l("How many they are (N)"), [optional()])
    size_source = StringField(_l("By which source"), [optional(), at_most(200)])
    size_year = WholeField(_l("Year"), [optional()], least=1900, most=2200)
    provinces = SelectMultipleField(
        _l("Provinces"), [optional()], description=_l("None means the whole country.")
    )

    def __init__(self, provinces: Sequence[Province]) -> None:
        """Offer the provinces."""
        super().__init__()
        self.provinces.choices = [SelectChoice(one.code, one.name) for one in provinces]

    def importance(self) -> Priority:
        """How much the campaign cares for the audience."""
        return Priority(self.priority.data)

    def facts(self) -> dict[str, object]:
        """What was written about the audience itself."""
        left = {"csrf_token", "priority"}
        return {field.name: field.data for field in self if field.name not in left}


class PartnerForm(Form):
    """A partner, found by name or code."""

    institution_id = SelectField(_l("Institution"), [needed()], coerce=int)
    role = ChoiceField(_l("Role"), kind=PartnerRole, labels=dict(PARTNER_ROLES))
    commitment = StringField(
        _l("What it promised"),
        [optional(), at_most(300)],
        description=_l("60 points for posters, two people at the booth."),
    )

    def __init__(self, institutions: Sequence[Institution]) -> None:
        """Offer the institutions that were found."""
        super().__init__()
        self.found = {one.id: one for one in institutions}
        self.institution_id.choices = [SelectChoice(one.id, one.name) for one in institutions]

    def facts(self) -> dict[str, Any]:
        """What was written, by the names of the record."""
        return {
            "institution": self.found[self.institution_id.data],
            "role": self.role.chosen(),
            "commitment": self.commitment.data,
        }
