"""Forms about papers and registers."""

from string import Formatter

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import DateField, Field, StringField, TextAreaField, ValidationError

from crm.core.forms import Form, at_most, needed

KNOWN = {"seq", "type", "unit", "month", "roman_month", "year"}


class VoidForm(Form):
    """Why a paper is taken back."""

    reason = TextAreaField(_l("Reason"), [needed(), at_most(500)])


class SigningForm(Form):
    """Who signed, and when."""

    signed_by = StringField(_l("Signed by"), [needed(), at_most(200)])
    on = DateField(_l("Signed on"), [needed()])


class RegisterForm(Form):
    """The name of a register and the pattern of its numbers."""

    name_id = StringField(_l("Name in Indonesian"), [needed(), at_most(120)])
    name_en = StringField(_l("Name in English"), [needed(), at_most(120)])
    pattern = StringField(
        _l("Pattern of the numbers"),
        [needed(), at_most(120)],
        description=_l("Parts: {seq:03}, {type}, {unit}, {month}, {roman_month}, {year}"),
    )

    def validate_pattern(self, field: Field) -> None:
        try:
            parts = list(Formatter().parse(field.data or ""))
            names = {name for _text, name, _format, _how in parts if name is not None}
            plain = all(set(how or "") <= set("0123456789") for _t, _n, how, _h in parts)
        except ValueError:
            names, plain = {"?"}, False
        if not plain or not names <= KNOWN or not {"seq", "year"} <= names:
            raise ValidationError(
                _("Use only the parts named below; a pattern needs {seq} and {year}.")
            )

