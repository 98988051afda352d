"""What is planned: a gathering, a series, another date."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from wtforms import (
    BooleanField,
    Field,
    IntegerField,
    RadioField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.fields import SelectChoice
from wtforms.validators import URL, NumberRange

from crm.almanac.warnings import Alternative
from crm.core.forms import ChoiceField, Form, NotBefore, at_most, needed, optional
from crm.core.stale import Versioned
from crm.core.templating import long_date
from crm.core.words import gettext as _
from crm.core.words import lazy_gettext as _l
from crm.gatherings.fields import ClockField, DayField, PersonField, ZoneField, given
from crm.gatherings.models import Gathering, GatheringKind, Mode, QuorumRule, Series
from crm.gatherings.recurrence import Rhythm, rule_for
from crm.gatherings.words import NAMES

LONGEST_TEXT = 4000
OTHER = "other"
FORMAL = tuple(kind for kind in GatheringKind if kind is not GatheringKind.INFORMAL)
SHARED = ("title", "mode", "place", "link", "online_counts")


def instant(day: date | None, at: time | None, zone: str) -> datetime:
    """A day and an hour on the clock of a zone; both must have been entered."""
    if day is None or at is None:
        raise ValueError(_("Choose a day and an hour."))
    return datetime.combine(day, at, ZoneInfo(zone)).astimezone(UTC)


class MeetingFields(Versioned):
    """What a gathering and a series have in common."""

    title = StringField(
        _l("Title"), [needed(), at_most(200)], description=_l("As it stands on the letter.")
    )
    mode = ChoiceField(_l("How people take part"), kind=Mode, labels=NAMES)
    place = StringField(_l("Place"), [optional(), at_most(300)])
    link = StringField(
        _l("Link to take part online"),
        [optional(), at_most(300), URL(message=_l("Write the whole address, with https://."))],
    )
    chair_name = PersonField(_l("Chair"), [optional(), at_most(300)])
    note_taker_name = PersonField(_l("Note-taker"), [optional(), at_most(300)])
    quorum = ChoiceField(_l("Quorum"), kind=QuorumRule, labels=NAMES)
    quorum_number = IntegerField(
        _l("Share in per cent, or number of institutions"),
        [optional(), NumberRange(0, 10000, _l("Write a number from 0 to 10000."))],
        default=50,
    )
    online_counts = BooleanField(_l("Who takes part online counts"), default=True)

    def people_of(self, plan: Gathering | Series) -> None:
        """Show the people of a plan that is edited."""
        self.chair_name.process_data(plan.chair)
        self.note_taker_name.process_data(plan.note_taker)

    def common(self) -> dict[str, Any]:
        """The columns that both tables have."""
        return {
            **{name: self[name].data for name in SHARED},
            "mode": Mode(self.mode.data),
            "quorum": QuorumRule(self.quorum.data),
            "quorum_number": self.quorum_number.data or 0,
            "chair": self.chair_name.person,
            "note_taker": self.note_taker_name.person,
        }


class GatheringForm(MeetingFields):
    """A gathering that is there already: everything but its date."""

    def entered(self) -> dict[str, Any]:
        """Give what was entered, as the gathering's columns take it."""
        return self.common()


