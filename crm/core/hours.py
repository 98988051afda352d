"""A field for hours as people write them."""

from decimal import Decimal, InvalidOperation

from wtforms import StringField

from crm.core.templating import number
from crm.core.words import gettext as _

WEEK = 7 * 24 * 60


class HoursField(StringField):  # type: ignore[misc]
    """A number of hours such as 6 or 7,5; its data are whole minutes."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read 7,5 and 7.5 alike; what was not sent stays as it was."""
        if not valuelist:
            return
        self.data = None
        text = valuelist[0].strip().replace(",", ".")
        if text:
            self.data = minutes_from(text)

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return number(self.data / 60) if self.data else ""

    def in_words(self, minutes: int) -> str:
        """The hours as they are written in the field."""
        return number(minutes / 60)


def minutes_from(text: str) -> int:
    """Whole minutes from hours in words of digits."""
    refused = ValueError(_("Write the hours as a number, such as 6 or 7,5."))
    try:
        minutes = Decimal(text) * 60
    except InvalidOperation:
        raise refused from None
    if not minutes.is_finite() or not 0 < minutes <= WEEK:
        raise refused
    return int(minutes.to_integral_value())
