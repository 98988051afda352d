"""Facts about work that has begun: hours, pauses, ends, evaluations."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from crm.core.db import Model
from crm.core.words import lazy_gettext as _l
from crm.sharing.events import SharingFact


@dataclass(frozen=True, kw_only=True)
class WithHours(SharingFact):
    """A fact about time; it says how much."""

    minutes: int = 0

    def facts(self) -> dict[str, Any]:
        """The hours beside the names."""
        return super().facts() | {"hours": f"{self.minutes / 60:.4g}"}


@dataclass(frozen=True, kw_only=True)
class InTheLog(WithHours):
    """A fact that the log of hours shows itself: the trail has it, no timeline repeats it."""

    def about(self) -> Iterable[Model]:
        """Nobody's timeline."""
        return ()


@dataclass(frozen=True, kw_only=True)
class HoursNoted(InTheLog):
    """Somebody wrote down time that was worked."""

    sentence = _l("%(actor)s noted %(hours)s hours of %(person)s")
    icon = "clock"


@dataclass(frozen=True, kw_only=True)
class HoursTakenBack(InTheLog):
    """Time that was written down, and not confirmed, was taken away again."""

    sentence = _l("%(actor)s took back %(hours)s hours of %(person)s")
    icon = "arrow-back-up"


@dataclass(frozen=True, kw_only=True)
class HoursConfirmed(WithHours):
    """The host stands by hours that were noted."""

    sentence = _l("%(actor)s confirmed %(hours)s hours of %(person)s")
    icon = "checks"


@dataclass(frozen=True, kw_only=True)
class AssignmentPaused(SharingFact):
    """Work rests for a while."""

    sentence = _l("%(actor)s paused the work of %(person)s at %(host)s")
    icon = "player-pause"


@dataclass(frozen=True, kw_only=True)
class AssignmentResumed(SharingFact):
    """Work goes on."""

    sentence = _l("%(actor)s resumed the work of %(person)s at %(host)s")
    icon = "player-play"


@dataclass(frozen=True, kw_only=True)
class AssignmentEnded(SharingFact):
    """Home or host ended it before its last day."""

    sentence = _l("%(actor)s ended the work of %(person)s at %(host)s early")
    icon = "x"


@dataclass(frozen=True, kw_only=True)
class AssignmentCompleted(SharingFact):
    """The last day is over, or every hour is worked."""

    sentence = _l("%(person)s completed the work at %(host)s")
    icon = "checks"


@dataclass(frozen=True, kw_only=True)
class EvaluationGiven(SharingFact):
    """One side said what it thinks of the help; what exactly stands with the assignment only."""

    sentence = _l("%(actor)s evaluated the work of %(person)s at %(host)s")
    icon = "star"


@dataclass(frozen=True, kw_only=True)
class AssignmentClosed(SharingFact):
    """Nothing is left to do; from now on it is only read."""

    sentence = _l("%(actor)s closed the assignment")
    icon = "lock"
