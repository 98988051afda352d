"""What the pages of one need and of one offer show to one reader."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from crm.accounts.models import User
from crm.core.db import db
from crm.core.words import gettext as _
from crm.institutions.models import Institution
from crm.institutions.queries import today
from crm.permissions import Permission, Role
from crm.sharing.board.answering import left_of
from crm.sharing.board.facts import Facts, facts_for
from crm.sharing.board.fitting import named
from crm.sharing.board.matching import Helper, Match, weigh
from crm.sharing.board.pairs import is_refused, refused, search_for
from crm.sharing.board.ranking import NOBODY, Ranking, ranked
from crm.sharing.board.rights import may_post_for
from crm.sharing.models import (
    Assignment,
    PassedOver,
    Posting,
    PostingState,
    SharingNeed,
    SharingOffer,
)
from crm.sharing.queries import IN_LISTS, assignments_visible_to, confirmed_by, may_visit
from crm.sharing.queries.postings import answers_about, needs_visible_to, passed_over

MOST = 20
MOST_NEEDS = 200


@dataclass(frozen=True)
class PostingPage:
    """What the pages of needs and offers share."""

    user: User
    posting: Posting

    @cached_property
    def may_act(self) -> bool:
        """Tell whether the reader speaks for the institution whose it is."""
        return may_post_for(self.user, self.posting.place.id)

    @property
    def may_edit(self) -> bool:
        """Tell whether the reader may change it now."""
        return self.posting.is_editable and self.may_act

    @property
    def may_withdraw(self) -> bool:
        """Tell whether the reader may take it off the board now."""
        return self.posting.is_open and self.may_act

    def may_visit(self, institution: Institution) -> bool:
        """Tell whether the reader can open the page of an institution."""
        return may_visit(self.user, institution)

    def _answers(self, *, need_id: int | None, offer_id: int | None) -> Sequence[Assignment]:
        about = answers_about(need_id=need_id, offer_id=offer_id)
        seen = assignments_visible_to(self.user, on=today()).where(Assignment.id.in_(about))
        listed = seen.options(*IN_LISTS).order_by(Assignment.id)
        return db.session.scalars(listed).unique().all()


@dataclass(frozen=True)
class NeedPage(PostingPage):
    """A need as one reader sees it: who was asked, and who could be."""

    posting: SharingNeed

    @cached_property
    def answers(self) -> Sequence[Assignment]:
        """The assignments written for it that the reader may see."""
        return self._answers(need_id=self.posting.id, offer_id=None)

    @property
    def shows_candidates(self) -> bool:
        """Tell whether the reader looks for somebody here."""
        return self.posting.is_open and self.may_act

    @cached_property
    def ranking(self) -> Ranking:
        """Who could fill it, the best first; those passed over are left out."""
        if not self.shows_candidates:
            return NOBODY
        search = search_for(self.posting)
        wanted, host_id = search.wanted, self.posting.host_id
        facts = facts_for([search.skill], search.first, search.last, self.user)
        passed = refused(self.passed)
        helpers = facts.helpers(search.skill, wanted, but=host_id)
        wished = (one for one in helpers if not is_refused(passed, self.posting.id, one))
        return named(ranked(wanted, wished, MOST))

    @cached_property
    def passed(self) -> Sequence[PassedOver]:
        """Who was passed over."""
        return db.session.scalars(passed_over([self.posting.id])).all()

    @property
    def may_lend(self) -> bool:
        """Tell whether the reader's institution could offer one of its people for it."""
        is_member = self.user.role is Role.PARTNER and self.user.can(Permission.PROPOSE_SHARING)
        is_other = self.user.institution_id and not self.user.belongs_to(self.posting.host)
        return self.posting.is_open and is_member and bool(is_other) and not self.may_act

    @property
    def next_step(self) -> str:
        """What comes next, in words."""
        if not self.posting.is_open:
            return self._after()
        if self.answers:
            return _("follow what was written for it; all parties have to agree.")
        if self.may_act:
            return _("propose somebody of those who fit, or pass them over.")
        return _("offer somebody if you have the skill and the hours.") if self.may_lend else ""

    def _after(self) -> str:
        if self.posting.state is PostingState.PAST and self.may_act:
            return _("move the deadline ahead to ask again.")
        return ""


class Fit(NamedTuple):
    """A need that an offer could fill, weighed."""

    need: SharingNeed
    match: Match


@dataclass(frozen=True)
class OfferPage(PostingPage):
    """An offer as one reader sees it: what was promised of it, and which needs it fits."""

    posting: SharingOffer

    @cached_property
    def answers(self) -> Sequence[Assignment]:
        """The assignments written out of it that the reader may see."""
        return self._answers(need_id=None, offer_id=self.posting.id)

    @cached_property
    def left(self) -> int:
        """The minutes a week that nobody was promised."""
        return left_of(self.posting)

    @property
    def may_propose(self) -> bool:
        """Tell whether the reader proposes at all."""
        return self.posting.is_open and self.user.can(Permission.PROPOSE_SHARING)

    def may_fill(self, need: SharingNeed) -> bool:
        """Tell whether the reader speaks for one of the two sides."""
        return self.may_propose and (self.may_act or need.host_id in self._own)

    @cached_property
    def _own(self) -> set[int]:
        """The institutions for which a member may confirm."""
        return set(db.session.scalars(confirmed_by(self.user, on=today())))

    @cached_property
    def fits(self) -> list[Fit]:
        """The open needs that it could fill, the best first; ties go to the older need."""
        found = [one for one in self._weighed if not one.match.blocks]
        found.sort(key=lambda one: (-round(one.match.score, 6), one.need.id))
        return found[:MOST]

    @cached_property
    def _weighed(self) -> list[Fit]:
        needs = self._needs()
        if not needs or not self.posting.is_open:
            return []
        codes = {need.skill.code for need in needs}
        first = min(need.starts_on for need in needs)
        last = max(need.ends_on for need in needs)
        facts = facts_for(codes, first, last, self.user)
        return list(self._weigh(needs, facts))

    def _weigh(self, needs: Sequence[SharingNeed], facts: Facts) -> Iterator[Fit]:
        for need in needs:
            wanted = search_for(need).wanted
            helper: Helper | None = facts.offering(need.skill.code, self.posting.id, wanted)
            if helper is not None:
                named_so = helper._replace(name=self.posting.name)
                yield Fit(need, weigh(wanted, named_so))

    def _needs(self) -> Sequence[SharingNeed]:
        able = [one.skill_id for one in self.posting.skills]
        query = needs_visible_to(self.user, on=today()).where(
            SharingNeed.state == PostingState.OPEN,
            SharingNeed.skill_id.in_(able),
            SharingNeed.host_id != self.posting.home_id,
        )
        nearest = query.order_by(SharingNeed.deadline, SharingNeed.id).limit(MOST_NEEDS)
        return db.session.scalars(nearest).all()
