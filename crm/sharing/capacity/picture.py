"""The weeks of a person as bars under the cap: numbers for the template that draws them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from crm.core.templating import month_name, number, plain_date
from crm.sharing.capacity.limits import Check, Week

WIDTH, LEFT, TOP, GROUND = 700, 30, 18, 118
STEP = 180
"""Minutes between two lines of the scale."""


@dataclass(frozen=True)
class Bar:
    """One week: this promise on top of the firm others, tentative ones above."""

    x: float
    width: float
    firm: tuple[float, float]
    this: tuple[float, float]
    tentative: tuple[float, float]
    label: str


@dataclass(frozen=True)
class Picture:
    """Everything that is drawn, in the units of the view box."""

    bars: list[Bar]
    lines: list[tuple[float, str]]
    cap_y: float
    rows: list[list[str]]


def picture_of(found: Check) -> Picture:
    """The weeks of a check as a picture and as the rows of its table."""
    top = max([found.cap * 1.2, *(week.promised + week.tentative for week in found.weeks)])
    scale = (GROUND - TOP) / top
    lines = [
        (GROUND - level * scale, number(level / 60)) for level in range(0, int(top) + 1, _step(top))
    ]
    return Picture(_bars(found.weeks, scale), lines, GROUND - found.cap * scale, _rows(found.weeks))


def _step(top: float) -> int:
    return STEP * max(1, round(top / STEP / 4))


def _bars(weeks: Sequence[Week], scale: float) -> list[Bar]:
    room = (WIDTH - LEFT) / max(len(weeks), 1)
    width = min(room * 0.84, 48)
    bars, month = [], ""
    for place, week in enumerate(weeks):
        firm = week.firm * scale
        this = week.minutes * scale
        tentative = week.tentative * scale
        named = month_name(week.monday + timedelta(days=3))  # an ISO week is its Thursday's
        bars.append(
            Bar(
                round(LEFT + place * room + 2, 1),
                round(width, 1),
                (round(GROUND - firm, 1), round(firm, 1)),
                (round(GROUND - firm - this, 1), round(this, 1)),
                (round(GROUND - firm - this - tentative, 1), round(tentative, 1)),
                named.split()[0][:3] if named != month else "",
            )
        )
        month = named
    return bars


def _rows(weeks: Sequence[Week]) -> list[list[str]]:
    return [
        [
            plain_date(week.monday),
            number(week.minutes / 60),
            number(week.firm / 60),
            number(week.tentative / 60),
        ]
        for week in weeks
    ]
