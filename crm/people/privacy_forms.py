"""Forms of consent, of handing over, and of wishes to be forgotten."""

from typing import Any

from wtforms import (
    BooleanField,
    DateField,
    Field,
    HiddenField,
    RadioField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired
from wtforms.widgets import CheckboxInput, ListWidget

from crm.core.db import db
from crm.core.forms import ChoiceField, Form, at_most, needed
from crm.core.words import gettext as _
from crm.core.words import lazy_gettext as _l
from crm.institutions.queries import today
from crm.people.models import Affiliation, Decision, Person, Purpose, Said, Way
from crm.people.queries import successors_of
from crm.people.words import PURPOSE_NAMES, WAY_NAMES

OFFERED = 20


class ConsentForm(Form):
    """What somebody said about the use of their data."""

    purposes = SelectMultipleField(
        _l("For what"),
        choices=lambda: [SelectChoice(one.value, str(PURPOSE_NAMES[one])) for one in Purpose],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    decision = RadioField(
        _l("What the person said"),
        choices=lambda: [
            SelectChoice("given", _("Yes, I agree")),
            SelectChoice("withdrawn", _("No, or no more")),
        ],
        validators=[InputRequired(message=_l("Choose one."))],
    )
    way = ChoiceField(_l("How"), kind=Way, labels=WAY_NAMES)
    said_on = DateField(_l("When"), [InputRequired(message=_l("Fill this in."))], default=today)
    evidence = StringField(
        _l("Evidence"),
        [at_most(300)],
        description=_l(
            "Where it can be read or who heard it: letter 12 of 4 January, for instance"
        ),
    )

    def validate_purposes(self, field: Field) -> None:
        """Demand one at least."""
        if not field.data:
            raise ValidationError(_("Choose one purpose or more."))

    def validate_said_on(self, field: Field) -> None:
        """Refuse days to come."""
        if field.data and field.data > today():
            raise ValidationError(_("Nobody can have said this on a day to come."))

    def validate_evidence(self, field: Field) -> None:
        """Demand evidence of a yes; a no needs none."""
        if self.decision.data == Decision.GIVEN and not field.data:
            raise ValidationError(_("A yes needs evidence: where can it be read, who heard it?"))

    def facts(self) -> dict[str, Any]:
        """What the verb of consent takes."""
        return {
            "purposes": [Purpose(word) for word in self.purposes.data],
            "decision": Decision(self.decision.data),
            "how": Said(Way(self.way.data), self.said_on.data, self.evidence.data or ""),
        }


class HandoverForm(Form):
    """Who takes over, and the last day of who leaves."""

    q = HiddenField()
    successor = RadioField(_l("Successor"), validate_choice=False, choices=[])
    last_day = DateField(
        _l("Last day there"), [InputRequired(message=_l("Fill this in."))], default=today
    )
    closes_account = BooleanField(_l("Close the account of who leaves"), default=True)

    def __init__(self, affiliation: Affiliation, *args: Any, **kwargs: Any) -> None:
        """Offer the colleagues at the place, and whoever has the words looked for in the name."""
        super().__init__(*args, **kwargs)
        query = successors_of(affiliation, self.q.data or "", on=today()).limit(OFFERED)
        self.found = {str(one.id): one for one in db.session.scalars(query)}
        self.successor.choices = [
            SelectChoice(key, " · ".join(filter(None, [one.full_name, one.position])))
            for key, one in self.found.items()
        ]

    @property
    def chosen(self) -> Person | None:
        """The successor chosen, if there is one among those offered."""
        return self.found.get(self.successor.data or "")

    def validate_successor(self, field: Field) -> None:
        """Demand one of those offered."""
        if field.data not in self.found:
            raise ValidationError(_("Choose who takes over."))


class RefusalForm(Form):
    """Why a wish to be forgotten is laid aside."""

    reason = TextAreaField(_l("Reason"), [needed(), at_most(1000)])
