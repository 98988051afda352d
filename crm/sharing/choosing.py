"""The steps before a draft: who helps, from which home, at which host (all in the address)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from crm.accounts.models import User
from crm.core import clock
from crm.core.db import db, save
from crm.core.errors import NotValid
from crm.core.words import gettext as _
from crm.institutions.models import Institution
from crm.institutions.queries import today
from crm.people.models import Person
from crm.permissions import Role
from crm.sharing.board.answering import remember
from crm.sharing.board.rights import may_post_for
from crm.sharing.models import (
    CONTENT,
    Assignment,
    AssignmentVersion,
    Party,
    SharingAgreement,
    SharingNeed,
    SharingOffer,
)
from crm.sharing.queries import agreements_between, hosts_to_help, people_to_ask, workplaces_of
from crm.sharing.queries.postings import needs_visible_to, offers_visible_to


@dataclass(frozen=True, kw_only=True)
class Choice:
    """What has been chosen so far, and what there is to choose from next."""

    who: str = ""
    where: str = ""
    person: Person | None = None
    homes: list[Institution] = field(default_factory=list)
    home: Institution | None = None
    host: Institution | None = None
    people: list[Person] = field(default_factory=list)
    hosts: list[Institution] = field(default_factory=list)
    need: SharingNeed | None = None
    offer: SharingOffer | None = None

    @property
    def carried(self) -> dict[str, int | None]:
        """What every step hands on in the address."""
        return {
            "need": self.need.id if self.need else None,
            "offer": self.offer.id if self.offer else None,
        }

    @property
    def home_is_open(self) -> bool:
        """Tell whether the person works at several places and none is chosen yet."""
        return len(self.homes) > 1 and self.home is None

    @property
    def is_complete(self) -> bool:
        """Tell whether the draft itself can be written."""
        return self.person is not None and not self.home_is_open and self.host is not None

    @property
    def step(self) -> int:
        """The step that is open: 1 who, 2 where, 3 what."""
        if self.person is None:
            return 1
        return 3 if self.is_complete else 2


def chosen(user: User, given: Mapping[str, str]) -> Choice:
    """What an address or a form says has been chosen, as far as this user may choose it."""
    who, where = given.get("who", "").strip(), given.get("where", "").strip()
    need, offer = _need(user, given), _offer(user, given)
    person = _person(user, given, offer)
    if person is None:
        people = list(db.session.scalars(people_to_ask(user, who, on=today()))) if who else []
        return Choice(who=who, people=people, need=need, offer=offer)
    homes = list(db.session.scalars(workplaces_of(person, on=today())))
    home = _home(user, homes, given)
    host = _host(user, home, given, need)
    but = home.id if home else None
    hosts = list(db.session.scalars(hosts_to_help(user, where, but=but))) if where else []
    return Choice(
        who=who,
        where=where,
        person=person,
        homes=homes,
        home=home,
        host=host,
        hosts=hosts,
        need=need if need and need.host is host else None,
        offer=offer if offer and offer.home is home else None,
    )


def agreements_for(choice: Choice) -> list[SharingAgreement]:
    """The agreements under which this help may be given."""
    if choice.host is None:
        return []
    home_id = choice.home.id if choice.home else None
    return list(db.session.scalars(agreements_between(home_id, choice.host.id, on=today())))


def draft(choice: Choice, *, by: User, **content: Any) -> Assignment:
    """Write an assignment down, as a draft of the user's side."""
    if not choice.is_complete or choice.person is None or choice.host is None:
        raise NotValid(_("Choose first who helps, and where."))
    version = {name: content.pop(name) for name in CONTENT if name in content}
    if choice.need is not None:
        version.setdefault("skills", [choice.need.skill.code])
    now = clock.now()
    assignment = save(
        Assignment(
            person=choice.person,
            home=choice.home,
            host=choice.host,
            proposer=_side(by, choice),
            proposer_institution_id=by.institution_id if by.role is Role.PARTNER else None,
            drafted_by_id=by.id,
            created_at=now,
            moved_at=now,
            versions=[AssignmentVersion(number=1, **version)],
            **content,
        )
    )
    assignment.write(by=by.as_actor())
    remember(assignment, choice.need, choice.offer, by=by.as_actor())
    return assignment


def _side(user: User, choice: Choice) -> Party:
    if user.role is Role.SECRETARIAT:
        return Party.SECRETARIAT
    return Party.HOME_HEAD if user.belongs_to(choice.home) else Party.HOST_HEAD


def _person(user: User, given: Mapping[str, str], offer: SharingOffer | None) -> Person | None:
    """The person named by id, if this user finds them by name, by what was typed or offered."""
    wanted = _number(given, "person")
    found = db.session.get(Person, wanted)
    if found is None or user.role is Role.SECRETARIAT:
        return found
    if offer is not None and offer.person_id == wanted:
        return found
    for text in (found.sort_name, given.get("who", "")):
        findable = people_to_ask(user, text, on=today()).where(Person.id == wanted)
        if text and db.session.scalar(findable):
            return found
    return None


def _home(user: User, homes: list[Institution], given: Mapping[str, str]) -> Institution | None:
    """The home: the own institution of a member, the only one, or the one named."""
    wanted = _number(given, "home")
    own = next((one for one in homes if _is_own(user, one)), None)
    named = next((one for one in homes if one.id == wanted), None)
    return own or named or (homes[0] if len(homes) == 1 else None)


def _host(
    user: User, home: Institution | None, given: Mapping[str, str], need: SharingNeed | None
) -> Institution | None:
    """The host: the need's, or the own institution of a member who asks, else the one named."""
    if need is not None and need.host is not home and _may_fill(user, home, need):
        return need.host
    if user.role is Role.PARTNER and not (home and _is_own(user, home)):
        return user.institution
    found = db.session.get(Institution, _number(given, "host"))
    return None if found is None or found is home else found


def _may_fill(user: User, home: Institution | None, need: SharingNeed) -> bool:
    """Tell whether a user speaks for one of the two sides."""
    return (home is not None and _is_own(user, home)) or may_post_for(user, need.host_id)


def _need(user: User, given: Mapping[str, str]) -> SharingNeed | None:
    seen = needs_visible_to(user, on=today()).where(SharingNeed.id == _number(given, "need"))
    return db.session.scalar(seen) if given.get("need") else None


def _offer(user: User, given: Mapping[str, str]) -> SharingOffer | None:
    seen = offers_visible_to(user, on=today()).where(SharingOffer.id == _number(given, "offer"))
    return db.session.scalar(seen) if given.get("offer") else None


def _is_own(user: User, institution: Institution) -> bool:
    return user.role is Role.PARTNER and institution.id == user.institution_id


def _number(given: Mapping[str, str], name: str) -> int:
    text = given.get(name, "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0  # noqa: PLR2004
