"""Asking every source and planning: what the tick writes down, and what the preview shows."""

import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

import sqlalchemy as sa
from flask import current_app

from crm.almanac.models import CalendarDay
from crm.almanac.workdays import Workdays, workdays_from
from crm.core.db import db, reading
from crm.reminders.models import Reminder, Rule, Tick, Unsubscription
from crm.reminders.planning import MOVED, Key, Planned, in_order, plan, plan_moves
from crm.reminders.queries import refused_addresses, rules, told_dates, unsettled
from crm.reminders.redirecting import mailboxes_for
from crm.reminders.sources import Nature, Occasion, Source, Span
from crm.reminders.terms import Step, Terms, Unit
from crm.reminders.turns import Circumstances

log = logging.getLogger(__name__)
LOOK_BACK = timedelta(days=14)
"""How far back a house that was down looks for what it missed."""
FIRST_LOOK = timedelta(days=1)
OVERLAP = timedelta(hours=1)
"""What came to be known while the last round was under way is looked at again."""
FREE_DAYS = 20
"""More days than any row of free days moves a step by."""
MOVES_REACH = 400
REPEATS_REACH = 400


@dataclass(frozen=True)
class Script:
    """A rule's terms and words, apart from its row."""

    terms: Terms
    subjects: Mapping[str, str]
    bodies: Mapping[str, str]
    active: bool
    tokens: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, rule: Rule, source: Source | None) -> "Script":
        """What a rule and its source say."""
        nature = source.nature if source else Nature.EVENT
        return cls(
            replace(rule.terms, nature=nature),
            {"id": rule.subject_id, "en": rule.subject_en},
            {"id": rule.body_id, "en": rule.body_en},
            rule.active,
            source.tokens if source else {},
        )


@dataclass(frozen=True)
class Waiting:
    """An unsettled row of the log, as far as planning compares it."""

    id: int
    rule: str
    at: datetime
    fingerprint: tuple[object, ...]


@dataclass
class Forecast:
    """What is planned, what was pending before, and which sources could not answer."""

    planned: list[Planned] = field(default_factory=list)
    pending: dict[Key, Waiting] = field(default_factory=dict)
    scripts: dict[str, Script] = field(default_factory=dict)
    problems: dict[str, str] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)


def sources() -> Mapping[str, Source]:
    """What `wiring` lists, by code."""
    listed: Sequence[Source] = current_app.extensions["mitra.sources"]
    return {source.code: source for source in listed}


def forecast(now: datetime, until: datetime, *, since: datetime | None = None) -> Forecast:
    """Everything that is planned up to a moment. Only reads; a source that fails stops no other."""
    made = Forecast()
    with reading():
        made.scripts = _scripts()
        made.pending = _pending(until)
        around = _circumstances(now, until, since, made.pending)
        told = _told(now)
    by_source = _by_source(made.scripts.values())
    offered: dict[str, list[Occasion]] = {}
    for source in sources().values():
        if terms := by_source.get(source.code):
            span = _span(terms, around, source, reach=bool(told))
            offered[source.code] = _ask(source, span, made)
    wanted = [terms for code in offered for terms in by_source[code]]
    made.planned = plan(wanted, offered, around)
    if told and (mover := made.scripts.get(MOVED)) and mover.active:
        made.planned = in_order([*made.planned, *_moves(told, offered, around)])
    return made


def _moves(
    told: Mapping[Key, date], offered: Mapping[str, Iterable[Occasion]], around: Circumstances
) -> Iterable[Planned]:
    known = sources()
    nearing = (
        (code, occasion)
        for code, occasions in offered.items()
        if known[code].tells_moves and known[code].nature is Nature.BEFORE
        for occasion in occasions
    )
    return (one for one in plan_moves(told, nearing, around) if one.at <= around.until)


def _scripts() -> dict[str, Script]:
    known = sources()
    found = db.session.scalars(rules())
    return {rule.code: Script.of(rule, known.get(rule.source)) for rule in found}


