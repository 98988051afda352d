"""The words that readers see for needs, offers and what became of them."""

from typing import Any

from crm.core.languages import in_reader_language
from crm.core.templating import plain_date
from crm.core.words import gettext as _
from crm.core.words import lazy_gettext as _l
from crm.institutions.queries import today
from crm.people.words import LEVEL_NAMES
from crm.sharing.board.pairs import Line
from crm.sharing.models import PostingState, SharingNeed, SharingOffer
from crm.sharing.wording import MODES, PURPOSES, hours, hours_a_week, span

__all__ = ["LEVEL_NAMES", "MODES", "PURPOSES", "hours_a_week", "span"]

NEED_STATES: dict[PostingState, tuple[Any, str]] = {
    PostingState.OPEN: (_l("Open"), "wait"),
    PostingState.FILLED: (_l("Filled"), "good"),
    PostingState.PAST: (_l("Past"), "past"),
    PostingState.WITHDRAWN: (_l("Withdrawn"), "past"),
}
OFFER_STATES: dict[PostingState, tuple[Any, str]] = {
    **NEED_STATES,
    PostingState.OPEN: (_l("Open"), "move"),
    PostingState.FILLED: (_l("Answered"), "good"),
}
NEED_TABS = {state: label for state, (label, _tone) in NEED_STATES.items()}
OFFER_TABS = {state: label for state, (label, _tone) in OFFER_STATES.items()}


def when(posting: SharingNeed | SharingOffer) -> str:
    """7,5 jam/minggu, 1 Apr–31 Jul 2027."""
    return f"{hours_a_week(posting.weekly_minutes)}, {span(posting.starts_on, posting.ends_on)}"


def skills_of(offer: SharingOffer) -> str:
    """The skills that an offer brings, each with its level, such as Pengatalogan (3)."""
    names = ((in_reader_language(one.skill.names), one.level) for one in offer.skills)
    return ", ".join(f"{name} ({level})" for name, level in names)


def answer_by(need: SharingNeed) -> str:
    """Until when an answer helps."""
    return str(_("answer by %(day)s", day=plain_date(need.deadline)))


def nears(need: SharingNeed) -> bool:
    """Tell whether an open need has a week left or less."""
    return need.is_open and (need.deadline - today()).days <= 7  # noqa: PLR2004


def given(line: Line) -> str:
    """What a pair gives of what is needed."""
    if line.is_whole:
        return hours_a_week(line.minutes)
    return str(
        _(
            "%(hours)s of the %(wanted)s that are needed",
            hours=hours(line.minutes),
            wanted=hours_a_week(line.need.weekly_minutes),
        )
    )
