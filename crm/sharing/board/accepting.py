"""A line of the board accepted or passed over."""

from collections.abc import Mapping

from flask import abort

from crm.accounts.models import User
from crm.core.db import db
from crm.core.errors import NotPossible
from crm.core.words import gettext as _
from crm.institutions.models import Institution
from crm.institutions.queries import today
from crm.people.models import Person
from crm.sharing.board.answering import pass_over, take_back
from crm.sharing.board.facts import facts_for
from crm.sharing.board.first_words import content_from
from crm.sharing.board.fitting import names_among
from crm.sharing.board.matching import Helper
from crm.sharing.board.pairs import Board, Line, search_for
from crm.sharing.board.rights import may_post_for, refuse_unless_for
from crm.sharing.choosing import Choice, draft
from crm.sharing.models import Assignment, PassedOver, SharingNeed, SharingOffer
from crm.sharing.queries.postings import needs_visible_to, needs_waiting

LONGEST_ID = 10


def accept(given: Mapping[str, str], *, by: User) -> Assignment:
    """Draft the assignment of one line; refused when the board has changed in the meantime.

    The needs that wait are held, so that two who accept at once don't give the same hours twice.
    """
    held = needs_waiting(by, on=today()).with_for_update(of=SharingNeed)
    db.session.scalars(held).all()
    names = [_number(given, name) for name in ("need", "person", "home", "offer")]
    line = Board(by).line(*names)
    if line is None or not line.match.helper.person_id:
        raise NotPossible(_("This pair does not stand any more. Look at the board again."))
    return _drafted(line, by)


def _drafted(line: Line, by: User) -> Assignment:
    helper, need = line.match.helper, line.need
    home = db.session.get(Institution, helper.home_id) if helper.home_id else None
    choice = Choice(
        person=db.session.get_one(Person, helper.person_id),
        homes=[home] if home else [],
        home=home,
        host=need.host,
        need=need,
        offer=db.session.get(SharingOffer, helper.offer_id) if helper.offer_id else None,
    )
    return draft(choice, by=by, **content_from(need, None, line.minutes))


def pass_by(given: Mapping[str, str], *, by: User) -> PassedOver:
    """Remember that somebody is not wanted for a need: one of those who could fill it."""
    need = _need(given, by)
    person_id, offer_id = _number(given, "person"), _number(given, "offer")
    helper = _candidate(need, by, person_id, offer_id)
    name = names_among([helper]).get(person_id, helper.name)
    return pass_over(need, person_id=person_id, offer_id=offer_id, name=name, by=by)


def take_back_passing(number: int, *, by: User) -> SharingNeed:
    """Let somebody be proposed again."""
    passed = db.session.get(PassedOver, number)
    if passed is None or not may_post_for(by, passed.need.host_id):
        abort(404)
    take_back(passed, by=by)
    return passed.need


def _need(given: Mapping[str, str], by: User) -> SharingNeed:
    named = needs_visible_to(by, on=today()).where(SharingNeed.id == _number(given, "need"))
    need = db.session.scalar(named) or abort(404)
    refuse_unless_for(by, need.host_id)
    return need


def _candidate(need: SharingNeed, by: User, person_id: int, offer_id: int) -> Helper:
    search = search_for(need)
    facts = facts_for([search.skill], search.first, search.last, by)
    found = (
        helper
        for helper in facts.helpers(search.skill, search.wanted, but=need.host_id)
        if helper.person_id == person_id and (person_id or helper.offer_id == offer_id)
    )
    return next(found, None) or abort(404)


def _number(given: Mapping[str, str], name: str) -> int:
    text = given.get(name, "")
    is_number = text.isascii() and text.isdecimal() and len(text) < LONGEST_ID
    return int(text) if is_number else 0
