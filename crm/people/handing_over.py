"""When somebody leaves a place: everything open passes to a successor in one step."""

from collections.abc import Sequence
from dataclasses import dataclass

from crm.accounts.models import User
from crm.core.actors import Actor
from crm.core.db import db, save
from crm.core.errors import NotPossible
from crm.core.events import record
from crm.core.words import gettext as _
from crm.institutions.queries import today
from crm.links.issuing import revoke_addressed
from crm.people.consenting import addresses_of
from crm.people.events import PersonHandedOver
from crm.people.keepers import Held, Leaving, keepers
from crm.people.models import Affiliation, ContactRole, Person
from crm.people.queries import RANKS, current_affiliation
from crm.people.words import ROLE_NAMES


@dataclass(frozen=True)
class Preview:
    """What passes to the successor, and what stays and needs a decision of its own."""

    passing: Sequence[Held]
    staying: Sequence[Held]


def preview_of(leaving: Leaving) -> Preview:
    """Ask every room what is open in the hands of who leaves."""
    held = [*_role(leaving), *(one for keeper in keepers() for one in keeper.holds(leaving))]
    passing = [one for one in held if not one.stays]
    return Preview(passing, [one for one in held if one.stays])


def preview_for(affiliation: Affiliation, successor: Person | None, *, by: Actor) -> Preview | None:
    """The same for the successor that a page names; nothing while none is named."""
    if successor is None:
        return None
    return preview_of(
        Leaving(affiliation=affiliation, successor=successor, last_day=today(), by=by)
    )


def hand_over(leaving: Leaving, *, closes_account: bool) -> int:
    """Pass everything on, let old links die, end the affiliation; say how much passed."""
    if leaving.successor.id == leaving.person.id:
        raise NotPossible(_("Choose somebody else as the successor."))
    count = len(preview_of(leaving).passing)
    _pass_role(leaving)
    revoke_addressed(addresses_of(leaving.person), institution_id=leaving.institution_id)
    db.session.flush()
    for keeper in keepers():
        keeper.passes(leaving)
    _end(leaving, closes_account=closes_account)
    record(
        PersonHandedOver(
            subject=leaving.person,
            successor=leaving.successor,
            place=leaving.affiliation.place.name,
            count=count,
            by=leaving.by,
        )
    )
    return count


def account_of(leaving: Leaving) -> User | None:
    """The account with which who leaves spoke for the place, if there is one."""
    person = leaving.person
    account = db.session.get(User, person.user_id) if person.user_id else None
    own = account is not None and account.institution_id == leaving.institution_id
    return account if own and account and account.active else None


def _role(leaving: Leaving) -> list[Held]:
    said = [leaving.affiliation.position]
    said.append(_("may confirm") if leaving.affiliation.may_confirm else "")
    title = _("The role: %(role)s", role=str(ROLE_NAMES[leaving.affiliation.role]))
    return [Held(title, " · ".join(filter(None, said)))]


def _pass_role(leaving: Leaving) -> None:
    """Give the successor the role; one who has a higher one already keeps it."""
    old = leaving.affiliation
    held = db.session.scalar(current_affiliation(leaving.successor, old.place, on=today()))
    facts = {"role": old.role, "position": old.position, "may_confirm": old.may_confirm}
    if held is None:
        begun = Affiliation.begin(
            leaving.successor, old.place, by=leaving.by, starts_on=today(), **facts
        )
        save(begun)
    else:
        held.change(by=leaving.by, **_higher(held, old))


def _higher(held: Affiliation, old: Affiliation) -> dict[str, object]:
    passes = RANKS[old.role] < RANKS[held.role]
    role: ContactRole = old.role if passes else held.role
    position = old.position if passes and old.position else held.position
    may_confirm = held.may_confirm or old.may_confirm
    return {"role": role, "position": position, "may_confirm": may_confirm}


def _end(leaving: Leaving, *, closes_account: bool) -> None:
    account = account_of(leaving)
    leaving.affiliation.change(by=leaving.by, may_confirm=False)
    leaving.affiliation.end(by=leaving.by, on=leaving.last_day)
    if account is not None and closes_account:
        account.close(by=leaving.by)
