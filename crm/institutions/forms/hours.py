"""Forms of opening hours: the week, and the exceptions to it."""

from typing import Any

from wtforms import BooleanField, DateField, Field, StringField, ValidationError
from wtforms.validators import InputRequired

from crm.core.forms import Form, NotBefore, at_most, optional
from crm.core.stale import Versioned
from crm.core.words import gettext as _
from crm.core.words import lazy_gettext as _l
from crm.institutions.hours import (
    WEEK,
    Span,
    Unreadable,
    day_name,
    plain,
    read_spans,
    said,
    spans_on,
    stored_week,
)
from crm.institutions.models import Institution


def readable(_form: Form, field: Field) -> None:
    """Refuse hours that nobody can read."""
    try:
        read_spans(field.data or "")
    except Unreadable as error:
        raise ValidationError(
            _("Write the hours like 08.00–16.00, or 08.00–12.00, 13.00–16.00.")
        ) from error


class ExceptionForm(Form):
    """Days with other hours than usual, or none."""

    first = DateField(_l("First day"), [InputRequired(message=_l("Fill this in."))])
    last = DateField(
        _l("Last day"),
        [optional(), NotBefore("first")],
        description=_l("Leave it empty for a single day"),
    )
    hours = StringField(
        _l("Hours on these days"),
        [optional(), at_most(80), readable],
        description=_l("Leave it empty when it is closed"),
    )
    why = StringField(_l("Why"), [optional(), at_most(120)])

    def facts(self) -> dict[str, Any]:
        """The exception as an institution keeps it."""
        return {
            "first": self.first.data.isoformat(),
            "last": (self.last.data or self.first.data).isoformat(),
            "spans": [plain(span) for span in read_spans(self.hours.data or "")],
            "why": self.why.data or "",
        }


class WeekForm(Versioned):
    """The hours of every weekday, each a line; an empty one is closed."""

    closed_on_holidays = BooleanField(_l("Closed on public holidays and joint leave"))

    def facts(self) -> dict[str, Any]:
        """What `Institution.change` takes."""
        days: dict[int, list[Span]] = {
            day: read_spans(self[field_of(day)].data or "") for day in WEEK
        }
        held = self.closed_on_holidays.data
        return {"opening_hours": stored_week(days), "closed_on_holidays": held}


def week_form(institution: Institution) -> WeekForm:
    """The form of an institution's week."""
    fields = {field_of(day): _day_field(day_name(day)) for day in WEEK}
    week = institution.opening_hours or []
    held = {field_of(day): said(spans_on(week, day)) for day in WEEK}
    made: WeekForm = type("WholeWeekForm", (WeekForm,), fields)(obj=institution, data=held)
    return made


def field_of(day: int) -> str:
    """The name of the field of a weekday, Monday being 0."""
    return f"day_{day}"


def _day_field(name: str) -> StringField:
    return StringField(name, [optional(), at_most(80), readable])
