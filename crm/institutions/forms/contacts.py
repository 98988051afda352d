"""Where something is and how it is reached: fields of institutions and parent bodies alike."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import SelectField, StringField, TextAreaField
from wtforms.fields import SelectChoice

from crm.core.checks import a_web_address, an_email
from crm.core.db import db
from crm.core.forms import at_most, optional
from crm.core.stale import Versioned
from crm.places.models import Regency
from crm.places.queries import regency_names


class RegencyField(SelectField):  # type: ignore[misc]
    """One of the regencies and cities, under their provinces."""

    def __init__(self, label: Any, **kwargs: Any) -> None:
        """Offer every regency."""
        super().__init__(label, choices=regency_choices, **kwargs)

    def process_data(self, value: Any) -> None:
        """Show a record without a region as such, not as one called None."""
        super().process_data(value or "")

    def chosen(self) -> Regency | None:
        """Give the regency chosen, or None."""
        return db.session.get(Regency, self.data) if self.data else None


def regency_choices() -> list[SelectChoice]:
    """Every regency and city, by province."""
    rows = db.session.execute(regency_names())
    named = [SelectChoice(code, name, optgroup=province) for province, code, name in rows]
    return [SelectChoice("", _("not known")), *named]


class ContactFields(Versioned):
    """How an institution or a parent body is reached."""

    address = TextAreaField(_l("Address"), [optional(), at_most(1000)])
    phone = StringField(_l("Telephone"), [optional(), at_most(60)])
    email = StringField(_l("E-mail"), [optional(), at_most(254), an_email])
    web = StringField(_l("Web address"), [optional(), a_web_address, at_most(200)])
