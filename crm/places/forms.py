"""Where something lies, to be chosen; and a code of the official list that gave way to another."""

from typing import Any

from wtforms import DateField, Field, SelectField, StringField, ValidationError
from wtforms.fields import SelectChoice
from wtforms.validators import Regexp

from crm.core import clock
from crm.core.addresses import configuration
from crm.core.db import db
from crm.core.errors import NotPossible
from crm.core.forms import Form, at_most, needed, optional
from crm.core.words import gettext as _
from crm.core.words import lazy_gettext as _l
from crm.places.models import Regency
from crm.places.queries import regency_in_force, regency_names
from crm.places.replacing import Successor, require_possible


class RegencyField(SelectField):  # type: ignore[misc]
    """One of the regencies and cities in force, under their provinces."""

    def __init__(self, label: Any, validators: Any = None, **kwargs: Any) -> None:
        """Offer every regency."""
        super().__init__(label, validators, choices=regency_choices, **kwargs)
        self._found: Regency | None = None

    def process_data(self, value: Any) -> None:
        """Show a record without a region as such, not as one called None."""
        super().process_data(value or "")

    def pre_validate(self, _form: Form) -> None:
        """Refuse what is no regency in force; the other five hundred are not asked for."""
        self._found = db.session.scalar(regency_in_force(self.data)) if self.data else None
        if self.data and self._found is None:
            raise ValidationError(_("Take one of the choices."))

    def chosen(self) -> Regency | None:
        """Give the regency chosen, or None; ask only when the field was checked."""
        return self._found


def regency_choices() -> list[SelectChoice]:
    """Every regency and city, by province."""
    rows = db.session.execute(regency_names())
    named = [SelectChoice(code, name, optgroup=province) for province, code, name in rows]
    return [SelectChoice("", _("not known")), *named]


class ReplacementForm(Form):
    """A regency or city, what it is called now, and since when."""

    old_code = RegencyField(_l("Regency or city"), [needed()])
    code = StringField(
        _l("New code"),
        [needed(), Regexp(r"\d\d\.\d\d\Z", message=_l("Write the code as in 91.71."))],
        description=_l("Province and number, as in 91.71"),
    )
    name = StringField(
        _l("New name"), [optional(), at_most(80)], description=_l("Empty: the name stays")
    )
    province = StringField(
        _l("Name of the new province"),
        [optional(), at_most(80)],
        description=_l("Only where the province is new too"),
    )
    on = DateField(_l("In force since"), [needed()])
    decree = StringField(_l("Decree"), [optional(), at_most(160)])

    @property
    def old(self) -> Regency:
        """The regency or city whose code changes; ask only when the form is valid."""
        return db.session.get_one(Regency, self.old_code.data)

    def successor(self) -> Successor:
        """Give what the regency is from now on."""
        return Successor(self.code.data, self.name.data, self.province.data)

    def validate_code(self, field: Field) -> None:
        """Refuse what can't come after the regency chosen."""
        old = self.old_code.chosen()
        if old and not field.errors:
            try:
                require_possible(old, self.successor())
            except NotPossible as refusal:
                raise ValidationError(str(refusal.message)) from refusal

    def validate_on(self, field: Field) -> None:
        """Refuse a day to come: until then everything lies where it lay."""
        if field.data > clock.today(configuration().timezone):
            raise ValidationError(_("Enter this on the day it comes into force, or after it."))
