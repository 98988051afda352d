"""Forms about papers and registers."""

import re
from string import Formatter

from wtforms import DateField, Field, StringField, TextAreaField, ValidationError

from crm.core.forms import Form, at_most, needed
from crm.core.words import gettext as _
from crm.core.words import lazy_gettext as _l

PADDED = re.compile("(0[1-9])?")
KNOWN = {"seq", "type", "unit", "month", "roman_month", "year"}


def is_pattern(text: str) -> bool:
    """Tell whether a text is a pattern of numbers: known parts, at most padded with zeros."""
    try:
        parts = [part for part in Formatter().parse(text) if part[1] is not None]
    except ValueError:
        return False
    names = {name for _text, name, _width, _how in parts}
    plain = all(PADDED.fullmatch(width or "") and how is None for _t, _n, width, how in parts)
    return plain and {"seq", "year"} <= names <= KNOWN


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
        if not is_pattern(field.data or ""):
            raise ValidationError(
                _("Use only the parts named below; a pattern needs {seq} and {year}.")
            )
