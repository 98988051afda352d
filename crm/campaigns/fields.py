"""Fields of the room's forms: days, whole numbers, figures, with words of ours for mistakes."""

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from wtforms import DateField, DecimalField, IntegerField

from crm.core.words import gettext as _

LARGEST = 2**31 - 1
MOST_RUPIAH = 10**12
MOST_FIGURE = Decimal(10) ** 9


class DayField(DateField):  # type: ignore[misc]
    """A day of the calendar."""

    data: Any

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read 2027-04-01."""
        text = _typed(valuelist)
        try:
            self.data = date.fromisoformat(text) if text else None
        except ValueError:
            self.data = None
            raise ValueError(_("Choose a day, such as 2027-04-01.")) from None


class WholeField(IntegerField):  # type: ignore[misc]
    """A whole number between two others, both included."""

    data: Any

    def __init__(
        self, label: Any, validators: Any = (), *, least: int = 0, most: int = LARGEST, **more: Any
    ) -> None:
        """Say how small and how large it may be."""
        super().__init__(label, validators, **more)
        self.least, self.most = least, most

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read 5000, and 5.000 as it is written here."""
        text = _typed(valuelist).removeprefix("Rp").replace(".", "").replace(" ", "")
        self.data = None
        if text:
            self.data = self._whole(text)

    def _whole(self, text: str) -> int:
        if text.isdecimal() and len(text) < len(str(self.most)) + 1:
            number = int(text)
            if self.least <= number <= self.most:
                return number
        if self.most >= LARGEST:
            raise ValueError(_("Give a whole number, 0 or more."))
        raise ValueError(
            _("Give a whole number from %(least)d to %(most)d.", least=self.least, most=self.most)
        )


class FigureField(DecimalField):  # type: ignore[misc]
    """A figure with up to two decimals, as a survey or a log gives it."""

    data: Any

    def __init__(self, label: Any, validators: Any = (), **more: Any) -> None:
        """Keep the figure as it was typed."""
        super().__init__(label, validators, places=None, **more)

    def process_data(self, value: Decimal | None) -> None:
        """Take a figure of the plan, without the noughts that a column adds."""
        super().process_data(None if value is None else value.normalize() + 0)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read 31.5, and 31,5 as it is written here."""
        text = _typed(valuelist).replace(",", ".")
        self.data = None
        if text:
            self.data = self._figure(text)

    def _figure(self, text: str) -> Decimal:
        try:
            figure = Decimal(text)
        except InvalidOperation:
            raise ValueError(_("Give a figure, such as 31.5.")) from None
        if not figure.is_finite() or abs(figure) > MOST_FIGURE:
            raise ValueError(_("Give a figure, such as 31.5."))
        return figure.quantize(Decimal("0.01")).normalize() + 0


def _typed(valuelist: list[str]) -> str:
    return valuelist[0].strip() if valuelist else ""
