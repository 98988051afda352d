"""A rule's words with real names: for one reminder to come, and for a rule being edited."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import sqlalchemy as sa

from crm.core.db import db
from crm.reminders.composing import with_links
from crm.reminders.forecast import Script, sources
from crm.reminders.models import Reminder, Rule
from crm.reminders.owing import words_said
from crm.reminders.planning import person_of, short
from crm.reminders.sources import Occasion, Source, Span
from crm.reminders.wording import Said

log = logging.getLogger(__name__)
NEAR = timedelta(days=2)
AROUND = timedelta(days=200)


@dataclass(frozen=True)
class Example:
    """The words of a rule as one real reader would get them."""

    title: str
    reader: str
    said: Said


def words_to_come(reminder: Reminder, now: datetime) -> Said | None:
    """What a planned reminder would say now; None when its room no longer offers it."""
    rule = db.session.scalars(sa.select(Rule).where(Rule.code == reminder.rule)).one_or_none()
    source = sources().get(rule.source) if rule else None
    if rule is None or source is None:
        return None
    script = Script.of(rule, source)
    span = Span(reminder.day - NEAR, reminder.day + NEAR)
    for occasion in _offered(source, span):
        if _same(occasion, reminder):
            for recipient in occasion.recipients:
                if person_of(recipient) == reminder.person:
                    return _masked(words_said(occasion, recipient, script, max(now, reminder.at)))
    return None


def example_of(script: Script, language: str, now: datetime) -> Example | None:
    """A rule's words for the nearest real occasion, in one language; None while there is none."""
    source = sources().get(script.terms.source)
    if source is None:
        return None
    span = Span((now - AROUND).date(), (now + AROUND).date())
    for occasion in _offered(source, span):
        for recipient in occasion.recipients:
            reader = replace(recipient, language=language)
            said = _masked(words_said(occasion, reader, script, now))
            return Example(occasion.title, recipient.name or recipient.email, said)
    return None


def _offered(source: Source, span: Span) -> Iterable[Occasion]:
    try:
        return list(source.occasions(span))
    except Exception:
        log.exception("The reminder source %s failed.", source.code)
        return []


def _same(occasion: Occasion, reminder: Reminder) -> bool:
    about = (occasion.subject_kind, occasion.subject_id, short(occasion.occurrence))
    return about == (reminder.subject_kind, reminder.subject_id, reminder.occurrence)


def _masked(said: Said) -> Said:
    return replace(said, link=with_links(said.link, {}))
