"""What is to come, as the desk shows it: by day, one line for everyone whose turn is the same."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from crm.reminders.models import Reminder
from crm.reminders.terms import Channel


@dataclass
class Line:
    """One rule's turn about one occasion on one day."""

    first: Reminder
    reminders: list[Reminder] = field(default_factory=list)

    @property
    def people(self) -> list[str]:
        """Who is reminded, each once."""
        return list(dict.fromkeys(one.recipient_name or one.recipient for one in self.reminders))

    @property
    def channels(self) -> list[Channel]:
        """Through what, each once."""
        return list(dict.fromkeys(one.channel for one in self.reminders))

    @property
    def is_at_several_hours(self) -> bool:
        """Tell whether the people live by different clocks."""
        return len({one.at for one in self.reminders}) > 1

    @property
    def is_gathered(self) -> bool:
        """Tell whether it goes into digests only."""
        return all(one.gathered for one in self.reminders)


@dataclass
class Day:
    """A day with its lines, soonest first."""

    on: date
    lines: list[Line] = field(default_factory=list)


def by_day(reminders: Iterable[Reminder]) -> list[Day]:
    """The lines of each day, in the order in which the reminders come."""
    days: dict[date, Day] = {}
    lines: dict[tuple[object, ...], Line] = {}
    for one in reminders:
        on = local_day(one.at, one.zone)
        day = days.setdefault(on, Day(on))
        about = (one.subject_kind, one.subject_id, one.occurrence)
        key = (on, one.rule, one.step, *about)
        if key not in lines:
            lines[key] = Line(one)
            day.lines.append(lines[key])
        lines[key].reminders.append(one)
    return sorted(days.values(), key=lambda day: day.on)


def local_day(at: datetime, zone: str) -> date:
    """The day of an instant where its recipient lives."""
    return at.astimezone(ZoneInfo(zone)).date()
