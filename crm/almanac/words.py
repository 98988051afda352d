"""What kinds of days are called."""

from typing import Any

from crm.almanac.models import Certainty, DayKind
from crm.core.words import lazy_gettext as _l

KIND_NAMES: dict[DayKind, Any] = {
    DayKind.PUBLIC_HOLIDAY: _l("Public holiday"),
    DayKind.JOINT_LEAVE: _l("Joint leave"),
    DayKind.OBSERVANCE: _l("Observance"),
    DayKind.RAMADAN: _l("Ramadan"),
    DayKind.WORKDAY: _l("Working day after all"),
}
CERTAINTY_NAMES: dict[Certainty, Any] = {
    Certainty.DECREE: _l("Decreed"),
    Certainty.ESTIMATE: _l("Estimate"),
}
