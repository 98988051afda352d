"""The first page of each role: today's work, the days ahead, what went out, who belongs to us."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from flask import current_app

from crm.accounts.models import User
from crm.almanac.month import Entry
from crm.almanac.queries import days_between
from crm.almanac.workdays import FREE
from crm.core.db import db
from crm.core.languages import in_reader_language
from crm.core.templating import long_date
from crm.core.words import gettext as _
from crm.core.words import lazy_gettext as _l
from crm.core.words import ngettext
from crm.home.desk_lines import WentOut, went_out
from crm.home.lines import Waiting
from crm.home.standing import Bar, bar_of
from crm.home.waiting import waiting_for
from crm.institutions.models.members import NETWORK_STAFF
from crm.institutions.queries import counts_by_standing, today

AHEAD = timedelta(days=7)
MOST_COMING = 8
MOST_WAITING = 20
NUMBERS = (
    "0",
    _l("one"),
    _l("two"),
    _l("three"),
    _l("four"),
    _l("five"),
    _l("six"),
    _l("seven"),
    _l("eight"),
    _l("nine"),
    _l("ten"),
)


@dataclass(frozen=True)
class FirstPage:
    """Everything that the first page shows."""

    day: date
    waiting: list[Waiting]
    coming: list[Entry]
    went_out: WentOut | None
    bar: Bar | None

    @property
    def shown(self) -> list[Waiting]:
        """The lines that fit."""
        return self.waiting[:MOST_WAITING]

    @property
    def sentence(self) -> str:
        """The day in one sentence."""
        count = len(self.waiting)
        if not count:
            return self._calm_sentence()
        number = in_words(count)
        things = ngettext(
            "%(number)s thing waits for you", "%(number)s things wait for you", count, number=number
        )
        late = sum(bool(line.late) for line in self.waiting)
        if not late:
            return _sentence(things)
        of_them = ngettext(
            "%(number)s of them late", "%(number)s of them late", late, number=in_words(late)
        )
        return _sentence(f"{things}, {of_them}")

    def _calm_sentence(self) -> str:
        ahead = next((entry for entry in self.coming if entry.url), None)
        if ahead is None:
            return str(_("Nothing waits for you."))
        day = long_date(ahead.day)
        return str(
            _("Nothing waits for you. Next: %(title)s, %(day)s.", title=ahead.title, day=day)
        )


def first_page_of(user: User) -> FirstPage:
    """Ask every room what concerns this user today."""
    day = today()
    staff = user.role in NETWORK_STAFF
    return FirstPage(
        day,
        waiting_for(user),
        coming_days(user, day),
        went_out(user),
        bar_of(db.session.execute(counts_by_standing()).all()) if staff else None,
    )


def coming_days(user: User, day: date) -> list[Entry]:
    """What the rooms put on the calendar of the next days, and the free days among them."""
    sources = current_app.extensions["mitra.calendar"]
    last = day + AHEAD
    entries: list[Entry] = [entry for source in sources for entry in source(user, day, last)]
    entries += free_days(day, last)
    return sorted(entries, key=lambda entry: (entry.day, entry.time))[:MOST_COMING]


def free_days(first: date, last: date) -> Iterable[Entry]:
    """Holidays and joint leave as lines; several names of one day stand together."""
    names: dict[date, list[str]] = {}
    for row in db.session.scalars(days_between(first, last)):
        if row.kind in FREE:
            names.setdefault(row.day, []).append(in_reader_language(row.names))
    return [Entry(day, ", ".join(_once(said)), "", tone="stop") for day, said in names.items()]


def _once(names: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(names))


def in_words(number: int) -> str:
    """Small numbers in words, as a sentence wants them."""
    return str(NUMBERS[number]) if number < len(NUMBERS) else str(number)


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."
