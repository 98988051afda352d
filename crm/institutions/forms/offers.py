"""Forms of the services that an institution offers."""

from collections.abc import Iterable
from typing import Any

from wtforms import SelectField, StringField
from wtforms.fields import SelectChoice

from crm.core.forms import Form, at_most, optional
from crm.core.languages import in_reader_language
from crm.core.words import gettext as _
from crm.core.words import lazy_gettext as _l
from crm.institutions.forms.ticks import TicksField
from crm.institutions.models import LearningMethod, OfferedService, Service
from crm.institutions.words import AUDIENCE_NAMES, METHOD_NAMES


class OfferForm(Form):
    """One service in detail: for whom, at what price, through whom, for which ways of learning."""

    audience = SelectField(
        _l("For whom"),
        choices=lambda: [SelectChoice(word, str(name)) for word, name in AUDIENCE_NAMES.items()],
    )
    fee = StringField(
        _l("Fee"),
        [optional(), at_most(120)],
        description=_l("For instance: free of charge, or Rp25.000 an article"),
    )
    contact = StringField(
        _l("Whom to ask"),
        [optional(), at_most(200)],
        description=_l("A desk, a telephone or an address; no private numbers"),
    )
    methods = TicksField(
        _l("Supports learning that is"),
        kind=LearningMethod,
        labels=METHOD_NAMES,
        validators=[optional()],
    )

    def facts(self) -> dict[str, Any]:
        """What the verb of an offer takes."""
        return {field.name: field.data for field in self if field.name != "csrf_token"}


def services_form(services: Iterable[Service], offered: Iterable[OfferedService]) -> Form:
    """One form for all services: each is not offered, or offered to somebody."""
    fields = {field_of(service): _audience_field(service) for service in services}
    held = {field_of(one.service): one.audience for one in offered}
    made: Form = type("ServicesForm", (Form,), fields)(data=held)
    return made


def field_of(service: Service) -> str:
    """The name of the field that belongs to a service."""
    return f"service_{service.id}"


def _audience_field(service: Service) -> SelectField:
    choices = [SelectChoice("", _("not offered"))]
    choices += [SelectChoice(word, str(name)) for word, name in AUDIENCE_NAMES.items()]
    label = in_reader_language(service.names)
    return SelectField(label, choices=choices, validators=[optional()])
