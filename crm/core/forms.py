"""Forms: Flask-WTF lives here and nowhere else."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from typing import Any

from flask_wtf import FlaskForm
from wtforms import (
    DateField,
    Field,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.fields import SelectChoice
from wtforms.validators import DataRequired, Length, Optional

from crm.core.widgets import quick
from crm.core.words import gettext as _
from crm.core.words import lazy_gettext as _l

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


YEARS = range(1500, 3000)
STANDARD = {
    "Not a valid integer value.": _l("Write a whole number."),
    "Not a valid decimal value.": _l("Write a number."),
    "Not a valid float value.": _l("Write a number."),
    "Not a valid date value.": _l("Write a date of the calendar."),
    "Not a valid datetime value.": _l("Write a date and an hour."),
    "Not a valid time value.": _l("Write an hour, such as 09:00."),
    "Not a valid choice.": _l("Take one of the choices."),
    "Invalid Choice: could not coerce.": _l("Take one of the choices."),
    "Invalid choice(s): one or more data inputs could not be coerced.": _l(
        "Take only choices that are offered."
    ),
    "'%(value)s' is not a valid choice for this field.": _l("Take only choices that are offered."),
    "'%(value)s' are not valid choices for this field.": _l("Take only choices that are offered."),
    "Number must be at least %(min)s.": _l("Write a number of %(min)s or more."),
    "Number must be at most %(max)s.": _l("Write a number of %(max)s or less."),
    "Number must be between %(min)s and %(max)s.": _l("Write a number from %(min)s to %(max)s."),
    "This field is required.": _l("Fill this in."),
    "Invalid input.": _l("This can't be read. Write it otherwise."),
}
"""What the standard checks say, in the words of the house."""


class StandardWords:
    """The words of the standard checks, in the reader's language."""

    def gettext(self, words: str) -> str:
        """One sentence."""
        return str(STANDARD.get(words, words))

    def ngettext(self, one: str, many: str, number: int) -> str:
        """A sentence about a number of things."""
        return self.gettext(one if number == 1 else many)


def plain(text: str | None) -> str:
    """What was typed, without control characters and without blanks around it."""
    return _CONTROL.sub("", (text or "").replace("\r\n", "\n")).strip()


def within_reach(day: date | None) -> date | None:
    """A day around which others can be counted; a year such as 0206 or 9999 is a slip."""
    if day is not None and day.year not in YEARS:
        raise ValueError(_("Write a date of the calendar."))
    return day


class Form(FlaskForm):  # type: ignore[misc]
    """A form of the house: what is wrong is said beside the field, nothing typed is lost."""

    class Meta(FlaskForm.Meta):  # type: ignore[misc]
        """Where the words of the standard checks come from."""

        def get_translations(self, form: Any) -> StandardWords:  # noqa: ARG002
            """Say them as the house does."""
            return StandardWords()

        def bind_field(self, form: Any, unbound_field: Any, options: Any) -> Any:
            """Clean every text field before anything looks at it."""
            filters = list(unbound_field.kwargs.get("filters", ()))
            if unbound_field.field_class in {StringField, TextAreaField}:
                filters.append(plain)
                unbound_field.kwargs["filters"] = list(dict.fromkeys(filters))
            if issubclass(unbound_field.field_class, DateField):
                unbound_field.kwargs["filters"] = list(dict.fromkeys([*filters, within_reach]))
            field = super().bind_field(form, unbound_field, options)
            field.widget = quick(field.widget)
            return field

    def say(self, field: str, message: str) -> None:
        """Put a refusal of the domain beside the field it belongs to."""
        target: Field = self[field]
        target.errors = [*target.errors, message]


def needed() -> DataRequired:
    """Demand an answer."""
    return DataRequired(message=_l("Fill this in."))


def at_most(length: int) -> Length:
    """Keep a text within its column."""
    return Length(max=length, message=_l("Use at most %(max)d characters."))


def optional() -> Optional:
    """Let the field stay empty."""
    return Optional()


def choices(
    kind: Iterable[StrEnum], labels: dict[Any, Any], *, blank: Any = None
) -> list[SelectChoice]:
    """The members of an enumeration with their words, as WTForms wants them."""
    first = [] if blank is None else [SelectChoice("", str(blank))]
    return first + [SelectChoice(member.value, str(labels[member])) for member in kind]


class ChoiceField(SelectField):  # type: ignore[misc]
    """One of an enumeration; `kind` and `labels` make the choices at the time of asking."""

    def __init__(
        self,
        label: Any,
        *,
        kind: type[StrEnum],
        labels: dict[Any, Any],
        blank: Any = None,
        **kwargs: Any,
    ) -> None:
        """Offer every member of the enumeration; who offers fewer says so in `offered`."""
        super().__init__(label, choices=self._in_words, **kwargs)
        self.kind, self.labels, self.blank = kind, labels, blank
        self.offered: Sequence[StrEnum] = list(kind)

    def _in_words(self) -> list[SelectChoice]:
        return choices(self.offered, self.labels, blank=self.blank)

    def pre_validate(self, _form: Form) -> None:
        """Refuse what is not offered; no word needs to be looked up for that."""
        is_left_open = self.blank is not None and self.data == ""
        if not self.process_errors and not is_left_open and self.data not in self.offered:
            raise ValidationError(_("Take one of the choices."))

    def chosen(self) -> StrEnum | None:
        """Give the member chosen, or None."""
        return self.kind(self.data) if self.data else None


class ChoicesField(SelectMultipleField):  # type: ignore[misc]
    """Several of an enumeration."""

    def __init__(
        self, label: Any, *, kind: type[StrEnum], labels: dict[Any, Any], **kwargs: Any
    ) -> None:
        """Offer every member of the enumeration."""
        super().__init__(label, choices=lambda: choices(kind, labels), **kwargs)


class NotBefore:
    """Refuse a date before the one in another field; both ends are inclusive."""

    def __init__(self, other: str) -> None:
        """Name the other field."""
        self.other = other

    def __call__(self, form: Form, field: Field) -> None:
        """Compare, if both were given."""
        first: date | None = form[self.other].data
        if first and field.data and field.data < first:
            raise ValidationError(_("This lies before the first day. Choose a later day."))
