"""Lists of needs and offers: by state and skill, both in the address."""

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from werkzeug.datastructures import MultiDict

from crm.accounts.models import User
from crm.core.filters import address_with, asked, member
from crm.core.pages import Page, page_of
from crm.institutions.queries import today
from crm.sharing.board.rights import may_post
from crm.sharing.board.words import NEED_TABS, OFFER_TABS
from crm.sharing.forms.postings import SkillFilter, skill_filter
from crm.sharing.models import OfferedSkill, PostingState, SharingNeed, SharingOffer
from crm.sharing.queries.postings import needs_visible_to, offers_visible_to

FILTERS = ("state", "skill")


@dataclass(frozen=True)
class PostingList:
    """One page of needs or offers, with its filters."""

    page: Page[Any]
    state: PostingState
    tabs: list[dict[str, Any]]
    form: SkillFilter
    may_add: bool

    @property
    def is_narrowed(self) -> bool:
        """Tell whether anything but the open ones was asked for."""
        return bool(self.form.skill_id) or self.state is not PostingState.OPEN


def need_list(user: User, arguments: "MultiDict[str, str]") -> PostingList:
    """The needs as the address asks for them: what is open by deadline, the rest newest first."""
    state, form = _asked(arguments)
    query = needs_visible_to(user, on=today()).where(SharingNeed.state == state)
    if form.skill_id:
        query = query.where(SharingNeed.skill_id == form.skill_id)
    page = _page(query, state, (SharingNeed.deadline, SharingNeed.moved_at, SharingNeed.id))
    return _listed(user, page, state, form, NEED_TABS)


def offer_list(user: User, arguments: "MultiDict[str, str]") -> PostingList:
    """The offers as the address asks for them: what is open by last day, the rest newest first."""
    state, form = _asked(arguments)
    query = offers_visible_to(user, on=today()).where(SharingOffer.state == state)
    if form.skill_id:
        able = sa.select(OfferedSkill.offer_id).where(OfferedSkill.skill_id == form.skill_id)
        query = query.where(SharingOffer.id.in_(able))
    page = _page(query, state, (SharingOffer.ends_on, SharingOffer.moved_at, SharingOffer.id))
    return _listed(user, page, state, form, OFFER_TABS)


def _asked(arguments: "MultiDict[str, str]") -> tuple[PostingState, SkillFilter]:
    given = asked(arguments, FILTERS)
    state = member(PostingState, given.get("state")) or PostingState.OPEN
    return state, skill_filter(arguments)


def _page(query: sa.Select[Any], state: PostingState, keys: tuple[Any, Any, Any]) -> Page[Any]:
    day, moved, number = keys
    if state is PostingState.OPEN:
        return page_of(query, day, number)
    return page_of(query, moved, number, descending=True)


def _listed(
    user: User, page: Page[Any], state: PostingState, form: SkillFilter, labels: dict[Any, Any]
) -> PostingList:
    tabs = [
        {
            "label": label,
            "url": address_with(state=None if one is PostingState.OPEN else one.value),
            "current": one is state,
        }
        for one, label in labels.items()
    ]
    return PostingList(page, state, tabs, form, may_post(user))