def _by_source(scripts: Iterable[Script]) -> Mapping[str, list[Terms]]:
    found: dict[str, list[Terms]] = defaultdict(list)
    for script in scripts:
        announced = script.terms.nature is Nature.EVENT
        if script.active and script.terms.steps and not announced:
            found[script.terms.source].append(script.terms)
    return found


def _ask(source: Source, span: Span, made: Forecast) -> list[Occasion]:
    made.asked.append(source.code)
    try:
        with reading():
            return list(source.occasions(span))
    except Exception as error:
        log.exception("The reminder source %s failed.", source.code)
        made.problems[source.code] = f"{type(error).__name__}: {error}"
        return []


def _circumstances(
    now: datetime, until: datetime, since: datetime | None, pending: Mapping[Key, Waiting]
) -> Circumstances:
    return Circumstances(
        now=now,
        until=until,
        calendar=_calendars(),
        since=(lambda _source: since) if since else _marks(now),
        pending=frozenset(pending),
        refused=frozenset(db.session.scalars(refused_addresses())),
        unsubscribed=frozenset(db.session.scalars(sa.select(Unsubscription.address))),
        mailboxes=mailboxes_for(),
    )


def _marks(now: datetime) -> Callable[[str], datetime]:
    """Up to when each source was planned, a little before, and never further back than we look."""
    marks = {tick.source: tick.at for tick in db.session.scalars(sa.select(Tick))}

    def since(source: str) -> datetime:
        mark = marks.get(source)
        return max(mark - OVERLAP, now - LOOK_BACK) if mark else now - FIRST_LOOK

    return since


def _calendars() -> Callable[[str | None], Workdays]:
    """Working days by province, those of the country where a province has no days of its own."""
    days = list(db.session.scalars(sa.select(CalendarDay)))
    country = workdays_from(day for day in days if day.province_code is None)
    own = {
        province: workdays_from(day for day in days if day.province_code in {None, province})
        for province in {day.province_code for day in days}
    }
    return lambda province: own.get(province, country)


def _span(terms: Iterable[Terms], around: Circumstances, source: Source, *, reach: bool) -> Span:
    steps = [step for one in terms for step in one.steps]
    back = max((_days(step) for step in steps if step.offset >= 0), default=0)
    ahead = max((_days(step) for step in steps if step.offset <= 0), default=0)
    if any(step.repeat for step in steps):
        back += REPEATS_REACH
    if reach and source.tells_moves and source.nature is Nature.BEFORE:
        ahead = max(ahead, MOVES_REACH)
    first = around.since(source.code).date() - timedelta(days=back + FREE_DAYS)
    return Span(first, around.until.date() + timedelta(days=ahead + FREE_DAYS))


def _days(step: Step) -> int:
    days = abs(step.offset)
    return days * 2 if step.unit is Unit.WORKDAYS else days


def _told(now: datetime) -> dict[Key, date]:
    return {
        (row.subject_kind, row.subject_id, row.occurrence, row.person): row.day
        for row in db.session.execute(
            told_dates(on=now.date()).with_only_columns(
                Reminder.subject_kind,
                Reminder.subject_id,
                Reminder.occurrence,
                Reminder.person,
                Reminder.day,
            )
        )
    }


def _pending(until: datetime) -> dict[Key, Waiting]:
    compared = (Reminder.at, Reminder.state, Reminder.gathered, Reminder.day, Reminder.title)
    keyed = (
        Reminder.rule,
        Reminder.step,
        Reminder.subject_kind,
        Reminder.subject_id,
        Reminder.occurrence,
        Reminder.person,
        Reminder.channel,
    )
    rows = db.session.execute(
        unsettled(until=until).with_only_columns(Reminder.id, *keyed, *compared)
    )
    return {
        (*row[1:7], row[7].value): Waiting(row[0], row[1], row[8], tuple(row[8:])) for row in rows
    }
