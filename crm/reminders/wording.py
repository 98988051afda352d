"""A rule's words filled for one reader: fixed names, one pass, in their language and zone."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask_babel import get_locale

from crm.core import templating
from crm.core.languages import LANGUAGES, in_reader_language, spoken
from crm.core.words import gettext as _
from crm.core.words import ngettext
from crm.reminders.sources import Fact, Occasion, Recipient

EVERYWHERE: Mapping[str, str] = {
    "name": "nama",
    "object": "perihal",
    "date": "tanggal",
    "time": "jam",
    "when": "kapan",
    "link": "tautan",
    "network": "jaringan",
}
_TOKEN = re.compile(r"\{([a-z_]{1,40})\}")


def filled(text: str, words: Mapping[str, str]) -> str:
    """The text with each known {token} replaced once; what is put in is never read again."""
    return _TOKEN.sub(lambda found: words.get(found[1], found[0]), text)


def tokens_in(text: str) -> set[str]:
    """The tokens that a text names."""
    return {found[1] for found in _TOKEN.finditer(text)}


def read_aloud(fact: Fact, zone: str) -> str:
    """A fact as the present language says it, at the clock of a zone."""
    if isinstance(fact, Mapping):
        return in_reader_language(dict(fact))
    if isinstance(fact, datetime):
        there = templating.local(fact, zone)
        return f"{templating.long_date(there.date())}, {templating.hour(fact, zone)}"
    if isinstance(fact, date):
        return templating.long_date(fact)
    if isinstance(fact, int | float) and not isinstance(fact, bool):
        return templating.number(fact)
    return str(fact)


def words_of(occasion: Occasion, recipient: Recipient, *, at: datetime) -> dict[str, str]:
    """Every token of an occasion for one reader, in the present language."""
    day, today = occasion.day(recipient.zone), templating.local(at, recipient.zone).date()
    return {
        **{name: read_aloud(fact, recipient.zone) for name, fact in occasion.facts.items()},
        "name": recipient.name or recipient.email,
        "object": occasion.title,
        "date": templating.long_date(day),
        "time": clock_of(occasion, recipient.zone),
        "when": away(day, today),
    }


def in_both_names(words: Mapping[str, str], tokens: Mapping[str, str]) -> dict[str, str]:
    """The same words under their English and their Indonesian names."""
    other = {**EVERYWHERE, **tokens}
    return {**words, **{other[name]: word for name, word in words.items() if name in other}}


@dataclass(frozen=True)
class Said:
    """What one reminder says to one reader: a subject, paragraphs, and where its button leads."""

    subject: str
    paragraphs: tuple[str, ...]
    link: str

    @property
    def is_private(self) -> bool:
        """Tell whether the button leads to this reader's own answer."""
        return self.link.startswith("[[link:")

    @property
    def rest(self) -> tuple[str, ...]:
        """The paragraphs after the salutation, where there is more than one."""
        return self.paragraphs[1:] or self.paragraphs

    @property
    def preheader(self) -> str:
        """What a list of letters shows beside the subject."""
        return self.rest[0] if self.rest else self.subject

    @property
    def text(self) -> str:
        """The whole as plain text, the address last."""
        return "\n\n".join([*self.paragraphs, *([self.link] if self.link else [])])


def said(subject: str, body: str, words: Mapping[str, str]) -> Said:
    """A rule's texts filled for one reader; the link gets a paragraph of its own at the end."""
    link, inline = words.get("link", ""), {**words, "link": "", "tautan": ""}
    paragraphs = [filled(part, inline).strip() for part in body.split("\n\n")]
    return Said(
        sentence(filled(subject, inline).strip()),
        tuple(sentence(part) for part in paragraphs if part),
        link,
    )


def clock_of(occasion: Occasion, zone: str) -> str:
    """The hour of an instant on the reader's clock, and on the occasion's own where they differ."""
    if occasion.at is None:
        return ""
    here = templating.hour(occasion.at, zone)
    there = templating.hour(occasion.at, occasion.zone)
    return here if here == there else f"{here} ({there})"


def away(day: date, today: date) -> str:
    """How far a day is from today: tomorrow, in 5 days, 2 days ago."""
    days = (day - today).days
    near: dict[int, str] = {0: _("today"), 1: _("tomorrow"), -1: _("yesterday")}
    if days in near:
        return near[days]
    if days > 0:
        return str(ngettext("in %(num)s day", "in %(num)s days", days))
    return str(ngettext("%(num)s day ago", "%(num)s days ago", -days))


def sentence(text: str) -> str:
    """The text with its first letter large."""
    return text[:1].upper() + text[1:]


def in_both_languages(reason: Any, facts: Mapping[str, Fact], zone: str) -> dict[str, str]:
    """Why someone is not reminded, kept for readers of either language."""
    said = {}
    for language in LANGUAGES:
        with spoken(language):
            read = {name: read_aloud(fact, zone) for name, fact in facts.items()}
            said[language] = str(reason) % read if read else str(reason)
    return said


def present_language() -> str:
    """The language that is spoken now."""
    locale = get_locale()
    return str(locale.language) if locale else LANGUAGES[0]
