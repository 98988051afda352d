"""Fields of this room's forms: money, days and times as people write them."""

from datetime import date, time
from typing import Any

from wtforms import DateField, SelectMultipleField, StringField, TimeField
from wtforms.fields import SelectChoice
from wtforms.widgets import CheckboxInput, ListWidget

from crm.core.words import gettext as _
from crm.sharing.wording import weekday

MOST_RUPIAH = 10**12


class RupiahField(StringField):  # type: ignore[misc]
    """Whole rupiah, with or without dots: 6.400.000."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the digits; nothing is zero."""
        text = (valuelist[0] if valuelist else "").strip().removeprefix("Rp").strip()
        digits = text.replace(".", "").replace(" ", "")
        self.data = 0
        if digits:
            self.data = rupiah_from(digits)

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return str(self.data or "")


class DayField(DateField):  # type: ignore[misc]
    """A day of the calendar, with words of ours when it can't be read."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read 2027-04-01."""
        self.data = None
        if valuelist and valuelist[0].strip():
            self.data = day_from(valuelist[0])


class ClockField(TimeField):  # type: ignore[misc]
    """A time of day, with words of ours when it can't be read."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read 09:00, and 09.00 as it is written here."""
        self.data = None
        if valuelist and valuelist[0].strip():
            self.data = clock_from(valuelist[0])


class WeekdaysField(SelectMultipleField):  # type: ignore[misc]
    """Days of the week to tick; Monday is 0."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def __init__(self, label: Any, validators: Any = (), **kwargs: Any) -> None:
        """Offer Monday to Sunday, named in the reader's language."""
        super().__init__(label, validators, choices=_the_week, coerce=int, **kwargs)


def _the_week() -> list[SelectChoice]:
    return [SelectChoice(str(day), weekday(day)) for day in range(7)]


def rupiah_from(digits: str) -> int:
    """Whole rupiah from digits."""
    if not digits.isascii() or not digits.isdecimal() or int(digits) > MOST_RUPIAH:
        raise ValueError(_("Write whole rupiah, such as 6.400.000."))
    return int(digits)


def day_from(text: str) -> date:
    """A day from 2027-04-01."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise ValueError(_("Choose a day, such as 2027-04-01.")) from None


def clock_from(text: str) -> time:
    """A time of day from 09:00 or 09.00."""
    try:
        return time.fromisoformat(text.strip().replace(".", ":")[:5])
    except ValueError:
        raise ValueError(_("Write the time as 09:00.")) from None
