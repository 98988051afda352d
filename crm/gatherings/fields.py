"""Fields of this room's forms: people, institutions, zones, days and times as people write them."""

from datetime import date, time
from typing import Any

from wtforms import DateField, Field, SelectField, StringField, TimeField, ValidationError
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired

from crm.core.errors import NotValid
from crm.core.forms import plain
from crm.core.templating import zone_name
from crm.core.words import gettext as _
from crm.core.words import lazy_gettext as _l
from crm.gatherings.lists import named, person_called
from crm.gatherings.words import ZONES
from crm.institutions.calling import institution_called
from crm.institutions.models import Institution
from crm.people.models import Person


class PersonField(StringField):  # type: ignore[misc]
    """A person of the register, by name or e-mail; `person` is the one found."""

    def __init__(self, label: Any, validators: Any = (), **kwargs: Any) -> None:
        """Offer the names of the page's list while somebody types."""
        kwargs.setdefault("render_kw", {"list": "people", "autocomplete": "off"})
        super().__init__(label, validators, filters=[plain], **kwargs)
        self.person: Person | None = None

    def process_data(self, value: Any) -> None:
        """Show a person as one would write them."""
        self.person = value if isinstance(value, Person) else None
        self.data = self.written(value)

    @staticmethod
    def written(value: Any) -> Any:
        """A person as one would write them."""
        return named(value) if isinstance(value, Person) else value

    def post_validate(self, form: Any, validation_stopped: bool) -> None:  # noqa: ARG002
        """Find the one person meant."""
        self.person = _found(self, person_called)


class InstitutionField(StringField):  # type: ignore[misc]
    """An institution of the register, by name or code; `institution` is the one found."""

    def __init__(self, label: Any, validators: Any = (), **kwargs: Any) -> None:
        """Offer the names of the page's list while somebody types."""
        kwargs.setdefault("render_kw", {"list": "institutions", "autocomplete": "off"})
        super().__init__(label, validators, filters=[plain], **kwargs)
        self.institution: Institution | None = None

    def process_data(self, value: Any) -> None:
        """Show an institution as one would write it."""
        self.institution = value if isinstance(value, Institution) else None
        self.data = self.written(value)

    @staticmethod
    def written(value: Any) -> Any:
        """An institution as one would write it."""
        return value.name if isinstance(value, Institution) else value

    def post_validate(self, form: Any, validation_stopped: bool) -> None:  # noqa: ARG002
        """Find the one institution meant."""
        self.institution = _found(self, institution_called)


def _found(field: Field, find: Any) -> Any:
    """Whoever is meant; a form that says again what is stored means the same one, come what may."""
    if not field.data:
        return None
    if field.object_data is not None and field.data == field.written(field.object_data):
        return field.object_data
    try:
        return find(field.data)
    except NotValid as refusal:
        raise ValidationError(str(refusal)) from refusal


class ZoneField(SelectField):  # type: ignore[misc]
    """WIB, WITA or WIT."""

    def __init__(self, label: Any, **kwargs: Any) -> None:
        """Offer the three zones of the country."""
        choices = [SelectChoice(zone, zone_name(zone)) for zone in ZONES]
        super().__init__(label, choices=choices, **kwargs)


class DayField(DateField):  # type: ignore[misc]
    """A day of the calendar, with words of ours when it can't be read."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read 2027-01-13."""
        self.data = None
        if valuelist and valuelist[0].strip():
            self.data = day_from(valuelist[0])


class ClockField(TimeField):  # type: ignore[misc]
    """A time of day, with words of ours when it can't be read."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read 10:00, and 10.00 as it is written here."""
        self.data = None
        if valuelist and valuelist[0].strip():
            self.data = clock_from(valuelist[0])


def given() -> InputRequired:
    """Demand an answer; unlike `needed` it leaves the word on an unreadable one standing."""
    return InputRequired(message=_l("Fill this in."))


def day_from(text: str) -> date:
    """A day from 2027-01-13."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise ValueError(_("Choose a day, such as 2027-04-01.")) from None


def clock_from(text: str) -> time:
    """A time of day from 10:00 or 10.00, to the minute."""
    try:
        return time.fromisoformat(text.strip().replace(".", ":")[:5])
    except ValueError:
        raise ValueError(_("Write the time as 09:00.")) from None
