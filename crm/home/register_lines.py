"""What waits in the register: memberships on their way, data not confirmed for a year."""

from collections.abc import Iterable
from datetime import timedelta

from crm.accounts.models import User
from crm.core.addresses import path_of
from crm.core.db import db
from crm.core.words import gettext as _
from crm.home.lines import Waiting
from crm.institutions.models import Institution
from crm.institutions.queries import checks_waiting, institutions_on_their_way, today
from crm.institutions.words import ago, next_step_of, standing_of
from crm.permissions import Permission

SHOWN = 10
YEAR = timedelta(days=365)


def memberships_on_their_way(user: User) -> Iterable[Waiting]:
    """Applications to check and members to activate, for whoever may do it."""
    if not user.can(Permission.EDIT_INSTITUTIONS):
        return
    for institution in db.session.scalars(institutions_on_their_way().limit(SHOWN)):
        if step := next_step_of(institution):
            number = institution.id
            yield Waiting(
                title=institution.name,
                url=path_of("institutions.show", institution_id=number),
                second=f"{standing_of(institution.state).label} · {_('Next step:')} {step.text}",
                act_label=step.act_label,
                act_url=path_of("memberships.new", to=step.to.value, institution_id=number),
                icon="building-bank",
            )


def corrections_to_judge(user: User) -> Iterable[Waiting]:
    """What members corrected in their own data, for whoever may accept it."""
    if not user.can(Permission.EDIT_INSTITUTIONS):
        return
    for check in db.session.scalars(checks_waiting().limit(SHOWN)):
        here = {"institution_id": check.institution_id, "data_check_id": check.id}
        yield Waiting(
            title=_("Corrections for %(name)s", name=check.institution.name),
            url=path_of("data_checks.show", **here),
            second=_("from %(name)s", name=check.by_name),
            act_label=_("Go through them"),
            act_url=path_of("data_checks.show", **here),
            icon="edit",
            since=check.answered_on,
        )


def own_data_to_confirm(user: User) -> Iterable[Waiting]:
    """The own institution's data, when the last confirmation is a year old."""
    institution = user.institution
    if institution is None or not user.can(Permission.EDIT_OWN_INSTITUTION):
        return
    if institution.is_member and is_due(institution):
        url = path_of("institutions.show", institution_id=institution.id)
        confirmed = institution.last_confirmed_on
        yield Waiting(
            title=_("Check the data of your institution and confirm them"),
            url=url,
            second=_("Last confirmed %(when)s", when=ago(confirmed)) if confirmed else "",
            act_label=_("Check"),
            act_url=url,
            icon="clipboard-check",
            since=confirmed + YEAR if confirmed else None,
        )


def is_due(institution: Institution) -> bool:
    """Tell whether a year has passed since somebody confirmed the data."""
    confirmed = institution.last_confirmed_on
    return confirmed is None or today() - confirmed >= YEAR
