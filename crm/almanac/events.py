"""What the secretariat does to the calendar."""

from dataclasses import dataclass
from typing import Any

from crm.core.events import Event
from crm.core.words import lazy_gettext as _l


@dataclass(frozen=True, kw_only=True)
class CalendarEvent(Event):
    """A fact about one special day."""

    icon = "calendar"

    def facts(self) -> dict[str, Any]:
        row: Any = self.subject
        return {"day": {"on": row.day.isoformat()}, "name": row.names}


@dataclass(frozen=True, kw_only=True)
class DayEntered(CalendarEvent):
    """A special day was entered or changed by hand; it wins over what was installed."""

    sentence = _l("%(actor)s set %(day)s in the calendar: %(name)s.")


@dataclass(frozen=True, kw_only=True)
class DayRemoved(CalendarEvent):
    """A special day was taken out."""

    sentence = _l("%(actor)s took %(day)s out of the calendar: %(name)s.")
