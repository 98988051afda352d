"""The schedule as a picture: where each bar, tail and tick lies (design 3, Gantt).

Lays out plain rows from records; `templates/campaigns/_gantt.svg` draws them on page and paper.
All measures are in the picture's own units, 1204 wide.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from crm.almanac.models import CalendarDay
from crm.almanac.workdays import FREE, Workdays, workdays_from
from crm.campaigns.dates import month_in_words, short_day, short_month, short_span
from crm.campaigns.models import Campaign, Placement
from crm.campaigns.models.stages import GONE, SHOWING
from crm.campaigns.words import detail_of
from crm.core.languages import in_reader_language
from crm.core.words import gettext as _

WIDTH = 1204.0
NAMES = 232.0
TOP, ROW, FOOT = 52, 34, 24
WEEK = timedelta(days=7)
DAY = timedelta(days=1)
LETTER = 6.2
"""About how wide a letter of 11 units is."""
LABEL = 48.0
LONGEST_NAME = 34
NARROWEST = 3.0


@dataclass(frozen=True)
class Label:
    """Words at a place."""

    x: float
    text: str
    end: bool = False


@dataclass(frozen=True)
class Stripe:
    """A stretch of days from edge to edge."""

    x: float
    width: float
    title: str = ""


@dataclass(frozen=True)
class Bar:
    """One placement: its tail from the must-start day, its run, its permits."""

    placement: Placement
    y: int
    name: str
    detail: str
    start: Label
    tail: Stripe
    run: Stripe
    look: str
    permits: tuple[Stripe, ...]
    late_by: int

    @property
    def is_late(self) -> bool:
        """Whether work should have begun and has not."""
        return self.late_by > 0


@dataclass(frozen=True)
class Schedule:
    """Everything that the picture shows, and its table beside it."""

    title: str
    summary: str
    height: int
    bottom: int
    window: Stripe
    window_label: Label
    peak: float | None
    today: Label | None
    months: tuple[Label, ...]
    weeks: tuple[Label, ...]
    holidays: tuple[Stripe, ...]
    bars: tuple[Bar, ...]
    width: float = WIDTH
    names: float = NAMES
    holiday_words: tuple[str, ...] = field(default=())

    @property
    def late(self) -> list[Bar]:
        """The placements that should have been started."""
        return [bar for bar in self.bars if bar.is_late]


@dataclass(frozen=True)
class Scale:
    """Days as places from left to right."""

    first: date
    last: date

    @property
    def unit(self) -> float:
        """How wide a day is."""
        return (WIDTH - NAMES) / ((self.last - self.first).days + 1)

    def at(self, day: date) -> float:
        """Where a day begins."""
        return round(NAMES + (day - self.first).days * self.unit, 1)

    def stripe(self, first: date, last: date, title: str = "") -> Stripe:
        """A stretch of days, both ends included, inside the picture."""
        start, end = max(first, self.first), min(last, self.last)
        width = round(max(((end - start).days + 1) * self.unit, NARROWEST), 1)
        return Stripe(round(min(self.at(start), WIDTH - width), 1), width, title)

    def holds(self, day: date) -> bool:
        """Tell whether a day lies in the picture."""
        return self.first <= day <= self.last


def span_of_schedule(campaign: Campaign, placements: Iterable[Placement]) -> tuple[date, date]:
    """The days that the picture shows: whole weeks, with room for the first must-start date."""
    runs = [one for one in placements if one.state not in GONE]
    starts = [campaign.window_starts_on, *(one.must_start_on for one in runs)]
    ends = [campaign.window_ends_on, *(one.run_ends_on for one in runs)]
    first = min(starts) - timedelta(days=min(starts).weekday())
    last = max(ends) + timedelta(days=6 - max(ends).weekday())
    while (min(starts) - first).days * Scale(first, last).unit < LABEL:
        first -= WEEK
    return first, last


def schedule_of(
    campaign: Campaign, placements: Sequence[Placement], days: Sequence[CalendarDay], *, today: date
) -> Schedule:
    """Lay out a campaign's placements; `days` are the calendar's rows of the span."""
    standing = [one for one in placements if one.state not in GONE]
    scale = Scale(*span_of_schedule(campaign, standing))
    bars = tuple(_bar(one, number, scale, days, today) for number, one in enumerate(standing))
    bottom = TOP + ROW * max(len(bars), 1)
    holidays = [day for day in days if day.kind in FREE and day.province_code is None]
    return Schedule(
        title=_("Schedule of placements of %(code)s", code=campaign.code),
        summary=_summary(campaign, len(bars)),
        height=bottom + FOOT,
        bottom=bottom,
        window=scale.stripe(campaign.window_starts_on, campaign.window_ends_on),
        window_label=_window_label(campaign, scale),
        peak=scale.at(campaign.peak_on) + scale.unit / 2 if campaign.peak_on else None,
        today=_today(scale, today),
        months=tuple(_months(scale)),
        weeks=tuple(_weeks(scale)),
        holidays=tuple(_holiday(day, scale) for day in holidays if scale.holds(day.day)),
        bars=bars,
        holiday_words=tuple(_holiday_words(holidays, scale)),
    )


def _summary(campaign: Campaign, many: int) -> str:
    span = short_span(campaign.window_starts_on, campaign.window_ends_on)
    return str(
        _(
            "%(many)d placements in the window %(span)s. The table below holds the same dates.",
            many=many,
            span=span,
        )
    )


def _bar(
    placement: Placement, number: int, scale: Scale, days: Sequence[CalendarDay], today: date
) -> Bar:
    late_by = lateness(placement, days, today=today)
    run = scale.stripe(placement.run_starts_on, placement.run_ends_on)
    begins = min(scale.at(placement.must_start_on), run.x)
    label = short_day(placement.must_start_on, beside=placement.run_starts_on)
    return Bar(
        placement,
        TOP + ROW * number,
        _cut(placement.name),
        _cut(detail_of(placement), LONGEST_NAME + 4),
        Label(round(begins - 5, 1), label, end=True),
        Stripe(begins, round(max(run.x - begins - 1, 0), 1)),
        run,
        _look(placement),
        tuple(
            scale.stripe(permit.valid_from, permit.valid_to, permit.number)
            for permit in placement.permits
        ),
        late_by,
    )


def lateness(placement: Placement, days: Iterable[CalendarDay], *, today: date) -> int:
    """By how many working days of its province a placement should have been started already."""
    if not placement.is_late(on=today):
        return 0
    known = known_workdays(days, placement.province_code)
    return max(known.between(placement.must_start_on, today), 1)


def known_workdays(days: Iterable[CalendarDay], province_code: str | None) -> Workdays:
    """The working days of a province, from rows that are at hand."""
    return workdays_from(day for day in days if day.province_code in {None, province_code})


def _look(placement: Placement) -> str:
    if placement.state in SHOWING:
        return "done"
    return "wait" if placement.awaits_permit else "run"


def _cut(words: str, most: int = LONGEST_NAME) -> str:
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"


def _window_label(campaign: Campaign, scale: Scale) -> Label:
    span = short_span(
        campaign.window_starts_on, campaign.window_ends_on, beside=campaign.window_ends_on
    )
    words = _("Window %(span)s", span=span)
    if campaign.peak_on:
        peak = short_day(campaign.peak_on, beside=campaign.peak_on)
        words = _("Window %(span)s, peak %(peak)s", span=span, peak=peak)
    stripe = scale.stripe(campaign.window_starts_on, campaign.window_ends_on)
    if stripe.x + 6 + len(words) * LETTER <= WIDTH:
        return Label(stripe.x + 6, words)
    return Label(round(stripe.x + stripe.width - 6, 1), words, end=True)


def _today(scale: Scale, today: date) -> Label | None:
    if not scale.holds(today):
        return None
    words = _("today, %(day)s", day=short_day(today, beside=today))
    return Label(round(scale.at(today) + scale.unit / 2, 1), words)


def _weeks(scale: Scale) -> Iterable[Label]:
    step = WEEK
    while step.days * scale.unit < LABEL / 2:
        step += WEEK
    day = scale.first
    while day <= scale.last:
        yield Label(scale.at(day), str(day.day))
        day += step


def _months(scale: Scale) -> Iterable[Label]:
    day = scale.first
    while day <= scale.last:
        following = (day.replace(day=1) + timedelta(days=31)).replace(day=1)
        room = scale.at(min(following, scale.last + DAY)) - scale.at(day)
        if words := _fitting(day, room):
            yield Label(scale.at(day) + 3, words)
        day = following


def _fitting(day: date, room: float) -> str:
    for words in (month_in_words(day), short_month(day)):
        if len(words) * 7.0 + 6 <= room:
            return words
    return ""


def _holiday(day: CalendarDay, scale: Scale) -> Stripe:
    return scale.stripe(day.day, day.day, in_reader_language(day.names))


def _holiday_words(holidays: Iterable[CalendarDay], scale: Scale) -> Iterable[str]:
    for day in holidays:
        if scale.holds(day.day):
            yield f"{short_day(day.day, beside=scale.last)} {in_reader_language(day.names)}"
