"""Entering needs and offers: for whom, from which need of the register, and the first words."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from crm.accounts.models import User
from crm.core.db import db, save
from crm.core.errors import NotPossible, NotValid
from crm.core.words import gettext as _
from crm.institutions.models import Institution, Need
from crm.institutions.queries import institutions_visible_to, needs_of, today
from crm.permissions import Role
from crm.sharing.board.rights import may_post_for
from crm.sharing.forms import SharingNeedForm, SharingOfferForm, filled_offer
from crm.sharing.models import SharingNeed, SharingOffer
from crm.sharing.queries import hosts_to_help
from crm.sharing.queries.postings import people_to_offer, places_to_post_for

LONGEST_ID = 10


@dataclass(frozen=True)
class Start:
    """For whom something is asked or offered, step by step; all of it is in the address."""

    user: User
    given: Mapping[str, str]

    @property
    def where(self) -> str:
        """What was typed of the institution's name."""
        return self.given.get("where", "").strip()

    @cached_property
    def own(self) -> list[Institution]:
        """Where a member may confirm; the secretariat looks for the institution instead."""
        if self.user.role is Role.SECRETARIAT:
            return []
        places = list(db.session.scalars(places_to_post_for(self.user, on=today())))
        if not places:
            raise NotPossible(_("Only who may confirm for an institution can ask or offer for it."))
        return places

    @cached_property
    def place(self) -> Institution | None:
        """The institution for which it is, once that is known."""
        named = _number(self.given, "place")
        if self.user.role is Role.SECRETARIAT:
            seen = institutions_visible_to(self.user).where(Institution.id == named)
            return db.session.scalar(seen) if named else None
        chosen = next((one for one in self.own if one.id == named), None)
        return chosen or (self.own[0] if len(self.own) == 1 else None)

    @cached_property
    def found(self) -> list[Institution]:
        """The institutions to choose from."""
        if self.place is not None:
            return []
        if not self.where:
            return self.own
        return list(db.session.scalars(hosts_to_help(self.user, self.where, but=None)))

    @cached_property
    def register_need(self) -> Need | None:
        """The need of the institution's register that this one comes from."""
        if self.place is None or not self.given.get("from"):
            return None
        theirs = needs_of(self.place).where(Need.id == _number(self.given, "from"))
        return db.session.scalar(theirs)

    @property
    def need_form(self) -> SharingNeedForm:
        """The form of a new need; what stands in the register is its first words."""
        noted = self.register_need
        words = {"title": noted.title, "detail": noted.detail} if noted else {}
        return SharingNeedForm(data=words)

    @property
    def offer_form(self) -> SharingOfferForm:
        """The form of a new offer, with the people of the home."""
        home_id = self.place.id if self.place else 0
        return SharingOfferForm().among(db.session.scalars(people_to_offer(home_id, on=today())))

    def ask(self, form: SharingNeedForm) -> SharingNeed:
        """Enter the need."""
        noted = self.register_need
        need = SharingNeed(
            host=self._chosen(), register_need_id=noted.id if noted else None, **form.facts()
        )
        save(need).write(by=self.user.as_actor())
        return need

    def offer(self, form: SharingOfferForm) -> SharingOffer:
        """Enter the offer."""
        offer = SharingOffer(home=self._chosen(), **form.facts())
        save(offer).write(by=self.user.as_actor())
        return offer

    def _chosen(self) -> Institution:
        if self.place is None or not may_post_for(self.user, self.place.id):
            raise NotValid(_("Choose the institution first."))
        return self.place


def form_of(offer: SharingOffer) -> SharingOfferForm:
    """The form of an offer, with the people of its home."""
    form: Any = SharingOfferForm(obj=offer, data=filled_offer(offer))
    people = list(db.session.scalars(people_to_offer(offer.home_id, on=today())))
    if offer.person and offer.person not in people:
        people.append(offer.person)
    return form.among(people)  # type: ignore[no-any-return]


def _number(given: Mapping[str, str], name: str) -> int:
    text = given.get(name, "")
    is_number = text.isascii() and text.isdecimal() and len(text) < LONGEST_ID
    return int(text) if is_number else 0
