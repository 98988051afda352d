"""What is done, when and where, as people fill it in."""

from datetime import time
from typing import Any

from wtforms import Field, SelectField, StringField, TextAreaField, ValidationError
from wtforms.fields import SelectChoice

from crm.core.forms import ChoiceField, Form, NotBefore, at_most, needed, optional
from crm.core.hours import HoursField
from crm.core.templating import number
from crm.core.words import gettext as _
from crm.core.words import lazy_gettext as _l
from crm.sharing.capacity.patterns import Slot
from crm.sharing.fields import ClockField, DayField, WeekdaysField
from crm.sharing.models import AssignmentVersion, Mode, plain_slot
from crm.sharing.wording import MODES

LONGEST_TEXT = 4000
ZONES = (
    SelectChoice("Asia/Jakarta", "WIB"),
    SelectChoice("Asia/Makassar", "WITA"),
    SelectChoice("Asia/Jayapura", "WIT"),
)


class PromiseForm(Form):
    """What is done, when and where: the part that a counter-proposal may change."""

    tasks = TextAreaField(
        _l("Tasks"),
        [needed(), at_most(LONGEST_TEXT)],
        description=_l("One task a line; they stand in the duty letter as written here."),
    )
    weekly_minutes = HoursField(_l("Hours a week"), [needed()])
    starts_on = DayField(_l("First day"), [needed()])
    ends_on = DayField(_l("Last day"), [needed(), NotBefore("starts_on")])
    weekdays = WeekdaysField(
        _l("Days of the week"), description=_l("Leave empty for free arrangement.")
    )
    starts = ClockField(_l("From what time"))
    ends = ClockField(_l("Until what time"))
    zone = SelectField(_l("Zone"), choices=list(ZONES))
    mode = ChoiceField(_l("How"), kind=Mode, labels=MODES)
    location = StringField(
        _l("Place of work"),
        [optional(), at_most(255)],
        description=_l("Not needed for remote work."),
    )

    def validate_weekly_minutes(self, field: Field) -> None:
        """Hold the hours against the days chosen."""
        minutes = sum(slot.minutes for slot in self.week())
        if field.data and minutes > 0 and minutes != field.data:
            raise ValidationError(
                _(
                    "The days add up to %(hours)s hours. Change the hours or the days.",
                    hours=number(minutes / 60),
                )
            )

    def validate_weekdays(self, field: Field) -> None:
        """Ask for both times once a day is chosen."""
        if field.data and not (self.starts.data and self.ends.data):
            raise ValidationError(_("Write from what time until what time."))

    def validate_ends(self, field: Field) -> None:
        """Refuse a day that ends before it starts."""
        if self.starts.data and field.data and field.data <= self.starts.data:
            raise ValidationError(_("Choose a time after %(start)s.", start=self.starts.data))

    def week(self) -> list[Slot]:
        """The spans of the week that were chosen."""
        starts, ends = self.starts.data, self.ends.data
        if not isinstance(starts, time) or not isinstance(ends, time):
            return []
        return [Slot(day, starts, ends) for day in sorted(self.weekdays.data or ())]

    def promise(self) -> dict[str, Any]:
        """The columns of a version that this part fills."""
        return {
            "tasks": self.tasks.data,
            "weekly_minutes": self.weekly_minutes.data,
            "slots": [plain_slot(slot) for slot in self.week()],
            "starts_on": self.starts_on.data,
            "ends_on": self.ends_on.data,
            "zone": self.zone.data,
            "mode": Mode(self.mode.data),
            "location": self.location.data,
        }


def filled_promise(version: AssignmentVersion) -> dict[str, Any]:
    """A version as the values of `PromiseForm`."""
    week = version.week
    return {
        "tasks": version.tasks,
        "weekly_minutes": version.weekly_minutes,
        "starts_on": version.starts_on,
        "ends_on": version.ends_on,
        "weekdays": [slot.weekday for slot in week],
        "starts": week[0].starts if week else None,
        "ends": week[0].ends if week else None,
        "zone": version.zone,
        "mode": version.mode.value,
        "location": version.location,
        "version": version.number,
    }
