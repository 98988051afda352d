"""Due reminders become letters, lines on a page, or words to pass on by hand."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import cache

from crm.core.addresses import absolute
from crm.core.languages import spoken
from crm.links.models import Link
from crm.network.queries import the_network
from crm.reminders import outbox, wording
from crm.reminders.forecast import Script
from crm.reminders.ledger import note_words, settle
from crm.reminders.models import Lane, ReminderState
from crm.reminders.outbox import Enclosed, Letter, placeholder
from crm.reminders.planning import Key, Planned, person_of
from crm.reminders.private_links import links_for
from crm.reminders.sources import Occasion, Recipient
from crm.reminders.stationery import Sheet
from crm.reminders.terms import Channel
from crm.reminders.wording import Said

UNISSUED = "[[link:0]]"
"""Stands for a private link where the words are only shown."""


def hand_over(
    planned: Sequence[Planned],
    scripts: Mapping[str, Script],
    now: datetime,
    lane: Lane = Lane.REMINDER,
) -> int:
    """Settle due reminders and owe their letters in the same transaction; say how many went.

    Whoever comes second, another ticker or the same one after a kill, finds them settled.
    """
    won = settle(planned, now)
    going = [one for one in planned if one.key in won and one.state is ReminderState.PLANNED]
    links = links_for(going, now)
    said = {one.key: _said(one, scripts[one.rule], links.get(one.key), now) for one in going}
    letters = list(_letters(going, said, scripts, lane))
    outbox.owe([letter for letter, _of in letters])
    letter_of = {one.key: letter.key for letter, of in letters for one in of}
    note_words((won[one.key], letter_of.get(one.key), _kept(one, said[one.key])) for one in going)
    return len(going)


def _said(planned: Planned, script: Script, link: Link | None, now: datetime) -> Said:
    return words_said(planned.occasion, planned.recipient, script, max(now, planned.at), link)


def words_said(
    occasion: Occasion, to: Recipient, script: Script, at: datetime, link: Link | None = None
) -> Said:
    """The words of a rule about an occasion for one reader, in the reader's language."""
    language = to.language if to.language in script.subjects else "id"
    with spoken(language):
        words = wording.words_of(occasion, to, at=at)
        words["network"] = the_network().name
        words["link"] = _way_on(occasion, to, link)
        both = wording.in_both_names(words, script.tokens)
    return wording.said(script.subjects[language], script.bodies[language], both)


def _way_on(occasion: Occasion, to: Recipient, link: Link | None) -> str:
    if link is not None:
        return placeholder(link)
    if to.link is not None:
        return UNISSUED
    return absolute(occasion.url) if occasion.url else ""


def _kept(planned: Planned, said: Said) -> str:
    """What the log itself keeps of the words: a line for a page, the whole to pass on by hand."""
    if planned.channel is Channel.APP:
        return said.subject
    return f"{said.subject}\n\n{said.text}" if planned.channel is Channel.COPY else ""


def _letters(
    going: Iterable[Planned],
    said: Mapping[Key, Said],
    scripts: Mapping[str, Script],
    lane: Lane,
) -> Iterable[tuple[Letter, list[Planned]]]:
    sheet = cache(Sheet.of)
    for together in _by_letter(going):
        first = together[0]
        script, paper = scripts[first.rule], sheet(first.recipient.language)
        if len(together) == 1:
            yield _letter(first, paper.letter(said[first.key]), script, lane), together
        else:
            words = paper.digest([said[one.key] for one in together])
            files = [file for one in together for file in _enclosed(one, scripts[one.rule])]
            yield _digest(first, words, lane, files), together


def _by_letter(going: Iterable[Planned]) -> Iterable[list[Planned]]:
    """The reminders of each letter: one, or all that are gathered for a person's round."""
    gathered: dict[tuple[str, datetime], list[Planned]] = defaultdict(list)
    for one in going:
        if one.channel is Channel.EMAIL and one.gathered:
            gathered[one.recipient.email.casefold(), one.at].append(one)
        elif one.channel is Channel.EMAIL:
            yield [one]
    yield from gathered.values()


def _letter(planned: Planned, words: tuple[str, str, str], script: Script, lane: Lane) -> Letter:
    subject, text, html = words
    occasion = planned.occasion
    return Letter(
        to=planned.recipient,
        key=letter_key(planned),
        kind="reminder",
        subject=subject,
        text=text,
        html=html,
        about=(occasion.subject_kind, occasion.subject_id),
        lane=Lane.PROMOTION if script.terms.promotional else lane,
        rule=planned.rule,
        useful_until=planned.deadline,
        enclosed=_enclosed(planned, script),
    )


def _enclosed(planned: Planned, script: Script) -> Sequence[Enclosed]:
    return planned.occasion.enclosed() if Channel.CALENDAR in script.terms.channels else ()


def _digest(
    first: Planned, words: tuple[str, str, str], lane: Lane, files: Sequence[Enclosed]
) -> Letter:
    subject, text, html = words
    return Letter(
        to=first.recipient,
        key=f"digest:{letter_key(first)}",
        kind="digest",
        subject=subject,
        text=text,
        html=html,
        lane=lane,
        enclosed=files,
    )


def letter_key(planned: Planned) -> str:
    """The reason for a letter: agreement:17:2026-12-01:R26:H-7:person:9."""
    of = planned.occasion
    about = f"{of.subject_kind}:{of.subject_id}:{of.occurrence}"
    return f"{about}:{planned.rule}:{planned.step}:{person_of(planned.recipient)}"