class NewGatheringForm(GatheringForm):
    """A new gathering with its date and the points of its agenda."""

    kind = ChoiceField(_l("Kind"), kind=GatheringKind, labels=NAMES)
    day = DayField(_l("Day"), [given()])
    last_day = DayField(
        _l("Last day"), [optional(), NotBefore("day")], description=_l("For several days only.")
    )
    starts = ClockField(_l("Starts"), [given()])
    ends = ClockField(_l("Ends"), [given()])
    zone = ZoneField(_l("Clock"))
    agenda = TextAreaField(
        _l("Agenda"), [optional(), at_most(LONGEST_TEXT)], description=_l("One point a line.")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Leave the informal kind to its own form."""
        super().__init__(*args, **kwargs)
        self.kind.offered = FORMAL

    def validate(self, extra_validators: Any = None) -> bool:
        """Check that it ends after it starts."""
        is_valid = bool(super().validate(extra_validators))
        if not is_valid or self.ends_at > self.starts_at:
            return is_valid
        self.say("ends", _("The end lies before the start."))
        return False

    @property
    def starts_at(self) -> datetime:
        """The instant of its start."""
        return instant(self.day.data, self.starts.data, self.zone.data)

    @property
    def ends_at(self) -> datetime:
        """The instant of its end."""
        return instant(self.last_day.data or self.day.data, self.ends.data, self.zone.data)

    @property
    def points(self) -> list[str]:
        """The points of the agenda."""
        lines = (line.strip()[:300] for line in (self.agenda.data or "").split("\n"))
        return [line for line in lines if line]

    def entered(self) -> dict[str, Any]:
        """Give what was entered, as the gathering's columns take it."""
        return {
            **self.common(),
            "kind": GatheringKind(self.kind.data),
            "starts_at": self.starts_at,
            "ends_at": self.ends_at,
            "zone": self.zone.data,
        }


class SeriesForm(MeetingFields):
    """A regular meeting: how it comes again, from when and until when."""

    rhythm = ChoiceField(_l("Comes again"), kind=Rhythm, labels=NAMES)
    every = IntegerField(
        _l("Every how many weeks or months"),
        [needed(), NumberRange(1, 24, _l("Write a number from 1 to 24."))],
        default=1,
    )
    day = DayField(_l("First day"), [given()])
    until = DayField(
        _l("Until"),
        [optional(), NotBefore("day")],
        description=_l("The last day of all. Empty: it goes on, always twelve months ahead."),
    )
    starts = ClockField(_l("Starts"), [given()])
    ends = ClockField(_l("Ends"), [given()])
    zone = ZoneField(_l("Clock"))

    def validate_ends(self, field: Field) -> None:
        if field.data and self.starts.data and field.data <= self.starts.data:
            raise ValidationError(_("The end lies before the start."))

    def entered(self) -> dict[str, Any]:
        """Give what was entered, as the series' columns take it."""
        day, zone = self.day.data or date.min, self.zone.data
        starts, ends = (instant(day, at, zone) for at in (self.starts.data, self.ends.data))
        return {
            **self.common(),
            "rule": rule_for(Rhythm(self.rhythm.data), day, every=self.every.data or 1),
            "first_starts_at": starts,
            "zone": zone,
            "duration": int((ends - starts) / timedelta(minutes=1)),
        }


class MoveForm(Form):
    """Another date: one of those offered, or one's own."""

    chosen = RadioField(_l("Better dates"))
    day = DayField(_l("Another day"), [optional()])
    starts = ClockField(_l("Starts"), [optional()])
    reason = StringField(_l("Reason"), [optional(), at_most(300)])

    def __init__(
        self, gathering: Gathering, offered: list[Alternative] | None = None, **kwargs: Any
    ) -> None:
        """Offer the better dates of a gathering, and its own hour for any other."""
        here = gathering.starts_at.astimezone(ZoneInfo(gathering.zone))
        days = [found.slot.starts_at for found in offered or []]
        first = days[0].astimezone(UTC).isoformat() if days else OTHER
        super().__init__(data={"starts": here.time(), "chosen": first}, **kwargs)
        self.zone = gathering.zone
        self.chosen.choices = [
            *(SelectChoice(at.astimezone(UTC).isoformat(), long_date(at.date())) for at in days),
            SelectChoice(OTHER, str(_l("Another day"))),
        ]

    def validate(self, extra_validators: Any = None) -> bool:
        """Check that another day comes with its hour, and that only one of both is meant."""
        is_valid = bool(super().validate(extra_validators))
        if self.chosen.data != OTHER and self.day.data:
            self.say(
                "day", _("Take “Another day” above if you mean this day, else leave it empty.")
            )
            return False
        if self.chosen.data != OTHER or (self.day.data and self.starts.data):
            return is_valid
        self.say("day", _("Choose a day and an hour."))
        return False

    @property
    def starts_at(self) -> datetime:
        """The new start."""
        if self.chosen.data == OTHER:
            return instant(self.day.data, self.starts.data, self.zone)
        return datetime.fromisoformat(self.chosen.data)


class ReasonForm(Form):
    """Why something is called off."""

    reason = TextAreaField(_l("Reason"), [needed(), at_most(500)])
