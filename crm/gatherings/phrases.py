"""Whole phrases of the pages of this room: rules, stages, quorum, agenda, choices of a filter."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from crm.almanac.warnings import Alternative
from crm.core import clock
from crm.core.addresses import path_of
from crm.core.templating import hour, local, plain_date, weekday_name, zone_name
from crm.core.words import gettext as _
from crm.core.words import ngettext
from crm.gatherings.filters import Filters
from crm.gatherings.models import (
    ActionItem,
    Gathering,
    GatheringKind,
    GatheringState,
    QuorumRule,
    Series,
)
from crm.gatherings.quorum import Tally
from crm.gatherings.recurrence import parts_of, place_in_month
from crm.gatherings.words import (
    action_badge,
    gathering_badge,
    gathering_word,
    hours,
    letter_class,
    other_hours,
    warning_words,
    zones_of,
)

S = GatheringState
STAGES = (S.DRAFT, S.INVITED, S.HELD, S.MINUTES_CIRCULATED, S.MINUTES_APPROVED)
REACHED = {
    S.DRAFT: 0,
    S.POSTPONED: 0,
    S.CANCELLED: 0,
    S.INVITED: 1,
    S.HELD: 2,
    S.MINUTES_DRAFT: 2,
    S.MINUTES_CIRCULATED: 3,
    S.MINUTES_APPROVED: 4,
}


def rule_words(series: Series) -> str:
    """How a series comes again: every month on the second Wednesday, 10.00 WIB."""
    parts = parts_of(series.rule)
    at = hour(series.first_starts_at, series.zone)
    return f"{_RHYTHM[_rhythm(parts)](series, int(parts.get('INTERVAL', '1')))}, {at}"


def _rhythm(parts: dict[str, str]) -> str:
    if parts["FREQ"] == "WEEKLY":
        return "week"
    if "BYMONTHDAY" in parts:
        return "day"
    return "workday" if "BYSETPOS" in parts else "weekday"


def _months(every: int) -> str:
    return _("every month") if every == 1 else str(_("every %(num)s months", num=every))


def _ordinal(series: Series) -> str:
    places = {1: _("first"), 2: _("second"), 3: _("third"), 4: _("fourth"), -1: _("last")}
    return str(places[place_in_month(series.first_day)])


_RHYTHM: dict[str, Callable[[Series, int], str]] = {
    "week": lambda series, every: _(
        "%(often)s on %(weekday)s",
        often=_("every week") if every == 1 else _("every %(num)s weeks", num=every),
        weekday=weekday_name(series.first_day),
    ),
    "weekday": lambda series, every: _(
        "%(often)s on the %(place)s %(weekday)s",
        often=_months(every),
        place=_ordinal(series),
        weekday=weekday_name(series.first_day),
    ),
    "day": lambda series, every: _(
        "%(often)s on day %(day)s", often=_months(every), day=series.first_day.day
    ),
    "workday": lambda _series, every: _("%(often)s on the last working day", often=_months(every)),
}


def gathering_stages(gathering: Gathering) -> list[dict[str, Any]]:
    """The way from the plan to the approved minutes, as far as it has gone."""
    reached = REACHED[gathering.state]
    states = ("did", "now", "")
    return [
        {
            "label": gathering_word(stage),
            "state": states[(place > reached) + (place >= reached)],
        }
        for place, stage in enumerate(STAGES)
    ]


def quorum_words(gathering: Gathering, tally: Tally) -> str:
    """How the quorum stands: 9 of 11 institutions needed, 21 may vote."""
    if gathering.quorum is QuorumRule.NONE or not tally.voting:
        return gathering_word(gathering.quorum)
    said = _(
        "%(total)s of the %(needed)s institutions needed; %(voting)s may vote",
        total=tally.total,
        needed=tally.needed,
        voting=tally.voting,
    )
    if tally.proxies:
        by_letter = ngettext("%(num)s by proxy", "%(num)s by proxy", tally.proxies)
        said = f"{said}; {by_letter}"
    return str(said)


def action_second(action: ActionItem) -> str:
    """Who does it, until when."""
    who = action.person.full_name if action.person else ""
    house = action.institution.name if action.institution else ""
    due = _("until %(day)s", day=plain_date(action.due_on))
    return " · ".join(filter(None, [house, who, due]))


def agenda_words(gathering: Gathering, carried: Sequence[ActionItem] = ()) -> str:
    """The agenda in one line, as the invitation has it: 1. Follow-up; 2. Sharing."""
    points = [_("Follow-up of earlier meetings")] if carried else []
    points += [item.title for item in gathering.agenda]
    if len(points) == 1:
        return str(points[0])
    return "; ".join(f"{number}. {title}" for number, title in enumerate(points, start=1))


def timed_points(gathering: Gathering, carried: Sequence[ActionItem] = ()) -> list[dict[str, str]]:
    """The agenda with the hour at which each point begins, as far as durations are known."""
    points = [{"title": _("Follow-up of earlier meetings"), "presenter": ""}] if carried else []
    at: datetime | None = None if carried else gathering.starts_at
    timed = [{**point, "time": ""} for point in points]
    for item in gathering.agenda:
        begins = hour(at, gathering.zone) if at is not None else ""
        timed.append({"title": item.title, "presenter": item.presenter, "time": begins})
        known = at is not None and item.duration is not None
        at = at + timedelta(minutes=item.duration or 0) if at is not None and known else None
    return timed


def alternative_hours(better: Alternative, zones: Iterable[str]) -> str:
    """The hour of a better date on the clocks of everybody: 10.00 WIB, 11.00 WITA."""
    known = {better.slot.zone, *zones}
    clocks = sorted(
        (local(better.slot.starts_at, zone).replace(tzinfo=None), zone) for zone in known
    )
    return ", ".join(dict.fromkeys(hour(better.slot.starts_at, zone) for _at, zone in clocks))


def kind_choices(filters: Filters) -> list[dict[str, Any]]:
    """The kinds by which the list can be narrowed."""
    kinds = [kind for kind in GatheringKind if kind is not GatheringKind.INFORMAL]
    return [_choice("kind", kind, filters, current=filters.kind is kind) for kind in kinds]


def state_choices(filters: Filters) -> list[dict[str, Any]]:
    """The states by which the list can be narrowed."""
    return [
        _choice("state", state, filters, current=filters.state is state) for state in GatheringState
    ]


def _choice(name: str, member: Any, filters: Filters, *, current: bool) -> dict[str, Any]:
    url = path_of("gatherings.index", **filters.but(**{name: member}))
    return {"label": gathering_word(member), "url": url, "current": current}


def promise_words(talk: Gathering) -> str:
    """What was promised in a conversation, and until when or that it is kept."""
    if not talk.promise:
        return ""
    if talk.promise_kept_on is not None:
        return str(_("%(promise)s, kept", promise=talk.promise))
    due = plain_date(talk.next_step_on) if talk.next_step_on else ""
    return str(_("%(promise)s, until %(day)s", promise=talk.promise, day=due))


def is_late(action: ActionItem) -> bool:
    """Whether a follow-up should have been done before today."""
    return action.is_late(on=clock.today(action.gathering.zone))


PHRASES: Mapping[str, Callable[..., Any]] = {
    "action_badge": action_badge,
    "action_second": action_second,
    "agenda_words": agenda_words,
    "alternative_hours": alternative_hours,
    "gathering_badge": gathering_badge,
    "gathering_hours": hours,
    "gathering_stages": gathering_stages,
    "gathering_word": gathering_word,
    "is_late": is_late,
    "letter_class": letter_class,
    "kind_choices": kind_choices,
    "other_hours": other_hours,
    "promise_words": promise_words,
    "quorum_words": quorum_words,
    "rule_words": rule_words,
    "state_choices": state_choices,
    "timed_points": timed_points,
    "warning_words": warning_words,
    "zone_word": zone_name,
    "zones_of": zones_of,
}
"""What `wiring` hands to the templates of this room and of those that show its things."""
